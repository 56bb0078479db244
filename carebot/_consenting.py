"""Consenting by voice: asks a resident aloud for the yes that an action waits for, and takes her yes or no for it.

Part of the orchestrator. Only her own voice counts, and only for the very action that she was asked about.
"""

from dataclasses import dataclass, field
from typing import Final

from carebot.bus import Bus
from carebot.core.actions import Action, Handover, Say, StoreClip, SupportWalking
from carebot.core.deeds import ActionDecided, ActionFinished, ActionProposed, ConfirmationNeeded
from carebot.core.events import ConfirmationGiven, IntentRecognized
from carebot.core.ids import Id, derived_id
from carebot.core.intents import YES
from carebot.core.language import Text
from carebot.core.people import Requester, RequesterKind, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Confirmer
from carebot.knowing import Known
from carebot.scribe import Scribe

_DO_YOU_AGREE: Final = Text(zh="您同意吗？", en="Do you agree?")


@dataclass(slots=True, kw_only=True)
class _Pending:
    """An action that was proposed and has not ended. `waits_for` is the digest of what she was asked."""

    requester: Requester
    considered: Action
    asked: set[str] = field(default_factory=set)
    waits_for: str = ""


class Consenting:
    """What waits for a resident's yes. Every call follows from the event that the scribe has at hand."""

    def __init__(self, bus: Bus, scribe: Scribe, known: Known) -> None:
        self._bus = bus
        self._scribe = scribe
        self._known = known
        self._pending: dict[Id, _Pending] = {}

    def follow(self, event: AnyEvent) -> None:
        """Keep track of what is proposed, decided, waited for and ended."""
        match event:
            case ActionProposed(run=run, action=action, requester=requester):
                if _whose_yes(action):
                    self._pending[run] = _Pending(requester=requester, considered=action)
            case ActionDecided(run=run, decision=decision) if run in self._pending:
                self._pending[run].considered = decision.considered
                self._pending[run].waits_for = ""
            case ConfirmationNeeded(run=run) if run in self._pending and Confirmer.RESIDENT in event.confirmers:
                self._ask(self._pending[run], event)
            case ActionFinished(run=run):
                self._pending.pop(run, None)
            case _:
                pass

    def answered(self, event: IntentRecognized) -> None:
        """Take the yes or no of whoever was asked; that of anybody else is nothing."""
        for run, pending in self._pending.items():
            if pending.waits_for and event.speaker == _herself(_whose_yes(pending.considered)):
                self._bus.publish(
                    ConfirmationGiven(
                        **self._scribe.stamp(),
                        run=run,
                        action_digest=pending.waits_for,
                        confirmer=Confirmer.RESIDENT,
                        by=event.speaker,
                        confirmed=event.intent.name == YES,
                    )
                )
                pending.waits_for = ""

    def _ask(self, pending: _Pending, needed: ConfirmationNeeded) -> None:
        """Wait for her word, and ask for it aloud, once for the same parameters."""
        pending.waits_for = needed.action_digest
        if needed.action_digest in pending.asked:
            return
        pending.asked.add(needed.action_digest)
        whom = _whose_yes(pending.considered)
        question = Text(zh=f"{needed.question.zh}{_DO_YOU_AGREE.zh}", en=f"{needed.question.en} {_DO_YOU_AGREE.en}")
        self._bus.publish(
            ActionProposed(
                **self._scribe.stamp(),
                run=derived_id(needed.run, "question", needed.action_digest),
                owner=needed.run,
                action=Say(text=question, language=self._known.language_for(self._known.house.resident(whom)), to=whom),
                requester=pending.requester,
            )
        )


def _whose_yes(action: Action) -> ResidentId:
    """The resident whose yes `action` may need; empty for what needs none."""
    match action:
        case SupportWalking(person=whom) | Handover(to=whom) | StoreClip(about=whom):
            return whom
        case _:
            return ""


def _herself(resident: ResidentId) -> Requester:
    return Requester(kind=RequesterKind.RESIDENT, id=resident)
