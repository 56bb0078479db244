"""A language model asked beside the loop: one sentence at a time, for a limited time, and left alone when it fails.

Whoever waits for it gets an answer within the limit, if only that there is none; its outage is told.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.errors import ModelError
from carebot.core.intents import Candidate
from carebot.core.language import Text
from dialogue.language_model import LanguageModel

REST: Final = timedelta(minutes=1)
"""How long a model that failed is not asked, so that nobody waits in vain at every sentence."""
_TOO_SLOW: Final = Text(
    zh="语言模型答得太慢，没有等它。请换一个快的，或关掉它。",
    en="The language model answers too slowly and was not waited for. Choose a faster one, or switch it off.",
)


class Proposing:
    """Asks `model` in a thread of its own, for at most `limit`; `computing` holds simulated time meanwhile.

    `fault` is told why the model is of no use, and None when it is again. Everything but the model is on the loop.
    """

    def __init__(
        self,
        model: LanguageModel,
        limit: timedelta,
        clock: Clock,
        fault: Callable[[Text | None], None],
        computing: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
    ) -> None:
        self._model = model
        self._limit = limit
        self._clock = clock
        self._fault = fault
        self._computing = computing
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="language model")
        self._asked: asyncio.Future[tuple[Candidate, ...]] | None = None
        self._rests_until = timedelta()
        self._started = False

    async def start(self) -> None:
        """Make the model ready; where it cannot be that is told, and nothing is ever proposed."""
        try:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._model.start)
        except ModelError as error:
            self._fault(error.text)
        else:
            self._started = True

    def may_hear(self, text: str) -> bool:
        """Whether it is worth waiting for a proposal: the model works, is free, and `text` may be sent to it."""
        busy = self._asked is not None and not self._asked.done()
        rests = self._clock.monotonic() < self._rests_until
        return self._started and not busy and not rests and self._model.may_hear(text)

    async def propose(self, text: str) -> tuple[Candidate, ...]:
        """What `text` may have meant; nothing where the model is of no help, or not within the limit."""
        self._asked = asyncio.get_running_loop().run_in_executor(self._thread, self._model.propose, text)
        try:
            async with self._computing(), asyncio.timeout(self._limit.total_seconds()):
                proposed = await asyncio.shield(self._asked)
        except TimeoutError:
            self._asked.add_done_callback(_unheeded)
            return self._failed(_TOO_SLOW)
        except ModelError as error:
            return self._failed(error.text)
        self._fault(None)
        return proposed

    async def aclose(self) -> None:
        """Let go of the model; an answer that is still on its way comes to nothing."""
        self._started = False
        self._model.close()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _failed(self, why: Text) -> tuple[Candidate, ...]:
        self._rests_until = self._clock.monotonic() + REST
        self._fault(why)
        return ()


def _unheeded(late: asyncio.Future[tuple[Candidate, ...]]) -> None:
    """Take what comes too late, be it an error, so that nobody misses it."""
    if not late.cancelled():
        late.exception()
