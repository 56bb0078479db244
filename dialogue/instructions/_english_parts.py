"""The parts of an English clause that are no things: manners, numbers, limits, lacks, particles and effects."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from carebot.core.household import Manner
from dialogue.instructions.draft import Draft
from dialogue.instructions.english_words import EnglishWords
from dialogue.instructions.nouns import EnglishNouns

_NUMBERS: Final = {
    "once": 1, "one": 1, "two": 2, "twice": 2, "three": 3, "thrice": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "half": 0, "several": 0, "many": 0,
    "multiple": 0, "few": 0, "dozen": 12, "fifty": 50, "hundred": 100, "countless": 0, "thousand": 1000,
    "an": 1, "a": 1,
}  # fmt: skip
_UNITS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_ARTICLES: Final = {"a", "an", "the"}
_OFF: Final = {"and", "or"}
_ON_OR_OFF: Final = frozenset({"on", "off"})
BEING: Final = frozenset({"is", "are", "be", "still", "was", "turned", "switched"})

_ROUGHLY: Final = frozenset({"about", "over", "at", "more", "than", "least", "the", "around", "nearly"})
_LEANING: Final = frozenset({"put", "move", "hang", "leave"})
"""What is done gently against a wall."""
_BEFORE_LACK: Final = frozenset(
    {"any", "proper", "the", "adult", "a", "using", "wearing", "taking", "adequate", "necessary", "appropriate"}
)
_EMPTY_WITHOUT: Final = frozenset({"anything", "food", "contents", "water", "liquid", "something"})
_LACKING: Final = {
    "fill": Manner.UNSAFE,
    "close": Manner.UNSAFE,
    "unplug": Manner.UNSAFE,
    "cover": Manner.UNSAFE,
    "clean": Manner.UNSAFE,
    "dry": Manner.UNSAFE,
    "cool": Manner.UNSAFE,
    "put": Manner.UNSAFE,
    "pour": Manner.UNSAFE,
    "switch_off": Manner.UNATTENDED,
    "watch": Manner.UNATTENDED,
}
"""What it is to leave out a deed that belongs to safety."""

_AFTER_PARTICLE: Final = frozenset(
    (
        *(".", ",", "and", "then", "to", "in", "into", "near", "while", "for", "with", "by", "without", "on", "onto"),
        *("at", "from", "when", "once", "after", "before", "until"),
    )
)


class ClauseParts:
    """A place in the words of an instruction, and what is read there into a draft."""

    def __init__(self, words: Sequence[str], language: EnglishWords, nouns: EnglishNouns) -> None:
        self._words = words
        self._table = language
        self._nouns = nouns
        self._at = 0

    def _word(self, ahead: int = 0) -> str:
        place = self._at + ahead
        return self._words[place] if place < len(self._words) else "."

    def _verb_here(self, place: int | None = None) -> bool:
        """Whether a clause begins here: a verb that is not the name of a thing."""
        at = self._at if place is None else place
        found = self._table.verbs.at(self._words, at)
        if found is None:
            return False
        if found.length > 1 or self._nouns.named(self._words[at : at + 1]) is None:
            return True
        following = self._words[at + 1] if at + 1 < len(self._words) else "."
        if following in ".,":
            return at == 0
        words = self._table
        if at == 0 and words.prepositions.at(self._words, 1) is not None:
            return True
        starts = words.determiners.at(self._words, at + 1) or words.pronouns.at(self._words, at + 1)
        if at == 0 and words.effects.at(self._words, 1) is not None:
            return True
        return starts is not None or (
            self._nouns.at(self._words, at + 1, len(self._words)) is not None
            and (at == 0 or self._words[at - 1] in {",", ".", "and", "then", "to", "by"})
        )

    def _on_and_off(self, draft: Draft, first: str) -> None:
        """ "Turn on and off", "open and close"."""
        if self._word() in _OFF and (
            self._word(1) in {"off", "on"} or (first.startswith("open") and self._word(1).startswith("clos"))
        ):
            draft.both_ways = True
            self._at += 2

    def _is_little(self, place: int) -> bool:
        words = self._table
        return (
            words.connectors.at(self._words, place) is not None
            and not self._verb_here(place)
            and words.determiners.at(self._words, place) is None
            and words.pronouns.at(self._words, place) is None
        )

    def _manner(self, draft: Draft) -> bool:
        words = self._table
        again = words.repeatedly.at(self._words, self._at)
        manner = words.manners.at(self._words, self._at)
        if again is not None and (manner is None or again.length >= manner.length):
            draft.times = 0
            self._at += again.length
            return True
        if manner is None or (self._word() == "against" and draft.verb in _LEANING):
            return False
        self._at += manner.length
        draft.manners.append(Manner(manner.value))
        return True

    def _times(self, draft: Draft) -> bool:
        """ "Three times", "twice", "for ten minutes", "for half an hour"."""
        ahead = self._at + (self._word() == "for")
        ahead += self._words[ahead : ahead + 1] != [] and self._words[ahead] in _ROUGHLY
        number, unit = (*self._words[ahead : ahead + 2], "", "")[:2]
        count = float(number) if number[:1].isdigit() else _NUMBERS.get(number)
        unit = unit.rstrip("s")
        if number in {"twice", "thrice"}:
            draft.times = _NUMBERS[number]
            self._at = ahead + 1
        elif number == "half" and unit == "an":
            draft.duration = timedelta(minutes=30)
            self._at = ahead + 3
        elif count is not None and unit == "time":
            draft.times = min(int(count), 10_000)
            self._at = ahead + 2
        elif count is not None and unit in _UNITS:
            draft.duration = min(timedelta(seconds=(count or 0.5) * _UNITS[unit]), timedelta(days=1))
            self._at = ahead + 2
        else:
            return False
        return True

    def _over(self, *words: str) -> bool:
        """Whether this part of the sentence is over, or one of `words` stands here."""
        return self._at >= len(self._words) or self._word() in {".", ",", "then", *words}

    def _to_the_end(self, *words: str) -> None:
        while not self._over(*words):
            self._at += 1

    def _without(self, draft: Draft) -> bool:
        """ "Without spilling" is care; "without gloves" or "without water in it" is the lack of it."""
        if self._word() != "without":
            return False
        self._at += 1 + (self._word(1) in _BEFORE_LACK)
        verb = self._table.verbs.at(self._words, self._at)
        harm = self._table.effects.at(self._words, self._at)
        if harm is None and self._word() in self._table.safety_nouns:
            draft.manners.append(Manner.UNGUIDED)
        elif harm is None and self._word() in _EMPTY_WITHOUT:
            draft.manners.append(Manner.UNSAFE)
        elif verb is not None and verb.value in _LACKING:
            draft.manners.append(_LACKING[verb.value])
        self._to_the_end("and")
        return True

    def _particle(self, draft: Draft, first: str) -> bool:
        """ "Turn it on", "throw the apple away": the verb's other half after its object."""
        if not draft.things or self._words[self._at - 1] in BEING or self._word() == "into":
            return False
        if (
            draft.verb == "switch_on"
            and self._word() in _ON_OR_OFF
            and self._word(1) in _OFF
            and self._word(2) in _ON_OR_OFF
        ):
            draft.both_ways = True
            self._at += 3
            return True
        found = self._table.verbs.at([first, self._word()], 0)
        if found is None or found.length != 2 or not self._no_thing_follows():
            return False
        draft.verb = found.value
        self._at += 1
        self._on_and_off(draft, first)
        return True

    def _no_thing_follows(self) -> bool:
        """Whether what follows the word here is no thing, so that the word is no preposition."""
        following = self._word(1)
        if following in _AFTER_PARTICLE or (following in _NUMBERS and following not in _ARTICLES):
            return True
        again = self._table.repeatedly.at(self._words, self._at + 1)
        return again is not None or self._table.manners.at(self._words, self._at + 1) is not None

    def _inside_it(self) -> bool:
        """Past the "inside" of "with a tomato inside"."""
        if self._word() not in {"inside", "in", "on"} or self._word(1) not in {".", ",", "it", "and", "them"}:
            return False
        self._at += 1 + (self._word(1) in {"it", "them"})
        return True
