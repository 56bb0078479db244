"""What the ears are joined to: what was meant for the robot reaches it, with the right of whoever spoke."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from carebot.app import running
from carebot.assembly.listening import Listener, Surroundings, who_speaks
from carebot.assembly.sound_source import NO_EARS
from carebot.core.actions import AlarmLevel
from carebot.core.concerns import Concern
from carebot.core.events import FaultCleared, FaultRaised, IntentRecognized, Transcript
from carebot.core.intents import HELP, Intent
from carebot.core.language import Language, Text
from carebot.core.people import RequesterKind
from carebot.core.record import AnyEvent
from carebot.robot import Robot
from carebot.settings import Settings
from dialogue import ears
from dialogue.base import Heard, Readiness
from dialogue.e5 import E5Encoder
from dialogue.levels import CLIPPING, MUTED, Level
from tests.carebot.app.house import QUIET, home
from tests.carebot.stranger import machine, still_body

__all__ = ["machine", "still_body"]


PATIENCE_S = 30
MISSING = {"microphone": "the one in the drawer"}
WORDS_ALONE = Text(zh="没有安装", en="not installed")


@pytest.mark.parametrize(
    ("engaged", "busy", "kind"),
    [
        (False, False, RequesterKind.RESIDENT),
        (True, False, RequesterKind.RESIDENT),
        (True, True, RequesterKind.RESIDENT),
        (False, True, RequesterKind.UNKNOWN_VOICE),
    ],
)
def test_a_voice_out_of_a_room_full_of_talk_is_nobody_s(engaged: bool, busy: bool, kind: RequesterKind) -> None:
    assert who_speaks("wang", Surroundings(engaged=engaged, busy=busy)).kind is kind


@dataclass
class Joined:
    """A robot at work, and what its ears tell it."""

    robot: Robot
    listener: Listener
    told: list[AnyEvent] = field(default_factory=list)

    def say(self, text: str, language: Language = Language.ZH, seconds: float = 2.0) -> None:
        heard = Heard(
            text=text, language=language, confidence=0.9, engine="whisper", duration=timedelta(seconds=seconds)
        )
        self.listener.told().heard(ears.Hearing(heard=heard, start=timedelta(), end=heard.duration))

    def transcripts(self) -> list[str]:
        return [event.text for event in self.told if isinstance(event, Transcript)]


@asynccontextmanager
async def joined(monkeypatch: pytest.MonkeyPatch, folder: Path, **speech: object) -> AsyncIterator[Joined]:
    made: list[Listener] = []
    build = Listener.__init__

    def note(listener: Listener, *parts: Any, **options: Any) -> None:
        made.append(listener)
        build(listener, *parts, **options)

    monkeypatch.setattr(Listener, "__init__", note)
    settings = {"body": {"name": "still"}, "journal": folder / "j.db", "speech": {**QUIET, **MISSING, **speech}}
    async with running(Settings.model_validate(settings)) as at_work:
        one = Joined(at_work.robot, made[0])
        for kind in (Transcript, IntentRecognized, FaultRaised, FaultCleared):
            at_work.robot.bus.subscribe(kind, one.told.append)
        yield one


pytestmark = [pytest.mark.anyio]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_only_what_is_meant_for_it_is_recorded(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch, machine) as house:
        house.say("我跟你说隔壁老李家的闺女上礼拜结婚了")
        assert house.transcripts() == [], "talk among people is nobody's business"
        house.say("几点了？")
        assert house.transcripts() == ["几点了？"]
        house.say("我跟你说隔壁老李家的闺女上礼拜结婚了")
        assert len(house.transcripts()) == 2, "it goes on talking with the robot"
        house.say("小李，现在几点了")
        assert len(house.transcripts()) == 2, "but for what is said to somebody else by name"
        assert {event.speaker.kind for event in house.told if isinstance(event, Transcript)} == {RequesterKind.RESIDENT}


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_who_wants_it_to_wait_for_its_name_calls_it_or_touches_it(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with joined(monkeypatch, machine, listening="called", names_zh="小安", names_en="Annie") as house:
        house.say("几点了？")
        assert house.transcripts() == []
        house.robot.attend()
        house.say("几点了？")
        assert house.transcripts() == ["几点了？"]


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_a_cry_counts_whoever_was_meant(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(monkeypatch, machine, listening="called") as house:
        house.listener.told().urgent(Intent(name=HELP))
        house.say("我胸口疼得厉害，喘不上气")
        assert [event.intent.name for event in house.told if isinstance(event, IntentRecognized)] == [HELP, HELP]


async def fault_of(robot: Robot, source: str) -> FaultRaised:
    """That of this part, which has failed or is about to."""
    faults, raised = robot.orchestrator.known.faults, asyncio.Event()
    robot.bus.subscribe(FaultRaised, lambda _: raised.set())
    async with asyncio.timeout(PATIENCE_S):
        while source not in faults:
            raised.clear()
            await raised.wait()
    return faults[source]


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_a_missing_microphone_is_an_alarm_and_a_muted_one_is_told_once_and_when_it_is_over(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with joined(monkeypatch, machine) as house:
        missing = await fault_of(house.robot, "task.microphone")
        (alarm,) = house.robot.orchestrator.alarming.open
        assert missing.calls
        assert alarm.concern is Concern.UNWATCHED
        assert MISSING["microphone"] in alarm.text.zh
        assert "plug it in" in alarm.text.en
        level = house.listener.told().level
        for fault in (None, MUTED, MUTED, None, None):
            level(Level(rms_dbfs=-96.0, peak_dbfs=-96.0, fault=fault))
        about = [event for event in house.told if isinstance(event, FaultRaised | FaultCleared)]
        of_level = [event for event in about if event.source == "microphone.level"]
        assert [type(event) for event in of_level] == [FaultRaised, FaultCleared]
        raised = of_level[0]
        assert isinstance(raised, FaultRaised)
        assert raised.calls
        level(Level(rms_dbfs=0.0, peak_dbfs=0.0, fault=CLIPPING))
        overdriven = house.told[-1]
        assert isinstance(overdriven, FaultRaised)
        assert not overdriven.calls, "what is loud is heard"
        assert house.robot.microphone_level_dbfs == 0.0


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_a_home_that_is_to_have_no_microphone_has_no_alarm_about_it(machine: Path) -> None:
    async with home(machine) as house:
        faults = house.robot.orchestrator.known.faults
        assert (faults["hearing"].level, faults["hearing"].text) == (AlarmLevel.LOW, NO_EARS)
        assert [source for source, fault in faults.items() if fault.calls and "microphone" in source] == []


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_who_understands_by_words_alone_says_so_once(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(E5Encoder, "readiness", lambda _: Readiness(ready=False, detail=WORDS_ALONE))
    async with joined(monkeypatch, machine, by_meaning=True) as house:
        house.say("几点了？")
        house.say("几点了？")
        faults = [event for event in house.told if isinstance(event, FaultRaised)]
        assert [(fault.source, fault.text) for fault in faults] == [("hearing.meaning", WORDS_ALONE)]


@pytest.mark.slow
@pytest.mark.usefixtures("still_body")
async def test_who_is_told_to_go_by_words_alone_has_no_fault(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(E5Encoder, "readiness", lambda _: pytest.fail("it is not to be asked for"))
    async with joined(monkeypatch, machine, by_meaning=False) as house:
        house.say("几点了？")
        assert not [event for event in house.told if isinstance(event, FaultRaised)]
        assert [event.intent.name for event in house.told if isinstance(event, IntentRecognized)]
