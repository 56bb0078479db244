"""Actions, moments and cases from which the tests of the house rules are made."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from typing import Any

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Ask,
    Escort,
    Forget,
    Handover,
    KeepReminder,
    Manipulate,
    MoveTo,
    Pick,
    PlayMusic,
    PutDown,
    Remember,
    RemindDose,
    Say,
    SetConsent,
    SetDevice,
    StoreClip,
    SupportWalking,
)
from carebot.core.household import Deed, DeedKind, Mention, Task
from carebot.core.language import Language, Text
from carebot.core.people import Consent, Requester, Resident
from carebot.core.permits import action_digest
from carebot.core.reminders import Reminder
from carebot.core.situation import Confirmation, House, Situation
from carebot.core.speech import SetSpeech
from carebot.core.verdicts import Confirmer, Judgement, Verdict
from safety.policies.house_rules import HouseRules
from tests.safety import builders as b


@cache
def house_rules() -> HouseRules:
    """The house rules in force, loaded once."""
    policy = HouseRules()
    policy.prepare()
    return policy


LI_SAID_NO = frozenset({"li"})
LI_IN_VIEW = b.people(b.person("li", 1.0))
WANG_IN_VIEW = b.people(b.person("wang", 1.0))
ALARM = AlarmLevel.MEDIUM


def speak(en: str = "hello", zh: str = "您好", to: str = "li", **changes: Any) -> Say:
    return replace(Say(text=Text(zh=zh, en=en), language=Language.ZH, to=to), **changes)


TALK = speak()
ASK = Ask(text=b.text("are you well"), language=Language.ZH, to="li")
MUSIC = PlayMusic(to="li")
COME = Approach(person="li")
LEAD = Escort(person="li", place="living")
HOLD = SupportWalking(person="li", place="living", force_n=50.0)
GIVE = Handover(object="cup", to="li")
FETCH = Pick(object="cup")
PUT = PutDown(object="cup")
TIDY = Manipulate(task=Task(deeds=(Deed(kind=DeedKind.PICK, things=(Mention(kind="book", words="book"),)),)), step=0)
LAMP = SetDevice(device="light.kitchen", value="on")
STOVE = SetDevice(device="stove", value="on")
DOOR = SetDevice(device="front_door", value="open")
BATH = SetDevice(device="bath", value="fill", temperature_c=38.0)
SMOKE = SetDevice(device="smoke_detector", value="off")
GADGET = SetDevice(device="contraption", value="on")
DOSE = RemindDose(
    dose="noon",
    resident="li",
    drug=b.DOSE.drug,
    text=b.text("time for your pill"),
    language=Language.ZH,
    minutes_from_due=0.0,
)
KEEP = Remember(about="li", memory="m", words="I like dumplings", language=Language.EN)
FORGET = Forget(about="li", memories=("m",))
AGREE = SetConsent(resident="li", consent=Consent.REMEMBERING, given=True)
SPEAK = SetSpeech(resident="li", rate=0.8, level_db=60.0)
REMIND = KeepReminder(
    reminder=Reminder(
        id="r1", about="li", words="ring my son", language=Language.EN, due=b.NOW, by=b.BY_LI, set_at=b.NOW
    )
)
CLIP = StoreClip(about="li", incident="i", retention=timedelta(hours=1))
TO = {room.id: MoveTo(place=room.id) for room in b.ROOMS}


def with_resident(resident: Resident) -> House:
    others = tuple(one for one in b.HOUSE.residents if one.id != resident.id)
    return replace(b.HOUSE, residents=(*others, resident))


def without(consent: Consent) -> House:
    """The house in which Li has not given this consent."""
    return with_resident(replace(b.LI, consents=b.LI.consents - {consent}))


CONFUSED = with_resident(replace(b.LI, can_decide=False))


def nurse_confirms(action: Action, by: str = "nurse") -> tuple[Confirmation, ...]:
    digest = action_digest(action)
    return (Confirmation(action_digest=digest, confirmer=Confirmer.STAFF, by=by, at=b.NOW),)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A rule, an action and a moment in which the rule forbids it, and what must change for the rule to be silent."""

    rule: str
    action: Action
    bites: dict[str, Any] = field(default_factory=dict)
    silent: dict[str, Any] | None = None
    verdict: Verdict = Verdict.DENY


def by(requester: Requester, **changes: Any) -> dict[str, Any]:
    return {"requester": requester, **changes}


def judged(action: Action, situation: Situation) -> list[Judgement]:
    return list(house_rules().judge(action, situation))


def against(action: Action, **changes: Any) -> dict[str, Judgement]:
    """What the rules have against `action`, by rule."""
    found = judged(action, b.situation(**changes))
    return {judgement.rule: judgement for judgement in found if judgement.verdict is not Verdict.ALLOW}
