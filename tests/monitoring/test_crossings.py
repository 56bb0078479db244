"""Several people who walk straight across the room, one behind the other: each keeps her track, none has another's."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest

from monitoring.frames import Frame
from monitoring.keypoints import TRUNK, Points, middle
from monitoring.tracking import Track, Tracker
from tests.monitoring.kinematics import FRAMES_PER_S, STANDING, Body, Camera, stage

CAMERAS = pytest.mark.parametrize(
    "camera",
    [Camera(), Camera(depth=False), Camera(placed=False, depth=False)],
    ids=["placed with depth", "placed", "picture only"],
)
LASTS_S = 4.0
LANES_M = (2.2, 3.3, 4.9)
"""How far away each walks: so far apart that nobody walks through another, and that they look of different size."""
HIDES_M = 0.45
"""Whoever is nearer hides whoever is behind her, when they are less than so far apart across the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Straight across the picture from one side to the other (or not quite), beginning after `waits_s`."""

    lane: int
    from_share: float
    to_share: float
    waits_s: float
    stature_m: float

    def at(self, time_s: float) -> Body:
        """Her posture at that time: she walks as upright as she stands."""
        share = min(max((time_s - self.waits_s) / (LASTS_S - self.waits_s), 0.0), 1.0)
        ahead_m = LANES_M[self.lane]
        aside_m = 0.5 * ahead_m * (self.from_share + share * (self.to_share - self.from_share))
        heading = math.copysign(math.pi / 2, self.to_share - self.from_share)
        return replace(STANDING, place=(ahead_m, aside_m), heading=heading, stature_m=self.stature_m)


def crossings(draw: random.Random) -> tuple[Walk, ...]:
    walks = []
    for lane in draw.sample(range(len(LANES_M)), draw.choice((2, 3))):
        side = draw.choice((-1.0, 1.0))
        walks.append(
            Walk(
                lane=lane,
                from_share=side * draw.uniform(0.3, 0.85),
                to_share=-side * draw.uniform(0.3, 0.85),
                waits_s=draw.uniform(0.0, 1.5),
                stature_m=draw.uniform(1.45, 1.75),
            )
        )
    return tuple(walks)


def followed(camera: Camera, seed: int, walks: Sequence[Walk]) -> list[tuple[Frame, list[Points], tuple[Track, ...]]]:
    """Each frame, with everybody's true trunk in the picture (the hidden included), and who is followed."""
    tracker, made = Tracker(), stage(camera, seed)
    history = []
    for number in range(int(LASTS_S * FRAMES_PER_S)):
        bodies = [walk.at(number / FRAMES_PER_S) for walk in walks]
        shown = [body for body in bodies if not any(_hides(other, body) for other in bodies)]
        frame, poses = made.frame(number, [body.joints() for body in shown])
        trunks = [middle(made.projected(body.joints())[0], TRUNK) for body in bodies]
        history.append((frame, trunks, tracker.update(frame, poses)))
    return history


def _hides(near: Body, far: Body) -> bool:
    """Whether `near` stands before `far` for the camera at the origin."""
    aside_m = near.place[1] * far.place[0] / near.place[0] - far.place[1]
    return near.place[0] < far.place[0] and abs(aside_m) < HIDES_M


def names(history: list[tuple[Frame, list[Points], tuple[Track, ...]]], person: int) -> set[str]:
    """The tracks that this person had, wherever she was seen apart from the others."""
    found = set()
    for _, trunks, tracks in history:
        for track in tracks:
            at = middle(track.figure.skeleton.image_px, TRUNK)
            gaps = [float(np.linalg.norm(at - trunk)) for trunk in trunks]
            apart = all(np.linalg.norm(trunks[person] - other) > 60 for other in trunks if other is not trunks[person])
            if track.confirmed and track.in_view and apart and int(np.argmin(gaps)) == person and gaps[person] < 30:
                found.add(track.id)
    return found


@CAMERAS
@pytest.mark.parametrize("seed", range(12))
def test_whoever_crosses_others_keeps_her_own_track(camera: Camera, seed: int) -> None:
    walks = crossings(random.Random(seed))
    history = followed(camera, seed, walks)
    tracks = [names(history, person) for person in range(len(walks))]
    assert all(len(own) <= 1 for own in tracks), f"somebody had two tracks: {tracks}"
    assert len(set.union(*tracks)) == sum(len(own) for own in tracks), f"two people had one track: {tracks}"
    for _, _, followed_now in history:
        assert len({track.id for track in followed_now}) == len(followed_now)
