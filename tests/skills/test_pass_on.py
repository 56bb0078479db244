"""Passing on: it says plainly what it cannot do, promises nothing, and carers read her own words."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Ask, Notify
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES
from carebot.core.outcomes import Outcome
from skills.base import Finding
from skills.fetch_item import FetchItem
from skills.pass_on import PassOn
from tests.skills.house import BY_SCHEDULE, KNOWLEDGE, SILENCE, reply, run

SAYING = replace(KNOWLEDGE, words="给我闺女打个电话")


def test_on_a_yes_the_carers_read_what_she_said() -> None:
    played = run(PassOn(), [reply(YES)], knowledge=SAYING, what="call")
    assert played.said == "我自己打不了电话。要我请护理员帮您打吗？我已经通知护理员了。"
    [told] = played.of(Notify)
    assert isinstance(told, Notify)
    assert told.text.zh == "王秀英想给家里人打个电话（“给我闺女打个电话”）。"
    assert told.level is AlarmLevel.LOW


def test_what_she_adds_goes_with_it() -> None:
    wish = replace(KNOWLEDGE, words="I'd like a cup of tea")
    played = run(FetchItem(), [reply(text="with milk and no sugar")], knowledge=wish, called="cup of tea")
    [told] = played.of(Notify)
    assert isinstance(told, Notify)
    assert told.text.en.endswith("would like the cup of tea (“I'd like a cup of tea”“with milk and no sugar”).")
    assert played.words[0].en == "I'm sorry, I cannot bring the cup of tea myself."


@pytest.mark.parametrize(("answer", "finding"), [(reply(NO), Finding.REFUSED), (SILENCE, Finding.NO_ANSWER)])
def test_nobody_is_told_against_her_will_or_in_silence(answer: Outcome, finding: Finding) -> None:
    played = run(PassOn(), [answer], what="call")
    assert played.of(Notify) == []
    assert played.conclusion.finding is finding


def test_nobody_is_asked_who_did_not_ask() -> None:
    played = run(PassOn(), by=BY_SCHEDULE, what="message")
    assert played.of(Ask) == []
    assert played.conclusion.result is GoalResult.FAILED
