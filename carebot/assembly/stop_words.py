"""Whether stop words are still heard: asked as long as the robot runs, since an engine may break down at any time."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.language import Text
from dialogue.base import Spotter

EVERY: Final = timedelta(seconds=5)
"""How often; what broke is told within twice as long."""


async def watch_spotter(spotter: Spotter, clock: Clock, fault: Callable[[Text | None], None]) -> None:
    """Tell `fault` when `spotter` hears no stop words any more, and None when it does again. Never returns."""
    told: Text | None = None
    while True:
        await clock.sleep(EVERY)
        readiness = await asyncio.to_thread(spotter.readiness)
        why = None if readiness.ready else _deaf(readiness.detail)
        if why != told:
            told = why
            fault(why)


def _deaf(why: Text) -> Text:
    return Text(
        zh=f"喊“停”现在听不见了：{why.zh}请用面板上或机身上的停止键，并重新启动机器人的程序。",
        en=f"Spoken stop words are not heard now: {why.en} Use the stop button of the panel or the body, "
        "and restart the robot's program.",
    )
