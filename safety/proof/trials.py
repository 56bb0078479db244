"""Promises that the policies in Python keep, examined by trying every case of a finite table.

A table is exact where the policy reads nothing else; what is tried at the edges of a range only, says so.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from carebot.core.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One promise, how its cases are chosen, and the cases: each tells in words what went wrong in it, if anything."""

    id: str
    says: Text
    source: str
    method: Text
    cases: Callable[[], Iterator[Text | None]]


def failures_of(trial: Trial) -> tuple[int, list[Text]]:
    """How many cases were tried, and what went wrong in those that failed."""
    told = list(trial.cases())
    return len(told), [case for case in told if case is not None]
