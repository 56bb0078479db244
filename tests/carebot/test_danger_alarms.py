"""Words of danger open an incident that tells which danger, by the number of the place, and outlives a restart."""

from carebot import incidents
from carebot.core.actions import Notify
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.dangers import KEEP_AWAY, PROTOCOL
from carebot.core.deeds import ActionProposed, GoalAccepted
from carebot.core.events import IntentRecognized, Source
from carebot.core.intents import HELP, Intent
from carebot.core.language import Language
from tests.carebot.test_orchestrator import World
from tests.safety.builders import BY_LI


def speak(world: World, **slots: str) -> None:
    world.tell(
        lambda s: IntentRecognized(
            **s, intent=Intent(name=HELP, slots=slots), text="…", language=Language.ZH, confidence=1.0,
            source=Source.MICROPHONE, speaker=BY_LI,
        )
    )  # fmt: skip


def told(world: World) -> list[str]:
    return [event.action.text.zh for event in world.of(ActionProposed) if isinstance(event.action, Notify)]


def test_the_danger_is_told_with_its_number_and_the_check_knows_it() -> None:
    world = World()
    speak(world, **{PROTOCOL: "chest_pain", KEEP_AWAY: "yes"})
    assert world.stages() == [IncidentStage.ALARM]
    assert told(world) == ["李秀兰说胸口疼或喘不上气（必要时打 120），请马上过去！"]
    goal = world.of(GoalAccepted)[-1].goal
    assert (goal.parameter(PROTOCOL), goal.parameter(KEEP_AWAY)) == ("chest_pain", "yes")


def test_a_cry_that_names_no_danger_is_as_ever() -> None:
    world = World()
    speak(world)
    assert told(world) == ["李秀兰呼救，请马上过去！"]
    assert world.of(GoalAccepted)[-1].goal.parameter(PROTOCOL) == ""


def test_a_protocol_that_nobody_wrote_is_a_cry_for_help() -> None:
    world = World()
    speak(world, **{PROTOCOL: "no such"})
    assert told(world) == ["李秀兰呼救，请马上过去！"]


def test_an_alarm_that_stands_learns_of_it_once() -> None:
    world = World()
    speak(world)
    speak(world, **{PROTOCOL: "stroke"})
    speak(world, **{PROTOCOL: "stroke"})
    assert len(told(world)) == 2
    assert told(world)[1].startswith("李秀兰呼救；李秀兰说的像是中风的样子")


def test_a_fall_that_is_asked_about_becomes_an_alarm_and_keeps_its_words() -> None:
    world = World()
    world.fall()
    speak(world, **{PROTOCOL: "self_harm"})
    assert world.stages()[-1] is IncidentStage.ALARM
    assert "可能摔倒了；" in told(world)[-1]
    assert "12356" in told(world)[-1]


def test_it_outlives_a_restart() -> None:
    world = World()
    speak(world, **{PROTOCOL: "self_harm", KEEP_AWAY: "yes"})
    restored = incidents.restored(world.of(IncidentChanged)[-1])
    assert (restored.protocol, restored.keep_away) == ("self_harm", True)
