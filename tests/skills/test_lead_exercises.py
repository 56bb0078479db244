"""Exercises: at a carer's word alone, with words of safety first, not for whoever must not exert herself."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Notify, Wait
from carebot.core.intents import HELP, NO, YES
from carebot.core.outcomes import Outcome
from carebot.core.people import RequesterKind, Risk
from safety._claim_patterns import Claim
from safety._claims import claims_of
from skills.base import FEEL_UNWELL, Finding
from skills.lead_exercises import LeadExercises
from skills.repertoire.exercises import BEFORE, MOVEMENTS
from tests.skills.house import GRANDMOTHER, KNOWLEDGE, REFUSAL, SILENCE, asked_by, reply, run

BY_CARER = asked_by(RequesterKind.CAREGIVER, "zhao")
FRAGILE = replace(KNOWLEDGE, resident=replace(GRANDMOTHER, risks=frozenset({Risk.EXERTION})))


def test_safety_comes_first_and_each_movement_has_its_time() -> None:
    played = run(LeadExercises(), [reply(YES)], by=BY_CARER, about="wang")
    assert played.words[: len(BEFORE)] == list(BEFORE)
    assert "疼或者头晕，就停下。" in played.said
    assert {one.text for one in MOVEMENTS} <= set(played.words)
    assert len(played.of(Wait)) == len(MOVEMENTS) - 1


@pytest.mark.parametrize("answer", [reply(NO), SILENCE, reply(text="嗯")])
def test_whatever_is_no_clear_yes_ends_it(answer: Outcome) -> None:
    played = run(LeadExercises(), [answer], by=BY_CARER, about="wang")
    assert MOVEMENTS[-1].text not in played.words
    assert played.conclusion.finding is Finding.REFUSED


@pytest.mark.parametrize(("intent", "level"), [(FEEL_UNWELL, AlarmLevel.MEDIUM), (HELP, AlarmLevel.HIGH)])
def test_pain_ends_it_and_calls_a_person(intent: str, level: AlarmLevel) -> None:
    played = run(LeadExercises(), [reply(intent, "我头晕")], by=BY_CARER, about="wang")
    [notice] = [one for one in played.of(Notify) if isinstance(one, Notify)]
    assert notice.level is level
    assert "马上停" in played.said
    assert MOVEMENTS[-1].text not in played.words


def test_it_leads_nobody_who_must_not_exert_herself() -> None:
    played = run(LeadExercises(), by=BY_CARER, knowledge=FRAGILE)
    assert played.said == "奶奶，您这会儿先别活动。您歇着，咱们聊聊天。"


def test_without_a_carer_it_offers_to_ask_one() -> None:
    played = run(LeadExercises(), [reply(YES)])
    assert not set(BEFORE) & set(played.words)
    [notice] = [one for one in played.of(Notify) if isinstance(one, Notify)]
    assert notice.level is AlarmLevel.LOW


def test_the_gate_knows_the_words_for_exercise() -> None:
    assert Claim.EXERCISE in claims_of(BEFORE[0])


def test_a_refusal_is_explained() -> None:
    played = run(LeadExercises(), by=BY_CARER, about="wang", ends={"say": (REFUSAL, reply())})
    assert "我不能带您做操" in played.said
