"""Cases of the rules in devices.cedar."""

from tests.safety import builders as b
from tests.safety.rules.moments import BATH, CONFUSED, DOOR, GADGET, SMOKE, STOVE, Case, by

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
)
