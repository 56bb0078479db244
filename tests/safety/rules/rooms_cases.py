"""Cases of the rules in rooms.cedar."""

from dataclasses import replace
from datetime import time
from typing import Any

from carebot.core.actions import (
    AlarmLevel,
    Approach,
    Escort,
    Look,
    MoveTo,
)
from carebot.core.home import Place, RoomKind
from carebot.core.people import Consent, ValueProfile
from carebot.core.situation import House
from carebot.core.values import Data, Hours, Narrowing, Purpose
from tests.safety import builders as b
from tests.safety.rules.moments import (
    ALARM,
    CLIP,
    HOLD,
    LEAD,
    LI_IN_VIEW,
    TO,
    WANG_IN_VIEW,
    Case,
    by,
    with_resident,
    without,
)

STAIRWELL = b.room("stairs", RoomKind.STAIRS, 35.0)
LIFT = b.room("lift", RoomKind.LIFT, 40.0)
WAYS_OUT = replace(
    b.HOUSE,
    home=replace(
        b.HOME,
        rooms=(*b.ROOMS, STAIRWELL, LIFT),
        places=(
            *b.HOME.places,
            *(Place(id=one.id, name=one.name, room=one.id, pose=b.body().pose) for one in (STAIRWELL, LIFT)),
        ),
    ),
)


def keeping(*data: Data, **narrower: Any) -> House:
    """The house in which Li keeps `data` for herself."""
    narrowing = Narrowing(data=frozenset(data), **narrower)
    return with_resident(replace(b.LI, values=ValueProfile(narrowings=(narrowing,))))


KEPT_IN = with_resident(replace(b.LI, zones=frozenset({"bedroom_li", "bathroom"})))
IN_ALARMS = frozenset({Purpose.ALARM})
AT_NIGHT = Hours(start=time(21), end=time(7))
TO_BATHROOM = Escort(person="li", place="bathroom")
CASES = (
    Case(rule="house.bathroom", action=TO["bathroom"], silent=by(b.BY_CARER)),
    Case(rule="house.bathroom", action=TO["bathroom"], bites={"alarm": AlarmLevel.LOW}, silent={"alarm": ALARM}),
    Case(rule="house.bathroom", action=TO_BATHROOM, bites=by(b.BY_ROBOT), silent=by(b.BY_LI)),
    Case(rule="house.bathroom", action=TO_BATHROOM, bites=by(b.BY_SCHEDULE), silent=by(b.BY_VOICE)),
    Case(rule="house.bathroom", action=TO["bathroom"], silent={"body": b.body_in("bathroom")}),
    Case(rule="house.room_and_strangers", action=TO["bedroom_li"], bites=by(b.BY_VOICE)),
    Case(
        rule="house.room_and_strangers",
        action=Escort(person="li", place="bedroom_wang"),
        bites=by(b.BY_VOICE),
    ),
    Case(
        rule="house.knock",
        action=Escort(person="wang", place="bedroom_li"),
        bites=by(b.BY_ROBOT),
    ),
    Case(rule="house.bathroom", action=TO["bathroom"], bites=by(b.BY_OFF_SHIFT), silent=by(b.BY_NURSE)),
    Case(rule="house.room_of_another", action=TO["bedroom_wang"], silent=by(b.BY_WANG)),
    Case(
        rule="house.room_of_another",
        action=TO["bedroom_wang"],
        bites=by(b.BY_LI),
        silent=by(b.BY_LI, body=b.body_in("bedroom_wang")),
    ),
    Case(
        rule="house.room_and_strangers",
        action=TO["bedroom_li"],
        bites=by(b.BY_VOICE, announced=True),
        silent=by(b.BY_ROBOT),
    ),
    Case(rule="house.room_and_strangers", action=TO["bedroom_li"], bites=by(b.BY_TECHNICIAN), silent=by(b.BY_LI)),
    Case(
        rule="house.room_and_family",
        action=TO["bedroom_wang"],
        bites=by(b.BY_FAMILY, announced=True),
        silent=by(b.BY_NURSE, announced=True),
    ),
    Case(rule="house.knock", action=TO["bedroom_li"], bites=by(b.BY_ROBOT), silent=by(b.BY_ROBOT, announced=True)),
    Case(rule="house.knock", action=TO["bedroom_li"], bites=by(b.BY_NURSE), silent=by(b.BY_NURSE, alarm=ALARM)),
    Case(rule="house.knock", action=TO["bedroom_li"], bites=by(b.BY_SCHEDULE), silent=by(b.BY_LI)),
    Case(
        rule="house.night_entry",
        action=TO["bedroom_li"],
        bites=by(b.BY_ROBOT, house=without(Consent.NIGHT_ENTRY), local_minute=b.MIDNIGHT, announced=True),
        silent=by(b.BY_ROBOT, local_minute=b.MIDNIGHT, announced=True),
    ),
    Case(
        rule="house.night_entry",
        action=TO["bedroom_wang"],
        bites=by(b.BY_NURSE, local_minute=b.MIDNIGHT, announced=True, alarm=AlarmLevel.LOW),
        silent=by(b.BY_NURSE, local_minute=b.MIDNIGHT, announced=True, alarm=ALARM),
    ),
    Case(
        rule="house.night_entry",
        action=TO["bedroom_wang"],
        bites=by(b.BY_ROBOT, local_minute=b.MIDNIGHT, announced=True),
        silent=by(b.BY_WANG, local_minute=b.MIDNIGHT),
    ),
    Case(
        rule="house.night_entry",
        action=Approach(person="wang", last_seen=b.middle("bedroom_wang")),
        bites=by(b.BY_ROBOT, local_minute=b.MIDNIGHT, announced=True),
        silent=by(b.BY_ROBOT, announced=True),
    ),
    Case(rule="house.exit", action=TO["porch"], silent=by(b.BY_CARER)),
    Case(rule="house.exit", action=TO["porch"], bites=by(b.BY_ROBOT, alarm=AlarmLevel.HIGH)),
    Case(rule="house.escort_exit", action=Escort(person="li", place="porch"), silent=by(b.BY_NURSE)),
    Case(rule="house.escort_exit", action=replace(HOLD, place="porch"), bites=by(b.BY_OFF_SHIFT)),
    Case(
        rule="house.clip_without_incident",
        action=CLIP,
        bites=by(b.BY_ROBOT, alarm=AlarmLevel.LOW),
        silent=by(b.BY_ROBOT, alarm=ALARM),
    ),
    Case(
        rule="house.clip_bathroom",
        action=CLIP,
        bites=by(b.BY_ROBOT, alarm=ALARM, body=b.body_in("bathroom")),
        silent=by(b.BY_ROBOT, alarm=ALARM),
    ),
    Case(
        rule="house.clip_bathroom",
        action=CLIP,
        bites=by(b.BY_ROBOT, alarm=ALARM, people=b.people(b.person("li", position=b.middle("bathroom")))),
        silent=by(b.BY_ROBOT, alarm=ALARM, people=LI_IN_VIEW),
    ),
    Case(
        rule="house.look_bathroom",
        action=Look(),
        bites={"body": b.body_in("bathroom"), "alarm": ALARM},
        silent={"alarm": ALARM},
    ),
    Case(
        rule="house.room_and_strangers",
        action=TO["bedroom_li"],
        bites=by(b.BY_VOICE),
        silent=by(b.BY_VOICE, body=b.body_in("bedroom_li")),
    ),
    Case(
        rule="house.room_and_family",
        action=TO["bedroom_wang"],
        bites=by(b.BY_FAMILY),
        silent=by(b.BY_FAMILY, body=b.body_in("bedroom_wang")),
    ),
    Case(
        rule="house.room_and_family",
        action=TO["bedroom_li"],
        bites=by(b.BY_FAMILY, house=without(Consent.FAMILY_VIEW)),
        silent=by(b.BY_FAMILY),
    ),
    Case(
        rule="house.knock",
        action=TO["bedroom_li"],
        bites=by(b.BY_NURSE, alarm=AlarmLevel.LOW),
        silent=by(b.BY_NURSE, body=b.body_in("bedroom_li")),
    ),
    Case(rule="house.knock", action=TO["bedroom_li"], bites=by(b.BY_FAMILY), silent=by(b.BY_VOICE)),
    Case(rule="house.knock", action=TO["bedroom_wang"], bites=by(b.BY_ROBOT), silent=by(b.BY_TECHNICIAN)),
    Case(
        rule="house.night_entry",
        action=TO["bedroom_wang"],
        bites=by(b.BY_ROBOT, local_minute=b.MIDNIGHT, announced=True),
        silent=by(b.BY_ROBOT, local_minute=b.MIDNIGHT, body=b.body_in("bedroom_wang")),
    ),
    Case(rule="house.exit", action=TO["porch"], bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.look_bathroom", action=Look(), bites={"body": b.body_in("bathroom"), "alarm": AlarmLevel.LOW}),
    Case(rule="house.stairs", action=MoveTo(place="stairs"), bites=by(b.BY_NURSE, house=WAYS_OUT)),
    Case(rule="house.stairs", action=Escort(person="li", place="stairs"), bites=by(b.BY_CARER, house=WAYS_OUT)),
    Case(
        rule="house.lift",
        action=MoveTo(place="lift"),
        bites=by(b.BY_LI, house=WAYS_OUT),
        silent=by(b.BY_CARER, house=WAYS_OUT),
    ),
    Case(rule="house.lift", action=MoveTo(place="lift"), bites=by(b.BY_OFF_SHIFT, house=WAYS_OUT)),
    Case(
        rule="house.clip_shows_others",
        action=CLIP,
        bites=by(b.BY_ROBOT, alarm=ALARM, people=b.people(b.person("li"), b.person("wang"))),
        silent=by(b.BY_ROBOT, alarm=ALARM, people=LI_IN_VIEW),
    ),
    Case(
        rule="house.clip_shows_others",
        action=CLIP,
        bites=by(b.BY_ROBOT, alarm=ALARM, people=b.people(b.person(""), b.person("", track="2"))),
        silent=by(b.BY_ROBOT, alarm=ALARM, people=b.people(b.person(""))),
    ),
    Case(
        rule="house.clip_shows_others",
        action=CLIP,
        bites=by(b.BY_ROBOT, alarm=ALARM, people=b.people(b.person("li"), b.person(""))),
        silent=by(
            b.BY_ROBOT,
            alarm=ALARM,
            people=b.people(b.person("li"), b.person("wang")),
            house=with_resident(replace(b.WANG, consents=frozenset({Consent.RECORDING}))),
        ),
    ),
    Case(
        rule="house.clip_narrowed",
        action=CLIP,
        bites=by(b.BY_ROBOT, alarm=ALARM, house=keeping(Data.CLIP, purposes=IN_ALARMS)),
        silent=by(b.BY_ROBOT, alarm=ALARM, house=keeping(Data.CLIP)),
    ),
    Case(
        rule="house.clip_narrowed",
        action=CLIP,
        bites=by(
            b.BY_ROBOT,
            alarm=ALARM,
            house=keeping(Data.PICTURE, purposes=IN_ALARMS, rooms=frozenset({"bedroom_li"})),
            people=b.people(b.person("li", position=b.middle("bedroom_li"))),
        ),
        silent=by(
            b.BY_ROBOT,
            alarm=ALARM,
            house=keeping(Data.PICTURE, purposes=IN_ALARMS, rooms=frozenset({"bedroom_li"})),
            people=LI_IN_VIEW,
        ),
    ),
    Case(
        rule="house.look_narrowed",
        action=Look(),
        bites={"house": keeping(Data.POSE), "people": LI_IN_VIEW},
        silent={"house": keeping(Data.POSE), "people": WANG_IN_VIEW},
    ),
    Case(
        rule="house.look_narrowed",
        action=Look(),
        bites={"house": keeping(Data.POSE, hours=AT_NIGHT), "people": LI_IN_VIEW, "local_minute": 21 * 60},
        silent={"house": keeping(Data.POSE, hours=AT_NIGHT), "people": LI_IN_VIEW, "local_minute": 7 * 60},
    ),
    Case(
        rule="house.look_narrowed",
        action=Look(),
        bites={"house": keeping(Data.POSE), "body": b.body_in("bedroom_li")},
        silent={"house": keeping(Data.POSE), "body": b.body_in("bedroom_li"), "alarm": ALARM},
    ),
    *(
        Case(
            rule="house.zone",
            action=action,
            bites={"house": KEPT_IN},
            silent=by(b.BY_CARER, house=KEPT_IN),
        )
        for action in (LEAD, HOLD)
    ),
    Case(rule="house.zone", action=LEAD, bites=by(b.BY_OFF_SHIFT, house=KEPT_IN), silent={}),
    Case(
        rule="house.zone",
        action=LEAD,
        bites=by(b.BY_ROBOT, house=KEPT_IN),
        silent=by(b.BY_ROBOT, house=with_resident(replace(b.LI, zones=frozenset({"bedroom_li", "living"})))),
    ),
    Case(
        rule="house.look_narrowed",
        action=Look(),
        bites={"house": keeping(Data.POSE, rooms=frozenset({"bedroom_li"})), "body": b.body_in("bedroom_li")},
        silent={"house": keeping(Data.POSE, rooms=frozenset({"bedroom_wang"})), "body": b.body_in("bedroom_li")},
    ),
)
