"""Cases of the rules in roles.cedar."""

from carebot.core.actions import Look
from tests.safety import builders as b
from tests.safety.rules.moments import ALARM, CLIP, COME, CONFUSED, DOSE, GIVE, HOLD, LAMP, LEAD, Case, by

CASES = (
    Case(rule="house.off_shift", action=COME, bites=by(b.BY_OFF_SHIFT), silent=by(b.BY_CARER)),
    Case(rule="house.off_shift", action=DOSE, bites=by(b.BY_OFF_SHIFT), silent=by(b.BY_CARER)),
    Case(rule="house.off_shift", action=LAMP, bites=by(b.BY_OFF_SHIFT), silent=by(b.BY_CARER)),
    Case(rule="house.technician", action=COME, bites=by(b.BY_TECHNICIAN)),
    Case(rule="house.technician", action=GIVE, bites=by(b.BY_TECHNICIAN)),
    Case(rule="house.inspector", action=COME, bites=by(b.BY_INSPECTOR), silent=by(b.BY_HEAD_NURSE)),
    Case(rule="house.inspector", action=Look(), bites=by(b.BY_INSPECTOR), silent=by(b.BY_TECHNICIAN)),
    Case(rule="house.inspector", action=LAMP, bites=by(b.BY_INSPECTOR), silent=by(b.BY_HEAD_NURSE)),
    Case(rule="house.family_limits", action=LEAD, bites=by(b.BY_FAMILY)),
    Case(rule="house.family_limits", action=DOSE, bites=by(b.BY_FAMILY)),
    Case(rule="house.visitor_contact", action=GIVE, bites=by(b.BY_VOICE), silent=by(b.BY_LI)),
    Case(rule="house.visitor_contact", action=HOLD, bites=by(b.BY_VOICE)),
    Case(rule="house.visitor_limits", action=DOSE, bites=by(b.BY_VOICE), silent=by(b.BY_SCHEDULE)),
    Case(rule="house.robot_duties", action=GIVE, bites=by(b.BY_ROBOT), silent=by(b.BY_SCHEDULE)),
    Case(rule="house.schedule_duties", action=HOLD, bites=by(b.BY_SCHEDULE), silent=by(b.BY_NURSE)),
    Case(
        rule="house.support_needs_staff",
        action=HOLD,
        bites={"house": CONFUSED},
        silent=by(b.BY_CARER, house=CONFUSED),
    ),
    Case(rule="house.technician", action=LEAD, bites=by(b.BY_TECHNICIAN)),
    Case(rule="house.technician", action=DOSE, bites=by(b.BY_TECHNICIAN)),
    Case(rule="house.technician", action=CLIP, bites=by(b.BY_TECHNICIAN, alarm=ALARM)),
    Case(rule="house.family_limits", action=HOLD, bites=by(b.BY_FAMILY)),
    Case(rule="house.family_limits", action=CLIP, bites=by(b.BY_FAMILY, alarm=ALARM)),
    Case(rule="house.visitor_limits", action=CLIP, bites=by(b.BY_VOICE, alarm=ALARM)),
    Case(rule="house.schedule_duties", action=CLIP, bites=by(b.BY_SCHEDULE, alarm=ALARM)),
    Case(rule="house.support_needs_staff", action=HOLD, bites=by(b.BY_OFF_SHIFT, house=CONFUSED)),
)
