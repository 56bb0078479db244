"""Control devices: switches lamps, curtains, heating and the like when asked; what nothing here can do is said.

Nobody tells the robot how a device stands, so it never says that one is on, off or locked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import MusicChange, SetDevice
from carebot.core.goals import Conclusion, Goal, Plan, Resource, SafeEnd
from carebot.core.home import Home, SmartDevice, SmartDeviceKind
from carebot.core.intents import Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills._degrees import degrees_named
from skills._music import change_music
from skills._talking import ANSWER_TIME, Steps, explain, explain_and_offer_carer, offer_carer
from skills.base import DONE, FAILED, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

HERE: Final = "here"
"""The room that the words do not tell: that of the resident who asks."""

LEAST_ROOM_C: Final = 5.0
MOST_ROOM_C: Final = 35.0
"""What thermostats and air conditioners for homes can be set to, widely taken; beyond it is a slip, or Fahrenheit."""

_WHICH: Final = Text(
    zh="您要开关哪样东西？比如：打开卧室灯。", en="Which device do you mean? For example: turn on the bedroom lamp."
)
_WHICH_ROOM: Final = Text(zh="您说的是哪个房间的？", en="Which room do you mean?")
_NONE_THERE: Final = Text(
    zh="对不起，那儿没有我能开关的这种东西。", en="I'm sorry, there is nothing like that there that I can switch."
)
_NO_SUCH_WARMTH: Final = Text(
    zh="这个温度房间里调不到。请您说五度到三十五度之间的。",
    en="A room cannot be set to that. Please say five to thirty-five degrees.",
)
_SET_WARMTH: Final = "HassClimateSetTemperature"
_HOW_WARM: Final = Text(zh="您要调到多少度？", en="How many degrees shall I set?")
_LEFT: Final = Text(zh="那我就先不动了。", en="Then I will leave it as it is.")
_UNSEEN: Final = Text(zh="对不起，这个我看不到，说不准。", en="I'm sorry, I cannot see that, so I cannot tell.")
_DONE: Final = Text(zh="好了。", en="It is done.")
_FOR_CARERS: Final = Text(zh="想请人帮忙开关家里的东西", en="would like help with a device at home")
_TO_LOOK: Final = Text(zh="想请人去看看家里的设备", en="would like somebody to look at a device at home")

_READS: Final = frozenset({"HassGetState", "HassClimateGetTemperature"})
_OPENED: Final = frozenset(SmartDeviceKind) - {
    *(SmartDeviceKind.LIGHT, SmartDeviceKind.SWITCH, SmartDeviceKind.FAN, SmartDeviceKind.CLIMATE),
    *(SmartDeviceKind.MEDIA_PLAYER, SmartDeviceKind.LOCK, SmartDeviceKind.VACUUM, SmartDeviceKind.SCENE),
}
_VALUES: Final[Mapping[str, str]] = {
    "HassTurnOn": "on",
    "HassTurnOff": "off",
    _SET_WARMTH: "temperature",
    "HassMediaPause": "pause",
    "HassMediaUnpause": "play",
    "HassMediaNext": "next",
    "HassMediaPrevious": "previous",
    "HassMediaPlayerMute": "mute",
    "HassMediaPlayerUnmute": "unmute",
    "HassVacuumStart": "start",
    "HassVacuumReturnToBase": "return_to_base",
}
_OWN_MUSIC: Final[Mapping[str, MusicChange]] = {
    "HassMediaPause": MusicChange.PAUSE,
    "HassMediaNext": MusicChange.NEXT,
}
"""What is meant for the robot's own music in a home without any other player."""
_ADJUSTED: Final = (
    *("brightness", "color", "temperature", "position", "percentage", "fan_mode"),
    *("volume_level", "volume_step"),
)
"""The slots that say how something is to be set, by the names of Home Assistant."""

_AT_AN_END: Final[Mapping[str, str]] = {"brightness 0": "off", "position 0": "close", "position 100": "open"}
_LOCKING: Final[Mapping[str, str]] = {"on": "lock", "off": "unlock"}
_OPENING: Final[Mapping[str, str]] = {"on": "open", "off": "close"}
_WISHES: Final[Mapping[str, Text]] = {
    "on": Text(zh="打开{}", en="turn on the {}"),
    "off": Text(zh="关掉{}", en="turn off the {}"),
    "open": Text(zh="打开{}", en="open the {}"),
    "close": Text(zh="关上{}", en="close the {}"),
    "lock": Text(zh="锁上{}", en="lock the {}"),
    "unlock": Text(zh="打开{}的锁", en="unlock the {}"),
}
_ANY_WISH: Final = Text(zh="调{}", en="set the {}")


class ControlDevices(Skill):
    """Switches devices.

    Parameters: `command` by Home Assistant's name, `devices` as ids, `room`, and how they are to be set.
    """

    title: ClassVar[Text] = Text(zh="开关家里的设备", en="Control devices")
    description: ClassVar[Text] = Text(
        zh="按老人说的开关灯、窗帘、空调这些；开不了的直说，问要不要请人来。",
        en="Switches lamps, curtains, heating as asked; says what it cannot switch, and offers to ask a carer.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("command", "HassTurnOn"), ("devices", "light.bedroom_lamp")),
        (("command", "HassGetState"), ("devices", "lock.front_door"), ("state", "locked")),
        (("command", "HassTurnOff"), ("domain", "light"), ("devices", ""), ("room", "kitchen")),
        (),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="control_devices",
            zh=("[请](帮我|给我)(开关|控制)[一下][家里的](设备|电器)",),
            en=("[please] (switch|control) (a device|the devices) [for me]",),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Set one device after the other; the first that cannot be set ends it."""
        command = goal.parameter("command")
        if not command:
            return (yield from _said(knowledge, _WHICH))
        if command in _READS:
            return (yield from _unable(goal, knowledge, _UNSEEN, _TO_LOOK))
        if command in _OWN_MUSIC and not _has_players(knowledge.house.home):
            return (yield from change_music(_OWN_MUSIC[command], knowledge))
        return (yield from self._switch(goal, knowledge))

    def _switch(self, goal: Goal, knowledge: Knowledge) -> Steps[Conclusion]:
        if goal.parameter("command") == _SET_WARMTH and not goal.parameter("temperature"):
            answer = yield knowledge.ask(_HOW_WARM, ANSWER_TIME)
            named_c = degrees_named(answer.answer_text)
            if named_c is None:
                return (yield from _said(knowledge, _LEFT))
            parameters = MappingProxyType({**goal.parameters, "temperature": str(named_c)})
            goal = replace(goal, parameters=parameters)
        if _is_no_warmth(goal):
            return (yield from _said(knowledge, _NO_SUCH_WARMTH))
        devices = yield from _meant(goal, knowledge)
        if devices:
            return (yield from _set(goal, knowledge, devices))
        if goal.parameter("room") == HERE and goal.parameter("devices"):
            return (yield from _said(knowledge, _LEFT))
        return (yield from _unable(goal, knowledge, _NONE_THERE, _FOR_CARERS))


def _set(goal: Goal, knowledge: Knowledge, devices: Sequence[SmartDevice]) -> Steps[Conclusion]:
    for device in devices:
        action = _setting(goal, device)
        outcome = yield action
        if not outcome.succeeded:
            yield from _explained(goal, knowledge, outcome, _wish(action.value, device))
            return conclude_from(outcome, action)
    yield knowledge.say(_DONE)
    return conclude(DONE, "设备调好了。", "The devices are set.")


def _has_players(home: Home) -> bool:
    return any(device.kind is SmartDeviceKind.MEDIA_PLAYER for device in home.devices)


def _said(knowledge: Knowledge, text: Text) -> Steps[Conclusion]:
    yield knowledge.say(text)
    return conclude(FAILED, text.zh, text.en)


def _unable(goal: Goal, knowledge: Knowledge, text: Text, for_carers: Text) -> Steps[Conclusion]:
    yield knowledge.say(text)
    yield from offer_carer(goal, knowledge, for_carers)
    return conclude(FAILED, text.zh, text.en)


def _explained(goal: Goal, knowledge: Knowledge, outcome: Outcome, wish: Text) -> Steps[None]:
    if outcome.result is Result.REFUSED:
        yield from explain(knowledge, outcome, wish)
    else:
        yield from explain_and_offer_carer(goal, knowledge, outcome, wish, _FOR_CARERS)


def _meant(goal: Goal, knowledge: Knowledge) -> Steps[Sequence[SmartDevice]]:
    """The devices that were asked for; where only the room can tell which, those of hers, or of the one she names."""
    home = knowledge.house.home
    found = [device for name in goal.parameter("devices").split() if (device := home.device(name)) is not None]
    if goal.parameter("room") != HERE or len({device.room for device in found}) <= 1:
        return found
    room = home.room_at(knowledge.last_seen) if knowledge.last_seen else None
    near = [device for device in found if room is not None and device.room == room.id]
    if near:
        return near
    answer = yield knowledge.ask(_WHICH_ROOM, ANSWER_TIME)
    return [device for device in found if device.room in _named(answer.answer_text, home)]


def _named(words: str, home: Home) -> frozenset[str]:
    """The rooms that `words` name."""
    said = words.lower()
    return frozenset(room.id for room in home.rooms if room.name.zh in said or room.name.en.lower() in said)


def _is_no_warmth(goal: Goal) -> bool:
    return goal.parameter("command") == _SET_WARMTH and _warmth_c(goal) is None


def _warmth_c(goal: Goal) -> float | None:
    """The temperature that was asked for, in degrees Celsius; None for one that no room has."""
    try:
        asked_c = float(goal.parameter("temperature"))
    except ValueError:
        return None
    return asked_c if LEAST_ROOM_C <= asked_c <= MOST_ROOM_C else None


def _setting(goal: Goal, device: SmartDevice) -> SetDevice:
    """What sets `device` as was asked."""
    warmth_c = _warmth_c(goal) if goal.parameter("command") == _SET_WARMTH else None
    return SetDevice(device=device.id, value=_value(goal, device.kind), temperature_c=warmth_c)


def _value(goal: Goal, kind: SmartDeviceKind) -> str:
    value = _VALUES.get(goal.parameter("command"), "")
    if not value:
        set_to = " ".join(f"{slot} {goal.parameter(slot)}" for slot in _ADJUSTED if goal.parameter(slot))
        return _AT_AN_END.get(set_to, set_to)
    if kind is SmartDeviceKind.LOCK:
        return _LOCKING.get(value, value)
    return _OPENING.get(value, value) if kind in _OPENED else value


def _wish(value: str, device: SmartDevice) -> Text:
    wish = _WISHES.get(value, _ANY_WISH)
    return Text(zh=wish.zh.format(device.name.zh), en=wish.en.format(device.name.en))
