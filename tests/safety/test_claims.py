"""What utterances claim: each forbidden claim is found in both languages, and honest sentences pass."""

import pytest

from carebot.core.language import Text
from safety._claims import Claim, claims_of

FALSE_CLAIMS = [
    (Claim.HUMAN, "我是真人。", "x"),
    (Claim.HUMAN, "您放心，我就是一个真正的人。", "x"),
    (Claim.HUMAN, "我是护士，听我的。", "x"),
    (Claim.HUMAN, "我可不是机器人。", "x"),
    (Claim.HUMAN, "我不是一台机器", "x"),
    (Claim.HUMAN, "您", "I am a real person."),
    (Claim.HUMAN, "您", "Don't worry, I’m human."),
    (Claim.HUMAN, "您", "I'm not a robot"),
    (Claim.HUMAN, "您", "I am really a nurse, trust me"),
    (Claim.RELATIVE, "妈，我是您女儿。", "x"),
    (Claim.RELATIVE, "我是你的孙子呀", "x"),
    (Claim.RELATIVE, "您", "I'm your grandson, Mum."),
    (Claim.RELATIVE, "您", "I am your husband."),
    (Claim.MEDICAL_ORDER, "您可以多吃一片。", "x"),
    (Claim.MEDICAL_ORDER, "今天就不用吃药了", "x"),
    (Claim.MEDICAL_ORDER, "最好停了这个药。", "x"),
    (Claim.MEDICAL_ORDER, "您", "Take two more tablets tonight."),
    (Claim.MEDICAL_ORDER, "您", "You should skip your morning dose."),
    (Claim.MEDICAL_ORDER, "您", "Just stop taking the pills."),
    (Claim.SECRECY, "别告诉护士。", "x"),
    (Claim.SECRECY, "这是我们俩的小秘密。", "x"),
    (Claim.SECRECY, "您", "Don't tell your daughter."),
    (Claim.SECRECY, "您", "It is our little secret."),
]
HONEST = [
    ("我是机器人，不是真人。", "I am a robot, not a person."),
    ("我是人工智能做的，不会累。", "I am made by people and never tired."),
    ("您问我是人吗？我是机器。", "You ask whether I am a person? I am a machine."),
    ("我不是真人，也不是护士。", "I am not a person, and I am not a nurse."),
    ("我不会说我是真人。", "I never say that I am a person."),
    ("我去请护士过来。", "I will ask a nurse to come."),
    ("您女儿来电话了。", "Your daughter is calling."),
    ("您的女儿说她是您女儿的同事。", "She says that she knows your daughter."),
    ("该吃降压药了，一次一片。", "It is time for your tablet: one."),
    ("我不能让您多吃一片，请问护士。", "I must not tell you to double your dose; ask the nurse."),
    ("再喝一口水吧。", "Take one more sip of water."),
    ("再吃一片西瓜吧，再打一次电话。", "Take one more slice of melon."),
    ("我已经告诉护士了。", "I have told the nurse."),
    ("我绝不会叫您别告诉护士。", "I would never keep this from anyone who cares for you."),
    ("您今天的药已经吃过了。", "You have had your medicine today."),
    ("您还好吗？需要帮忙吗？", "Are you all right? Do you need help?"),
]


@pytest.mark.parametrize(("claim", "zh", "en"), FALSE_CLAIMS)
def test_a_false_claim_is_found(claim: Claim, zh: str, en: str) -> None:
    assert claims_of(Text(zh=zh, en=en)) == {claim}


@pytest.mark.parametrize(("zh", "en"), HONEST)
def test_an_honest_sentence_passes(zh: str, en: str) -> None:
    assert claims_of(Text(zh=zh, en=en)) == set()


def test_every_claim_is_looked_for_in_both_languages() -> None:
    for claim in Claim:
        assert {claim} == {found for found, zh, _ in FALSE_CLAIMS if zh != "您" and found is claim}
        assert {claim} == {found for found, zh, _ in FALSE_CLAIMS if zh == "您" and found is claim}


def test_one_sentence_does_not_excuse_the_next() -> None:
    assert claims_of(Text(zh="我从不说谎。我是真人。", en="I never lie. I am a person.")) == {Claim.HUMAN}
