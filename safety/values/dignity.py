"""The map of dignity: who may have which data of which resident, in which place, at which hour, for which purpose.

The floor is the house's: nobody can widen it, and each resident may narrow it for herself. What no ground allows is not
allowed.
"""

from dataclasses import dataclass
from typing import Final

from carebot.core.home import Room, RoomKind
from carebot.core.language import Text
from carebot.core.people import CaregiverId, Consent, Resident
from carebot.core.values import Audience, Data, Narrowing, Purpose

_IMAGES: Final = frozenset({Data.POSE, Data.PICTURE, Data.CLIP})
# Whoever keeps her posture for herself keeps every picture of it, too.
_IMPLIED: Final = {Data.POSE: _IMAGES, Data.PICTURE: frozenset({Data.PICTURE, Data.CLIP})}
_CARERS: Final = frozenset({Audience.CARER, Audience.NURSE})
_CARE: Final = frozenset({Purpose.CARE})
_ALARM: Final = frozenset({Purpose.ALARM})
_CARE_AND_ALARM: Final = _CARE | _ALARM
_CONTACT: Final = frozenset({Purpose.FAMILY_CONTACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Data about a resident on their way to somebody. `who` is the person, where it is one in particular."""

    data: Data
    audience: Audience
    purpose: Purpose
    room: Room | None = None
    local_minute: int = 0
    who: CaregiverId = ""
    undressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What allows a flow: these data to these people for these purposes, with her consent where one is named."""

    id: str
    audiences: frozenset[Audience]
    data: frozenset[Data]
    purposes: frozenset[Purpose]
    consent: Consent | None
    text: Text
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Whether a flow is allowed, by which rule, and its sentence."""

    allowed: bool
    rule: str
    reason: Text


GROUNDS: Final = (
    Ground(
        id="dignity.her_own",
        audiences=frozenset({Audience.HERSELF}),
        data=frozenset(Data),
        purposes=frozenset(Purpose),
        consent=None,
        text=Text(zh="老人随时可以知道关于自己的一切。", en="A resident may know everything about herself."),
        source="PIPL art. 45: access",
    ),
    Ground(
        id="dignity.presence",
        audiences=frozenset({Audience.ROBOT, *_CARERS}),
        data=frozenset({Data.PRESENCE}),
        purposes=_CARE_AND_ALARM,
        consent=None,
        text=Text(zh="护理需要知道老人在哪个房间。", en="Care needs to know in which room somebody is."),
        source="GB 38600-2019: rounds by day and night",
    ),
    Ground(
        id="dignity.pose",
        audiences=frozenset({Audience.ROBOT, *_CARERS}),
        data=frozenset({Data.POSE}),
        purposes=_CARE,
        consent=Consent.CAMERA_POSE,
        text=Text(
            zh="老人同意时，可以看她的姿势，不看画面。", en="With her consent her posture is seen, as dots alone."
        ),
        source="Order 799, PIPL: consent for each purpose",
    ),
    Ground(
        id="dignity.pose_in_alarm",
        audiences=frozenset({Audience.ROBOT, *_CARERS}),
        data=frozenset({Data.POSE}),
        purposes=_ALARM,
        consent=None,
        text=Text(zh="出事时可以看姿势，以便帮忙。", en="In an alarm the posture is seen, so that help can be given."),
        source="PIPL art. 13: to protect life and health in an emergency",
    ),
    Ground(
        id="dignity.words",
        audiences=frozenset({Audience.ROBOT, *_CARERS}),
        data=frozenset({Data.WORDS, Data.HEALTH}),
        purposes=_CARE_AND_ALARM,
        consent=None,
        text=Text(
            zh="老人对机器人说的话和健康情况，在班的护理员可以知道，并要保密。",
            en="What she tells the robot and how she is, the carers on duty may know, in confidence.",
        ),
        source="GB 38600-2019: monitoring content is confidential",
    ),
    Ground(
        id="dignity.clip",
        audiences=frozenset({Audience.ROBOT, *_CARERS}),
        data=frozenset({Data.PICTURE, Data.CLIP}),
        purposes=_ALARM,
        consent=Consent.RECORDING,
        text=Text(
            zh="老人同意时，出事的画面可以短期留存。", en="With her consent pictures of an incident are kept shortly."
        ),
        source="PIPL: consent, shortest retention",
    ),
    Ground(
        id="dignity.family_presence",
        audiences=frozenset({Audience.FAMILY}),
        data=frozenset({Data.PRESENCE}),
        purposes=_CONTACT,
        consent=Consent.FAMILY_VIEW,
        text=Text(zh="老人同意时，家属可以知道她在不在。", en="With her consent family may know where she is."),
        source="mission: families, within what the resident consents to",
    ),
    Ground(
        id="dignity.family_health",
        audiences=frozenset({Audience.FAMILY}),
        data=frozenset({Data.HEALTH}),
        purposes=_CONTACT | _ALARM,
        consent=Consent.FAMILY_HEALTH,
        text=Text(zh="老人同意时，家属可以知道她的健康情况。", en="With her consent family may know how she is."),
        source="mission: families, within what the resident consents to",
    ),
)
_BATHROOM: Final = Text(
    zh="卫生间里绝不看，也不留画面。", en="Nothing is looked at and no picture kept in a bathroom, ever."
)
_UNDRESSED: Final = Text(zh="没穿好衣服时绝不留画面。", en="No picture is ever kept of somebody undressed.")
_NOT_TOLD: Final = Text(
    zh="老人没有把这位列为可以告知的人。", en="She has not named this person among those who are told."
)
_NARROWED: Final = Text(zh="老人说了这些要留给自己。", en="The resident keeps this for herself.")
_NO_CONSENT: Final = Text(zh="这个用途老人没有同意。", en="The resident has not agreed to this purpose.")
_NO_GROUND: Final = Text(zh="没有让这个人知道这些的理由。", en="There is no ground on which this person may have it.")


def judge_flow(resident: Resident, flow: Flow) -> Leave:
    """Whether data about `resident` may go where `flow` says."""
    against = _against(resident, flow)
    if against is not None:
        return against
    grounds = [ground for ground in GROUNDS if _fits(ground, flow)]
    for ground in grounds:
        if ground.consent is None or ground.consent in resident.consents:
            return Leave(allowed=True, rule=ground.id, reason=ground.text)
    if grounds:
        return Leave(allowed=False, rule="dignity.no_consent", reason=_NO_CONSENT)
    return Leave(allowed=False, rule="dignity.no_ground", reason=_NO_GROUND)


def _against(resident: Resident, flow: Flow) -> Leave | None:
    """What stands against `flow` whatever its ground."""
    bathroom = flow.room is not None and flow.room.kind is RoomKind.BATHROOM
    if flow.data in _IMAGES and bathroom:
        return Leave(allowed=False, rule="dignity.bathroom", reason=_BATHROOM)
    if flow.undressed and flow.data in {Data.PICTURE, Data.CLIP}:
        return Leave(allowed=False, rule="dignity.undressed", reason=_UNDRESSED)
    if narrowed(resident, flow):
        return Leave(allowed=False, rule="dignity.narrowed", reason=_NARROWED)
    told = resident.values.told
    if flow.audience is Audience.FAMILY and told and flow.who not in told:
        return Leave(allowed=False, rule="dignity.not_told", reason=_NOT_TOLD)
    return None


def narrowed(resident: Resident, flow: Flow) -> bool:
    """Whether `resident` keeps what `flow` carries for herself."""
    return flow.audience is not Audience.HERSELF and any(_keeps(one, flow) for one in resident.values.narrowings)


def _fits(ground: Ground, flow: Flow) -> bool:
    return flow.audience in ground.audiences and flow.data in ground.data and flow.purpose in ground.purposes


def _keeps(narrowing: Narrowing, flow: Flow) -> bool:
    """Whether a narrowing holds for `flow`; in an alarm only one that names alarms."""
    kept = frozenset().union(*(_IMPLIED.get(data, frozenset({data})) for data in narrowing.data))
    purposes = narrowing.purposes or frozenset(Purpose) - _ALARM
    return (
        flow.data in kept
        and flow.purpose in purposes
        and (not narrowing.audiences or flow.audience in narrowing.audiences)
        and (not narrowing.rooms or (flow.room is not None and flow.room.id in narrowing.rooms))
        and (narrowing.hours is None or narrowing.hours.has(flow.local_minute))
    )
