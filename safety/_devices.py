"""What a device of the home is, as far as safety depends on it, read from the words of its id.

A device of which nothing is known counts as the most dangerous.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from carebot.core.actions import SetDevice


class DeviceKind(StrEnum):
    """What may go wrong when a device is switched."""

    HARMLESS = "harmless"
    WATER = "water"
    HEAT = "heat"
    DOOR = "door"
    CAMERA = "camera"
    RESTRAINT = "restraint"
    PROTECTIVE = "protective"
    UNKNOWN = "unknown"


# Domains of Home Assistant whose devices do no harm whatever they are called: `light.bath` is a lamp.
_HARMLESS_DOMAINS: Final = frozenset({"light", "fan", "media_player", "climate", "humidifier", "vacuum"})

# The most dangerous kind comes first and wins where an id has words of several.
_WORDS: Final[tuple[tuple[DeviceKind, str], ...]] = (
    (
        DeviceKind.PROTECTIVE,
        r"alarms?|smoke|detector|siren|oxygen|concentrator|ventilator|nursecall|call|pendant"
        r"|报警|烟感|制氧|呼叫|呼吸机",
    ),
    (DeviceKind.RESTRAINT, r"rails?|bedrails?|restraints?|belts?|straps?|床栏|护栏|约束|束缚"),
    (
        DeviceKind.HEAT,
        r"stove|oven|hob|cooker|cooktop|kettle|iron|toaster|microwave|heater|fireplace|grill|gas"
        r"|灶|煤气|燃气|烤箱|微波炉|水壶|电暖|电热|熨斗",
    ),
    (DeviceKind.WATER, r"bath|bathtub|shower|tap|faucet|boiler|浴缸|花洒|水龙头|热水"),
    (DeviceKind.CAMERA, r"cameras?|cams?|webcam|cctv|recorders?|microphones?|摄像头|监控|录像|录音|麦克风"),
    (DeviceKind.DOOR, r"doors?|lock|gate|garage|windows?|门|锁|窗户"),
    (
        DeviceKind.HARMLESS,
        r"lights?|lamps?|curtains?|blinds?|shades?|fan|tv|television|radio|music|speaker|thermostat|aircon"
        r"|灯|窗帘|风扇|电视|收音机|音响|空调|加湿器",
    ),
)
_PATTERNS: Final = tuple((kind, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])")) for kind, words in _WORDS)
_LIGHTS: Final = re.compile(r"(?<![a-z])(?:lights?|lamps?)(?![a-z])|灯")
_OFF: Final = frozenset({"off", "0", "0%", "false", "关", "关闭", "关掉", "关上"})
_LOCKED: Final = frozenset({"lock", "locked", "锁", "锁上", "上锁", "反锁"})


def device_kind(device: str) -> DeviceKind:
    """The most dangerous kind that a word of `device` stands for; UNKNOWN where no word is known."""
    name = device.lower()
    domain, dot, _ = name.partition(".")
    if dot and domain in _HARMLESS_DOMAINS:
        return DeviceKind.HARMLESS
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), DeviceKind.UNKNOWN)


def switches_off(value: str) -> bool:
    """Whether `value` switches a device off."""
    return value.strip().lower() in _OFF


def darkens(device: str, value: str) -> bool:
    """Whether this puts out a light."""
    return switches_off(value) and _LIGHTS.search(device.lower()) is not None


def locks(device: str, value: str) -> bool:
    """Whether this locks a door."""
    return device_kind(device) is DeviceKind.DOOR and value.strip().lower() in _LOCKED


def device_facts(action: SetDevice) -> Mapping[str, bool]:
    """What the house rules may know of setting a device."""
    kind = device_kind(action.device)
    return {
        "heats": kind is DeviceKind.HEAT,
        "opens": kind is DeviceKind.DOOR,
        "water": kind is DeviceKind.WATER,
        "protects": kind is DeviceKind.PROTECTIVE,
        "restrains": kind is DeviceKind.RESTRAINT,
        "watches": kind is DeviceKind.CAMERA and not switches_off(action.value),
        "locks": locks(action.device, action.value),
        "darkens": darkens(action.device, action.value),
        "unknownDevice": kind is DeviceKind.UNKNOWN,
    }
