"""What whatever acts must be able to do: a body, a voice, a way to notify."""

from typing import Protocol

from carebot.core.actions import Action
from carebot.core.outcomes import Outcome
from carebot.core.verdicts import Limits, Permit


class Actuator(Protocol):
    """Something that carries out permitted actions and nothing else."""

    def supports(self, action: Action) -> bool:
        """Whether this actuator is the one for `action`."""
        ...

    async def execute(self, permit: Permit) -> Outcome:
        """Carry out the permitted action and say how it ended; cancelling it ends in a safe state."""
        ...

    def stop(self) -> None:
        """End all motion or sound at once. Synchronous, idempotent, callable from any thread."""
        ...


class Mover(Actuator, Protocol):
    """An actuator that moves: what it does is bounded while it does it, and its stop stays until released."""

    def bound(self, limits: Limits) -> None:
        """Set the bounds of what is being carried out at present; those of the permit always hold as well."""
        ...

    def renew(self, permit: Permit) -> None:
        """Go on with the present action under a new permit, whose bounds may be wider; an unfit one stops it."""
        ...

    def release(self) -> None:
        """Let it move again after a stop."""
        ...


class StopLine(Protocol):
    """A second way to keep a body from moving, which does not lead through the program that drives it.

    It is handed to the monitor's process, so it must be picklable while that process is started.
    """

    def halt(self) -> None:
        """Keep the body from moving, from now until `let_go`. Never raises; called again and again."""
        ...

    def let_go(self) -> None:
        """Let the body follow its program again. Never raises; called again and again."""
        ...
