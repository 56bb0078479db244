"""Both languages in one sentence ("帮我拿glasses case", "take me to 厨房"): each word in the language of the others.

The dictionary is the home itself, whose things and rooms have a name in each language.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._sentences import spoken_names
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

_LATIN: Final = re.compile(r"[a-z]")
LESS_SURE: Final = 0.96
"""What a word of the other language leaves of the confidence: more than where a clause alone was understood."""
_LONGEST: Final = 120


class MixedInterpreter(Interpreter):
    """Asks `first`, and again with the names of the house in one language where that does not understand a mixture."""

    def __init__(self, first: Interpreter, house: House) -> None:
        self._first = first
        self._house = house
        self._simplify: Callable[[str], str] = str
        self._names: dict[Language, tuple[tuple[str, str], ...]] = {}

    def start(self) -> None:
        """Prepare the names; raises what `first` raises."""
        self._first.start()
        self._simplify = simplifier()
        self._names = {language: tuple(self._translated(language)) for language in Language}

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, it is an answer as it stands."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or asked or len(text) > _LONGEST or not mixed(text):
            return found
        for script in Language:
            said = self._in_one_language(text, script)
            again = self._first.interpret(said, script) if not mixed(said) else found
            if again.intent is not None:
                return Interpretation(intent=again.intent, confidence=LESS_SURE * again.confidence)
        return found

    def _in_one_language(self, text: str, language: Language) -> str:
        """`text` with the names of the other language in `language`."""
        said = normalize(text, Language.ZH, self._simplify)
        for other, name in self._names[language]:
            said = said.replace(other, f" {name} ") if other in said else said
        return normalize(said, language, self._simplify)

    def _translated(self, language: Language) -> Iterator[tuple[str, str]]:
        """What the house calls things in the other language, each with its name in `language`, the longest first."""
        home = self._house.home
        texts = [one.name for some in (home.objects, home.places, home.rooms, home.devices) for one in some]
        texts += [person.called for person in self._house.residents]
        other = Language.EN if language is Language.ZH else Language.ZH
        pairs = {
            normalize(said, other, str): spoken_names(text, language)[-1]
            for text in reversed(texts)
            for said in (*spoken_names(text, other), *_plain(text.in_(other), other))
        }
        yield from sorted(pairs.items(), key=lambda pair: -len(pair[0]))


def _plain(name: str, language: Language) -> tuple[str, ...]:
    """An English name with its article, which goes with it."""
    return (f"the {name}",) if language is Language.EN else ()


def mixed(text: str) -> bool:
    """Whether words of both languages stand in `text`."""
    return bool(han(text)) and _LATIN.search(text.lower()) is not None
