"""`python -m tests.mutation [FILE...]`: every mutant of `safety/` is killed by a test, or named with its reason.

Prints the mutants that are left and not named, and the names that belong to none; either is a failure.
"""

import argparse
import gc
import os
import subprocess
import sys
import time
import tomllib
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.trial import Reach, Trying, functions_in, in_a_child, patience_s, reach_of

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "safety"
TESTS: Final = ROOT / "tests" / "safety"
LEFT: Final = Path(__file__).with_name("left.toml")

Name = tuple[str, str, str, str]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the mutants."""

    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    unreached: list[Mutant] = field(default_factory=list)


def main() -> int:
    """Run all trials; 0 when nothing is left that is not named."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("files", nargs="*", type=Path, help="files of safety/ (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", action="store_true", help="try those that are named, too")
    parser.add_argument("--parts", type=int, default=1, help="try one part in so many, another with every commit")
    args = parser.parse_args()
    session = _Session(args.files, args.jobs, again=args.again, parts=args.parts)
    pytest.main(["-q", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist", str(TESTS)], plugins=[session])
    return session.status


class _Session:
    """Takes over when the tests are collected."""

    def __init__(self, files: Sequence[Path], jobs: int, *, again: bool, parts: int) -> None:
        spared = {ROOT / file for file in spared_files(LEFT)}
        self._files = [file.resolve() for file in files] or sorted(set(SOURCE.rglob("*.py")) - spared)
        self._jobs = jobs
        self._again = again
        self._parts = parts
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
        reach = reach_of(session.items, SOURCE)
        _say(f"{len(session.items)} tests measured in {time.monotonic() - began:.0f} s")
        mutants = [mutant for file in self._files for mutant in mutants_of(file, file.relative_to(ROOT))]
        named = left_over(LEFT)
        wanted = [mutant for mutant in mutants if self._again or mutant.name not in named]
        turn = commit_number(ROOT) % self._parts
        tried = [mutant for mutant in wanted if part_of(mutant.name, self._parts) == turn]
        _say(f"trying {len(tried)} of {len(wanted)} mutants")
        tally = _try_all(tried, session.items, reach, self._jobs)
        self.status = _report(tally, mutants, named)
        _say(f"{time.monotonic() - began:.0f} s")
        return True


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


def _try_all(mutants: Sequence[Mutant], items: Sequence[pytest.Item], reach: Reach, jobs: int) -> Tally:
    by_test = {item.nodeid: item for item in items}
    functions = functions_in({ROOT / mutant.path for mutant in mutants})
    gc.freeze()  # what was loaded until here is shared with every child, and copied for none
    tally = Tally()
    running: dict[int, Mutant] = {}
    for mutant in mutants:
        path = ROOT / mutant.path
        living = functions.get((str(path), mutant.function, mutant.first_line), [])
        tests = reach.of(mutant, path)
        if not tests or not living:
            tally.unreached.append(mutant)
            continue
        if len(running) >= jobs:
            _take_one(running, tally)
        trial = Trying(
            mutant=mutant,
            functions=living,
            items=[by_test[test] for test in tests],
            patience_s=patience_s(tests, reach),
        )
        running[in_a_child(trial)] = mutant
    while running:
        _take_one(running, tally)
    return tally


def _take_one(running: dict[int, Mutant], tally: Tally) -> None:
    """Wait for a child to end, and count what it says."""
    child, status = os.wait()
    mutant = running.pop(child)
    if os.waitstatus_to_exitcode(status) == 0:
        tally.survivors.append(mutant)
        _say(f"LEFT {_in_words(mutant)}")
    else:
        tally.killed += 1


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
