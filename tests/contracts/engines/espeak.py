"""espeak-ng under test."""

import ctypes.util
import shutil
from pathlib import Path

import pytest

from dialogue.base import Voice
from dialogue.espeak import Espeak, Options
from tests.contracts.engines.base import VoiceHarness


class EspeakHarness(VoiceHarness):
    """The voice over a machine's espeak-ng. Its model is the installed program with its library."""

    jobs = True

    def model(self) -> Path:
        """The folder of the program."""
        program = shutil.which("espeak-ng")
        if program is None:
            pytest.skip("espeak-ng is not installed")
        return Path(program).parent

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Voice:
        """The voice; on a machine without espeak-ng where `folder` has none."""
        if not (folder / "espeak-ng").exists():
            patch.setenv("PATH", str(folder))
            patch.setattr(ctypes.util, "find_library", lambda name: None)
        return Espeak(Options())
