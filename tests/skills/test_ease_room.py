"""Easing the room: one offer of what may help in her room, and nothing switched without her yes."""

from dataclasses import replace

import pytest

from carebot.core.actions import AlarmLevel, Ask, Notify, SetDevice
from carebot.core.home import Point, SmartDevice, SmartDeviceKind
from carebot.core.intents import HELP, NO, YES
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from skills.base import Knowledge
from skills.ease_room import EaseRoom
from tests.skills.house import HOME, HOUSE, KNOWLEDGE, SILENCE, Played, reply, run

HERE = Point(x_m=9.0, y_m=2.0)


def device(kind: SmartDeviceKind, zh: str, en: str, room: str = "bedroom") -> SmartDevice:
    return SmartDevice(id=f"{kind.value}.{room}", name=Text(zh=zh, en=en), kind=kind, room=room)


HEATING = device(SmartDeviceKind.CLIMATE, "暖气", "heating")
WINDOW = device(SmartDeviceKind.WINDOW, "窗户", "window")
LAMP = device(SmartDeviceKind.LIGHT, "卧室灯", "bedroom lamp")
FAN = device(SmartDeviceKind.FAN, "风扇", "fan")
CURTAIN = device(SmartDeviceKind.CURTAIN, "窗帘", "curtain")
FAR_LAMP = device(SmartDeviceKind.LIGHT, "厨房灯", "kitchen lamp", "kitchen")


def knowing(*devices: SmartDevice, seen: Point | None = HERE) -> Knowledge:
    return replace(KNOWLEDGE, house=replace(HOUSE, home=replace(HOME, devices=devices)), last_seen=seen)


def found(state: str, *answers: Outcome, knowledge: Knowledge) -> Played:
    return run(EaseRoom(), answers, knowledge=knowledge, room_is=state)


@pytest.mark.parametrize(
    ("state", "devices", "switched", "offer"),
    [
        ("cold", (WINDOW,), (WINDOW.id, "close"), "Shall I close the window?"),
        ("hot", (WINDOW, FAN), (FAN.id, "on"), "Shall I turn on the fan?"),
        ("stuffy", (WINDOW, FAN), (WINDOW.id, "open"), "Shall I open the window?"),
        ("draughty", (WINDOW,), (WINDOW.id, "close"), "Shall I close the window?"),
        ("dark", (CURTAIN, LAMP), (LAMP.id, "on"), "Shall I turn on the bedroom lamp?"),
        ("dark", (CURTAIN,), (CURTAIN.id, "open"), "Shall I open the curtain?"),
        ("sunny", (LAMP, CURTAIN), (CURTAIN.id, "close"), "Shall I close the curtain?"),
        ("glaring", (LAMP,), (LAMP.id, "off"), "Shall I turn off the bedroom lamp?"),
    ],
)
def test_what_may_help_is_offered_and_switched_on_a_yes(
    state: str, devices: tuple[SmartDevice, ...], switched: tuple[str, str], offer: str
) -> None:
    for seen in (HERE, None):
        played = found(state, reply(YES), knowledge=knowing(FAR_LAMP, *devices, seen=seen))
        assert played.kinds[:2] == ["ask", "set_device"]
        assert played.words[0].en == offer
        [action] = played.of(SetDevice)
        assert isinstance(action, SetDevice)
        assert (action.device, action.value) == switched


@pytest.mark.parametrize("answer", [reply(NO), SILENCE, reply(text="嗯那个"), reply(HELP)])
def test_nothing_is_switched_without_a_yes(answer: Outcome) -> None:
    played = found("dark", answer, knowledge=knowing(LAMP))
    assert played.of(SetDevice) == []
    assert bool(played.of(Notify)) is (answer == reply(HELP))


def test_how_warm_is_hers_to_say() -> None:
    played = found("cold", reply(text="二十三度"), knowledge=knowing(WINDOW, HEATING))
    [action] = played.of(SetDevice)
    assert isinstance(action, SetDevice)
    assert (action.device, action.temperature_c) == (HEATING.id, 23.0)
    assert found("cold", reply(NO), knowledge=knowing(HEATING)).of(SetDevice) == []


def test_where_nothing_can_be_switched_a_carer_is_offered() -> None:
    played = found("cold", reply(YES), knowledge=replace(knowing(FAR_LAMP), words="屋里冷飕飕的"))
    assert played.kinds == ["say", "ask", "notify", "say"]
    [told] = played.of(Notify)
    assert isinstance(told, Notify)
    assert "觉得冷" in told.text.zh
    assert "屋里冷飕飕的" in told.text.zh
    assert isinstance(played.actions[1], Ask)


@pytest.mark.parametrize(
    ("lit", "sees", "level"),
    [
        (reply(YES), reply(YES), None),
        (reply(YES), reply(NO), AlarmLevel.HIGH),
        (reply(NO), reply(NO), AlarmLevel.HIGH),
        (reply(YES), SILENCE, AlarmLevel.MEDIUM),
        (reply(YES), reply(text="白茫茫一片"), AlarmLevel.MEDIUM),
        (SILENCE, reply(HELP), AlarmLevel.MEDIUM),
    ],
)
def test_who_sees_nothing_in_the_dark_gets_light_and_a_person_unless_that_was_it(
    lit: Outcome, sees: Outcome, level: AlarmLevel | None
) -> None:
    played = found("black", lit, sees, knowledge=knowing(LAMP))
    assert [ask.en for ask in played.words[:1]] == ["Shall I turn on the bedroom lamp?"]
    assert bool(played.of(SetDevice)) is (lit == reply(YES))
    assert [notice.level for notice in played.of(Notify) if isinstance(notice, Notify)] == ([level] if level else [])


def test_who_sees_nothing_where_there_is_no_lamp_gets_a_person() -> None:
    assert found("black", knowledge=knowing(HEATING)).kinds == ["notify", "say"]
    assert found("black", reply(HELP), knowledge=knowing(LAMP)).kinds == ["ask", "notify", "say"]
