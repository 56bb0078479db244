"""Cases of the rules in night.cedar."""

from dataclasses import replace
from typing import Any

from carebot.core.actions import AlarmLevel, Escort, Look
from carebot.core.people import Consent, Requester, Risk
from tests.safety import builders as b
from tests.safety.rules.moments import ALARM, BATH, COME, GIVE, LEAD, TO, Case, by, with_resident, without


def at_night(requester: Requester, **changes: Any) -> dict[str, Any]:
    return by(requester, local_minute=b.MIDNIGHT, **changes)


ASLEEP = without(Consent.NIGHT_ENTRY)
WANDERS = with_resident(replace(b.LI, risks=frozenset({Risk.WANDERING})))
IN_HER_ROOM = {"body": b.body_in("bedroom_li")}
IN_WANGS_ROOM = {"body": b.body_in("bedroom_wang")}

CASES = (
    Case(rule="house.night_family", action=COME, bites=at_night(b.BY_FAMILY), silent=by(b.BY_FAMILY)),
    Case(
        rule="house.night_family",
        action=COME,
        bites=at_night(b.BY_FAMILY, alarm=AlarmLevel.LOW),
        silent=at_night(b.BY_FAMILY, alarm=ALARM),
    ),
    Case(rule="house.night_family_errand", action=TO["kitchen"], bites=at_night(b.BY_FAMILY), silent=by(b.BY_FAMILY)),
    Case(rule="house.night_family_errand", action=TO["kitchen"], bites=at_night(b.BY_FAMILY), silent=at_night(b.BY_LI)),
    Case(
        rule="house.night_family_errand",
        action=TO["kitchen"],
        bites=at_night(b.BY_FAMILY, alarm=AlarmLevel.LOW),
        silent=at_night(b.BY_FAMILY, alarm=ALARM),
    ),
    Case(rule="house.night_family", action=COME, bites=at_night(b.BY_FAMILY), silent=at_night(b.BY_NURSE)),
    *(
        Case(
            rule="house.night_schedule",
            action=action,
            bites=at_night(b.BY_SCHEDULE, house=ASLEEP, alarm=AlarmLevel.LOW),
            silent=at_night(b.BY_SCHEDULE, house=ASLEEP, alarm=ALARM),
        )
        for action in (COME, GIVE)
    ),
    Case(
        rule="house.night_schedule",
        action=COME,
        bites=at_night(b.BY_SCHEDULE, house=ASLEEP),
        silent=at_night(b.BY_SCHEDULE),
    ),
    Case(
        rule="house.night_schedule",
        action=COME,
        bites=at_night(b.BY_SCHEDULE, house=ASLEEP),
        silent=by(b.BY_SCHEDULE, house=ASLEEP),
    ),
    Case(
        rule="house.night_look",
        action=Look(),
        bites=at_night(b.BY_ROBOT, house=ASLEEP, alarm=AlarmLevel.LOW, **IN_HER_ROOM),
        silent=at_night(b.BY_ROBOT, house=ASLEEP, alarm=ALARM, **IN_HER_ROOM),
    ),
    Case(
        rule="house.night_look",
        action=Look(),
        bites=at_night(b.BY_NURSE, **IN_WANGS_ROOM),
        silent=at_night(b.BY_NURSE, **IN_HER_ROOM),
    ),
    Case(
        rule="house.night_look",
        action=Look(),
        bites=at_night(b.BY_ROBOT, **IN_WANGS_ROOM),
        silent=by(b.BY_ROBOT, **IN_WANGS_ROOM),
    ),
    Case(rule="house.night_water", action=BATH, bites=at_night(b.BY_LI), silent=by(b.BY_LI)),
    Case(rule="house.night_water", action=BATH, bites=at_night(b.BY_OFF_SHIFT), silent=at_night(b.BY_CARER)),
    Case(
        rule="house.night_technician",
        action=TO["kitchen"],
        bites=at_night(b.BY_TECHNICIAN),
        silent=by(b.BY_TECHNICIAN),
    ),
    Case(
        rule="house.night_wandering",
        action=LEAD,
        bites=at_night(b.BY_LI, house=WANDERS),
        silent=at_night(b.BY_CARER, house=WANDERS),
    ),
    Case(
        rule="house.night_wandering",
        action=LEAD,
        bites=at_night(b.BY_ROBOT, house=WANDERS),
        silent=by(b.BY_LI, house=WANDERS),
    ),
    Case(
        rule="house.night_wandering",
        action=LEAD,
        bites=at_night(b.BY_OFF_SHIFT, house=WANDERS),
        silent=at_night(b.BY_LI),
    ),
    Case(
        rule="house.night_wandering",
        action=Escort(person="li", place="bedroom_wang"),
        bites=at_night(b.BY_LI, house=WANDERS),
    ),
)
NEAR_MISSES = (
    ("house.night_family_errand", Escort(person="li", place="bedroom_li"), at_night(b.BY_FAMILY)),
    ("house.night_wandering", Escort(person="li", place="bedroom_li"), at_night(b.BY_LI, house=WANDERS)),
    ("house.night_wandering", Escort(person="li", place="bathroom"), at_night(b.BY_LI, house=WANDERS)),
    ("house.night_technician", COME, at_night(b.BY_TECHNICIAN)),
)
