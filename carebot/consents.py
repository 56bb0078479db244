"""Consents, and how somebody is to be spoken to: the actuator that takes down a resident's word as an event."""

from carebot.bus import Bus
from carebot.core.actions import Action, SetConsent
from carebot.core.clock import Clock
from carebot.core.errors import PermitError
from carebot.core.events import ConsentChanged, SpeechChanged
from carebot.core.ids import derived_id
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester, RequesterKind
from carebot.core.permits import PermitLedger
from carebot.core.speech import SetSpeech
from carebot.core.verdicts import Permit


class Consents:
    """Publishes each change of consent as given by the resident herself, whose word alone the gate permits for it."""

    def __init__(self, bus: Bus, clock: Clock, ledger: PermitLedger) -> None:
        self._bus = bus
        self._clock = clock
        self._ledger = ledger

    def supports(self, action: Action) -> bool:
        """Consents and manners of speech alone."""
        return isinstance(action, SetConsent | SetSpeech)

    async def execute(self, permit: Permit) -> Outcome:
        """Take down what the permit says."""
        try:
            self._ledger.take(permit, self._clock.now())
        except PermitError as error:
            return Outcome(result=Result.REFUSED, detail=error.text)
        action = permit.action
        assert isinstance(action, SetConsent | SetSpeech)
        self._bus.publish(self._changed(permit, action))
        return Outcome(result=Result.SUCCEEDED)

    def _changed(self, permit: Permit, action: SetConsent | SetSpeech) -> ConsentChanged | SpeechChanged:
        now = self._clock.now()
        if isinstance(action, SetSpeech):
            return SpeechChanged(
                id=derived_id(permit.id, "speech"),
                occurred_at=now,
                resident=action.resident,
                rate=action.rate,
                volume_db=action.level_db,
            )
        return ConsentChanged(
            id=derived_id(permit.id, "consent"),
            occurred_at=now,
            resident=action.resident,
            consent=action.consent,
            given=action.given,
            by=Requester(kind=RequesterKind.RESIDENT, id=action.resident),
        )

    def stop(self) -> None:
        """Nothing here moves or sounds."""
