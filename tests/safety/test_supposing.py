"""A supposition changes the one thing that it names, and nothing where there is nothing to change."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from carebot.core.actions import AlarmLevel, MoveTo, RemindDose, Say
from carebot.core.body import Health
from carebot.core.home import Point
from carebot.core.language import Language
from carebot.core.people import Consent
from carebot.core.situation import Posture
from carebot.core.verdicts import Confirmer
from safety import supposing
from safety.supposing import Moment
from tests.safety import builders as b

DRIVE = MoveTo(place="bedroom_li", speed_mps=0.4)
SPEAK = Say(text=b.text("hi"), language=Language.ZH, to="li")
DOSE = RemindDose(
    dose="noon", resident="li", drug=b.text("a"), text=b.text("now"), language=Language.ZH, minutes_from_due=90.0
)
MOMENT = Moment(action=DRIVE, situation=b.situation(people=b.people(b.person("li", 1.0), b.person("wang", 2.0))))
BLIND = supposing.senses_lost(MOMENT)


def distances(moment: Moment) -> list[float]:
    view = moment.situation.present.people
    assert view is not None
    return [view.value.nearest_m, *(one.nearest_m for one in view.value.people)]


def test_the_circumstances() -> None:
    assert supposing.asked_by(MOMENT, b.BY_NURSE).situation.present.requester == b.BY_NURSE
    assert supposing.at_minute(MOMENT, 5).situation.present.local_minute == 5
    assert supposing.at_alarm(MOMENT, AlarmLevel.HIGH).situation.present.alarm is AlarmLevel.HIGH
    assert supposing.announced(MOMENT, said=True).situation.present.announced
    assert supposing.given(MOMENT, None).situation.present.given_doses is None


def test_a_no_comes_and_goes_and_leaves_others_alone() -> None:
    both = supposing.refused(supposing.refused(MOMENT, "li", holds=True), "wang", holds=True)
    assert both.situation.present.refused_by == {"li", "wang"}
    assert supposing.refused(both, "li", holds=False).situation.present.refused_by == {"wang"}


@pytest.mark.parametrize("given", [True, False])
def test_consent_is_that_of_one_resident_and_purpose(given: bool) -> None:
    house = supposing.consent(MOMENT, "wang", Consent.TOUCH, given=given).situation.house
    assert (Consent.TOUCH in house.residents[1].consents) is given
    assert house.residents[0] == b.LI


def test_a_release_frees_the_body_of_all_that_holds_it() -> None:
    held = MOMENT.with_present(stopped=True, body=b.fresh(b.body(emergency_stop=True, bumped=True)))
    free = supposing.stopped(held, latched=False).situation.present
    assert free.body is not None
    assert (free.stopped, free.body.value.emergency_stop, free.body.value.bumped) == (False, False, False)
    latched = supposing.stopped(MOMENT, latched=True).situation.present
    assert (latched.stopped, latched.body) == (True, MOMENT.situation.present.body)
    assert supposing.stopped(held, latched=True) == held
    assert supposing.stopped(BLIND, latched=False).situation.present.body is None


def test_a_sound_body() -> None:
    ill = MOMENT.with_present(body=b.fresh(b.body(health=Health.FAILED, localised=False)))
    body = supposing.healthy(ill).situation.present.body
    assert body is not None
    assert (body.value.health, body.value.localised) == (Health.OK, True)
    assert supposing.healthy(BLIND) == BLIND


def test_the_age_of_the_senses_and_what_was_never_sensed() -> None:
    aged = supposing.senses_aged(MOMENT, timedelta(seconds=3)).situation.present
    assert aged.body is not None
    assert aged.people is not None
    assert (aged.body.age, aged.people.age) == (timedelta(seconds=3), timedelta(seconds=3))
    assert supposing.senses_aged(BLIND, supposing.JUST_NOW) == BLIND


def test_where_people_are() -> None:
    assert distances(supposing.people_at(MOMENT, 0.4)) == [0.4, 0.4, 0.4]
    assert distances(supposing.people_at(BLIND, 0.4)) == [0.4]
    assert distances(supposing.in_view(MOMENT)) == [float("inf")]
    assert distances(supposing.in_view(MOMENT, b.person("li", 2.0), b.person("wang", 1.0))) == [1.0, 2.0, 1.0]
    assert distances(supposing.alone_with(MOMENT, "wang")) == [2.0, 2.0]
    assert distances(supposing.seated_in_view(supposing.in_view(MOMENT), "li")) == [3.0, 3.0]
    assert distances(supposing.seated_in_view(BLIND, "li")) == [3.0, 3.0]


@pytest.mark.parametrize(("moment", "where"), [(MOMENT, b.middle("living")), (BLIND, Point(x_m=0.0, y_m=0.0))])
def test_whoever_is_supposed_in_view_is_seen_where_the_body_is(moment: Moment, where: Point) -> None:
    view = supposing.seated_in_view(moment, "li").situation.present.people
    assert view is not None
    assert view.value.people[-1].position == where


def test_posture_is_that_of_one_resident() -> None:
    view = supposing.posture(MOMENT, "li", Posture.LYING).situation.present.people
    assert view is not None
    assert [one.posture for one in view.value.people] == [Posture.LYING, Posture.SITTING]
    assert supposing.posture(BLIND, "li", Posture.LYING) == BLIND


def test_a_yes_is_to_exactly_this_form() -> None:
    first = supposing.confirmed(MOMENT, SPEAK, Confirmer.RESIDENT, "li")
    both = supposing.confirmed(first, DRIVE, Confirmer.STAFF, "nurse").situation.present.confirmations
    assert [(one.confirmer, one.by, one.at) for one in both] == [
        (Confirmer.RESIDENT, "li", b.NOW),
        (Confirmer.STAFF, "nurse", b.NOW),
    ]
    assert both[0].action_digest != both[1].action_digest


def test_a_dose_that_is_due_now() -> None:
    due = supposing.due_now(Moment(action=DOSE, situation=b.situation(local_minute=3)))
    assert isinstance(due.action, RemindDose)
    assert (due.action.minutes_from_due, due.situation.present.local_minute) == (0.0, b.NOON)
    later = replace(b.HOUSE, doses=(replace(b.DOSE, due=time(18, 30)),))
    assert supposing.due_now(Moment(action=DOSE, situation=b.situation(later))).situation.present.local_minute == 1110
    unknown = Moment(action=replace(DOSE, dose="never"), situation=b.situation())
    assert supposing.due_now(unknown) == unknown
    assert supposing.due_now(MOMENT) == MOMENT


def test_a_thing_is_otherwise_and_others_stay() -> None:
    home = supposing.thing(MOMENT, "hot_tea", temperature_c=20.0).situation.house.home
    tea, cup = home.object("hot_tea"), home.object("cup")
    assert tea is not None
    assert (tea.temperature_c, cup) == (20.0, b.OBJECTS[0])


def test_a_slower_drive() -> None:
    slow = supposing.slower(MOMENT, 0.1).action
    assert isinstance(slow, MoveTo)
    assert slow.speed_mps == 0.1
    speech = Moment(action=SPEAK, situation=b.situation())
    assert supposing.slower(speech, 0.1) == speech


def test_whom_an_action_names_and_who_lives_where_it_leads() -> None:
    assert supposing.occupant_of(MOMENT) == "li"
    assert supposing.occupant_of(Moment(action=SPEAK, situation=b.situation())) == ""
    assert supposing.person_named(Moment(action=SPEAK, situation=b.situation())) == "li"
    assert supposing.person_named(MOMENT) == ""
