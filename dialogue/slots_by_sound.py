"""Slot values found in an utterance by their sound: one value a slot, none overlapping, the best together.

A recogniser writes "light rose" for "light roast": what was said is what sounds most like it among all that a domain
knows, and nothing where nothing is near. Of several hearings of one utterance the one counts that explains most.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Final

import numpy as np
import numpy.typing as npt

from carebot.core.language import Language
from dialogue.domain import Domain
from dialogue.phonology import Sound, Sounds, Spoken, cost, costs_of
from dialogue.pinyin import han

_ALLOWED: Final = 0.36
"""The share of a value's sounds that may differ: "ice milk" is no "iced mocha", "Americana" is "americano"."""
_SHORT: Final = {False: 0.7, True: 1.4}
"""What of that is not allowed, lest short values match anything: "tea" must be just "tea".

In Mandarin it is more: two syllables may differ as dialects do, and 想躺 is no 姜汤.
"""
_ALLOWED_WORD: Final = 0.35
_WORD_EXACT: Final = 0.24
_LIGHT_WORD: Final = 1.6
"""The same for each word of a value, unless it weighs no more than "of" does: "with milk" is not "without milk"."""
_INSIDE_WORD: Final = 0.5
"""What it costs a value to begin or end inside a word."""
_LATER_HEARING: Final = 0.25
"""What an alternative must explain better than the hearing before it."""
_UNEXPLAINED: Final = 0.05
"""What each sound costs that neither a value nor a carrying word explains."""
_BLANK: Final = Sound("", 0.0)

_Matrix = npt.NDArray[np.float32]
_Starts = npt.NDArray[np.int32]


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Form:
    """One way to say a value; without a slot it is a carrying word."""

    slot: str | None
    value: str
    spoken: Spoken
    mandarin: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Span:
    """A form heard from sound `first` up to `last`; `gain` is what it explains, less what differs."""

    form: _Form
    first: int
    last: int
    gain: float
    differs: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Path:
    """The spans chosen up to a place, and what they gain together."""

    gain: float = 0.0
    span: _Span | None = None
    before: "_Path | None" = None

    def spans(self) -> Iterator[_Span]:
        """The spans, the last first."""
        path: _Path | None = self
        while path is not None:
            if path.span is not None:
                yield path.span
            path = path.before


class _Book:
    """Forms, and where in an utterance they are heard."""

    def __init__(self, forms: Sequence[_Form]) -> None:
        self._forms = tuple(forms)
        alphabet = dict.fromkeys(sound for form in forms for sound in form.spoken.sounds)
        self._alphabet = {sound: number for number, sound in enumerate((_BLANK, *alphabet))}
        longest = max(len(form.spoken.sounds) for form in forms)
        self._letters = np.zeros((longest, len(forms)), dtype=np.int32)
        for column, form in enumerate(forms):
            self._letters[: len(form.spoken.sounds), column] = [self._alphabet[sound] for sound in form.spoken.sounds]
        weights = np.array([sound.weight for sound in self._alphabet], dtype=np.float32)
        self._weights = weights[self._letters]

    def spans(self, spoken: Spoken) -> Iterator[_Span]:
        """Every form wherever it ends near enough, from its best beginning (Sellers' algorithm, all forms at once)."""
        if not spoken.sounds:
            return
        lengths = [len(form.spoken.sounds) for form in self._forms]
        columns = np.arange(len(self._forms))
        last_rows = np.array(lengths) - 1
        allowed = np.array([_allowance(form) for form in self._forms], dtype=np.float32)
        for place, (differs, starts) in enumerate(self._alignments(spoken), start=1):
            total = differs[last_rows, columns] + (0.0 if place in spoken.starts else _INSIDE_WORD)
            for column in np.flatnonzero(total < allowed):
                form = self._forms[column]
                yield _Span(
                    form=form,
                    first=int(starts[last_rows[column], column]),
                    last=place,
                    gain=_gain(form, float(allowed[column] - total[column])),
                    differs=float(total[column]),
                )

    def _alignments(self, spoken: Spoken) -> Iterator[tuple[_Matrix, _Starts]]:
        """After each sound, what the best alignment of each form's beginning costs that ends here, and its start."""
        replacing = self._replacing(spoken)
        rows, columns = self._letters.shape
        differs = np.cumsum(self._weights, axis=0)
        starts = np.zeros((rows, columns), dtype=np.int32)
        for place, sound in enumerate(spoken.sounds):
            above_cost = np.full(columns, 0.0 if place in spoken.starts else _INSIDE_WORD, dtype=np.float32)
            above_start = np.full(columns, place, dtype=np.int32)
            before, before_starts = differs, starts
            costs = replacing[sound][self._letters]
            differs, starts = np.empty_like(before), np.empty_like(before_starts)
            up = np.full(columns, 0.0 if place + 1 in spoken.starts else _INSIDE_WORD, dtype=np.float32)
            up_start = np.full(columns, place + 1, dtype=np.int32)
            for row in range(rows):
                choices = np.stack((above_cost + costs[row], before[row] + sound.weight, up + self._weights[row]))
                chosen = choices.argmin(axis=0)
                differs[row] = choices.min(axis=0)
                starts[row] = np.choose(chosen, (above_start, before_starts[row], up_start))
                above_cost, above_start = before[row], before_starts[row]
                up, up_start = differs[row], starts[row]
            yield differs, starts

    def _replacing(self, spoken: Spoken) -> Mapping[Sound, _Matrix]:
        """For each sound of an utterance what it costs in place of each sound of the forms."""
        return {
            said: np.array([cost(wanted, said) for wanted in self._alphabet], dtype=np.float32)
            for said in set(spoken.sounds)
        }


class SlotsBySound:
    """Finds the values of one domain; knows nothing before `start`."""

    def __init__(self, domain: Domain, sounds: Sounds) -> None:
        self._domain = domain
        self._sounds = sounds
        self._books: dict[bool, _Book] = {}

    def start(self) -> None:
        """Turn all values into sounds, about 0.2 s; `sounds` has started."""
        forms = tuple(self._all_forms())
        english = tuple(form for form in forms if not form.mandarin)
        self._books = {True: _Book(forms), False: _Book(english)}

    def find(self, hearings: Sequence[str]) -> SlotsFound:
        """The values in an utterance, given all that it may have been, as `normalize` gives it, the likeliest first."""
        best = SlotsFound(text="", found=(), explained=0.0, complete=False)
        most = 0.0
        for number, hearing in enumerate(dict.fromkeys(hearings)):
            spoken = self._sounds.of(hearing)
            path = self._best_path(spoken, self._books[bool(han(hearing))].spans(spoken))
            gain = path.gain - _LATER_HEARING * number
            if number == 0 or gain > most:
                best, most = self._result(hearing, spoken, path), gain
        return best

    def _all_forms(self) -> Iterator[_Form]:
        for words in (words for said in self._domain.carrying.values() for words in said):
            yield _Form(slot=None, value="", spoken=self._sounds.of(words), mandarin=bool(han(words)))
        for slot in self._domain.slots:
            for value in slot.values:
                for words in dict.fromkeys(words for said in value.said.values() for words in said):
                    spoken = self._sounds.of(words)
                    yield _Form(slot=slot.name, value=value.id, spoken=spoken, mandarin=bool(han(words)))

    def _best_path(self, spoken: Spoken, spans: Iterable[_Span]) -> _Path:
        """The spans that gain most together, each word of which was heard."""
        left = set(spans)
        while True:
            path = self._gaining_most(spoken, left)
            unheard = {span for span in path.spans() if not _each_word_heard(span, spoken)}
            if not unheard:
                return path
            left -= unheard

    def _gaining_most(self, spoken: Spoken, spans: Iterable[_Span]) -> _Path:
        """The best path through the places of an utterance and the slots already filled (dynamic programme)."""
        ending: dict[int, list[_Span]] = {}
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


def _each_word_heard(span: _Span, spoken: Spoken) -> bool:
    """Whether no word of a form differs too much; one syllable has too many homophones, it must be the character."""
    form = span.form.spoken
    if span.form.mandarin and len(form.pieces) == 1:
        return spoken.pieces.get(span.first) == form.pieces[0]
    costs = costs_of(form.sounds, spoken.sounds[span.first : span.last])
    edges = sorted(form.starts)
    for first, last in pairwise(edges):
        weight = sum(sound.weight for sound in form.sounds[first:last])
        if weight > _LIGHT_WORD and sum(costs[first:last]) > _ALLOWED_WORD * weight - _WORD_EXACT:
            return False
    return True


def _allowance(form: _Form) -> float:
    if form.slot is None:
        return max(0.01, _ALLOWED / 2 * form.spoken.weight - _SHORT[form.mandarin])
    return max(0.01, _ALLOWED * form.spoken.weight - _SHORT[form.mandarin])


def _gain(form: _Form, left: float) -> float:
    """Values count by what they explain; carrying words only keep others from taking their place."""
    return left + 0.04 * form.spoken.weight if form.slot is not None else 0.02 * left


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
