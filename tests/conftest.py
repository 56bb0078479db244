"""How every test starts: as in a terminal, where an interrupt is answered; the slow first, most of them untraced."""

import os
import signal
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest

from tests._measured import is_measured, unmeasured

_HERE: Final = Path(__file__).parent
_ALL: Final = "--measure-all"
# The physics engine reads it when it is first imported, which collecting the tests already does; no test has a screen.
os.environ.setdefault("MUJOCO_GL", "egl")


def pytest_addoption(parser: pytest.Parser) -> None:
    """One option: coverage looks during every test."""
    parser.addoption(_ALL, action="store_true", help="let coverage look during all tests, which takes twice as long")


def pytest_configure() -> None:
    """Answer interrupts: a shell that runs the tests in the background leaves them ignored, and programs inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first, so that no process is left alone with one of them in the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run the test with its fixtures, traced or not."""
    if is_measured(_name(item)) or item.config.getoption(_ALL):
        return (yield)
    with unmeasured():
        return (yield)


def _name(item: pytest.Item) -> str:
    """As in tests/_measured.py: path/to/file.py::test."""
    return f"{item.path.relative_to(_HERE).as_posix()}::{item.name}"
