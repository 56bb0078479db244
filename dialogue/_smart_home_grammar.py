"""One language's smart-home templates with the names of one home: what a sentence says in just these words.

Of several readings the one wins that names a device, and one that its intent is made for.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from hassil.intents import Intent as Asked
from hassil.intents import IntentData, Intents, RangeSlotList, SlotList, TextSlotList, TextSlotValue
from hassil.models import MatchEntity
from hassil.recognize import RecognizeResult, recognize_all

from carebot.core.language import Language

Names = Mapping[str, tuple[tuple[str, str, Mapping[str, str]], ...]]
"""For `name`, `area` and `floor`: what people say, what it is called, and the context that comes with it."""

Found = tuple[str, dict[str, str | Decimal]]
"""An intent's name and its slots: words as Home Assistant has them, or numbers."""

_MADE_FOR: Final = (
    ("HassClimate", "climate"),
    ("HassFan", "fan"),
    ("HassGetWeather", "weather"),
    ("HassLawnMower", "lawn_mower"),
    ("HassLight", "light"),
    ("HassMedia", "media_player"),
    ("HassSetVolume", "media_player"),
    ("HassVacuum", "vacuum"),
)
"""The intents of one domain, by how their names begin (developers.home-assistant.io, built-in intents)."""

_PAUSES_ZH: Final = frozenset("，。、！？；：,!?;…“”\"'")
_ONE_FORM: Final = str.maketrans({"’": "'", "“": '"', "”": '"'})
_DEGREES: Final = ("摄氏度", "°C", "°c", "°")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence as it is matched. `places` says where in `said` each character of `text` stands."""

    text: str
    said: str
    places: tuple[int, ...]

    def spoken(self, start: int, end: int) -> str:
        """What was said from one place of `text` to another, with its spaces."""
        inside = self.places[start:end]
        return self.said[inside[0] : inside[-1] + 1] if inside else ""


def words_of(text: str, language: Language, simplify: Callable[[str], str]) -> Words:
    """`text` as it is matched: one form of each character, and in Mandarin neither spaces nor pauses."""
    said = unicodedata.normalize("NFKC", text).translate(_ONE_FORM)
    if language is Language.EN:
        return Words(text=said, said=said, places=tuple(range(len(said))))
    said = simplify(said)
    for degrees in _DEGREES:
        said = said.replace(degrees, "度")
    kept = tuple(place for place, sign in enumerate(said) if not sign.isspace() and sign not in _PAUSES_ZH)
    return Words(text="".join(said[place] for place in kept), said=said, places=kept)


class HomeGrammar:
    """`templates` with the names of a home."""

    def __init__(self, templates: Intents, names: Names, language: Language, simplify: Callable[[str], str]) -> None:
        self._templates = templates
        self._language = language
        self._names = {slot: tuple(_listed(values, language, simplify)) for slot, values in names.items()}

    def warm(self) -> None:
        """Prepare what is otherwise prepared at its first use: every template, and how every number is spelled."""
        for numbers in _number_lists(self._templates):
            alone = IntentData(sentence_texts=["{number}"])
            spelling = Intents(
                language=self._language.value,
                intents={"number": Asked(name="number", data=[alone])},
                slot_lists={"number": numbers},
            )
            list(recognize_all("-", spelling))
        self.read(Words(text="-", said="-", places=(0,)), {})

    def read(self, words: Words, context: Mapping[str, object]) -> Found | None:
        """What `words` ask for where `context` holds; None when no template says so."""
        found = recognize_all(
            words.text,
            self._templates,
            slot_lists=self._names_in(words.text),
            intent_context=dict(context),
            language=self._language.value,
        )
        best = min(found, key=_order, default=None)
        if best is None:
            return None
        return best.intent.name, {name: _value(entity, words) for name, entity in best.entities.items()}

    def _names_in(self, text: str) -> dict[str, SlotList]:
        """The names that stand in `text`: no other can be meant, and a big home has hundreds."""
        bare = _bare(text)
        return {
            slot: TextSlotList(name=slot, values=[value for key, value in values if key in bare])
            for slot, values in self._names.items()
        }


def _listed(
    names: Iterable[tuple[str, str, Mapping[str, str]]], language: Language, simplify: Callable[[str], str]
) -> Iterator[tuple[str, TextSlotValue]]:
    """Each name as it is matched, by its bare letters."""
    for said, called, context in names:
        matched = words_of(said, language, simplify).text
        yield _bare(matched), TextSlotValue.from_tuple((matched, called, dict(context)), allow_template=False)


def _bare(text: str) -> str:
    """Nothing but the letters and digits of `text`: what hassil ignores between words is gone."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def made_for(intent: str) -> str:
    """The domain whose devices `intent` is for; empty where it is for several."""
    return next((domain for prefix, domain in _MADE_FOR if intent.startswith(prefix)), "")


def _number_lists(templates: Intents) -> Iterator[RangeSlotList]:
    blocks = [block for intent in templates.intents.values() for block in intent.data]
    for lists in (templates.slot_lists, *(block.slot_lists for block in blocks)):
        yield from (one for one in lists.values() if isinstance(one, RangeSlotList) and one.words)


def _order(result: RecognizeResult) -> tuple[bool, bool, int, int, int, int, str]:
    """Least first: a device by name, of the intent's own kind, by its longest name; then as hassil ranks its readings.

    Those come by free words as few and short as may be, and by as many words of the template.
    """
    name = result.entities.get("name")
    named = name is not None and not name.is_wildcard
    free = [entity for entity in result.entities_list if entity.is_wildcard]
    return (
        not named,
        named and _is_of_another_kind(result),
        -len(name.text) if name is not None and named else 0,
        len(free),
        -result.text_chunks_matched,
        sum(len(entity.text) for entity in free),
        result.intent.name,
    )


def _is_of_another_kind(result: RecognizeResult) -> bool:
    domain = made_for(result.intent.name)
    return bool(domain) and result.context.get("domain", domain) != domain


def _value(entity: MatchEntity, words: Words) -> str | Decimal:
    if isinstance(entity.value, int | float):
        return number(entity.value)
    if entity.is_wildcard and entity.text_span is not None and words.text != words.said:
        return words.spoken(*entity.text_span).strip()
    return str(entity.value).strip()


def number(value: float) -> Decimal:
    """`value` as a plain decimal: 50 for 50.0."""
    exact = Decimal(repr(value))
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact
