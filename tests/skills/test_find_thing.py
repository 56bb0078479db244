"""Finding: it says where a thing is kept, brings it where that is wanted, and does not guess."""

import pytest

from carebot.core.actions import Ask, Notify, Pick
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES
from carebot.core.outcomes import Outcome
from skills.base import Finding
from skills.find_thing import FindThing
from tests.skills.house import BY_SCHEDULE, failed, reply, run


def test_it_says_where_it_is_kept_and_brings_it_on_a_yes() -> None:
    played = run(FindThing(), [reply(YES)], object="glasses")
    assert [text.zh for text in played.words][:2] == ["老花镜平常放在床边那儿。", "要我去拿来吗？"]
    assert played.words[0].en == "The place for the glasses is the bedside."
    assert Pick(object="glasses") in played.moves


@pytest.mark.parametrize("words", ["那你给我找找去", "Well, have a look for it then"])
def test_words_that_want_it_are_a_yes(words: str) -> None:
    assert Pick(object="glasses") in run(FindThing(), [reply(text=words)], object="glasses").moves


@pytest.mark.parametrize(
    "answer", [reply(NO), reply(text="我自己去拿"), reply(text="I'll fetch it myself"), reply("ask_time")]
)
def test_else_it_stays_where_it_is(answer: Outcome) -> None:
    played = run(FindThing(), [answer], object="glasses")
    assert played.moves == []
    assert played.conclusion.result is GoalResult.DONE


def test_medicine_is_the_nurses_matter() -> None:
    played = run(FindThing(), object="tablets")
    assert played.said == "药由护士收着，请您问护士。"
    assert played.of(Ask) == []


def test_what_it_does_not_know_it_offers_to_have_looked_for() -> None:
    played = run(FindThing(), [reply(YES)], called="钱包")
    assert played.said.startswith("对不起，我不知道钱包在哪儿。要我请人来帮您找吗？")
    [told] = played.of(Notify)
    assert isinstance(told, Notify)
    assert "在找钱包" in told.text.zh
    assert run(FindThing(), [reply(NO)], called="钱包").conclusion.finding is Finding.REFUSED


def test_nobody_is_asked_who_did_not_ask() -> None:
    assert run(FindThing(), by=BY_SCHEDULE, called="钱包").of(Ask) == []


def test_a_voice_that_fails_is_admitted() -> None:
    assert run(FindThing(), ends={"say": failed()}, object="glasses").conclusion.result is GoalResult.FAILED
