"""How something is asked for, in both languages: for questions back, which quote what would be understood."""

from collections.abc import Iterator, Mapping, Sequence

from carebot.core.intents import Intent, Phrasing
from carebot.core.language import Language, Text
from dialogue._sentences import SLOT, Names, patterns
from dialogue.text import normalize


class Wordings:
    """Sentences of `phrasings` with the names of the house, made when they are asked for."""

    def __init__(self, phrasings: Sequence[Phrasing], names: Mapping[Language, Names]) -> None:
        self._phrasings = tuple(phrasings)
        self._names = names

    def of(self, intent: Intent, said: str = "", language: Language | None = None) -> Text | None:
        """A short sentence for `intent` in each language; that in `language` is `said`. None where there is none."""
        zh = said if language is Language.ZH else self._shortest(intent, Language.ZH)
        en = said if language is Language.EN else self._shortest(intent, Language.EN)
        return Text(zh=zh, en=en) if zh and en else None

    def filled(self, pattern: str, intent: Intent, language: Language) -> str:
        """`pattern` with the names of what `intent` has in its slots; empty where one has no name."""
        named = {slot: self._name(slot, intent.slot(slot), language) for slot in SLOT.findall(pattern)}
        return normalize(SLOT.sub(lambda slot: named[slot[1]], pattern), language, str) if all(named.values()) else ""

    def _shortest(self, intent: Intent, language: Language) -> str:
        return min(filter(None, self._sentences(intent, language)), key=len, default="")

    def _sentences(self, intent: Intent, language: Language) -> Iterator[str]:
        for phrasing in self._phrasings:
            open_slots = intent.slots.keys() - phrasing.slots.keys()
            if phrasing.intent != intent.name or not phrasing.slots.items() <= intent.slots.items():
                continue
            for template in phrasing.zh if language is Language.ZH else phrasing.en:
                for pattern in patterns(phrasing, template, self._names[language]):
                    if set(SLOT.findall(pattern)) == open_slots:
                        yield self.filled(pattern, intent, language)

    def _name(self, slot: str, value: str, language: Language) -> str:
        return next((name for name, known in self._names[language].get(slot, ()) if known == value), "")
