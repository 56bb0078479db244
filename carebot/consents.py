"""Consents: the actuator that takes down a resident's word on one purpose as an event of the record."""

from carebot.bus import Bus
from carebot.core.actions import Action, SetConsent
from carebot.core.clock import Clock
from carebot.core.errors import PermitError
from carebot.core.events import ConsentChanged
from carebot.core.ids import derived_id
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester, RequesterKind
from carebot.core.permits import PermitLedger
from carebot.core.verdicts import Permit


class Consents:
    """Publishes each change as given by the resident herself, whose word alone the gate permits."""

    def __init__(self, bus: Bus, clock: Clock, ledger: PermitLedger) -> None:
        self._bus = bus
        self._clock = clock
        self._ledger = ledger

    def supports(self, action: Action) -> bool:
        """Consents alone."""
        return isinstance(action, SetConsent)

    async def execute(self, permit: Permit) -> Outcome:
        """Take down what the permit says."""
        try:
            self._ledger.take(permit, self._clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        action = permit.action
        assert isinstance(action, SetConsent)
        self._bus.publish(
            ConsentChanged(
                id=derived_id(permit.id, "consent"),
                occurred_at=self._clock.now(),
                resident=action.resident,
                consent=action.consent,
                given=action.given,
                by=Requester(kind=RequesterKind.RESIDENT, id=action.resident),
            )
        )
        return Outcome(result=Result.SUCCEEDED)

    def stop(self) -> None:
        """Nothing here moves or sounds."""
