"""Wishes for the devices of the home, behind the sentences of the skills: what those understand stays theirs.

Only what is about a device that the home has is taken: a window that nothing opens is none. Names become ids here.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from carebot.core.intents import Candidate, Intent
from carebot.core.language import Language, Text
from dialogue._clauses import clauses
from dialogue._colloquial import plain_speech
from dialogue._exceptions import AllBut, all_but, bare
from dialogue._smart_home_grammar import made_for
from dialogue._smart_home_timers import as_reminder
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.smart_home import AREA, LONGEST, Area, Device, SmartHome, SmartHomeSentences, spoken_names

CONTROL_DEVICES: Final = "control_devices"
CONFIDENCE: Final = 0.95
ALL_BUT_SOME: Final = 1.0
"""The confidence in a wish for all but some: each of its words was understood, and no part of it may be taken alone."""

ASKED_ABOUT: Final = 0.75
"""The confidence in what may be a wish for all but some, and may tell how things are."""

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
"""What a home's devices may be asked for. Lists, broadcasts and searches for music are no devices; timers remind."""
_OF_SEVERAL: Final = frozenset({"HassTurnOn", "HassTurnOff", "HassLightSet", "HassSetPosition"})
"""What may be asked of all but some."""
_ONE_BY_ITSELF: Final = {Language.ZH: ("关掉{}", "拉上{}"), Language.EN: ("turn off {}", "close {}")}
"""Sentences in which a thing that is left out is looked for, by whatever it is called."""
_READ_AT_MOST: Final = 60
_EXCEPTED: Final = re.compile(
    r"除|只留|就留|以外|之外|不要|别|不用|先不|\b(?:except|but|apart|other than|don't|do not|not|leave|keep)\b"
)
"""What makes more of a sentence than the wish of one clause and its reason."""
_FOR_ME_ZH: Final = re.compile("[给帮替][我咱]|劳驾|麻烦|请")
_WANTED_ZH: Final = re.compile("(关|熄|灭)了?吧?$")
_POINTS: Final = re.compile(r"[\s，。！？；：,.!?;:]+")
_Read = Callable[[str], Intent | None]


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
        wish = self._sentences.understand(text, language, {AREA: HERE}) or self._clause(text, language)
        intent = to_devices(wish, self._home) if wish is not None and wish.name in _TAKEN else None
        intent = intent or (as_reminder(wish) if wish is not None else None)
        if intent is not None:
            return Interpretation(intent=intent, confidence=CONFIDENCE)
        if wish is not None or len(text) > LONGEST:
            return found
        return self._fewer(text) or found

    def _clause(self, text: str, language: Language) -> Intent | None:
        """The one wish among clauses that give its reason; None where there are several, or something is excepted."""
        script = Language.ZH if han(text) else Language.EN
        parts = clauses(text, script, str) if len(text) <= LONGEST else ()
        if len(parts) < 2 or _EXCEPTED.search(text.lower()):
            return None
        wishes = [self._sentences.understand(part, language, {AREA: HERE}) for part in parts]
        meant = [wish for wish in wishes if wish is not None]
        return meant[0] if meant and all(wish == meant[0] for wish in meant) else None

    def _fewer(self, text: str) -> Interpretation | None:
        """All but some, as the words stand or in plain speech; asked about where they may tell how things are."""
        language = Language.ZH if han(text) else Language.EN
        plain = plain_speech(_POINTS.sub("" if language is Language.ZH else " ", text).strip().lower(), language)
        meant = self._all_but_some(text) or self._all_but_some(plain)
        if meant is None and language is Language.ZH and "除" in plain:
            # "都关了" tells how it is, and "都给我关了" what is wanted
            wished = _WANTED_ZH.sub(r"\1掉", plain)
            meant = self._all_but_some(f"{plain.rstrip('了吧')}了吧") or self._all_but_some(wished)
            if meant is not None and not _FOR_ME_ZH.search(text):
                sentence = Text(zh=wished, en="turn off all the others")
                asked = Candidate(intent=meant, confidence=ASKED_ABOUT, sentence=sentence)
                return Interpretation(intent=None, confidence=ASKED_ABOUT, candidates=(asked,))
        return None if meant is None else Interpretation(intent=meant, confidence=ALL_BUT_SOME)

    def _all_but_some(self, text: str) -> Intent | None:
        """The wish for everything of a kind but what is named; None where a word of it is not understood."""
        language = Language.ZH if han(text) else Language.EN
        names = [said.lower() for called in spoken_names(self._home).values() for said, _, _ in called]

        @cache
        def read(words: str) -> Intent | None:
            return self._sentences.understand(words, language, {AREA: HERE})

        parts = (
            parted
            for parted in dict.fromkeys(all_but(text, language))
            if all(any(name in words for name in names) for words in parted.spared)
        )
        intents = (self._without(parted, language, read) for parted in islice(parts, _READ_AT_MOST))
        return next((intent for intent in intents if intent is not None), None)

    def _without(self, parted: AllBut, language: Language, read: _Read) -> Intent | None:
        spared = [self._spared(words, language, read) for words in parted.spared]
        wish = read(parted.everything) if all(spared) else None
        if wish is None or wish.name not in _OF_SEVERAL or wish.slot("name") not in {"", _ALL}:
            return None
        return _less(to_devices(wish, self._home), spared)

    def _spared(self, words: str, language: Language, read: _Read) -> list["_Named"]:
        """What `words` may stand for, in every way: whatever is in a room, or what is called so."""
        name = bare(words, language)
        rooms = [area.id for area in self._home.areas if name in (area.name.lower(), *map(str.lower, area.aliases))]
        there = frozenset(device.id for device in self._home.devices if device.area in rooms)
        if there:
            return [_Named(devices=there, by_room=True)]
        wishes = (read(sentence.format(words)) for sentence in _ONE_BY_ITSELF[language])
        return [one for wish in wishes if wish is not None and (one := self._named(wish)).devices]

    def _named(self, wish: Intent) -> "_Named":
        intent = to_devices(wish, self._home)
        ids = intent.slot(DEVICES).split() if intent is not None else ()
        return _Named(devices=frozenset(ids), by_room=bool(wish.slot(AREA) or wish.slot("floor")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """Ids of devices, and whether they were named by the room that they stand in."""

    devices: frozenset[str]
    by_room: bool


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


def _less(everything: Intent | None, spared: Sequence[Sequence[_Named]]) -> Intent | None:
    """`everything` without what is spared; None where nothing of it would be, or nothing would be left."""
    if everything is None:
        return None
    devices = everything.slot(DEVICES).split()
    left_out = [next((one for one in ways if one.devices & set(devices)), None) for ways in spared]
    named = [one for one in left_out if one is not None]
    left = [device for device in devices if not any(device in one.devices for one in named)]
    if len(named) < len(left_out) or not left:
        return None
    # who names another room does not speak of her own alone
    room = "" if any(one.by_room for one in named) and everything.slot(ROOM) == HERE else everything.slot(ROOM)
    return Intent(name=everything.name, slots={**everything.slots, DEVICES: " ".join(left), ROOM: room})


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
