"""Whose yes to an action counts: given for exactly this action, lately, by somebody who may give it."""

from collections.abc import Iterator
from datetime import timedelta

from carebot.core.actions import Action, Contact, StoreClip
from carebot.core.people import NURSES, STAFF, Caregiver, CaregiverId, ResidentId
from carebot.core.permits import action_digest
from carebot.core.situation import Confirmation, Situation
from carebot.core.verdicts import Confirmer
from safety._subjects import person_of


def confirmers_of(action: Action, situation: Situation, life: timedelta) -> frozenset[Confirmer]:
    """Everybody who has said yes to `action` with exactly its parameters within `life`."""
    return frozenset(
        confirmation.confirmer
        for confirmation in _in_force(action, situation, life)
        if _entitled(confirmation, action, situation)
    )


def confirmed_by_nurse(action: Action, situation: Situation, life: timedelta) -> bool:
    """Whether one of those who said yes is a nurse on shift."""
    carers = (
        _on_shift(confirmation, situation)
        for confirmation in _in_force(action, situation, life)
        if confirmation.confirmer is Confirmer.STAFF
    )
    return any(carer is not None and carer.role in NURSES for carer in carers)


def _in_force(action: Action, situation: Situation, life: timedelta) -> Iterator[Confirmation]:
    present = situation.present
    if not present.confirmations:
        return
    digest = action_digest(action)
    for confirmation in present.confirmations:
        if confirmation.action_digest == digest and timedelta() <= present.at - confirmation.at <= life:
            yield confirmation


def _entitled(confirmation: Confirmation, action: Action, situation: Situation) -> bool:
    """A resident confirms what is done to herself; staff confirm while on shift, and on the spot what touches her.

    Nobody is both: what needs two yeses needs two people.
    """
    whom = person_of(action)
    if confirmation.confirmer is Confirmer.RESIDENT:
        entrusted = _entrusted(whom, action, situation)
        by = whom if entrusted is None else entrusted
        return confirmation.by == by != "" and confirmation.in_her_stead is (entrusted is not None)
    away = confirmation.remote and isinstance(action, Contact)
    return confirmation.by != whom and not away and _on_shift(confirmation, situation) is not None


def _entrusted(whom: ResidentId, action: Action, situation: Situation) -> CaregiverId | None:
    """Who says yes for her: for her pictures, while she cannot decide, her proxy; None where she herself does."""
    resident = situation.house.resident(whom)
    if resident is None or resident.can_decide or not isinstance(action, StoreClip):
        return None
    return resident.values.proxy


def _on_shift(confirmation: Confirmation, situation: Situation) -> Caregiver | None:
    carer = situation.house.caregiver(confirmation.by)
    return carer if carer is not None and carer.on_shift and carer.role in STAFF else None
