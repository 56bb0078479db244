"""Domains: what can be asked for with many details (a drink, a meal), as slots with their values, one file a domain.

A value's id is the same in both languages; what people say for it stands beside it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import product
from typing import Final

from hassil.errors import HassilError
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence
from pydantic import BaseModel, ConfigDict, ValidationError

from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from dialogue.text import normalize

_FOLDER: Final = "dialogue.domains"
_SUFFIX: Final = ".toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a slot may hold: its id, and all that people say for it, as `normalize` gives it."""

    id: str
    said: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A detail that is asked for, with the values that it may take."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """Something that can be asked for. Without a value in each slot of `needs` it was not asked for.

    `carrying` are words around the values that mean nothing by themselves.
    """

    name: str
    intent: str
    slots: tuple[Slot, ...]
    needs: frozenset[str]
    carrying: Mapping[Language, tuple[str, ...]]

    def with_values(self, given: Mapping[str, Iterable[str]], language: Language) -> "Domain":
        """The domain of somebody who names slots and values in their own words of `language`.

        A slot that is called differently takes the place of ours that it shares most values with. A value that we
        know keeps all that is said for it; of words that several values claim, those win that are the value itself.
        """
        slots = {slot.name: slot for slot in self.slots}
        renamed: dict[str, str] = {}
        for name, values in given.items():
            words = tuple(dict.fromkeys(normalize(value, language, str) for value in values))
            own = _sharing_most(words, slots.values(), language)
            place = own.name if own is not None else name
            slots[place] = Slot(name=name, values=_theirs(words, own.values if own is not None else (), language))
            renamed[place] = name
        return replace(
            self,
            slots=tuple(slots.values()),
            needs=frozenset(renamed.get(name, name) for name in self.needs),
        )

    def shares(self, given: Mapping[str, Iterable[str]], language: Language) -> int:
        """How many of the values that somebody names are said in this domain."""
        known = {words for slot in self.slots for words in _all_said(slot, language)}
        return len(known & {normalize(value, language, str) for values in given.values() for value in values})


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid")

    en: tuple[str, ...]
    zh: tuple[str, ...]

    def spoken(self) -> dict[Language, tuple[str, ...]]:
        """Every way to say it, the choices in the templates written out; raises ParseError or HassilError."""
        return {Language.EN: _written_out(self.en, Language.EN), Language.ZH: _written_out(self.zh, Language.ZH)}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    intent: str
    needs: frozenset[str]
    words: dict[str, dict[str, _Said]]
    slots: dict[str, tuple[str, ...]]
    said: _Said


def domain_names() -> tuple[str, ...]:
    """The names of the domains that come with carebot."""
    found = (entry.name for entry in files(_FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX)))


def read_domain(name: str) -> Domain:
    """The domain that comes with carebot under this name; raises SettingsError where there is none."""
    if name not in domain_names():
        known = ", ".join(domain_names())
        raise SettingsError(
            Text(zh=f"没有名为 {name} 的领域。可选：{known}。", en=f"There is no domain {name}. Choose from: {known}.")
        )
    return parse_domain(name, files(_FOLDER).joinpath(name + _SUFFIX).read_text("utf-8"))


def parse_domain(name: str, text: str) -> Domain:
    """The domain that a file's `text` describes; raises SettingsError where it is malformed."""
    try:
        given = _File.model_validate(tomllib.loads(text))
        words = {part: {id_: said.spoken() for id_, said in values.items()} for part, values in given.words.items()}
        slots = tuple(Slot(name=slot, values=tuple(_values(made_of, words))) for slot, made_of in given.slots.items())
        unknown = given.needs - {slot.name for slot in slots}
        if unknown:
            raise LookupError(f"needs {sorted(unknown)}")
        return Domain(name=name, intent=given.intent, slots=slots, needs=given.needs, carrying=given.said.spoken())
    except (tomllib.TOMLDecodeError, ValidationError, LookupError, HassilError, ParseError) as error:
        raise SettingsError(
            Text(
                zh=f"领域文件 {name} 有误（{error}），请改正。",
                en=f"The domain file {name} is malformed ({error}); correct it.",
            )
        ) from error


_Parts = Mapping[str, Mapping[str, Mapping[Language, tuple[str, ...]]]]


def _values(made_of: Iterable[str], words: _Parts) -> Iterator[Value]:
    """The values of a slot: each entry names the parts that a value is put together from, in their order.

    With ~ between the parts Mandarin says them the other way round: "糖少放点".
    """
    for entry in made_of:
        parts = [words[part].items() for part in entry.replace("~", " ").split()]
        for chosen in product(*parts):
            said = [each for _, each in chosen]
            turned = said[::-1] if "~" in entry else said
            yield Value(
                id=" ".join(id_ for id_, _ in chosen),
                said={
                    Language.ZH: tuple("".join(each) for each in product(*(part[Language.ZH] for part in turned))),
                    Language.EN: tuple(" ".join(each) for each in product(*(part[Language.EN] for part in said))),
                },
            )


def _written_out(templates: Iterable[str], language: Language) -> tuple[str, ...]:
    written = (text for template in templates for text in sample_sentence(parse_sentence(template)))
    return tuple(dict.fromkeys(normalize(text, language, str) for text in written))


def _all_said(slot: Slot, language: Language) -> frozenset[str]:
    return frozenset(words for value in slot.values for words in value.said[language])


def _sharing_most(words: Iterable[str], slots: Iterable[Slot], language: Language) -> Slot | None:
    given = frozenset(words)
    shared = [(len(given & _all_said(slot, language)), slot) for slot in slots]
    most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return best if most else None


def _theirs(words: Sequence[str], ours: Sequence[Value], language: Language) -> tuple[Value, ...]:
    """Their values with all that we know to be said for each, and behind them what is left of ours."""
    claimed = set(words)
    made: list[Value] = []
    for word in words:
        known = next((value for value in ours if word in value.said[language]), None)
        more = tuple(said for said in known.said[language] if said not in claimed) if known is not None else ()
        claimed.update(more)
        others = {**known.said} if known is not None else dict.fromkeys(Language, ())
        made.append(Value(id=word, said={**others, language: (word, *more)}))
    left = (_without(value, claimed, language) for value in ours)
    return (*made, *(value for value in left if value.said[language]))


def _without(value: Value, claimed: set[str], language: Language) -> Value:
    kept = tuple(said for said in value.said[language] if said not in claimed)
    return Value(id=value.id, said={**value.said, language: kept})
