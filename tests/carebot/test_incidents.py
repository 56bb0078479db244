"""The incident's step function: bounds, silence, acknowledgement, and that nothing but a person ends an alarm."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from carebot import incidents
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentStage
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.incidents import Chain, Incident
from skills.base import Finding

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
CHAIN = Chain()
LI_JING = Text(zh="李静", en="Li Jing")
ZHANG_WEI = Text(zh="张伟", en="Zhang Wei")
FALL = Text(zh="可能摔倒了", en="may have fallen")


def suspected() -> Incident:
    return incidents.suspect("i", "wang", FALL, at=NOW, position=None, chain=CHAIN)


def alarmed() -> Incident:
    return incidents.alarm(suspected(), NOW, CHAIN)


def test_a_suspicion_is_told_at_medium_and_has_a_deadline() -> None:
    incident = suspected()
    assert (incident.stage, incident.level) == (IncidentStage.SUSPECTED, AlarmLevel.MEDIUM)
    assert incident.deadline == NOW + CHAIN.ask
    assert not incident.alarmed


def test_silence_becomes_an_alarm_exactly_at_the_deadline() -> None:
    incident = incidents.asked(suspected())
    almost = NOW + CHAIN.ask - timedelta(microseconds=1)
    assert incidents.overdue(incident, almost, CHAIN) is incident
    after = incidents.overdue(incident, NOW + CHAIN.ask, CHAIN)
    assert (after.stage, after.level, after.chain_step) == (IncidentStage.ALARM, AlarmLevel.HIGH, 0)


def test_a_clear_answer_dismisses_and_any_other_alarms() -> None:
    assert incidents.found(suspected(), Finding.WELL, NOW, CHAIN).stage is IncidentStage.DISMISSED
    for finding in (Finding.NEEDS_HELP, Finding.NO_ANSWER, Finding.REFUSED, Finding.NONE):
        assert incidents.found(suspected(), finding, NOW, CHAIN).stage is IncidentStage.ALARM


def test_an_answer_does_not_end_an_alarm() -> None:
    assert incidents.found(alarmed(), Finding.WELL, NOW, CHAIN) == alarmed()


def test_the_chain_climbs_at_30_60_and_120_seconds_and_then_repeats() -> None:
    incident, at = alarmed(), NOW
    seconds = []
    for _ in range(5):
        assert incident.deadline is not None
        at = incident.deadline
        incident = incidents.overdue(incident, at, CHAIN)
        seconds.append((int((at - NOW).total_seconds()), incident.chain_step))
    assert seconds == [(30, 1), (60, 2), (120, 3), (180, 3), (240, 3)]
    assert incident.stage is IncidentStage.ESCALATED


def test_an_acknowledgement_that_is_not_followed_reopens_one_level_up() -> None:
    incident = incidents.acknowledged(alarmed(), LI_JING, NOW, CHAIN)
    assert incident.stage is IncidentStage.ACKNOWLEDGED
    assert incident.open
    after = incidents.overdue(incident, NOW + CHAIN.arrival, CHAIN)
    assert (after.stage, after.chain_step, after.acknowledged_by) == (IncidentStage.ESCALATED, 1, NOTHING)


def test_what_is_over_stays_over() -> None:
    over = incidents.resolved(alarmed(), LI_JING)
    assert over.stage is IncidentStage.RESOLVED
    assert incidents.acknowledged(over, ZHANG_WEI, NOW, CHAIN) is over
    assert incidents.resolved(over, ZHANG_WEI) is over
    assert incidents.found(over, Finding.NO_ANSWER, NOW, CHAIN) is over
    assert incidents.overdue(over, NOW + timedelta(days=1), CHAIN) is over


STEPS = ("wait", "asked", "well", "no_answer", "acknowledge")


def step(incident: Incident, name: str, at: datetime) -> Incident:
    match name:
        case "asked":
            return incidents.asked(incident)
        case "well":
            return incidents.found(incident, Finding.WELL, at, CHAIN)
        case "no_answer":
            return incidents.found(incident, Finding.NO_ANSWER, at, CHAIN)
        case "acknowledge":
            return incidents.acknowledged(incident, LI_JING, at, CHAIN)
        case _:
            return incident


@pytest.mark.parametrize("history", tuple(itertools.product(STEPS, repeat=4)))
def test_whatever_happens_the_top_is_reached_in_bounded_time_unless_the_resident_is_well(
    history: tuple[str, ...],
) -> None:
    incident, at = suspected(), NOW
    for name in history:
        incident = step(incident, name, at)
    if not incident.open:
        assert "well" in history
        return
    limit = NOW + CHAIN.ask + CHAIN.arrival + CHAIN.steps[-1]
    while incident.chain_step < len(CHAIN.steps):
        assert incident.deadline is not None, "an open incident always has a deadline"
        at = incident.deadline
        assert at <= limit
        incident = incidents.overdue(incident, at, CHAIN)
    assert limit - NOW <= timedelta(minutes=6)


def test_the_defaults_reach_the_top_within_five_minutes_when_nobody_acts() -> None:
    assert CHAIN.ask + CHAIN.steps[-1] <= timedelta(minutes=5)
