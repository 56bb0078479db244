"""Phrasings and forms as a hassil grammar of one language: what was said in just these words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hassil.errors import HassilError
from hassil.intents import Intents, SlotList, TextSlotList, WildcardSlotList
from hassil.models import MatchEntity
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.recognize import RecognizeResult, recognize_all

from carebot.core.intents import Intent, Phrasing
from carebot.core.language import Language
from dialogue._sentences import SLOT, Names, malformed, meaning
from dialogue.text import spell_numbers

_SAID_APART: Final = str.maketrans({"-": " ", "’": "'"})
_RULE: Final = re.compile(r"<(\w+)>")
_NO_RULES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What words say by a template of the phrasing of this `number`: ids of names, and what stands in free slots."""

    number: int
    names: Mapping[str, str]
    free: Mapping[str, str]

    @property
    def looseness(self) -> int:
        """How many signs stand in free slots."""
        return sum(len(words) for words in self.free.values())


class Grammar:
    """The templates of `phrasings`; raises SettingsError when one is malformed.

    `rules` are what `<name>` stands for in them, `free` the slots in which any words may stand.
    """

    def __init__(
        self,
        phrasings: Sequence[Phrasing],
        names: Names,
        language: Language,
        rules: Mapping[str, str] = _NO_RULES,
        free: Iterable[str] = (),
    ) -> None:
        self._phrasings = tuple(phrasings)
        self._language = language
        self._rules = {name: self._spelled(rule) for name, rule in rules.items()}
        self._lists: dict[str, SlotList] = {slot: WildcardSlotList(name=slot) for slot in free}
        for slot, values in names.items():
            self._lists[slot] = TextSlotList.from_tuples(values, allow_template=False)
        self._intents = self._parsed()

    def understand(self, words: str) -> Intent | None:
        """What `words`, as `normalize` gives them, ask for; None when no template says so.

        Of several readings the one that names least wins, then the one that comes first.
        """
        best = min(self.readings(words), key=_namings, default=None)
        return None if best is None else meaning(self._phrasings[best.number], best.names)

    def readings(self, words: str) -> Iterator[Reading]:
        """All that `words`, as `normalize` gives them, may say; words in free slots stay as they were said."""
        found = recognize_all(words, self._intents, slot_lists=self._lists, language=self._language.value)
        return (_reading(result, words) for result in found)

    def _parsed(self) -> Intents:
        data = {
            str(number): {"data": [{"sentences": self._templates(phrasing)}]}
            for number, phrasing in enumerate(self._phrasings)
        }
        return Intents.from_dict(
            {
                "language": self._language.value,
                "settings": {"ignore_whitespace": self._language is Language.ZH},
                "expansion_rules": self._rules,
                "intents": data,
            }
        )

    def _templates(self, phrasing: Phrasing) -> list[str]:
        templates = phrasing.zh if self._language is Language.ZH else phrasing.en
        spelled = [self._spelled(template) for template in templates]
        for template in spelled:
            self._check_references(phrasing.intent, template)
            try:
                parse_sentence(template)
            except (HassilError, ParseError) as error:
                raise malformed(phrasing.intent, template, str(error)) from error
        return spelled

    def _check_references(self, intent: str, template: str) -> None:
        """Raises SettingsError where `template`, or a rule that it leads to, refers to what there is not."""
        left, seen = [template], {template}
        for text in left:
            slot = next((name for name in SLOT.findall(text) if name not in self._lists), None)
            rule = next((name for name in _RULE.findall(text) if name not in self._rules), None)
            if slot is not None or rule is not None:
                raise malformed(intent, template, f"{{{slot}}}" if slot is not None else f"<{rule}>")
            rules = {self._rules[name] for name in _RULE.findall(text)} - seen
            left.extend(rules)
            seen |= rules

    def _spelled(self, template: str) -> str:
        return spell_numbers(template.translate(_SAID_APART), self._language)


def _reading(result: RecognizeResult, words: str) -> Reading:
    slots = result.entities_list
    return Reading(
        number=int(result.intent.name),
        names={slot.name: str(slot.value) for slot in slots if not slot.is_wildcard},
        free={slot.name: _as_said(slot, words) for slot in slots if slot.is_wildcard},
    )


def _as_said(slot: MatchEntity, words: str) -> str:
    """What stands in a free slot, with the signs that are left out of the comparison."""
    span = slot.text_span
    return str(slot.value).strip() if span is None else words[span[0] : span[1]].strip()


def _namings(reading: Reading) -> int:
    return len(reading.names)
