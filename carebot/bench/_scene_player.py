"""Plays staged scenes in the simulated home, and looks at them as the house would."""

import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Self

from carebot.assembly.plugins import camera_monitors
from carebot.assembly.seeing import rest_areas
from carebot.bench._scene_senses import Drawn, Projected, Senses, Staged
from carebot.bench._scenes_played import Played
from carebot.bench._staged_scenes import Kind, StagedFall, activity, spot_in, staged_day, staged_fall
from carebot.core.errors import BodyError
from carebot.core.events import FallSuspected
from carebot.models import ModelStore, model_cache
from monitoring.evaluation import cause
from monitoring.frames import Frame
from monitoring.lookout import Lookout
from monitoring.people import PeopleEstimate
from monitoring.pose import MediaPipePose
from robot_adapters.scenes.watched_home import Resident, WatchedHome, plan

FRAME_S: Final = 0.12
_BEFORE_S, _AFTER_S = 2.5, 10.0
_LYING_S: Final = 40.0
"""Whoever lay there before is watched for longer: over an unknown floor she counts after eight seconds, or thirty."""
_DOWN_AFTER_S: Final = 4.0
_SITS_WITHIN_S: Final = 40.0
_ON_FLOOR_M: Final = 0.35
_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)


class ScenePlayer:
    """Plays one scene after the other; one home for each stature of its resident.

    `pose` looks at drawn pictures; without it poses are projected, and nothing is drawn. Raises ModelError where the
    engine fails for good: a scene that nobody looked at is no miss.
    """

    def __init__(self, pose: MediaPipePose | None) -> None:
        self._pose = pose
        self._data: Path = ModelStore(model_cache()).path("resident-body")
        self._plan = plan()
        self._homes: dict[float, WatchedHome] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for home in self._homes.values():
            home.close()

    async def fall(self, seed: int) -> Played:
        """Play the fall of this seed."""
        staged = staged_fall(seed, self._plan)
        home = self._home(staged.stature_m)
        home.arrange(staged.scene)
        _prepare(home, staged)
        before = home.in_sight()
        view = self._view(home, staged)
        lies = staged.kind is Kind.ALREADY_DOWN
        if not lies:
            await view.watch(home, _BEFORE_S)
            before = min(before, home.in_sight())
            home.resident.fall(staged.direction)
        onset_s = view.shown_s
        await view.watch(home, _LYING_S if lies else _AFTER_S)
        down = float(home.resident.truth().pelvis_m[2]) < _ON_FLOOR_M
        return view.played("fall", staged.kind, onset_s, min(before, home.in_sight()), down=down)

    async def day(self, seed: int) -> Played:
        """Play the stretch of ordinary life of this seed."""
        staged = staged_day(seed, self._plan)
        home = self._home(staged.stature_m)
        home.arrange(staged.scene)
        draw = random.Random(f"doing {seed}")  # noqa: S311 - scenes, no secrets
        view = self._view(home, staged)
        for name in staged.activities:
            for watched_s in activity(name, draw, home, staged.room):
                await view.watch(home, watched_s)
        return view.played("day", " ".join(staged.activities), None)

    def _home(self, stature_m: float) -> WatchedHome:
        if stature_m not in self._homes:
            self._homes[stature_m] = WatchedHome.start(self._data, stature_m)
        return self._homes[stature_m]

    def senses(self, home: WatchedHome, staged: Staged) -> Senses:
        """What a scene is looked at by."""
        return Projected(home, staged) if self._pose is None else Drawn(self._pose, home, staged)

    def _view(self, home: WatchedHome, staged: Staged) -> "_View":
        senses = self.senses(home, staged)
        areas = rest_areas(self._plan) if staged.placed else ()
        lookout = Lookout(senses.estimator, camera_monitors({}), PeopleEstimate(), areas, senses.gate)
        return _View(senses, lookout, staged)


def _prepare(home: WatchedHome, staged: StagedFall) -> None:
    """Have her do what she falls from; nobody watches yet."""
    person = home.resident
    match staged.kind:
        case Kind.OFF_SEAT:
            person.sit_on(staged.piece)
        case Kind.OUT_OF_BED:
            person.lie_on(staged.piece)
        case Kind.WALKING:
            walk_past(person, staged)
            return
        case Kind.ALREADY_DOWN:
            person.fall(staged.direction)
            home.step(_DOWN_AFTER_S)
            return
        case Kind.STANDING:
            return
    waited_s = 0.0
    while not person.still and waited_s < _SITS_WITHIN_S:
        home.step(1.0)
        waited_s += 1.0


def walk_past(person: Resident, staged: StagedFall) -> None:
    """Have her walk past what the camera looks at; where no way leads there, to a free spot of her room."""
    target, start = staged.scene.view.target_m, staged.scene.resident
    try:
        person.walk_to(2 * target[0] - start.x_m, 2 * target[1] - start.y_m)
    except BodyError:
        spot = spot_in(random.Random(f"way {staged.seed}"), plan(), staged.room)  # noqa: S311 - scenes, no secrets
        person.walk_to(spot.x_m, spot.y_m)


class _View:
    """What the camera of one scene shows, and what comes of it."""

    def __init__(self, senses: Senses, lookout: Lookout, staged: Staged) -> None:
        self._senses = senses
        self._lookout = lookout
        self._staged = staged
        self._alarms: list[FallSuspected] = []
        self._frames = 0
        self._cpu_s = 0.0

    @property
    def shown_s(self) -> float:
        """How much of the scene was shown so far."""
        return self._frames * FRAME_S

    async def watch(self, home: WatchedHome, duration_s: float) -> None:
        """Let so much of the scene pass before the camera."""
        for _ in range(max(1, round(duration_s / FRAME_S))):
            home.step(FRAME_S)
            self._frames += 1
            at = _BEGAN + timedelta(days=self._staged.seed, seconds=self.shown_s)
            await self._look(self._senses.frame(self._frames, at))

    async def _look(self, frame: Frame) -> None:
        began_s = time.process_time() + self._senses.cpu_s
        glimpse = await self._lookout.look(frame)
        self._cpu_s += time.process_time() + self._senses.cpu_s - began_s
        noticed = glimpse.noticed if glimpse else ()
        self._alarms.extend(event for event in noticed if isinstance(event, FallSuspected))

    def played(
        self, suite: str, what: str, onset_s: float | None, in_sight: float = 1.0, *, down: bool = False
    ) -> Played:
        """The scene as it went."""
        began_at = _BEGAN + timedelta(days=self._staged.seed)
        return Played(
            suite=suite,
            seed=self._staged.seed,
            what=what,
            room=self._staged.room,
            onset_s=onset_s,
            in_sight=round(in_sight, 2),
            down=down,
            alarms=tuple(round((alarm.occurred_at - began_at).total_seconds(), 2) for alarm in self._alarms),
            causes=tuple(cause(alarm) for alarm in self._alarms),
            shown_s=round(self.shown_s, 2),
            frames=self._frames,
            cpu_s=round(self._cpu_s, 3),
        )
