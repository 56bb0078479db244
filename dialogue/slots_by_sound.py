"""Slot values found in an utterance by their sound: one value a slot, none overlapping, the best together.

A recogniser writes "light rose" for "light roast": what was said is what sounds most like it among all that a domain
knows, and nothing where nothing is near. Of several hearings of one utterance the one counts that explains most.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from carebot.core.language import Language
from dialogue._spans import Book, Form, Span, each_word_heard
from dialogue.domain import Domain
from dialogue.phonology import Sounds, Spoken
from dialogue.pinyin import han

_LATER_HEARING: Final = 0.2
"""What an alternative must explain better than the first hearing, for each that stands before it."""
_UNEXPLAINED: Final = 0.05
"""What each sound costs that neither a value nor a carrying word explains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A value of a slot, and how like it was what was said, 0 to 1."""

    slot: str
    value: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsFound:
    """What was found in the hearing `text`. `explained` is the share of its sounds that values and carrying words are.

    `complete` says that every slot that the domain needs has a value: without them it was not asked for.
    """

    text: str
    found: tuple[Found, ...]
    explained: float
    complete: bool

    @property
    def slots(self) -> dict[str, str]:
        """The values by the names of their slots."""
        return {each.slot: each.value for each in self.found}

    @property
    def confidence(self) -> float:
        """How sure all of it is, 0 to 1: the least likeness of a value, less what was left unexplained."""
        least = min((each.likeness for each in self.found), default=0.0)
        return least * min(1.0, 0.5 + self.explained / 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    """The spans chosen up to a place, and what they gain together."""

    gain: float = 0.0
    span: Span | None = None
    before: "_Path | None" = None

    def spans(self) -> Iterator[Span]:
        """The spans, the last first."""
        path: _Path | None = self
        while path is not None:
            if path.span is not None:
                yield path.span
            path = path.before


class SlotsBySound:
    """Finds the values of one domain; knows nothing before `start`."""

    def __init__(self, domain: Domain, sounds: Sounds) -> None:
        self._domain = domain
        self._sounds = sounds
        self._books: dict[bool, Book] = {}

    def start(self) -> None:
        """Turn all values into sounds, about 0.2 s; `sounds` has started."""
        forms = tuple(self._all_forms())
        english = tuple(form for form in forms if not form.mandarin)
        self._books = {True: Book(forms), False: Book(english)}

    def find(self, hearings: Sequence[str]) -> SlotsFound:
        """The values in an utterance, given all that it may have been, as `normalize` gives it, the likeliest first."""
        best = SlotsFound(text="", found=(), explained=0.0, complete=False)
        most = 0.0
        for number, hearing in enumerate(hearings):
            if hearing in hearings[:number]:
                continue
            spoken = self._sounds.of(hearing)
            path = self._best_path(spoken, self._books[bool(han(hearing))].spans(spoken))
            gain = path.gain - _LATER_HEARING * number
            if number == 0 or gain > most:
                best, most = self._result(hearing, spoken, path), gain
        return best

    def _all_forms(self) -> Iterator[Form]:
        for words in (words for said in self._domain.carrying.values() for words in said):
            yield Form(slot=None, value="", spoken=self._sounds.of(words), mandarin=bool(han(words)))
        for slot in self._domain.slots:
            for value in slot.values:
                for words in dict.fromkeys(words for said in value.said.values() for words in said):
                    spoken = self._sounds.of(words)
                    yield Form(slot=slot.name, value=value.id, spoken=spoken, mandarin=bool(han(words)))

    def _best_path(self, spoken: Spoken, spans: Iterable[Span]) -> _Path:
        """The spans that gain most together, each word of which was heard."""
        left = set(spans)
        while True:
            path = self._gaining_most(spoken, left)
            unheard = {span for span in path.spans() if not each_word_heard(span, spoken)}
            if not unheard:
                return path
            left -= unheard

    def _gaining_most(self, spoken: Spoken, spans: Iterable[Span]) -> _Path:
        """The best path through the places of an utterance and the slots already filled (dynamic programme)."""
        ending: dict[int, list[Span]] = {}
        for span in spans:
            ending.setdefault(span.last, []).append(span)
        filled = {slot.name: 1 << number for number, slot in enumerate(self._domain.slots)}
        paths: list[dict[int, _Path]] = [{0: _Path()}]
        for place, sound in enumerate(spoken.sounds, start=1):
            here = {
                slots: _Path(gain=path.gain - _UNEXPLAINED * sound.weight, before=path)
                for slots, path in paths[-1].items()
            }
            for span in ending.get(place, ()):
                bit = filled[span.form.slot] if span.form.slot is not None else 0
                for slots, path in paths[span.first].items():
                    gain = path.gain + span.gain
                    if not slots & bit and (slots | bit not in here or gain > here[slots | bit].gain):
                        here[slots | bit] = _Path(gain=gain, span=span, before=path)
            paths.append(here)
        return max(paths[-1].values(), key=lambda path: path.gain)

    def _result(self, text: str, spoken: Spoken, path: _Path) -> SlotsFound:
        spans = tuple(path.spans())[::-1]
        found = tuple(
            Found(slot=span.form.slot, value=span.form.value, likeness=1 - span.differs / span.form.spoken.weight)
            for span in spans
            if span.form.slot is not None
        )
        covered = sum(sound.weight for span in spans for sound in spoken.sounds[span.first : span.last])
        return SlotsFound(
            text=text,
            found=found,
            explained=covered / spoken.weight if spoken.weight else 0.0,
            complete=self._domain.needs <= {each.slot for each in found},
        )


def words_of(domain: Domain, language: Language) -> tuple[str, ...]:
    """The words to expect in `domain`, few values that hold them all: what a recogniser is told beforehand.

    Those of all slots in turn, since a recogniser may have no room for the last.
    """
    told = [
        _covering((value.said[language][0] for value in slot.values if value.said[language]), language)
        for slot in domain.slots
    ]
    return tuple(dict.fromkeys(words for turn in zip_longest(*told) for words in turn if words is not None))


def _covering(values: Iterable[str], language: Language) -> list[str]:
    """Short values first, each that has a word that those before have not; a word of Mandarin is a character."""
    seen: set[str] = set()
    covering: list[str] = []
    for words in sorted(values, key=len):
        pieces = words.split() if language is Language.EN else han(words)
        if not seen.issuperset(pieces):
            seen.update(pieces)
            covering.append(words)
    return covering
