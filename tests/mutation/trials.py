"""All trials, several at once, and what came of them."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from itertools import chain
from pathlib import Path
from types import FunctionType
from typing import Final

import pytest

from tests.mutation.mutants import Mutant
from tests.mutation.reach import Reach
from tests.mutation.trial import Checking, Trying, Work, caches_in, functions_in, in_a_child

_PATIENCE: Final = 5
"""A test that takes so many times as long as before, and ten seconds, is taken to hang."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the mutants, and which tests killed some."""

    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    unreached: list[Mutant] = field(default_factory=list)
    killers: set[str] = field(default_factory=set)

    def count(self, work: Trying, status: int) -> None:
        """A trial has ended so."""
        if status == 0:
            self.survivors.append(work.mutant)
            return
        self.killed += 1
        if work.killer.exists():
            self.killers.add(work.killer.read_text("utf-8"))


class Trials:
    """Tries mutants of the project in `root` on the tests that were collected."""

    def __init__(self, root: Path, items: Sequence[pytest.Item], reach: Reach, jobs: int) -> None:
        self._root = root
        self._items = {item.nodeid: item for item in items}
        self._by_file = _grouped(self._items)
        self._unseen = sorted(self._items.keys() - reach.seen())
        self._reach = reach
        self._jobs = jobs

    def of(self, mutants: Sequence[Mutant], on_end: Callable[[Mutant, bool], None]) -> Tally:
        """Try all; each end is told at once, with whether the mutant lives."""
        paths = {self._root / mutant.path for mutant in mutants}
        functions, caches = functions_in(paths), caches_in(paths)
        gc.freeze()  # what was loaded until here is shared with every child, and copied for none
        tally = Tally()
        with tempfile.TemporaryDirectory() as folder:
            works = []
            for at, mutant in enumerate(mutants):
                work = self._work(mutant, functions, caches, Path(folder) / str(at))
                if work is None:
                    tally.unreached.append(mutant)
                else:
                    works.append(work)
            for at, status in _in_children(works, self._jobs):
                tally.count(works[at], status)
                on_end(works[at].mutant, status == 0)
        return tally

    def failing_anyway(self, killers: set[str]) -> list[str]:
        """Those of the killers that would fail without a mutant, and so told nothing: up to one for each process."""
        items = [self._items[killer] for killer in sorted(killers)]
        with tempfile.TemporaryDirectory() as folder:
            shares = [items[at :: self._jobs] for at in range(self._jobs)]
            works = [Checking(items=share, failing=Path(folder) / str(at)) for at, share in enumerate(shares)]
            found = [works[at] for at, status in _in_children(works, self._jobs) if status != 0]
            return [work.failing.read_text("utf-8") if work.failing.exists() else "a test that died" for work in found]

    def _work(
        self,
        mutant: Mutant,
        functions: Mapping[tuple[str, str, int], list[FunctionType]],
        caches: Mapping[str, list["_lru_cache_wrapper[object]"]],
        killer: Path,
    ) -> Trying | None:
        path = self._root / mutant.path
        living = functions.get((str(path), mutant.function, mutant.first_line), [])
        tests = self._tests(mutant, path)
        if not tests or not living:
            return None
        return Trying(
            mutant=mutant,
            functions=living,
            caches=caches[str(path)],
            items=[self._items[test] for test in tests],
            patience_s=[int(self._reach.durations_s.get(test, 0.0) * _PATIENCE) + 10 for test in tests],
            killer=killer,
        )

    def _tests(self, mutant: Mutant, path: Path) -> list[str]:
        """Those that reach it, the others of their files, which may have shared a fixture, and any that nobody saw."""
        reaching = [test for test in self._reach.of(mutant, path) if test in self._items]
        files = dict.fromkeys(test.partition("::")[0] for test in reaching)
        return list(dict.fromkeys(chain(reaching, *(self._by_file[file] for file in files), self._unseen)))


def _grouped(tests: Mapping[str, pytest.Item]) -> dict[str, list[str]]:
    """The tests of each file."""
    by_file: dict[str, list[str]] = {}
    for test in tests:
        by_file.setdefault(test.partition("::")[0], []).append(test)
    return by_file


def _in_children(works: Sequence[Work], jobs: int) -> Iterator[tuple[int, int]]:
    """Do all, `jobs` at once; the index of each and its status, in the order in which they end."""
    running: dict[int, int] = {}
    for at, work in enumerate(works):
        if len(running) >= jobs:
            yield _ended(running)
        running[in_a_child(work)] = at
    while running:
        yield _ended(running)


def _ended(running: dict[int, int]) -> tuple[int, int]:
    """Wait for a child to end."""
    child, status = os.wait()
    return running.pop(child), os.waitstatus_to_exitcode(status)
