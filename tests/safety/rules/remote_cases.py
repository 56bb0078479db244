"""Cases of the rules in remote.cedar."""

from dataclasses import replace

from carebot.core.actions import AlarmLevel, Look, Pick, SetDevice
from tests.safety import builders as b
from tests.safety.rules.moments import (
    ALARM,
    BATH,
    CLIP,
    COME,
    DOOR,
    FETCH,
    GADGET,
    GIVE,
    HOLD,
    LAMP,
    LEAD,
    STOVE,
    TO,
    Case,
    by,
    speak,
)
from tests.safety.rules.things_cases import CHEMICAL, FIRE

NURSE_AFAR = replace(b.BY_NURSE, remote=True)
FAMILY_AFAR = replace(b.BY_FAMILY, remote=True)
TECHNICIAN_AFAR = replace(b.BY_TECHNICIAN, remote=True)
IN_HER_ROOM = {"body": b.body_in("bedroom_li")}
RAIL = SetDevice(device="bed_rail", value="up")
CAMERA = SetDevice(device="camera", value="on")

CASES = (
    *(
        Case(rule="house.remote_touch", action=action, bites=by(NURSE_AFAR), silent=by(b.BY_NURSE))
        for action in (GIVE, HOLD, LEAD)
    ),
    Case(
        rule="house.remote_room",
        action=TO["bedroom_li"],
        bites=by(NURSE_AFAR, announced=True, alarm=AlarmLevel.LOW),
        silent=by(NURSE_AFAR, announced=True, alarm=ALARM),
    ),
    Case(rule="house.remote_room", action=TO["bedroom_li"], bites=by(FAMILY_AFAR), silent=by(b.BY_FAMILY)),
    Case(
        rule="house.remote_room",
        action=TO["bedroom_li"],
        bites=by(NURSE_AFAR),
        silent=by(NURSE_AFAR, **IN_HER_ROOM),
    ),
    Case(rule="house.remote_room", action=TO["bedroom_li"], bites=by(NURSE_AFAR)),
    Case(
        rule="house.remote_look",
        action=Look(),
        bites=by(NURSE_AFAR, alarm=AlarmLevel.LOW, **IN_HER_ROOM),
        silent=by(NURSE_AFAR, alarm=ALARM, **IN_HER_ROOM),
    ),
    Case(
        rule="house.remote_look",
        action=Look(),
        bites=by(NURSE_AFAR, **IN_HER_ROOM),
        silent=by(b.BY_NURSE, **IN_HER_ROOM),
    ),
    Case(rule="house.remote_look", action=Look(), bites=by(FAMILY_AFAR, **IN_HER_ROOM), silent=by(FAMILY_AFAR)),
    Case(
        rule="house.remote_clip",
        action=CLIP,
        bites=by(NURSE_AFAR, alarm=ALARM),
        silent=by(b.BY_NURSE, alarm=ALARM),
    ),
    *(
        Case(rule="house.remote_devices", action=action, bites=by(NURSE_AFAR), silent=by(b.BY_NURSE))
        for action in (STOVE, DOOR, BATH, GADGET, RAIL, CAMERA)
    ),
    *(
        Case(
            rule="house.remote_things",
            action=action,
            bites=by(NURSE_AFAR, **house),
            silent=by(b.BY_NURSE, **house),
        )
        for action, house in (
            (Pick(object="pills"), {}),
            (Pick(object="knife"), {}),
            (Pick(object="thing"), CHEMICAL),
            (Pick(object="thing"), FIRE),
        )
    ),
    Case(
        rule="house.remote_technician",
        action=TO["kitchen"],
        bites=by(TECHNICIAN_AFAR),
        silent=by(b.BY_TECHNICIAN),
    ),
    Case(rule="house.remote_technician", action=Look(), bites=by(TECHNICIAN_AFAR), silent=by(NURSE_AFAR)),
    Case(
        rule="house.remote_night",
        action=TO["kitchen"],
        bites=by(NURSE_AFAR, local_minute=b.MIDNIGHT, alarm=AlarmLevel.LOW),
        silent=by(NURSE_AFAR, local_minute=b.MIDNIGHT, alarm=ALARM),
    ),
    Case(
        rule="house.remote_night",
        action=COME,
        bites=by(NURSE_AFAR, local_minute=b.MIDNIGHT),
        silent=by(NURSE_AFAR),
    ),
    Case(
        rule="house.remote_night",
        action=TO["kitchen"],
        bites=by(NURSE_AFAR, local_minute=b.MIDNIGHT),
        silent=by(b.BY_NURSE, local_minute=b.MIDNIGHT),
    ),
    Case(
        rule="house.remote_words",
        action=speak(private=True),
        bites=by(NURSE_AFAR),
        silent=by(b.BY_NURSE),
    ),
    Case(rule="house.remote_words", action=speak(private=True), bites=by(FAMILY_AFAR)),
)
NEAR_MISSES = (
    ("house.remote_devices", LAMP, by(NURSE_AFAR)),
    ("house.remote_things", FETCH, by(NURSE_AFAR)),
    ("house.remote_room", TO["kitchen"], by(NURSE_AFAR)),
    ("house.remote_words", speak(), by(NURSE_AFAR)),
)
