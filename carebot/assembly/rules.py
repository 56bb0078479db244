"""A home's own rules while the robot runs: taken up when their file changes, and told when they cannot be used."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.clock import Clock
from carebot.robot import Announcer, Robot
from safety.policies.house_rules import HouseRules

LOOK_EVERY: Final = timedelta(seconds=10)
SOURCE: Final = "house_rules"


def attach_home_rules(robot: Robot, rules: HouseRules | None) -> None:
    """Tell what is wrong with the home's rules, and follow their file from now on, where there is one."""
    if rules is not None and rules.home_rules is not None:
        robot.supervisor.keep("house_rules", following(rules, robot.clock, robot.announcer))


def following(rules: HouseRules, clock: Clock, announcer: Announcer) -> Callable[[], Awaitable[None]]:
    """The service that follows the home's file. A proof takes a second or two, so it is made beside the loop."""

    async def follow() -> None:
        await _keep_and_tell(rules, announcer)
        while True:
            await clock.sleep(LOOK_EVERY)
            if rules.is_behind():
                await asyncio.to_thread(rules.renew)
                await _keep_and_tell(rules, announcer)

    return follow


async def _keep_and_tell(rules: HouseRules, announcer: Announcer) -> None:
    await asyncio.to_thread(rules.keep_copy)
    announcer.fault(SOURCE, rules.fault, AlarmLevel.MEDIUM)
