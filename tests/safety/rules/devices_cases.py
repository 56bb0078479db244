"""Cases of the rules in devices.cedar."""

from dataclasses import replace

from carebot.core.actions import AlarmLevel, SetDevice
from carebot.core.people import Risk
from tests.safety import builders as b
from tests.safety.rules.moments import (
    ALARM,
    BATH,
    CONFUSED,
    DOOR,
    GADGET,
    LAMP,
    SMOKE,
    STOVE,
    Case,
    by,
    with_resident,
)

WANDERS = with_resident(replace(b.LI, risks=frozenset({Risk.WANDERING})))
MAY_HARM_HERSELF = with_resident(replace(b.LI, risks=frozenset({Risk.SELF_HARM})))
MAY_SCALD = with_resident(replace(b.LI, risks=frozenset({Risk.SCALDS})))
LOCK = SetDevice(device="front_door", value="locked")
DARK = SetDevice(device="light.kitchen", value="off")
RAIL = SetDevice(device="bed_rail", value="up")
CAMERA = SetDevice(device="bedroom_camera", value="on")

CASES = (
    Case(rule="house.heat", action=STOVE, silent=by(b.BY_CARER)),
    Case(rule="house.heat", action=STOVE, bites=by(b.BY_ROBOT), silent=by(b.BY_NURSE)),
    Case(rule="house.doors", action=DOOR, bites={"local_minute": b.MIDNIGHT}, silent={}),
    Case(rule="house.doors", action=DOOR, bites={"house": CONFUSED}, silent=by(b.BY_CARER, local_minute=b.MIDNIGHT)),
    Case(rule="house.doors", action=DOOR, bites=by(b.BY_VOICE), silent=by(b.BY_LI)),
    Case(rule="house.water", action=BATH, bites=by(b.BY_VOICE), silent=by(b.BY_LI)),
    Case(rule="house.water", action=BATH, bites=by(b.BY_ROBOT), silent=by(b.BY_CARER)),
    Case(rule="house.protective_device", action=SMOKE, bites=by(b.BY_NURSE)),
    Case(rule="house.unknown_device", action=GADGET, silent=by(b.BY_NURSE)),
    Case(rule="house.heat", action=STOVE, bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.doors", action=DOOR, bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.water", action=BATH, bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.unknown_device", action=GADGET, bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.doors_at_risk", action=DOOR, bites={"house": WANDERS}, silent={"house": MAY_SCALD}),
    Case(
        rule="house.doors_at_risk", action=DOOR, bites={"house": MAY_HARM_HERSELF}, silent=by(b.BY_CARER, house=WANDERS)
    ),
    Case(
        rule="house.lock_in_alarm",
        action=LOCK,
        bites=by(b.BY_NURSE, alarm=ALARM),
        silent=by(b.BY_NURSE, alarm=AlarmLevel.LOW),
    ),
    Case(
        rule="house.dark_in_alarm",
        action=DARK,
        bites=by(b.BY_LI, alarm=ALARM),
        silent=by(b.BY_LI, alarm=AlarmLevel.LOW),
    ),
    Case(rule="house.restraint", action=RAIL, bites=by(b.BY_CARER), silent=by(b.BY_NURSE)),
    Case(rule="house.restraint", action=RAIL, bites=by(b.BY_FAMILY)),
    Case(rule="house.restraint", action=RAIL, bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.watching_device", action=CAMERA, bites=by(b.BY_FAMILY), silent=by(b.BY_LI)),
    Case(rule="house.watching_device", action=CAMERA, bites=by(b.BY_ROBOT), silent=by(b.BY_CARER)),
    Case(rule="house.watching_device", action=CAMERA, bites=by(b.BY_OFF_SHIFT)),
)
NEAR_MISSES = (
    ("house.lock_in_alarm", DOOR, by(b.BY_NURSE, alarm=ALARM)),
    ("house.dark_in_alarm", LAMP, by(b.BY_LI, alarm=ALARM)),
    ("house.dark_in_alarm", SetDevice(device="television", value="off"), by(b.BY_LI, alarm=ALARM)),
    ("house.lock_in_alarm", SetDevice(device="tablet", value="locked"), by(b.BY_NURSE, alarm=ALARM)),
    ("house.watching_device", replace(CAMERA, value="off"), by(b.BY_FAMILY)),
    ("house.doors_at_risk", LAMP, {"house": WANDERS}),
)
