"""Where the Wyoming server under test is: its model is a folder that holds its address."""

import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from dialogue.wyoming_client import Options
from tests.dialogue.conftest import model_folder

ADDRESS: Final = "address"
_NOBODY: Final = "tcp://127.0.0.1:1"
_WITHIN_S: Final = 60.0
_FOLDER: Final = tempfile.gettempdir()


def options_in(folder: Path) -> Options:
    """The server whose address stands in `folder`; one that nobody is where none does."""
    address = folder / ADDRESS
    return Options(address=address.read_text("utf-8") if address.is_file() and address.stat().st_size else _NOBODY)


@cache
def running() -> Path:
    """A folder with the address of a server, started once; skips the test where it has no ears or voice."""
    pytest.importorskip("wyoming.event")
    model_folder("whisper-base")
    folder = Path(tempfile.mkdtemp(prefix="carebot-wyoming-", dir=_FOLDER))
    program = [sys.executable, "-m", "tests.contracts.engines._wyoming_program", str(folder / ADDRESS)]
    ends_with_us, _ = os.pipe()
    subprocess.run(program, stdin=ends_with_us, check=True)
    os.close(ends_with_us)
    started_s = time.monotonic()
    while not (folder / ADDRESS).exists():
        assert time.monotonic() - started_s < _WITHIN_S, "the server did not come up"
        time.sleep(0.05)
    return folder
