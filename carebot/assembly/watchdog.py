"""Who watches this robot: the watchdog in its own program, and the running monitor in a process of its own.

The loop beats, and what moves is stopped when it does not. One missed beat stops and, once the loop answers again, lets
go on; a crash loop stays stopped until staff release it.
"""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Final

from carebot.assembly.guard import Guard
from carebot.clocks import SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.events import Source, StopPressed, StopReleased
from carebot.core.people import ROBOT_ITSELF
from carebot.executor import Executor
from carebot.modes import Mode
from carebot.robot import Robot
from carebot.situations import Situations, where_is
from robot_adapters.base import RobotAdapter
from safety.vitals import Options
from safety.watchdog import News, Pulse, Watchdog

BEAT: Final = timedelta(milliseconds=40)


async def attach_guards(
    stack: AsyncExitStack, robot: Robot, situations: Situations, executor: Executor, body: RobotAdapter
) -> None:
    """Start watching the loop of the calling task, as far as the body lives in the time of this machine.

    Returns when the monitor has spoken; what watches ends before the body does, whose silence is no fault then.

    A simulation that makes the time itself stands still when the loop does: there a hang is no hazard, and no fault.
    """
    if body.real_time:
        guard = Guard(robot, situations, body, Options())
        stack.push_async_callback(_ended, robot.supervisor.keep("monitor", guard.stand))
        await guard.first_word()
    if not body.drives_clock:
        _attach_watchdog(stack, robot, executor, body)


def _attach_watchdog(stack: AsyncExitStack, robot: Robot, executor: Executor, body: RobotAdapter) -> None:
    loop = asyncio.get_running_loop()

    def told(news: News) -> None:
        loop.call_soon_threadsafe(_take_news, news, robot, body)

    watchdog = Watchdog((executor.stop,), told, SystemClock().monotonic)
    watchdog.start()
    stack.callback(watchdog.close)
    robot.bus.subscribe(StopReleased, lambda _: watchdog.release())
    robot.supervisor.start("heartbeat", _beat(watchdog))


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _beat(watchdog: Watchdog) -> None:
    while True:
        watchdog.beat()
        await asyncio.sleep(BEAT.total_seconds())


def _take_news(news: News, robot: Robot, body: RobotAdapter) -> None:
    match news.pulse:
        case Pulse.BEATING:
            if robot.orchestrator.mode is not Mode.STOPPED:
                body.release()
            robot.announcer.fault("watchdog", None)
        case Pulse.MISSED:
            robot.announcer.fault("watchdog", news.text, AlarmLevel.LOW)
        case Pulse.CRASH_LOOP:
            robot.announcer.fault("watchdog", news.text, AlarmLevel.HIGH)
            stamp = robot.announcer.stamp()
            where = where_is(body)
            robot.bus.publish(StopPressed(**stamp, by=ROBOT_ITSELF, source=Source.SCHEDULE, position=where))
