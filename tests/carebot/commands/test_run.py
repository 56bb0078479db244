"""`carebot run` on a stranger's machine: refused in one sentence, or at work without what is missing, and says so."""

import socket
from pathlib import Path

import pytest

from carebot import app, journal
from carebot.__main__ import main
from carebot.commands.terminal import EXIT_REFUSED
from carebot.core.deeds import RobotStarted
from carebot.core.events import FaultRaised
from carebot.core.language import Language, Text
from carebot.core.record import AnyEvent
from carebot.journal import Journal
from dialogue.base import Readiness
from dialogue.devices import Device
from tests.carebot.changing.books import keep
from tests.carebot.still_body import REFUSAL
from tests.carebot.stranger import (
    bad_recordings,
    is_chinese,
    language,
    machine,
    refused,
    still_body,
    write_tone,
    write_video,
)

__all__ = ["language", "machine", "still_body"]

pytestmark = pytest.mark.usefixtures("still_body")

NO_DEVICE = Text(zh="没有声卡，请接上一个。", en="There is no sound card; connect one.")
STILL = ("run", "--body", "still", "--port", "0", "--journal", "journal.db")


def ran(*words: str) -> list[AnyEvent]:
    """What the journal holds after a run that ended by itself, whole and with exit code 0."""
    assert main([*STILL, *words]) == 0
    assert journal.verify(Path("journal.db")).broken_at is None
    return [entry.event for entry in journal.read(Path("journal.db"))]


def faults(events: list[AnyEvent]) -> dict[str, str]:
    """What was told to be missing, by its source."""
    return {event.source: event.text.en for event in events if isinstance(event, FaultRaised)}


def test_a_port_that_is_taken_is_refused(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        sentence = refused(capsys, "run", "--body", "still", "--port", port, "--journal", "journal.db")
    assert port in sentence
    assert "--port" in sentence
    assert is_chinese(sentence) is (language is Language.ZH)
    assert not Path("journal.db").exists()


def test_a_second_robot_on_the_same_journal_is_refused(
    language: Language, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = Journal(machine / "journal.db", lambda _: None)
    first.start()
    try:
        sentence = refused(capsys, *STILL)
    finally:
        first.close()
    assert "--journal" in sentence
    assert is_chinese(sentence) is (language is Language.ZH)
    assert journal.verify(first.path).rows == 0


@pytest.mark.parametrize("name", ["nosuch", "", "base"])
def test_a_body_that_there_is_not_is_refused(name: str, language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = refused(capsys, "run", "--body", name, "--port", "0")
    assert "pyrobosim, simulated" in sentence
    assert is_chinese(sentence) is (language is Language.ZH)


@pytest.mark.parametrize(
    "content",
    ["[skills.nosuch]\na = 1", "[monitors.fall]\nzzz = 1", "[outlets.webhook]\nurl = 3", 'home = "none.toml"'],
)
def test_a_wrong_setting_of_a_part_is_refused(
    content: str, machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "mine.toml").write_text(content)
    sentence = refused(capsys, *STILL, "--settings", "mine.toml")
    assert is_chinese(sentence) is (language is Language.ZH)


@pytest.mark.parametrize("name", ["empty", "noise", "stub", "header", "folder", "missing"])
@pytest.mark.parametrize("device", ["camera", "microphone"])
def test_a_recording_that_is_none_is_refused(
    name: str, device: str, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bad_recordings(machine)[name]
    assert main([*STILL, f"--{device}", str(path)]) == EXIT_REFUSED
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert str(path) in printed.err
    assert not (machine / "journal.db").exists()


@pytest.mark.parametrize("device", ["camera", "microphone"])
def test_a_letter_for_a_recording_is_refused_in_the_terminal_s_language(
    device: str, machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = refused(capsys, *STILL, f"--{device}", str(bad_recordings(machine)["text"]))
    assert is_chinese(sentence) is (language is Language.ZH)


def test_a_video_without_a_model_to_watch_it_is_refused(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    video = write_video(machine / "video.mp4")
    sentence = refused(capsys, *STILL, "--camera", str(video))
    assert "carebot models install pose-landmarker-full" in sentence


@pytest.mark.slow
@pytest.mark.parametrize(("rate_hz", "channels", "width"), [(8_000, 1, 1), (48_000, 2, 2)])
def test_a_bare_machine_runs_and_says_what_is_missing(
    rate_hz: int, channels: int, width: int, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Device, "readiness", lambda _: Readiness(ready=False, detail=NO_DEVICE))
    sound = write_tone(machine / "tone.wav", rate_hz=rate_hz, channels=channels, width=width)
    keep(machine, residents__wang__spoken_to__rate=0.8, residents__wang__room="attic")
    events = ran("--microphone", str(sound))
    told = faults(events)
    assert "1 of the settings made on the panel do not count" in told["panel.settings"]
    wang = next(one.house for one in events if isinstance(one, RobotStarted)).residents[0]
    assert (wang.spoken_to.rate, wang.room) == (0.8, "bedroom")
    assert "carebot models install pose-landmarker-full" in told["sight.pose"]
    assert "carebot models install whisper-base" in told["hearing.engine"]
    assert "Type on the panel" in told["hearing"]
    assert told["loudspeaker"] == NO_DEVICE.en
    kinds = [event.kind for event in events]
    assert kinds[0] == "robot_started"
    assert kinds[-1] == "robot_stopping"
    assert "robot_ready" in kinds
    assert "'degraded'" in str([event for event in events if event.kind == "mode_changed"])


@pytest.mark.slow
def test_a_recogniser_that_was_asked_for_and_is_not_there_is_told(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREBOT_SPEECH__VOSK_EN", str(machine / "no-model"))
    events = ran("--microphone", str(write_tone(machine / "tone.wav")))
    assert "no-model" in faults(events)["hearing.vosk"]


@pytest.mark.slow
@pytest.mark.parametrize(("answers", "said"), [("never", "cannot be reached"), ("refuses", REFUSAL.en)])
def test_a_body_that_cannot_be_reached_leaves_a_robot_that_talks_and_alarms(
    answers: str, said: str, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "CONNECTION_LIMIT_S", 0.05)
    (machine / "mine.toml").write_text(f'[body]\nname = "still"\n[body.options]\nanswers = "{answers}"\n')
    sound = write_tone(machine / "tone.wav")
    words = ("run", "--settings", "mine.toml", "--port", "0", "--journal", "journal.db", "--microphone", str(sound))
    assert main(words) == 0
    events = [entry.event for entry in journal.read(machine / "journal.db")]
    assert said in faults(events)["body"]
    assert events[-1].kind == "robot_stopping"


@pytest.mark.slow
def test_a_journal_that_was_damaged_is_set_aside_and_told(machine: Path) -> None:
    (machine / "journal.db").write_bytes(b"this is no journal" * 1000)
    events = ran("--microphone", str(write_tone(machine / "tone.wav")))
    assert "journal.db.damaged-1" in faults(events)["journal"]
    assert (machine / "journal.db.damaged-1").read_bytes() == b"this is no journal" * 1000


@pytest.mark.slow
def test_a_panel_of_one_language_greets_in_the_terminal_s(
    language: Language, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran("--microphone", str(write_tone(machine / "tone.wav")))
    printed = capsys.readouterr()
    assert printed.err == ""
    assert ("护理面板" if language is Language.ZH else "Care panel") in printed.out
    assert ("还没有护士长" if language is Language.ZH else "There is no head nurse yet") in printed.out
    assert ("放完了" if language is Language.ZH else "The recording is over") in printed.out
