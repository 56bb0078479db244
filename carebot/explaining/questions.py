"""What may be supposed of a moment: each question with its words, its choices and the change that it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from functools import partial
from types import MappingProxyType
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.errors import SettingsError
from carebot.core.home import Point
from carebot.core.language import Text
from carebot.core.people import NURSES, Consent, Requester, RequesterKind, ResidentId, Role
from carebot.core.situation import PersonSeen, Posture
from carebot.explaining.names import CONSENTS
from safety import supposing
from safety.supposing import Moment

_NOON: Final = 12 * 60
_MIDNIGHT: Final = 0
_YES_NO: Final = ("yes", "no")
_STALE: Final = timedelta(seconds=10)
_NEAR_M: Final = 2.5
_ROLES: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {
        "carer": frozenset({Role.CAREGIVER}),
        "nurse": NURSES,
        "technician": frozenset({Role.TECHNICIAN}),
        "inspector": frozenset({Role.INSPECTOR}),
    }
)
_LEVELS: Final[Mapping[str, AlarmLevel]] = MappingProxyType({level.name.lower(): level for level in AlarmLevel})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that may be supposed: its words, what may be chosen (empty: a free value), how it changes the moment.

    `form` says how a free value is written.
    """

    title: Text
    suppose: Callable[[Moment, str], Moment]
    choices: tuple[str, ...] = ()
    form: str = ""


def _concerned(moment: Moment) -> ResidentId:
    """Whom the supposed action is about, else the first resident of the house."""
    house = moment.situation.house
    named = supposing.person_named(moment)
    return named or (house.residents[0].id if house.residents else "")


def _asker(moment: Moment, value: str) -> Moment:
    return supposing.asked_by(moment, _requester(moment, value))


def _requester(moment: Moment, value: str) -> Requester:
    house, whom = moment.situation.house, _concerned(moment)
    match value:
        case "resident":
            return Requester(kind=RequesterKind.RESIDENT, id=whom)
        case "other_resident":
            others = (one.id for one in house.residents if one.id != whom)
            return Requester(kind=RequesterKind.RESIDENT, id=next(others, "somebody"))
        case "carer" | "nurse" | "technician" | "inspector":
            ids = (one.id for one in house.caregivers if one.role in _ROLES[value] and one.on_shift)
            return Requester(kind=RequesterKind.CAREGIVER, id=next(ids, ""))
        case "family":
            return Requester(kind=RequesterKind.FAMILY, id="family")
        case "voice":
            return Requester(kind=RequesterKind.UNKNOWN_VOICE)
        case _:
            return Requester(kind=RequesterKind(value))


def _time(moment: Moment, value: str) -> Moment:
    try:
        at = time.fromisoformat(value)
    except ValueError:
        raise SettingsError(
            Text(
                zh=f"time 应为时刻，如 22:30，而不是 {value}。请改正。",
                en=f"time is a time of day such as 22:30, not {value}.",
            )
        ) from None
    return supposing.at_minute(moment, at.hour * 60 + at.minute)


def _distance(moment: Moment, value: str) -> Moment:
    try:
        distance_m = float(value)
    except ValueError:
        distance_m = -1.0
    if not 0 <= distance_m < 100:
        raise SettingsError(
            Text(
                zh=f"person 应为 0 到 100 之间的米数，如 0.5，而不是 {value}。请改正。",
                en=f"person is a distance of 0 to 100 metres such as 0.5, not {value}. Correct it.",
            )
        )
    return supposing.people_at(supposing.in_view(moment, _seen(moment, _concerned(moment))), distance_m)


def _seen(moment: Moment, resident: ResidentId, track: str = "supposed") -> PersonSeen:
    """Somebody in view, before the robot where it stands."""
    body = moment.situation.present.body
    here = body.value.pose.point if body is not None else Point(x_m=0.0, y_m=0.0)
    return PersonSeen(track=track, position=here, nearest_m=_NEAR_M, posture=Posture.STANDING, resident=resident)


def _others(moment: Moment, value: str) -> Moment:
    whom = _concerned(moment)
    seen = (_seen(moment, whom),)
    return supposing.in_view(moment, *seen, *((_seen(moment, "", "other"),) if value == "yes" else ()))


def _posture(moment: Moment, value: str) -> Moment:
    whom, view = _concerned(moment), moment.situation.present.people
    if view is None or not view.value.people:
        moment = supposing.in_view(moment, _seen(moment, whom))
    return supposing.posture(moment, whom, Posture(value))


def _senses(moment: Moment, value: str) -> Moment:
    match value:
        case "fresh":
            return supposing.senses_aged(moment, supposing.JUST_NOW)
        case "stale":
            return supposing.senses_aged(moment, _STALE)
        case _:
            return supposing.senses_lost(moment)


def _given(moment: Moment, value: str) -> Moment:
    doses = frozenset(dose.id for dose in moment.situation.house.doses)
    return supposing.given(moment, {"yes": doses, "no": frozenset[str]()}.get(value))


def _consent(purpose: Consent, moment: Moment, value: str) -> Moment:
    for resident in moment.situation.house.residents:
        moment = supposing.consent(moment, resident.id, purpose, given=value == "yes")
    return moment


def _room(moment: Moment, value: str) -> Moment:
    place = next((one for one in moment.situation.house.home.places if one.room == value), None)
    body = moment.situation.present.body
    if place is None:
        listed = ", ".join(one.id for one in moment.situation.house.home.rooms)
        raise SettingsError(
            Text(
                zh=f"没有 {value} 这个房间，可用：{listed}。请改正。",
                en=f"There is no room {value}, only: {listed}. Correct it.",
            )
        )
    assert body is not None, "a supposed moment begins with a body"
    return moment.with_present(body=replace(body, value=replace(body.value, pose=place.pose)))


def _is(value: str) -> bool:
    return value == "yes"


_CONSENTS: Final = {
    f"consent_{purpose.value}": Question(
        title=Text(zh=f"同意：{CONSENTS[purpose.value].zh}", en=f"agreed to {CONSENTS[purpose.value].en}"),
        suppose=partial(_consent, purpose),
        choices=_YES_NO,
    )
    for purpose in Consent
}
QUESTIONS: Final[Mapping[str, Question]] = MappingProxyType(
    {
        "room": Question(
            title=Text(zh="机器人在哪个房间", en="the robot stands in room"), suppose=_room, form="kitchen"
        ),
        "night": Question(
            title=Text(zh="是夜里", en="it is night"),
            suppose=lambda moment, value: supposing.at_minute(moment, _MIDNIGHT if _is(value) else _NOON),
            choices=_YES_NO,
        ),
        "time": Question(title=Text(zh="时间", en="time of day"), suppose=_time, form="22:30"),
        "asker": Question(
            title=Text(zh="谁要求", en="who asks"),
            suppose=_asker,
            choices=(
                *("resident", "other_resident", "carer", "nurse", "technician"),
                *("inspector", "family", "voice", "schedule", "robot"),
            ),
        ),
        "alarm": Question(
            title=Text(zh="报警级别", en="an alarm stands"),
            suppose=lambda moment, value: supposing.at_alarm(moment, _LEVELS[value]),
            choices=tuple(_LEVELS),
        ),
        "refused": Question(
            title=Text(zh="本人说了不要", en="the resident said no"),
            suppose=lambda moment, value: supposing.refused(moment, _concerned(moment), holds=_is(value)),
            choices=_YES_NO,
        ),
        **_CONSENTS,
        "announced": Question(
            title=Text(zh="打过招呼", en="it was announced"),
            suppose=lambda moment, value: supposing.announced(moment, said=_is(value)),
            choices=_YES_NO,
        ),
        "stopped": Question(
            title=Text(zh="停止锁定中", en="a stop is latched"),
            suppose=lambda moment, value: supposing.stopped(moment, latched=_is(value)),
            choices=_YES_NO,
        ),
        "person": Question(title=Text(zh="本人离机器人（米）", en="she is away (m)"), suppose=_distance, form="0.5"),
        "others": Question(title=Text(zh="旁边有别人", en="others are there"), suppose=_others, choices=_YES_NO),
        "posture": Question(
            title=Text(zh="本人的姿势", en="her posture"), suppose=_posture, choices=tuple(one.value for one in Posture)
        ),
        "senses": Question(title=Text(zh="传感器", en="senses"), suppose=_senses, choices=("fresh", "stale", "none")),
        "given": Question(
            title=Text(zh="这次药给过了", en="the dose was given"), suppose=_given, choices=("yes", "no", "unknown")
        ),
    }
)
"""Everything that may be supposed, in the order in which it is made so."""
