"""What the pose engine finds in played scenes, kept beside the truth.

python -m tools.pose_errors FALLS STRETCHES: plays so many falls and stretches of near misses from seed 300 on.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from carebot.bench import _scene_player, _staged_scenes
from carebot.bench._ordinary_life import life_scene
from carebot.bench._pose_errors import Sight, posture_of
from carebot.bench._projected_poses import MOVED_M, Eye
from carebot.bench._scene_player import ScenePlayer
from carebot.bench._scene_senses import Drawn, Senses, Staged
from carebot.bench.simfalls import _estimator
from carebot.core.home import Home
from monitoring.frames import Frame
from monitoring.keypoints import SHOULDERS, TRUNK, middle
from monitoring.pose import MediaPipePose, PoseEstimator
from monitoring.skeletons import Look, PoseFrame, Skeleton
from robot_adapters.scenes.watched_home import WatchedHome

FIRST_SEED = 300
_SAME = 0.25
"""A skeleton is hers whose trunk is so near to hers, in shares of her height in the picture."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """One person in one frame of a scene: the truth, and the skeletons that are hers with the looks that found them."""

    scene: str
    number: int
    frame: int
    moves: bool
    sight: Sight
    skeletons: tuple[Skeleton, ...]
    looks: tuple[Look, ...]


class Recorder:
    """Looks by another estimator, and keeps what it finds of each person of a home before one camera."""

    def __init__(self, estimator: PoseEstimator, home: WatchedHome, scene: str, kept: list[Person]) -> None:
        assert home.view is not None, "a scene is arranged before it is looked at"
        self._estimator = estimator
        self._home = home
        self._eye = Eye(home.view)
        self._scene = scene
        self._kept = kept
        self._before = [(0.0, body.keypoints()) for body in home.bodies]

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame | None:
        """What the other finds."""
        poses = await self._estimator.estimate(frame, looks)
        sights = [self._sight(number) for number in range(len(self._home.bodies))]
        found = poses.skeletons if poses is not None else ()
        for number, (sight, moves) in enumerate(sights):
            if sight is None:
                continue
            others = [other for other, _ in sights if other is not None and other is not sight]
            self._kept.append(
                Person(
                    scene=self._scene,
                    number=number,
                    frame=frame.sequence,
                    moves=moves,
                    sight=sight,
                    skeletons=tuple(one for one in found if is_hers(one, sight, others)),
                    looks=tuple(look for look in looks if is_at(look, sight)),
                )
            )
        return poses

    def _sight(self, number: int) -> tuple[Sight | None, bool]:
        """How the camera sees somebody, and whether she moved since it looked last."""
        body = self._home.bodies[number]
        points, now_s = body.keypoints(), self._home.time_s
        before_s, before = self._before[number]
        self._before[number] = now_s, points
        sinking_m = float((middle(before, SHOULDERS) - middle(points, SHOULDERS))[2])
        posture = posture_of(points, body.stature_m, sinking_m / max(now_s - before_s, 0.05))
        return self._eye.sight(body, points, posture), float(abs(points - before).max()) >= MOVED_M


class RecordingPlayer(ScenePlayer):
    """Plays drawn scenes, every other stretch before a camera in a corner of the room, and keeps what is found."""

    def __init__(self, pose: MediaPipePose, kept: list[Person]) -> None:
        super().__init__(pose)
        self._engine = pose
        self._kept = kept

    def senses(self, home: WatchedHome, staged: Staged) -> Senses:
        """The engine's, recorded."""
        drawn = Drawn(self._engine, home, staged)
        drawn.estimator = Recorder(drawn.estimator, home, staged.camera, self._kept)
        return drawn


async def record(falls: int, stretches: int) -> list[Person]:
    """Everybody in every frame of so many scenes."""
    kept: list[Person] = []
    async with _estimator("seen") as pose:
        assert pose is not None, "pictures are looked at by the engine"
        with RecordingPlayer(pose, kept) as player:
            for seed in range(FIRST_SEED, FIRST_SEED + falls):
                await player.fall(seed)
            _scene_player.staged_day = _from_corners
            for seed in range(FIRST_SEED, FIRST_SEED + stretches):
                await player.day(seed)
    return kept


def recorded(falls: int, stretches: int) -> list[Person]:
    """As `record`, run to its end."""
    return asyncio.run(record(falls, stretches))


def _from_corners(seed: int, home: Home) -> _staged_scenes.StagedDay:
    staged = _staged_scenes.staged_day(seed, home)
    if seed % 2 == 0:
        return staged
    view = life_scene(seed, home).cameras[staged.room]
    return replace(staged, scene=replace(staged.scene, view=view, screen=None))


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
