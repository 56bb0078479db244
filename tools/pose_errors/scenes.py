"""Scenes that the pose engine is measured on, drawn and looked at: falls, near misses, windows of ordinary life."""

import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from carebot.assembly.plugins import camera_monitors
from carebot.assembly.seeing import rest_areas
from carebot.bench._life_player import FRAME_S, START
from carebot.bench._ordinary_life import LifeScene, life
from carebot.bench._pose_errors import Posture
from carebot.bench._projected_poses import Eye
from carebot.bench._scene_player import ScenePlayer
from carebot.bench._scene_senses import Drawn, Senses, Staged
from carebot.bench._staged_scenes import StagedDay, StagedFall
from carebot.core.events import FallSuspected
from carebot.core.home import Point
from carebot.models import ModelStore, model_cache
from monitoring.evaluation import cause
from monitoring.keypoints import TRUNK, middle
from monitoring.lookout import Lookout
from monitoring.people import PeopleEstimate
from monitoring.pose import MediaPipePose
from robot_adapters.scenes.watched_home import Arrangement, WatchedBody, WatchedHome, plan
from tools.pose_errors.recording import Recorder, Recording

_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)
_LIGHTS: Final = (1.0, 1.3, 0.55, 0.35)
_WINDOW_S: Final = 12.0
_WINDOWS: Final = 8
_LEAST_SHARE: Final = 0.15
_SELDOM: Final = 1 / 300
"""Of the half seconds in which somebody moves so many begin a window."""
_OVERDUE_S: Final = 900.0


class RecordingPlayer(ScenePlayer):
    """Plays drawn scenes, every other stretch before a camera in a corner of the room, and keeps what is found."""

    def __init__(self, pose: MediaPipePose, kept: list[Recording]) -> None:
        super().__init__(pose)
        self._engine = pose
        self._kept = kept

    def senses(self, home: WatchedHome, staged: Staged) -> Senses:
        """The engine's, recorded."""
        return recorded(self._engine, home, staged, self._kept)


def recorded(pose: MediaPipePose, home: WatchedHome, staged: Staged, kept: list[Recording]) -> Drawn:
    """The engine's senses of a scene; what they find is kept as the last of `kept`."""
    fall = isinstance(staged, StagedFall)
    kept.append(Recording(name=staged.camera, view=staged.scene.view, placed=staged.placed, fall=fall))
    drawn = Drawn(pose, home, staged)
    drawn.estimator = Recorder(drawn.estimator, home, kept[-1])
    return drawn


def share_of(eye: Eye, body: WatchedBody) -> float:
    """How much of a body a camera sees."""
    sight = eye.sight(body, body.keypoints(), Posture.UPRIGHT)
    return sight.share if sight is not None else 0.0


class Windows:
    """Windows of ordinary life before its cameras, drawn and looked at by the engine; the rest passes unseen."""

    def __init__(self, pose: MediaPipePose, scene: LifeScene) -> None:
        self._pose = pose
        self._scene = scene
        data = ModelStore(model_cache()).path("resident-body")
        self._home = WatchedHome.start(data, self._scene.stature_m, self._scene.visitor_stature_m)
        self._draw = random.Random(f"windows {scene.seed}")  # noqa: S311 - scenes, no secrets
        view = next(iter(self._scene.cameras.values()))
        garments = tuple((self._draw.random(), self._draw.random(), self._draw.random()) for _ in range(2))
        self._arranged = Arrangement(resident=START, view=view, light=self._draw.choice(_LIGHTS), garments=garments)
        self._home.arrange(self._arranged)
        self._doings, self._passing = life(self._scene, self._home)
        self._last_s = self._doings.now_s
        self.kept: list[Recording] = []
        self.told: list[str] = []

    async def record(self, windows: int = _WINDOWS) -> list[Recording]:
        """So many windows in which somebody moves, each by a camera that sees somebody."""
        return await self._watched(self.begins, _WINDOW_S, windows)

    async def shown(self, room: str, from_s: float, until_s: float) -> list[str]:
        """What is told of a window by the hour of the day, in seconds."""
        await self._watched(lambda now_s: room if now_s >= from_s else None, until_s - from_s, 1)
        return self.told

    async def _watched(self, begins: Callable[[float], str | None], lasts_s: float, windows: int) -> list[Recording]:
        now_s, until_s, watch = self._doings.now_s, 0.0, None
        for seconds in self._passing:
            left_s = seconds
            while left_s > 1e-6:
                step_s = min(FRAME_S if watch else left_s, left_s)
                self._home.move(step_s)
                left_s, now_s = left_s - step_s, now_s + step_s
                if watch is None:
                    room = begins(now_s) if len(self.kept) < windows else None
                    watch, until_s = self._camera(room) if room else None, now_s + lasts_s
                else:
                    await watch(now_s)
                    watch = None if now_s >= until_s else watch
            if watch is None and len(self.kept) >= windows:
                break
        self._home.close()
        return self.kept

    def begins(self, now_s: float) -> str | None:
        """The camera by which a window begins now; None for none."""
        still = self._home.resident.still and self._home.visitor.still
        overdue = now_s - self._last_s > _OVERDUE_S
        if still or (self._draw.random() > _SELDOM and not overdue):
            return None
        seeing = self.seeing(self._home.bodies)
        if not seeing:
            return None
        self._last_s = now_s
        return self._draw.choice(seeing)

    def seeing(self, bodies: Sequence[WatchedBody]) -> list[str]:
        """The rooms whose cameras see one of these bodies."""
        views = self._scene.cameras.items()
        return [room for room, view in views if any(self._sees(Eye(view), body) for body in bodies)]

    def _sees(self, eye: Eye, body: WatchedBody) -> bool:
        points = body.keypoints()
        x_m, y_m, _ = middle(points, TRUNK)
        room = plan().room_at(Point(x_m=float(x_m), y_m=float(y_m)))
        lit = room is not None and room.id not in self._doings.dark
        return lit and share_of(eye, body) >= _LEAST_SHARE

    def _camera(self, room: str) -> Callable[[float], Awaitable[None]]:
        """What looks at the home from now on."""
        view = self._scene.cameras[room]
        self._home.hang(view)
        staged = StagedDay(
            seed=1000 * self._scene.seed + len(self.kept),
            room=room,
            activities=("life",),
            scene=replace(self._arranged, view=view),
            stature_m=self._scene.stature_m,
            placed=self._scene.placed,
        )
        senses = recorded(self._pose, self._home, staged, self.kept)
        areas = rest_areas(plan()) if staged.placed else ()
        lookout = Lookout(senses.estimator, camera_monitors({}), PeopleEstimate(), areas, senses.gate)
        looks = iter(range(1, 1_000_000))

        async def look(now_s: float) -> None:
            at = _BEGAN + timedelta(days=self._scene.seed, seconds=round(now_s, 3))
            glimpse = await lookout.look(senses.frame(next(looks), at))
            falls = (event for event in (glimpse.noticed if glimpse else ()) if isinstance(event, FallSuspected))
            self.told.extend(f"{now_s:.1f} {self._doings.doing}: {cause(event)}" for event in falls)

        return look
