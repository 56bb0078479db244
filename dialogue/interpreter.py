"""What words ask for: emergencies first, then the templates, then what sounds most like one of their sentences.

What is only alike is taken for meant when it is very like, denies nothing else and has no rival; short of that it is
asked about. A stop and a call for help are never guessed; a yes or no only where one is waited for, by its very sound.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carebot.core.intents import HELP, NO, SAY_AGAIN, STOP, YES, Candidate, Intent, Phrasing
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._clauses import SOFTENERS, barer, clauses
from dialogue._colloquial import plain_speech
from dialogue._denials import denials
from dialogue._grammar import Grammar
from dialogue._likeness import Likeness, Nearest, Tokens, tokens, units_of
from dialogue._sentences import Names, Sentence, sentences, slot_names
from dialogue._speaks import asks, speaks
from dialogue._wordings import Wordings
from dialogue.answers import ANSWERS, GO_ON, answer_beginning, asks_back, takes_back, urges
from dialogue.base import Interpretation, Interpreter
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
_ACCEPTED_SHORT: Final = 0.95
"""For three syllables or words: each must sound the same. Two syllables must, too; two words must be the words."""

_HALF: Final = 3
"""Syllables or words of a wish that another was run into, at least: fewer are a part of too much else."""

_LONGEST: Final = 40
"""Syllables or words beyond which an utterance is a tale, and no sentence with a slip in it."""

_ANSWERED: Final = frozenset((YES, NO))
_NEVER_GUESSED: Final = _ANSWERED | {STOP, HELP}
_OTHER: Final = {Language.ZH: Language.EN, Language.EN: Language.ZH}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """All that is known of one language."""

    grammar: Grammar
    nearest: Nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """A clause and what it means by itself."""

    text: str
    intent: Intent | None


class TemplateInterpreter(Interpreter):
    """Understands the sentences of `phrasings`, yes, no and go on, with the names of `house` in them."""

    def __init__(self, phrasings: Sequence[Phrasing], house: House) -> None:
        self._phrasings = (*phrasings, *ANSWERS)
        self._house = house
        self._simplify: Callable[[str], str] = str
        self._books: Mapping[Language, _Book] = {}
        self._names: dict[Language, Names] = {}
        self._wordings = Wordings(self._phrasings, self._names)
        self._spotter = EmergencySpotter()

    def start(self) -> None:
        """Read all templates and write out their sentences, about 1 s; raises SettingsError."""
        self._simplify = simplifier()
        written: list[tuple[str, Language, str]] = []
        books: dict[Language, _Book] = {}
        for language in Language:
            names = slot_names(self._house, language)
            said = sentences(self._phrasings, names, language)
            written += ((sentence.text, language, sentence.meaning.name) for sentence in said)
            self._names[language] = names
            books[language] = _Book(grammar=Grammar(self._phrasings, names, language), nearest=Nearest(said, language))
        self._books = books
        self._spotter.start(written)

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for. While a question waits, a yes or no counts at the beginning of other words too."""
        # numbers are spelled as the words around them are written, whatever language was heard
        script = _script(text)
        parts = clauses(text, script, self._simplify)
        urgent = self._spotter.spot(parts) or self._spotter.spot([plain_speech(part, script) for part in parts])
        if urgent is not None:
            return Interpretation(intent=urgent, confidence=1.0)
        if asked and asks_back(text):
            return Interpretation(intent=Intent(name=SAY_AGAIN), confidence=1.0)
        whole = normalize(text, script, self._simplify)
        if (intent := self._exactly(whole, language)) is not None:
            return Interpretation(intent=intent, confidence=1.0)
        understood = [self._clause(part, language) for part in parts]
        if asked and understood and understood[0].intent is None:
            understood[:1] = [self._clause(part, language) for part in _answer_apart(parts[0])]
        intent = _meant(understood)
        if intent is not None:
            return Interpretation(intent=intent, confidence=_CLAUSE)
        halves = () if asked else parts
        run_on = next((found for part in halves if (found := self._run_on(part)).intent is not None), None)
        return run_on or self._alike(whole, parts, answers=asked and len(parts) == 1)

    def _exactly(self, words: str, language: Language) -> Intent | None:
        tried = (self._books[one].grammar.understand(words) for one in (language, _OTHER[language]) if words)
        return next((intent for intent in tried if intent is not None), None)

    def _clause(self, part: str, language: Language) -> _Clause:
        intents = (self._exactly(form, language) for form in _forms(part))
        intent = next((one for one in intents if one is not None), None)
        # whether it is an emergency, the spotter has seen, with all that is said around it
        emergency = intent is not None and intent.name in {STOP, HELP}
        return _Clause(text=part, intent=None if emergency else intent)

    def _run_on(self, part: str) -> Interpretation:
        """What a clause asks for that a recogniser wrote without the comma between two sentences known by heart.

        A yes or no is none of them: what it denies would be wished for. Nor is what only sounds like a known sentence:
        nearly any clause can be cut into two of those.
        """
        language = _script(part)
        said, units = tokens(part, language), units_of(part, language)
        if not 2 * _HALF <= len(said) <= _LONGEST:
            return Interpretation(intent=None)
        gap = "" if language is Language.ZH else " "
        for cut in range(_HALF, len(said) - _HALF + 1):
            halves = [self._by_heart(said[at], gap.join(units[at])) for at in (slice(cut), slice(cut, None))]
            if all(half.intent is not None for half in halves):
                return Interpretation(intent=_meant(halves), confidence=_CLAUSE)
        return Interpretation(intent=None)

    def _by_heart(self, said: Tokens, text: str) -> _Clause:
        """A part of a clause with its wish, where its very words are known and neither stop, call, agree nor deny."""
        same = self._books[_script(text)].nearest.same(said)
        intent = _one_meaning(same) if any(sentence.text == text for sentence in same) else None
        return _Clause(text=text, intent=None if intent is None or intent.name in _NEVER_GUESSED else intent)

    def _alike(self, whole: str, parts: Sequence[str], *, answers: bool) -> Interpretation:
        language = _script(whole)
        book = self._books[language]
        best = Interpretation(intent=None)
        answered = _ANSWERED | (frozenset({GO_ON}) if len(parts) > 1 else frozenset())
        plain = _plain(whole)
        for form in dict.fromkeys((whole, plain, *_bare(plain), *map(_plain, parts))):
            said = tokens(form, language)
            if len(said) > _LONGEST:
                continue
            same = _one_meaning(book.nearest.same(said)) if len(said) >= 2 else None
            if same is not None and same.name not in ({STOP, HELP} if answers else _NEVER_GUESSED | answered):
                return Interpretation(intent=same, confidence=_SAME_SOUND)
            found = (one for one in book.nearest.find(said) if one.value >= _CANDIDATE)
            denying = denials(form, language)
            wonders = speaks(form, language).wonders
            alike = (
                one
                for one in found
                if denials(one.sentence.text, language) == denying and wonders <= asks(one.sentence.text, language)
            )
            guess = self._guess(_guessable(alike, answered), said, language)
            if (guess.intent is not None, guess.confidence) > (best.intent is not None, best.confidence):
                best = guess
        return best

    def _guess(self, found: Iterable[Likeness], said: Tokens, language: Language) -> Interpretation:
        """The band that the most alike sentence falls in: taken for meant, to be asked about, or nothing."""
        best: list[Likeness] = []
        for likeness in found:
            meanings = [one.sentence.meaning for one in best]
            if likeness.sentence.meaning not in meanings:
                best.append(likeness)
        if not best:
            return Interpretation(intent=None)
        first = best[0]
        if _taken(first, best[1:], said, language):
            return Interpretation(intent=first.sentence.meaning, confidence=first.value)
        candidates = (self._candidate(one, language) for one in best[:_CANDIDATES_AT_MOST])
        return Interpretation(intent=None, confidence=first.value, candidates=tuple(candidates))

    def _candidate(self, likeness: Likeness, language: Language) -> Candidate:
        sentence = likeness.sentence
        wording = self._wordings.of(sentence.meaning, sentence.text, language)
        return Candidate(intent=sentence.meaning, confidence=likeness.value, sentence=wording)


def _forms(clause: str) -> Iterator[str]:
    """`clause` as it was said and in plain speech, each with ever fewer of its little words."""
    for form in dict.fromkeys((clause, _plain(clause))):
        yield form
        yield from _bare(form)


def _bare(clause: str) -> Iterator[str]:
    language = _script(clause)
    return barer(clause, language, SOFTENERS[language])


def _plain(clause: str) -> str:
    return plain_speech(clause, _script(clause))


def _script(words: str) -> Language:
    return Language.ZH if han(words) else Language.EN


def _answer_apart(clause: str) -> tuple[str, ...]:
    """`clause`, parted after the yes or no that it begins with."""
    return answer_beginning(clause, _script(clause)) or (clause,)


def _meant(clauses_meant: Sequence[_Clause]) -> Intent | None:
    """What an utterance of these clauses asks for: the longest that is more than yes or no, else the answer.

    A no holds whatever else is said; a yes does not when something that was not understood may take it back. "Go on"
    before words that were not understood urges to something ("go on, amuse me"), and takes no stop back.
    """
    urging = [at for at, one in enumerate(clauses_meant) if urges(one.text) and _unknown_after(clauses_meant, at)]
    known = [clause for at, clause in enumerate(clauses_meant) if at not in urging]
    wishes = [clause for clause in known if clause.intent is not None and clause.intent.name not in {YES, NO}]
    if wishes:
        return max(wishes, key=lambda clause: len(clause.text)).intent
    names = {clause.intent.name for clause in known if clause.intent is not None}
    if NO in names:
        return Intent(name=NO)
    doubtful = any(clause.intent is None and takes_back(clause.text) for clause in clauses_meant)
    return Intent(name=YES) if YES in names and not doubtful else None


def _unknown_after(clauses_meant: Sequence[_Clause], at: int) -> bool:
    return any(clause.intent is None for clause in clauses_meant[at + 1 :])


def _one_meaning(same: Iterable[Sentence]) -> Intent | None:
    meanings = [sentence.meaning for sentence in same]
    return meanings[0] if meanings and all(one == meanings[0] for one in meanings) else None


def _guessable(found: Iterable[Likeness], never: frozenset[str]) -> Iterator[Likeness]:
    return (likeness for likeness in found if likeness.sentence.meaning.name not in never)


def _taken(first: Likeness, others: Sequence[Likeness], said: Tokens, language: Language) -> bool:
    """Whether the most alike sentence is taken for meant: very like, denying nothing else, and without a rival."""
    length = min(len(said), first.length)
    needed = _ACCEPTED[language] if length > 3 else _ACCEPTED_SHORT
    rivalled = bool(others) and others[0].value > first.value - _LEAD
    likely = length >= 3 and first.value >= needed and first.agrees and not rivalled
    return likely and first.sentence.meaning.name not in _NEVER_GUESSED
