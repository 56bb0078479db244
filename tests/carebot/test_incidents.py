"""The incident's step function: bounds, silence, acknowledgement, and that nothing but a person ends an alarm."""

from datetime import UTC, datetime, timedelta

from carebot import incidents
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentStage
from carebot.core.concerns import Concern
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.incidents import Chain, Incident
from skills.base import Finding

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
CHAIN = Chain()
LI_JING = Text(zh="李静", en="Li Jing")
ZHANG_WEI = Text(zh="张伟", en="Zhang Wei")
FALL = Text(zh="可能摔倒了", en="may have fallen")


def suspected(concern: Concern = Concern.FALL) -> Incident:
    return incidents.suspect("i", "wang", FALL, at=NOW, position=None, chain=CHAIN, concern=concern)


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
    in_bathroom = suspected(Concern.LONG_IN_BATHROOM)
    assert incidents.found(in_bathroom, Finding.WELL, NOW, CHAIN).stage is IncidentStage.DISMISSED
    for finding in (Finding.NEEDS_HELP, Finding.NO_ANSWER, Finding.REFUSED, Finding.NONE):
        assert incidents.found(suspected(), finding, NOW, CHAIN).stage is IncidentStage.ALARM


def test_her_word_after_a_fall_is_believed_and_looked_into_once_more() -> None:
    watched = incidents.found(suspected(), Finding.WELL, NOW, CHAIN)
    assert (watched.stage, watched.level, watched.alarmed) == (IncidentStage.WATCHED, AlarmLevel.LOW, False)
    assert not watched.pressing
    later = NOW + CHAIN.look_again
    assert incidents.overdue(watched, later - timedelta(microseconds=1), CHAIN, still_down=True) is watched
    assert incidents.overdue(watched, later, CHAIN).stage is IncidentStage.DISMISSED
    lying = incidents.overdue(watched, later, CHAIN, still_down=True)
    assert (lying.stage, lying.level, lying.pressing) == (IncidentStage.ALARM, AlarmLevel.MEDIUM, True)
    assert lying.deadline is not None
    risen = incidents.overdue(lying, lying.deadline, CHAIN)
    assert (risen.stage, risen.level, risen.chain_step) == (IncidentStage.ESCALATED, AlarmLevel.HIGH, 1)


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


def test_whoever_is_there_ends_it_in_time_or_it_rises_again() -> None:
    incident = incidents.arrived(alarmed(), LI_JING, NOW, CHAIN)
    assert (incident.stage, incident.acknowledged_by) == (IncidentStage.ARRIVED, LI_JING)
    assert incident.deadline == NOW + CHAIN.tending
    after = incidents.overdue(incident, NOW + CHAIN.tending, CHAIN)
    assert (after.stage, after.chain_step, after.acknowledged_by) == (IncidentStage.ESCALATED, 1, NOTHING)


def test_a_call_that_reaches_nobody_goes_up_at_once_and_at_the_top_in_its_time() -> None:
    incident = alarmed()
    for step in range(len(CHAIN.steps)):
        incident = incidents.unreached(incident, step, NOW, CHAIN)
        assert (incident.stage, incident.chain_step) == (IncidentStage.ESCALATED, step + 1)
    assert incident.deadline == NOW + CHAIN.repeat
    assert incidents.unreached(incident, incident.chain_step, NOW, CHAIN) is incident
    assert incidents.unreached(incident, 0, NOW, CHAIN) is incident, "the answer to an earlier step comes late"


def test_what_reached_nobody_is_no_reason_to_disturb_whoever_is_coming() -> None:
    for incident in (suspected(), incidents.acknowledged(alarmed(), LI_JING, NOW, CHAIN)):
        assert incidents.unreached(incident, 0, NOW, CHAIN) is incident


def called(level: AlarmLevel) -> Incident:
    return incidents.alarm(suspected(Concern.CALL), NOW, CHAIN, level)


def test_a_call_that_can_wait_climbs_slowly_and_never_to_the_family() -> None:
    incident = called(AlarmLevel.MEDIUM)
    assert not incident.pressing
    climbed = []
    for _ in range(4):
        assert incident.deadline is not None
        at = incident.deadline
        incident = incidents.overdue(incident, at, CHAIN)
        climbed.append((at - NOW, incident.chain_step, incident.level))
    assert [(int(after.total_seconds() / 60), step) for after, step, _ in climbed] == [(2, 1), (5, 2), (10, 2), (15, 2)]
    assert {level for *_, level in climbed} == {AlarmLevel.MEDIUM}


def test_what_is_told_at_low_waits_for_somebody_to_look() -> None:
    incident = called(AlarmLevel.LOW)
    assert (incident.open, incident.deadline) == (True, None)
    coming = incidents.acknowledged(incident, LI_JING, NOW, CHAIN)
    assert (coming.level, coming.deadline) == (AlarmLevel.LOW, None)
    there = incidents.arrived(coming, LI_JING, NOW, CHAIN)
    assert (there.stage, there.deadline) == (IncidentStage.ARRIVED, None)
    assert incidents.resolved(there, LI_JING).stage is IncidentStage.RESOLVED


def test_calling_again_tells_what_is_new_once_and_sounds_again_when_nobody_has_come() -> None:
    incident = called(AlarmLevel.MEDIUM)
    water = Text(zh="想喝水", en="wants water")
    joined = incidents.called_again(incident, water, AlarmLevel.MEDIUM, NOW, CHAIN)
    assert joined.text.en == "may have fallen; wants water"
    assert incidents.called_again(joined, water, AlarmLevel.MEDIUM, NOW, CHAIN) == joined
    later = NOW + timedelta(minutes=1)
    coming = incidents.acknowledged(joined, LI_JING, later, CHAIN)
    again = incidents.called_again(coming, water, AlarmLevel.LOW, later, CHAIN)
    assert (again.stage, again.acknowledged_by, again.level) == (IncidentStage.ALARM, NOTHING, AlarmLevel.MEDIUM)
    worse = incidents.called_again(again, water, AlarmLevel.HIGH, later, CHAIN)
    assert (worse.level, worse.pressing, worse.deadline) == (AlarmLevel.HIGH, True, later + CHAIN.steps[0])


def test_what_is_over_stays_over() -> None:
    over = incidents.resolved(alarmed(), LI_JING)
    assert over.stage is IncidentStage.RESOLVED
    assert incidents.acknowledged(over, ZHANG_WEI, NOW, CHAIN) is over
    assert incidents.arrived(over, ZHANG_WEI, NOW, CHAIN) is over
    assert incidents.unreached(over, 0, NOW, CHAIN) is over
    assert incidents.resolved(over, ZHANG_WEI) is over
    assert incidents.found(over, Finding.NO_ANSWER, NOW, CHAIN) is over
    assert incidents.overdue(over, NOW + timedelta(days=1), CHAIN) is over


def test_the_defaults_reach_the_top_within_five_minutes_when_nobody_acts() -> None:
    assert CHAIN.ask + CHAIN.steps[-1] <= timedelta(minutes=5)
