"""The ways to say the values of a domain, and where in an utterance each of them is heard near enough."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from dialogue.phonology import Sound, Spoken, cost, costs_of

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
_BLANK: Final = Sound("", 0.0)

_Matrix = npt.NDArray[np.float32]
_Starts = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """One way to say a value; without a slot it is a carrying word."""

    slot: str | None
    value: str
    spoken: Spoken
    mandarin: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Span:
    """A form heard from sound `first` up to `last`; `gain` is what it explains, less what differs."""

    form: Form
    first: int
    last: int
    gain: float
    differs: float


class Book:
    """Forms, and where in an utterance they are heard."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = tuple(forms)
        alphabet = dict.fromkeys(sound for form in forms for sound in form.spoken.sounds)
        self._alphabet = {sound: number for number, sound in enumerate((_BLANK, *alphabet))}
        longest = max((len(form.spoken.sounds) for form in forms), default=0)
        self._letters = np.zeros((longest, len(forms)), dtype=np.int32)
        for column, form in enumerate(forms):
            self._letters[: len(form.spoken.sounds), column] = [self._alphabet[sound] for sound in form.spoken.sounds]
        weights = np.array([sound.weight for sound in self._alphabet], dtype=np.float32)
        self._weights = weights[self._letters]

    def spans(self, spoken: Spoken) -> Iterator[Span]:
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
                yield Span(
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


def each_word_heard(span: Span, spoken: Spoken) -> bool:
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


def _allowance(form: Form) -> float:
    if form.slot is None:
        return max(0.01, _ALLOWED / 2 * form.spoken.weight - _SHORT[form.mandarin])
    return max(0.01, _ALLOWED * form.spoken.weight - _SHORT[form.mandarin])


def _gain(form: Form, left: float) -> float:
    """Values count by what they explain; carrying words only keep others from taking their place."""
    return left + 0.04 * form.spoken.weight if form.slot is not None else 0.02 * left
