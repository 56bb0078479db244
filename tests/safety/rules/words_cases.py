"""Cases of the rules in words.cedar."""

from dataclasses import replace
from datetime import timedelta

from carebot.core.actions import (
    AlarmLevel,
)
from carebot.core.situation import PeopleView
from tests.safety import builders as b
from tests.safety.rules.moments import ASK, LI_IN_VIEW, TALK, Case, by, speak

CASES = (
    Case(
        rule="house.private_words",
        action=speak(private=True),
        bites={"people": b.people(b.person("li"), b.person("wang"))},
        silent={"people": LI_IN_VIEW},
    ),
    Case(rule="house.private_words", action=speak(private=True), bites={"people": b.people(b.person(""))}),
    Case(rule="house.private_words", action=speak(private=True), bites={"people": None}),
    Case(
        rule="house.private_words",
        action=speak(private=True),
        bites={"people": b.fresh(PeopleView(people=(), nearest_m=9.0), timedelta(seconds=0.301))},
        silent={"people": b.fresh(PeopleView(people=(), nearest_m=9.0), timedelta(seconds=0.3))},
    ),
    Case(rule="house.no_human", action=speak(zh="我是真人。")),
    Case(rule="house.no_relative", action=speak(en="I am your daughter.")),
    Case(rule="house.no_medical_order", action=speak(en="You should double your dose.")),
    Case(rule="house.no_secret", action=speak(zh="别告诉护士。")),
    Case(
        rule="house.quiet_night",
        action=TALK,
        bites=by(b.BY_ROBOT, local_minute=b.MIDNIGHT),
        silent=by(b.BY_ROBOT, local_minute=b.MIDNIGHT, alarm=AlarmLevel.LOW),
    ),
    Case(
        rule="house.quiet_night",
        action=ASK,
        bites=by(b.BY_SCHEDULE, local_minute=b.MIDNIGHT),
        silent=by(b.BY_LI, local_minute=b.MIDNIGHT),
    ),
    Case(
        rule="house.private_words",
        action=speak(private=True),
        bites={"people": b.people(b.person("wang"))},
        silent={"people": b.people()},
    ),
    Case(
        rule="house.quiet_night",
        action=TALK,
        bites=by(b.BY_ROBOT, local_minute=b.MIDNIGHT),
        silent=by(b.BY_ROBOT),
    ),
    Case(
        rule="house.quiet_night",
        action=ASK,
        bites=by(b.BY_ROBOT, local_minute=b.MIDNIGHT),
        silent=by(b.BY_VOICE, local_minute=b.MIDNIGHT),
    ),
    Case(
        rule="house.quiet_night",
        action=replace(ASK, alarm=True),
        bites=by(b.BY_SCHEDULE, local_minute=b.MIDNIGHT),
        silent=by(b.BY_ROBOT, local_minute=b.MIDNIGHT),
    ),
)
