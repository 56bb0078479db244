"""What is never remembered, whoever agrees: medicine, diagnoses, secrets of access, money, other people's affairs.

Strict on purpose: what is kept out wrongly is only not remembered.
"""

import re
from collections.abc import Mapping
from typing import Final

from carebot.core.actions import KeepReminder, Kept, Remember, SetConsent
from carebot.core.people import ResidentId
from carebot.core.reminders import is_of_medicine, is_secret
from carebot.core.situation import House

_ZH: Final = re.compile(
    r"密码|口令|验证码|身份证|护照号|银行|存折|存款|卡号|账号|帐号|工资卡|社保卡|支付宝|微信支付|转账|汇款|借钱|欠钱|欠条|遗嘱|房产证|保险箱|私房钱"
    r"|退休金|养老金|首饰|金条|现金|[\d一二三四五六七八九十百千万两几]+(?:块钱|元|万)"
    r"|药|胰岛素|剂量|毫克|毫升|[\d一二三四五六七八九十两半]+(?:片|粒|颗|针)"
    r"|诊断|确诊|病历|化验|癌|肿瘤|痴呆|阿尔茨海默|糖尿病|高血压|心脏病|冠心病|中风|脑梗|肝炎|艾滋|抑郁症|精神病|手术|帕金森"
    r"|过敏|哮喘|关节炎|骨质疏松|透析|尿毒症|肾病|肺炎|肺病|肝病|白内障|青光眼|癫痫|血压|血糖|骨折|青霉素|抗生素"
    r"|\d{4,}|[零〇一二三四五六七八九]{4,}"
)
_EN: Final = re.compile(
    r"\b(?:password|passcode|pin|verification code|identity card|passport|bank|account|savings|card number|credit card"
    r"|transfer|mortgage|debts?|owes?|loan|will and testament|my will|deeds|safe|pension|jewel(?:le)?ry|cash|money"
    r"|pounds|dollars|yuan|euros"
    r"|medicine|medication|pills?|tablets?|doses?|insulin|milligrams?|mg|prescription|injections?"
    r"|diagnos\w*|cancer|tumou?r|dementia|alzheimer\w*|diabet\w*|hypertension|blood pressure"
    r"|heart disease|stroke|hepatitis"
    r"|hiv|depression|surgery|operation|parkinson\w*"
    r"|allerg\w*|asthma\w*|arthritis|osteoporosis|dialysis|pneumonia|cataracts?|glaucoma|epilep\w*|blood sugar"
    r"|(?:kidney|liver|lung) disease|fractures?|penicillin|antibiotics?)\b|\d{4,}",
    re.IGNORECASE,
)


def is_kept_out(words: str) -> bool:
    """Whether `words` hold what is never remembered."""
    return _ZH.search(words) is not None or _EN.search(words) is not None


def of_another(words: str, about: ResidentId, house: House) -> bool:
    """Whether `words` name another resident of the house, whose affairs are hers to tell."""
    spoken = words.lower()
    names = (
        name.lower()
        for resident in house.residents
        if resident.id != about
        for name in (resident.name.zh, resident.name.en, resident.called.zh, resident.called.en)
    )
    return any(name and name in spoken for name in names)


def memory_facts(action: Kept, house: House) -> Mapping[str, bool]:
    """What the house rules may know of an action upon memories, consents or reminders."""
    match action:
        case Remember(about=about, words=words):
            resident = house.resident(about)
            return {
                "keptOut": is_kept_out(words),
                "ofAnother": of_another(words, about, house),
                "proxyDecides": resident is not None and bool(resident.values.proxy),
            }
        case SetConsent(given=given):
            return {"gives": given}
        case KeepReminder(reminder=reminder, kept=kept):
            words = reminder.words
            return {"keeps": kept, "medicine": is_of_medicine(words), "secret": is_secret(words)}
        case _:
            return {}
