"""Verdicts: strictest wins, and the decision names whom and why."""

from dataclasses import replace

import pytest

from carebot.core.actions import MoveTo
from carebot.core.verdicts import Confirmer, Decision, Judgement, Limits, Verdict
from tests.safety.builders import NOW, text

MOVE = MoveTo(place="kitchen")
ALLOW, LIMIT, CONFIRM, DENY = Verdict.ALLOW, Verdict.LIMIT, Verdict.CONFIRM, Verdict.DENY


def decision(*judgements: Judgement) -> Decision:
    return Decision(
        id="d", decided_at=NOW, requested=MOVE, considered=MOVE, granted=None, verdict=DENY, judgements=judgements,
        limits=Limits(),
    )  # fmt: skip


def judgements(*verdicts: Verdict) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(rule=f"rule{number}", verdict=verdict, reason=text("because"))
        for number, verdict in enumerate(verdicts)
    )


def test_what_is_told_to_a_resident_is_the_reason_unless_it_has_words_of_its_own() -> None:
    [judged] = judgements(DENY)
    assert judged.spoken == text("because")
    assert replace(judged, said=text("gently")).spoken == text("gently")


def test_the_order_of_verdicts_is_the_rule_for_joining_them() -> None:
    assert sorted(Verdict) == [ALLOW, LIMIT, CONFIRM, DENY]
    assert len(set(Verdict)) == 4


@pytest.mark.parametrize(
    ("verdicts", "decisive"),
    [
        ((), None),
        ((ALLOW,), 0),
        ((ALLOW, LIMIT), 1),
        ((LIMIT, ALLOW), 0),
        ((DENY, CONFIRM, DENY), 0),
        ((ALLOW, CONFIRM, LIMIT, CONFIRM), 1),
        ((LIMIT, CONFIRM, DENY), 2),
    ],
)
def test_the_first_of_the_strictest_decides(verdicts: tuple[Verdict, ...], decisive: int | None) -> None:
    found = decision(*judgements(*verdicts)).decisive
    assert (found.rule if found else None) == (None if decisive is None else f"rule{decisive}")


@pytest.mark.parametrize(
    "asked",
    [
        [],
        [frozenset[Confirmer]()],
        [frozenset({Confirmer.RESIDENT})],
        [frozenset({Confirmer.RESIDENT}), frozenset({Confirmer.STAFF})],
        [frozenset(Confirmer), frozenset({Confirmer.STAFF})],
    ],
)
def test_everybody_whom_any_rule_asks_has_to_say_yes(asked: list[frozenset[Confirmer]]) -> None:
    found = decision(
        *(Judgement(rule="r", verdict=CONFIRM, reason=text("risky"), confirmers=each) for each in asked)
    ).confirmers
    assert found == {confirmer for each in asked for confirmer in each}


def test_limits_that_nobody_set_allow_nothing() -> None:
    assert Limits() == Limits(speed_mps=0.0, force_n=0.0, person_distance_m=0.0)
