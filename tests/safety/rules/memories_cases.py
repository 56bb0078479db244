"""Cases of the rules in memories.cedar."""

from dataclasses import replace
from typing import Any

from carebot.core.actions import Action
from carebot.core.people import Consent, ValueProfile
from tests.safety import builders as b
from tests.safety.rules.moments import AGREE, CONFUSED, KEEP, LI_SAID_NO, Case, with_resident, without

ENTRUSTED = with_resident(replace(b.LI, can_decide=False, values=ValueProfile(proxy="carer")))
SECRETS = (
    "我的密码是八六四二",
    "我每天吃两片药",
    "医生确诊我是糖尿病",
    "我存折里有三万块",
    "my bank card is in the drawer",
    "the doctor said it is cancer",
    "I take two tablets at night",
)

CASES = (
    Case(rule="house.remember_consent", action=KEEP, bites={"house": without(Consent.REMEMBERING)}, silent={}),
    Case(rule="house.remember_undecided", action=KEEP, bites={"house": CONFUSED}, silent={"house": ENTRUSTED}),
    Case(rule="house.remember_undecided", action=KEEP, bites={"house": CONFUSED}, silent={}),
    *(Case(rule="house.remember_private", action=replace(KEEP, words=words)) for words in SECRETS),
    Case(rule="house.remember_another", action=replace(KEEP, words="王爷爷跟儿子吵架了"), bites={}),
    Case(rule="house.remember_another", action=replace(KEEP, words="Mr Wang quarrelled with his son"), bites={}),
    Case(rule="house.refused_memory", action=KEEP, bites={"refused_by": LI_SAID_NO}, silent={}),
    Case(rule="house.consent_undecided", action=AGREE, bites={"house": CONFUSED}, silent={}),
)

NEAR_MISSES: tuple[tuple[str, Action, dict[str, Any]], ...] = (
    ("house.consent_undecided", replace(AGREE, given=False), {"house": CONFUSED}),
)
