"""Consenting by voice: she is asked aloud, and her own yes or no to that very action is taken for it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.actions import Action, Handover, MoveTo, Say, StoreClip, SupportWalking
from carebot.core.deeds import ActionDecided, ActionFinished, ActionProposed, ConfirmationNeeded
from carebot.core.events import ConfirmationGiven
from carebot.core.intents import NO, YES
from carebot.core.people import Requester, RequesterKind
from carebot.core.permits import action_digest
from carebot.core.verdicts import Confirmer, Decision, Judgement, Limits, Verdict
from tests.carebot.test_orchestrator import OK, World
from tests.safety.builders import BY_LI, BY_NURSE, BY_VOICE, BY_WANG, NOW, present, text

HOLD = SupportWalking(person="li", place="living", force_n=50.0)
SLOWER = replace(HOLD, speed_mps=0.1)
BOTH = frozenset(Confirmer)
STAFF = frozenset({Confirmer.STAFF})


def propose(world: World, action: Action = HOLD) -> None:
    world.tell(lambda s: ActionProposed(**s, run="run", owner="goal", action=action, requester=BY_NURSE))


def need(world: World, action: Action = HOLD, confirmers: frozenset[Confirmer] = BOTH) -> None:
    judgement = Judgement(rule="r", verdict=Verdict.CONFIRM, reason=text("both"), confirmers=confirmers)
    decision = Decision(
        id="d", decided_at=NOW, requested=HOLD, considered=action, granted=None, verdict=Verdict.CONFIRM,
        judgements=(judgement,), limits=Limits(),
    )  # fmt: skip
    world.tell(lambda s: ActionDecided(**s, run="run", decision=decision, present=present()))
    world.tell(
        lambda s: ConfirmationNeeded(
            **s, run="run", action_digest=action_digest(action), confirmers=confirmers, question=text("May I?"),
            until=NOW + timedelta(seconds=60),
        )
    )  # fmt: skip


def given(world: World) -> list[tuple[str, Confirmer, str, bool]]:
    return [(one.action_digest, one.confirmer, one.by.id, one.confirmed) for one in world.of(ConfirmationGiven)]


def questions(world: World) -> list[ActionProposed]:
    return [one for one in world.of(ActionProposed) if isinstance(one.action, Say)]


@pytest.mark.parametrize(("word", "yes"), [(YES, True), (NO, False)])
@pytest.mark.parametrize(
    "action",
    [HOLD, Handover(object="pills", to="li"), StoreClip(about="li", incident="i", retention=timedelta(hours=1))],
)
def test_she_is_asked_and_her_word_is_taken(word: str, yes: bool, action: Action) -> None:
    world = World()
    propose(world, action)
    need(world, action)
    (question,) = questions(world)
    assert isinstance(question.action, Say)
    assert (question.action.to, question.requester) == ("li", BY_NURSE)
    assert question.action.text.en == "May I? Do you agree?"
    assert "您同意吗" in question.action.text.zh
    world.hear(word)
    assert given(world) == [(action_digest(action), Confirmer.RESIDENT, "li", yes)]


@pytest.mark.parametrize(
    "by", [BY_WANG, BY_VOICE, BY_NURSE, replace(BY_LI, remote=True), Requester(kind=RequesterKind.FAMILY, id="li")]
)
def test_nobody_else_answers_for_her(by: Requester) -> None:
    world = World()
    propose(world)
    need(world)
    world.hear(YES, by=by)
    assert given(world) == []


def test_a_word_counts_once() -> None:
    world = World()
    propose(world)
    need(world)
    world.hear(YES)
    world.hear(YES)
    assert len(given(world)) == 1


def test_a_word_before_the_question_or_after_the_end_is_none() -> None:
    world = World()
    propose(world)
    world.hear(YES)
    need(world)
    world.tell(lambda s: ActionFinished(**s, run="run", action=HOLD, outcome=OK))
    world.hear(YES)
    assert given(world) == []


def test_other_parameters_need_another_question_and_the_same_ones_none() -> None:
    world = World()
    propose(world)
    need(world)
    need(world)
    assert len(questions(world)) == 1
    need(world, SLOWER)
    assert len(questions(world)) == 2
    world.hear(YES)
    assert given(world) == [(action_digest(SLOWER), Confirmer.RESIDENT, "li", True)]


def test_what_waits_for_staff_alone_asks_her_nothing() -> None:
    world = World()
    propose(world)
    need(world, confirmers=STAFF)
    world.hear(YES)
    assert (questions(world), given(world)) == ([], [])


def test_what_needs_nobody_s_yes_is_not_followed() -> None:
    world = World()
    propose(world, MoveTo(place="kitchen"))
    need(world, MoveTo(place="kitchen"))
    world.hear(YES)
    assert (questions(world), given(world)) == ([], [])
