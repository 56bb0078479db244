"""No motion rests on senses that are missing, old or talking nonsense."""

import math
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.actions import (
    Action,
    Look,
    Motion,
    MoveTo,
)
from carebot.core.home import Pose
from carebot.core.situation import PeopleView
from tests.safety import builders as b
from tests.safety.policies.test_form import SOUND, rules

EPSILON_S = 0.000_001
MOTIONS = tuple(action for action in SOUND if isinstance(action, Motion))


@pytest.mark.parametrize("action", MOTIONS, ids=lambda action: action.kind)
def test_no_motion_without_senses(action: Action) -> None:
    assert rules(action, b.situation(body=None)) == {"form.body_state"}
    assert rules(action, b.situation(people=None)) == {"form.people_view"}


@pytest.mark.parametrize(
    ("age_s", "refused"),
    [
        (0.0, set()),
        (0.2, set()),
        (0.2 + EPSILON_S, {"form.emergency_stop_age"}),
        (1.0, {"form.emergency_stop_age"}),
        (1.0 + EPSILON_S, {"form.emergency_stop_age", "form.health_age"}),
        (-EPSILON_S, {"form.emergency_stop_age", "form.health_age"}),
    ],
)
def test_how_old_the_body_state_may_be(age_s: float, refused: set[str]) -> None:
    now = b.situation(body=b.fresh(b.body(), timedelta(seconds=age_s)))
    assert rules(MoveTo(place="kitchen"), now) == refused


@pytest.mark.parametrize(("age_s", "fresh"), [(0.0, True), (0.3, True), (0.3 + EPSILON_S, False), (-EPSILON_S, False)])
def test_how_old_the_view_of_people_may_be(age_s: float, fresh: bool) -> None:
    now = b.situation(people=b.fresh(PeopleView(people=(), nearest_m=math.inf), timedelta(seconds=age_s)))
    assert rules(MoveTo(place="kitchen"), now) == (set() if fresh else {"form.people_age"})


@pytest.mark.parametrize(
    "changes",
    [
        {"pose": Pose(x_m=math.nan, y_m=0.0, yaw_rad=0.0)},
        {"pose": Pose(x_m=0.0, y_m=math.inf, yaw_rad=0.0)},
        {"pose": Pose(x_m=0.0, y_m=0.0, yaw_rad=math.nan)},
        {"linear_mps": math.nan},
        {"angular_radps": math.inf},
        {"battery": 1.01},
        {"battery": math.nan},
        {"nearest_obstacle_m": -0.01},
    ],
)
def test_a_body_that_reports_nonsense_does_not_move(changes: dict[str, Any]) -> None:
    assert rules(Look(), b.situation(body=b.fresh(b.body(**changes)))) == {"form.body_nonsense"}


@pytest.mark.parametrize(
    "view",
    [
        PeopleView(people=(), nearest_m=math.nan),
        PeopleView(people=(), nearest_m=-0.01),
        PeopleView(people=(b.person(nearest_m=math.nan),), nearest_m=1.0),
        PeopleView(people=(b.person(confidence=1.01),), nearest_m=1.0),
        PeopleView(people=(b.person(), b.person(confidence=-0.01)), nearest_m=1.0),
    ],
)
def test_nonsense_about_people_counts_as_the_worst(view: PeopleView) -> None:
    assert rules(Look(), b.situation(people=b.fresh(view))) == {"form.people_nonsense"}


@pytest.mark.parametrize(
    "action", [action for action in SOUND if action not in MOTIONS], ids=lambda action: action.kind
)
def test_what_does_not_move_needs_no_senses(action: Action) -> None:
    assert rules(action, b.situation(body=None, people=None)) == set()


@pytest.mark.parametrize("bound", [0.0, 1.0])
def test_the_bounds_themselves_are_no_nonsense(bound: float) -> None:
    state = b.body(battery=bound, nearest_obstacle_m=0.0)
    view = PeopleView(people=(b.person(nearest_m=0.0, confidence=bound),), nearest_m=0.0)
    assert rules(Look(), b.situation(body=b.fresh(state), people=b.fresh(view))) == set()
