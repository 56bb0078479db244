"""What words mean, by sentence embeddings: for sentences that nobody wrote down and that do not even sound like one.

Embeddings know what a sentence is about, not what it names or denies: names are found in the words by their sound,
denials must agree, and only what harms nobody is taken for meant without a question back.
"""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from carebot.core.errors import CarebotError
from carebot.core.intents import HELP, NO, NOTHING, STOP, YES, Candidate, Phrasing
from carebot.core.language import Language, Text
from carebot.core.situation import House
from dialogue._clauses import clauses
from dialogue._guesses import AT_ALL, CANDIDATES_AT_MOST, Form, Guess, of_form, rivalled
from dialogue._kept_vectors import KeptVectors, Vectors
from dialogue._likeness import units_of
from dialogue._meanings import Meaning, Meanings, all_meanings
from dialogue._naming import NamesBySound
from dialogue._sentences import slot_names
from dialogue._speaks import speaks
from dialogue._time_frames import without_time
from dialogue._wordings import Wordings
from dialogue.answers import GO_ON
from dialogue.base import Interpretation, Interpreter, Readiness
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

ACCEPTED: Final = 0.72
ASKED: Final = 0.58
"""How like the closest meaning must be, and how much more than any other: to be taken for meant, and to be asked about.

Measured by `tests/dialogue/sentences` (every other sentence tuned them, the rest is the check).
"""

MERELY_ALIKE: Final = 0.77
"""How alike what is asked about may sound and still be another sentence: words that mean nothing like it."""

_FORMS_AT_MOST: Final = 4
_LONGEST: Final = 40
_SHORTEST: Final = 3
NEVER_GUESSED: Final = frozenset({STOP, HELP, YES, NO, GO_ON})


class SentenceEncoder(ABC):
    """Turns sentences of both languages into vectors of unit length whose products tell how alike they are.

    Blocking. `version` changes whenever the vectors do.
    """

    version: str

    @abstractmethod
    def readiness(self) -> Readiness:
        """Whether `start` will succeed."""

    @abstractmethod
    def start(self) -> None:
        """Load the model; raises ModelError."""

    @abstractmethod
    def encode(self, sentences: Sequence[str]) -> Vectors:
        """One row a sentence."""

    @abstractmethod
    def close(self) -> None:
        """Give up the model's memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guessing:
    """What may come of embeddings: `harmless` intents are done when they are very like, `never` ones not even asked.

    `offers` are those harmless ones that offer a person's help and nothing else: asking first whether that was meant
    would ask twice.
    `sayings` are plain sentences that mean the same as others in other words; those of NOTHING ask for nothing.
    `cache` is the folder where the vectors of the sentences are kept; without one they are made at each start.
    """

    harmless: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    sayings: tuple[Phrasing, ...] = ()
    cache: Path | None = None


class EmbeddingInterpreter(Interpreter):
    """Asks `first`, and looks for the closest meaning of what that does not understand, once the vectors are there."""

    def __init__(
        self,
        first: Interpreter,
        encoder: SentenceEncoder,
        phrasings: Sequence[Phrasing],
        house: House,
        guessing: Guessing,
    ) -> None:
        self._first = first
        self._encoder = encoder
        self._phrasings = tuple(phrasings)
        self._house = house
        self._guessing = guessing
        self._simplify: Callable[[str], str] = str
        self._names: dict[Language, NamesBySound] = {}
        self._wordings: Wordings | None = None
        self._meanings: Meanings | None = None
        self._preparing: threading.Thread | None = None
        self.failure: Text | None = None

    def start(self) -> None:
        """Prepare `first`, and in the background the vectors: those that are not kept take 11 ms a sentence."""
        self._first.start()
        self._simplify = simplifier()
        names = {language: slot_names(self._house, language) for language in Language}
        self._names = {language: NamesBySound(said, language) for language, said in names.items()}
        meanings = all_meanings(self._phrasings, self._guessing.sayings, names, NEVER_GUESSED | self._guessing.never)
        self._preparing = threading.Thread(target=self._prepare, args=(meanings,), name="embeddings", daemon=True)
        self._wordings = Wordings(self._phrasings, names)
        self._preparing.start()

    def wait(self) -> None:
        """Return once the vectors are there or have failed."""
        if self._preparing is not None:
            self._preparing.join()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, words that no skill understands are an answer."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or asked or self._meanings is None:
            return found
        guesses = self._guesses(self._meanings, text)
        found = _likely(found, guesses)
        if guesses and guesses[0].value >= ASKED and guesses[0].intent.name == NOTHING:
            return _very_like(found)
        if not guesses or guesses[0].value < ASKED:
            return found
        best = guesses[0]
        alike = found.candidates[0].intent.name if found.candidates else best.intent.name
        enough = ASKED if best.intent.name in self._guessing.offers else ACCEPTED
        sure = (best.value >= enough or bool(found.candidates)) and not rivalled(best, guesses, ASKED)
        if sure and alike == best.intent.name and best.intent.name in self._guessing.harmless:
            return Interpretation(intent=best.intent, confidence=best.confidence, candidates=found.candidates)
        return Interpretation(intent=None, confidence=best.confidence, candidates=self._candidates(found, guesses))

    def _candidates(self, found: Interpretation, guesses: Sequence[Guess]) -> tuple[Candidate, ...]:
        """What to ask about: what sounds very like, then what means something alike; each intent once."""
        meant = [
            Candidate(intent=guess.intent, confidence=guess.confidence, sentence=self._wording(guess))
            for guess in guesses
            if guess.value >= ASKED and guess.intent.name != NOTHING
        ]
        one_each: dict[str, Candidate] = {}
        clearly = [one for one in found.candidates if one.confidence > MERELY_ALIKE]
        for candidate in (*clearly, *meant, *found.candidates):
            one_each.setdefault(candidate.intent.name, candidate)
        return tuple(one_each.values())[:CANDIDATES_AT_MOST]

    def _wording(self, guess: Guess) -> Text | None:
        assert self._wordings is not None
        meaning = guess.meaning
        if meaning.saying and guess.intent.name not in self._guessing.harmless:
            return self._wordings.of(guess.intent)
        said = self._wordings.filled(meaning.pattern, guess.intent, meaning.language)
        return self._wordings.of(guess.intent, said, meaning.language)

    def _prepare(self, meanings: Sequence[Meaning]) -> None:
        try:
            self._encoder.start()
            self._meanings = Meanings(meanings, self._vectors(meanings))
        except CarebotError as error:
            self.failure = error.text

    def _vectors(self, meanings: Sequence[Meaning]) -> Vectors:
        texts = [meaning.text for meaning in meanings]
        if self._guessing.cache is None:
            return self._encoder.encode(texts)
        return KeptVectors(self._guessing.cache, self._encoder.version).of(texts, self._encoder.encode)

    def _guesses(self, meanings: Meanings, text: str) -> list[Guess]:
        """What the words as a whole, or a clause of them, may mean, the likeliest first."""
        forms = tuple(self._forms(text))
        if not forms:
            return []
        texts = tuple(dict.fromkeys(one for form in forms for one in (form.text, form.nameless)))
        vectors = dict(zip(texts, self._encoder.encode(texts), strict=True))
        guesses = [
            guess for form in forms for guess in of_form(meanings, form, vectors[form.text], vectors[form.nameless])
        ]
        return sorted(guesses, key=lambda guess: -guess.value)

    def _forms(self, text: str) -> Iterator[Form]:
        script = Language.ZH if han(text) else Language.EN
        parts = (normalize(text, script, self._simplify), *clauses(text, script, self._simplify))
        for part in tuple(dict.fromkeys(parts))[:_FORMS_AT_MOST]:
            language = Language.ZH if han(part) else Language.EN
            for form in dict.fromkeys((part, without_time(part, language))):
                if _SHORTEST <= len(units_of(form, language)) <= _LONGEST:
                    yield self._form(part, form, language)

    def _form(self, part: str, text: str, language: Language) -> Form:
        names = self._names[language]
        namings = names.find(text)
        return Form(
            part=part,
            text=text,
            speaks=speaks(part, language),
            language=language,
            namings=namings,
            nameless=names.without(text, namings),
        )


def _likely(found: Interpretation, guesses: Sequence[Guess]) -> Interpretation:
    """`found` without what merely sounds alike: it must be very like, or mean something alike as well."""
    meant = {guess.intent.name for guess in guesses if guess.value >= AT_ALL}
    left = tuple(one for one in found.candidates if one.confidence > MERELY_ALIKE or one.intent.name in meant)
    if len(left) == len(found.candidates):
        return found
    return replace(found, confidence=left[0].confidence if left else 0.0, candidates=left)


def _very_like(found: Interpretation) -> Interpretation:
    """`found` with nothing to ask about but what sounds very like the words, which ask for nothing by their meaning."""
    left = tuple(one for one in found.candidates if one.confidence > MERELY_ALIKE)
    return replace(found, confidence=left[0].confidence if left else 0.0, candidates=left)
