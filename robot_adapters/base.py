"""What a body is: it takes permits and nothing else, and it is never believed without read-back.

The base class checks every permit at the last hop, leases velocity, repeats a stop until the measured speed confirms
it, and checks that what is reported done is done. A body adds how to drive, halt and read.
"""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import (
    Action,
    Approach,
    Ask,
    Escort,
    Handover,
    Look,
    MoveTo,
    Notify,
    Pick,
    PutDown,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.body import Ability, BodyState, Manifest
from carebot.core.clock import Clock
from carebot.core.errors import BodyError, PermitError
from carebot.core.home import Home
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.permits import PermitLedger
from carebot.core.picture import Picture
from carebot.core.situation import PeopleView
from carebot.core.verdicts import Limits, Permit
from robot_adapters._postconditions import unmet_postcondition

VELOCITY_LEASE: Final = timedelta(milliseconds=500)
WATCH_PERIOD: Final = timedelta(milliseconds=50)
STOP_CONFIRMATION: Final = timedelta(seconds=1)
STANDSTILL_MPS: Final = 0.02
STANDSTILL_RADPS: Final = 0.05

_NEEDED: Final[dict[type[Action], Ability | None]] = {
    MoveTo: Ability.DRIVE,
    Approach: Ability.DRIVE,
    Escort: Ability.DRIVE,
    Look: Ability.LOOK,
    Pick: Ability.GRASP,
    PutDown: Ability.GRASP,
    Handover: Ability.HAND_OVER,
    SupportWalking: Ability.SUPPORT_WALKING,
    Wait: None,
}
_NOT_OF_A_BODY: Final = (Say, Ask, RemindDose, Notify, SetDevice, StoreClip)

_STOPPED: Final = Text(
    zh="机器人已停下并锁定，请工作人员先解除停止。", en="The robot is stopped and latched; staff must release it first."
)
_LEASE_OVER: Final = Text(
    zh="驱动指令中断，机器人已自行停下。", en="The drive commands ceased, so the robot stopped by itself."
)
_STILL_MOVING: Final = Text(
    zh="机器人收到停止指令后仍在移动，请按机身急停按钮！",
    en="The robot still moves after being told to stop. Press the emergency stop on its body!",
)


def ability_for(action: Action) -> Ability | None:
    """The ability that a body needs for `action`; None when any body can, KeyError when it is no matter of a body."""
    return _NEEDED[type(action)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What a body is given: the ledger that checks permits, the clock, and whom to tell of a fault (None: cleared)."""

    ledger: PermitLedger
    clock: Clock
    fault: Callable[[Text | None], None]


class RobotAdapter(ABC):
    """One body. Its name is its module's name; `Options` are its settings.

    The manifest is known without a connection. A body that `drives_clock` is a simulation and makes the time itself.
    """

    manifest: ClassVar[Manifest]
    drives_clock: ClassVar[bool] = False

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._clock = wiring.clock
        self._latched = threading.Event()
        self._bounds = Limits()
        self._permitted = Limits()
        self._view = PeopleView(people=(), nearest_m=float("inf"))
        self._lease_ends = timedelta()
        self._driving = False
        self._stop_since: timedelta | None = None
        self._watch: asyncio.Task[None] | None = None
        self._busy = asyncio.Lock()
        self._deliver_picture: Callable[[Picture], Awaitable[None]] | None = None

    # --- for whoever uses a body ---

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
        if isinstance(action, _NOT_OF_A_BODY):
            return False
        needed = ability_for(action)
        return needed is None or needed in self.manifest.abilities

    async def execute(self, permit: Permit) -> Outcome:
        """Carry out what `permit` permits; a bad permit stops the body. Cancelling ends in standstill."""
        try:
            self._wiring.ledger.take(permit, self._clock.now())
        except PermitError as error:
            self.stop()
            return Outcome(result=Result.REFUSED, detail=error.text)
        async with self._busy:
            return await self._carry_out(permit)

    def bound(self, limits: Limits) -> None:
        """Set the bounds of the running action; those of its permit always hold as well."""
        self._bounds = Limits(
            speed_mps=min(limits.speed_mps, self._permitted.speed_mps),
            force_n=min(limits.force_n, self._permitted.force_n),
            person_distance_m=max(limits.person_distance_m, self._permitted.person_distance_m),
        )

    def stop(self) -> None:
        """Stop at once and stay stopped until `release`. Callable from any thread, any number of times."""
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

    # --- for the one who writes a body ---

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
        """Command a velocity for the lease; it ends by itself unless renewed. A latched stop lets nothing through."""
        if self._latched.is_set():
            return
        speed = max(-self._bounds.speed_mps, min(self._bounds.speed_mps, linear_mps))
        self._lease_ends = self._clock.monotonic() + VELOCITY_LEASE
        self._driving = speed != 0.0 or angular_radps != 0.0
        self._command_velocity(speed, angular_radps)
        if self._latched.is_set():
            self._halt()

    async def _carry_out(self, permit: Permit) -> Outcome:
        if self._latched.is_set():
            return Outcome(result=Result.PRECONDITION, detail=_STOPPED)
        if not self.supports(permit.action):
            return Outcome(result=Result.UNSUPPORTED, detail=_unsupported(self.manifest))
        self._permitted = self._bounds = permit.limits
        try:
            outcome = await self._perform(permit.action)
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
            self._driving = False
            self._halt()

    async def _come_to_rest(self) -> None:
        """Halt and wait until the measured speed says so; raises BodyError when it does not."""
        deadline = self._clock.monotonic() + STOP_CONFIRMATION
        self._halt()
        while self._moving():
            if self._clock.monotonic() > deadline:
                raise BodyError(_STILL_MOVING)
            await self._clock.sleep(WATCH_PERIOD)
            self._halt()

    def _moving(self) -> bool:
        state = self.state()
        return abs(state.linear_mps) > STANDSTILL_MPS or abs(state.angular_radps) > STANDSTILL_RADPS

    async def _keep_watch(self) -> None:
        """Ends a drive whose lease ran out, and repeats a stop until the body has measurably stopped."""
        while True:
            await self._clock.sleep(WATCH_PERIOD)
            self._watch_once(self._clock.monotonic())

    def _watch_once(self, now: timedelta) -> None:
        if self._driving and now >= self._lease_ends:
            self._driving = False
            self._halt()
            self._wiring.fault(_LEASE_OVER)
        if not self._latched.is_set():
            return
        if not self._moving():
            self._stop_since = None
            return
        self._halt()
        self._stop_since = self._stop_since or now
        if now - self._stop_since > STOP_CONFIRMATION:
            self._wiring.fault(_STILL_MOVING)


def _unsupported(manifest: Manifest) -> Text:
    return Text(
        zh=f"{manifest.name.zh}做不了这个动作，请工作人员来做。",
        en=f"{manifest.name.en} cannot do this; please ask a member of staff.",
    )
