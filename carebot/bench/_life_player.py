"""Plays parts of ordinary days before the cameras of a home, with projected poses, many times faster than they last.

While something moves before a camera it looks at every frame, as the house does; at rest as seldom as the motion gate
lets it, and at who rests low, whom the house looks at in every frame, as seldom after a while.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.assembly.plugins import camera_monitors, house_monitors
from carebot.assembly.seeing import rest_areas
from carebot.bench._bare_base import BareBase
from carebot.bench._doings import Doings
from carebot.bench._lives import Lived, Told
from carebot.bench._ordinary_life import LifeScene, life, life_scene, span_s
from carebot.bench._projected_poses import Eye, ProjectedPoses
from carebot.core.concerns import ConcernRaised
from carebot.core.events import FallSuspected
from carebot.core.home import Point, Pose
from carebot.core.language import Text
from carebot.core.people import Resident
from carebot.core.situation import House
from carebot.models import ModelStore, model_cache
from monitoring.evaluation import cause
from monitoring.following import Following
from monitoring.house_watch import HouseWatch
from monitoring.lookout import Lookout
from monitoring.monitors.base import Noticed
from monitoring.people import PeopleEstimate
from monitoring.tracking import Track
from monitoring.views import FallsTold
from robot_adapters.scenes.watched_home import Arrangement, WatchedHome, plan

FRAME_S: Final = 0.12
IDLE_S: Final = 0.5
"""How often the motion gate lets a still picture be looked at."""
_EMPTY_S: Final = 2.0
"""How often a picture without anybody is: in projected poses nothing is taken for somebody."""
_STILL_FOR_S: Final = 1.0
_THINNED_AFTER_S: Final = 30.0
_LOW_EXTENT_M: Final = 0.9
_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)
START: Final = Pose(x_m=3.4, y_m=6.2, yaw_rad=0.0)
_HER: Final = Resident(
    id="resident", name=Text(zh="老人", en="resident"), called=Text(zh="奶奶", en="Grandma"), room="bedroom"
)


class LifePlayer:
    """Plays one part after the other; one home for each pair of statures."""

    def __init__(self) -> None:
        self._data: Path = ModelStore(model_cache()).path("resident-body")
        self._plan = plan()
        self._homes: dict[tuple[float, float], WatchedHome] = {}

    async def play(self, seed: int, lasts_s: float = float("inf")) -> Lived:
        """Play the part of this seed, or its first `lasts_s` seconds."""
        scene = life_scene(seed, self._plan)
        home = self._home(scene)
        room = next(iter(scene.cameras))
        home.arrange(Arrangement(resident=START, view=scene.cameras[room]))
        doings, passing = life(scene, home)
        house = _House(scene, home, doings)
        began_s, began_cpu_s = span_s(scene.part)[0], time.process_time()
        for seconds in passing:
            await house.watch(seconds)
            if doings.now_s - began_s >= lasts_s:
                break
        return house.lived(doings.now_s - began_s, time.process_time() - began_cpu_s)

    def _home(self, scene: LifeScene) -> WatchedHome:
        statures = scene.stature_m, scene.visitor_stature_m
        if statures not in self._homes:
            self._homes[statures] = WatchedHome.start(self._data, *statures)
        return self._homes[statures]


class _House:
    """All cameras of a home, each with its lookout, and the watch over the house that they share."""

    def __init__(self, scene: LifeScene, home: WatchedHome, doings: Doings) -> None:
        here = self._plan = plan()
        self._scene = scene
        self._home = home
        self._doings = doings
        self._now_s = doings.now_s
        self._falls = FallsTold()
        house = House(home=here, manifest=BareBase.manifest, residents=(_HER,))
        watch = HouseWatch(lambda: house, UTC, house_monitors({}))
        following = Following()
        eyes = {room: Eye(view) for room, view in scene.cameras.items()}
        self._poses = ProjectedPoses(home, eyes, scene.seed, self._is_dark)
        areas = rest_areas(here, (_HER,)) if scene.placed else ()
        self._cameras = [
            _Camera(
                room,
                eyes[room],
                Lookout(
                    self._poses,
                    (*camera_monitors({}), watch),
                    PeopleEstimate(only_resident=_HER.id, following=following),
                    areas,
                ),
            )
            for room in scene.cameras
        ]
        self._told: list[Told] = []
        self._in_view_s = 0.0
        self._looks = 0

    async def watch(self, seconds: float) -> None:
        """Let so much time pass."""
        left_s = seconds
        while left_s > 1e-6:
            moving = not (self._home.resident.still and self._home.visitor.still)
            busy = moving or any(camera.is_busy(self._now_s) for camera in self._cameras)
            step_s = min(FRAME_S if busy else IDLE_S, left_s)
            self._home.move(step_s)
            left_s, self._now_s = left_s - step_s, self._now_s + step_s
            self._poses.moved()
            seen = False
            for camera in self._cameras:
                in_view, stirs = self._poses.in_view(camera.name)
                seen = seen or in_view
                if camera.wants(self._now_s, in_view=in_view, stirs=stirs):
                    await self._look(camera)
            self._in_view_s += seen * step_s

    def lived(self, lasted_s: float, cpu_s: float) -> Lived:
        """The part as it went."""
        return Lived(
            seed=self._scene.seed,
            part=self._scene.part,
            placed=self._scene.placed,
            lasted_s=round(lasted_s, 1),
            in_view_s=round(self._in_view_s, 1),
            rises=self._doings.done["rises"],
            done=dict(self._doings.done),
            told=tuple(self._told),
            looks=self._looks,
            cpu_s=round(cpu_s, 1),
        )

    async def _look(self, camera: "_Camera") -> None:
        self._looks += 1
        at = _BEGAN + timedelta(days=self._scene.seed, seconds=round(self._now_s, 3))
        frame = camera.eye.frame(camera.name, self._looks, at, placed=self._scene.placed)
        glimpse = await camera.lookout.look(frame)
        camera.looked(self._now_s, glimpse.tracks if glimpse else ())
        for event in glimpse.noticed if glimpse else ():
            self._told.extend(self._news(event, camera.name))

    def _news(self, event: Noticed, camera: str) -> Iterator[Told]:
        if isinstance(event, FallSuspected) and self._falls.take(event) is event:
            yield self._as_told(camera, "fall", cause(event))
        elif isinstance(event, ConcernRaised):
            cues = ", ".join(f"{name} {value:g}" for name, value in event.evidence)
            yield self._as_told(camera, event.concern.value, cues)

    def _as_told(self, camera: str, what: str, why: str) -> Told:
        at_s = round(self._now_s, 2)
        return Told(at_s=at_s, camera=camera, what=what, cause=why, doing=self._doings.doing)

    def _is_dark(self, at_m: NDArray[np.float64]) -> bool:
        room = self._plan.room_at(Point(x_m=float(at_m[0]), y_m=float(at_m[1])))
        return room is not None and room.id in self._doings.dark


class _Camera:
    """When one camera looks."""

    def __init__(self, name: str, eye: Eye, lookout: Lookout) -> None:
        self.name = name
        self.eye = eye
        self.lookout = lookout
        self._stirred_s = self._looked_s = float("-inf")
        self._tracks: tuple[Track, ...] = ()

    def wants(self, now_s: float, *, in_view: bool, stirs: bool) -> bool:
        """Whether to look now."""
        if stirs:
            self._stirred_s = now_s
        every_s = IDLE_S if self._tracks or in_view else _EMPTY_S
        return self.is_busy(now_s) or now_s - self._looked_s >= every_s - 1e-6

    def is_busy(self, now_s: float) -> bool:
        """Whether it looks at every frame: something moves or has just moved, or somebody is doubtful."""
        rested_s = now_s - self._stirred_s
        return rested_s <= _STILL_FOR_S or (rested_s <= _THINNED_AFTER_S and any(map(_is_doubtful, self._tracks)))

    def looked(self, now_s: float, tracks: tuple[Track, ...]) -> None:
        """Take note of a look."""
        self._looked_s, self._tracks = now_s, tracks


def _is_doubtful(track: Track) -> bool:
    return not track.confirmed or not track.in_view or track.stances[-1].extent_m < _LOW_EXTENT_M
