"""What an engine may leave behind: processes, threads and files in the folder for temporary ones."""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest


def children() -> set[int]:
    """The ids of the processes that this one has started and that still run."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError):
            found.update(int(number) for number in (task / "children").read_text(encoding="ascii").split())
    return found


@contextmanager
def nothing_left_behind(folder: Path) -> Iterator[None]:
    """Fails when afterwards a process or thread runs, or a temporary file lies in `folder`, that was not there."""
    folder.mkdir()
    threads, processes = set(threading.enumerate()), children()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        yield
    assert set(threading.enumerate()) <= threads
    assert children() <= processes
    assert os.listdir(folder) == []
