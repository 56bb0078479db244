"""An exhaustive search of the incident's own step function: whatever happens in whatever order, nobody is left lying.

Times are taken from the present, so that the states are finite: every state that any history can reach is visited.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from carebot import incidents
from carebot.concerns import COURSES
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.language import Text
from carebot.incidents import Chain, Incident
from carebot.taking_up import taken_up
from skills.base import Finding

CHAIN = Chain()
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
LI_JING = Text(zh="李静", en="Li Jing")
WHAT = Text(zh="事", en="something")
MORE = Text(zh="又一件", en="something more")
LEVELS = (AlarmLevel.LOW, AlarmLevel.MEDIUM, AlarmLevel.HIGH)
TO_THE_TOP = CHAIN.ask + CHAIN.steps[-1]


def begins(concern: Concern) -> Iterator[Incident]:
    """Every way in which an incident about `concern` opens."""
    new = incidents.suspect("i", "wang", WHAT, at=NOW, position=None, chain=CHAIN, concern=concern)
    if COURSES[concern].asks:
        yield new
    levels = LEVELS if concern in {Concern.CALL, Concern.STANDS_STILL} else (COURSES[concern].level,)
    for level in levels:
        yield incidents.alarm(new, NOW, CHAIN, level)


def by_people(one: Incident) -> Iterator[Incident]:
    """What people and the resident may do now."""
    yield incidents.asked(one)
    for finding in Finding:
        yield incidents.found(one, finding, NOW, CHAIN)
    yield incidents.acknowledged(one, LI_JING, NOW, CHAIN)
    yield incidents.arrived(one, LI_JING, NOW, CHAIN)
    yield incidents.resolved(one, LI_JING)
    yield incidents.reported(one, LI_JING)
    yield incidents.joined(one, MORE)
    for level in LEVELS:
        yield incidents.called_again(one, MORE, level, NOW, CHAIN)
    if COURSES[one.concern].itself:
        yield incidents.mended(one, MORE)


def by_faults(one: Incident) -> Iterator[Incident]:
    """What may go wrong now: no way out delivers; the robot is killed and starts again; a clock jumps."""
    for step in range(len(CHAIN.steps) + 1):
        yield incidents.unreached(one, step, NOW, CHAIN)
    yield incidents.restored(recorded(one))
    yield incidents.overdue(one, NOW - timedelta(days=1), CHAIN)
    if one.open:
        yield taken_up(one, NOW, CHAIN)


def by_time(one: Incident) -> Iterator[Incident]:
    """What the deadline makes of it. The present is then the deadline."""
    if one.open and one.deadline is not None:
        waited = one.deadline - NOW
        for still_down in (False, True):
            after = incidents.overdue(one, one.deadline, CHAIN, still_down=still_down)
            yield replace(after, deadline=after.deadline - waited if after.deadline else None)


def recorded(one: Incident) -> IncidentChanged:
    return IncidentChanged(
        id="e", occurred_at=NOW, incident=one.id, about=one.about, stage=one.stage, level=one.level,
        chain_step=one.chain_step, text=one.text, position=one.position, by=one.acknowledged_by, deadline=one.deadline,
        opened_at=one.opened_at, protocol=one.protocol, keep_away=one.keep_away, concern=one.concern,
    )  # fmt: skip


@cache
def reachable(concern: Concern) -> tuple[Incident, ...]:
    """Every state that an incident about `concern` can ever be in."""
    seen: dict[Incident, None] = {}
    waiting = list(begins(concern))
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen[one] = None
        waiting += [*by_people(one), *by_faults(one), *by_time(one)]
    return tuple(seen)


ALL = [pytest.param(concern, id=concern.value) for concern in Concern]


@pytest.mark.parametrize("concern", ALL)
def test_the_states_are_finite_and_a_fault_never_closes_one(concern: Concern) -> None:
    states = reachable(concern)
    assert 10 < len(states) < 2000
    for one in states:
        if one.open:
            assert all(after.open for after in by_faults(one)), one


@pytest.mark.parametrize("concern", ALL)
def test_what_is_open_goes_on_by_itself_unless_it_is_told_at_low(concern: Concern) -> None:
    for one in reachable(concern):
        if one.open and one.level is not AlarmLevel.LOW:
            assert one.deadline is not None, one


@pytest.mark.parametrize("concern", ALL)
def test_nothing_but_a_person_or_her_own_word_ends_it(concern: Concern) -> None:
    for one in reachable(concern):
        ends = [after for after in by_time(one) if not after.open]
        if ends:
            assert one.stage is IncidentStage.WATCHED, one
        by_her_word = incidents.found(one, Finding.WELL, NOW, CHAIN)
        if one.open and not by_her_word.open:
            assert one.stage in {IncidentStage.SUSPECTED, IncidentStage.ASKED, IncidentStage.WATCHED}, one


def test_what_works_again_calls_nobody_and_stays_open_until_somebody_has_looked() -> None:
    for one in (*reachable(Concern.UNWATCHED), *reachable(Concern.STANDS_STILL)):
        after = incidents.mended(one, WHAT)
        assert after.open is one.open
        assert after is one if not one.open else (after.level, after.deadline) == (AlarmLevel.LOW, None), one


@pytest.mark.parametrize("concern", ALL)
def test_a_signed_report_is_the_last_stage_and_the_only_way_there(concern: Concern) -> None:
    states = reachable(concern)
    assert any(one.stage is IncidentStage.REPORTED for one in states)
    for one in states:
        after = incidents.reported(one, LI_JING)
        assert after is one if one.open else after.stage is IncidentStage.REPORTED, one
        others = (*by_faults(one), *by_time(one), *(each for each in by_people(one) if each != after))
        if one.stage is IncidentStage.REPORTED:
            assert {each.stage for each in others} <= {IncidentStage.REPORTED}, one
        else:
            assert IncidentStage.REPORTED not in {each.stage for each in others}, one


@pytest.mark.parametrize("concern", ALL)
def test_the_top_is_reached_in_bounded_time_from_every_state(concern: Concern) -> None:
    """Nobody acts any more: at most so long after the last person's word, the top of the chain has been called."""
    for one in reachable(concern):
        if one.open and one.deadline is not None:
            assert time_to_top(one) <= bound(one), one


def bound(one: Incident) -> timedelta:
    match one.stage:
        case IncidentStage.ACKNOWLEDGED:
            return CHAIN.arrival + calm_or_not(one)
        case IncidentStage.ARRIVED:
            return CHAIN.tending + calm_or_not(one)
        case IncidentStage.WATCHED:
            return CHAIN.look_again + calm_or_not(one)
        case _:
            return calm_or_not(one)


def calm_or_not(one: Incident) -> timedelta:
    urgent = AlarmLevel.HIGH in {one.level, COURSES[one.concern].level}
    told_calmly = one.level is not AlarmLevel.HIGH and one.stage is not IncidentStage.SUSPECTED
    slow = CHAIN.calm_steps[-1] if told_calmly or not urgent else timedelta()
    return slow + (TO_THE_TOP if urgent else timedelta())


def time_to_top(one: Incident) -> timedelta:
    passed = timedelta()
    while one.stage in _BEFORE or one.chain_step < CHAIN.top(max(one.level, COURSES[one.concern].level)):
        assert one.deadline is not None
        passed += one.deadline - NOW
        one = list(by_time(one))[-1]
    return passed


_BEFORE = frozenset({IncidentStage.SUSPECTED, IncidentStage.ASKED, IncidentStage.WATCHED})


@pytest.mark.parametrize("concern", ALL)
def test_where_no_way_out_delivers_the_top_is_called_at_once(concern: Concern) -> None:
    for one in reachable(concern):
        if one.stage not in {IncidentStage.ALARM, IncidentStage.ESCALATED}:
            continue
        top = one
        for _ in CHAIN.steps:
            top = incidents.unreached(top, top.chain_step, NOW, CHAIN)
        assert top.chain_step >= CHAIN.top(top.level)


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(), timedelta(days=400)])
@pytest.mark.parametrize("concern", ALL)
def test_a_restart_with_another_clock_waits_no_longer_than_the_chain_does(concern: Concern, jump: timedelta) -> None:
    for one in reachable(concern):
        if not one.open:
            continue
        after = taken_up(one, NOW + jump, CHAIN)
        assert after.open, one
        if after.level is not AlarmLevel.LOW:
            assert after.deadline is not None, one
            assert after.deadline - (NOW + jump) <= CHAIN.tending, one


@pytest.mark.parametrize("concern", ALL)
def test_a_restart_loses_nothing(concern: Concern) -> None:
    for one in reachable(concern):
        assert incidents.restored(recorded(one)) == one
