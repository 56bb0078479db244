"""Words that lean on what was said before, and several wishes in one sentence, in both languages."""

import time
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carebot.core.language import Language
from dialogue.conversation import REMEMBERED_FOR, Conversation, Talk, Turn
from dialogue.smart_home_interpreter import SmartHomeInterpreter
from tests.dialogue.smart_homes import HOME
from tests.dialogue.understanding import house, interpreter

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PATIENCE_S = 10.0
"""Of computing, ten times what the longest list takes: what would be tried for ever takes far longer."""


@cache
def conversation() -> Conversation:
    return Conversation(interpreter(), interpreter(), house())


def say(text: str, talk: Talk | None = None, *, after: timedelta = timedelta(), asked: bool = False) -> Turn:
    language = Language.ZH if any("\u4e00" <= sign <= "\u9fff" for sign in text) else Language.EN
    return conversation().turn(talk or Talk(), text, language, NOW + after, asked=asked)


def meant(turn: Turn) -> list[tuple[str, dict[str, str]]]:
    return [(one.intent.name, dict(one.intent.slots)) for one in turn.meant if one.intent is not None]


@pytest.mark.parametrize(
    ("first", "second", "intent", "slots"),
    [
        ("给我拿水杯", "再来一次", "fetch_item", {"object": "cup"}),
        ("讲个笑话吧", "再来一个吧", "tell_joke", {"topic": "joke"}),
        ("tell me a story", "once more please", "tell_story", {"topic": "story"}),
        ("what time is it", "again", "ask_time", {"topic": "time"}),
        ("给我拿水杯", "不是水杯，眼镜盒", "fetch_item", {"object": "glasses"}),
        ("给我拿水杯", "不是水杯，是眼镜盒", "fetch_item", {"object": "glasses"}),
        ("给我拿水杯", "不对，我要的是药盒", "fetch_item", {"object": "tablets"}),
        ("给我拿水杯", "我说的是眼镜盒", "fetch_item", {"object": "glasses"}),
        ("带我去厨房", "不是厨房是客厅", "escort", {"place": "living_room"}),
        ("bring me the cup of water", "no, the glasses case", "fetch_item", {"object": "glasses"}),
        ("bring me the cup of water", "not the cup of water, the glasses case", "fetch_item", {"object": "glasses"}),
        ("take me to the kitchen", "I meant the living room", "escort", {"place": "living_room"}),
        ("去厨房", "客厅呢？", "go_to_place", {"place": "living_room"}),
        ("去厨房", "那卧室呢", "go_to_place", {"place": "bedroom"}),
        ("go to the kitchen", "and the bedroom?", "go_to_place", {"place": "bedroom"}),
        ("go to the kitchen", "what about the living room", "go_to_place", {"place": "living_room"}),
        ("你怎么不给我拿水杯", "把它拿给我", "fetch_item", {"object": "cup"}),
        ("去厨房", "带我去那儿", "escort", {"place": "kitchen"}),
        ("go to the kitchen", "take me there", "escort", {"place": "kitchen"}),
        ("give the cup of water to Mr Li", "bring me it please", "fetch_item", {"object": "cup"}),
    ],
)
def test_words_that_lean_on_the_last_wish(first: str, second: str, intent: str, slots: dict[str, str]) -> None:
    before = say(first)
    assert meant(before)
    assert meant(say(second, before.talk, after=timedelta(seconds=20))) == [(intent, slots)]


@pytest.mark.parametrize("second", ["再来一次", "客厅呢", "把它拿给我", "again", "take me there"])
def test_what_leans_on_nothing_asks_for_nothing(second: str) -> None:
    assert meant(say(second)) == []
    old = say("去厨房").talk
    assert meant(say(second, old, after=REMEMBERED_FOR + timedelta(seconds=1))) == []


def test_only_a_correction_takes_back_the_last_wish() -> None:
    kitchen = say("带我去厨房").talk
    assert say("不是厨房是客厅", kitchen).corrects
    assert not say("客厅呢", kitchen).corrects
    assert not say("去客厅", kitchen).corrects


def test_a_no_after_a_wish_is_a_no() -> None:
    kitchen = say("带我去厨房").talk
    for text in ("不是", "no", "不，谢谢", "不要了"):
        assert [name for name, _ in meant(say(text, kitchen))] == ["no"]


def test_while_a_question_waits_words_are_an_answer() -> None:
    kitchen = say("带我去厨房").talk
    assert meant(say("客厅呢", kitchen, asked=True)) == []


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("现在几点了，再给我拿杯水", ["ask_time", "fetch_water"]),
        ("带我去厨房，然后讲个笑话吧", ["escort", "tell_joke"]),
        ("给我拿水杯然后去厨房", ["fetch_item", "go_to_place"]),
        ("what time is it, and bring me a glass of water", ["ask_time", "fetch_water"]),
        ("go to the kitchen and then tell me a joke", ["go_to_place", "tell_joke"]),
        ("tell me a joke and bring me some water please", ["tell_joke", "fetch_water"]),
        ("哎呀，给我拿水杯，谢谢", ["fetch_item"]),
        ("take me to the kitchen, please", ["escort"]),
        ("给我拿水杯，给我拿水杯", ["fetch_item"]),
        ("我年轻的时候去过北京，带我去厨房", ["escort"]),
        ("护士，我头晕", ["feel_unwell"]),
        ("护士，现在几点了", ["call_caregiver", "ask_time"]),
        ("大声点，我耳朵背", ["speak_louder"]),
        ("再说一遍，说慢点", ["speak_slower"]),
    ],
)
def test_several_wishes_are_taken_in_their_order(text: str, intents: list[str]) -> None:
    names = [name for name, _ in meant(say(text)) if name != "thank"]
    assert names == intents


@cache
def at_a_smart_home() -> Conversation:
    understands = SmartHomeInterpreter(interpreter(), HOME)
    understands.start()
    return Conversation(understands, understands, house())


@pytest.mark.parametrize(
    ("text", "command", "devices"),
    [
        ("turn off the desk lamp and the ceiling fan", "HassTurnOff", ["light.study", "fan.living_room"]),
        ("turn the desk lamp and the television on", "HassTurnOn", ["light.study", "media_player.tv"]),
        (
            "turn off the desk lamp and the TV and the big light",
            "HassTurnOff",
            ["light.study", "media_player.tv", "light.living_room"],
        ),
        ("把书桌灯和电视都关了", "HassTurnOff", ["light.study", "media_player.tv"]),
        ("把大灯、电视和吊扇都关掉", "HassTurnOff", ["light.living_room", "media_player.tv", "fan.living_room"]),
        ("把客厅和卧室的灯打开", "HassTurnOn", ["light.living_room", "light.bedroom_lamp"]),
        ("turn off the bedroom and living room lights", "HassTurnOff", ["light.bedroom_lamp", "light.living_room"]),
        ("拉上客厅和卧室的窗帘", "HassTurnOff", ["cover.living_room", "cover.bedroom"]),
    ],
)
def test_several_devices_and_several_rooms_are_several_wishes(text: str, command: str, devices: list[str]) -> None:
    language = Language.ZH if any("\u4e00" <= sign <= "\u9fff" for sign in text) else Language.EN
    found = meant(at_a_smart_home().turn(Talk(), text, language, NOW))
    assert {slots["command"] for _, slots in found} == {command}
    assert [slots["devices"] for _, slots in found] == devices


@pytest.mark.parametrize(
    "text",
    [
        "turn off all the lights except the desk lamp and the big light",
        "把所有的灯都关掉，除了书桌灯和大灯",
        "除了书房和客厅，把灯都关掉",
    ],
)
def test_all_but_several_is_one_wish_and_not_all_but_each_of_them(text: str) -> None:
    language = Language.ZH if any("\u4e00" <= sign <= "\u9fff" for sign in text) else Language.EN
    found = meant(at_a_smart_home().turn(Talk(), text, language, NOW))
    assert [slots["devices"] for _, slots in found] == ["light.bedroom_lamp"]


def test_all_but_some_may_stand_beside_another_wish() -> None:
    text = "turn off all the lights but the bedroom's and turn on the television"
    found = meant(at_a_smart_home().turn(Talk(), text, Language.EN, NOW))
    assert [slots["devices"] for _, slots in found] == ["light.living_room light.study", "media_player.tv"]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("给我拿水杯和眼镜盒", ["cup", "glasses"]),
        ("把水杯、药盒、眼镜盒拿过来", ["cup", "tablets", "glasses"]),
        ("bring me the cup of water and the glasses case", ["cup", "glasses"]),
    ],
)
def test_several_things_are_several_wishes(text: str, things: list[str]) -> None:
    assert [slots["object"] for _, slots in meant(say(text))] == things


@pytest.mark.parametrize(
    "text",
    [
        "今天我和我女儿去公园了",
        "we went to the park and had lunch",
        "不要关书桌灯和电视",
        "turn on the TV and the moon",
    ],
)
def test_what_is_joined_and_no_list_of_things_asks_for_nothing(text: str) -> None:
    language = Language.ZH if any("\u4e00" <= sign <= "\u9fff" for sign in text) else Language.EN
    assert meant(at_a_smart_home().turn(Talk(), text, language, NOW)) == []


@pytest.mark.parametrize("text", ["停，给我拿水杯", "救命，给我拿水杯", "stop, and bring me some water"])
def test_a_stop_and_a_cry_for_help_stand_alone(text: str) -> None:
    assert [name for name, _ in meant(say(text))] in (["stop"], ["help"])


def test_what_was_named_last_goes_first() -> None:
    first = say("给我拿水杯").talk
    second = say("给我拿眼镜盒", first).talk
    assert [thing.id for thing in second.things] == ["glasses", "cup"]
    assert meant(say("帮我把它拿过来", second)) == [("fetch_item", {"object": "glasses"})]


@pytest.mark.parametrize(
    "text", ["拿水杯和" * 30, "bring me the cup and " * 5, "和" * 120, "水杯、" * 40, "拿水杯和药盒，" * 17]
)
def test_long_lists_are_not_tried_for_ever(text: str) -> None:
    began = time.process_time()
    say(text)
    assert time.process_time() - began < PATIENCE_S


@settings(deadline=None, max_examples=60)
@given(
    st.text(max_size=2000) | st.text(alphabet="再来它那个不是，and the 呢水杯和、拿 kitchen", max_size=120),
    st.booleans(),
)
def test_any_text_after_a_wish_is_taken_without_harm(text: str, asked: bool) -> None:
    before = say("给我拿水杯").talk
    began = time.process_time()
    turn = say(text, before, asked=asked)
    assert time.process_time() - began < PATIENCE_S
    assert turn.meant
