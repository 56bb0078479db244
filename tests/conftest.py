"""How every test starts: as in a terminal, where an interrupt is answered; the slowest without being traced."""

import os
import signal
from collections.abc import Generator
from pathlib import Path
from typing import Final

import pytest

from tests._unmeasured import UNMEASURED, unmeasured

_HERE: Final = Path(__file__).parent
# The physics engine reads it when it is first imported, which collecting the tests already does; no test has a screen.
os.environ.setdefault("MUJOCO_GL", "egl")


def pytest_configure() -> None:
    """Answer interrupts: a shell that runs the tests in the background leaves them ignored, and programs inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run the test with its fixtures, traced or not."""
    if not item.path.relative_to(_HERE).as_posix().startswith(UNMEASURED):
        return (yield)
    with unmeasured():
        return (yield)
