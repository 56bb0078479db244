"""Walks: straight ways at an even pace, found among turns, rests and positions that err."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from carebot.core.home import Point
from carebot.core.situation import Posture
from monitoring.house_scene import Sighting
from monitoring.walks import LEAST_M, Walk, Walking
from tests.monitoring.house_script import at

SECOND = timedelta(seconds=1)
PERIOD_S = 0.25


def sightings(
    points: Sequence[tuple[float, float]], *, posture: Posture = Posture.STANDING, error_m: float = 0.0, seed: int = 0
) -> list[Sighting]:
    """Somebody at these points, four times a second."""
    errors = np.random.default_rng(seed).normal(0.0, error_m, (len(points), 2))
    return [
        Sighting(
            at=at(10) + number * PERIOD_S * SECOND,
            position=Point(x_m=float(x_m + dx), y_m=float(y_m + dy)),
            posture=posture,
            confidence=0.9,
        )
        for number, ((x_m, y_m), (dx, dy)) in enumerate(zip(points, errors, strict=True))
    ]


def way(speed_mps: float, *corners: tuple[float, float]) -> list[tuple[float, float]]:
    """Points along a way at an even pace."""
    points = [corners[0]]
    for start, end in pairwise(corners):
        length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
        steps = max(1, round(length / (speed_mps * PERIOD_S)))
        points += [
            (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
            for step in range(1, steps + 1)
        ]
    return points


def walks(seen: Sequence[Sighting], pieces: int = 8) -> list[Walk]:
    """What is found when the sightings come by and by."""
    walking = Walking()
    return [walk for end in range(1, len(seen) + 1, pieces) for walk in walking.follow(seen[max(0, end - 60) : end])]


def rest(where: tuple[float, float], lasts_s: float) -> list[tuple[float, float]]:
    return [where] * round(lasts_s / PERIOD_S)


@pytest.mark.parametrize("speed_mps", [0.4, 0.7, 1.0, 1.3])
@pytest.mark.parametrize("error_m", [0.0, 0.05, 0.1])
def test_the_pace_of_a_straight_walk(speed_mps: float, error_m: float) -> None:
    points = [*rest((0.0, 0.0), 3), *way(speed_mps, (0.0, 0.0), (5.0, 0.0)), *rest((5.0, 0.0), 4)]
    for seed in range(4):
        found = walks(sightings(points, error_m=error_m, seed=seed))
        assert len(found) == 1
        assert found[0].speed_mps == pytest.approx(speed_mps, abs=0.04 + error_m * 0.8)
        assert found[0].length_m > LEAST_M


def test_a_turn_makes_two_walks_of_one() -> None:
    points = [*way(0.8, (0.0, 0.0), (4.5, 0.0), (4.5, 4.5)), *rest((4.5, 4.5), 4)]
    found = walks(sightings(points))
    assert len(found) == 2
    assert [walk.speed_mps for walk in found] == pytest.approx([0.8, 0.8], abs=0.06)


@pytest.mark.parametrize(
    "points",
    [
        rest((1.0, 1.0), 60),
        [*way(0.8, (0.0, 0.0), (1.8, 0.0)), *rest((1.8, 0.0), 5)],
        [point for _ in range(6) for point in [*way(0.8, (0.0, 0.0), (1.2, 0.0)), *way(0.8, (1.2, 0.0), (0.0, 0.0))]],
        way(0.1, (0.0, 0.0), (4.0, 0.0)),
    ],
    ids=["standing", "too short", "to and fro", "shuffling with long rests"],
)
def test_what_is_no_walk(points: list[tuple[float, float]]) -> None:
    assert walks(sightings(points, error_m=0.03)) == []


def test_somebody_pushed_in_a_wheelchair_does_not_walk() -> None:
    points = [*way(0.8, (0.0, 0.0), (5.0, 0.0)), *rest((5.0, 0.0), 4)]
    assert walks(sightings(points, posture=Posture.SITTING)) == []


def test_a_gap_in_the_view_ends_a_walk() -> None:
    seen = sightings([*way(0.8, (0.0, 0.0), (8.0, 0.0)), *rest((8.0, 0.0), 4)])
    whole, short, long = walks(seen), walks([*seen[:14], *seen[17:]]), walks([*seen[:14], *seen[20:]])
    assert whole[0].length_m == pytest.approx(short[0].length_m, abs=0.3)
    assert long[0].length_m < 0.7 * whole[0].length_m


def test_a_single_wrong_position_does_not_change_the_pace() -> None:
    points = [*way(0.8, (0.0, 0.0), (5.0, 0.0)), *rest((5.0, 0.0), 4)]
    points[12] = (points[12][0] + 0.3, 0.2)
    assert walks(sightings(points))[0].speed_mps == pytest.approx(0.8, abs=0.03)
