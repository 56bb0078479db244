"""Trials: each mutant lives in a child process of its own, and the tests that run its lines are to kill it.

The tests are collected once, before the first child; a child has the changed code in the place of the function's own
and runs tests until one fails. Nothing is written, so that the working tree stays as it is.
"""

import gc
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from inspect import unwrap
from pathlib import Path
from types import FunctionType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant


class Work:
    """Something to do in a child; what it returns is the child's status."""

    def __call__(self) -> int:
        """Do it."""
        raise NotImplementedError


def in_a_child(work: Work) -> int:
    """Fork, do `work` there, and give its process id."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        status = work()
    finally:
        os._exit(status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trying(Work):
    """Puts a mutant in its place and runs tests until one fails; the status is 1 where one did.

    Its name is left in the file `killer`.
    """

    mutant: Mutant
    functions: Sequence[FunctionType]
    caches: Sequence["_lru_cache_wrapper[object]"]
    items: Sequence[pytest.Item]
    patience_s: Sequence[int]
    killer: Path

    def __call__(self) -> int:
        """Try it; a mutant that hangs is ended by the alarm, once a test has taken as long as `patience_s` says."""
        gc.disable()
        for function in self.functions:
            function.__code__ = self.mutant.code
        for known in self.caches:
            known.cache_clear()
        for item, patience_s in zip(self.items, self.patience_s, strict=True):
            signal.alarm(patience_s)
            if not passes(item):
                self.killer.write_text(item.nodeid, "utf-8")
                return 1
        return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking(Work):
    """Runs tests without any mutant until one fails; its name is left in the file `failing`."""

    items: Sequence[pytest.Item]
    failing: Path

    def __call__(self) -> int:
        """Run them."""
        failing = next((item for item in self.items if not passes(item)), None)
        if failing is None:
            return 0
        self.failing.write_text(failing.nodeid, "utf-8")
        return 1


def passes(item: pytest.Item) -> bool:
    """Whether the test passes, with fixtures of its own."""
    reports = runtestprotocol(item, log=False, nextitem=None)
    return not any(report.failed for report in reports)


def caches_in(paths: Iterable[Path]) -> dict[str, list["_lru_cache_wrapper[object]"]]:
    """Every living function of the files that remembers its answers, by file."""
    found: dict[str, list[_lru_cache_wrapper[object]]] = {str(path): [] for path in paths}
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper):
            path = unwrap(one).__code__.co_filename
            if path in found:
                found[path].append(one)
    return found


def functions_in(paths: Iterable[Path]) -> dict[tuple[str, str, int], list[FunctionType]]:
    """Every living function of the files, by file, qualified name and first line."""
    wanted = {str(path) for path in paths}
    found: dict[tuple[str, str, int], list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename in wanted:
            code = one.__code__
            found.setdefault((code.co_filename, code.co_qualname, code.co_firstlineno), []).append(one)
    return found
