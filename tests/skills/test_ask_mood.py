"""Mood: in her own words and five steps, kept with consent alone, told back, and never called an illness."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Ask, Notify
from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.moods import Mood, MoodWeek, mood_of
from carebot.core.outcomes import Outcome
from carebot.core.people import Consent
from skills.ask_mood import AskMood, mood_in
from skills.base import FINE, NOT_NOW, QUIET, Finding
from tests.skills.house import BY_SCHEDULE, GRANDMOTHER, KNOWLEDGE, SILENCE, reply, run

AGREED = replace(KNOWLEDGE, resident=replace(GRANDMOTHER, consents=frozenset({Consent.MOOD})))


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("很好啊", Mood.VERY_GOOD),
        ("今天挺高兴的", Mood.VERY_GOOD),
        ("还不错", Mood.GOOD),
        ("好", Mood.GOOD),
        ("就那样吧", Mood.SO_SO),
        ("不好不坏", Mood.SO_SO),
        ("不太好", Mood.LOW),
        ("心里闷", Mood.LOW),
        ("很不好", Mood.VERY_LOW),
        ("very good, thank you", Mood.VERY_GOOD),
        ("I feel fine", Mood.GOOD),
        ("not bad", Mood.SO_SO),
        ("not so good", Mood.LOW),
        ("a bit lonely", Mood.LOW),
        ("terrible", Mood.VERY_LOW),
        ("我想吃面条", None),
    ],
)
def test_the_step_is_the_one_she_named(words: str, mood: Mood | None) -> None:
    assert mood_in(reply(text=words)) is mood


def test_what_she_said_is_kept_with_her_consent_alone() -> None:
    kept = run(AskMood(), [reply(text="还不错")], knowledge=AGREED, by=BY_SCHEDULE)
    assert mood_of(kept.conclusion.finding) is Mood.GOOD
    assert mood_of(run(AskMood(), [reply(text="还不错")]).conclusion.finding) is None
    assert mood_of(run(AskMood(), [reply(FINE, "挺好的")], knowledge=AGREED).conclusion.finding) is Mood.GOOD


def test_an_answer_that_names_no_mood_is_asked_once_more_in_steps() -> None:
    played = run(AskMood(), [reply(text="我想吃面条"), reply(text="一般吧")], knowledge=AGREED)
    assert len(played.of(Ask)) == 2
    assert mood_of(played.conclusion.finding) is Mood.SO_SO


@pytest.mark.parametrize("answer", [reply(NO), reply(STOP), reply(QUIET), reply(NOT_NOW), SILENCE])
def test_whoever_does_not_wish_to_say_is_not_asked_again(answer: Outcome) -> None:
    played = run(AskMood(), [answer, reply(text="好")], knowledge=AGREED)
    assert len(played.of(Ask)) == 1
    assert played.conclusion.finding in {Finding.REFUSED, Finding.NO_ANSWER}


def test_low_spirits_are_met_and_a_person_is_offered() -> None:
    played = run(AskMood(), [reply(text="不太好"), reply(YES)], knowledge=AGREED)
    [notice] = [one for one in played.of(Notify) if isinstance(one, Notify)]
    assert notice.level is AlarmLevel.LOW
    assert not run(AskMood(), [reply(text="不太好"), reply(NO)], knowledge=AGREED).of(Notify)


def test_a_cry_for_help_is_one() -> None:
    [notice] = [one for one in run(AskMood(), [reply(HELP, "救命")]).of(Notify) if isinstance(one, Notify)]
    assert notice.level is AlarmLevel.HIGH


def test_the_week_is_told_in_her_own_words() -> None:
    week = replace(AGREED, moods=MoodWeek(reports=(Mood.GOOD, Mood.LOW, Mood.GOOD)))
    assert run(AskMood(), knowledge=week, wish="week").said == "这七天您说过：好2次，不太好1次。"
    assert run(AskMood(), knowledge=AGREED, wish="week").said == "您还没跟我说过心情。"


def test_carers_read_what_she_said_and_that_it_is_no_diagnosis() -> None:
    week = replace(AGREED, moods=MoodWeek(reports=(Mood.GOOD,)))
    [notice] = [one for one in run(AskMood(), knowledge=week, wish="report").of(Notify) if isinstance(one, Notify)]
    assert notice.level is AlarmLevel.INFORMATION
    assert notice.text.zh == "王秀英这七天自己说的心情：好1次。这不是诊断。"


@pytest.mark.parametrize("finding", ["", "mood_", "mood_0", "mood_6", "mood_x", "refused"])
def test_what_names_no_mood_is_none(finding: str) -> None:
    assert mood_of(finding) is None
