"""Driving near people: the speed table on both sides of each distance, and the ways in and out."""

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.actions import (
    Action,
    Approach,
    Driving,
    Escort,
    Handover,
    Look,
    MoveTo,
    Pick,
    PutDown,
    SupportWalking,
    Wait,
)
from carebot.core.body import Health
from carebot.core.errors import SettingsError
from carebot.core.home import Pose
from carebot.core.limits import SafetyLimits
from carebot.core.situation import PeopleView, Posture, Situation
from carebot.core.verdicts import Judgement, Verdict
from safety.policies.driving import Options, SafeDriving, nearest_person_m
from tests.safety import builders as b

MOVE = MoveTo(place="kitchen")
FAST = replace(MOVE, speed_mps=3.0)
COME = Approach(person="li")
LEAD = Escort(person="li", place="kitchen")
HOLD = SupportWalking(person="li", place="kitchen", force_n=50.0)


def judged(action: Action, situation: Situation, policy: SafeDriving | None = None) -> dict[str, Judgement]:
    judgements = list((policy or SafeDriving()).judge(action, situation))
    assert all(judgement.reason.zh and judgement.reason.en for judgement in judgements)
    return {judgement.rule: judgement for judgement in judgements}


def denied(action: Action, situation: Situation) -> set[str]:
    return {rule for rule, judgement in judged(action, situation).items() if judgement.verdict is Verdict.DENY}


def speed(action: Driving, situation: Situation, policy: SafeDriving | None = None) -> float:
    """The speed that is left of the action's."""
    forms = [judgement.tightened for judgement in judged(action, situation, policy).values() if judgement.tightened]
    speeds = {form.speed_mps for form in forms if isinstance(form, Driving)}
    assert len(speeds) <= 1
    return speeds.pop() if speeds else action.speed_mps


def test_speed_by_room() -> None:
    assert speed(FAST, b.situation(body=b.body_in("hallway"))) == 0.8
    assert speed(FAST, b.situation(body=b.body_in("living"))) == 0.5
    between = b.fresh(b.body(pose=Pose(x_m=b.BETWEEN_ROOMS.x_m, y_m=b.BETWEEN_ROOMS.y_m, yaw_rad=0.0)))
    assert speed(FAST, b.situation(body=between)) == 0.3
    assert speed(FAST, b.situation(body=None)) == 0.3


@pytest.mark.parametrize(
    ("rule", "speed_mps", "room"), [("driving.room", 0.5, "living"), ("driving.corridor", 0.8, "hallway")]
)
def test_the_limit_itself_passes_and_more_does_not(rule: str, speed_mps: float, room: str) -> None:
    now = b.situation(body=b.body_in(room))
    assert judged(replace(MOVE, speed_mps=speed_mps), now) == {}
    for faster in (math.nextafter(speed_mps, math.inf), math.inf, math.nan):
        judgement = judged(replace(MOVE, speed_mps=faster), now)[rule]
        assert judgement.tightened == replace(MOVE, speed_mps=speed_mps)


@pytest.mark.parametrize(
    ("minute", "night"), [(22 * 60 - 1, False), (22 * 60, True), (6 * 60 - 1, True), (6 * 60, False)]
)
def test_slow_at_night(minute: int, night: bool) -> None:
    assert speed(FAST, b.situation(local_minute=minute)) == (0.3 if night else 0.5)


def test_a_slower_body_is_not_driven_beyond_what_it_is_made_for() -> None:
    slow = replace(b.HOUSE, manifest=replace(b.MANIFEST, max_speed_mps=0.2))
    assert speed(FAST, b.situation(slow)) == 0.2
    broken = replace(b.HOUSE, manifest=replace(b.MANIFEST, max_speed_mps=math.nan))
    assert speed(FAST, b.situation(broken)) == 0.0


@pytest.mark.parametrize(
    ("changes", "unsure"),
    [
        ({}, False),
        ({"people": None}, True),
        ({"body": b.fresh(b.body(health=Health.DEGRADED))}, True),
        ({"people": b.people(b.person(nearest_m=9.0, confidence=0.5))}, False),
        ({"people": b.people(b.person(nearest_m=9.0, confidence=0.49))}, True),
        ({"people": b.people(b.person(nearest_m=9.0, confidence=math.nan))}, True),
        ({"people": b.fresh(PeopleView(people=(), nearest_m=9.0), timedelta(milliseconds=240))}, False),
        ({"people": b.fresh(PeopleView(people=(), nearest_m=9.0), timedelta(milliseconds=240.001))}, True),
    ],
)
def test_slow_when_unsure_of_people(changes: dict[str, Any], unsure: bool) -> None:
    assert ("driving.unsure" in judged(FAST, b.situation(announced=True, **changes))) is unsure


# The table of the hazard analysis: the distance that each speed needs, with reaction 0.2 s and braking 1 m/s^2.
TABLE = [(0.1, 0.71), (0.2, 0.90), (0.3, 1.11), (0.5, 1.55), (0.8, 2.28)]


@pytest.mark.parametrize(("speed_mps", "distance_m"), TABLE)
def test_speed_follows_distance(speed_mps: float, distance_m: float) -> None:
    corridor = b.body_in("hallway")
    at = b.situation(body=corridor, people=b.person_at(distance_m), announced=True)
    assert speed(FAST, at) == speed_mps
    exact_m = SafetyLimits().separation.distance_m(speed_mps)
    assert exact_m == pytest.approx(distance_m, abs=0.006)
    nearer = b.situation(body=corridor, people=b.person_at(exact_m - 0.001), announced=True)
    assert speed(FAST, nearer) == pytest.approx(max(speed_mps - 0.05, 0.1))


def test_what_is_known_late_keeps_more_distance() -> None:
    view = PeopleView(people=(), nearest_m=1.55)
    assert speed(FAST, b.situation(people=b.fresh(view, timedelta(0)))) == 0.5
    assert speed(FAST, b.situation(people=b.fresh(view, timedelta(milliseconds=100)))) == pytest.approx(0.4)


@pytest.mark.parametrize("changes", [{"reaction_s": 0.5}, {"braking_mps2": 0.5}])
def test_a_slow_or_weakly_braked_body_keeps_more_distance(changes: dict[str, Any]) -> None:
    worse = replace(b.HOUSE, manifest=replace(b.MANIFEST, **changes))
    better = replace(b.HOUSE, manifest=replace(b.MANIFEST, reaction_s=0.01, braking_mps2=5.0))
    now = {"people": b.person_at(1.55), "announced": True}
    assert speed(FAST, b.situation(worse, **now)) < 0.5
    assert speed(FAST, b.situation(better, **now)) == 0.5


def test_the_way_out_from_beside_a_person_is_open_slowly_and_with_a_word() -> None:
    for distance_m in (0.0, 0.29, 0.31, 0.6):
        beside = b.person_at(distance_m)
        assert denied(MOVE, b.situation(people=beside, announced=True)) == set()
        assert speed(MOVE, b.situation(people=beside, announced=True)) == 0.1
        assert denied(MOVE, b.situation(people=beside)) == {"driving.close"}


def test_close_begins_where_the_separation_leaves_less_than_contact_speed() -> None:
    edge_m = SafetyLimits().separation.distance_m(0.1)
    assert denied(MOVE, b.situation(people=b.person_at(edge_m))) == set()
    assert denied(MOVE, b.situation(people=b.person_at(edge_m - 0.001))) == {"driving.close"}


@pytest.mark.parametrize(("distance_m", "must"), [(2.0, True), (math.nextafter(2.0, 3.0), False), (0.75, True)])
@pytest.mark.parametrize("action", [COME, Handover(object="cup", to="li")])
def test_nobody_is_approached_unannounced(action: Action, distance_m: float, must: bool) -> None:
    near = b.person_at(distance_m)
    assert ("driving.announce" in denied(action, b.situation(people=near))) is must
    assert denied(action, b.situation(people=near, announced=True)) == set()


def test_passing_by_and_leading_need_no_word() -> None:
    assert denied(MOVE, b.situation(people=b.person_at(1.5))) == set()
    for action in (LEAD, HOLD):
        assert denied(action, b.situation(people=b.person_at(0.2))) == set()
        assert speed(action, b.situation(people=b.person_at(0.2))) == 0.1


@pytest.mark.parametrize(("distance_m", "near"), [(0.3, True), (math.nextafter(0.3, 1.0), False)])
def test_an_approach_ends_at_arms_length(distance_m: float, near: bool) -> None:
    for posture in (Posture.STANDING, Posture.FALLEN):
        now = b.situation(people=b.person_at(distance_m, posture=posture), announced=True)
        assert denied(COME, now) == set()
        assert (speed(COME, now) == 0.0) is near


@pytest.mark.parametrize(("distance_m", "near"), [(0.3, True), (math.nextafter(0.3, 1.0), False)])
def test_nobody_is_approached_while_another_is_beside_the_body(distance_m: float, near: bool) -> None:
    now = b.situation(people=b.person_at(distance_m), announced=True)
    assert denied(replace(COME, person="zhou"), now) == ({"driving.somebody_between"} if near else set())
    assert denied(LEAD, now) == set()


def test_an_approach_is_made_to_stop_farther_away() -> None:
    now = b.situation()
    assert judged(replace(COME, stop_at_m=0.3), now) == {}
    nearer = judged(replace(COME, stop_at_m=0.2999), now)
    assert nearer["driving.arms_length"].tightened == replace(COME, stop_at_m=0.3)


def test_walking_support_is_at_contact_speed_however_far_others_are() -> None:
    assert speed(HOLD, b.situation()) == 0.1
    beside = b.situation(people=b.person_at(0.1))
    assert denied(HOLD, beside) == set()
    assert speed(HOLD, beside) == 0.1


@pytest.mark.parametrize(("distance_m", "near"), [(0.3, True), (math.nextafter(0.3, 1.0), False), (math.nan, True)])
def test_the_arm_rests_while_somebody_is_within_its_way(distance_m: float, near: bool) -> None:
    now = b.situation(people=b.fresh(PeopleView(people=(), nearest_m=distance_m)))
    expected = {"driving.arm_near_person"} if near else set()
    assert denied(Pick(object="cup"), now) == expected
    assert denied(PutDown(object="cup"), now) == expected


@pytest.mark.parametrize(
    ("posture", "nearest_m", "stays"), [(Posture.FALLEN, 0.3, True), (Posture.FALLEN, 0.31, False)]
)
def test_nothing_rolls_beside_somebody_who_fell(posture: Posture, nearest_m: float, stays: bool) -> None:
    now = b.situation(people=b.person_at(nearest_m, posture=posture), announced=True)
    assert ("driving.beside_fallen" in denied(MOVE, now)) is stays
    sitting = b.situation(people=b.person_at(nearest_m), announced=True)
    assert "driving.beside_fallen" not in denied(MOVE, sitting)


def test_the_worst_of_all_distances_counts() -> None:
    assert nearest_person_m(None) == 0.0
    assert nearest_person_m(b.people()) == math.inf
    views = [
        (PeopleView(people=(b.person(nearest_m=2.0),), nearest_m=1.0), 1.0),
        (PeopleView(people=(b.person(nearest_m=1.0), b.person(nearest_m=3.0)), nearest_m=2.0), 1.0),
        (PeopleView(people=(b.person(nearest_m=math.nan),), nearest_m=2.0), 0.0),
        (PeopleView(people=(), nearest_m=-1.0), 0.0),
        (PeopleView(people=(), nearest_m=-0.0), 0.0),
    ]
    for view, expected in views:
        assert nearest_person_m(b.fresh(view)) == expected


def test_every_exceeded_cap_is_named_and_all_lead_to_the_lowest() -> None:
    now = b.situation(local_minute=b.MIDNIGHT, people=b.person_at(0.95))
    judgements = judged(FAST, now)
    assert set(judgements) == {"driving.body", "driving.room", "driving.night", "driving.separation"}
    assert {judgement.tightened for judgement in judgements.values()} == {replace(FAST, speed_mps=0.2)}
    assert dict(judgements["driving.night"].facts) == {"speed_mps": "3", "allowed_mps": "0.3"}


def test_what_does_not_move_is_not_judged() -> None:
    assert judged(Wait(duration=timedelta(seconds=1)), b.situation(people=None)) == {}
    assert judged(Look(), b.situation(people=None)) == {}


def test_the_options_are_used() -> None:
    options = Options(
        limits=SafetyLimits(room_speed_mps=0.4),
        announce_distance_m=3.0,
        sure_confidence=0.9,
        sure_age=0.1,
        speed_step_mps=0.2,
    )
    policy = SafeDriving(options)
    policy.prepare()
    assert speed(FAST, b.situation(), policy) == 0.4
    assert "driving.announce" in judged(COME, b.situation(people=b.person_at(2.5)), policy)
    assert "driving.unsure" in judged(FAST, b.situation(people=b.person_at(9.0, confidence=0.8)), policy)
    assert speed(FAST, b.situation(people=b.person_at(1.4), announced=True), policy) == 0.4
    stale = b.fresh(PeopleView(people=(), nearest_m=math.inf), timedelta(milliseconds=31))
    assert "driving.unsure" in judged(FAST, b.situation(people=stale), policy)


def test_limits_cannot_be_loosened() -> None:
    with pytest.raises(SettingsError, match="contact_speed_mps"):
        SafeDriving(Options(limits=SafetyLimits(contact_speed_mps=0.2))).prepare()
