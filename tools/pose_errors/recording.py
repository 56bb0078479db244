"""What is kept of a scene that the pose engine looked at: the true sight of everybody beside what it found."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from carebot.bench._pose_errors import Sight, posture_of
from carebot.bench._projected_poses import MOVED_M, Eye
from monitoring.frames import Frame
from monitoring.keypoints import HIPS, TRUNK, middle
from monitoring.pose import PoseEstimator
from monitoring.skeletons import Look, PoseFrame, Skeleton
from robot_adapters.scenes.watched_home import Viewpoint, WatchedHome

_SAME = 0.25
"""A skeleton is hers whose trunk is so near to hers, in shares of her height in the picture."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """One person in one frame of a scene: the truth, and the skeletons that are hers with the looks that found them."""

    scene: str
    number: int
    frame: int
    at: datetime
    moves: bool
    sight: Sight
    skeletons: tuple[Skeleton, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """One frame: what the engine found in it, and who was there."""

    poses: PoseFrame
    people: tuple[Person, ...]


@dataclass(slots=True, kw_only=True, eq=False)
class Recording:
    """A scene before one camera. `fall`: somebody falls in it."""

    name: str
    view: Viewpoint
    placed: bool
    fall: bool
    shown: list[Shown] = field(default_factory=list)


class Recorder:
    """Looks by another estimator, and keeps what it finds of each person of a home before one camera."""

    def __init__(self, estimator: PoseEstimator, home: WatchedHome, kept: Recording) -> None:
        self._estimator = estimator
        self._home = home
        self._eye = Eye(kept.view)
        self._kept = kept
        self._before = [(home.time_s, body.keypoints()) for body in home.bodies]

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame | None:
        """What the other finds."""
        poses = await self._estimator.estimate(frame, looks)
        if poses is None:
            return None
        sights = [self._sight(number) for number in range(len(self._home.bodies))]
        people = []
        for number, (sight, moves) in enumerate(sights):
            if sight is None:
                continue
            others = [other for other, _ in sights if other is not None and other is not sight]
            people.append(
                Person(
                    scene=self._kept.name,
                    number=number,
                    frame=frame.sequence,
                    at=frame.taken_at,
                    moves=moves,
                    sight=sight,
                    skeletons=tuple(one for one in poses.skeletons if is_hers(one, sight, others)),
                    looks=tuple(look for look in looks if is_at(look, sight)),
                )
            )
        self._kept.shown.append(Shown(poses=poses, people=tuple(people)))
        return poses

    def _sight(self, number: int) -> tuple[Sight | None, bool]:
        """How the camera sees somebody, and whether she moved since it looked last."""
        body = self._home.bodies[number]
        points, now_s = body.keypoints(), self._home.time_s
        before_s, before = self._before[number]
        self._before[number] = now_s, points
        sinking_m = float((middle(before, HIPS) - middle(points, HIPS))[2])
        posture = posture_of(points, body.stature_m, sinking_m / max(now_s - before_s, 0.05))
        return self._eye.sight(body, points, posture), float(abs(points - before).max()) >= MOVED_M


def write(path: Path, recordings: Sequence[Recording]) -> None:
    """Keep the recordings of one scene; a file that was begun is none."""
    begun = path.with_suffix(".begun")
    begun.write_bytes(pickle.dumps(list(recordings), protocol=pickle.HIGHEST_PROTOCOL))
    begun.rename(path)


def read(folder: Path) -> Iterator[tuple[int, str, Recording]]:
    """Every recording of a folder with the half and the kind that it is of. The files are this tool's own."""
    for path in sorted(folder.glob("*.pickle")):
        half, kind, _ = path.stem.split("-")
        yield from ((int(half), kind, recording) for recording in pickle.loads(path.read_bytes()))  # noqa: S301 - as told


def is_hers(skeleton: Skeleton, sight: Sight, others: Sequence[Sight]) -> bool:
    """Whether the skeleton is of this person, and not of one who is nearer to it."""
    own = apart(sight, skeleton)
    return own < _SAME and all(own < apart(other, skeleton) for other in others)


def apart(sight: Sight, skeleton: Skeleton) -> float:
    """How far the skeleton's trunk is from hers, in shares of her height in the picture."""
    gaps = skeleton.image_px[list(TRUNK)] - sight.image_px[list(TRUNK)]
    return float((gaps**2).sum(axis=1).mean() ** 0.5) / sight.height_px


def is_at(look: Look, sight: Sight) -> bool:
    """Whether the look takes in where she is."""
    x_px, y_px = middle(sight.image_px, TRUNK)
    inside = look.left <= x_px < look.left + look.width and look.top <= y_px < look.top + look.height
    hidden = any(left <= x_px <= right and top <= y_px <= bottom for left, top, right, bottom in look.without)
    return bool(inside and not hidden)
