"""Who went down from her feet at once and stays over her knees, by her stances alone."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitoring.monitors._folded import Folded
from monitoring.stances import Stance
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import BEGAN, STANDING, UPRIGHT, Camera, motion, stage, stay

BENT = replace(UPRIGHT, extent_m=0.95, legs_m=0.7, torso_tilt_rad=1.15)
SITS = replace(UPRIGHT, extent_m=1.1, legs_m=0.45)
FOLDED = replace(UPRIGHT, extent_m=0.3, legs_m=0.2, torso_tilt_rad=1.5)


@pytest.fixture(scope="module")
def track() -> Track:
    """Somebody whose stances the tests replace."""
    tracker = Tracker()
    tracks: tuple[Track, ...] = ()
    for frame, poses in stage(Camera(), 1).frames(motion(STANDING, stay(1, STANDING))):
        tracks = tracker.update(frame, poses)
    return tracks[0]


def noted(track: Track, ways: Iterable[tuple[Stance, float]]) -> tuple[Folded, datetime]:
    """What is remembered of who was like that for so many seconds each, and the instant of the last frame."""
    folded, stances, at = Folded(), list[Stance](), BEGAN
    for stance, lasts_s in ways:
        for _ in range(round(lasts_s * 8)):
            at += timedelta(seconds=0.125)
            stances.append(replace(stance, at=at))
            folded.note(replace(track, stances=tuple(stances), last_seen_at=at))
    return folded, at


@pytest.mark.parametrize("bent_s", [0.5, 4.0])
def test_who_bowed_at_once_from_her_feet_came_down_though_her_legs_seemed_straight_for_a_while(
    track: Track, bent_s: float
) -> None:
    folded, at = noted(track, [(UPRIGHT, 2), (BENT, bent_s), (FOLDED, 6)])
    assert timedelta(seconds=5) < folded.lasted(at) <= timedelta(seconds=6)
    assert folded.lain(at) == timedelta()


@pytest.mark.parametrize(
    "before", [SITS, replace(BENT, legs_m=0.5, torso_tilt_rad=0.5)], ids=["sits", "trunk upright again"]
)
def test_whose_trunk_was_upright_after_she_stood_has_not_come_down(track: Track, before: Stance) -> None:
    folded, at = noted(track, [(UPRIGHT, 2), (BENT, 0.5), (before, 3), (FOLDED, 6)])
    assert folded.lasted(at) == folded.lain(at) == timedelta()


@pytest.mark.parametrize("turned", [True, False])
def test_whom_only_turned_pictures_show_upright_is_not_known_to_have_stood(track: Track, *, turned: bool) -> None:
    folded, at = noted(track, [(replace(UPRIGHT, turned=turned), 2), (FOLDED, 6)])
    assert folded.stood is not turned
    assert folded.lasted(at) > timedelta(seconds=5)
