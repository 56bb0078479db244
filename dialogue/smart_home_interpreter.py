"""Wishes for the devices of the home, behind the sentences of the skills: what those understand stays theirs.

Only what is about a device that the home has is taken: a window that nothing opens is none. Names become ids here.
"""

from collections.abc import Sequence
from typing import Final

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue._smart_home_grammar import made_for
from dialogue.base import Interpretation, Interpreter
from dialogue.smart_home import AREA, Area, Device, SmartHome, SmartHomeSentences

CONTROL_DEVICES: Final = "control_devices"
CONFIDENCE: Final = 0.95

COMMAND: Final = "command"
DEVICES: Final = "devices"
ROOM: Final = "room"

HERE: Final = "here"
"""The room of whoever speaks, which the words do not tell."""

_ALL: Final = "all"
_WHERE: Final = frozenset({"name", AREA, "floor"})
_TAKEN: Final = frozenset(
    {
        *("HassTurnOn", "HassTurnOff", "HassLightSet", "HassSetPosition", "HassGetState", "HassFanSetSpeed"),
        *("HassClimateSetTemperature", "HassClimateGetTemperature", "HassClimateSetFanMode"),
        *("HassSetVolume", "HassSetVolumeRelative", "HassMediaPlayerMute", "HassMediaPlayerUnmute"),
        *("HassMediaPause", "HassMediaUnpause", "HassMediaNext", "HassMediaPrevious"),
        *("HassVacuumStart", "HassVacuumReturnToBase"),
    }
)
"""What a home's devices may be asked for. Timers, lists, broadcasts and searches for music are no devices."""


class SmartHomeInterpreter(Interpreter):
    """Asks `first`, and takes what that does not understand for a wish to the devices of `home`, if it is one.

    The intent has the devices' ids, apart by spaces, and their room where the words or the speaker's place tell one.
    """

    def __init__(self, first: Interpreter, home: SmartHome) -> None:
        self._first = first
        self._home = home
        self._sentences = SmartHomeSentences(home)

    def start(self) -> None:
        """Prepare the sentences; raises SettingsError, or ModelError where the templates are missing."""
        self._first.start()
        if self._home.devices:
            self._sentences.start()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, words that no skill understands are an answer."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or asked or not self._home.devices:
            return found
        wish = self._sentences.understand(text, language, {AREA: HERE})
        intent = to_devices(wish, self._home) if wish is not None and wish.name in _TAKEN else None
        return found if intent is None else Interpretation(intent=intent, confidence=CONFIDENCE)


def to_devices(wish: Intent, home: SmartHome) -> Intent | None:
    """`wish` with the devices that it means; None where the home has nothing of what it is about."""
    meant = _of_the_kind(wish, home)
    if not meant:
        return None
    areas = _areas(wish, home)
    there = meant if areas is None else [device for device in meant if _stands_in(device, areas, wish)]
    rest = {name: value for name, value in wish.slots.items() if name not in _WHERE}
    return Intent(
        name=CONTROL_DEVICES,
        slots={
            COMMAND: wish.name,
            **rest,
            DEVICES: " ".join(device.id for device in there),
            ROOM: _room(wish, areas, meant),
        },
    )


def _of_the_kind(wish: Intent, home: SmartHome) -> list[Device]:
    """Everything in `home` that is called or is what the wish names, wherever it stands."""
    name, domain = wish.slot("name"), wish.slot("domain") or made_for(wish.name)
    if name and name != _ALL:
        return [device for device in home.devices if device.name == name]
    sort = wish.slot("device_class")
    return [device for device in home.devices if device.domain == domain and sort in {"", device.device_class}]


def _stands_in(device: Device, areas: Sequence[Area], wish: Intent) -> bool:
    """Whether `device` stands in one of `areas`, as far as is known; what is named may stand anywhere."""
    named = device.name == wish.slot("name")
    return device.area in {area.id for area in areas} or (named and not device.area)


def _areas(wish: Intent, home: SmartHome) -> list[Area] | None:
    """The areas that the wish names, by themselves or by their floor; None where it names none."""
    name, floor = wish.slot(AREA), wish.slot("floor")
    floors = {one.id for one in home.floors if one.name == floor}
    if name and name != HERE:
        return [area for area in home.areas if area.name == name]
    return [area for area in home.areas if area.floor in floors] if floor else None


def _room(wish: Intent, areas: Sequence[Area] | None, meant: Sequence[Device]) -> str:
    """The rooms that were named, apart by spaces; HERE where only the speaker's place can tell which are meant."""
    if areas is not None:
        return " ".join(area.id for area in areas)
    if wish.slot("name") not in {"", _ALL}:
        return HERE if len(meant) > 1 else ""
    return HERE if wish.slot(AREA) == HERE or (wish.slot("domain") == "cover" and not wish.slot("name")) else ""
