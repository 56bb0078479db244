"""`carebot doctor`: every part is told of, with what to do where it is not ready; exit codes 0, 1 and 2."""

import json
import shutil
import socket
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from carebot.__main__ import main
from carebot._models.catalogue import CATALOGUE
from carebot.core.events import TimerElapsed
from carebot.core.language import Language
from carebot.journal import Journal
from dialogue.base import Readiness
from dialogue.devices import Device
from tests.carebot.changing.books import file_at, keep
from tests.carebot.examples import stamp
from tests.carebot.stranger import is_chinese, language, machine, still_body

__all__ = ["language", "machine", "still_body"]

REQUIRED = [f"model {model.name}" for model in CATALOGUE if model.required]
TITLES = {"gate", "panel", "disk", "journal"}


def examined(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, tuple[bool, str]]]:
    """The exit code, and of each part whether it is ready and the sentence."""
    status = main(["doctor", "--json", *words])
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = [json.loads(line) for line in printed.out.splitlines()]
    return status, {line["part"]: (line["ready"], line["detail"]) for line in lines}


@pytest.mark.slow
def test_a_bare_machine_is_told_all_that_is_missing(
    language: Language, still_body: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAREBOT_BODY__NAME", still_body)
    status, parts = examined(capsys)
    assert status == 1
    assert set(REQUIRED) | {"microphone", "loudspeaker", "voice", "stop words", "recogniser"} <= set(parts)
    assert {"sight", "camera", f"body {still_body}"} | TITLES <= set(parts)
    for name in (*REQUIRED, "recogniser", "sight", "camera", "outlets"):
        assert parts[name][0] is False, name
    assert "carebot models install whisper-base" in parts["recogniser"][1]
    assert "carebot models install pose-landmarker-full" in parts["sight"][1]
    assert [name for name, (_, detail) in parts.items() if is_chinese(detail) is not (language is Language.ZH)] == []


@pytest.mark.slow
def test_people_get_one_line_a_part_where_there_is_no_terminal(
    language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    title, state = ("模型 whisper-base", "不可用") if language is Language.ZH else ("model whisper-base", "not ready")
    assert any(line.startswith(f"{title}: {state}: ") and "carebot models install" in line for line in lines)


def test_it_looks_and_leaves_everything_as_it_was(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examined(capsys)
    # The sound system makes a folder of its own when a process asks it for devices for the first time.
    assert [path for path in machine.rglob("*") if path.is_file()] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('[body]\nname = "nosuch"', "simulated"),
        ('[body]\nname = "pyrobosim"\n[body.options]\nfoo = 1', "body.options.foo"),
        ("[skills.nosuch]\na = 1", "skills.nosuch"),
        ("[monitors.fall]\nzzz = 1", "monitors.fall.zzz"),
        ("[outlets.webhook]\nurl = 3", "outlets.webhook.url"),
        ('home = "none.toml"', "none.toml"),
        ('[policies.off]\nnosuch = "because I want it so"', "nosuch"),
    ],
)
def test_settings_that_would_stop_the_robot_are_found(
    content: str, named: str, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "mine.toml").write_text(content)
    status, parts = examined(capsys, "--settings", "mine.toml")
    assert status == 1
    ready, detail = parts["robot"]
    assert not ready
    assert named in detail


@pytest.mark.slow
@pytest.mark.parametrize(("url", "ready"), [("https://nurse.example/call", True), ("", False)])
def test_a_chain_that_reaches_nobody_away_from_the_panel_is_found(
    url: str, ready: bool, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "mine.toml").write_text(f'[outlets.head_nurse]\nkind = "webhook"\nfrom_step = 2\nurl = "{url}"')
    found, detail = examined(capsys, "--settings", "mine.toml")[1]["outlets"]
    assert found is ready
    assert ("head_nurse (2)" if ready else "docs/outlets.md") in detail


def test_a_port_that_is_taken_is_found(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("CAREBOT_PANEL__PORT", str(port))
        ready, detail = examined(capsys)[1]["panel"]
    assert not ready
    assert f"Port {port} is in use" in detail


@pytest.mark.slow
@pytest.mark.parametrize(
    ("free_bytes", "ready"), [(2_000_000_000, True), (1_000_000_000, True), (999_999_999, False), (0, False)]
)
def test_a_disk_that_is_nearly_full_is_found(
    free_bytes: int, ready: bool, machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free_bytes))
    found, detail = examined(capsys)[1]["disk"]
    assert found is ready
    assert ready or "make room" in detail


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "named"),
    [("file.txt/journal.db", "no folder"), ("text.db", "cannot be used"), ("empty.db", "cannot be used")],
)
def test_a_journal_that_cannot_be_used_is_found(
    place: str, named: str, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "file.txt").touch()
    (machine / "empty.db").touch()
    (machine / "text.db").write_text("not a journal " * 100)
    ready, detail = examined(capsys, "--journal", str(machine / place))[1]["journal"]
    assert not ready
    assert named in detail


@pytest.mark.slow
def test_a_journal_that_was_changed_is_found(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    writer = Journal(machine / "journal.db", lambda _: None)
    writer.start()
    for number in range(5):
        writer.append(TimerElapsed(**stamp(), timer=str(number)))
    writer.close()
    assert examined(capsys, "--journal", "journal.db")[1]["journal"] == (True, "5 events are sound")
    database = sqlite3.connect(writer.path)
    database.executescript("drop trigger events_stay; update events set body = '{}' where sequence = 3")
    database.close()
    ready, detail = examined(capsys, "--journal", "journal.db")[1]["journal"]
    assert not ready
    assert "event 3" in detail


def test_a_camera_that_is_not_there_is_found(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAREBOT_SIGHT__CAMERA", str(machine / "no-camera"))
    ready, detail = examined(capsys)[1]["camera"]
    assert not ready
    assert "no-camera" in detail


def test_a_sound_card_counts_once_it_is_there(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def readiness(device: Device) -> Readiness:
        return Readiness(ready=device.output, detail=device.failed().text)

    monkeypatch.setattr(Device, "readiness", readiness)
    parts = examined(capsys)[1]
    assert (parts["loudspeaker"][0], parts["microphone"][0]) == (True, False)


def test_a_home_that_is_to_have_no_microphone_misses_none(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAREBOT_SPEECH__MICROPHONE", "none")
    assert examined(capsys)[1]["microphone"] == (True, "none, by the settings")


def test_the_sources_of_the_settings_are_named(
    language: Language,
    machine: Path,
    still_body: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CAREBOT_BODY__NAME", still_body)
    monkeypatch.setattr("carebot.commands.doctor.check_models", lambda: ())
    monkeypatch.setattr("carebot.commands.doctor.check_senses", lambda _: ())
    words = ("--journal", "journal.db")
    keep(machine, residents__wang__spoken_to__rate=0.8)
    _, parts = examined(capsys, *words)
    assert parts["settings file"][0]
    assert "CAREBOT_BODY__NAME" in parts["environment"][1]
    ready, detail = parts["settings on the panel"]
    assert (ready, "journal.settings.json" in detail, " 1 " in f" {detail} ") == (True, True, True)
    keep(machine, residents__wang__room="attic", residents__wang__spoken_to__rate=0.8)
    ready, detail = examined(capsys, *words)[1]["settings on the panel"]
    assert (ready, "residents.wang.room" in detail) == (False, True)
    file_at(machine).path.write_text("{", encoding="utf-8")
    ready, detail = examined(capsys, *words)[1]["settings on the panel"]
    assert (ready, is_chinese(detail)) == (False, language is Language.ZH)
