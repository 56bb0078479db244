"""Supervised tasks: whatever runs for long runs here, is restarted when it fails, and its failing is told."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from typing import Any, Final

from carebot.core.clock import Clock
from carebot.core.errors import CarebotError
from carebot.core.language import Text

FIRST_PAUSE: Final = timedelta(seconds=1)
LONGEST_PAUSE: Final = timedelta(seconds=30)
# A service that has run for longer than any pause before it counts as working again.
PROVEN_AFTER: Final = LONGEST_PAUSE


class Supervisor:
    """Keeps services running and one-off tasks accounted for.

    `fault(source, text)` hears of a failure, and of its end (`text` None); `source` is `task.` and the task's name, so
    that what a service tells of itself under its own name stays apart.
    """

    def __init__(self, clock: Clock, fault: Callable[[str, Text | None], None]) -> None:
        self._clock = clock
        self._fault = fault
        self._tasks: set[asyncio.Task[None]] = set()
        self._failing: set[str] = set()
        self._closing = False

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` once; its failure is told, and harms nothing else. The next of this name that succeeds ends it."""
        task = self._keep(asyncio.create_task(self._once(name, work), name=name))
        # Work that is cancelled before its first step would otherwise never be closed.
        task.add_done_callback(lambda _: work.close())
        return task

    def keep(self, name: str, service: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Run `service` again and again until it returns by itself; pauses grow while it keeps failing."""
        return self._keep(asyncio.create_task(self._again(name, service), name=name))

    async def aclose(self) -> None:
        """Cancel everything and wait for its end; what is started from now on does not run."""
        self._closing = True
        while self._tasks:
            tasks = tuple(self._tasks)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _keep(self, task: asyncio.Task[None]) -> asyncio.Task[None]:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if self._closing:
            task.cancel()
        return task

    async def _once(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        error = await _failure(work)
        if error is None:
            self._works(name)
        else:
            self._fails(name, _failed(name, error))

    async def _again(self, name: str, service: Callable[[], Awaitable[None]]) -> None:
        pause = FIRST_PAUSE
        while True:
            began = self._clock.monotonic()
            error = await self._attempt(name, service)
            if error is None:
                self._works(name)
                return
            self._fails(name, _restarting(name, error))
            if self._clock.monotonic() - began >= PROVEN_AFTER:
                pause = FIRST_PAUSE
            await self._clock.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _attempt(self, name: str, service: Callable[[], Awaitable[None]]) -> BaseException | None:
        """Run `service` until it ends; gives what it failed of. That it works again is told while it runs."""
        proof = asyncio.create_task(self._prove(name))
        try:
            return await _failure(service())
        finally:
            proof.cancel()
            await asyncio.gather(proof, return_exceptions=True)

    async def _prove(self, name: str) -> None:
        await self._clock.sleep(PROVEN_AFTER)
        self._works(name)

    def _fails(self, name: str, text: Text) -> None:
        self._failing.add(name)
        self._fault(f"task.{name}", text)

    def _works(self, name: str) -> None:
        if name in self._failing:
            self._failing.discard(name)
            self._fault(f"task.{name}", None)


async def _failure(work: Awaitable[None]) -> BaseException | None:
    """What `work` fails of, None when it does not. To be cancelled from within is to fail, from outside is to end."""
    try:
        await work
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        return error
    except Exception as error:  # noqa: BLE001 - the supervisor is where failures of tasks end up
        return error
    return None


def _failed(name: str, error: BaseException) -> Text:
    if isinstance(error, CarebotError):
        return error.text
    return Text(
        zh=f"“{name}”出错了（{error!r}）。若反复出现请通知技术人员。",
        en=f"'{name}' failed ({error!r}). If it happens again, tell a technician.",
    )


def _restarting(name: str, error: BaseException) -> Text:
    if isinstance(error, CarebotError):
        return error.text
    return Text(
        zh=f"“{name}”出错了（{error!r}），正在重新启动。若反复出现请通知技术人员。",
        en=f"'{name}' failed ({error!r}) and is being restarted. If it keeps failing, tell a technician.",
    )
