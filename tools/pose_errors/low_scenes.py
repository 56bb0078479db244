"""Scenes of people who are low: who stoops, squats or ties shoes, a child who plays on the floor, who lies there."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from carebot.assembly.plugins import camera_monitors
from carebot.assembly.seeing import rest_areas
from carebot.bench._doings import TIDIED, Doings
from carebot.bench._life_player import FRAME_S
from carebot.bench._ordinary_life import CHILD_M, life_scene
from carebot.bench._projected_poses import Eye
from carebot.bench._staged_scenes import StagedFall, staged_fall
from carebot.core.home import Point
from carebot.models import ModelStore, model_cache
from monitoring.lookout import Lookout
from monitoring.people import PeopleEstimate
from monitoring.pose import MediaPipePose
from robot_adapters.scenes.watched_home import Viewpoint, WatchedHome, home_motions, plan, squat, stoop, tie_shoe
from tools.pose_errors.recording import Recording
from tools.pose_errors.scenes import Windows, recorded, share_of

_NORTH: Final = math.pi / 2
_WHERE: Final = ((1.6, 2.55, -_NORTH), (4.5, 1.0, -_NORTH), (5.5, 7.5, _NORTH), (6.4, 7.6, _NORTH), (7.9, 7.6, _NORTH))
"""Beside the bed, at the wardrobe, the refrigerator and the counter: where one stoops, and faces what."""
_SEATS: Final = ("bed", "sofa", "armchair", "dining_chair")
_OTHERS: Final = 500
"""These are other homes than those of ordinary life."""
_WINDOWS: Final = 12
_FALLS: Final = 3
_LIES_S: Final = 20.0
_DOWN_AFTER_S: Final = 4.0
_HIDDEN: Final = (0.1, 0.75)
"""Of whom no less and no more is in view is partly hidden."""
_LEAST: Final = 0.08
_HOMES: Final = 12
"""So many homes' cameras are looked through for one that sees her so."""
_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)


class Bending(Doings):
    """Has people bend again and again. `who` is about to, or does, by her number among the bodies of the home."""

    who: int | None = None

    def course(self) -> Iterator[float]:
        """One after the other, without an end."""
        while True:
            for doing in self._draw.sample((self._bends, self._bends, self._ties, self._child), 4):
                yield from doing()
                self.who = None

    def _bends(self) -> Iterator[float]:
        spot, facing_rad = self._spot(self._draw.choice(TIDIED)), self._draw.uniform(-math.pi, math.pi)
        if self._draw.random() < 0.4:
            x_m, y_m, facing_rad = self._draw.choice(_WHERE)
            spot = Point(x_m=x_m, y_m=y_m)
        yield from self.walks(spot)
        yield from self._does(home_motions.facing(facing_rad))
        self.who = 0
        yield from self._waits(5)
        yield from self._does(self._draw.choice((stoop, squat)))
        yield from self._waits(2)
        yield from self._does(self._draw.choice((stoop, squat)))
        yield from self._waits(2)

    def _ties(self) -> Iterator[float]:
        yield from self._sits(self._draw.choice(_SEATS))
        self.who = 0
        yield from self._waits(4)
        yield from self._does(tie_shoe, home_motions.shift)

    def _child(self) -> Iterator[float]:
        yield from self._welcomes()
        yield from self._sits(self._draw.choice(("sofa", "armchair")))
        child, spot = self._home.visitor, self._spot("living_room")
        child.walk_to(spot.x_m, spot.y_m)
        yield from self._until_still()
        self.who = 1
        yield from self._waits(3)
        child.do(home_motions.sit_on_floor)
        for _ in range(3):
            child.do(home_motions.play_on_floor)
            yield from self._until_still()
            yield from self._waits(4)
        self.who = None
        child.do(home_motions.get_up_from_floor)
        yield from self._takes_leave()

    def _waits(self, times: int) -> Iterator[float]:
        for _ in range(times):
            yield from self.passes(0.48)


class LowWindows(Windows):
    """Windows in which somebody bends or plays on the floor, each before the cameras of another home."""

    def __init__(self, pose: MediaPipePose, seed: int) -> None:
        super().__init__(pose, replace(life_scene(_OTHERS + seed, plan()), visitor_stature_m=CHILD_M))
        self._bending = Bending(self._home, random.Random(f"bending {seed}"), 0.0)  # noqa: S311 - scenes, no secrets
        self._doings, self._passing = self._bending, self._bending.course()

    async def record(self, windows: int = _WINDOWS) -> list[Recording]:
        """So many windows."""
        return await super().record(windows)

    def begins(self, now_s: float) -> str | None:
        """A camera that sees who bends now."""
        del now_s
        if self._bending.who is None:
            return None
        other = life_scene(self._draw.randrange(1_000_000), plan())
        self._scene = replace(self._scene, cameras=other.cameras, placed=other.placed)
        seeing = self.seeing((self._home.bodies[self._bending.who],))
        return self._draw.choice(seeing) if seeing else None


async def lying(pose: MediaPipePose, seed: int) -> list[Recording]:
    """Some people who lie there already, each before a camera of her room and before one that sees a part of her."""
    data = ModelStore(model_cache()).path("resident-body")
    draw, kept = random.Random(f"lying {seed}"), list[Recording]()  # noqa: S311 - scenes, no secrets
    falls = [_lies(_FALLS * seed + number) for number in range(_FALLS)]
    home = WatchedHome.start(data, falls[0].stature_m)
    for staged in falls:
        home.arrange(staged.scene)
        home.resident.fall(staged.direction)
        home.step(_DOWN_AFTER_S)
        for number, view in enumerate(_views(draw, home, staged)):
            shown = replace(staged, seed=10 * staged.seed + number, scene=replace(staged.scene, view=view))
            await _watched(pose, home, shown, kept)
    home.close()
    return kept


def _lies(number: int) -> StagedFall:
    """The fall of this number of those that are over when somebody looks."""
    return staged_fall(5 * number + 4, plan())


def _views(draw: random.Random, home: WatchedHome, staged: StagedFall) -> Sequence[Viewpoint]:
    """The scene's own camera, where it sees her, and one in a corner that sees a part of her, where there is one."""
    body = home.bodies[0]
    own = [staged.scene.view] if share_of(Eye(staged.scene.view), body) >= _LEAST else []
    homes = (life_scene(draw.randrange(1_000_000), plan()) for _ in range(_HOMES))
    corners = (view for one in homes for view in one.cameras.values())
    hidden = (view for view in corners if _HIDDEN[0] <= share_of(Eye(view), body) <= _HIDDEN[1])
    return [*own, *(view for view in (next(hidden, None),) if view is not None)]


async def _watched(pose: MediaPipePose, home: WatchedHome, staged: StagedFall, kept: list[Recording]) -> None:
    home.hang(staged.scene.view)
    senses = recorded(pose, home, staged, kept)
    areas = rest_areas(plan()) if staged.placed else ()
    lookout = Lookout(senses.estimator, camera_monitors({}), PeopleEstimate(), areas, senses.gate)
    for number in range(1, round(_LIES_S / FRAME_S) + 1):
        home.step(FRAME_S)
        at = _BEGAN + timedelta(days=staged.seed % 1000, seconds=number * FRAME_S)
        await lookout.look(senses.frame(number, at))
