"""The people, rooms, things and doses of a house as the house rules know them, and who asks."""

from collections.abc import Iterator
from typing import Final

from carebot.core.home import HouseholdObject, Room, RoomKind, Trait
from carebot.core.limits import SafetyLimits
from carebot.core.people import NURSES, STAFF, Caregiver, Consent, Diet, Dose, RequesterKind, Resident, Risk, Role
from carebot.core.situation import House, Situation
from safety._rules import Entity, Uid

HOME: Final = Uid(type="Home", id="home")
INSPECTOR: Final = Uid(type="Inspector", id="inspector")
FAMILY: Final = Uid(type="Family", id="family")
VISITOR: Final = Uid(type="Visitor", id="voice")
SCHEDULE: Final = Uid(type="Schedule", id="schedule")
ROBOT: Final = Uid(type="Robot", id="robot")
# NaN counts as hotter.
_HOT_C: Final = SafetyLimits().surface_temperature_c
_CONSENTS: Final = {
    "consentCamera": Consent.CAMERA_POSE,
    "consentRecording": Consent.RECORDING,
    "consentNightEntry": Consent.NIGHT_ENTRY,
    "consentTouch": Consent.TOUCH,
    "consentFamilyView": Consent.FAMILY_VIEW,
    "consentFamilyHealth": Consent.FAMILY_HEALTH,
    "consentReminders": Consent.MEDICATION_REMINDERS,
    "consentRemembering": Consent.REMEMBERING,
}

_RISKS: Final = {
    "riskWandering": Risk.WANDERING,
    "riskSelfHarm": Risk.SELF_HARM,
    "riskViolence": Risk.VIOLENCE,
    "riskScalds": Risk.SCALDS,
}
_DIETS: Final = {
    "softFood": Diet.SOFT_FOOD,
    "thickDrinks": Diet.THICK_DRINKS,
    "lowSugar": Diet.LOW_SUGAR,
    "nothingByMouth": Diet.NOTHING_BY_MOUTH,
}


def resident_uid(resident: str) -> Uid:
    """The resident with this id; Home where it is nobody in particular."""
    return Uid(type="Resident", id=resident) if resident else HOME


def room_uid(room: str) -> Uid:
    """The room with this id."""
    return Uid(type="Room", id=room)


def thing_uid(thing: str) -> Uid:
    """The object with this id."""
    return Uid(type="Thing", id=thing)


def dose_uid(dose: str) -> Uid:
    """The dose with this id."""
    return Uid(type="Dose", id=dose)


def requester_uid(situation: Situation) -> Uid:
    """Who asks, as far as the house knows her; whoever it does not know is a Visitor."""
    requester = situation.present.requester
    match requester.kind:
        case RequesterKind.RESIDENT if situation.house.resident(requester.id) is not None:
            return resident_uid(requester.id)
        case RequesterKind.CAREGIVER if (carer := situation.house.caregiver(requester.id)) is not None:
            return _carer_uid(carer)
        case RequesterKind.FAMILY:
            return FAMILY
        case RequesterKind.SCHEDULE:
            return SCHEDULE
        case RequesterKind.ROBOT:
            return ROBOT
        case _:
            return VISITOR


def _carer_uid(carer: Caregiver) -> Uid:
    match carer.role:
        case role if role in STAFF:
            return Uid(type="Staff", id=carer.id)
        case Role.TECHNICIAN:
            return Uid(type="Technician", id=carer.id)
        case Role.INSPECTOR:
            return INSPECTOR
        case Role.FAMILY:
            return FAMILY
        case _:
            return VISITOR


def entities_of(house: House) -> Iterator[Entity]:
    """Everybody and everything in `house` that a rule may speak of."""
    for nameless in (HOME, INSPECTOR, FAMILY, VISITOR, SCHEDULE, ROBOT):
        yield Entity(uid=nameless, attributes={})
    for resident in house.residents:
        yield _resident(resident)
    for carer in house.caregivers:
        uid = _carer_uid(carer)
        if uid.type == "Staff":
            yield Entity(uid=uid, attributes={"onShift": carer.on_shift, "nurse": carer.role in NURSES})
        elif uid.type == "Technician":
            yield Entity(uid=uid, attributes={"onShift": carer.on_shift})
    for room in house.home.rooms:
        yield _room(room)
    for thing in house.home.objects:
        yield _thing(thing)
    for dose in house.doses:
        yield _dose(dose)


def _resident(resident: Resident) -> Entity:
    consents = {name: consent in resident.consents for name, consent in _CONSENTS.items()}
    risks = {name: risk in resident.risks for name, risk in _RISKS.items()}
    diet = {name: kind in resident.diet for name, kind in _DIETS.items()}
    attributes = {"canDecide": resident.can_decide, **consents, **risks, **diet}
    return Entity(uid=resident_uid(resident.id), attributes=attributes)


def _room(room: Room) -> Entity:
    attributes: dict[str, bool | int | Uid] = {
        "bathroom": room.kind is RoomKind.BATHROOM,
        "exit": room.kind is RoomKind.EXIT,
        "stairs": room.kind is RoomKind.STAIRS,
        "lift": room.kind is RoomKind.LIFT,
    }
    if room.occupant:
        attributes["occupant"] = resident_uid(room.occupant)
    return Entity(uid=room_uid(room.id), attributes=attributes)


def _thing(thing: HouseholdObject) -> Entity:
    attributes: dict[str, bool | int | Uid] = {
        "medicine": thing.medicine,
        "sharp": thing.sharp,
        "labelled": thing.labelled,
        "hot": not thing.temperature_c <= _HOT_C,
        **{trait.value: trait in thing.traits for trait in Trait},
    }
    if thing.owner:
        attributes["owner"] = resident_uid(thing.owner)
    return Entity(uid=thing_uid(thing.id), attributes=attributes)


def _dose(dose: Dose) -> Entity:
    window_minutes = int(dose.window.total_seconds() // 60)
    return Entity(
        uid=dose_uid(dose.id),
        attributes={"resident": resident_uid(dose.resident), "windowMinutes": window_minutes},
    )
