"""The running monitor: judges what moves again and again, and lets the body have only what every verdict leaves.

Stricter bounds hold at once; wider ones need a new permit.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final, Protocol

from carebot.bus import Bus
from carebot.core.actuator import Mover
from carebot.core.clock import Clock
from carebot.core.deeds import ActionProposed, LimitsTightened
from carebot.core.ids import derived_id
from carebot.core.people import Requester
from carebot.core.situation import Confirmation, Present, Situation
from carebot.core.verdicts import Decision, Verdict
from safety.gate import Gate, limits_of

MONITOR_PERIOD: Final = timedelta(milliseconds=50)
# A change of speed is recorded when it is felt, and no more than once in a while unless the body has to stand.
WORTH_TELLING_MPS: Final = 0.05
TELL_EVERY: Final = timedelta(seconds=1)
# How long motion is held for what may pass, such as a person in the way, before the permit is revoked.
HOLD: Final = timedelta(seconds=15)


class Situations(Protocol):
    """Where the executor takes the situation from that the gate is to judge."""

    def situation(self, requester: Requester, confirmations: Sequence[Confirmation]) -> Situation:
        """The situation now."""
        ...


class RunningMonitor:
    """Watches one moving body, an action at a time."""

    def __init__(self, bus: Bus, clock: Clock, gate: Gate, situations: Situations, body: Mover) -> None:
        self._bus = bus
        self._clock = clock
        self._gate = gate
        self._situations = situations
        self._body = body

    async def watch(self, proposed: ActionProposed, granted: Decision) -> Decision:
        """Judge the running action again and again; bound it by every verdict, and return the one that revokes it."""
        held_since: timedelta | None = None
        speed_mps = granted.limits.speed_mps
        told_at = self._clock.monotonic() - TELL_EVERY
        for count in itertools.count(1):
            await self._clock.sleep(MONITOR_PERIOD)
            situation = self._situations.situation(proposed.requester, ())
            decision = self._gate.judge(proposed.action, situation, derived_id(proposed.run, "watch", count))
            denied = decision.verdict is Verdict.DENY
            allowed_mps = 0.0 if denied else limits_of(decision.considered).speed_mps
            self._regulate(decision, allowed_mps)
            now = self._clock.monotonic()
            held_since = (held_since or now) if denied else None
            revoked = held_since is not None and now - held_since >= HOLD
            felt = abs(allowed_mps - speed_mps) >= WORTH_TELLING_MPS
            if revoked or (felt and (denied or now - told_at >= TELL_EVERY)):
                speed_mps, told_at = allowed_mps, now
                self._tell_of_limits(proposed, decision, situation.present, revoked=revoked)
            if revoked:
                return decision
        raise AssertionError("counting has no end")

    def _regulate(self, decision: Decision, allowed_mps: float) -> None:
        """Lower the bounds at once; widen them only by a new permit."""
        permit = self._gate.permit(decision, self._clock.now())
        if permit is not None:
            self._body.renew(permit)
        else:
            self._body.bound(replace(limits_of(decision.considered), speed_mps=allowed_mps))

    def _tell_of_limits(self, proposed: ActionProposed, decision: Decision, present: Present, *, revoked: bool) -> None:
        self._bus.publish(
            LimitsTightened(
                id=derived_id(decision.id, "event"),
                occurred_at=self._clock.now(),
                cause=proposed.id,
                run=proposed.run,
                decision=decision,
                present=present,
                revoked=revoked,
            )
        )
