"""What every monitor keeps to, whoever wrote it."""

import math
from dataclasses import replace
from datetime import UTC
from functools import cache

import pytest

from carebot.core.concerns import ConcernRaised
from carebot.core.events import FallSuspected, Observation
from carebot.plugins import PluginFolder, build_options, options_of
from monitoring.house_watch import PEOPLE, HouseWatch
from monitoring.monitors.base import AnyMonitor, HouseMonitor, Monitor, Noticed
from monitoring.scene import Scene
from monitoring.tracking import Tracker
from tests.monitoring.kinematics import STANDING, Camera, Part, fallen, motion, stage, stay
from tests.safety import builders as b

MONITORS = PluginFolder(package="monitoring.monitors", base=AnyMonitor)
EVERY = pytest.mark.parametrize("name", MONITORS.names())


@cache
def scenes() -> list[Scene]:
    """Somebody stands, falls, and stays down."""
    tracker = Tracker()
    down = fallen(STANDING, math.pi / 2)
    bodies = motion(STANDING, stay(2, STANDING), Part(to=down, lasts_s=0.9, falling=True), stay(3, down))
    watched = []
    for frame, poses in stage(Camera(), 1).frames(bodies):
        tracks = tracker.update(frame, poses)
        residents = {track.id: b.LI.id for track in tracks[:1]}
        watched.append(Scene(camera="head", taken_at=frame.taken_at, tracks=tracks, residents=residents))
    return watched


def made(name: str) -> Monitor:
    """The monitor as it runs: one of the whole house within the watch over the house."""
    monitor = MONITORS.load(name)()
    if isinstance(monitor, HouseMonitor):
        return HouseWatch(lambda: b.HOUSE, UTC, [monitor])
    assert isinstance(monitor, Monitor)
    return monitor


def told_by(monitor: Monitor, scene: Scene) -> list[Noticed]:
    """What the monitor tells; the watch over the house itself tells who went out of view."""
    return [event for event in monitor.observe(scene) if event.monitor != PEOPLE]


def noticed(monitor: Monitor, watched: list[Scene]) -> list[Noticed]:
    return [replace(event, id="") for scene in watched for event in told_by(monitor, scene)]


def test_the_fall_monitor_is_there() -> None:
    assert "fall" in MONITORS.names()


@EVERY
def test_a_monitor_is_made_from_its_options_alone(name: str) -> None:
    kind = MONITORS.load(name)
    options = options_of(kind)
    monitor = kind() if options is None else kind(options=build_options(options, {}))  # type: ignore[call-arg] # the loader's own convention: the one parameter is `options`
    assert isinstance(monitor, AnyMonitor)
    assert monitor.name == name


@EVERY
def test_a_monitor_tells_both_languages_what_it_is(name: str) -> None:
    kind = MONITORS.load(name)
    for text in (kind.title, kind.description):
        assert text.zh
        assert text.en


@EVERY
def test_the_same_scenes_bring_the_same_events(name: str) -> None:
    watched = scenes()
    first, second = (noticed(made(name), watched) for _ in range(2))
    assert first == second


@EVERY
def test_a_reset_monitor_is_as_new(name: str) -> None:
    watched = scenes()
    monitor = made(name)
    first = noticed(monitor, watched)
    monitor.reset()
    assert noticed(monitor, watched) == first


@EVERY
def test_events_carry_the_scenes_time_and_the_monitors_name(name: str) -> None:
    monitor = made(name)
    for scene in scenes():
        for event in told_by(monitor, scene):
            assert isinstance(event, FallSuspected | Observation | ConcernRaised)
            assert event.occurred_at == scene.taken_at
            assert event.monitor == name
            assert 0 <= event.confidence <= 1
