"""Answers for its own deeds, from what is remembered, and says so where nothing is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.actions import Say
from carebot.core.goals import GoalResult, Priority
from carebot.core.language import Text
from carebot.core.outcomes import Result
from carebot.core.remembered import MEDICINE, Remembered, Topic
from skills.base import Knowledge
from skills.explain_itself import ExplainItself
from tests.skills.house import AFTERNOON, KNOWLEDGE, failed, run


def deed(topic: Topic, word: str, ago: timedelta = timedelta(seconds=5)) -> Remembered:
    text = Text(zh=f"因为{word}。", en=f"Because of {word}.")
    return Remembered(topic=topic, at=AFTERNOON - ago, text=text)


def knowing(*deeds: Remembered) -> Knowledge:
    return replace(KNOWLEDGE, remembered=deeds)


def answer(knowledge: Knowledge, **parameters: str) -> Text:
    played = run(ExplainItself(), knowledge=knowledge, parameters=parameters)
    (said,) = played.actions
    assert isinstance(said, Say)
    assert said.to == "wang"
    return said.text


@pytest.mark.parametrize("topic", Topic)
def test_it_tells_the_last_deed_of_the_topic(topic: Topic) -> None:
    others = [deed(other, "another") for other in Topic if other is not topic]
    knowledge = knowing(*others, deed(topic, "this"), deed(topic, "the one before"))
    assert answer(knowledge, topic=topic.value).en == "Because of this."


@pytest.mark.parametrize("topic", Topic)
def test_what_is_not_on_record_is_said_not_to_be(topic: Topic) -> None:
    played = run(ExplainItself(), topic=topic.value)
    assert played.conclusion.result is GoalResult.DONE
    assert played.conclusion.summary.en == "It said truly that its record has no answer."
    assert len(played.actions) == 1


def test_the_thing_that_is_named_counts() -> None:
    cup = replace(deed(Topic.REFUSAL, "the cup"), things=frozenset({"cup"}))
    pills = replace(deed(Topic.REFUSAL, "the pills"), things=frozenset({"pills", MEDICINE}))
    knowledge = knowing(cup, pills)
    assert answer(knowledge, topic="refusal", about=MEDICINE).en == "Because of the pills."
    assert answer(knowledge, topic="refusal", object="cup").en == "Because of the cup."
    assert answer(knowledge, topic="refusal", object="glasses").en == "I have no record of refusing to bring that."


def test_what_somebody_had_asked_for_comes_before_what_the_robot_wanted() -> None:
    knowledge = knowing(deed(Topic.REFUSAL, "its own wish"), replace(deed(Topic.REFUSAL, "your wish"), asked=True))
    assert answer(knowledge, topic="refusal").en == "Because of your wish."


@pytest.mark.parametrize(
    ("ago", "zh", "en"),
    [
        (timedelta(minutes=1), "因为停。", "Because of stop."),
        (timedelta(minutes=7), "7分钟以前，因为停。", "7 minutes ago: Because of stop."),
        (timedelta(hours=1), "大约1个小时以前，因为停。", "About 1 hour ago: Because of stop."),
        (timedelta(hours=5), "大约5个小时以前，因为停。", "About 5 hours ago: Because of stop."),
    ],
)
def test_how_long_ago_it_was(ago: timedelta, zh: str, en: str) -> None:
    stop = replace(deed(Topic.STOP, "stop", ago), text=Text(zh="因为停。", en="Because of stop."))
    assert answer(knowing(stop), topic="stop") == Text(zh=zh, en=en)


def test_a_question_about_what_would_be_is_not_guessed_at() -> None:
    assert "panel" in answer(knowing(), supposing="yes").en


@pytest.mark.parametrize("topic", ["", "nonsense"])
def test_a_question_that_names_nothing_is_about_what_it_does(topic: str) -> None:
    assert answer(knowing(deed(Topic.DOING, "a task")), topic=topic).en == "Because of a task."


def test_words_that_could_not_be_said_end_it() -> None:
    played = run(ExplainItself(), ends={"say": failed(Result.UNHEARD)}, topic="stop")
    assert played.conclusion.result is GoalResult.FAILED


def test_why_it_stands_is_told_while_it_stands() -> None:
    assert ExplainItself.priority is Priority.EMERGENCY
