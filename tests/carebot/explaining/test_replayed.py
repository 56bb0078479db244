"""Answers are part of the record: fed again they are the same, and another past gives another answer."""

from carebot.core.actions import Say
from carebot.core.deeds import ActionProposed
from carebot.core.events import IntentRecognized, Source, StopPressed
from carebot.core.intents import STOP, Intent
from carebot.core.language import Language
from carebot.core.remembered import Topic
from tests.carebot.test_replay_units import Day, again
from tests.safety.builders import BY_LI, BY_NURSE


def ask(day: Day, topic: Topic) -> None:
    day.say(
        IntentRecognized(
            **day.stamp(), intent=Intent(name="ask_why_stop", slots={"topic": topic.value}), text="why",
            language=Language.EN, confidence=1.0, source=Source.MICROPHONE, speaker=BY_LI,
        )
    )  # fmt: skip


def answers(day: Day) -> list[str]:
    said = (event.action for event in day.events if isinstance(event, ActionProposed))
    return [action.text.en for action in said if isinstance(action, Say)]


def a_day() -> Day:
    """A drive, slowed by the gate, a stop, and questions while it still stands."""
    day = Day()
    day.drive()
    day.say(StopPressed(**day.stamp(), by=BY_NURSE, source=Source.PANEL))
    for topic in Topic:
        ask(day, topic)
    return day


def test_it_answers_while_it_is_stopped() -> None:
    told = answers(a_day())
    assert any("I stopped because a carer told me to." in one for one in told)
    assert any("I went slowly." in one for one in told)


def test_what_was_answered_is_answered_again() -> None:
    assert again(a_day().events).differences == ()


def test_another_past_gives_another_answer() -> None:
    day = a_day()
    without = [event for event in day.events if not isinstance(event, StopPressed)]
    assert [one for one in again(without).differences if one.what == "action_proposed"]


def test_her_own_stop_is_told_as_hers() -> None:
    day = Day()
    day.hear(STOP)
    ask(day, Topic.STOP)
    assert any("I stopped because you told me to." in one for one in answers(day))
    assert again(day.events).differences == ()
