"""The limits: the separation figures of the hazard analysis, their inverse at every boundary, and the night."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.limits import SafetyLimits, Separation

SEPARATION = Separation()


@pytest.mark.parametrize(
    ("speed_mps", "distance_m"), [(0.1, 0.71), (0.2, 0.90), (0.3, 1.11), (0.5, 1.55), (0.8, 2.28), (1.0, 2.82)]
)
def test_the_figures_of_the_hazard_analysis(speed_mps: float, distance_m: float) -> None:
    """To the centimetre."""
    assert SEPARATION.distance_m(speed_mps) == pytest.approx(distance_m, abs=0.0051)


@given(st.floats(0.0, 3.0), st.floats(0.05, 1.0), st.floats(0.2, 5.0), st.floats(0.0, 1.0))
def test_the_highest_speed_is_the_inverse_of_the_distance(
    speed_mps: float, reaction_s: float, braking_mps2: float, margin_m: float
) -> None:
    separation = Separation(reaction_s=reaction_s, braking_mps2=braking_mps2, margin_m=margin_m)
    assert separation.speed_mps(separation.distance_m(speed_mps)) == pytest.approx(speed_mps, abs=1e-6)


@pytest.mark.parametrize(
    ("distance_m", "moves"),
    [(-math.inf, False), (-1.0, False), (0.0, False), (0.51, False), (0.52, False), (0.53, True), (math.inf, True)],
)
def test_nearer_than_any_speed_allows_nothing_moves(distance_m: float, moves: bool) -> None:
    """At a standstill a person still comes 1.6 m/s x 0.2 s nearer, and 0.2 m are kept: 0.52 m."""
    assert (SEPARATION.speed_mps(distance_m) > 0) is moves


def test_an_unknown_distance_allows_no_speed() -> None:
    assert SEPARATION.speed_mps(math.nan) == 0.0


def test_with_nobody_there_no_distance_bounds_the_speed() -> None:
    assert SEPARATION.speed_mps(math.inf) == math.inf


@given(st.floats(0.0, 20.0), st.floats(0.0, 20.0))
def test_nearer_is_never_faster(one_m: float, other_m: float) -> None:
    nearer_m, farther_m = sorted((one_m, other_m))
    assert SEPARATION.speed_mps(nearer_m) <= SEPARATION.speed_mps(farther_m)


@given(st.floats(0.55, 10.0))
def test_a_worse_body_is_never_faster(distance_m: float) -> None:
    speed_mps = SEPARATION.speed_mps(distance_m)
    for worse in (Separation(reaction_s=0.4), Separation(braking_mps2=0.5), Separation(margin_m=0.4)):
        assert worse.speed_mps(distance_m) < speed_mps


@pytest.mark.parametrize(
    ("minute", "night"),
    [(0, True), (5 * 60 + 59, True), (6 * 60, False), (12 * 60, False), (22 * 60 - 1, False), (22 * 60, True),
     (23 * 60 + 59, True)],
)  # fmt: skip
def test_the_night_is_from_ten_to_six(minute: int, night: bool) -> None:
    assert SafetyLimits().is_night(minute) is night


def test_touch_stays_below_half_of_what_iso_ts_15066_lets_healthy_adults_bear() -> None:
    """Quasi-static, in newtons: the least of chest, abdomen, back, arms, hand, thigh and shin is 110."""
    limits = SafetyLimits()
    assert limits.frail_touch_force_n < limits.touch_force_n
    assert limits.frail_touch_force_n <= 110 / 2
    assert limits.touch_force_n <= 130 / 2
