"""Gestures: a kinematic person whose hands go where they are told, before a camera, with the engine's errors."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.core.people import ResidentId
from monitoring.figures import figure_of
from monitoring.floor import LearnedFloor
from monitoring.frames import Frame
from monitoring.scene import Scene
from monitoring.skeletons import PoseFrame
from monitoring.stances import stance_of
from monitoring.tracking import HISTORY, Track, Tracker
from tests.monitoring.kinematics import BEGAN, FRAMES_PER_S, HEIGHT, SITTING, Body, Camera, stage

Array = NDArray[np.float64]
Spot = tuple[float, float, float]
Hands = Callable[[float], tuple[Spot, Spot]]
"""Where both wrists are at a time in seconds: across (to the left), up and ahead of the shoulders' middle, metres."""

LAP: Final[tuple[Spot, Spot]] = ((0.15, -0.45, 0.25), (-0.15, -0.45, 0.25))
THROAT: Final[tuple[Spot, Spot]] = ((0.05, 0.03, 0.07), (-0.05, 0.03, 0.07))
CHIN: Final[tuple[Spot, Spot]] = ((0.04, 0.06, 0.1), (-0.04, 0.06, 0.1))
MOUTH: Final[tuple[Spot, Spot]] = ((0.05, 0.13, 0.17), (-0.05, 0.13, 0.17))
CHEST: Final[tuple[Spot, Spot]] = ((0.05, -0.12, 0.15), (-0.05, -0.12, 0.15))
OVERHEAD: Final[tuple[Spot, Spot]] = ((0.25, 0.45, 0.05), (-0.25, 0.45, 0.05))


def still(hands: tuple[Spot, Spot]) -> Hands:
    """Hands that stay where they are."""
    return lambda _: hands


def swung(hands: tuple[Spot, Spot], by: Spot, hertz: float, *, sides: tuple[bool, bool] = (True, True)) -> Hands:
    """Hands that swing about a place by so much to each side, in time."""

    def where(at_s: float) -> tuple[Spot, Spot]:
        share = math.sin(2 * math.pi * hertz * at_s)
        left, right = (
            tuple(place + (share * way if moves else 0.0) for place, way in zip(hand, by, strict=True))
            for hand, moves in zip(hands, sides, strict=True)
        )
        return (left[0], left[1], left[2]), (right[0], right[1], right[2])

    return where


def with_hands(joints: Array, left: Spot, right: Spot) -> Array:
    """`joints` (33, 3) with arms that end where they are told."""
    between = joints[[11, 12]].mean(axis=0)
    up = _unit(between - joints[[23, 24]].mean(axis=0))
    across = joints[11] - joints[12]
    across = _unit(across - (across @ up) * up)
    axes = np.stack([across, up, np.cross(across, up)])
    placed = joints.copy()
    for spot, shoulder, elbow, hand in ((left, 11, 13, (15, 17, 19, 21)), (right, 12, 14, (16, 18, 20, 22))):
        where = between + np.array(spot) @ axes
        placed[elbow] = (joints[shoulder] + where) / 2 - 0.08 * up
        placed[list(hand)] = where + np.array(
            [[0.0, 0.0, 0.0], [0.03, 0.04, 0.0], [0.0, 0.05, 0.0], [-0.03, 0.03, 0.0]]
        )
    return placed


def _unit(vector: Array) -> Array:
    unit: Array = vector / np.linalg.norm(vector)
    return unit


def joined(
    parts: Sequence[tuple[Hands, float]],
    body: Body | Callable[[float], Body] = SITTING,
    *,
    camera: Camera | None = None,
    resident: ResidentId = "li",
    began: datetime = BEGAN,
    seed: int = 0,
) -> Iterator[Scene]:
    """What a camera sees of one person whose hands do one thing after the other, each for so many seconds."""
    seen, followed = stage(camera or Camera(), seed), _Followed()
    times = np.cumsum([0.0, *(lasts_s for _, lasts_s in parts)])
    for number in range(round(times[-1] * FRAMES_PER_S)):
        at_s = number / FRAMES_PER_S
        hands, _ = parts[int(np.searchsorted(times, at_s, side="right")) - 1]
        posture = body(at_s) if callable(body) else body
        frame, poses = seen.frame(number, [with_hands(posture.joints(), *hands(at_s))])
        taken_at = began + timedelta(seconds=at_s)
        tracks = followed.see(replace(frame, taken_at=taken_at), poses)
        residents = {track.id: resident for track in tracks} if resident else {}
        yield Scene(camera="head", taken_at=taken_at, tracks=tracks, residents=residents)


class _Followed:
    """The one person in view, followed as `Tracker` does; once she is known, every find is hers."""

    def __init__(self) -> None:
        self._tracker, self._floor = Tracker(), LearnedFloor(HEIGHT)
        self._track: Track | None = None

    def see(self, frame: Frame, poses: PoseFrame) -> tuple[Track, ...]:
        if self._track is None:
            tracks = self._tracker.update(frame, poses)
            self._track = next((track for track in tracks if track.confirmed), None)
            return tracks
        found = next(iter(poses.skeletons), None)
        if found is not None:
            figure = figure_of(found, frame)
            stance = stance_of(frame.taken_at, figure, figure.scale, self._floor)
            stances = (*(one for one in self._track.stances if frame.taken_at - one.at <= HISTORY), stance)
            self._track = replace(self._track, last_seen_at=frame.taken_at, figure=figure, stances=stances)
        return (replace(self._track, in_view=found is not None),)
