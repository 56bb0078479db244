"""Notifying: sends a permitted notice at once through every outlet whose step has come, and records each answer.

It says that nobody was reached unless somebody whom this very step adds was, so that the chain goes on at once.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from carebot.bearings import bearings, told_with
from carebot.bus import Bus
from carebot.core.actions import Action, AlarmLevel, Notify
from carebot.core.alarms import NotificationSent
from carebot.core.clock import Clock
from carebot.core.errors import PermitError
from carebot.core.ids import Id, fresh_id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Permit
from carebot.knowing import Known
from carebot.outlets.base import Delivery, Notice, Way

# An outlet has to answer within seconds, or the next step of the chain comes before the answer to the first.
ANSWER_LIMIT: Final = timedelta(seconds=10)

PAUSE: Final = timedelta(seconds=0.5)
"""Before the second and last attempt of an outlet whose fault may be over in a moment."""

_NOBODY: Final = Text(
    zh="通知已发出，但还没有送到任何人手里。", en="The notice was sent, but it has reached nobody yet."
)


def _of_none(_: Id) -> Id:
    """No call of a plan opened an incident."""
    return ""


class Notifier:
    """Sends notices; it succeeds when one of those whom the step adds was reached, or anybody where it adds none.

    Whatever an outlet does, each of the others is told and recorded. `limit` and `pause` are in real time, as networks
    are. `ring` is given the level and step of each call, for a bell; that it rang is not that anybody came to know.
    `known` says who and where, and gives the home's wall clock. `of_call` gives the incident that a plan's own call
    opened or joined, by the decision that granted it: the plan itself knows of none.
    """

    def __init__(
        self,
        bus: Bus,
        clock: Clock,
        ledger: PermitLedger,
        ways: Mapping[str, Way],
        known: Known,
        *,
        limit: timedelta = ANSWER_LIMIT,
        pause: timedelta = PAUSE,
        ring: Callable[[AlarmLevel, int], None] | None = None,
        of_call: Callable[[Id], Id] = _of_none,
    ) -> None:
        self._bus = bus
        self._clock = clock
        self._ledger = ledger
        self._ways = ways
        self._known = known
        self._limit = limit
        self._pause = pause
        self._ring = ring
        self._of_call = of_call

    def supports(self, action: Action) -> bool:
        """Notices alone."""
        return isinstance(action, Notify)

    async def execute(self, permit: Permit) -> Outcome:
        """Send the permitted notice through every outlet that it is for by now; a failing one delays no other."""
        try:
            self._ledger.take(permit, self._clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        action = permit.action
        assert isinstance(action, Notify)
        if self._ring is not None:
            self._ring(action.level, action.chain_step)
        notice = self._notice(permit, action)
        due = {name: way for name, way in self._ways.items() if way.reach.covers(action.level, action.chain_step)}
        delivered = await asyncio.gather(*(self._send(name, way, notice) for name, way in due.items()))
        reached = {name: way for (name, way), came in zip(due.items(), delivered, strict=True) if came}
        return _outcome(due, reached, action.chain_step)

    def stop(self) -> None:
        """Nothing here moves or sounds; a call for help is never taken back by a stop."""

    def _notice(self, permit: Permit, action: Notify) -> Notice:
        now = self._clock.now()
        its = bearings(self._known, action, now)
        return Notice(
            id=permit.id,
            text=told_with(action.text, its),
            level=action.level,
            incident=action.incident or self._of_call(permit.decision),
            chain_step=action.chain_step,
            sent_at=self._known.local(now),
            bearings=its,
        )

    async def _send(self, name: str, way: Way, notice: Notice) -> bool:
        mine = replace(notice, to=name, whom=way.reach.whom)
        (answer,) = await asyncio.gather(self._deliver(way, mine), return_exceptions=True)
        delivery = _broken(answer) if isinstance(answer, BaseException) else answer
        self._bus.publish(
            NotificationSent(
                id=fresh_id(),
                occurred_at=self._clock.now(),
                cause=notice.id,
                outlet=name,
                incident=notice.incident,
                level=notice.level,
                delivered=delivery.delivered,
                detail=_for_the_record(name, way, delivery),
                whom=_called(name, way),
                chain_step=notice.chain_step,
            )
        )
        return delivery.delivered

    async def _deliver(self, way: Way, notice: Notice) -> Delivery:
        """What the outlet says, tried once more where that may help; both within the limit."""
        try:
            async with asyncio.timeout(self._limit.total_seconds()):
                delivery = await way.outlet.deliver(notice)
                if delivery.delivered or not delivery.passing:
                    return delivery
                await asyncio.sleep(self._pause.total_seconds())
                return await way.outlet.deliver(notice)
        except TimeoutError:
            return Delivery(delivered=False, detail=_no_answer(self._limit))


def _outcome(due: Mapping[str, Way], reached: Mapping[str, Way], step: int) -> Outcome:
    """Heard, when one of those that the chain uses from this very step on was reached; where it adds none, any."""
    added = {name for name, way in due.items() if way.reach.from_step == step} or set(due)
    names = _listed(reached)
    if added & set(reached):
        return Outcome(result=Result.SUCCEEDED, detail=Text(zh=f"已送到：{names.zh}。", en=f"Reached: {names.en}."))
    if not reached:
        return Outcome(result=Result.UNHEARD, detail=_NOBODY, heard=False)
    missed = _listed({name: way for name, way in due.items() if name in added})
    detail = Text(
        zh=f"这一步要通知的没有送到（{missed.zh}），只送到：{names.zh}。",
        en=f"Those to be told at this step were not reached ({missed.en}), only: {names.en}.",
    )
    return Outcome(result=Result.UNHEARD, detail=detail, heard=False)


def _listed(ways: Mapping[str, Way]) -> Text:
    called = [_called(name, way) for name, way in ways.items()]
    return Text(zh="、".join(one.zh for one in called), en=", ".join(one.en for one in called))


def _called(name: str, way: Way) -> Text:
    """How people call this way: by whom it reaches, if the settings say so."""
    if way.reach.whom != NOTHING:
        return way.reach.whom
    return way.outlet.title if way.outlet.built_in else Text(zh=name, en=name)


def _for_the_record(name: str, way: Way, delivery: Delivery) -> Text:
    """What stands on record of an attempt: whom it was for, and what went wrong."""
    whom, detail = _called(name, way), delivery.detail
    if delivery.delivered:
        named = way.reach.whom != NOTHING
        return (
            Text(zh=f"已送到：{whom.zh}。{detail.zh}", en=f"Reached: {whom.en}. {detail.en}".rstrip())
            if named
            else detail
        )
    return detail if way.outlet.built_in else Text(zh=f"{whom.zh}：{detail.zh}", en=f"{whom.en}: {detail.en}")


def _no_answer(limit: timedelta) -> Text:
    seconds = f"{limit.total_seconds():g}"
    return Text(zh=f"{seconds} 秒内没有应答。", en=f"There was no answer within {seconds} s.")


def _broken(error: BaseException) -> Delivery:
    return Delivery(
        delivered=False,
        detail=Text(zh=f"出错了（{error!r}），请通知技术人员。", en=f"it failed ({error!r}); tell a technician."),
    )
