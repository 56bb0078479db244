"""Cases of the rules in medicine.cedar."""

from dataclasses import replace
from datetime import timedelta

from carebot.core.actions import (
    Handover,
    Pick,
)
from carebot.core.verdicts import Verdict
from tests.safety import builders as b
from tests.safety.rules.moments import DOSE, Case, by, nurse_confirms

MEDICINE = Handover(object="pills", to="li")
CASES = (
    Case(rule="house.right_resident", action=replace(DOSE, resident="wang"), bites=by(b.BY_SCHEDULE)),
    Case(rule="house.right_drug", action=replace(DOSE, drug=b.text("warfarin")), bites=by(b.BY_SCHEDULE)),
    Case(
        rule="house.right_time",
        action=replace(DOSE, minutes_from_due=60.01),
        bites=by(b.BY_SCHEDULE),
    ),
    Case(rule="house.right_time", action=replace(DOSE, minutes_from_due=-60.01), bites=by(b.BY_SCHEDULE)),
    Case(
        rule="house.right_time",
        action=DOSE,
        bites=by(b.BY_SCHEDULE, local_minute=13 * 60 + 1),
        silent=by(b.BY_SCHEDULE, local_minute=13 * 60),
    ),
    Case(
        rule="house.right_time",
        action=DOSE,
        bites=by(b.BY_SCHEDULE, local_minute=11 * 60 - 1),
        silent=by(b.BY_SCHEDULE, local_minute=11 * 60),
    ),
    Case(
        rule="house.already_given",
        action=DOSE,
        bites=by(b.BY_SCHEDULE, given_doses=frozenset({"noon"})),
        silent=by(b.BY_SCHEDULE, given_doses=frozenset({"evening"})),
    ),
    Case(
        rule="house.record_missing",
        action=DOSE,
        bites=by(b.BY_SCHEDULE, given_doses=None),
        silent=by(b.BY_SCHEDULE),
    ),
    Case(
        rule="house.medicine_handover",
        action=MEDICINE,
        bites=by(b.BY_NURSE),
        silent=by(b.BY_NURSE, confirmations=nurse_confirms(MEDICINE)),
        verdict=Verdict.CONFIRM,
    ),
    Case(
        rule="house.medicine_handover",
        action=MEDICINE,
        bites=by(b.BY_NURSE, confirmations=nurse_confirms(MEDICINE, by="carer")),
        verdict=Verdict.CONFIRM,
        silent=by(b.BY_NURSE, confirmations=nurse_confirms(MEDICINE)),
    ),
    Case(
        rule="house.medicine_and_others",
        action=MEDICINE,
        bites={"confirmations": nurse_confirms(MEDICINE)},
        silent=by(b.BY_NURSE),
    ),
    Case(rule="house.medicine_and_others", action=MEDICINE, bites=by(b.BY_CARER), silent=by(b.BY_NURSE)),
    Case(rule="house.medicine_fetch", action=Pick(object="pills"), silent=by(b.BY_NURSE)),
    Case(rule="house.medicine_fetch", action=Pick(object="pills"), bites=by(b.BY_CARER), silent=by(b.BY_NURSE)),
    Case(rule="house.sharp_handover", action=Handover(object="knife", to="li"), bites=by(b.BY_NURSE)),
    Case(rule="house.sharp_fetch", action=Pick(object="knife"), silent=by(b.BY_CARER)),
    Case(rule="house.sharp_fetch", action=Pick(object="knife"), bites=by(b.BY_OFF_SHIFT), silent=by(b.BY_CARER)),
    Case(rule="house.unlabelled_handover", action=Handover(object="jar", to="li"), bites=by(b.BY_NURSE)),
    Case(rule="house.unlabelled_fetch", action=Pick(object="jar"), silent=by(b.BY_CARER)),
    Case(rule="house.medicine_and_others", action=MEDICINE, bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.medicine_fetch", action=Pick(object="pills"), bites=by(b.BY_OFF_SHIFT)),
    Case(rule="house.unlabelled_fetch", action=Pick(object="jar"), bites=by(b.BY_OFF_SHIFT)),
    Case(
        rule="house.medicine_handover",
        action=MEDICINE,
        bites=by(b.BY_NURSE, at=b.NOW + timedelta(seconds=61), confirmations=nurse_confirms(MEDICINE)),
        silent=by(b.BY_NURSE, at=b.NOW + timedelta(seconds=60), confirmations=nurse_confirms(MEDICINE)),
        verdict=Verdict.CONFIRM,
    ),
    Case(
        rule="house.reminder_before_others",
        action=DOSE,
        bites={"people": b.people(b.person("li"), b.person("wang"))},
        silent={"people": b.people(b.person("li"), b.person(""))},
    ),
    Case(
        rule="house.reminder_before_others",
        action=DOSE,
        bites=by(b.BY_SCHEDULE, people=b.people(b.person("wang"))),
        silent=by(b.BY_SCHEDULE, people=None),
    ),
)
