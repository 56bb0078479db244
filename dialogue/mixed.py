"""Both languages in one sentence ("帮我拿glasses case", "turn on 客厅的灯"): each word in the language of the others.

The dictionary is the home itself, whose things and rooms have a name in each language, the names of household things,
and a glossary of what is asked for day by day. A word that is in none of them leaves the sentence as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from carebot.core.household import Noun
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._glossary import GLOSSARY, IDLE_EN, IDLE_ZH
from dialogue._sentences import spoken_names
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

_LATIN: Final = re.compile(r"[a-z]")
LESS_SURE: Final = 0.96
"""What a word of the other language leaves of the confidence: more than where a clause alone was understood."""
_LONGEST: Final = 120
_NO_THINGS: Final = frozenset({"person", "stranger"})
"""Traits of what is no thing: a nurse and a guest are not each other's names."""
_IDLE: Final = {Language.ZH: IDLE_EN, Language.EN: IDLE_ZH}
"""What is left out when a sentence is said in a language."""


def _nothing() -> tuple[Noun, ...]:
    return ()


class MixedInterpreter(Interpreter):
    """Asks `first`, and again with all words in one language where that is less sure of a mixture, or understands none.

    `nouns` gives the names of things beside those of `house`.
    """

    def __init__(self, first: Interpreter, house: House, nouns: Callable[[], Iterable[Noun]] = _nothing) -> None:
        self._first = first
        self._house = house
        self._nouns = nouns
        self._simplify: Callable[[str], str] = str
        self._words: Mapping[Language, tuple[re.Pattern[str], Mapping[str, str]]] = {}

    def start(self) -> None:
        """Prepare the dictionary; raises what `first` raises, and RulesError where the names of things are broken."""
        self._first.start()
        self._simplify = simplifier()
        nouns = tuple(self._nouns())
        words = {language: self._translated(language, nouns) for language in Language}
        self._words = {language: (_any_of(said), said) for language, said in words.items()}

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, it is an answer as it stands."""
        found = self._first.interpret(text, language, asked=asked)
        if asked or found.confidence >= LESS_SURE or len(text) > _LONGEST or not mixed(text):
            return found
        said = ((self._in_one_language(text, script), script) for script in Language)
        again = (self._first.interpret(words, script) for words, script in said if words and not mixed(words))
        intent, confidence = next(
            ((one.intent, one.confidence) for one in again if one.intent is not None), (None, 0.0)
        )
        if intent is None or (found.intent is not None and found.confidence >= LESS_SURE * confidence):
            return found
        return Interpretation(intent=intent, confidence=LESS_SURE * confidence)

    def _in_one_language(self, text: str, language: Language) -> str:
        """`text` with the words of the other language in `language`; where one is unknown it stays."""
        pattern, words = self._words[language]
        said = pattern.sub(lambda found: f" {words[found.group()]} ", normalize(text, Language.ZH, self._simplify))
        return normalize(said, language, self._simplify)

    def _translated(self, language: Language, nouns: Iterable[Noun]) -> dict[str, str]:
        """What is said in the other language, each with its words in `language`; the home's own names count most."""
        other = Language.EN if language is Language.ZH else Language.ZH
        said = dict.fromkeys(_IDLE[language], "")
        said |= {normalize(one, other, str): word for one, word in _known(language, nouns)}
        return {one: word for one, word in (said | dict(self._names(language, other))).items() if one}

    def _names(self, language: Language, other: Language) -> Iterator[tuple[str, str]]:
        """What the house calls things in the other language, each with its name in `language`, the first at last."""
        home = self._house.home
        texts = [one.name for some in (home.objects, home.places, home.rooms, home.devices) for one in some]
        texts += [person.called for person in self._house.residents]
        for text in reversed(texts):
            for said in spoken_names(text, other):
                yield normalize(said, other, str), spoken_names(text, language)[-1]


def _known(language: Language, nouns: Iterable[Noun]) -> Iterator[tuple[str, str]]:
    """Words of the other language that the glossary and the nouns know, each with one in `language`, the best last."""
    for noun in nouns:
        if not noun.traits & _NO_THINGS and noun.zh and noun.en:
            theirs, ours = (noun.en, noun.zh) if language is Language.ZH else (noun.zh, noun.en)
            yield from ((word, ours[0]) for word in theirs)
    for zh, en in GLOSSARY:
        yield from ((word, zh) for word in en) if language is Language.ZH else ((zh, en[0]),)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of `words`, the longest first; an English word is never a part of another one."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    each = (re.escape(word) if han(word) else rf"(?<![a-z']){re.escape(word)}(?![a-z'])" for word in longest)
    return re.compile("|".join(each))


def mixed(text: str) -> bool:
    """Whether words of both languages stand in `text`."""
    return bool(han(text)) and _LATIN.search(text.lower()) is not None
