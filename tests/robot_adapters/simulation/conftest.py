"""Fresh simulated homes, with and without their resident, for the tests of the simulation."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from carebot.core.errors import ModelError
from carebot.core.home import Pose
from carebot.models import ModelStore, model_cache

os.environ.setdefault("MUJOCO_GL", "egl")

from robot_adapters._simulation.blueprint import Blueprint, blueprint
from robot_adapters._simulation.world import SimulatedWorld

OpenHome = Callable[..., SimulatedWorld]
"""Opens a home with the robot at the given pose, or in its dock."""


@pytest.fixture(scope="session")
def resident_body() -> Path:
    """The folder of the resident's data, from the store of models."""
    try:
        return ModelStore(model_cache()).path("resident-body")
    except ModelError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def empty_plan() -> Blueprint:
    """The model of a home that nobody lives in."""
    return blueprint(None)


@pytest.fixture(scope="session")
def inhabited_plan(resident_body: Path) -> Blueprint:
    """The model of a home with its resident."""
    return blueprint(resident_body)


@pytest.fixture
def open_home(empty_plan: Blueprint) -> Iterator[OpenHome]:
    """Opens homes that nobody lives in; they are closed after the test."""
    yield from _opening(empty_plan)


@pytest.fixture
def open_inhabited(inhabited_plan: Blueprint) -> Iterator[OpenHome]:
    """Opens homes with their resident standing in the living room; they are closed after the test."""
    yield from _opening(inhabited_plan)


@pytest.fixture
def home(open_inhabited: OpenHome) -> SimulatedWorld:
    """A home with its resident, the robot in its dock."""
    return open_inhabited()


def _opening(plan: Blueprint) -> Iterator[OpenHome]:
    opened: list[SimulatedWorld] = []

    def open_(pose: Pose | None = None) -> SimulatedWorld:
        opened.append(SimulatedWorld.after(plan, seed=1, robot_pose=pose))
        return opened[-1]

    yield open_
    for world in opened:
        world.close()
