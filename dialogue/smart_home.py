"""Smart-home sentences in English and Mandarin, understood under Home Assistant's intent names and slots.

Home Assistant's own templates come first; what they do not know, our own may. A device is known by its names alone:
whatever nobody has named is nothing that can be switched.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue._clauses import SOFTENERS, barer
from dialogue._colloquial import plain_speech
from dialogue._smart_home_grammar import HomeGrammar, Names, Words, words_of
from dialogue._smart_home_templates import our_templates, their_templates
from dialogue.pinyin import han
from dialogue.text import simplifier

LONGEST: Final = 120
"""Signs of a sentence; more is a tale and no wish for a device."""

AREA: Final = "area"
"""The context that names the speaker's own area, and the slot that it goes into."""

_OTHER: Final = {Language.ZH: Language.EN, Language.EN: Language.ZH}
_FORMS_AT_MOST: Final = 4
_HALF_DEGREE: Final = re.compile(r"(?<=[零一二两三四五六七八九十])度半")
_POINTS: Final = re.compile(r"[,.!?;:]+(?=\s|$)")
_POLITE: Final = {
    Language.ZH: (
        re.compile(r"^(?:请|麻烦您?|你|您|帮我|给我|替我|帮忙|帮|再|先|去|我想要?|我要|想要?|要)(?=.)"),
        re.compile(r"(?:一下|可以吗|好吗|行吗|没问题吧|了吧)$"),
        *SOFTENERS[Language.ZH],
    ),
    Language.EN: (re.compile(r"^(?:i want to|i'd like to|let's|go and|go) "), *SOFTENERS[Language.EN]),
}
"""What a wish for a device begins or ends with beside what every sentence may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A storey of the home."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A room or another part of the home, and the id of its floor."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    floor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device as Home Assistant has it: `domain` and `device_class` say what it is; `area` is an id."""

    id: str
    name: str
    domain: str
    aliases: tuple[str, ...] = ()
    device_class: str = ""
    area: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartHome:
    """All that sentences may name. `here` is what the speaker's own area is called; empty where nobody knows."""

    floors: tuple[Floor, ...] = ()
    areas: tuple[Area, ...] = ()
    devices: tuple[Device, ...] = ()
    here: str = ""


Value = str | Decimal
"""What a slot holds: words as Home Assistant has them, or a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a sentence asks for: Home Assistant's name for it, and its slots with numbers as numbers."""

    intent: str
    slots: Mapping[str, Value]


class SmartHomeSentences:
    """Understands what is said to the devices of `home`, in `languages`."""

    def __init__(self, home: SmartHome, languages: Iterable[Language] = tuple(Language)) -> None:
        self._home = home
        self._languages = tuple(languages)
        self._simplify: Callable[[str], str] = str
        self._grammars: Mapping[Language, tuple[HomeGrammar, ...]] = MappingProxyType({})

    def start(self) -> None:
        """Read the templates, 1 s; raises ModelError where the package of Home Assistant has none."""
        self._simplify = simplifier()
        names = spoken_names(self._home)
        self._grammars = MappingProxyType(
            {language: tuple(self._prepared(language, names)) for language in self._languages}
        )

    def _prepared(self, language: Language, names: Names) -> Iterator[HomeGrammar]:
        for templates in (their_templates(language), our_templates(language)):
            grammar = HomeGrammar(templates, names, language, self._simplify)
            grammar.warm()
            yield grammar

    def understand(self, text: str, language: Language, context: Mapping[str, object] | None = None) -> Intent | None:
        """What `text` asks for, every slot in words or plain decimals; None where it asks nothing of the home."""
        reading = self.read(text, language, context)
        if reading is None:
            return None
        return Intent(
            name=reading.intent,
            slots=MappingProxyType({name: plain(value) for name, value in reading.slots.items()}),
        )

    def read(self, text: str, language: Language, context: Mapping[str, object] | None = None) -> Reading | None:
        """As `understand`, with numbers as numbers. `context` is what is known beside the words, the speaker's area."""
        if len(text) > LONGEST:
            return None
        known = {AREA: self._home.here} if context is None and self._home.here else dict(context or {})
        readings = (
            self._read_in(one, text, known)
            for one in (language, _OTHER[language])
            if one in self._grammars and _written_in(text, one)
        )
        return next((reading for reading in readings if reading is not None), None)

    def _read_in(self, language: Language, text: str, context: Mapping[str, object]) -> Reading | None:
        whole = words_of(text, language, self._simplify)
        for form in (*_forms(whole, language), *_plain_forms(whole, language)):
            for grammar in self._grammars[language]:
                found = grammar.read(form, context)
                if found is not None:
                    return Reading(intent=found[0], slots=MappingProxyType(found[1]))
        return None


def spoken_names(home: SmartHome) -> Names:
    """What people call the devices, areas and floors of `home`, each with what it is called in a slot."""
    return MappingProxyType(
        {
            "name": tuple((said, one.name, _context(one)) for one in home.devices for said in (one.name, *one.aliases)),
            AREA: tuple((said, one.name, {}) for one in home.areas for said in (one.name, *one.aliases)),
            "floor": tuple((said, one.name, {}) for one in home.floors for said in (one.name, *one.aliases)),
        }
    )


def plain(value: Value) -> str:
    """The value of a slot in words: a number as a plain decimal."""
    return value if isinstance(value, str) else f"{value:f}"


def _context(device: Device) -> dict[str, str]:
    return {
        "domain": device.domain,
        **({"device_class": device.device_class} if device.device_class else {}),
    }


def _written_in(text: str, language: Language) -> bool:
    return bool(han(text)) if language is Language.ZH else any(sign.isascii() and sign.isalpha() for sign in text)


def _plain_forms(words: Words, language: Language) -> Iterator[Words]:
    """`words` in plain speech, where that is something else, and so without the polite and the idle words of it."""
    bare = _POINTS.sub("", words.text).lower().strip()
    plain = plain_speech(bare, language)
    if plain != bare:
        yield from _forms(Words(text=plain, said=plain, places=tuple(range(len(plain)))), language)


def _forms(words: Words, language: Language) -> Iterator[Words]:
    """`words`, and again without the polite and the idle words that they begin or end with: the barest first."""
    yield words
    bare = _POINTS.sub("", words.text).lower()
    exact = _HALF_DEGREE.sub("点五度", bare)
    *longer, barest = ("", *([exact] if exact != bare else []), *barer(exact, language, _POLITE[language]))
    for form in (barest, *longer[1 : _FORMS_AT_MOST - 1]):
        if form:
            yield Words(text=form, said=form, places=tuple(range(len(form))))
