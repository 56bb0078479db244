"""Known sentences that sound like what was heard: for a recogniser to compare with the sound itself.

They are in one language each; those that switch the house's devices, and things that any home has, are among them. With
the names of the other language in them as many mixed sentences are heard right (8 of 48, through two speakers of
Kokoro), and as many wrong.
A stop, a call for help and a bare answer are none of them: these are never guessed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carebot.core.household import Noun
from carebot.core.intents import HELP, NO, STOP, YES, Phrasing
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._everyday_sentences import BROUGHT, EVERYDAY, NAMES_AT_MOST
from dialogue._likeness import Nearest, sound_cost, tokens
from dialogue._sentences import Sentence, device_names, sentences, slot_names
from dialogue._short_sentences import ShortSentences
from dialogue._thing_first import IN_ANY_HOME
from dialogue.pinyin import han
from dialogue.text import normalize

_ALIKE: Final = 0.45
"""Less alike, a sentence is another one. From `_KNOWN` on it is the one that was heard, however it was written."""
_KNOWN: Final = 0.96
_SHORTEST: Final = 3
_LONGEST: Final = 20
"""Syllables or words of what was heard: fewer sound like too much else, more are a tale."""
_SHORT_LENGTHS: Final = range(2, 5)
"""Syllables of Mandarin of which one that sounds nearly alike makes another sentence: 屋里热 of 屋里冷."""
_SHORT_ZH: Final = 2
"""Two syllables of Mandarin count beside sentences of as many."""
_HEARINGS: Final = 6
_AT_MOST: Final = 8
"""How many sentences are compared: each costs the recogniser 20 ms."""
_NEVER_GUESSED: Final = frozenset((YES, NO, STOP, HELP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A known sentence, and how like what was heard it sounds, 0 to 1."""

    sentence: Sentence
    value: float


def _no_things() -> tuple[Noun, ...]:
    return ()


class KnownSentences:
    """Finds sentences of `phrasings`, with the names of `house` in them. Owned by one thread after `start`.

    `things` gives the names of household things.
    """

    def __init__(
        self, phrasings: Sequence[Phrasing], house: House, things: Callable[[], Iterable[Noun]] = _no_things
    ) -> None:
        self._phrasings = tuple(phrasings)
        self._house = house
        self._things = things
        self._nearest: Mapping[Language, Nearest] = {}
        self._short = ShortSentences((), sound_cost)

    def start(self) -> None:
        """Write all sentences out, some seconds; raises SettingsError for a malformed template, and RulesError."""
        every = tuple(self._every())
        self._nearest = {
            language: Nearest(
                [sentence for sentence in every if _script(sentence.text) is language],
                language,
                sound_cost if language is Language.ZH else None,
            )
            for language in Language
        }
        self._short = ShortSentences((one for one in every if _script(one.text) is Language.ZH), sound_cost)

    def _every(self) -> Iterator[Sentence]:
        guessable = [phrasing for phrasing in self._phrasings if phrasing.intent not in _NEVER_GUESSED]
        nouns = tuple(self._things())
        for language in Language:
            switched = [noun for noun in nouns if noun.kind in IN_ANY_HOME]
            names = dict((*_named(switched, self._house, language), *device_names(self._house, language)))
            own = slot_names(self._house, language)
            brought = tuple(_brought(nouns, {name for name, _ in own["object"]}, language))
            called = {**own, "device": tuple(names.items()), "thing": brought}
            yield from sentences((*guessable, *EVERYDAY), called, language)

    def sounding_as(self, text: str) -> str | None:
        """The one of them that `text` sounds like as it stands; None where it sounds like none."""
        value, sentence = max(self._alike(text), key=lambda each: each[0], default=(0.0, None))
        least = 1.0 if len(han(text)) in _SHORT_LENGTHS else _KNOWN
        return sentence.text if sentence is not None and value >= least else None

    def near(self, hearings: Sequence[str]) -> tuple[Alike, ...]:
        """The sentences that may have been said where `hearings` were heard, the most alike first."""
        found: dict[str, tuple[float, Sentence]] = {}
        for text in tuple(dict.fromkeys(hearings))[:_HEARINGS]:
            for value, sentence in self._alike(text):
                if value > found.get(sentence.text, (_ALIKE, sentence))[0]:
                    found[sentence.text] = value, sentence
        best = sorted(found.values(), key=lambda each: (-each[0], each[1].text))
        return tuple(Alike(sentence=sentence, value=value) for value, sentence in best[:_AT_MOST])

    def _alike(self, text: str) -> list[tuple[float, Sentence]]:
        language = _script(text)
        said = tokens(normalize(text, language, str), language)
        if language is Language.ZH and len(said) == _SHORT_ZH == len(han(text)):
            return self._short.near(said, _AT_MOST)
        if language not in self._nearest or not _SHORTEST <= len(said) <= _LONGEST:
            return []
        short = self._short.near(said, _AT_MOST) if len(han(text)) == len(said) else []
        return [*short, *((likeness.value, likeness.sentence) for likeness in self._nearest[language].find(said))]


def _named(nouns: Iterable[Noun], house: House, language: Language) -> Iterator[tuple[str, str]]:
    """What things of any home are called in `language`, also by the room they are in, each with its kind."""
    rooms = [normalize(room.name.in_(language), language, str) for room in house.home.rooms]
    for noun in nouns:
        names = noun.zh if language is Language.ZH else noun.en
        yield from ((normalize(name, language, str), noun.kind) for name in names)
        for room in rooms:
            for joined in ("的", "") if language is Language.ZH else ():
                yield f"{room}{joined}{names[0]}", noun.kind
            if language is Language.EN:
                yield f"{names[0]} in the {room}", noun.kind


def _brought(nouns: Iterable[Noun], own: Collection[str], language: Language) -> Iterator[tuple[str, str]]:
    """The names of what people have brought to them in `language`, each with its kind, but for those in `own`."""
    for noun in nouns:
        if noun.kind in BROUGHT:
            names = noun.zh if language is Language.ZH else noun.en
            usual = (normalize(name, language, str) for name in names[:NAMES_AT_MOST])
            yield from ((name, noun.kind) for name in usual if name not in own)


def _script(text: str) -> Language:
    return Language.ZH if han(text) else Language.EN
