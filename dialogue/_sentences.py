"""All the sentences that phrasings stand for, with the names of the house in them.

A name becomes an id here and nowhere else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Final

from hassil.errors import HassilError
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence

from carebot.core.errors import SettingsError
from carebot.core.home import SmartDeviceKind
from carebot.core.intents import Intent, Phrasing
from carebot.core.language import Language, Text
from carebot.core.situation import House
from dialogue.text import normalize

SENTENCES_AT_MOST: Final = 3000
"""Of one template: where the names of a big house make more, its optional words are left out."""

Names = Mapping[str, tuple[tuple[str, str], ...]]
"""For every slot the names that people say, as `normalize` gives them, each with its id."""

SLOT: Final = re.compile(r"\{(\w+)\}")
_WHERE_EN: Final = re.compile(r"^(?:beside|in front of|next to|near|at|by|behind|on) ")
_ARTICLE_EN: Final = re.compile(r"^(?:the|a|an|my) ")
_WHERE_ZH: Final = re.compile(r"(?<=.)(?:旁边|前面|旁|前|边)$")


def spoken_names(name: Text, language: Language) -> tuple[str, ...]:
    """How people say a name: as it stands, and without the article and preposition of a place beside a thing."""
    said = name.in_(language)
    if language is Language.ZH:
        return tuple(dict.fromkeys((said, _WHERE_ZH.sub("", said))))
    plain = said.lower()
    without = _ARTICLE_EN.sub("", _WHERE_EN.sub("", plain))
    return tuple(dict.fromkeys((_ARTICLE_EN.sub("", plain), without)))


def slot_names(house: House, language: Language) -> Names:
    """The names of the house in `language`."""
    home = house.home
    named: dict[str, list[tuple[Text, str]]] = {
        "object": [(thing.name, thing.id) for thing in home.objects],
        "place": [(place.name, place.id) for place in home.places],
        "room": [(room.name, room.id) for room in home.rooms],
        "resident": [(person.called, person.id) for person in house.residents],
        "caregiver": [(person.name, person.id) for person in house.caregivers],
    }
    named["resident"] += [(person.name, person.id) for person in house.residents]
    return MappingProxyType({slot: _said(values, language) for slot, values in named.items()})


def device_names(house: House, language: Language) -> tuple[tuple[str, str], ...]:
    """What the devices of the house are called in `language`, each with its id; lamps also by the room they are in."""
    home = house.home
    rooms = {room.id: room.name for room in home.rooms}
    lamps = [device for device in home.devices if device.kind is SmartDeviceKind.LIGHT and device.room in rooms]
    named = [(name, device.id) for device in home.devices for name in (device.name, *device.aliases)]
    named += [
        (Text(zh=f"{rooms[device.room].zh}的灯", en=f"{rooms[device.room].en} light"), device.id) for device in lamps
    ]
    named += [
        (Text(zh=f"{rooms[device.room].zh}灯", en=f"light in the {rooms[device.room].en}"), device.id)
        for device in lamps
    ]
    return _said(named, language)


def _said(values: Iterable[tuple[Text, str]], language: Language) -> tuple[tuple[str, str], ...]:
    whole = {normalize(text.in_(language), language, str): value for text, value in reversed(tuple(values))}
    said = dict(whole)
    for text, value in values:
        for name in spoken_names(text, language):
            said.setdefault(normalize(name, language, str), value)
    return tuple((name, value) for name, value in said.items() if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One way to say something, in the form of `normalize`. `names` are the spans of the house's names in `text`."""

    text: str
    meaning: Intent
    names: tuple[tuple[int, int], ...] = ()


def sentences(phrasings: Sequence[Phrasing], names: Names, language: Language) -> tuple[Sentence, ...]:
    """Every sentence of `phrasings` in `language`; raises SettingsError for a malformed template.

    Of several readings of the same words the one that names least stays, then the one that comes first.
    """
    kept: dict[str, Sentence] = {}
    for sentence in _all_sentences(phrasings, names, language):
        other = kept.get(sentence.text)
        if other is None or len(sentence.names) < len(other.names):
            kept[sentence.text] = sentence
    return tuple(kept.values())


def _all_sentences(phrasings: Sequence[Phrasing], names: Names, language: Language) -> Iterator[Sentence]:
    for phrasing in phrasings:
        for template in phrasing.zh if language is Language.ZH else phrasing.en:
            for pattern in patterns(phrasing, template, names):
                yield from _filled(pattern, phrasing, names, language)


def patterns(phrasing: Phrasing, template: str, names: Names) -> tuple[str, ...]:
    """The template without its choices, its slots still open; raises SettingsError where it is malformed."""
    try:
        parsed = parse_sentence(template)
        found = tuple(dict.fromkeys(sample_sentence(parsed, expand_lists=False)))
        if sum(_ways(pattern, phrasing, names) for pattern in found) > SENTENCES_AT_MOST:
            found = tuple(dict.fromkeys(sample_sentence(parsed, expand_lists=False, skip_optionals=True)))
    except (HassilError, ParseError) as error:
        raise malformed(phrasing.intent, template, str(error)) from error
    return found


def _ways(pattern: str, phrasing: Phrasing, names: Names) -> int:
    ways = 1
    for slot in SLOT.findall(pattern):
        if slot not in names:
            raise malformed(phrasing.intent, pattern, f"{{{slot}}}")
        ways *= len(names[slot])
    return ways


def _filled(pattern: str, phrasing: Phrasing, names: Names, language: Language) -> Iterator[Sentence]:
    parts = SLOT.split(pattern)
    slots = parts[1::2]
    literals = [normalize(part, language, str) for part in parts[::2]]
    gap = "" if language is Language.ZH else " "
    for chosen in product(*(names[slot] for slot in slots)):
        text, spans = literals[0], []
        for (name, _), literal in zip(chosen, literals[1:], strict=True):
            start = len(text) + len(gap) * bool(text)
            text = gap.join(part for part in (text, name) if part)
            spans.append((start, len(text)))
            text = gap.join(part for part in (text, literal) if part)
        if text:
            values = {slot: value for slot, (_, value) in zip(slots, chosen, strict=True)}
            yield Sentence(text=text, meaning=meaning(phrasing, values), names=tuple(spans))


def meaning(phrasing: Phrasing, values: Mapping[str, str]) -> Intent:
    """The intent of `phrasing` with the slots that were named."""
    return Intent(name=phrasing.intent, slots=MappingProxyType({**phrasing.slots, **values}))


def malformed(intent: str, template: str, reason: str) -> SettingsError:
    """The error for a template that cannot be read."""
    return SettingsError(
        Text(
            zh=f"意图 {intent} 的句式“{template}”有误（{reason}），请改正。",
            en=f"The template '{template}' of the intent {intent} is malformed ({reason}); correct it.",
        )
    )
