"""Driving, waiting and ticking in a simulated home, as tests need it."""

import math

import numpy as np

from carebot.core.home import Pose
from robot_adapters._simulation.layout import apartment
from robot_adapters._simulation.sequences import TICK_S, Progress, Sequence, Status
from robot_adapters._simulation.world import SimulatedWorld


def place_pose(place_id: str) -> Pose:
    """The pose of a place of the apartment."""
    place = apartment().home().place(place_id)
    assert place is not None
    return place.pose


def drive_to(world: SimulatedWorld, x_m: float, y_m: float, speed_mps: float = 0.3, patience_s: float = 40.0) -> bool:
    """Steer straight for a point; whether the robot came within 5 cm of it in time."""
    end_s = world.time_s + patience_s
    while world.time_s < end_s:
        pose = world.robot().pose
        distance_m = math.hypot(x_m - pose.x_m, y_m - pose.y_m)
        if distance_m < 0.05:
            world.command_velocity(0.0, 0.0)
            world.step(0.4)
            return True
        error_rad = math.remainder(math.atan2(y_m - pose.y_m, x_m - pose.x_m) - pose.yaw_rad, math.tau)
        linear_mps = min(speed_mps, 0.8 * distance_m + 0.03) * max(math.cos(error_rad), 0.0) ** 3
        world.command_velocity(linear_mps, float(np.clip(2.0 * error_rad, -0.7, 0.7)))
        world.step(0.05)
    return False


def until_still(world: SimulatedWorld, patience_s: float = 60.0) -> None:
    """Step until the resident has done what she was told."""
    end_s = world.time_s + patience_s
    while not world.person.still:
        assert world.time_s < end_s, "the resident does not finish"
        world.step(0.1)


def run(world: SimulatedWorld, sequence: Sequence, patience_s: float = 60.0) -> Progress:
    """Tick a sequence to its end."""
    progress = advance(world, sequence)
    for _ in range(round(patience_s / TICK_S)):
        if progress.status is not Status.RUNNING:
            break
        progress = advance(world, sequence)
    return progress


def advance(world: SimulatedWorld, sequence: Sequence) -> Progress:
    """One tick: the base moves as the sequence wants it."""
    progress = sequence.tick()
    world.command_velocity(progress.linear_mps, progress.angular_radps)
    if progress.status is Status.RUNNING:
        world.step(TICK_S)
    return progress
