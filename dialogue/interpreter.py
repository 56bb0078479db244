"""What words ask for: emergencies first, then the templates, then what sounds most like one of their sentences.

What is only alike is taken for meant when it is very like, denies nothing else and has no rival; short of that it is
asked about.
A yes and a no are never guessed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from carebot.core.intents import NO, YES, Intent, Phrasing
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._clauses import barer, clauses
from dialogue._grammar import Grammar
from dialogue._likeness import Likeness, Nearest, tokens
from dialogue._sentences import Sentence, sentences, slot_names
from dialogue.answers import ANSWERS, answer_beginning
from dialogue.base import Candidate, Interpretation, Interpreter
from dialogue.emergency import EmergencySpotter
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

_CLAUSE: Final = 0.95
"""The confidence in words that a template has, found beside other words."""

_SAME_SOUND: Final = 0.9
_CANDIDATE: Final = 0.6
_LEAD: Final = 0.05
_CANDIDATES_AT_MOST: Final = 3
_ACCEPTED: Final = {Language.ZH: 0.85, Language.EN: 0.88}
_ACCEPTED_SHORT: Final = {Language.ZH: 0.9, Language.EN: 0.95}
"""For three syllables or words; of fewer, each must sound the same."""

_OTHER: Final = {Language.ZH: Language.EN, Language.EN: Language.ZH}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """All that is known of one language."""

    grammar: Grammar
    nearest: Nearest


@dataclass(slots=True, kw_only=True)
class _Found:
    """What the clauses of an utterance mean by themselves, with the length of each."""

    intents: list[tuple[int, Intent]] = field(default_factory=list)

    def names(self) -> set[str]:
        return {intent.name for _, intent in self.intents}


class TemplateInterpreter(Interpreter):
    """Understands the sentences of `phrasings`, yes, no and go on, with the names of `house` in them."""

    def __init__(self, phrasings: Sequence[Phrasing], house: House) -> None:
        self._phrasings = (*phrasings, *ANSWERS)
        self._house = house
        self._simplify: Callable[[str], str] = str
        self._books: Mapping[Language, _Book] = {}
        self._spotter = EmergencySpotter()

    def start(self) -> None:
        """Read all templates and write out their sentences, about 2 s; raises SettingsError."""
        self._simplify = simplifier()
        written: list[tuple[str, Language, str]] = []
        books: dict[Language, _Book] = {}
        for language in Language:
            names = slot_names(self._house, language)
            said = sentences(self._phrasings, names, language)
            written += ((sentence.text, language, sentence.meaning.name) for sentence in said)
            books[language] = _Book(grammar=Grammar(self._phrasings, names, language), nearest=Nearest(said, language))
        self._books = books
        self._spotter.start(written)

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for. While a question waits, a yes or no in it goes before what else it may mean."""
        parts = clauses(text, language, self._simplify)
        urgent = self._spotter.spot(parts)
        if urgent is not None:
            return Interpretation(intent=urgent, confidence=1.0)
        whole = normalize(text, language, self._simplify)
        if (intent := self._exactly(whole, language)) is not None:
            return Interpretation(intent=intent, confidence=1.0)
        found = self._by_clause(parts, language)
        if (intent := _chosen(found, parts, asked=asked)) is not None:
            return Interpretation(intent=intent, confidence=_CLAUSE)
        return self._alike(whole, parts)

    def _exactly(self, words: str, language: Language) -> Intent | None:
        tried = (self._books[one].grammar.understand(words) for one in (language, _OTHER[language]) if words)
        return next((intent for intent in tried if intent is not None), None)

    def _by_clause(self, parts: Sequence[str], language: Language) -> _Found:
        found = _Found()
        for part in parts:
            forms = (part, *barer(part, language))
            intents = (self._exactly(form, language) for form in forms)
            intent = next((one for one in intents if one is not None), None)
            if intent is not None:
                found.intents.append((len(part), intent))
        return found

    def _alike(self, whole: str, parts: Sequence[str]) -> Interpretation:
        language = Language.ZH if han(whole) else Language.EN
        book = self._books[language]
        best = Interpretation(intent=None)
        for form in dict.fromkeys((whole, *barer(whole, language), *parts)):
            said = tokens(form, language)
            same = _one_meaning(book.nearest.same(said)) if len(said) >= 2 and language is Language.ZH else None
            if same is not None:
                return Interpretation(intent=same, confidence=_SAME_SOUND)
            guess = _guess(_guessable(book.nearest.find(said)), len(said), language)
            if (guess.intent is not None, guess.confidence) > (best.intent is not None, best.confidence):
                best = guess
        return best


def _chosen(found: _Found, parts: Sequence[str], *, asked: bool) -> Intent | None:
    """Of the meanings of several clauses the answer, where one is waited for, else that of the longest clause."""
    names = found.names()
    if asked:
        leading = answer_beginning(parts[0], Language.ZH if han(parts[0]) else Language.EN) if parts else None
        if NO in names or (leading == NO and not names):
            others = [intent for _, intent in found.intents if intent.name not in {YES, NO}]
            return others[0] if others else Intent(name=NO)
        if YES in names or (leading == YES and not names):
            return Intent(name=YES)
    wishes = [(length, intent) for length, intent in found.intents if intent.name not in {YES, NO}]
    longest = max(wishes or found.intents, key=lambda wish: wish[0], default=None)
    return longest[1] if longest else None


def _one_meaning(same: Iterable[Sentence]) -> Intent | None:
    meanings = [sentence.meaning for sentence in same]
    return meanings[0] if meanings and all(one.name == meanings[0].name for one in meanings) else None


def _guessable(found: Iterable[Likeness]) -> Iterator[Likeness]:
    return (likeness for likeness in found if likeness.sentence.meaning.name not in {YES, NO})


def _guess(found: Iterable[Likeness], length: int, language: Language) -> Interpretation:
    """The band that the most alike sentence falls in: taken for meant, to be asked about, or nothing."""
    best: list[Likeness] = []
    for likeness in found:
        meanings = [one.sentence.meaning for one in best]
        if likeness.value >= _CANDIDATE and likeness.sentence.meaning not in meanings:
            best.append(likeness)
    candidates = tuple(
        Candidate(intent=one.sentence.meaning, confidence=one.value) for one in best[:_CANDIDATES_AT_MOST]
    )
    if not best:
        return Interpretation(intent=None)
    first = best[0]
    rivalled = len(best) > 1 and best[1].value > first.value - _LEAD
    needed = (_ACCEPTED if length > 3 else _ACCEPTED_SHORT)[language]
    taken = length >= 3 and first.value >= needed and first.agrees and not rivalled
    return Interpretation(
        intent=first.sentence.meaning if taken else None, confidence=first.value, candidates=candidates
    )
