"""Cases of the rules in rooms.cedar."""

from dataclasses import replace

from carebot.core.actions import (
    AlarmLevel,
    Approach,
    Escort,
    Look,
)
from carebot.core.people import Consent
from tests.safety import builders as b
from tests.safety.rules.moments import ALARM, CLIP, HOLD, LI_IN_VIEW, TO, Case, by, without

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
        bites={"body": b.body_in("bathroom")},
        silent={"body": b.body_in("bathroom"), "alarm": ALARM},
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
)
