"""What every monitor must do, whoever wrote it: stand any scene, live by the scene's time alone, tell sound events."""

import math
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

import numpy as np
import pytest

from carebot.assembly.plugins import MONITORS
from carebot.core.concerns import ConcernRaised
from carebot.core.events import FallSuspected
from monitoring.frames import Frame
from monitoring.house_watch import PEOPLE, HouseWatch
from monitoring.keypoints import ANKLES, COUNT, FEET, HEAD, HIPS, KNEES, SHOULDERS, Points
from monitoring.monitors.base import HouseMonitor, Monitor, Noticed
from monitoring.scene import Scene
from monitoring.skeletons import PoseFrame, Skeleton
from monitoring.stances import Stance
from monitoring.tracking import Track, Tracker
from tests._sources import ROOT
from tests.contracts.rig import bilingual
from tests.safety import builders as b

START: Final = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PERIOD: Final = timedelta(milliseconds=125)
PIXELS_A_METRE: Final = 150.0
HEIGHTS_M: Final = ((HEAD, 0.65), (SHOULDERS, 0.45), (HIPS, 0.0), (KNEES, -0.4), (ANKLES, -0.8), (FEET, -0.85))
NONSENSE: Final = (math.nan, math.inf, -math.inf, 0.0, -1e9)


def body(tilt_rad: float) -> Points:
    """The keypoints of a body about its hips, upright or tilted towards the picture's right: (33, 3) in metres."""
    along = np.zeros(COUNT)
    for part, height_m in HEIGHTS_M:
        along[list(part)] = height_m
    across = np.where(np.arange(COUNT) % 2 == 1, 0.12, -0.12)
    right = along * math.sin(tilt_rad) + across * math.cos(tilt_rad)
    down = -along * math.cos(tilt_rad) + across * math.sin(tilt_rad)
    return np.stack([right, down, np.zeros(COUNT)], axis=1)


def skeleton(tilt_rad: float, hips_m: float) -> Skeleton:
    """A body in a picture of 640 x 480 whose floor is at row 450."""
    metric = body(tilt_rad)
    image = np.stack([320 + metric[:, 0] * PIXELS_A_METRE, 450 + (metric[:, 1] - hips_m) * PIXELS_A_METRE], axis=1)
    return Skeleton(image_px=image, visibility=np.full(COUNT, 0.95), world_m=metric)


def scenes_of(skeletons: Sequence[tuple[Skeleton, ...]]) -> list[Scene]:
    """What a camera sees while these skeletons are before it, eight frames a second."""
    tracker, scenes = Tracker(), []
    for number, found in enumerate(skeletons):
        at = START + number * PERIOD
        frame = Frame(camera="hall", sequence=number, taken_at=at, rgb=np.zeros((480, 640, 3), dtype=np.uint8))
        poses = PoseFrame(camera="hall", sequence=number, taken_at=at, skeletons=found)
        tracks = tracker.update(frame, poses)
        residents = {track.id: b.LI.id for track in tracks[:1]}
        scenes.append(Scene(camera="hall", taken_at=at, tracks=tracks, residents=residents))
    return scenes


@cache
def a_day() -> tuple[Scene, ...]:
    """Somebody stands, comes down within half a second, lies, is gone, and comes back."""
    standing, gone = [(skeleton(0.0, 0.85),)] * 32, [()] * 120
    falling = [(skeleton(math.pi / 2 * step / 4, 0.85 - 0.7 * step / 4),) for step in range(1, 5)]
    return tuple(scenes_of([*standing, *falling, *([(skeleton(math.pi / 2, 0.15),)] * 80), *gone, *standing]))


@cache
def a_spoiled_day(value: float) -> tuple[Scene, ...]:
    """The day, each scene followed by one in which all numbers are `value`."""
    spoilt = [replace(scene, tracks=tuple(spoiled(track, value) for track in scene.tracks)) for scene in a_day()]
    return tuple(scene for pair in zip(a_day(), spoilt, strict=True) for scene in pair)


def spoiled(track: Track, value: float) -> Track:
    """`track` with every number of its figure and stances replaced."""
    numbers = {field.name: value for field in fields(Stance) if field.type is float or field.type == "float"}
    stances = tuple(replace(stance, **numbers) for stance in track.stances)  # type: ignore[arg-type]  # floats only
    figure = replace(track.figure, scale=value, torso_tilt_rad=value, seen=value, heights_m=(value,) * 5)
    return replace(track, figure=figure, stances=stances, presence=value, unrest_m=value)


def without_ids(noticed: Sequence[Noticed]) -> list[Noticed]:
    return [replace(event, id="") for event in noticed]


def watch(monitor: Monitor, scenes: Sequence[Scene]) -> list[Noticed]:
    return [event for scene in scenes for event in told_by(monitor, scene)]


def told_by(monitor: Monitor, scene: Scene) -> list[Noticed]:
    """What the monitor tells; the watch over the house itself tells who went out of view."""
    return [event for event in monitor.observe(scene) if event.monitor != PEOPLE]


def check(name: str, scene: Scene, event: Noticed) -> None:
    """What holds for whatever a monitor tells."""
    assert event.id
    assert event.monitor == name
    assert event.occurred_at.utcoffset() == timedelta()
    assert event.occurred_at <= scene.taken_at
    assert 0.0 <= event.confidence <= 1.0
    assert all(isinstance(cue, str) and math.isfinite(value) for cue, value in event.evidence)
    if isinstance(event, FallSuspected):
        assert event.onset_at <= scene.taken_at
        assert event.camera == scene.camera
    if isinstance(event, ConcernRaised):
        assert event.since <= event.occurred_at
        assert event.camera in {"", scene.camera}


def made(name: str) -> Monitor:
    """The monitor of this name as it runs: one of the whole house within the watch over the house."""
    monitor = MONITORS.load(name)()
    if isinstance(monitor, HouseMonitor):
        return HouseWatch(lambda: b.HOUSE, UTC, [monitor])
    assert isinstance(monitor, Monitor)
    return monitor


@pytest.fixture(params=MONITORS.names())
def name(request: pytest.FixtureRequest) -> str:
    """The name of a monitor."""
    return str(request.param)


@pytest.fixture
def monitor(name: str) -> Monitor:
    """A monitor with its default options."""
    return made(name)


def test_the_day_of_these_tests_has_a_fall_in_it() -> None:
    hips_m = [track.stances[-1].hips_m for scene in a_day() for track in scene.tracks if track.confirmed]
    assert max(hips_m) > 0.6
    assert min(hips_m) < 0.3


def test_a_monitor_says_what_it_is(name: str) -> None:
    monitor = MONITORS.load(name)()
    assert bilingual(monitor.title)
    assert bilingual(monitor.description)
    assert monitor.name == name


def test_the_documentation_says_what_it_cannot_see(name: str) -> None:
    rows = [
        row for row in (ROOT / "docs" / "monitors.md").read_text(encoding="utf-8").splitlines() if row.startswith("| `")
    ]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert [len(row[-1]) > 20 for row in cells if row[0] == f"`{name}`"] == [True]


def test_nothing_is_noticed_where_nobody_is(monitor: Monitor) -> None:
    scenes = [Scene(camera="hall", taken_at=START + number * PERIOD, tracks=()) for number in range(500)]
    assert watch(monitor, scenes) == []


def test_what_is_told_is_sound(name: str, monitor: Monitor) -> None:
    for scene in a_day():
        for event in told_by(monitor, scene):
            check(name, scene, event)


@pytest.mark.slow
def test_the_same_scenes_bring_the_same_events(name: str, monitor: Monitor) -> None:
    day = a_day()
    first = without_ids(watch(monitor, day))
    assert without_ids(watch(made(name), day)) == first
    monitor.reset()
    assert without_ids(watch(monitor, day)) == first


@pytest.mark.slow
@pytest.mark.parametrize("value", NONSENSE)
def test_no_monitor_stumbles_over_nonsense(name: str, monitor: Monitor, value: float) -> None:
    for scene in a_spoiled_day(value):
        for event in told_by(monitor, scene):
            check(name, scene, event)


def test_no_monitor_stumbles_over_time(name: str, monitor: Monitor) -> None:
    """Scenes that come twice, late, from another camera, and after hours."""
    day = a_day()
    later = [replace(scene, taken_at=scene.taken_at + timedelta(hours=5)) for scene in day[40:60]]
    for scene in (*day[:60], *day[50:70], *reversed(day[:20]), *later, replace(day[30], camera="kitchen")):
        for event in told_by(monitor, scene):
            assert event.monitor == name
