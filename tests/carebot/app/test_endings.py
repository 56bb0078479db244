"""The robot's end: a signal at every stage of the start, a kill, a disk that is full from the start."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carebot import app, journal
from carebot.__main__ import main
from carebot.commands import run
from carebot.commands.terminal import EXIT_REFUSED
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import ActionProposed
from tests._sources import ROOT
from tests.carebot.still_body import StillBody
from tests.carebot.stranger import machine, still_body, write_tone

__all__ = ["machine", "still_body"]

STILL = ["run", "--body", "still", "--port", "0", "--journal", "journal.db"]
STAGES: dict[str, tuple[object, str]] = {
    "the ground is laid": (app, "_lay_ground"),
    "the journal is opened": (app, "_open_journal"),
    "the panel comes up": (run, "attach_panel"),
    "the eyes open": (app, "attach_eyes"),
    "the body is reached": (StillBody, "_connect"),
    "the watchdog wakes": (app, "attach_guards"),
    "the ears open": (app, "attach_ears"),
    "the robot is at work": (run, "_over"),
}


@pytest.mark.slow
@pytest.mark.usefixtures("still_body", "machine")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES.keys())
def test_a_signal_ends_it_at_any_stage(
    stage: tuple[object, str],
    number: signal.Signals,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place, name = stage
    reached: list[str] = []

    def signalled(step: Callable[..., Any]) -> Callable[..., Any]:
        def first(*args: Any, **named: Any) -> Any:
            reached.append(name)
            signal.raise_signal(number)
            return step(*args, **named)

        return first

    monkeypatch.setattr(place, name, signalled(vars(place)[name]))
    assert main(STILL) == 0
    assert reached == [name]
    assert capsys.readouterr().err == ""
    if Path("journal.db").exists():
        assert journal.verify(Path("journal.db")).broken_at is None
    if name == "_over":
        assert [entry.event.kind for entry in journal.read(Path("journal.db"))][-1] == "robot_stopping"
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
def test_after_a_kill_an_open_incident_is_taken_up_again(machine: Path) -> None:
    program = textwrap.dedent(
        """
        import asyncio, sys
        from datetime import UTC, datetime, timedelta
        from pathlib import Path
        from carebot.core.actions import AlarmLevel
        from carebot.core.alarms import IncidentChanged, IncidentStage
        from carebot.core.language import Text
        from carebot.journal import Journal

        journal = Journal(Path(sys.argv[1]), lambda fault: None)
        journal.start()
        now = datetime.now(UTC)
        journal.append(
            IncidentChanged(
                id="1", occurred_at=now, cause="", incident="fall", about="wang", stage=IncidentStage.ASKED,
                level=AlarmLevel.MEDIUM, chain_step=0, text=Text(zh="可能摔倒了", en="may have fallen"),
                deadline=now - timedelta(seconds=1), opened_at=now - timedelta(seconds=19),
            )
        )
        asyncio.run(journal.settle())
        print("asked", flush=True)
        sys.stdin.read()
        """
    )
    path = machine / "journal.db"
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "asked\n"
        process.send_signal(signal.SIGKILL)
    assert main([*STILL, "--microphone", str(write_tone(machine / "tone.wav"))]) == 0
    assert journal.verify(path).broken_at is None
    events = [entry.event for entry in journal.read(path)]
    stages = [event.stage for event in events if isinstance(event, IncidentChanged)]
    assert stages[:2] == [IncidentStage.ASKED, IncidentStage.ALARM]
    assert any(isinstance(event, ActionProposed) and event.action.kind == "notify" for event in events)


@pytest.mark.slow
def test_a_disk_that_is_full_from_the_start_is_told_in_one_sentence(machine: Path) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))

    command = [sys.executable, "-m", "carebot", *STILL[:1], "--body", "pyrobosim", *STILL[3:-1]]
    # The measurement of coverage would meet the full disk as well, and say so in its own words.
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ended = subprocess.run(
        [*command, str(machine / "journal.db")],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=unmeasured,
        preexec_fn=full,
    )
    assert ended.returncode == EXIT_REFUSED
    assert ended.stderr.count("\n") == 1
    assert "journal.db" in ended.stderr
    assert "Traceback" not in ended.stderr
