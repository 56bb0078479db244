"""Sight: what one camera's service tells, on paper: falls, people, skeletons, and why it is blind."""

import asyncio
import math
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from carebot.clocks import SimulatedClock
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from carebot.core.picture import Picture
from carebot.core.situation import PeopleView
from monitoring.camera import PushSource
from monitoring.camera_check import CameraCheck
from monitoring.frames import Frame
from monitoring.lookout import Lookout
from monitoring.monitors.base import Noticed
from monitoring.monitors.fall import Fall
from monitoring.people import PeopleEstimate
from monitoring.pose import PoseEstimator
from monitoring.sight import LINES, Sight, Skeletons, Told
from monitoring.skeletons import PoseFrame
from monitoring.watch import watch
from tests.monitoring.kinematics import BEGAN, STANDING, Body, Camera, Part, fallen, motion, stage, stay
from tests.monitoring.paper import PaperPose

DOWN = fallen(STANDING, math.pi / 2)
FALL = motion(STANDING, stay(2, STANDING), Part(to=DOWN, lasts_s=0.9, falling=True), stay(3, DOWN))


class Recorded:
    """Frames that were recorded, as a source."""

    camera = "head"

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = frames
        self.closed = False

    async def frames(self) -> Any:
        for frame in self._frames:
            yield frame

    async def aclose(self) -> None:
        self.closed = True


class Listener:
    """Takes down everything that it is told."""

    def __init__(self) -> None:
        self.noticed: list[Noticed] = []
        self.views: list[PeopleView] = []
        self.skeletons: list[Skeletons] = []
        self.faults: list[Text | None] = []

    def told(self) -> Told:
        return Told(
            noticed=self.noticed.append,
            seen=self.views.append,
            skeletons=self.skeletons.append,
            fault=self.faults.append,
        )


def paper(bodies: Sequence[Body | None], lost: Sequence[int] = ()) -> PaperPose:
    return PaperPose(stage(Camera(), 6).frames(bodies), lost)


def lookout(pose: PoseEstimator) -> Lookout:
    return Lookout(pose, [Fall()], PeopleEstimate(only_resident="wang"))


def watched(pose: PaperPose) -> Listener:
    listener = Listener()
    sight = Sight(
        Recorded(pose.frames), lookout(pose), SimulatedClock(BEGAN), listener.told(), CameraCheck(noisy=False)
    )
    asyncio.run(sight.run())
    return listener


def test_a_fall_is_told_with_the_resident_and_the_place() -> None:
    listener = watched(paper(FALL))
    (event,) = listener.noticed
    assert event.about == "wang"
    assert event.position is not None
    assert len(listener.views) == len(FALL)
    assert listener.views[-1].people[0].resident == "wang"


def test_skeletons_are_drawn_in_shares_of_the_picture() -> None:
    (drawn,) = watched(paper(FALL)).skeletons[10]
    assert len(drawn.points) == len(drawn.visibility) == 33
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in drawn.points)
    assert max(max(line) for line in LINES) < 33


def test_frames_that_the_engine_lost_are_left_out_and_harm_nothing() -> None:
    listener = watched(paper(FALL, lost=range(4, 9)))
    assert len(listener.views) == len(FALL) - 5
    assert len(listener.noticed) == 1


def test_the_engine_is_asked_for_second_looks() -> None:
    pose = paper(FALL)
    watched(pose)
    assert any(pose.asked)
    assert all(len(looks) <= 1 for looks in pose.asked)


def test_a_covered_camera_is_told_once() -> None:
    faults = watched(paper(FALL)).faults
    assert [fault is not None for fault in faults] == [True]
    assert faults[0] is not None
    assert "covered" in faults[0].en


def test_a_camera_that_falls_silent_is_told_and_cleared_when_it_comes_back() -> None:
    listener = Listener()
    room = np.kron(np.arange(48).reshape(6, 8), np.ones((80, 80))).astype(np.uint8)
    rgb = np.repeat((room * 5)[:, :, None], 3, axis=2)

    class NobodyThere:
        async def estimate(self, frame: Frame, looks: Sequence[object] = ()) -> PoseFrame:
            return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=())

    async def live() -> None:
        clock = SimulatedClock(BEGAN)
        source = PushSource("head")
        sight = Sight(source, lookout(NobodyThere()), clock, listener.told(), CameraCheck(noisy=False))

        async def picture() -> None:
            await source.push(
                Picture(camera="head", taken_at=clock.now(), width=640, height=480, rgb=np.ascontiguousarray(rgb).data)
            )

        running = asyncio.create_task(sight.run())
        await clock.advance(timedelta(seconds=0.1))
        await picture()
        await clock.advance(timedelta(seconds=4))
        assert listener.faults == []
        await clock.advance(timedelta(seconds=3))
        assert len(listener.faults) == 1
        await picture()
        await sight.aclose()
        await running

    asyncio.run(live())
    first, second = listener.faults
    assert first is not None
    assert "head" in first.en
    assert second is None


def test_a_camera_that_fails_ends_the_service_with_its_reason() -> None:
    class Broken(Recorded):
        async def frames(self) -> Any:
            for frame in self._frames[:2]:
                yield frame
            raise DeviceError(Text(zh="摄像头坏了。", en="The camera broke."))

    pose, listener = paper(FALL), Listener()
    sight = Sight(Broken(pose.frames), lookout(pose), SimulatedClock(BEGAN), listener.told(), CameraCheck(noisy=False))
    with pytest.raises(DeviceError, match="broke"):
        asyncio.run(sight.run())
    assert len(listener.views) == 2


def test_a_camera_that_fails_is_told_and_tried_again_until_it_is_well() -> None:
    """It breaks after two frames, cannot be opened three times, and is well again from then on."""
    attempts: list[timedelta] = []
    clock = SimulatedClock(BEGAN)

    class Loose(Recorded):
        async def frames(self) -> Any:
            attempts.append(clock.monotonic())
            if 1 < len(attempts) <= 4:
                raise DeviceError(Text(zh="摄像头打不开。", en="The camera cannot be opened."))
            for frame in self._frames[:2]:
                yield frame
            if len(attempts) == 1:
                raise DeviceError(Text(zh="摄像头坏了。", en="The camera broke."))

    pose, listener = paper(FALL), Listener()
    sight = Sight(Loose(pose.frames), lookout(pose), clock, listener.told(), CameraCheck(noisy=False))

    async def live() -> None:
        watching = asyncio.create_task(sight.keep_watching())
        while not watching.done():
            await clock.advance(timedelta(seconds=0.5))
        await watching

    asyncio.run(live())
    told = [fault.en if fault else None for fault in listener.faults]
    assert told == ["The camera broke.", "The camera cannot be opened.", None]
    waited = [later - earlier for earlier, later in pairwise(attempts)]
    assert waited == sorted(waited)
    assert waited[0] == timedelta(seconds=1)
    assert waited[-1] <= timedelta(seconds=15)


def test_watching_gives_a_line_for_each_thing_noticed() -> None:
    async def lines() -> list[dict[str, object]]:
        pose = paper(FALL)
        return [line async for line in watch(Recorded(pose.frames), lookout(pose))]

    (line,) = asyncio.run(lines())
    assert line["kind"] == "fall_suspected"
    assert line["monitor"] == "fall"
    assert line["about"] == "wang"
    assert isinstance(line["at_s"], float)
    assert 2.4 < line["at_s"] < 4.5
    assert isinstance(line["onset_s"], float)
    assert 1.5 < line["onset_s"] < line["at_s"]
    assert isinstance(line["evidence"], dict)
    assert "came_down" in line["evidence"]
