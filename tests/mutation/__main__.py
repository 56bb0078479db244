"""`python -m tests.mutation [FILE...]`: every mutant of `safety/` is killed by a test, or named with its reason.

Prints the mutants that are left and not named, and the names that belong to none; either is a failure.
"""

import argparse
import os
import subprocess
import sys
import time
import tomllib
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.reach import NotRecordedError, measured, recorded
from tests.mutation.trials import Tally, Trials

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "safety"
TESTS: Final = ROOT / "tests" / "safety"
LEFT: Final = Path(__file__).with_name("left.toml")

Name = tuple[str, str, str, str]


def main() -> int:
    """Run all trials; 0 when nothing is left that is not named."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("files", nargs="*", type=Path, help="files of safety/ (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", action="store_true", help="try those that are named, too")
    parser.add_argument("--parts", type=int, default=1, help="try one part in so many, another with every commit")
    parser.add_argument(
        "--recorded", action="store_true", help="which test reaches what was recorded by `make all-tests`"
    )
    session = _Session(parser.parse_args())
    # So quiet that pytest does not count what it was kept from running: that would pass for the result of the tests.
    told = ["-qq", "-p", "no:cacheprovider", "-p", "no:xdist"]
    pytest.main([*told, "-m", "not slow", str(TESTS)], plugins=[session])
    return session.status


class _Session:
    """Takes over when the tests are collected."""

    def __init__(self, args: argparse.Namespace) -> None:
        spared = {ROOT / file for file in spared_files(LEFT)}
        self._files = [file.resolve() for file in args.files] or sorted(set(SOURCE.rglob("*.py")) - spared)
        self._jobs: int = args.jobs
        self._again: bool = args.again
        self._parts: int = args.parts
        self._recorded: bool = args.recorded
        self.status = 2

    def pytest_configure(self) -> None:
        """Have property tests try the same examples every time."""
        from hypothesis import settings

        settings.register_profile("mutation", derandomize=True, database=None, max_examples=30, deadline=None)
        settings.load_profile("mutation")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure, try, report; nothing is left for pytest to run."""
        if session.testsfailed:
            return False
        began = time.monotonic()
        try:
            reach = recorded(ROOT) if self._recorded else measured(session.items, SOURCE)
        except NotRecordedError as error:
            _say(str(error))
            return True
        _say(f"{len(session.items)} tests, measured within {time.monotonic() - began:.0f} s")
        if unseen := len({item.nodeid for item in session.items} - reach.seen()):
            _say(f"what {unseen} of them reach is not known: those are tried last")
        mutants = [mutant for file in self._files for mutant in mutants_of(file, file.relative_to(ROOT))]
        named = left_over(LEFT)
        wanted = [mutant for mutant in mutants if self._again or mutant.name not in named]
        turn = commit_number(ROOT) % self._parts
        tried = [mutant for mutant in wanted if part_of(mutant.name, self._parts) == turn]
        _say(f"trying {len(tried)} of {len(wanted)} mutants")
        trials = Trials(ROOT, session.items, reach, self._jobs)
        tally = trials.of(tried, on_end=_Progress().tell)
        failing = trials.failing_anyway(tally.killers)
        for test in failing:
            _say(f"FAILS WITHOUT ANY MUTANT {test}")
        self.status = _report(tally, mutants, named) or bool(failing)
        _say(f"{time.monotonic() - began:.0f} s")
        return True


class _Progress:
    """Tells those that are left, and the file where the others have come to."""

    def __init__(self) -> None:
        self._file = Path()

    def tell(self, mutant: Mutant, lives: bool) -> None:
        """One trial has ended."""
        if mutant.path != self._file:
            self._file = mutant.path
            _say(str(mutant.path))
        if lives:
            _say(f"LEFT {_in_words(mutant)}")


def part_of(name: Name, parts: int) -> int:
    """Which of `parts` a mutant belongs to, the same on every machine."""
    return zlib.crc32("\0".join(name).encode()) % parts


def commit_number(root: Path) -> int:
    """The commit of the work tree as a number; 0 where there is none."""
    asked = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False, cwd=root)
    return int(asked.stdout.strip(), 16) if asked.returncode == 0 else 0


def left_over(path: Path) -> dict[Name, str]:
    """The mutants that are known to be left, each with its reason."""
    listed = tomllib.loads(path.read_text("utf-8")).get("left", [])
    return {(one["file"], one["function"], one["was"], one["becomes"]): one["reason"] for one in listed}


def spared_files(path: Path) -> dict[str, str]:
    """The files that are not mutated, each with the reason."""
    return {one["file"]: one["reason"] for one in tomllib.loads(path.read_text("utf-8")).get("spared", [])}


def _report(tally: Tally, mutants: Sequence[Mutant], named: dict[Name, str]) -> int:
    there = Counter(mutant.name for mutant in mutants)
    files = {mutant.path.as_posix() for mutant in mutants}
    stale = [name for name in named if name[0] in files and name not in there]
    for mutant in tally.unreached:
        _say(f"NOT REACHED {_in_words(mutant)}")
    for name in stale:
        _say(f"NAMED BUT NOT THERE {' | '.join(name)}")
    new = [mutant for mutant in (*tally.survivors, *tally.unreached) if mutant.name not in named]
    told = sum(there[name] for name in named)
    _say(f"{len(mutants)} mutants, {tally.killed} killed, {told} named with their reason, {len(new)} left")
    return 1 if new or stale else 0


def _in_words(mutant: Mutant) -> str:
    return f"{mutant.path}:{mutant.lines.start} {mutant.function}: {mutant.was}  ->  {mutant.becomes}"


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
