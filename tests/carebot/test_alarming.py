"""Raising alarms: what joins what, who is told, what reached nobody, and that no call is forgotten."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Ask, Notify
from carebot.core.alarms import AlarmArrived, AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.deeds import ActionDecided, ActionFinished, ActionProposed, GoalAccepted
from carebot.core.events import FallSuspected, Observation
from carebot.core.home import Point
from carebot.core.intents import HELP, YES, Intent
from carebot.core.language import Language
from carebot.core.outcomes import Outcome, Result
from carebot.core.reports import ReportKind, ReportSigned
from carebot.core.situation import Posture
from carebot.core.verdicts import Verdict
from carebot.knowing import LIKELY, SURE
from carebot.modes import Mode
from carebot.orchestrator import CHECK_SKILL
from carebot.replay import unreported
from skills.check_on_resident import CheckOnResident
from tests.carebot.examples import DECISION
from tests.carebot.test_orchestrator import SKILLS, World
from tests.safety.builders import BY_NURSE, HOUSE, NOW, NURSE_ZHANG, present, text

UNHEARD = Outcome(result=Result.UNHEARD)
CALL = Notify(text=text("Li would like a hand"), level=AlarmLevel.MEDIUM, about="li")


@pytest.fixture
def world() -> World:
    return World()


def worry(world: World, concern: Concern, about: str = "li", position: Point | None = None) -> None:
    world.tell(
        lambda s: ConcernRaised(
            **s, monitor="m", concern=concern, about=about, position=position, confidence=0.9, since=NOW
        )
    )


def falls_hard(world: World) -> None:
    world.tell(
        lambda s: FallSuspected(
            **s, monitor="fall", about="li", position=None, confidence=0.97, onset_at=NOW, camera="head", hard=True
        )
    )


def somebody_falls(world: World, position: Point | None, about: str) -> None:
    world.tell(
        lambda s: FallSuspected(
            **s, monitor="fall", about=about, position=position, confidence=0.9, onset_at=NOW, camera="head"
        )
    )


def stranger_falls(world: World, position: Point | None) -> None:
    somebody_falls(world, position, "")


def call(world: World, notify: Notify = CALL, run: str = "call", granted: bool = True) -> None:
    decision = replace(
        DECISION, id=f"d-{run}", requested=notify, considered=notify, granted=notify if granted else None,
        verdict=Verdict.ALLOW if granted else Verdict.DENY, judgements=(),
    )  # fmt: skip
    world.tell(lambda s: ActionDecided(**s, run=run, decision=decision, present=present()))


def sent(world: World) -> list[Notify]:
    return [event.action for event in world.of(ActionProposed) if isinstance(event.action, Notify)]


def last(world: World) -> IncidentChanged:
    return world.of(IncidentChanged)[-1]


def incidents_of(world: World) -> set[str]:
    return {event.incident for event in world.of(IncidentChanged)}


def unheard(world: World) -> None:
    notice = next(event for event in reversed(world.of(ActionProposed)) if isinstance(event.action, Notify))
    world.tell(lambda s: ActionFinished(**s, run=notice.run, action=notice.action, outcome=UNHEARD))


def test_a_concern_about_which_she_is_asked_goes_the_way_of_a_fall(world: World) -> None:
    worry(world, Concern.LONG_IN_BATHROOM)
    assert world.stages() == [IncidentStage.SUSPECTED, IncidentStage.ASKED]
    assert "bathroom for a long time" in last(world).text.en
    world.finish(Outcome(result=Result.SUCCEEDED, answer=Intent(name=YES)))
    assert world.stages()[-1] is IncidentStage.DISMISSED
    assert world.mode == Mode.IDLE


def test_where_seconds_count_people_are_called_and_the_robot_goes_to_her(world: World) -> None:
    worry(world, Concern.CHOKING)
    assert (last(world).stage, last(world).level) == (IncidentStage.ALARM, AlarmLevel.HIGH)
    assert world.of(GoalAccepted)[-1].goal.parameter("called") == "yes"
    assert world.mode == Mode.INCIDENT


@pytest.mark.parametrize(("likely", "called", "who"), [(0.6, "您还好", "有人（可能是"), (0.95, "奶奶", "李秀兰")])
def test_she_is_asked_by_name_and_named_only_when_it_is_surely_she(likely: float, called: str, who: str) -> None:
    world = World(skills={**SKILLS, CHECK_SKILL: CheckOnResident()})
    world.tell(
        lambda s: Observation(
            **s, monitor="people", about="li", posture=Posture.STANDING, position=None, confidence=1.0,
            evidence=((LIKELY, likely),),
        )
    )  # fmt: skip
    world.fall()
    question = world.pending()[-1].action
    assert isinstance(question, Ask)
    assert called in question.text.zh
    assert ("奶奶" in question.text.zh) is (likely > SURE)
    assert sent(world)[0].text.zh.startswith(who)


def test_after_a_hard_fall_people_are_called_before_she_is_asked(world: World) -> None:
    falls_hard(world)
    assert world.stages() == [IncidentStage.ALARM]
    assert last(world).level is AlarmLevel.HIGH
    assert world.of(GoalAccepted)[-1].goal.parameter("called") == "yes"


def test_a_hard_fall_that_is_seen_while_she_is_asked_raises_the_alarm(world: World) -> None:
    world.fall()
    falls_hard(world)
    assert world.stages() == [IncidentStage.SUSPECTED, IncidentStage.ASKED, IncidentStage.ALARM]
    assert last(world).level is AlarmLevel.HIGH
    assert len(incidents_of(world)) == 1


@pytest.mark.parametrize(
    ("concern", "level"), [(Concern.OUT_OF_BED, AlarmLevel.MEDIUM), (Concern.SITTING_LONG, AlarmLevel.LOW)]
)
def test_what_can_wait_is_told_and_the_robot_goes_on_with_its_work(
    world: World, concern: Concern, level: AlarmLevel
) -> None:
    world.hear("errand")
    worry(world, concern)
    assert (last(world).stage, last(world).level) == (IncidentStage.ALARM, level)
    assert [notify.level for notify in sent(world)] == [level]
    assert world.mode == Mode.WORKING
    assert world.orchestrator.alarm is AlarmLevel.INFORMATION


def test_a_storm_about_one_resident_is_one_incident_that_tells_of_everything_once(world: World) -> None:
    world.fall()
    worry(world, Concern.CHOKING)
    for _ in range(3):
        worry(world, Concern.AGITATION)
        world.fall()
        world.hear(HELP)
    assert len(incidents_of(world)) == 1
    assert last(world).stage is IncidentStage.ALARM
    assert [last(world).text.en.count(word) for word in ("fallen", "choking", "agitated")] == [1, 1, 1]


def test_a_concern_that_can_wait_hides_none_that_cannot(world: World) -> None:
    worry(world, Concern.OUT_OF_BED)
    world.fall()
    assert len(incidents_of(world)) == 2
    assert world.mode == Mode.INCIDENT


def test_two_strangers_in_two_rooms_are_two_incidents_and_one_in_one_room_is_one(world: World) -> None:
    rooms = [room for room in HOUSE.home.rooms if len(room.outline) >= 3][:2]
    places = [
        Point(
            x_m=sum(corner.x_m for corner in room.outline) / len(room.outline),
            y_m=sum(corner.y_m for corner in room.outline) / len(room.outline),
        )
        for room in rooms
    ]
    for place in (*places, *places, None):
        stranger_falls(world, place)
    assert len(incidents_of(world)) == 2


@pytest.mark.parametrize(("apart_m", "incidents"), [(0.1, 1), (1.5, 1), (1.6, 2)])
def test_who_lies_where_somebody_fell_is_the_same_although_nobody_knows_her_any_more(
    world: World, apart_m: float, incidents: int
) -> None:
    somebody_falls(world, Point(x_m=1, y_m=1), "li")
    before = last(world)
    stranger_falls(world, Point(x_m=1 + apart_m, y_m=1))
    assert len(incidents_of(world)) == incidents
    assert incidents == 2 or last(world).text == before.text, "one fall is told once"


@pytest.mark.parametrize(("apart_m", "incidents"), [(0.1, 1), (1.5, 1), (1.6, 2)])
def test_who_is_known_a_moment_after_somebody_fell_there_is_that_one(
    world: World, apart_m: float, incidents: int
) -> None:
    stranger_falls(world, Point(x_m=1, y_m=1))
    of_nobody = last(world)
    somebody_falls(world, Point(x_m=1 + apart_m, y_m=1), "li")
    assert len(incidents_of(world)) == incidents
    assert last(world).about == "li"
    assert of_nobody.text.en not in last(world).text.en, "she is not told of twice, as herself and as somebody"


def test_two_whom_one_knows_fell_even_where_they_lie_side_by_side(world: World) -> None:
    somebody_falls(world, Point(x_m=1, y_m=1), "li")
    somebody_falls(world, Point(x_m=1.2, y_m=1), "wang")
    assert len(incidents_of(world)) == 2


def test_a_stranger_falls_elsewhere_than_one_whose_place_nobody_knows(world: World) -> None:
    falls_hard(world)
    stranger_falls(world, Point(x_m=1, y_m=1))
    worry(world, Concern.NO_MOVEMENT, about="", position=Point(x_m=1, y_m=1))
    assert len(incidents_of(world)) == 2


def test_who_says_that_she_is_well_and_goes_on_lying_is_not_left_alone(world: World) -> None:
    world.fall()
    world.finish(Outcome(result=Result.SUCCEEDED, answer=Intent(name=YES)))
    assert last(world).stage is IncidentStage.WATCHED
    assert world.mode == Mode.IDLE
    world.tell(
        lambda s: Observation(**s, monitor="people", about="li", posture=Posture.FALLEN, position=None, confidence=0.9)
    )
    world.tell(
        lambda s: Observation(**s, monitor="gait", about="li", posture=Posture.UNKNOWN, position=None, confidence=0.9)
    )
    name, after = world.timers[-1]
    world.now_offset += after
    world.elapse(name)
    assert (last(world).stage, last(world).level) == (IncidentStage.ALARM, AlarmLevel.MEDIUM)
    assert world.of(GoalAccepted)[-1].goal.parameter("called") == "yes"


def test_a_cry_while_it_looks_again_calls_at_once(world: World) -> None:
    world.fall()
    world.finish(Outcome(result=Result.SUCCEEDED, answer=Intent(name=YES)))
    world.fall()
    assert last(world).stage is IncidentStage.WATCHED, "she has said what the matter is; asking again is pestering"
    world.hear(HELP)
    assert (last(world).stage, last(world).level) == (IncidentStage.ALARM, AlarmLevel.HIGH)
    assert len(incidents_of(world)) == 1


def test_a_robot_that_can_neither_come_nor_speak_tries_again_with_the_next_step_and_not_for_ever(world: World) -> None:
    world.hear(HELP)
    asked = len(world.of(GoalAccepted))
    world.finish(Outcome(result=Result.UNSUPPORTED))
    assert len(world.of(GoalAccepted)) == asked, "what failed just now fails again"
    name, after = next(timer for timer in reversed(world.timers) if timer[0].startswith("incident:"))
    world.now_offset += after
    world.elapse(name)
    assert last(world).stage is IncidentStage.ESCALATED
    assert [event.goal.skill for event in world.of(GoalAccepted)[asked:]] == [CHECK_SKILL]
    world.elapse(world.timers[-1][0])
    assert len(world.of(GoalAccepted)) == asked + 1, "she has company now"


def test_who_gives_no_answer_until_after_people_were_called_is_not_left_alone() -> None:
    world = World(skills={**SKILLS, CHECK_SKILL: CheckOnResident()})
    world.fall()
    world.elapse(world.timers[-1][0])
    assert last(world).stage is IncidentStage.ALARM
    for _ in range(3):
        assert [event.goal.parameter("called") for event in world.of(GoalAccepted)] == [""]
        world.finish(Outcome(result=Result.TIMED_OUT))
    assert [event.goal.parameter("called") for event in world.of(GoalAccepted)] == ["", "yes"]


def test_a_call_that_reaches_nobody_goes_up_at_once(world: World) -> None:
    world.hear(HELP)
    for step in (1, 2, 3):
        unheard(world)
        assert (last(world).stage, last(world).chain_step) == (IncidentStage.ESCALATED, step)
    unheard(world)
    assert last(world).chain_step == 3
    assert [notify.chain_step for notify in sent(world)] == [0, 1, 2, 3]


def test_a_call_of_a_plan_stays_open_until_somebody_has_seen_to_it(world: World) -> None:
    call(world)
    assert (last(world).incident, last(world).concern) == ("call", Concern.CALL)
    assert (last(world).level, last(world).text) == (AlarmLevel.MEDIUM, CALL.text)
    assert sent(world) == [], "the plan has told the carers itself"
    assert world.mode == Mode.IDLE
    name, after = world.timers[-1]
    world.now_offset += after
    world.elapse(name)
    assert (last(world).stage, last(world).chain_step) == (IncidentStage.ESCALATED, 1)
    assert [notify.level for notify in sent(world)] == [AlarmLevel.MEDIUM]
    world.tell(lambda s: AlarmArrived(**s, incident="call", by=BY_NURSE, name=NURSE_ZHANG))
    assert last(world).stage is IncidentStage.ARRIVED
    world.tell(lambda s: AlarmResolved(**s, incident="call", by=BY_NURSE, name=NURSE_ZHANG, real=True))
    assert world.orchestrator.alarming.open == ()


def test_a_call_of_a_plan_that_reached_nobody_goes_up_at_once(world: World) -> None:
    call(world)
    world.tell(lambda s: ActionFinished(**s, run="call", action=CALL, outcome=UNHEARD))
    assert (last(world).stage, last(world).chain_step) == (IncidentStage.ESCALATED, 1)


def test_what_a_plan_tells_belongs_to_the_incident_that_it_opened_or_joined_until_it_was_sent(world: World) -> None:
    call(world)
    call(world, run="again")
    call(world, replace(CALL, level=AlarmLevel.INFORMATION), run="news")
    of_call = world.orchestrator.alarming.of_call
    assert [of_call(f"d-{run}") for run in ("call", "again", "news")] == ["call", "call", ""]
    world.tell(lambda s: ActionFinished(**s, run="again", action=CALL, outcome=UNHEARD))
    assert [of_call(f"d-{run}") for run in ("call", "again")] == ["call", ""]


def test_a_call_that_is_made_again_is_the_same_call_and_a_fall_ends_none(world: World) -> None:
    call(world)
    call(world, run="again")
    call(world, replace(CALL, text=text("she is thirsty")), run="more")
    assert incidents_of(world) == {"call"}
    assert last(world).text.en.endswith("she is thirsty")
    world.fall()
    world.finish(Outcome(result=Result.SUCCEEDED, answer=Intent(name=YES)))
    assert [one.id for one in world.orchestrator.alarming.open if one.concern is Concern.CALL] == ["call"]


@pytest.mark.parametrize("notify", [replace(CALL, level=AlarmLevel.INFORMATION), replace(CALL, incident="other")])
def test_news_and_notices_of_an_incident_open_none(world: World, notify: Notify) -> None:
    call(world, notify)
    assert world.of(IncidentChanged) == []


def test_a_call_that_was_refused_opens_none(world: World) -> None:
    call(world, granted=False)
    assert world.of(IncidentChanged) == []


def test_an_answer_about_an_incident_that_never_was_changes_nothing(world: World) -> None:
    world.tell(lambda s: AlarmArrived(**s, incident="?", by=BY_NURSE, name=NURSE_ZHANG))
    world.tell(lambda s: ActionFinished(**s, run="?", action=replace(CALL, incident="?"), outcome=UNHEARD))
    assert world.of(IncidentChanged) == []


def report(world: World, incident: str, kind: ReportKind = ReportKind.INCIDENT) -> None:
    world.tell(
        lambda s: ReportSigned(
            **s, report=kind, incident=incident, since=NOW, until=NOW, language=Language.ZH, sentences=(),
            by=BY_NURSE, name=NURSE_ZHANG,
        )
    )  # fmt: skip


def test_signing_the_report_on_what_is_over_is_its_last_stage_and_disturbs_nobody(world: World) -> None:
    world.fall()
    incident = last(world).incident
    report(world, incident)
    assert last(world).stage is IncidentStage.ASKED, "a report ends nothing"
    world.tell(lambda s: AlarmResolved(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    report(world, incident, ReportKind.HANDOVER)
    report(world, "another")
    assert last(world).stage is IncidentStage.RESOLVED
    notices = len(sent(world))
    report(world, incident)
    assert (last(world).stage, last(world).by) == (IncidentStage.REPORTED, NURSE_ZHANG)
    assert len(sent(world)) == notices
    assert world.orchestrator.alarming.open == ()
    changes = len(world.of(IncidentChanged))
    report(world, incident)
    assert len(world.of(IncidentChanged)) == changes, "it is reported once"


def test_what_was_over_before_a_restart_is_reported_after_it(world: World) -> None:
    world.fall()
    incident = last(world).incident
    world.tell(lambda s: AlarmResolved(**s, incident=incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))
    again = World()
    again.orchestrator.alarming.restore(unreported(world.events))
    assert again.orchestrator.alarming.open == ()
    report(again, incident)
    assert last(again).stage is IncidentStage.REPORTED
    assert unreported([*world.events, *again.events]) == ()


def test_a_notice_says_in_which_room_and_since_when(world: World) -> None:
    worry(world, Concern.CHOKING, position=Point(x_m=2.0, y_m=2.0))
    (notice,) = sent(world)
    assert (notice.room, notice.since, notice.about) == ("living", NOW, "li")
    worry(world, Concern.CHOKING, about="wang", position=Point(x_m=900.0, y_m=2.0))
    assert sent(world)[-1].room == "", "a place outside every room is none"
