"""Everyday words said again in plain ones: what is asked for stays, and so does every denial."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.language import Language
from dialogue._colloquial import plain_speech
from dialogue._denials import denials
from tests.dialogue.understanding import intent_of


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("今儿个礼拜几呀", "今天礼拜几呀"),
        ("劳驾把灯给我开开", "把灯开开"),
        ("屋里忒黑了", "屋里太黑了"),
        ("闺女给我倒杯水", "给我倒杯水"),
        ("这药甭拿了", "这药别拿了"),
        ("甭了", "不用了"),
        ("我那眼镜搁哪儿了", "我那眼镜放哪儿了"),
        ("你瞅瞅几点了", "几点了"),
        ("闺女什么时候来", "闺女什么时候来"),
        ("得了", "得了"),
        ("开个灯", "开灯"),
        ("帮我关一下窗户", "帮我关窗户"),
        ("开一下", "开一下"),
        ("他开个灯", "他开个灯"),
        ("打电话给我闺女", "给我闺女打电话"),
        ("我打个电话给儿子", "我给儿子打电话"),
    ],
)
def test_mandarin(said: str, plain: str) -> None:
    assert plain_speech(said, Language.ZH) == plain


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("be a dear and pop the light on love", "put the light on"),
        ("would you be so kind as to close the door", "close the door"),
        ("i could murder a cup of tea", "i would like a cup of tea"),
        ("i don't suppose you could turn the telly off", "turn the television off"),
        ("give my daughter a ring", "call my daughter"),
        ("my love is far away", "my love is far away"),
        ("i am a bit deaf", "i'm a bit deaf"),
        ("my hearing's not what it was", "my hearing isn't what it was"),
        ("you are too loud and i have got a headache", "you're too loud and i've got a headache"),
        ("i can not see and do not want to", "i can't see and don't want to"),
        ("please", "please"),
    ],
)
def test_english(said: str, plain: str) -> None:
    assert plain_speech(said, Language.EN) == plain


@given(st.text(alphabet="我你不别甭没要水灯开关了吗得劳驾今儿点", max_size=12))
def test_nothing_is_denied_that_was_not_and_nothing_vanishes(said: str) -> None:
    plain = plain_speech(said, Language.ZH)
    assert bool(plain) == bool(said)
    assert (denials(plain, Language.ZH) > 0) == (denials(said, Language.ZH) > 0) or "甭" in said


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("闺女，这会儿几点啦", "ask_time"),
        ("咱今儿个是几号来着", "ask_date"),
        ("劳驾给我倒杯温水", "fetch_water"),
        ("你给我讲个笑话呗", "tell_joke"),
        ("甭碰我", "stop"),
        ("would you be a love and tell me a story", "tell_story"),
        ("be a darling and fetch me a glass of water", "fetch_water"),
    ],
)
def test_what_is_said_so_is_understood(text: str, intent: str) -> None:
    assert intent_of(text) == intent
