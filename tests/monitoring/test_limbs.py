"""Limbs: hands in a body's own axes, whichever way it is turned; and swings, which do not count trembling."""

import math
from dataclasses import replace

import numpy as np
import pytest

from monitoring.limbs import ACROSS, AHEAD, UP, Limbs, limbs_of, swings
from tests.monitoring.gestures import CHEST, LAP, MOUTH, OVERHEAD, THROAT, Spot, joined, still
from tests.monitoring.kinematics import SITTING, STANDING, Body, Camera, fallen

TURNED = [STANDING, SITTING, replace(STANDING, heading=math.pi * 0.6), fallen(STANDING, math.pi / 2)]


def limbs(hands: tuple[Spot, Spot], body: Body = STANDING, camera: Camera | None = None) -> Limbs:
    found = [limbs_of(track) for scene in joined([(still(hands), 2.0)], body, camera=camera) for track in scene.tracks]
    last = found[-8:]
    return replace(
        found[-1],
        points=np.mean([one.points for one in last], axis=0),
        hands=np.mean([one.hands for one in last], axis=0),
    )


@pytest.mark.parametrize("body", TURNED, ids=["standing", "sitting", "turned", "on the floor"])
@pytest.mark.parametrize("hands", [LAP, CHEST, OVERHEAD, THROAT], ids=["lap", "chest", "overhead", "throat"])
def test_hands_are_where_they_were_put(hands: tuple[Spot, Spot], body: Body) -> None:
    assert limbs(hands, body).wrists == pytest.approx(np.array(hands), abs=0.05)


def test_axes_are_hers_and_not_the_cameras() -> None:
    spot = ((0.3, 0.1, 0.2), (-0.1, -0.2, 0.3))
    low = Camera(height_m=0.5, pitch=math.radians(-10), placed=False, depth=False)
    high = Camera(height_m=2.2, pitch=math.radians(30), placed=False, depth=False)
    for camera in (low, high):
        left = limbs(spot, camera=camera).wrists[0]
        assert (left[ACROSS], left[UP], left[AHEAD]) == pytest.approx(spot[0], abs=0.06)


def test_throat_and_mouth_are_told_apart() -> None:
    at_throat, at_mouth = limbs(THROAT), limbs(MOUTH)
    assert (at_throat.hands_to_throat_m() < at_throat.hands_to_mouth_m()).all()
    assert (at_mouth.hands_to_mouth_m() < at_mouth.hands_to_throat_m()).all()
    assert at_throat.arms_seen


@pytest.mark.parametrize(
    ("values", "least", "turns"),
    [
        ([], 1.0, 0),
        ([0.0], 1.0, 0),
        ([0.0, 0.9, 0.0, 0.9], 1.0, 0),
        ([0.0, 1.0, 2.0, 3.0], 1.0, 0),
        ([0.0, 2.0, 0.0], 1.0, 1),
        ([0.0, 2.0, 1.5, 2.5, 0.0], 1.0, 1),
        ([0.0, 2.0, 0.0, 2.0, 0.0], 2.0, 3),
        ([0.0, -2.0, 0.0], 1.0, 1),
        ([math.nan] * 4, 1.0, 0),
    ],
)
def test_swings(values: list[float], least: float, turns: int) -> None:
    assert swings(values, least) == turns
