"""What is never remembered, on both sides of the line: secrets and illness stay out, her life's stories come in."""

from dataclasses import replace

import pytest

from carebot.core.actions import Forget, Remember, SetConsent
from carebot.core.language import Language, Text
from carebot.core.people import Consent, ValueProfile
from safety._kept_out import is_kept_out, memory_facts, of_another
from tests.safety import builders as b
from tests.safety.rules.moments import with_resident


@pytest.mark.parametrize(
    "words",
    [
        *(
            "我的密码是生日",
            "验证码是多少",
            "身份证在柜子里",
            "存折放床底下",
            "我儿子借钱没还",
            "遗嘱写好了",
            "我有三万存着",
            "给了他五百块钱",
        ),
        *(
            "我吃降压药",
            "我对青霉素过敏",
            "我血压高",
            "一天两片",
            "医生确诊了",
            "我有糖尿病",
            "做过手术",
            "胰岛素打八个单位",
            "电话是13800138000",
            "尾号八六四二",
        ),
        *(
            "my password is my birthday",
            "the PIN is easy",
            "my bank book",
            "I owe him",
            "a new prescription",
            "two tablets",
        ),
        *(
            "I have Diabetes",
            "the surgery went well",
            "I am allergic to nuts",
            "my savings",
            "call 5551234",
            "I was diagnosed last year",
        ),
    ],
)
def test_it_stays_out(words: str) -> None:
    assert is_kept_out(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "我最爱吃荠菜饺子",
            "我小时候住在胡同里",
            "我孙女五月结婚",
            "我属兔",
            "我当过三十年老师",
            "我怕冷",
            "我爱听京剧",
        ),
        *(
            "I like dumplings",
            "I taught for thirty years",
            "my granddaughter marries in May",
            "I danced with him by the river",
        ),
    ],
)
def test_her_life_may_come_in(words: str) -> None:
    assert not is_kept_out(words)


@pytest.mark.parametrize(
    ("words", "another"),
    [
        ("王建国睡不好", True),
        ("王爷爷睡不好", True),
        ("mr wang sleeps badly", True),
        ("Wang Jianguo snores", True),
        ("李秀兰爱吃鱼", False),
        ("我爱吃鱼", False),
    ],
)
def test_nobody_else_is_remembered(words: str, another: bool) -> None:
    assert of_another(words, "li", b.HOUSE) is another


def test_a_resident_without_a_name_in_this_language_is_not_named_by_every_word() -> None:
    nameless = replace(b.WANG, name=Text(zh="王建国", en=""), called=Text(zh="王爷爷", en=""))
    house = replace(b.HOUSE, residents=(b.LI, nameless))
    assert not of_another("I like fish", "li", house)


def remember(words: str) -> Remember:
    return Remember(about="li", memory="m", words=words, language=Language.ZH)


def test_what_the_rules_may_know() -> None:
    assert memory_facts(remember("我爱吃鱼"), b.HOUSE) == {"keptOut": False, "ofAnother": False, "proxyDecides": False}
    entrusted = with_resident(replace(b.LI, values=ValueProfile(proxy="carer")))
    assert memory_facts(remember("我吃药，王爷爷也吃"), entrusted) == {
        "keptOut": True,
        "ofAnother": True,
        "proxyDecides": True,
    }
    assert memory_facts(replace(remember("鱼"), about="nobody"), b.HOUSE)["proxyDecides"] is False
    assert memory_facts(Forget(about="li"), b.HOUSE) == {}
    for given in (True, False):
        action = SetConsent(resident="li", consent=Consent.TOUCH, given=given)
        assert memory_facts(action, b.HOUSE) == {"gives": given}
