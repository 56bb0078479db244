"""Known sentences that sound like what was heard: for a recogniser to compare with the sound itself.

A stop, a call for help and a bare answer are none of them: these are never guessed.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from carebot.core.intents import HELP, NO, STOP, YES, Phrasing
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._likeness import Nearest, tokens
from dialogue._sentences import Sentence, sentences, slot_names
from dialogue.pinyin import han
from dialogue.text import normalize

_ALIKE: Final = 0.45
"""Less alike, a sentence is another one. More than `_KNOWN`, the words are taken for it as they stand."""
_KNOWN: Final = 0.9
_SHORTEST: Final = 3
_LONGEST: Final = 20
"""Syllables or words of what was heard: fewer sound like too much else, more are a tale."""
_HEARINGS: Final = 4
_AT_MOST: Final = 8
"""How many sentences are compared: each costs the recogniser 20 ms."""
_NEVER_GUESSED: Final = frozenset((YES, NO, STOP, HELP))


class KnownSentences:
    """Finds sentences of `phrasings`, with the names of `house` in them. Owned by one thread after `start`."""

    def __init__(self, phrasings: Sequence[Phrasing], house: House) -> None:
        self._phrasings = tuple(phrasings)
        self._house = house
        self._nearest: Mapping[Language, Nearest] = {}

    def start(self) -> None:
        """Write all sentences out, some seconds; raises SettingsError for a malformed template."""
        guessable = [phrasing for phrasing in self._phrasings if phrasing.intent not in _NEVER_GUESSED]
        self._nearest = {
            language: Nearest(sentences(guessable, slot_names(self._house, language), language), language)
            for language in Language
        }

    def has(self, text: str) -> bool:
        """Whether `text` sounds like one of them as it stands."""
        return any(value >= _KNOWN for value, _ in self._alike(text))

    def near(self, hearings: Sequence[str]) -> tuple[Sentence, ...]:
        """The sentences that may have been said where `hearings` were heard, the most alike first."""
        found: dict[str, tuple[float, Sentence]] = {}
        for text in hearings[:_HEARINGS]:
            for value, sentence in self._alike(text):
                if value > found.get(sentence.text, (_ALIKE, sentence))[0]:
                    found[sentence.text] = value, sentence
        best = sorted(found.values(), key=lambda each: (-each[0], each[1].text))
        return tuple(sentence for _, sentence in best[:_AT_MOST])

    def _alike(self, text: str) -> list[tuple[float, Sentence]]:
        language = Language.ZH if han(text) else Language.EN
        said = tokens(normalize(text, language, str), language)
        if language not in self._nearest or not _SHORTEST <= len(said) <= _LONGEST:
            return []
        return [(likeness.value, likeness.sentence) for likeness in self._nearest[language].find(said)]
