"""Poses without pictures: the true joints of the simulated people projected through a camera, with the engine's errors.

Whoever is out of the picture, in a dark room, or hidden by the home or by somebody else is as little found as by the
engine. How often it loses people, how it errs about joints and what it believes of hidden ones was measured
(`_pose_errors.toml`). What cannot be shown so is what the engine makes of things that are no people at all.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.bench._believed import Believed
from carebot.bench._pose_errors import BODY, Posture, Sight, posture_of
from monitoring.frames import Frame
from monitoring.keypoints import HIPS, TRUNK, middle
from monitoring.skeletons import Look, PoseFrame, Skeleton
from robot_adapters.scenes.watched_home import Sightline, Viewpoint, WatchedBody, WatchedHome

WIDTH_PX: Final = 640
HEIGHT_PX: Final = 480
OUT: Final = 3
"""The state of a keypoint outside of the picture, beside those of `Sightline`."""
_NEAREST_M: Final = 0.4
_LEAST_SHARE: Final = 0.08
"""Of whom less is in view nobody knows that she is there."""
MOVED_M: Final = 0.004
_NOTHING: Final = np.broadcast_to(np.zeros((), dtype=np.uint8), (HEIGHT_PX, WIDTH_PX, 3))
"""The picture that is not drawn."""

Points = NDArray[np.float64]


class Eye:
    """A camera: where points of the home are in its picture."""

    def __init__(self, view: Viewpoint) -> None:
        self.place_m: Points = np.array(view.place_m)
        self.axes: Points = view.rotation() * np.array([1.0, -1.0, -1.0])
        self.focal_px = HEIGHT_PX / 2 / math.tan(math.radians(view.fov_deg) / 2)
        self._widest: Points = np.array([WIDTH_PX, HEIGHT_PX]) / 2 / self.focal_px

    def frame(self, camera: str, sequence: int, at: datetime, *, placed: bool) -> Frame:
        """The frame of this instant, its picture empty."""
        pose = np.eye(4)
        pose[:3, :3], pose[:3, 3] = self.axes, self.place_m
        return Frame(
            camera=camera,
            sequence=sequence,
            taken_at=at,
            rgb=_NOTHING,
            camera_to_map=pose if placed else None,
            fx=self.focal_px if placed else 0.0,
            fy=self.focal_px if placed else 0.0,
            cx=WIDTH_PX / 2,
            cy=HEIGHT_PX / 2,
        )

    def pixels(self, ahead: Points) -> Points:
        """Where points in the camera's axes (n, 3) are in the picture (n, 2)."""
        pixels: Points = self.focal_px * ahead[:, :2] / np.maximum(ahead[:, 2:], 0.05)
        pixels += np.array([WIDTH_PX / 2, HEIGHT_PX / 2])
        return pixels

    def sight(self, body: WatchedBody, points: Points, posture: Posture) -> Sight | None:
        """How the camera sees a body whose keypoints are at `points`; None where it does not."""
        hips = (middle(points, HIPS) - self.place_m) @ self.axes
        if hips[2] < _NEAREST_M or (np.abs(hips[:2]) - body.stature_m > hips[2] * self._widest).any():
            return None
        ahead = (points - self.place_m) @ self.axes
        pixels = self.pixels(ahead)
        inside = (ahead[:, 2] > 0) & (pixels >= 0).all(axis=1) & (pixels < (WIDTH_PX, HEIGHT_PX)).all(axis=1)
        if inside[BODY].mean() < _LEAST_SHARE:
            return None
        states = np.where(inside, body.sightlines(self.place_m, points), OUT)
        share = float((states[BODY] <= Sightline.BEHIND_HERSELF).mean())
        if share < _LEAST_SHARE:
            return None
        return Sight(
            posture=posture,
            share=share,
            image_px=pixels,
            about_hips=(ahead - hips) / body.stature_m,
            states=states,
            height_px=self.focal_px / float(hips[2]) * body.stature_m,
        )


@dataclass(slots=True)
class _Person:
    """Where somebody of the home is, and how she moves."""

    body: WatchedBody
    points: Points
    posture: Posture = Posture.UPRIGHT
    changed: int = 0
    hips_m: float = 0.0
    at_s: float = 0.0


@dataclass(slots=True)
class _Kept:
    """What is known of one person before one camera."""

    believed: Believed
    changed: int = -1
    told: int = -1
    sight: Sight | None = None
    stirs: bool = False
    at: datetime | None = None


class ProjectedPoses:
    """Finds the people of a home before its cameras (`eyes` by name). `dark` tells where (x, y, z) no light is.

    `moved` is to be called whenever time has passed in the home.
    """

    def __init__(
        self, home: WatchedHome, eyes: Mapping[str, Eye], seed: int, dark: Callable[[Points], bool] = lambda _: False
    ) -> None:
        self._home = home
        self._eyes = eyes
        self._dark = dark
        self._people = [_Person(body=body, points=body.keypoints()) for body in home.bodies]
        self._kept = {
            (camera, number): _Kept(believed=Believed(np.random.default_rng([seed, place, number])))
            for place, camera in enumerate(eyes)
            for number in range(len(self._people))
        }
        self._moves = 0
        self.moved()

    def moved(self) -> None:
        """Take note of where everybody is now."""
        moves, now_s = self._moves + 1, self._home.time_s
        for person in self._people:
            points = person.body.keypoints()
            if self._moves and float(np.abs(points - person.points).max()) < MOVED_M:
                continue
            hips_m, passed_s = float(middle(points, HIPS)[2]), now_s - person.at_s
            sinking_mps = (person.hips_m - hips_m) / max(passed_s, 0.05) if self._moves else 0.0
            person.posture = posture_of(points, person.body.stature_m, sinking_mps)
            person.points, person.hips_m, person.at_s, person.changed = points, hips_m, now_s, moves
        if any(person.changed == moves for person in self._people):
            self._moves = moves

    def in_view(self, camera: str) -> tuple[bool, bool]:
        """Whether the camera sees anybody, and whether anybody moves there since it was asked last."""
        kept = [self._seen(camera, number) for number in range(len(self._people))]
        stirs = any(one.stirs for one in kept)
        for one in kept:
            one.stirs = False
        return any(one.sight is not None for one in kept), stirs

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame:
        """The skeletons that the engine would find, and what extra looks would."""
        found: list[Skeleton] = []
        for number in range(len(self._people)):
            kept = self._seen(frame.camera, number)
            passed_s = 0.0 if kept.at is None else (frame.taken_at - kept.at).total_seconds()
            kept.at = frame.taken_at
            if kept.sight is None:
                kept.believed.lose()
            else:
                moves, kept.told = kept.told != kept.changed, kept.changed
                found.extend(found_of(kept.believed, kept.sight, (passed_s, moves), looks))
        return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=tuple(found))

    def _seen(self, camera: str, number: int) -> _Kept:
        kept, person = self._kept[camera, number], self._people[number]
        if kept.changed != self._moves:
            before, kept.changed = kept.sight, self._moves
            kept.sight = self._eyes[camera].sight(person.body, person.points, person.posture)
            kept.stirs = kept.stirs or (
                (kept.sight is not None or before is not None) and person.changed == self._moves
            )
        if kept.sight is not None and self._dark(middle(person.points, TRUNK)):
            return _Kept(believed=kept.believed, at=kept.at)
        return kept


def found_of(believed: Believed, sight: Sight, since: tuple[float, bool], looks: Sequence[Look]) -> list[Skeleton]:
    """What the frame itself and the looks show of one person, and `since` when, and whether she moved meanwhile."""
    passed_s, moves = since
    by_frame = believed.is_found(sight, passed_s, moves=moves)
    x_px, y_px = middle(sight.image_px, TRUNK)
    seen_by: list[Look | None] = [None] if by_frame else []
    for look in looks:
        inside = look.left <= x_px < look.left + look.width and look.top <= y_px < look.top + look.height
        hidden = any(left <= x_px <= right and top <= y_px <= bottom for left, top, right, bottom in look.without)
        if inside and not hidden and believed.is_found_by(look, by_frame=by_frame):
            seen_by.append(look)
    return [believed.skeleton(sight, look) for look in seen_by]
