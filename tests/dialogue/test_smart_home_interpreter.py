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
