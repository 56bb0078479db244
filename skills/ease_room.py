"""Ease the room: offers what may help where it is too cold, hot, stuffy, draughty, dark or bright for her.

Complaints are put in endless ways, so they are known by their meaning as well, and nothing is done before her yes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel
from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.home import SmartDevice, SmartDeviceKind
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from skills import _room_sayings as said
from skills._passing_on import pass_on
from skills._talking import (
    ANSWER_TIME,
    call_and_say,
    level_of_call,
    nothing_heard,
    said_no,
    said_yes,
    wants_a_person,
)
from skills.base import DONE, Finding, Knowledge, Skill, conclude, ends_when_stopped
from skills.control_devices import ControlDevices

_ON: Final = "HassTurnOn"
_OFF: Final = "HassTurnOff"
_WARMTH: Final = "HassClimateSetTemperature"
_COVERS: Final = (
    *(SmartDeviceKind.CURTAIN, SmartDeviceKind.BLIND, SmartDeviceKind.SHADE),
    *(SmartDeviceKind.SHUTTER, SmartDeviceKind.AWNING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """What may help, the likeliest first, and what carers read where nothing here can be switched (a predicate)."""

    helps: tuple[tuple[SmartDeviceKind, str], ...]
    for_carers: Text


_TROUBLES: Final[Mapping[str, _Trouble]] = MappingProxyType(
    {
        said.COLD: _Trouble(
            helps=((SmartDeviceKind.CLIMATE, _WARMTH), (SmartDeviceKind.WINDOW, _OFF)),
            for_carers=Text(zh="觉得冷，请去看看", en="feels cold. Please look in"),
        ),
        said.HOT: _Trouble(
            helps=(
                *((SmartDeviceKind.FAN, _ON), (SmartDeviceKind.CLIMATE, _WARMTH)),
                *((SmartDeviceKind.WINDOW, _ON),),
            ),
            for_carers=Text(zh="觉得热，请去看看", en="feels too warm. Please look in"),
        ),
        said.STUFFY: _Trouble(
            helps=((SmartDeviceKind.WINDOW, _ON), (SmartDeviceKind.FAN, _ON)),
            for_carers=Text(zh="觉得屋里闷，想透透气", en="finds the room stuffy and would like it aired"),
        ),
        said.DRAUGHTY: _Trouble(
            helps=((SmartDeviceKind.WINDOW, _OFF),),
            for_carers=Text(zh="觉得有风，请去看看门窗", en="feels a draught. Please see to doors and windows"),
        ),
        said.DARK: _Trouble(
            helps=((SmartDeviceKind.LIGHT, _ON), *((cover, _ON) for cover in _COVERS)),
            for_carers=Text(zh="觉得屋里暗，请去开个灯", en="finds the room dark. Please see to the light"),
        ),
        said.BLACK: _Trouble(
            helps=((SmartDeviceKind.LIGHT, _ON), *((cover, _ON) for cover in _COVERS)),
            for_carers=Text(zh="说屋里黑，什么都看不见，请去看看", en="finds it dark and sees nothing. Please look in"),
        ),
        said.SUNNY: _Trouble(
            helps=tuple((cover, _OFF) for cover in _COVERS),
            for_carers=Text(zh="觉得太阳晃眼，请去拉上窗帘", en="has the sun in her eyes. Please see to the curtain"),
        ),
        said.GLARING: _Trouble(
            helps=((SmartDeviceKind.LIGHT, _OFF),),
            for_carers=Text(zh="觉得灯光刺眼，请去看看", en="is dazzled by a lamp. Please see to it"),
        ),
    }
)
_OFFERS: Final = {
    (_ON, True): ("打开", "turn on"),
    (_OFF, True): ("关掉", "turn off"),
    (_ON, False): ("打开", "open"),
    (_OFF, False): ("关上", "close"),
}
"""What is offered, by the command and whether the thing is switched rather than opened."""

_NOTHING_HERE: Final = Text(zh="对不起，这个我自己调不了。", en="I'm sorry, I cannot change that myself.")
_SHALL_I_ASK: Final = Text(zh="要我请护理员来看看吗？", en="Shall I ask a carer to see to it?")
_CAN_YOU_SEE: Final = Text(zh="您现在看得见吗？", en="Can you see now?")
_BLIND: Final = _Trouble(
    helps=(),
    for_carers=Text(
        zh="说什么都看不见，可能是眼睛或中风的事，请马上过去",
        en="cannot see; it may be her eyes or a stroke. Please go at once",
    ),
)
_AS_YOU_LIKE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")


class EaseRoom(Skill):
    """Offers one thing that may help, or a carer. Parameter `room_is`: how she finds the room."""

    title: ClassVar[Text] = Text(zh="让屋里舒服点", en="Ease the room")
    description: ClassVar[Text] = Text(
        zh="老人说冷、热、闷、暗、晃眼时，问要不要开关能帮上忙的东西，没有就问要不要叫人。",
        en="When she finds the room cold, hot, stuffy, dark or glaring, offers what can be switched, else a carer.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        *((("room_is", state),) for state in _TROUBLES),
        (),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = said.PHRASINGS
    forms: ClassVar[tuple[Form, ...]] = said.FORMS
    sayings: ClassVar[tuple[Phrasing, ...]] = said.SAYINGS
    by_meaning: ClassVar[frozenset[str]] = frozenset(one.intent for one in said.PHRASINGS)

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """The offer; whatever she answers but a yes leaves everything as it is."""
        trouble = _TROUBLES.get(goal.parameter("room_is"), _TROUBLES[said.COLD])
        found = next(_that_help(trouble, knowledge), None)
        if trouble is _TROUBLES[said.BLACK]:
            return (yield from _sees_nothing(found, goal, knowledge))
        if found is None:
            return (yield from pass_on(goal, knowledge, _NOTHING_HERE, _SHALL_I_ASK, trouble.for_carers))
        return (yield from _ease(trouble, *found, goal, knowledge))


def _ease(trouble: _Trouble, device: SmartDevice, command: str, goal: Goal, knowledge: Knowledge) -> Plan:
    if command == _WARMTH:
        return (yield from _switch(device, command, goal, knowledge))
    answer = yield knowledge.ask(_offer(device, command), ANSWER_TIME)
    if said_yes(answer):
        return (yield from _switch(device, command, goal, knowledge))
    if wants_a_person(answer):
        return (yield from _call(trouble, level_of_call(answer), knowledge))
    if said_no(answer):
        yield knowledge.say(_AS_YOU_LIKE)
        return conclude(DONE, "问过，她不用。", "It offered help; she wanted none.", Finding.REFUSED)
    finding = Finding.NO_ANSWER if nothing_heard(answer) else Finding.NONE
    return conclude(DONE, "问过，没有动。", "It offered help and left things as they are.", finding)


def _that_help(trouble: _Trouble, knowledge: Knowledge) -> Iterator[tuple[SmartDevice, str]]:
    """The devices of her room that may help, each with the command; where she is unknown, those of her own room."""
    home = knowledge.house.home
    seen = home.room_at(knowledge.last_seen) if knowledge.last_seen else None
    own = knowledge.resident.room if knowledge.resident else ""
    room = seen.id if seen is not None else own
    for kind, command in trouble.helps:
        yield from ((device, command) for device in home.devices if device.kind is kind and device.room == room)


def _offer(device: SmartDevice, command: str) -> Text:
    switched = device.kind in {SmartDeviceKind.LIGHT, SmartDeviceKind.FAN}
    zh, en = _OFFERS[command, switched]
    return Text(zh=f"要我{zh}{device.name.zh}吗？", en=f"Shall I {en} the {device.name.en}?")


def _switch(device: SmartDevice, command: str, goal: Goal, knowledge: Knowledge) -> Plan:
    parameters = MappingProxyType({"command": command, "devices": device.id})
    return (yield from ControlDevices().plan(replace(goal, parameters=parameters), knowledge))


def _sees_nothing(found: tuple[SmartDevice, str] | None, goal: Goal, knowledge: Knowledge) -> Plan:
    """The light, and then whether she sees: if not, or if she does not say so, it was not the lamp, and a person comes.

    Sudden loss of sight is a sign of a stroke (BE-FAST).
    """
    trouble, level = _TROUBLES[said.BLACK], AlarmLevel.MEDIUM
    if found is None:
        return (yield from _call(trouble, level, knowledge))
    device, command = found
    answer = yield knowledge.ask(_offer(device, command), ANSWER_TIME)
    if wants_a_person(answer):
        return (yield from _call(trouble, level_of_call(answer), knowledge))
    if said_yes(answer):
        yield from _switch(device, command, goal, knowledge)
    sees = yield knowledge.ask(_CAN_YOU_SEE, ANSWER_TIME)
    if said_yes(sees):
        return conclude(DONE, "问过，她看得见了。", "It asked; she can see now.")
    if nothing_heard(sees):
        return (yield from _call(trouble, level, knowledge))
    return (yield from _call(_BLIND, AlarmLevel.HIGH if said_no(sees) else level, knowledge))


def _call(trouble: _Trouble, level: AlarmLevel, knowledge: Knowledge) -> Plan:
    yield from call_and_say(knowledge, trouble.for_carers, level)
    return conclude(DONE, "问过她，告诉了护理员。", "It asked her, and told the carers.", Finding.NEEDS_HELP)
