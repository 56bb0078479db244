"""Waiting with a limit, in the time of the clock that the house goes by."""

import asyncio
from datetime import timedelta
from typing import Any

from carebot.core.clock import Clock


async def done_within(clock: Clock, limit: timedelta, future: asyncio.Future[Any]) -> bool:
    """Wait until `future` is done or `limit` has passed; gives whether it is done. The future itself is left alone."""
    timer = asyncio.ensure_future(clock.sleep(limit))
    try:
        await asyncio.wait({future, timer}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        timer.cancel()
    return future.done()
