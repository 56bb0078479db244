"""Cases of the rules in words.cedar."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from carebot.core.actions import Action, AlarmLevel
from carebot.core.language import Text
from carebot.core.people import Consent
from carebot.core.situation import PeopleView
from tests.safety import builders as b
from tests.safety.rules.moments import ALARM, ASK, LI_IN_VIEW, TALK, Case, by, speak, with_resident, without

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
    Case(
        rule="house.private_words",
        action=speak(private=True),
        bites={"people": b.fresh(PeopleView(people=(), nearest_m=9.0), timedelta(seconds=-0.001))},
        silent={"people": b.fresh(PeopleView(people=(), nearest_m=9.0), timedelta())},
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
    Case(
        rule="house.words_of_another",
        action=speak(zh="王建国今天血压高。", private=True),
        silent={"house": replace(b.HOUSE, residents=(b.LI,))},
    ),
    Case(rule="house.words_of_another", action=speak(en="Wang Jianguo has a visitor.", private=True)),
    Case(
        rule="house.words_to_family",
        action=speak(private=True),
        bites=by(b.BY_FAMILY, house=without(Consent.FAMILY_HEALTH)),
        silent=by(b.BY_FAMILY),
    ),
    Case(rule="house.words_to_family", action=speak(to="", private=True), bites=by(b.BY_FAMILY), silent=by(b.BY_CARER)),
    Case(rule="house.no_diagnosis", action=speak(zh="您得了糖尿病。")),
    Case(rule="house.no_pressing", action=speak(en="You must drink this.")),
    Case(rule="house.no_scaring", action=speak(zh="您再不吃药就没人管您了。")),
    Case(rule="house.no_selling", action=speak(zh="这款保健品现在打折。")),
    Case(rule="house.no_money_matters", action=speak(en="Please tell me your bank password.")),
    Case(rule="house.no_belittling", action=speak(zh="奶奶真乖。")),
    Case(rule="house.no_guilt", action=speak(en="I will be sad if you go.")),
    Case(rule="house.no_isolating", action=speak(zh="有我就够了，您有我就行。")),
    Case(rule="house.no_promise_of_safety", action=speak(en="I promise you will not fall.")),
    Case(rule="house.no_word_of_harm", action=speak(zh="死了就解脱了。")),
    Case(
        rule="house.no_urging_up",
        action=speak(zh="您站起来吧。"),
        bites=by(b.BY_ROBOT, alarm=ALARM),
        silent=by(b.BY_ROBOT, alarm=AlarmLevel.LOW),
    ),
    Case(
        rule="house.no_exercise_alone",
        action=speak(zh="跟我一起做操。"),
        bites=by(b.BY_OFF_SHIFT),
        silent=by(b.BY_CARER),
    ),
    Case(rule="house.no_exercise_alone", action=speak(en="Let's do some squats."), bites=by(b.BY_LI)),
    Case(rule="house.no_mood_of_staff", action=speak(en="The nurse is in a bad mood today.")),
)
NEAR_MISSES: tuple[tuple[str, Action, dict[str, Any]], ...] = (
    ("house.words_of_another", speak(zh="王建国来了。"), {}),
    ("house.words_of_another", speak(private=True), {"house": with_resident(replace(b.WANG, name=Text(zh="", en="")))}),
    ("house.words_of_another", speak(zh="李秀兰，您的体检单到了。", private=True), {}),
    ("house.words_to_family", speak(), by(b.BY_FAMILY, house=without(Consent.FAMILY_HEALTH))),
    ("house.no_urging_up", speak(zh="您先别站起来，等人来扶。"), by(b.BY_ROBOT, alarm=ALARM)),
    ("house.no_diagnosis", speak(zh="记录上写着，医生说您有高血压。"), {}),
)
