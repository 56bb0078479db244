"""Notifying: the actuator that sends a permitted notice through every outlet at once and records each answer."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from carebot.bus import Bus
from carebot.core.actions import Action, AlarmLevel, Notify
from carebot.core.alarms import NotificationSent
from carebot.core.clock import Clock
from carebot.core.errors import PermitError
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Permit
from carebot.outlets.base import Delivery, Notice, Outlet

# An outlet has to answer within seconds, or the next step of the chain comes before the answer to the first.
ANSWER_LIMIT: Final = timedelta(seconds=10)

_NOBODY: Final = Text(
    zh="通知已发出，但还没有送到任何人手里。", en="The notice was sent, but it has reached nobody yet."
)


class Notifier:
    """Sends notices; it succeeds when at least one outlet delivered.

    Whatever an outlet does, each of the others is told and recorded. `limit` is in real time, as networks are. `ring`
    is given the level and step of each call, for a bell; that it rang is not that anybody came to know.
    """

    def __init__(
        self,
        bus: Bus,
        clock: Clock,
        ledger: PermitLedger,
        outlets: Mapping[str, Outlet],
        *,
        limit: timedelta = ANSWER_LIMIT,
        ring: Callable[[AlarmLevel, int], None] | None = None,
    ) -> None:
        self._bus = bus
        self._clock = clock
        self._ledger = ledger
        self._outlets = outlets
        self._limit = limit
        self._ring = ring

    def supports(self, action: Action) -> bool:
        """Notices alone."""
        return isinstance(action, Notify)

    async def execute(self, permit: Permit) -> Outcome:
        """Send the permitted notice through every outlet; a failing one delays no other."""
        try:
            self._ledger.take(permit, self._clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        action = permit.action
        assert isinstance(action, Notify)
        if self._ring is not None:
            self._ring(action.level, action.chain_step)
        notice = _notice(permit, action, self._clock.now())
        delivered = await asyncio.gather(*(self._send(name, outlet, notice) for name, outlet in self._outlets.items()))
        if any(delivered):
            return Outcome(result=Result.SUCCEEDED)
        return Outcome(result=Result.UNHEARD, detail=_NOBODY, heard=False)

    def stop(self) -> None:
        """Nothing here moves or sounds; a call for help is never taken back by a stop."""

    async def _send(self, name: str, outlet: Outlet, notice: Notice) -> bool:
        (answer,) = await asyncio.gather(self._deliver(outlet, notice), return_exceptions=True)
        delivery = _broken(name, answer) if isinstance(answer, BaseException) else answer
        self._bus.publish(
            NotificationSent(
                id=fresh_id(),
                occurred_at=self._clock.now(),
                cause=notice.id,
                outlet=name,
                incident=notice.incident,
                level=notice.level,
                delivered=delivery.delivered,
                detail=delivery.detail,
            )
        )
        return delivery.delivered

    async def _deliver(self, outlet: Outlet, notice: Notice) -> Delivery:
        try:
            async with asyncio.timeout(self._limit.total_seconds()):
                return await outlet.deliver(notice)
        except TimeoutError:
            return Delivery(delivered=False, detail=_no_answer(self._limit))


def _notice(permit: Permit, action: Notify, at: datetime) -> Notice:
    return Notice(
        id=permit.id,
        text=action.text,
        level=action.level,
        incident=action.incident,
        chain_step=action.chain_step,
        sent_at=at,
    )


def _no_answer(limit: timedelta) -> Text:
    seconds = f"{limit.total_seconds():g}"
    return Text(zh=f"{seconds} 秒内没有应答。", en=f"There was no answer within {seconds} s.")


def _broken(name: str, error: BaseException) -> Delivery:
    return Delivery(
        delivered=False,
        detail=Text(
            zh=f"通知方式“{name}”出错了（{error!r}），请通知技术人员。",
            en=f"The outlet '{name}' failed ({error!r}); tell a technician.",
        ),
    )
