"""Devices are set one by one, each past the gate; what cannot be done or seen is said, and a carer offered."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import pytest

from carebot.core.actions import Ask, Notify, SetDevice
from carebot.core.goals import GoalResult
from carebot.core.home import Point, SmartDevice, SmartDeviceKind
from carebot.core.intents import YES
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills.base import Knowledge
from skills.control_devices import LEAST_ROOM_C, MOST_ROOM_C, ControlDevices
from tests.skills.house import BY_SCHEDULE, HOUSE, KNOWLEDGE, REFUSAL, Played, failed, reply, run


def _device(device_id: str, kind: SmartDeviceKind, zh: str, en: str, room: str) -> SmartDevice:
    return SmartDevice(id=device_id, kind=kind, name=Text(zh=zh, en=en), room=room)


DEVICES: Final = (
    _device("light.bedroom", SmartDeviceKind.LIGHT, "卧室灯", "bedroom lamp", "bedroom"),
    _device("light.living_room", SmartDeviceKind.LIGHT, "客厅灯", "living room lamp", "living_room"),
    _device("lock.front_door", SmartDeviceKind.LOCK, "大门", "front door", ""),
    _device("cover.bedroom", SmartDeviceKind.CURTAIN, "卧室窗帘", "bedroom curtain", "bedroom"),
    _device("valve.water", SmartDeviceKind.VALVE, "水阀", "water valve", "kitchen"),
    _device("climate.bedroom", SmartDeviceKind.CLIMATE, "空调", "air conditioner", "bedroom"),
    _device("media_player.tv", SmartDeviceKind.MEDIA_PLAYER, "电视", "television", "living_room"),
)
HER_ROOM: Final = replace(KNOWLEDGE, house=replace(HOUSE, home=replace(HOUSE.home, devices=DEVICES)))
LIGHTS: Final = "light.bedroom light.living_room"
NOBODY_CAN: Final = Outcome(result=Result.UNSUPPORTED, detail=Text(zh="做不了。", en="It cannot be done."))


def asked(
    command: str,
    devices: str,
    *answers: Outcome,
    knowledge: Knowledge = HER_ROOM,
    how: Mapping[str, str] = MappingProxyType({}),
) -> Played:
    parameters = {"command": command, "devices": devices, **how}
    return run(ControlDevices(), answers, knowledge=knowledge, parameters=parameters)


@pytest.mark.parametrize(
    ("command", "device", "how", "value"),
    [
        ("HassTurnOn", "light.bedroom", {}, "on"),
        ("HassTurnOff", "light.bedroom", {}, "off"),
        ("HassTurnOn", "lock.front_door", {}, "lock"),
        ("HassTurnOff", "lock.front_door", {}, "unlock"),
        ("HassTurnOn", "cover.bedroom", {}, "open"),
        ("HassTurnOff", "cover.bedroom", {}, "close"),
        ("HassTurnOff", "valve.water", {}, "close"),
        ("HassLightSet", "light.bedroom", {"brightness": "50"}, "brightness 50"),
        ("HassLightSet", "light.bedroom", {"brightness": "0"}, "off"),
        ("HassLightSet", "light.bedroom", {"brightness": "40", "color": "red"}, "brightness 40 color red"),
        ("HassSetPosition", "cover.bedroom", {"position": "30"}, "position 30"),
        ("HassSetPosition", "cover.bedroom", {"position": "0"}, "close"),
        ("HassSetPosition", "cover.bedroom", {"position": "100"}, "open"),
        ("HassSetVolumeRelative", "media_player.tv", {"volume_step": "up"}, "volume_step up"),
        ("HassMediaPause", "media_player.tv", {}, "pause"),
        ("HassMediaPlayerMute", "media_player.tv", {}, "mute"),
    ],
)
def test_each_command_is_one_setting(command: str, device: str, how: dict[str, str], value: str) -> None:
    played = asked(command, device, how=how)
    assert played.of(SetDevice) == [SetDevice(device=device, value=value)]
    assert played.conclusion.result is GoalResult.DONE


def test_a_temperature_is_told_in_degrees() -> None:
    played = asked("HassClimateSetTemperature", "climate.bedroom", how={"temperature": "26.5"})
    assert played.of(SetDevice) == [SetDevice(device="climate.bedroom", value="temperature", temperature_c=26.5)]


@pytest.mark.parametrize("degrees", ["72", "4.9", "35.1", "-5", "nan", "inf", "warm", ""])
def test_a_temperature_that_no_room_has_is_not_set(degrees: str) -> None:
    played = asked("HassClimateSetTemperature", "climate.bedroom", how={"temperature": degrees})
    assert played.of(SetDevice) == []
    assert played.conclusion.result is GoalResult.FAILED


@pytest.mark.parametrize("degrees", [LEAST_ROOM_C, MOST_ROOM_C])
def test_the_least_and_the_most_of_a_room_are_set(degrees: float) -> None:
    assert asked("HassClimateSetTemperature", "climate.bedroom", how={"temperature": str(degrees)}).of(SetDevice)


def test_several_devices_are_set_one_after_the_other() -> None:
    assert asked("HassTurnOff", LIGHTS).of(SetDevice) == [SetDevice(device=one, value="off") for one in LIGHTS.split()]


def test_where_the_room_is_not_said_it_is_hers() -> None:
    played = asked("HassTurnOn", LIGHTS, how={"room": "here"})
    assert played.of(SetDevice) == [SetDevice(device="light.living_room", value="on")]


def test_where_nobody_knows_her_room_she_is_asked() -> None:
    unseen = replace(HER_ROOM, last_seen=None)
    played = asked("HassTurnOn", LIGHTS, reply(text="卧室的"), knowledge=unseen, how={"room": "here"})
    assert played.of(SetDevice) == [SetDevice(device="light.bedroom", value="on")]
    silent = asked("HassTurnOn", LIGHTS, knowledge=unseen, how={"room": "here"})
    assert silent.of(SetDevice) == []
    assert "不动" in silent.said


def test_one_device_needs_no_room() -> None:
    far = replace(HER_ROOM, last_seen=Point(x_m=5.0, y_m=2.0))
    played = asked("HassTurnOff", "cover.bedroom", knowledge=far, how={"room": "here"})
    assert played.of(SetDevice) == [SetDevice(device="cover.bedroom", value="close")]


def test_what_nobody_can_switch_is_said_and_a_carer_offered() -> None:
    played = run(
        ControlDevices(),
        (reply(YES),),
        knowledge=HER_ROOM,
        ends={"set_device": NOBODY_CAN},
        command="HassTurnOn",
        devices=LIGHTS,
    )
    assert len(played.of(SetDevice)) == 1
    assert "没法打开卧室灯" in played.said
    assert played.of(Ask)
    assert played.of(Notify)
    assert played.conclusion.result is GoalResult.FAILED


def test_a_refusal_is_given_with_its_reason() -> None:
    played = run(
        ControlDevices(),
        knowledge=HER_ROOM,
        ends={"set_device": REFUSAL},
        command="HassTurnOff",
        devices="lock.front_door",
    )
    assert REFUSAL.detail.zh in played.said
    assert "打开大门的锁" in played.said
    assert played.of(Ask) == []
    assert played.conclusion.result is GoalResult.REFUSED


@pytest.mark.parametrize("command", ["HassGetState", "HassClimateGetTemperature"])
def test_how_a_device_stands_is_never_made_up(command: str) -> None:
    played = asked(command, "lock.front_door", reply(YES), how={"state": "locked"})
    assert played.of(SetDevice) == []
    assert "看不到" in played.said
    assert played.of(Notify)
    assert played.conclusion.result is GoalResult.FAILED


@pytest.mark.parametrize("devices", ["", "light.attic"])
def test_a_device_that_is_not_there_is_said(devices: str) -> None:
    played = asked("HassTurnOn", devices, how={"room": "kitchen"})
    assert played.of(SetDevice) == []
    assert "没有" in played.said


def test_nobody_is_asked_who_asked_nothing() -> None:
    played = run(
        ControlDevices(),
        by=BY_SCHEDULE,
        knowledge=HER_ROOM,
        ends={"set_device": failed()},
        command="HassTurnOn",
        devices="light.bedroom",
    )
    assert played.of(Ask) == []


def test_without_a_command_it_asks_which() -> None:
    assert "哪样东西" in run(ControlDevices(), knowledge=HER_ROOM).said


@pytest.mark.parametrize(
    ("answer", "set_to_c"),
    [(reply(text="二十二度吧"), 22.0), (reply(text="make it 19"), 19.0), (reply(text="暖和点"), None)],
)
def test_warmer_is_asked_back_since_nobody_knows_how_warm_it_is(answer: Outcome, set_to_c: float | None) -> None:
    played = run(
        ControlDevices(),
        [answer],
        knowledge=HER_ROOM,
        parameters={"command": "HassClimateSetTemperature", "devices": "climate.bedroom", "room": ""},
    )
    assert played.words[0].zh == "您要调到多少度？"
    set_to = [action.temperature_c for action in played.of(SetDevice) if isinstance(action, SetDevice)]
    assert set_to == ([] if set_to_c is None else [set_to_c])
