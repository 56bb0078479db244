"""Calling for help by gesture: both arms waved overhead count, one arm, a stretch and gymnastics below do not."""

import math
from dataclasses import replace

import pytest

from carebot.core.concerns import Concern, ConcernRaised
from monitoring.monitors.calling_for_help import CallingForHelp
from tests.monitoring.gestures import LAP, OVERHEAD, Hands, joined, still, swung
from tests.monitoring.kinematics import SITTING, STANDING, Body, fallen

SIDEWAYS = (0.15, 0.0, 0.0)
WAVING = swung(OVERHEAD, SIDEWAYS, 1.0)


def told(*parts: tuple[Hands, float], body: Body = SITTING, seed: int = 0) -> list[ConcernRaised]:
    monitor = CallingForHelp()
    noticed = [event for scene in joined(parts, body, seed=seed) for event in monitor.observe(scene)]
    return [event for event in noticed if isinstance(event, ConcernRaised)]


@pytest.mark.parametrize(
    "body",
    [SITTING, STANDING, replace(STANDING, heading=math.pi * 0.75), fallen(STANDING, math.pi / 2)],
    ids=["sitting", "standing", "turned", "on the floor"],
)
def test_both_arms_waved_overhead_are_told_once(body: Body) -> None:
    found = told((still(LAP), 2), (WAVING, 9), body=body)
    assert [event.concern for event in found] == [Concern.CALL]


def test_a_second_call_is_told_again() -> None:
    assert len(told((WAVING, 8), (still(LAP), 22), (WAVING, 8))) == 2


@pytest.mark.parametrize(
    "hands",
    [
        still(OVERHEAD),
        swung((OVERHEAD[0], LAP[1]), SIDEWAYS, 1.0, sides=(True, False)),
        swung(OVERHEAD, SIDEWAYS, 1.0, sides=(True, False)),
        swung(((0.3, 0.0, 0.2), (-0.3, 0.0, 0.2)), (0.0, 0.5, 0.0), 0.6),
        swung(LAP, SIDEWAYS, 1.0),
        swung(OVERHEAD, SIDEWAYS, 0.25),
    ],
    ids=["a stretch", "a greeting", "one arm holds on", "arms up and down", "hands in the lap", "hanging up washing"],
)
@pytest.mark.parametrize("seed", range(2))
def test_what_is_none(hands: Hands, seed: int) -> None:
    assert told((still(LAP), 2), (hands, 12), seed=seed) == []
