"""Which frames are worth a look: all that move, all of whoever is low or lost, and of a still picture two a second."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from monitoring.frames import Frame
from monitoring.motion_gate import MotionGate
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import STANDING, Camera, motion, stage, stay

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
RANDOM = np.random.default_rng(1)
ROOM = np.kron(RANDOM.integers(0, 200, (9, 12, 3)), np.ones((20, 20, 1)))


@pytest.fixture(scope="module")
def standing() -> Track:
    tracker = Tracker()
    tracks: tuple[Track, ...] = ()
    for frame, poses in stage(Camera(), 1).frames(motion(STANDING, stay(3, STANDING))):
        tracks = tracker.update(frame, poses)
    return tracks[0]


def frame(number: int, *, moved_px: int = 0) -> Frame:
    rgb = np.clip(np.roll(ROOM, moved_px, axis=1) + RANDOM.normal(0, 6, ROOM.shape), 0, 255).astype(np.uint8)
    return Frame(camera="hall", sequence=number, taken_at=BEGAN + timedelta(seconds=number / 8), rgb=rgb)


def opened(gate: MotionGate, tracks: tuple[Track, ...], *, moves: bool = False, first: int = 0) -> int:
    """How many of four seconds' frames were looked at."""
    numbers = range(first, first + 32)
    return sum(gate.opens(frame(number, moved_px=6 * number if moves else 0), tracks) for number in numbers)


def test_a_still_room_with_somebody_upright_costs_a_quarter(standing: Track) -> None:
    assert opened(MotionGate(), (standing,)) <= 8 + 7
    gate = MotionGate()
    opened(gate, (standing,))
    assert 6 <= opened(gate, (standing,), first=32) <= 8


def test_what_moves_is_looked_at_in_every_frame(standing: Track) -> None:
    assert opened(MotionGate(), (standing,), moves=True) == 32


@pytest.mark.parametrize(
    "change",
    [
        {"in_view": False},
        {"confirmed": False},
        {"stances": "low"},
    ],
    ids=["lost", "uncertain", "low"],
)
def test_whoever_is_in_doubt_is_looked_at_in_every_frame(standing: Track, change: dict[str, object]) -> None:
    if "stances" in change:
        change = {"stances": (replace(standing.stances[-1], extent_m=0.3),)}
    assert opened(MotionGate(), (replace(standing, **change),)) == 32  # type: ignore[arg-type]  # fields by name


def test_a_stream_that_jumps_back_in_time_is_looked_at() -> None:
    gate = MotionGate()
    opened(gate, (), first=400)
    assert gate.opens(frame(3), ())
