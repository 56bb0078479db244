"""Choking: both hands at the throat count, hands at mouth, chin or chest do not, nor a collar that is put right."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from carebot.core.concerns import Concern, ConcernRaised
from monitoring.monitors.choking import Choking
from tests.monitoring.gestures import CHEST, CHIN, LAP, MOUTH, THROAT, Hands, Spot, joined, still, swung
from tests.monitoring.kinematics import SITTING, STANDING, Body, Camera

TABLE = Camera(height_m=0.9, pitch=0.0, placed=False, depth=False)
ROBOT = Camera()


def rocking(body: Body) -> Callable[[float], Body]:
    """Somebody whose trunk bows to and fro, as in a struggle for air."""
    return lambda at_s: replace(body, torso=body.torso + math.radians(12 + 10 * math.sin(4 * at_s)))


def told(
    *parts: tuple[Hands, float], body: Body | Callable[[float], Body] = SITTING, camera: Camera = ROBOT, seed: int = 0
) -> list[ConcernRaised]:
    monitor = Choking()
    noticed = [event for scene in joined(parts, body, camera=camera, seed=seed) for event in monitor.observe(scene)]
    assert all(isinstance(event, ConcernRaised) for event in noticed)
    return [event for event in noticed if isinstance(event, ConcernRaised)]


@pytest.mark.parametrize("camera", [ROBOT, TABLE], ids=["robot", "table"])
@pytest.mark.parametrize("body", [SITTING, replace(STANDING, heading=math.pi * 0.8)], ids=["sitting", "standing"])
def test_both_hands_at_the_throat_are_told_once(camera: Camera, body: Body) -> None:
    found = told((still(LAP), 3), (still(THROAT), 8), body=rocking(body), camera=camera)
    assert [event.concern for event in found] == [Concern.CHOKING]
    assert 4 <= (found[0].occurred_at - found[0].since).total_seconds() + 0.5 < 6
    assert found[0].about == "li"
    assert found[0].camera == "head"


def test_a_second_time_is_told_again() -> None:
    assert len(told((still(THROAT), 7), (still(LAP), 22), (still(THROAT), 7), body=rocking(SITTING))) == 2


OVER_MOUTH: Final[tuple[Spot, Spot]] = ((0.04, 0.1, 0.12), (-0.04, 0.1, 0.12))
ONE_AT_THROAT: Final[tuple[Spot, Spot]] = (THROAT[0], LAP[1])


@pytest.mark.parametrize(
    "parts",
    [
        [(still(LAP), 12)],
        [(still(MOUTH), 12)],
        [(still(OVER_MOUTH), 12)],
        [(still(CHEST), 12)],
        [(still(ONE_AT_THROAT), 12)],
        [(still(LAP), 3), (still(THROAT), 2.5), (still(LAP), 3)],
        [(swung(MOUTH, (0.0, 0.12, 0.0), 0.3), 12)],
        [(swung(((0.05, -0.1, 0.2), (-0.05, -0.1, 0.2)), (0.0, 0.3, 0.0), 0.5), 15)],
    ],
    ids=[
        "lap",
        "drinking",
        "wiping her mouth",
        "hands folded",
        "one hand",
        "a collar",
        "eating from a bowl",
        "putting a scarf on",
    ],
)
@pytest.mark.parametrize("body", [SITTING, rocking(SITTING)], ids=["still", "restless"])
def test_what_is_none(parts: list[tuple[Hands, float]], body: Body | Callable[[float], Body]) -> None:
    assert told(*parts, body=body) == []


@pytest.mark.parametrize("hands", [CHIN, THROAT], ids=["chin on hands", "warming her neck"])
@pytest.mark.parametrize("seed", range(3))
def test_who_sits_still_with_her_hands_up_does_not_choke(hands: tuple[Spot, Spot], seed: int) -> None:
    assert told((still(hands), 15), seed=seed) == []
