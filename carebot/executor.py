"""The executor: plan -> gate -> actuator -> event. It is the only caller of gate and actuators."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from carebot._running_monitor import MONITOR_PERIOD, RunningMonitor, Situations
from carebot.bus import Bus
from carebot.core.actions import Action, Contact, Motion, Notify, RemindDose
from carebot.core.actuator import Actuator, Mover
from carebot.core.clock import Clock
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    ConfirmationNeeded,
)
from carebot.core.events import ConfirmationGiven, StopPressed, StopReleased
from carebot.core.ids import Id, derived_id, fresh_id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import Requester, RequesterKind
from carebot.core.permits import action_digest
from carebot.core.record import AnyEvent
from carebot.core.situation import Confirmation
from carebot.core.verdicts import Confirmer, Decision, Permit, Verdict
from carebot.journal import Journal
from carebot.supervisor import Supervisor
from safety.gate import Gate

CONFIRMATION_WAIT: Final = timedelta(seconds=60)
# What touches a person or concerns medicine is on disk before it begins; people are called though the disk is broken.
DISK_WAIT: Final = timedelta(seconds=10)
CALL_WAITS: Final = timedelta(milliseconds=500)
# What holds the body for less than that, such as a busy machine's missed beat, is no reason to refuse a wish.
PASSING: Final = timedelta(seconds=2)

_NOBODY_CAN: Final = Text(
    zh="这台机器人做不了这件事，请工作人员来做。", en="This robot cannot do that; please ask staff."
)
_NO_RECORD: Final = Text(
    zh="记录写不进磁盘，所以没有做。请检查磁盘。",
    en="The record cannot be written to disk, so it was not done. Check the disk.",
)
_NOT_CONFIRMED: Final = Text(zh="没有得到确认，所以没有做。", en="Nobody confirmed it, so it was not done.")
_WITHDRAWN: Final = Text(zh="已不再需要。", en="No longer wanted.")


class Executor:
    """Carries out proposed actions, each as a task of its own that can be withdrawn."""

    def __init__(
        self,
        *,
        bus: Bus,
        clock: Clock,
        gate: Gate,
        situations: Situations,
        actuators: Sequence[Actuator],
        body: Mover,
        journal: Journal,
        supervisor: Supervisor,
    ) -> None:
        self._bus = bus
        self._clock = clock
        self._gate = gate
        self._situations = situations
        self._actuators = actuators
        self._body = body
        self._journal = journal
        self._supervisor = supervisor
        self._monitor = RunningMonitor(bus, clock, gate, situations, body)
        self._tasks: dict[Id, asyncio.Task[None]] = {}
        self._confirmations: dict[Id, asyncio.Queue[ConfirmationGiven]] = {}
        bus.subscribe(StopPressed, self._on_stop)
        bus.subscribe(StopReleased, self._on_release)
        bus.subscribe(ActionProposed, self._on_proposed)
        bus.subscribe(ActionWithdrawn, self._on_withdrawn)
        bus.subscribe(ConfirmationGiven, self._on_confirmation)

    def stop(self) -> None:
        """Stop everything that moves or sounds, at once, from any thread. It never passes the gate."""
        self._body.stop()
        for actuator in self._actuators:
            actuator.stop()

    def _on_stop(self, _: AnyEvent) -> None:
        self.stop()

    def _on_release(self, _: AnyEvent) -> None:
        self._body.release()

    def _on_proposed(self, event: AnyEvent) -> None:
        assert isinstance(event, ActionProposed)
        task = self._supervisor.start(f"action {event.action.kind}", self._carry_out(event))
        self._tasks[event.run] = task
        task.add_done_callback(lambda _: self._tasks.pop(event.run, None))

    def _on_withdrawn(self, event: AnyEvent) -> None:
        assert isinstance(event, ActionWithdrawn)
        task = self._tasks.get(event.run)
        if task is not None:
            task.cancel()

    def _on_confirmation(self, event: AnyEvent) -> None:
        assert isinstance(event, ConfirmationGiven)
        waiting = self._confirmations.get(event.run)
        if waiting is not None:
            waiting.put_nowait(event)

    async def _carry_out(self, proposed: ActionProposed) -> None:
        outcome = Outcome(result=Result.EXECUTION, detail=NOTHING)
        try:
            outcome = await self._decide_and_do(proposed)
        except asyncio.CancelledError:
            outcome = Outcome(result=Result.CANCELLED, detail=_WITHDRAWN)
            raise
        finally:
            self._bus.publish(
                ActionFinished(
                    id=derived_id(proposed.run, "finished"),
                    occurred_at=self._clock.now(),
                    cause=proposed.id,
                    run=proposed.run,
                    action=proposed.action,
                    outcome=outcome,
                )
            )

    async def _decide_and_do(self, proposed: ActionProposed) -> Outcome:
        if isinstance(proposed.action, Motion):
            await self._no_longer_held(proposed.requester)
        decision = self._judge(proposed, proposed.action, (), 0)
        if decision.verdict is Verdict.CONFIRM:
            decision = await self._confirmed(proposed, decision)
        if decision.granted is None:
            return _refusal(decision)
        if not await self._recorded(decision.granted):
            return Outcome(result=Result.EXECUTION, detail=_NO_RECORD)
        return await self._do(proposed, decision, decision.granted)

    async def _no_longer_held(self, requester: Requester) -> None:
        """Wait while the body is kept from moving, for as long as that may pass by itself."""
        until = self._clock.monotonic() + PASSING
        while self._situations.situation(requester, ()).present.held_by and self._clock.monotonic() < until:
            await self._clock.sleep(MONITOR_PERIOD)

    async def _recorded(self, action: Action) -> bool:
        """Whether `action` may begin, its decision being on disk where it has to be. A call for help does not wait."""
        if isinstance(action, Notify):
            await self._journal.settle(CALL_WAITS)
            return True
        return not isinstance(action, Contact | RemindDose) or await self._journal.settle(DISK_WAIT)

    def _judge(
        self, proposed: ActionProposed, action: Action, confirmations: Sequence[Confirmation], attempt: int
    ) -> Decision:
        situation = self._situations.situation(proposed.requester, confirmations)
        decision = self._gate.judge(action, situation, derived_id(proposed.run, "decision", attempt))
        self._bus.publish(
            ActionDecided(
                id=derived_id(decision.id, "event"),
                occurred_at=decision.decided_at,
                cause=proposed.id,
                run=proposed.run,
                decision=decision,
                present=situation.present,
            )
        )
        return decision

    async def _confirmed(self, proposed: ActionProposed, decision: Decision) -> Decision:
        """Ask for the missing yeses and judge again, with each, what they said yes to; silence and a no leave it."""
        answers = self._confirmations[proposed.run] = asyncio.Queue()
        given: list[Confirmation] = []
        try:
            async with asyncio.TaskGroup() as group:
                limit = group.create_task(self._clock.sleep(CONFIRMATION_WAIT))
                while decision.verdict is Verdict.CONFIRM and not limit.done():
                    digest = action_digest(decision.considered)
                    self._ask_for_yes(proposed, decision, digest)
                    answer = await _first(answers, limit)
                    if answer is None or not answer.confirmed or answer.action_digest != digest:
                        break
                    given.append(_yes(answer))
                    decision = self._judge(proposed, decision.considered, given, len(given))
                limit.cancel()
        finally:
            del self._confirmations[proposed.run]
        return decision

    def _ask_for_yes(self, proposed: ActionProposed, decision: Decision, digest: str) -> None:
        reason = decision.decisive
        self._bus.publish(
            ConfirmationNeeded(
                id=fresh_id(),
                occurred_at=self._clock.now(),
                cause=proposed.id,
                run=proposed.run,
                action_digest=digest,
                confirmers=decision.confirmers,
                question=reason.spoken if reason else NOTHING,
                until=self._clock.now() + CONFIRMATION_WAIT,
            )
        )

    async def _do(self, proposed: ActionProposed, decision: Decision, granted: Action) -> Outcome:
        permit = self._gate.permit(decision, self._clock.now())
        assert permit is not None, "what is granted has a permit"
        if self._body.supports(granted):
            return await self._move(proposed, decision, permit)
        actuator = next((each for each in self._actuators if each.supports(granted)), None)
        if actuator is None:
            return Outcome(result=Result.UNSUPPORTED, detail=_NOBODY_CAN)
        return await actuator.execute(permit)

    async def _move(self, proposed: ActionProposed, decision: Decision, permit: Permit) -> Outcome:
        """Move, and be watched while moving; the watch ends first only when it revokes."""
        doing = asyncio.create_task(self._body.execute(permit), name=f"execute {permit.action.kind}")
        watching = asyncio.create_task(self._monitor.watch(proposed, decision), name="running monitor")
        try:
            await asyncio.wait({doing, watching}, return_when=asyncio.FIRST_COMPLETED)
            return doing.result() if doing.done() else _refusal(watching.result())
        finally:
            await _end(watching)
            await _end(doing)


def _yes(answer: ConfirmationGiven) -> Confirmation:
    """The yes as the gate weighs it: from nobody, where whoever gave it is neither a carer nor she herself."""
    for_her = answer.confirmer is Confirmer.RESIDENT
    herself = for_her and answer.by.kind is RequesterKind.RESIDENT
    carer = answer.by.kind is RequesterKind.CAREGIVER
    return Confirmation(
        action_digest=answer.action_digest,
        confirmer=answer.confirmer,
        by=answer.by.id if carer or herself else "",
        at=answer.occurred_at,
        in_her_stead=for_her and not herself,
        remote=answer.by.remote,
    )


def _refusal(decision: Decision) -> Outcome:
    """The outcome of what is not granted, in the words of the decisive rule."""
    reason = decision.decisive
    if reason is None:
        return Outcome(result=Result.REFUSED, detail=_NOT_CONFIRMED)
    if decision.verdict is Verdict.CONFIRM:
        return Outcome(result=Result.REFUSED, detail=_NOT_CONFIRMED, alternative=reason.alternative)
    return Outcome(result=Result.REFUSED, detail=reason.spoken, alternative=reason.alternative)


async def _first(answers: asyncio.Queue[ConfirmationGiven], until: asyncio.Task[None]) -> ConfirmationGiven | None:
    """The next answer, or None when `until` ends first."""
    answer = asyncio.create_task(answers.get())
    await asyncio.wait({answer, until}, return_when=asyncio.FIRST_COMPLETED)
    if answer.done():
        return answer.result()
    await _end(answer)
    return None


async def _end(task: asyncio.Task[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
