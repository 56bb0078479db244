"""Files that are not what a command wants: recordings, actions, journals, exports; one sentence and exit code 2."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from carebot.__main__ import main
from carebot.commands.terminal import EXIT_REFUSED
from carebot.core.events import TimerElapsed
from carebot.core.language import Language
from carebot.journal import Journal
from tests._sources import ROOT
from tests.carebot.examples import stamp
from tests.carebot.stranger import (
    bad_recordings,
    is_chinese,
    language,
    machine,
    refused,
    write_tone,
)

__all__ = ["language", "machine"]

RECORDINGS = ("empty", "text", "noise", "stub", "header", "folder", "missing")
ACTIONS = {
    "no JSON": ('{"action":', "JSON"),
    "a list": ("[]", "action"),
    "an action that is none": ('{"action": 3}', "action"),
    "an unknown action": ('{"action": {"kind": "dance"}}', "'dance'"),
    "a kind that is no text": ('{"action": {"kind": ["say"]}}', "say"),
    "a missing key": ('{"action": {"kind": "move_to"}}', "action.place"),
    "a misspelt key": ('{"action": {"kind": "move_to", "place": "kitchen", "speed": 9}}', "action.speed"),
    "a wrong value": ('{"action": {"kind": "move_to", "place": "kitchen", "speed_mps": "fast"}}', "'fast'"),
    "a present that is none": ('{"action": {"kind": "wait", "duration": 1}, "present": 5}', "present"),
    "a house that is none": ('{"action": {"kind": "wait", "duration": 1}, "house": {"home": 1}}', "house"),
}


@pytest.mark.parametrize("name", RECORDINGS)
@pytest.mark.parametrize("command", ["hear", "watch"])
def test_a_recording_that_is_none_is_refused(
    name: str, command: str, machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bad_recordings(machine)[name]
    sentence = refused(capsys, command, str(path))
    assert is_chinese(sentence) is (language is Language.ZH)
    assert str(path) in sentence


def test_a_recording_is_read_before_a_model_is_missed(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = write_tone(machine / "tone.wav")
    assert "carebot models install whisper-base" in refused(capsys, "hear", str(sound))
    assert "missing.wav" in refused(capsys, "hear", "missing.wav")


@pytest.mark.slow
@pytest.mark.parametrize(("content", "named"), ACTIONS.values(), ids=ACTIONS.keys())
def test_an_action_that_cannot_be_judged_is_refused(
    content: str, named: str, machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "action.json").write_text(content)
    sentence = refused(capsys, "judge", "--json", "action.json")
    assert "action.json" in sentence
    assert named in sentence
    assert is_chinese(sentence) is (language is Language.ZH)


@pytest.mark.parametrize("name", ["missing.json", ".", "binary.json"])
def test_a_file_without_text_is_refused(name: str, machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (machine / "binary.json").write_bytes(b"\xff\xfe")
    assert name in refused(capsys, "judge", name)


def test_the_form_that_a_refusal_points_to_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["judge", "--help"])
    assert '{"action": {"kind": "move_to"' in capsys.readouterr().out


def test_motion_without_a_reading_is_denied_with_exit_code_1(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (machine / "action.json").write_text('{"action": {"kind": "move_to", "place": "kitchen", "speed_mps": 0.5}}')
    assert main(["judge", "--json", "action.json"]) == 1
    assert json.loads(capsys.readouterr().out)["granted"] is None


@pytest.mark.parametrize("words", [["journal", "show"], ["journal", "verify"], ["journal", "export"], ["replay"]])
@pytest.mark.parametrize("kind", ["missing", "text", "folder", "empty", "foreign"])
def test_a_journal_that_is_none_is_refused(
    words: list[str], kind: str, machine: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    path = machine / f"{kind}.db"
    match kind:
        case "text":
            path.write_text("Dear diary, nothing happened today. " * 40)
        case "folder":
            path.mkdir()
        case "empty":
            path.touch()
        case "foreign":
            database = sqlite3.connect(path)
            database.execute("create table photographs (name text)")
            database.close()
        case _:
            pass
    before = path.read_bytes() if path.is_file() else b""
    sentence = refused(capsys, *words, *(["--journal", str(path)] if words[0] == "journal" else [str(path)]))
    assert str(path) in sentence
    assert is_chinese(sentence) is (language is Language.ZH)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize(
    ("content", "named"),
    [(b'{"kind": "nonsense"}\n', "line 1"), (b"\xff", "UTF-8"), (b"", "start"), (b"{}\n", "line 1")],
)
def test_an_export_that_is_none_is_refused(
    content: bytes, named: str, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (machine / "day.jsonl").write_bytes(content)
    assert named in refused(capsys, "replay", "day.jsonl")


@pytest.fixture
def journal(machine: Path) -> Path:
    """A journal of twenty events."""
    writer = Journal(machine / "journal.db", lambda _: None)
    writer.start()
    for number in range(20):
        writer.append(TimerElapsed(**stamp(), timer=str(number)))
    writer.close()
    return writer.path


@pytest.mark.parametrize("target", [".", "missing/day.jsonl", "/dev/null/day.jsonl", "/dev/full"])
def test_an_export_that_cannot_be_written_is_refused(
    target: str, journal: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = refused(capsys, "journal", "export", "--journal", str(journal), "--to", target)
    assert target in sentence
    assert "--to" in sentence
    assert is_chinese(sentence) is (language is Language.ZH)


def test_a_device_is_written_to_and_stays_one(journal: Path) -> None:
    assert main(["journal", "export", "--journal", str(journal), "--to", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()
    assert not Path("/dev/null.part").exists()


@pytest.mark.slow
def test_a_full_disk_behind_the_output_is_told(journal: Path) -> None:
    command = [sys.executable, "-m", "carebot", "journal", "export", "--journal", str(journal)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT)
    assert ended.returncode == EXIT_REFUSED
    assert ended.stderr.count("\n") == 1
    assert "the disk is full" in ended.stderr


def test_an_export_that_breaks_off_leaves_the_one_before(
    journal: Path, machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    day = machine / "day.jsonl"
    day.write_text("yesterday")

    def full(_: Path, __: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    assert "the disk is full" in refused(capsys, "journal", "export", "--journal", str(journal), "--to", str(day))
    assert [(path.name, path.read_text()) for path in machine.glob("day*")] == [("day.jsonl", "yesterday")]


def test_a_whole_export_takes_the_place_of_the_one_before(
    journal: Path, machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = machine / "day.jsonl"
    day.write_text("yesterday")
    assert main(["journal", "export", "--journal", str(journal), "--to", str(day)]) == 0
    assert len(day.read_text(encoding="utf-8").splitlines()) == 20
    assert [path.name for path in machine.glob("day*")] == ["day.jsonl"]
