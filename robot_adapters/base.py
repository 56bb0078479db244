"""What a body is: it takes permits and nothing else, and it is never believed without read-back.

The base class checks every permit at the last hop, leases velocity, repeats a stop until the measured speed confirms
it, and checks that what is reported done is done. A body adds how to drive, halt and read.
"""

import asyncio
import math
import threading
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import Action, Manipulate
from carebot.core.body import BodyState, Manifest
from carebot.core.clock import Clock
from carebot.core.errors import BodyError, PermitError
from carebot.core.home import Home
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.picture import Picture
from carebot.core.situation import PeopleView
from carebot.core.verdicts import Limits, Permit
from robot_adapters._abilities import can_do, same_but_for_speed
from robot_adapters._bounds import clamp, stricter
from robot_adapters._postconditions import unmet_postcondition
from robot_adapters._texts import (
    LEASE_OVER,
    NOT_A_SPEED,
    OTHER_ACTION,
    STILL_MOVING,
    STOPPED,
    WAITED_TOO_LONG,
    unsupported,
)
from robot_adapters._watched import Watched

VELOCITY_LEASE: Final = timedelta(milliseconds=500)
WATCH_PERIOD: Final = timedelta(milliseconds=50)
STOP_CONFIRMATION: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What a body is given: the ledger that checks permits, the clock, and whom to tell of a fault (None: cleared)."""

    ledger: PermitLedger
    clock: Clock
    fault: Callable[[Text | None], None]


class RobotAdapter(Watched, ABC):
    """One body. Its name is its module's name; `Options` are its settings.

    The manifest is known without a connection. A body that `drives_clock` is a simulation and makes the time itself.
    """

    manifest: ClassVar[Manifest]
    drives_clock: ClassVar[bool] = False

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._clock = wiring.clock
        self._latched = threading.Event()
        self._interrupted = False
        self._bounds = Limits()
        self._permitted = Limits()
        self._action: Action | None = None
        self._view = PeopleView(people=(), nearest_m=float("inf"))
        self._lease_ends = timedelta()
        self._driving = False
        self._settling = False
        self._stop_since: timedelta | None = None
        self._told: Text | None = None
        self._performing: asyncio.Task[Outcome] | None = None
        self._watch: asyncio.Task[None] | None = None
        self._busy = asyncio.Lock()
        self._deliver_picture: Callable[[Picture], Awaitable[None]] | None = None

    async def connect(self) -> None:
        """Reach the body; raises BodyError with what to do when it cannot be reached."""
        await self._connect()
        self._watch = asyncio.create_task(self._keep_watch(), name="body lease watch")

    async def aclose(self) -> None:
        """Halt and let go of the body."""
        self._halt()
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await self._disconnect()

    def supports(self, action: Action) -> bool:
        """Whether this is a matter of a body, and this body can do it."""
        return can_do(self.manifest, action)

    async def execute(self, permit: Permit) -> Outcome:
        """Carry out what `permit` permits; a bad permit stops the body. Cancelling ends in standstill."""
        try:
            self._wiring.ledger.take(permit, self._clock.now())
        except PermitError as error:
            self.stop()
            return Outcome(result=Result.REFUSED, detail=error.text)
        async with self._busy:
            if self._clock.now() >= permit.expires_at:
                return Outcome(result=Result.REFUSED, detail=WAITED_TOO_LONG)
            return await self._carry_out(permit)

    def bound(self, limits: Limits) -> None:
        """Set the bounds of the running action; those of its permit always hold as well."""
        self._bounds = stricter(limits, self._permitted)

    def renew(self, permit: Permit) -> None:
        """Go on with the running action under a new permit for the same one at another speed; a bad one stops."""
        try:
            self._wiring.ledger.take(permit, self._clock.now())
        except PermitError as error:
            self.stop()
            self._wiring.fault(error.text)
            return
        if self._action is None:
            return
        if not same_but_for_speed(self._action, permit.action):
            self.stop()
            self._wiring.fault(OTHER_ACTION)
            return
        self._permitted = self._bounds = permit.limits

    def stop(self) -> None:
        """Stop at once and stay stopped until `release`. Callable from any thread, any number of times."""
        self._interrupted = True
        self._latched.set()
        self._halt()

    def release(self) -> None:
        """Let the body move again. Only the orchestrator calls it, when staff has released the stop."""
        self._stop_since = None
        self._latched.clear()

    @property
    def stopped(self) -> bool:
        """Whether a stop is latched."""
        return self._latched.is_set()

    def see(self, view: PeopleView) -> None:
        """Take note of where people are, as the senses have it."""
        self._view = view

    def offer_pictures(self, deliver: Callable[[Picture], Awaitable[None]]) -> None:
        """Deliver the camera's pictures to `deliver` one at a time; a body without a camera never calls it."""
        self._deliver_picture = deliver

    def home(self) -> Home | None:
        """The home as the body knows it; None when it has no map of its own."""
        return None

    @abstractmethod
    def state(self) -> BodyState:
        """What the body measures now; raises BodyError when it cannot be read."""

    @abstractmethod
    async def _connect(self) -> None:
        """Reach the body; raises BodyError."""

    @abstractmethod
    async def _disconnect(self) -> None:
        """Let go of the body; harmless when never connected."""

    @abstractmethod
    async def _perform(self, action: Action) -> Outcome:
        """Do `action` within `self._bounds`, driving through `self._drive` only; cancellable at every await."""

    @abstractmethod
    def _command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        """Send one velocity command now, or drop it: nothing is ever queued for later. Thread-safe."""

    @abstractmethod
    def _halt(self) -> None:
        """End all motion of base and arm at once, from any thread; harmless when nothing moves."""

    def _drive(self, linear_mps: float, angular_radps: float) -> None:
        """Command a velocity for the lease; it ends by itself unless renewed. A latched stop lets nothing through.

        No point of the base becomes faster than the bound, which turning on the spot obeys too. Raises BodyError for
        what is no finite number.
        """
        if not (math.isfinite(linear_mps) and math.isfinite(angular_radps)):
            raise BodyError(NOT_A_SPEED)
        if self._latched.is_set():
            return
        speed = clamp(linear_mps, self._bounds.speed_mps)
        turn = clamp(angular_radps, self._bounds.speed_mps / self.manifest.radius_m)
        self._lease_ends = self._clock.monotonic() + VELOCITY_LEASE
        self._driving = speed != 0.0 or turn != 0.0
        self._command_velocity(speed, turn)
        if self._latched.is_set():
            self._halt()

    async def _carry_out(self, permit: Permit) -> Outcome:
        self._interrupted = False
        if self._latched.is_set():
            return Outcome(result=Result.PRECONDITION, detail=STOPPED)
        if not self.supports(permit.action):
            return Outcome(result=Result.UNSUPPORTED, detail=unsupported(self.manifest))
        if isinstance(permit.action, Manipulate) and not permit.action.moves:
            return Outcome(result=Result.SUCCEEDED)
        self._action = permit.action
        self._permitted = self._bounds = permit.limits
        self._settling = False
        try:
            outcome = await self._perform_until_stopped(permit.action)
            await self._come_to_rest()
            if outcome.succeeded:
                missing = unmet_postcondition(permit.action, self.state(), self.home())
                if missing is not None:
                    return Outcome(result=Result.POSTCONDITION, detail=missing)
        except BodyError as error:
            return Outcome(result=Result.EXECUTION, detail=error.text)
        else:
            return outcome
        finally:
            self._permitted = self._bounds = Limits()
            self._action = None
            self._settling = True
            self._halt()

    async def _perform_until_stopped(self, action: Action) -> Outcome:
        """Perform `action`; a stop cancels it, whatever it is doing, even if the stop is released at once."""
        performing = asyncio.create_task(self._perform(action), name=f"body {action.kind}")
        self._performing = performing
        try:
            return await performing
        except asyncio.CancelledError:
            this_task = asyncio.current_task()
            if this_task is None or this_task.cancelling() or not self._interrupted:
                raise
            return Outcome(result=Result.CANCELLED, detail=STOPPED)
        finally:
            self._performing = None
            self._driving = False

    async def _come_to_rest(self) -> None:
        """Halt and wait until the measured speed says so; raises BodyError when it does not."""
        deadline = self._clock.monotonic() + STOP_CONFIRMATION
        self._halt()
        while self.state().moves:
            if self._clock.monotonic() > deadline:
                raise BodyError(STILL_MOVING)
            await self._clock.sleep(WATCH_PERIOD)
            self._halt()

    async def _keep_watch(self) -> None:
        """Ends a drive whose lease ran out, and repeats a halt until the body has measurably come to rest."""
        while True:
            await self._clock.sleep(WATCH_PERIOD)
            self._watch_once(self._clock.monotonic())

    def _watch_once(self, now: timedelta) -> None:
        if self._interrupted and self._performing is not None:
            self._performing.cancel()
            self._performing = None
        if self._driving and now >= self._lease_ends:
            self._driving = False
            self._settling = True
            self._tell(LEASE_OVER)
        if self._latched.is_set() or self._settling:
            self._see_to_rest(now)

    def _see_to_rest(self, now: timedelta) -> None:
        """Halt again unless the measured speed says that the body rests; a body that cannot be read may be moving."""
        trouble = STILL_MOVING
        try:
            moving = self.state().moves
        except BodyError as error:
            moving, trouble = True, error.text
        if not moving:
            self._settling = False
            self._stop_since = None
            self._tell(None)
            return
        self._halt()
        if self._stop_since is None:
            self._stop_since = now
        if now - self._stop_since > STOP_CONFIRMATION:
            self._tell(trouble)

    def _tell(self, fault: Text | None) -> None:
        """Tell of a fault, or that it is over, once."""
        if fault != self._told:
            self._told = fault
            self._wiring.fault(fault)
