"""Word and character error rates: edits for each word or character that was said, over normalised text."""

from collections.abc import Sequence
from dataclasses import dataclass

from carebot.core.language import Language
from dialogue.text import normalize, simplifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """`edits` (substitutions, deletions, insertions) against `said` words or characters."""

    edits: int
    said: int

    @property
    def rate(self) -> float:
        """The error rate; more than 1 where much was made up."""
        return self.edits / max(1, self.said)


class ErrorCounter:
    """Counts errors: characters in Mandarin, words in English."""

    def __init__(self) -> None:
        self._simplify = simplifier()

    def count(self, expected: str, heard: str, language: Language) -> Errors:
        """The errors in `heard`."""
        wanted, got = self._units(expected, language), self._units(heard, language)
        return Errors(edits=edits(wanted, got), said=len(wanted))

    def _units(self, text: str, language: Language) -> Sequence[str]:
        normal = normalize(text, language, self._simplify)
        return normal.replace(" ", "") if language is Language.ZH else normal.split()


def edits(wanted: Sequence[str], got: Sequence[str]) -> int:
    """The least number of substitutions, deletions and insertions between two sequences (Wagner and Fischer)."""
    row = list(range(len(got) + 1))
    for unit in wanted:
        before, row = row, [row[0] + 1]
        for column, other in enumerate(got):
            row.append(min(before[column] + (unit != other), before[column + 1] + 1, row[-1] + 1))
    return row[-1]
