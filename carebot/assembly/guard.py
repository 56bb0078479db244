"""The running monitor of this robot: its process is started here, told how the robot is, and obeyed.

Nothing moves without a monitor: one that is silent is replaced, and until the next one speaks the gate refuses motion.
"""

import asyncio
import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.body import BodyState
from carebot.core.events import Source, StopPressed, StopReleased
from carebot.core.language import Text
from carebot.core.people import ROBOT_ITSELF
from carebot.core.situation import Reading
from carebot.modes import Mode
from carebot.robot import Robot
from carebot.situations import Situations, where_is
from robot_adapters.base import RobotAdapter
from safety.ladder import FAULTS, Clearing, Fault, Rung
from safety.monitor import Order
from safety.monitor_process import Post, keep_watch
from safety.vitals import Options, Vitals, vitals_of

BEAT: Final = timedelta(milliseconds=40)
SILENT: Final = timedelta(milliseconds=300)
"""A monitor that tells nothing for so long, though it speaks every 100 ms, is replaced."""

STARTING: Final = timedelta(seconds=20)
"""How long a new process may take to say its first word; loading the interpreter takes most of it."""

LASTING: Final = timedelta(seconds=2)
"""A fault that clears by itself is told when it has lasted so long: a hiccup of a busy machine is nobody's matter."""

_NO_MONITOR: Final = "monitor_silent"
_SILENT: Final = Text(
    zh="安全监视程序没有响应，机器人先停着，正在重新启动它。",
    en="The safety monitor does not answer; the robot holds still while it is started again.",
)
_FAULTS: Final = {fault.name: fault for fault in FAULTS}
_LOST: Final = "monitor.lost"


class Guard:
    """Stands between one robot and its monitor."""

    def __init__(self, robot: Robot, situations: Situations, body: RobotAdapter, options: Options) -> None:
        self._robot = robot
        self._situations = situations
        self._body = body
        self._options = options
        self._releases = 0
        self._told: frozenset[str] = frozenset()
        self._since_s: dict[str, float] = {}
        self._lost_since_s: float | None = None
        self._process: BaseProcess | None = None
        self._spoken = asyncio.Event()
        situations.held_by((_NO_MONITOR,))
        robot.bus.subscribe(StopReleased, self._on_release)

    @property
    def process(self) -> BaseProcess | None:
        """The monitor's process; None before the first one was started."""
        return self._process

    async def first_word(self) -> None:
        """Wait until a monitor has spoken, or for as long as one may take to start; without one nothing moves."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._spoken.wait(), STARTING.total_seconds())

    async def stand(self) -> None:
        """Keep a monitor at work for as long as the robot is."""
        while True:
            await self._with_one_monitor()
            self._situations.held_by((_NO_MONITOR,))
            self._robot.announcer.fault("monitor", _SILENT)

    async def _with_one_monitor(self) -> None:
        """Start a monitor and obey it until it is silent."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        post = Post(pipe=theirs, stop_line=self._body.stop_line(), options=self._options)
        process = context.Process(target=keep_watch, args=(post,), name="carebot monitor", daemon=True)
        process.start()
        self._process = process
        theirs.close()
        try:
            await self._obey(ours, process.is_alive)
        except (EOFError, OSError):
            return  # the other end of the pipe is gone, and with it the monitor
        finally:
            ours.close()
            process.kill()
            await asyncio.to_thread(process.join)

    async def _obey(self, pipe: "Connection[Vitals, Order]", alive: Callable[[], bool]) -> None:
        """Beat and obey until the monitor is silent; told is only who has spoken, since what nobody reads blocks."""
        loop = asyncio.get_running_loop()
        last_word, patience = loop.time(), STARTING
        while True:
            if patience is SILENT:
                present = self._situations.situation(ROBOT_ITSELF).present
                self._orient(present.body)
                pipe.send(vitals_of(present, self._releases))
            await asyncio.sleep(BEAT.total_seconds())
            while pipe.poll():
                self._take(pipe.recv())
                last_word, patience = loop.time(), SILENT
            if not alive() or loop.time() - last_word > patience.total_seconds():
                return

    def _orient(self, body: Reading[BodyState] | None) -> None:
        """Tell of a body that does not know where it is. The monitor holds it where it moves; nothing moves it at rest.

        Only the body itself ends that, so that somebody is to know.
        """
        now_s = asyncio.get_running_loop().time()
        if body is None or body.value.localised:
            self._lost_since_s = None
            self._robot.announcer.fault(_LOST, None)
            return
        self._lost_since_s = now_s if self._lost_since_s is None else self._lost_since_s
        if now_s - self._lost_since_s >= LASTING.total_seconds():
            self._robot.announcer.fault(_LOST, _FAULTS["lost"].text, AlarmLevel.LOW)

    def _take(self, order: Order) -> None:
        """Do what the monitor orders, and tell what it found."""
        self._spoken.set()
        self._robot.announcer.fault("monitor", None)
        active = [_FAULTS[name] for name in order.faults]
        self._situations.held_by(tuple(fault.name for fault in active if fault.rung >= Rung.HOLD))
        self._tell(active)
        latches = any(fault.rung >= Rung.RETREAT and fault.clearing is not Clearing.BY_ITSELF for fault in active)
        up_to_date = order.releases == self._releases
        if latches and up_to_date and self._robot.orchestrator.mode is not Mode.STOPPED:
            stamp = self._robot.announcer.stamp()
            where = where_is(self._body)
            self._robot.bus.publish(StopPressed(**stamp, by=ROBOT_ITSELF, source=Source.SCHEDULE, position=where))

    def _tell(self, active: list[Fault]) -> None:
        """Tell of faults that somebody has to see to. A body that goes slowly or waits is told of where it does."""
        now_s = asyncio.get_running_loop().time()
        self._since_s = {fault.name: self._since_s.get(fault.name, now_s) for fault in active}
        lasting = [
            fault
            for fault in active
            if fault.clearing is not Clearing.BY_ITSELF or now_s - self._since_s[fault.name] >= LASTING.total_seconds()
        ]
        worth_telling = {fault.name for fault in lasting if fault.rung is Rung.WARN or fault.rung >= Rung.RETREAT}
        for name in worth_telling - self._told:
            fault = _FAULTS[name]
            level = AlarmLevel.LOW if fault.clearing is Clearing.BY_ITSELF else AlarmLevel.MEDIUM
            self._robot.announcer.fault(f"monitor.{name}", fault.text, level)
        for name in self._told - worth_telling:
            self._robot.announcer.fault(f"monitor.{name}", None)
        self._told = frozenset(worth_telling)

    def _on_release(self, _: object) -> None:
        self._releases += 1
