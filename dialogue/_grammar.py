"""Phrasings as a hassil grammar of one language: what was said in just these words."""

from collections.abc import Sequence
from typing import Final

from hassil.errors import HassilError
from hassil.intents import Intents, SlotList, TextSlotList
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.recognize import RecognizeResult, recognize_all

from carebot.core.intents import Intent, Phrasing
from carebot.core.language import Language
from dialogue._sentences import Names, malformed, meaning
from dialogue.text import spell_numbers

_SAID_APART: Final = str.maketrans({"-": " ", "’": "'"})


class Grammar:
    """The templates of `phrasings`; raises SettingsError when one is malformed."""

    def __init__(self, phrasings: Sequence[Phrasing], names: Names, language: Language) -> None:
        self._phrasings = tuple(phrasings)
        self._language = language
        self._names: dict[str, SlotList] = {
            slot: TextSlotList.from_tuples(values, allow_template=False) for slot, values in names.items()
        }
        self._intents = self._parsed()

    def understand(self, words: str) -> Intent | None:
        """What `words`, as `normalize` gives them, ask for; None when no template says so.

        Of several readings the one that names least wins, then the one that comes first.
        """
        found = recognize_all(words, self._intents, slot_lists=self._names, language=self._language.value)
        best = min(found, key=_namings, default=None)
        if best is None:
            return None
        values = {entity.name: str(entity.value) for entity in best.entities_list}
        return meaning(self._phrasings[int(best.intent.name)], values)

    def _parsed(self) -> Intents:
        data = {
            str(number): {"data": [{"sentences": self._templates(phrasing)}]}
            for number, phrasing in enumerate(self._phrasings)
        }
        return Intents.from_dict(
            {
                "language": self._language.value,
                "settings": {"ignore_whitespace": self._language is Language.ZH},
                "intents": data,
            }
        )

    def _templates(self, phrasing: Phrasing) -> list[str]:
        templates = phrasing.zh if self._language is Language.ZH else phrasing.en
        spelled = [spell_numbers(template.translate(_SAID_APART), self._language) for template in templates]
        for template in spelled:
            try:
                parse_sentence(template)
            except (HassilError, ParseError) as error:
                raise malformed(phrasing.intent, template, str(error)) from error
        return spelled


def _namings(result: RecognizeResult) -> int:
    return len(result.entities_list)
