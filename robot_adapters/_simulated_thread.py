"""The one thread that owns the simulated home: it steps physics, renders, and applies the latest command.

Nothing else touches the world. A stop acts in the very next stretch of physics, whatever the rest of the program does.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from carebot.core.errors import BodyError
from carebot.core.language import Text
from robot_adapters._navigation.footprint import NO_POINTS, Points
from robot_adapters._navigation.obstacles import DepthView, depth_points
from robot_adapters._simulated_commands import CommandSlot
from robot_adapters._simulated_world import Camera, Snapshot, World
from robot_adapters._simulation.readings import CameraFrame

STRETCH_S: Final = 0.02
"""The length of physics between two looks at the commands."""

_LASER_EVERY: Final = 5
_LEAD: Final = 50
"""Stretches that pass while the loop hangs: one second, in which leases and stops work as on a real body."""

_CATCH_UP_S: Final = 0.2
_TURNS: Final = 20
"""Turns of the loop within which whoever was answered begins what it waits for next."""
_CLOSED: Final = Text(zh="模拟的家没有在运行，请重新启动。", en="The simulated home is not running; start it again.")

WorldT = TypeVar("WorldT", bound=World)
ResultT = TypeVar("ResultT")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Running(Generic[WorldT]):
    """A world and the loop that hears of it."""

    world: WorldT
    loop: asyncio.AbstractEventLoop


class WorldThread(Generic[WorldT]):
    """Owns one world and its time.

    With `speed` None a stretch is stepped only when the one before was answered with `go_on`; else time passes at
    `speed` times real time, and a loop that hangs finds the world up to one second ahead.
    """

    def __init__(self, slot: CommandSlot, camera: Camera, speed: float | None) -> None:
        self._slot = slot
        self._camera = camera
        self._speed = speed
        self._owner = ThreadPoolExecutor(max_workers=1, thread_name_prefix="simulated home")
        self._measured: asyncio.Queue[Snapshot | BaseException] = asyncio.Queue()
        self._turns = threading.Lock()
        self._leave = 1 if speed is None else _LEAD
        self._idle = True
        self._closing = threading.Event()
        self._running: _Running[WorldT] | None = None
        self._asked = 0
        self._answered = asyncio.Event()
        self._stretches = 0
        self._due_s = 0.0
        self._next_picture_s = 0.0

    async def start(self, build: Callable[[], WorldT]) -> None:
        """Build the world in its thread and start its time. Raises what `build` raises."""
        loop = asyncio.get_running_loop()
        with ExitStack() as undoing:
            undoing.callback(self._owner.shutdown, wait=False)
            world = await loop.run_in_executor(self._owner, build)
            undoing.pop_all()
        self._running = _Running(world=world, loop=loop)
        self._due_s = loop.time()
        self._next(self._running, leave=0)

    async def aclose(self) -> None:
        """End the world's time and free it; harmless when never started."""
        self._closing.set()
        running, self._running = self._running, None
        if running is not None:
            await running.loop.run_in_executor(self._owner, running.world.close)
        self._owner.shutdown(wait=False)

    async def call(self, job: Callable[[WorldT], ResultT]) -> ResultT:
        """Run `job` on the world between two stretches. Raises what it raises; BodyError when there is no world."""
        running = self._running
        if running is None:
            raise BodyError(_CLOSED)
        self._asked += 1
        self._answered.clear()
        try:
            return await running.loop.run_in_executor(self._owner, job, running.world)
        finally:
            self._asked -= 1
            if self._asked == 0:
                self._answered.set()

    async def answered(self) -> None:
        """Return once nobody waits for a call, and whoever did has gone on to wait for something else.

        At once where time passes by itself.
        """
        while self._asked and self._speed is None:
            await self._answered.wait()
            for _ in range(_TURNS):
                await asyncio.sleep(0)

    async def measured(self) -> list[Snapshot]:
        """What was measured since the previous call, oldest first, at least one; raises what ended the world."""
        found = [await self._measured.get()]
        while not self._measured.empty():
            found.append(self._measured.get_nowait())
        snapshots = []
        for item in found:
            if isinstance(item, BaseException):
                raise item
            snapshots.append(item)
        return snapshots

    def go_on(self, stretches: int) -> None:
        """Answer as many stretches as have been taken in."""
        if self._running is not None:
            self._next(self._running, leave=stretches)

    def _next(self, running: _Running[WorldT], leave: int) -> None:
        """Add leave for stretches, and have the next one stepped where the thread waits for that."""
        with self._turns:
            self._leave += leave
            if self._idle and self._leave > 0 and not self._closing.is_set():
                self._idle = False
                self._owner.submit(self._stretch, running).add_done_callback(self._tell_failure(running))

    def _tell_failure(self, running: _Running[WorldT]) -> Callable[[Future[None]], None]:
        def told(stretch: Future[None]) -> None:
            error = stretch.exception()
            if error is not None:
                running.loop.call_soon_threadsafe(self._measured.put_nowait, error)

        return told

    def _stretch(self, running: _Running[WorldT]) -> None:
        """One stretch of physics, in the thread."""
        self._wait_until_due(running.loop)
        if self._closing.is_set():
            return
        snapshot = self._step(running.world)
        running.loop.call_soon_threadsafe(self._measured.put_nowait, snapshot)
        with self._turns:
            self._leave -= 1
            self._idle = True
        self._next(running, leave=0)

    def _wait_until_due(self, loop: asyncio.AbstractEventLoop) -> None:
        """Wait for real time; a world that cannot keep up falls behind rather than hurry later."""
        if self._speed is None:
            return
        self._due_s = max(self._due_s, loop.time() - _CATCH_UP_S) + STRETCH_S / self._speed
        self._closing.wait(max(0.0, self._due_s - loop.time()))

    def _step(self, world: WorldT) -> Snapshot:
        orders = self._slot.take(world.time_s)
        world.command_velocity(*orders.velocity)
        if orders.hold:
            world.hold_joints()
        if orders.gaze is not None:
            world.command_joints(head_pan_rad=orders.gaze[0], head_tilt_rad=orders.gaze[1])
        world.step(STRETCH_S)
        self._stretches += 1
        frame = self._picture(world)
        return Snapshot(
            time_s=world.time_s,
            reading=world.robot(),
            holding=world.held_object() or "",
            commanded=orders.velocity,
            laser_m=world.lidar() if self._stretches % _LASER_EVERY == 0 else None,
            frame=frame,
            points=NO_POINTS if frame is None else self._points(frame),
        )

    def _picture(self, world: WorldT) -> CameraFrame | None:
        if world.time_s < self._next_picture_s:
            return None
        self._next_picture_s += self._camera.period_s
        return world.camera(self._camera.width, self._camera.height, depth=True)

    def _points(self, frame: CameraFrame) -> Points:
        if frame.depth_m is None:
            return NO_POINTS
        view = DepthView(
            depth_m=frame.depth_m,
            fx_px=frame.fx_px,
            fy_px=frame.fy_px,
            cx_px=frame.cx_px,
            cy_px=frame.cy_px,
            camera_to_map=frame.camera_to_world,
        )
        return depth_points(view, self._camera.obstacle_height_m)
