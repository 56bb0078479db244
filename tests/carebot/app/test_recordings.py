"""A human voice and a human fall through the whole robot, from recordings to the alarm.

How many frames of a film are looked at in time depends on the machine, unless the body holds time until they are.
"""

import json
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from carebot import journal
from carebot.__main__ import main
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import ActionProposed, RobotReady, RobotStopping, Spoken
from carebot.core.events import FallSuspected, FaultRaised, Transcript
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.incidents import Chain
from dialogue.base import SAMPLE_RATE_HZ, Readiness
from dialogue.devices import Device
from dialogue.sound import decode
from tests.dialogue.conftest import bench_folder, model_folder
from tests.monitoring.models import pose_model, recorded_falls, short_clips

pytestmark = pytest.mark.slow

NO_DEVICE = Text(zh="没有声卡，请接上一个。", en="There is no sound card; connect one.")
SPEAKS_AFTER_S = 9.0
"""When the voice sets in: after the robot has asked, since it does not listen while it speaks itself."""


def a_fall() -> Path:
    """A recorded fall of a few seconds."""
    folder = recorded_falls()
    clip = next(clip for clip in short_clips(folder) if clip["label"] == "fall")
    return folder / str(clip["file"])


def a_command() -> tuple[Path, dict[str, Any]]:
    """A recorded command, with what its authors say of it."""
    folder = bench_folder("speech")
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    said = next(case for case in map(json.loads, lines) if case.get("slots"))
    return folder / said["file"], said


def after_silence(speech: Path, path: Path) -> Path:
    """The recording `speech` at `path`, with silence before it."""
    silence = np.zeros(round(SPEAKS_AFTER_S * SAMPLE_RATE_HZ), dtype=np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes(np.concatenate([silence, decode(speech)]).tobytes())
    return path


@pytest.fixture
def quiet_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with the models and without a sound card, whose journal is new; it does no work ahead of its time."""
    pose_model()
    model_folder("whisper-base")
    monkeypatch.setattr(Device, "readiness", lambda _: Readiness(ready=False, detail=NO_DEVICE))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("CAREBOT_SPEECH__PHRASES_AHEAD", "false")
    monkeypatch.setenv("CAREBOT_SPEECH__BY_MEANING", "false")
    return tmp_path


def test_a_voice_and_a_fall_end_in_words_a_question_and_an_alarm(quiet_machine: Path) -> None:
    speech, said = a_command()
    events = played(quiet_machine, "simulated", speech, "--camera", str(a_fall()))
    fall = only(events, FallSuspected)
    assert fall.about == "wang"
    assert events.index(only(events, RobotReady)) < events.index(fall)
    assert any(isinstance(event, ActionProposed) and event.action.kind == "ask" for event in after(fall, events))
    assert any(isinstance(event, Spoken) and "您还好吗" in event.text for event in after(fall, events))
    changes = [event for event in after(fall, events) if isinstance(event, IncidentChanged)]
    assert [change.stage for change in changes][:2] == [IncidentStage.SUSPECTED, IncidentStage.ASKED]
    alarm = next(change for change in changes if change.stage is IncidentStage.ALARM)
    assert alarm.occurred_at - fall.occurred_at <= Chain().ask * 1.2
    assert is_heard(said, events)
    assert any(isinstance(event, RobotStopping) for event in after(alarm, events))


def test_a_voice_is_heard_where_time_is_not_held(quiet_machine: Path) -> None:
    pytest.importorskip("pyrobosim")
    speech, said = a_command()
    events = played(quiet_machine, "pyrobosim", speech)
    assert is_heard(said, events)
    faults = {event.source for event in events if isinstance(event, FaultRaised)}
    assert "microphone.level" not in faults, "a recording that begins with silence is not muted"
    assert any(isinstance(event, RobotStopping) for event in events)


def played(folder: Path, body: str, speech: Path, *words: str) -> list[AnyEvent]:
    """What a robot has recorded that ran until the end of the recordings."""
    path, sound = folder / "journal.db", after_silence(speech, folder / "voice.wav")
    to_run = ["--body", body, "--port", "0", "--journal", str(path), "--microphone", str(sound)]
    assert main(["run", *to_run, *words]) == 0
    assert journal.verify(path).broken_at is None
    return [entry.event for entry in journal.read(path)]


def is_heard(said: dict[str, Any], events: list[AnyEvent]) -> bool:
    """Whether a thing that the command names is in a transcript."""
    heard = " ".join(event.text for event in events if isinstance(event, Transcript)).lower()
    return any(value in heard for value in said["slots"].values())


def only(events: list[AnyEvent], kind: type[Any]) -> Any:
    """The first event of this kind."""
    return next(event for event in events if isinstance(event, kind))


def after(first: AnyEvent, events: list[AnyEvent]) -> list[AnyEvent]:
    """The events that follow `first`."""
    return events[events.index(first) + 1 :]
