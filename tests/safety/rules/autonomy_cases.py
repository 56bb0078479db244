"""Cases of the rules in autonomy.cedar."""

from dataclasses import replace
from datetime import time
from typing import Any

from carebot.core.actions import (
    AlarmLevel,
    Approach,
    Look,
)
from carebot.core.people import Consent, ValueProfile
from carebot.core.values import Hours
from tests.safety import builders as b
from tests.safety.rules.moments import (
    ALARM,
    ASK,
    CLIP,
    COME,
    DOSE,
    GIVE,
    HOLD,
    LEAD,
    LI_IN_VIEW,
    LI_SAID_NO,
    TALK,
    TO,
    WANG_IN_VIEW,
    Case,
    by,
    with_resident,
    without,
)

NAP = Hours(start=time(13), end=time(14, 30))
RESTS = with_resident(replace(b.LI, values=ValueProfile(quiet_hours=NAP)))
RESTING: dict[str, Any] = {"house": RESTS, "local_minute": 13 * 60}
RESTED: dict[str, Any] = {"house": RESTS, "local_minute": 14 * 60 + 30}

CASES = (
    Case(rule="house.refused_contact", action=GIVE, bites={"refused_by": LI_SAID_NO}),
    Case(rule="house.refused_contact", action=HOLD, bites={"refused_by": LI_SAID_NO, "alarm": AlarmLevel.HIGH}),
    Case(rule="house.refused_company", action=COME, bites={"refused_by": LI_SAID_NO}),
    Case(rule="house.refused_company", action=LEAD, bites={"refused_by": LI_SAID_NO}),
    Case(
        rule="house.refused_company",
        action=COME,
        bites=by(b.BY_ROBOT, refused_by=LI_SAID_NO, alarm=AlarmLevel.LOW),
        silent=by(b.BY_ROBOT, refused_by=LI_SAID_NO, alarm=ALARM),
    ),
    Case(
        rule="house.refused_company",
        action=TO["bedroom_li"],
        bites={"refused_by": LI_SAID_NO},
        silent={"refused_by": frozenset({"wang"})},
    ),
    Case(
        rule="house.refused_company",
        action=Approach(person=""),
        bites={"refused_by": LI_SAID_NO, "people": LI_IN_VIEW},
        silent={"refused_by": LI_SAID_NO, "people": WANG_IN_VIEW},
    ),
    Case(
        rule="house.refused_look",
        action=Look(),
        bites={"refused_by": LI_SAID_NO, "people": LI_IN_VIEW},
        silent=by(b.BY_ROBOT, refused_by=LI_SAID_NO, people=LI_IN_VIEW, alarm=ALARM),
    ),
    Case(rule="house.refused_clip", action=CLIP, bites=by(b.BY_ROBOT, refused_by=LI_SAID_NO, alarm=AlarmLevel.HIGH)),
    Case(rule="house.refused_reminder", action=DOSE, bites={"refused_by": LI_SAID_NO}),
    Case(
        rule="house.refused_talk",
        action=TALK,
        bites=by(b.BY_ROBOT, refused_by=LI_SAID_NO),
        silent=by(b.BY_LI, refused_by=LI_SAID_NO),
    ),
    Case(
        rule="house.refused_talk",
        action=ASK,
        bites=by(b.BY_SCHEDULE, refused_by=LI_SAID_NO),
        silent=by(b.BY_VOICE, refused_by=LI_SAID_NO),
    ),
    Case(
        rule="house.refused_talk",
        action=TALK,
        bites=by(b.BY_WANG, refused_by=LI_SAID_NO, alarm=AlarmLevel.LOW),
        silent=by(b.BY_WANG, refused_by=LI_SAID_NO, alarm=ALARM),
    ),
    Case(
        rule="house.support_consent",
        action=HOLD,
        bites={"house": without(Consent.TOUCH)},
        silent={"house": without(Consent.RECORDING)},
    ),
    Case(
        rule="house.handover_consent",
        action=GIVE,
        bites=by(b.BY_NURSE, house=without(Consent.TOUCH)),
        silent=by(b.BY_LI, house=without(Consent.TOUCH)),
    ),
    Case(
        rule="house.camera_consent",
        action=Look(),
        bites={"people": WANG_IN_VIEW},
        silent={"people": WANG_IN_VIEW, "alarm": ALARM},
    ),
    Case(
        rule="house.recording_consent",
        action=CLIP,
        bites=by(b.BY_ROBOT, house=without(Consent.RECORDING), alarm=ALARM),
        silent=by(b.BY_ROBOT, alarm=ALARM),
    ),
    Case(rule="house.reminder_consent", action=DOSE, bites={"house": without(Consent.MEDICATION_REMINDERS)}),
    Case(
        rule="house.family_view",
        action=COME,
        bites=by(b.BY_FAMILY, house=without(Consent.FAMILY_VIEW)),
        silent=by(b.BY_FAMILY),
    ),
    Case(rule="house.refused_company", action=COME, bites=by(b.BY_NURSE, refused_by=LI_SAID_NO, alarm=ALARM)),
    Case(
        rule="house.refused_look",
        action=Look(),
        bites=by(b.BY_ROBOT, refused_by=LI_SAID_NO, people=LI_IN_VIEW, alarm=AlarmLevel.LOW),
        silent=by(b.BY_ROBOT, people=LI_IN_VIEW),
    ),
    Case(
        rule="house.refused_look",
        action=Look(),
        bites=by(b.BY_NURSE, refused_by=LI_SAID_NO, people=LI_IN_VIEW, alarm=ALARM),
    ),
    Case(
        rule="house.refused_talk",
        action=TALK,
        bites=by(b.BY_NURSE, refused_by=LI_SAID_NO),
        silent=by(b.BY_NURSE, refused_by=frozenset({"wang"})),
    ),
    Case(
        rule="house.refused_talk",
        action=replace(TALK, alarm=True),
        bites=by(b.BY_NURSE, refused_by=LI_SAID_NO),
        silent=by(b.BY_NURSE, refused_by=LI_SAID_NO, alarm=AlarmLevel.LOW),
    ),
    Case(rule="house.camera_consent", action=Look(), bites={"people": WANG_IN_VIEW, "alarm": AlarmLevel.LOW}),
    Case(rule="house.camera_consent", action=Look(), bites={"people": WANG_IN_VIEW}, silent={"people": LI_IN_VIEW}),
    Case(
        rule="house.refused_question",
        action=ASK,
        bites=by(b.BY_VOICE, refused_by=LI_SAID_NO, alarm=AlarmLevel.LOW),
        silent=by(b.BY_VOICE, refused_by=LI_SAID_NO, alarm=ALARM),
    ),
    Case(rule="house.refused_question", action=ASK, bites=by(b.BY_LI, refused_by=LI_SAID_NO), silent=by(b.BY_LI)),
    Case(
        rule="house.refused_question",
        action=ASK,
        bites=by(b.BY_ROBOT, refused_by=LI_SAID_NO),
        silent=by(b.BY_ROBOT, refused_by=frozenset({"wang"})),
    ),
    *(
        Case(rule="house.quiet_company", action=COME, bites=by(who, **RESTING), silent=by(who, **RESTED))
        for who in (b.BY_ROBOT, b.BY_SCHEDULE, b.BY_FAMILY)
    ),
    Case(rule="house.quiet_company", action=COME, bites=by(b.BY_ROBOT, **RESTING), silent=by(b.BY_LI, **RESTING)),
    Case(
        rule="house.quiet_company",
        action=TO["bedroom_li"],
        bites=by(b.BY_ROBOT, **RESTING, alarm=AlarmLevel.LOW),
        silent=by(b.BY_ROBOT, **RESTING, alarm=ALARM),
    ),
    *(
        Case(rule="house.quiet_talk", action=TALK, bites=by(who, **RESTING), silent=by(who, **RESTED))
        for who in (b.BY_ROBOT, b.BY_SCHEDULE, b.BY_FAMILY)
    ),
    Case(
        rule="house.quiet_talk",
        action=TALK,
        bites=by(b.BY_ROBOT, **RESTING),
        silent=by(b.BY_ROBOT, **RESTING, alarm=AlarmLevel.LOW),
    ),
    Case(rule="house.quiet_talk", action=ASK, bites=by(b.BY_SCHEDULE, **RESTING), silent=by(b.BY_NURSE, **RESTING)),
    Case(
        rule="house.quiet_talk",
        action=replace(TALK, alarm=True),
        bites=by(b.BY_SCHEDULE, **RESTING),
        silent=by(b.BY_ROBOT, **RESTING),
    ),
)
NEAR_MISSES = (
    ("house.refused_question", TALK, by(b.BY_LI, refused_by=LI_SAID_NO)),
    ("house.refused_question", replace(ASK, alarm=True), by(b.BY_ROBOT, refused_by=LI_SAID_NO)),
    ("house.quiet_company", TO["bedroom_wang"], by(b.BY_ROBOT, **RESTING)),
    ("house.quiet_talk", replace(TALK, to="wang"), by(b.BY_ROBOT, **RESTING)),
)
