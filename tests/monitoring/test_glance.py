"""A glance through a camera: size and rate of what comes, and words where nothing does."""

from collections.abc import AsyncIterator
from datetime import timedelta

import numpy as np
import pytest

from carebot.core.errors import DeviceError
from monitoring.frames import Frame
from monitoring.glance import Glance, glance
from tests.monitoring.clocks import LeapingClock
from tests.safety.builders import NOW

pytestmark = pytest.mark.anyio


class Camera:
    """Gives so many pictures, ten a second."""

    camera = "new"

    def __init__(self, clock: LeapingClock, pictures: int) -> None:
        self._clock = clock
        self._pictures = pictures
        self.closed = False

    async def frames(self) -> AsyncIterator[Frame]:
        try:
            for sequence in range(self._pictures):
                rgb = np.zeros((48, 64, 3), dtype=np.uint8)
                yield Frame(camera=self.camera, sequence=sequence, taken_at=self._clock.now(), rgb=rgb)
                await self._clock.sleep(timedelta(milliseconds=100))
        finally:
            self.closed = True

    async def aclose(self) -> None:
        self.closed = True


async def test_size_and_rate_are_told_and_the_camera_is_let_go() -> None:
    clock = LeapingClock(NOW)
    camera = Camera(clock, 1000)
    assert await glance(camera, clock) == Glance(width=64, height=48, frames_per_s=10.0)
    assert camera.closed
    assert clock.monotonic() < timedelta(seconds=3)


@pytest.mark.parametrize("pictures", [0, 1, 5])
async def test_a_stream_that_ends_is_no_camera(pictures: int) -> None:
    clock = LeapingClock(NOW)
    with pytest.raises(DeviceError, match="no pictures"):
        await glance(Camera(clock, pictures), clock)
