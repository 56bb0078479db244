"""Complaints of the body, a medicine that may have been taken, tales to be told: by their form, no tale among them."""

from functools import cache

import pytest

from carebot.core.language import Language
from dialogue.by_form import ByForm
from dialogue.pinyin import han
from tests.dialogue.understanding import interpreter


@cache
def by_form() -> ByForm:
    made = ByForm(interpreter())
    made.start()
    return made


def meant(text: str, *, asked: bool = False) -> str:
    intent = by_form().interpret(text, Language.ZH if han(text) else Language.EN, asked=asked).intent
    return intent.name if intent is not None else ""


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("脚脖子崴了", "feel_unwell"),
        ("我这两条腿直发软", "feel_unwell"),
        ("眼睛看不清了", "feel_unwell"),
        ("I've got an awful pain in my tummy", "feel_unwell"),
        ("I twisted my ankle", "feel_unwell"),
        ("那片降压药我到底吃没吃", "ask_dose"),
        ("did the nurse give me my tablets", "ask_dose"),
        ("这药我真不乐意吃", "dose_refused"),
        ("I don't want any more pills", "dose_refused"),
        ("讲个笑话逗逗我", "tell_joke"),
        ("给我念段诗听听", "tell_poem"),
        ("让护士给我量量血压", "call_caregiver"),
        ("tell the doctor my foot's swollen", "call_caregiver"),
        ("I'm scared of the dark", "say_afraid"),
        ("I keep hearing footsteps upstairs", "say_afraid"),
        ("我娘怎么还不来接我", "long_for_home"),
        ("Has Mother been in yet?", "long_for_home"),
        ("这屋里就剩我一个人了", "say_lonely"),
        ("nobody bothers with an old woman", "say_lonely"),
        ("大夫什么时候过来", "ask_unseen"),
        ("what does the clock say", "ask_time"),
        ("今天这天儿能晒被子吗", "ask_weather"),
        ("我吃中午饭了没有", "ask_unseen"),
        ("has anybody been to see me today", "ask_unseen"),
        ("我说过我爱吃什么吗", "ask_memories"),
        ("do you know when my birthday is", "ask_memories"),
    ],
)
def test_it_is_known_by_its_form(text: str, intent: str) -> None:
    assert meant(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        *(
            "肚子疼的时候我妈就给我熬粥",
            "他的腿摔断了",
            "我头发该剪了",
            "昨天脚崴了",
            "护士长人可好了",
            "大夫让我多喝水",
        ),
        *(
            "叫护士的铃在哪儿",
            "昨天的故事是我妈讲给我的",
            "我手里拿着报纸",
            "my back garden is lovely",
            "he hurt his knee",
        ),
        *("my knee replacement went well", "the nurse is very kind", "I told the nurse my bed is wet"),
    ],
)
def test_a_tale_asks_for_nothing(text: str) -> None:
    assert meant(text) in {"", "no"}


def test_while_a_question_waits_only_complaints_count() -> None:
    assert meant("脚脖子崴了", asked=True) == "feel_unwell"
    assert meant("给我念段诗听听", asked=True) == ""
