"""Lets the simulated home's time pass for everybody: steps the world, takes in its measurements, advances the clock.

Whoever sleeps on the clock wakes between two stretches of physics, and sees what was measured at that instant.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Final, Generic

from carebot.core.clock import DrivenClock
from carebot.core.errors import CarebotError
from carebot.core.home import Pose
from carebot.core.language import Text
from carebot.core.picture import Picture
from robot_adapters._simulated_senses import Senses
from robot_adapters._simulated_thread import STRETCH_S, WorldT, WorldThread
from robot_adapters._simulation.readings import CameraFrame

_CAMERA: Final = "head"
_STRETCH: Final = timedelta(seconds=STRETCH_S)

Deliver = Callable[[Picture], Awaitable[None]]


class SimulatedTime(Generic[WorldT]):
    """The time of one simulated home. `failed` is told when the world can go on no longer."""

    def __init__(
        self, thread: WorldThread[WorldT], senses: Senses, clock: DrivenClock, failed: Callable[[Text], None]
    ) -> None:
        self._thread = thread
        self._senses = senses
        self._clock = clock
        self._failed = failed
        self._pictures: asyncio.Queue[Picture] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._passed = timedelta()
        self._began_s = 0.0

    async def start(self, build: Callable[[], WorldT], deliver: Deliver | None, *, lockstep: bool) -> None:
        """Build the world, measure once, and let time pass from then on. Raises what `build` raises.

        In lockstep time waits until each picture was taken; else the newest is delivered while time goes on.
        """
        async with AsyncExitStack() as undoing:
            undoing.push_async_callback(self._thread.aclose)
            await self._thread.start(build)
            self._began_s = asyncio.get_running_loop().time()
            await self._pass_some(None)
            undoing.pop_all()
        if lockstep or deliver is None:
            self._begin(self._pass_time(deliver), "simulated time")
        else:
            self._begin(self._pass_time(self._keep_newest), "simulated time")
            self._begin(self._deliver_newest(deliver), "simulated camera")

    async def aclose(self) -> None:
        """End the time and free the world; harmless when never started."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._thread.aclose()

    @property
    def real_time_factor(self) -> float:
        """How many simulated seconds have passed for each real one since the start."""
        elapsed_s = asyncio.get_running_loop().time() - self._began_s
        return self._passed.total_seconds() / max(elapsed_s, 1e-6)

    def _begin(self, work: Coroutine[None, None, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._tell)
        self._tasks.append(task)

    def _tell(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, CarebotError):
            self._failed(error.text)
        elif error is not None:
            self._failed(
                Text(
                    zh=f"模拟的家出错停止了（{error}），请重新启动。",
                    en=f"The simulated home failed ({error}); start it again.",
                )
            )

    async def _pass_time(self, deliver: Deliver | None) -> None:
        while True:
            await self._pass_some(deliver)

    async def _pass_some(self, deliver: Deliver | None) -> None:
        """Let the stretches pass that have been measured meanwhile, and hand on the newest picture among them.

        Whoever woke and asks the world something is answered before time goes on: how fast the machine answers must
        not tell in how much happens meanwhile.
        """
        snapshots = await self._thread.measured()
        self._senses.take(snapshots)
        passed = _STRETCH * len(snapshots)
        await self._clock.advance(passed)
        self._passed += passed
        taken = [(snapshot.frame, snapshot.reading.pose) for snapshot in snapshots if snapshot.frame is not None]
        if taken and deliver is not None:
            await deliver(self._picture(*taken[-1]))
        await self._thread.answered()
        self._thread.go_on(len(snapshots))

    def _picture(self, frame: CameraFrame, pose: Pose) -> Picture:
        late = timedelta(seconds=max(0.0, self._senses.now.total_seconds() - frame.time_s))
        height, width, _ = frame.rgb.shape
        return Picture(
            camera=_CAMERA,
            taken_at=self._clock.now() - late,
            width=width,
            height=height,
            rgb=frame.rgb.data,
            depth_m=None if frame.depth_m is None else frame.depth_m.data,
            camera_to_map=tuple(float(value) for value in frame.camera_to_world.ravel()),
            robot=pose,
            fx=frame.fx_px,
            fy=frame.fy_px,
            cx=frame.cx_px,
            cy=frame.cy_px,
        )

    async def _keep_newest(self, picture: Picture) -> None:
        while not self._pictures.empty():
            self._pictures.get_nowait()
        self._pictures.put_nowait(picture)

    async def _deliver_newest(self, deliver: Deliver) -> None:
        while True:
            await deliver(await self._pictures.get())
