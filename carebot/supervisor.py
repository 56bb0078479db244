"""Supervised tasks: whatever runs for long runs here, is restarted when it fails, and its failing is told."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any, Final

from carebot.core.clock import Clock
from carebot.core.errors import CarebotError
from carebot.core.language import Text

_FIRST_PAUSE: Final = timedelta(seconds=1)
_LONGEST_PAUSE: Final = timedelta(seconds=30)


class Supervisor:
    """Keeps services running and one-off tasks accounted for.

    `fault(source, text)` hears of a failure, and of its end (`text` None).
    """

    def __init__(self, clock: Clock, fault: Callable[[str, Text | None], None]) -> None:
        self._clock = clock
        self._fault = fault
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` once; its failure is told, and harms nothing else."""
        return self._keep(asyncio.create_task(self._once(name, work), name=name))

    def keep(self, name: str, service: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Run `service` again and again until it returns by itself; pauses grow while it keeps failing."""
        return self._keep(asyncio.create_task(self._again(name, service), name=name))

    async def aclose(self) -> None:
        """Cancel everything and wait for its end."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _keep(self, task: asyncio.Task[None]) -> asyncio.Task[None]:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _once(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - the supervisor is where failures of tasks end up
            self._fault(name, _failed(name, error))

    async def _again(self, name: str, service: Callable[[], Awaitable[None]]) -> None:
        pause = _FIRST_PAUSE
        while True:
            began = self._clock.monotonic()
            try:
                await service()
            except Exception as error:  # noqa: BLE001 - the supervisor is where failures of tasks end up
                self._fault(name, _failed(name, error))
            else:
                self._fault(name, None)
                return
            lasted = self._clock.monotonic() - began
            pause = _FIRST_PAUSE if lasted > _LONGEST_PAUSE else min(pause * 2, _LONGEST_PAUSE)
            await self._clock.sleep(pause)


def _failed(name: str, error: Exception) -> Text:
    if isinstance(error, CarebotError):
        return error.text
    return Text(
        zh=f"“{name}”出错了（{error!r}），正在重新启动。若反复出现请通知技术人员。",
        en=f"'{name}' failed ({error!r}) and is being restarted. If it keeps failing, tell a technician.",
    )
