"""Wishes for devices behind the skills' own sentences: which devices are meant, and what is left to others."""

from dataclasses import replace
from functools import cache

import pytest

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue.base import Interpretation, Interpreter
from dialogue.smart_home import SmartHome
from dialogue.smart_home_interpreter import CONTROL_DEVICES, SmartHomeInterpreter, to_devices
from tests.dialogue.smart_homes import HOME


class Skilled(Interpreter):
    """Understands one sentence, as the skills' templates would."""

    def start(self) -> None:
        """Nothing to load."""

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        return Interpretation(intent=Intent(name="stop") if text == "停" else None, confidence=0.5)


@cache
def interpreter(home: SmartHome = HOME) -> SmartHomeInterpreter:
    started = SmartHomeInterpreter(Skilled(), home)
    started.start()
    return started


def wish(text: str, home: SmartHome = HOME) -> dict[str, str] | None:
    intent = interpreter(home).interpret(text, Language.ZH).intent
    assert intent is None or intent.name == CONTROL_DEVICES
    return dict(intent.slots) if intent else None


@pytest.mark.parametrize(
    ("text", "devices", "room"),
    [
        ("打开卧室灯", "light.bedroom_lamp", ""),
        ("turn on the big light", "light.living_room", ""),
        ("开灯", "light.bedroom_lamp light.living_room light.study", "here"),
        ("把所有的灯都关掉", "light.bedroom_lamp light.living_room light.study", ""),
        ("关掉卧室的灯", "light.bedroom_lamp", "bedroom"),
        ("把厨房的灯打开", "", "kitchen"),
        ("turn off the upstairs lights", "light.bedroom_lamp light.study", "bedroom study"),
        ("拉上窗帘", "cover.bedroom cover.living_room", "here"),
        ("拉上卧室的窗帘", "cover.bedroom", "bedroom"),
        ("打开收音机", "switch.radio switch.radio_too", "here"),
        ("把音量调大一点", "media_player.tv", "here"),
        ("把厨房的收音机打开", "switch.radio_too", "kitchen"),
        ("把客厅的前门锁好", "lock.front_door", "living_room"),
        ("锁门", "lock.front_door", ""),
    ],
)
def test_names_become_the_ids_of_the_devices_that_are_meant(text: str, devices: str, room: str) -> None:
    slots = wish(text)
    assert slots is not None
    assert (slots["devices"], slots["room"]) == (devices, room)


def test_the_command_and_how_to_set_it_are_told() -> None:
    assert wish("空调开到二十六度半") == {
        "command": "HassClimateSetTemperature",
        "temperature": "26.5",
        "devices": "climate.bedroom",
        "room": "",
    }


@pytest.mark.parametrize(
    "text",
    [
        "打开窗户",
        "open the garage",
        "定一个十分钟的计时器",
        "算了",
        "play some music",
        "现在几点",
        "in ten minutes I go",
    ],
)
def test_what_no_device_of_the_home_does_is_left_to_others(text: str) -> None:
    assert wish(text) is None


_ALL_BUT_BEDROOM = "light.living_room light.study"
_ALL_BUT_DESK = "light.bedroom_lamp light.living_room"


@pytest.mark.parametrize(
    ("text", "devices", "room"),
    [
        ("turn off all the lights but the bedroom's", _ALL_BUT_BEDROOM, ""),
        ("turn on all the lights except the one in the bedroom", _ALL_BUT_BEDROOM, ""),
        ("Except for the bedroom, turn off all the lights.", _ALL_BUT_BEDROOM, ""),
        ("turn off all the lights, but leave the bedroom lamp on", _ALL_BUT_BEDROOM, ""),
        ("turn all lights off apart from the bedroom and the study", "light.living_room", ""),
        ("turn off all the lights except the bedroom, the study", "light.living_room", ""),
        ("除了卧室、书房，把所有的灯打开", "light.living_room", ""),
        ("switch off the lights except the desk lamp", _ALL_BUT_DESK, "here"),
        ("apart from the desk lamp, turn off the other lights", _ALL_BUT_DESK, ""),
        ("除了卧室的灯都关掉", _ALL_BUT_BEDROOM, ""),
        ("除了卧室都关灯", _ALL_BUT_BEDROOM, ""),
        ("除了卧室的灯，别的都关了吧", _ALL_BUT_BEDROOM, ""),
        ("把除了卧室以外的灯都打开", _ALL_BUT_BEDROOM, ""),
        ("把灯都关了，除了卧室的", _ALL_BUT_BEDROOM, ""),
        ("把所有的灯都关掉，只留卧室的", _ALL_BUT_BEDROOM, ""),
        ("灯都关掉，卧室的别关", _ALL_BUT_BEDROOM, ""),
        ("除了卧室和书房，把所有的灯打开", "light.living_room", ""),
        ("除书桌灯外所有灯都关掉", _ALL_BUT_DESK, ""),
        ("把灯都关了，除了书桌灯", _ALL_BUT_DESK, "here"),
        ("除了卧室的窗帘，别的窗帘都拉上", "cover.living_room", ""),
    ],
)
def test_all_but_some_are_those_that_are_left(text: str, devices: str, room: str) -> None:
    slots = wish(text)
    assert slots is not None
    assert (slots["devices"], slots["room"]) == (devices, room)


@pytest.mark.parametrize(
    "text",
    [
        "turn off all the lights except the garage",
        "turn off all the lights except the kitchen",
        "turn off all the lights but the bedroom's and bring me water",
        "turn off all the lights except the bedroom, the study and the living room",
        "turn off the bedroom lamp except the kitchen",
        "is any light on except the bedroom's",
        "除了车库的灯都关掉",
        "除了卧室的灯都关了",
        "除了卧室的灯都是奶奶买的",
    ],
)
def test_an_exception_of_which_a_word_is_not_understood_leaves_everything_as_it_is(text: str) -> None:
    assert wish(text) is None


def test_a_home_without_devices_understands_nothing() -> None:
    assert wish("开灯", replace(HOME, devices=())) is None


def test_what_the_skills_understand_stays_theirs_and_an_answer_is_an_answer() -> None:
    stop = interpreter().interpret("停", Language.ZH)
    assert stop.intent == Intent(name="stop")
    assert interpreter().interpret("开灯", Language.ZH, asked=True).intent is None


def test_an_area_that_the_home_has_not_has_no_devices() -> None:
    found = to_devices(Intent(name="HassTurnOn", slots={"domain": "light", "area": "阁楼"}), HOME)
    assert found is not None
    assert found.slot("devices") == ""


@pytest.mark.parametrize(
    ("text", "command", "value"),
    [
        ("我要睡了，把卧室的灯关上", "HassTurnOff", ""),
        ("太晃眼了，弄暗点儿", "HassLightSet", "30"),
        ("屋里忒黑了", "HassTurnOn", ""),
        ("我有点冷，空调调高点儿", "HassClimateSetTemperature", ""),
        ("Pop the light on, would you, I can't see a thing.", "HassTurnOn", ""),
        ("Oh, that's much too bright.", "HassLightSet", "30"),
        ("It's perishing in here, turn the heating up a bit.", "HassClimateSetTemperature", ""),
        ("be a dear and draw the curtains, love", "HassTurnOff", ""),
    ],
)
def test_a_wish_with_its_reason_in_everyday_words(text: str, command: str, value: str) -> None:
    slots = wish(text)
    assert slots is not None
    assert (slots["command"], slots.get("brightness", "")) == (command, value)


@pytest.mark.parametrize("text", ["先别关灯，我还没睡", "关灯，再把电视打开", "don't turn the light off, I'm reading"])
def test_a_denial_or_two_wishes_are_no_one_wish(text: str) -> None:
    assert wish(text) is None


def test_what_may_tell_how_things_are_is_asked_about() -> None:
    found = interpreter().interpret("除了卧室的灯都关了", Language.ZH)
    [candidate] = found.candidates
    assert candidate.intent.slot("devices") == "light.living_room light.study"
    assert candidate.sentence is not None
    assert "关" in candidate.sentence.zh
    for_me = wish("除了卧室的灯，别的灯都给我关喽")
    assert for_me is not None
    assert for_me["devices"] == "light.living_room light.study"
