"""The natural English voice under test."""

import importlib.util
from pathlib import Path

import pytest

from dialogue import piper
from dialogue.base import Voice
from dialogue.piper import MODEL, Options, Piper
from tests.contracts.engines.base import VoiceHarness
from tests.dialogue.conftest import model_folder


class PiperHarness(VoiceHarness):
    """The voice and its model folder. Its program is nothing that is imported, and so no package."""

    files = (MODEL, f"{MODEL}.json")
    checked = (MODEL,)

    def model(self) -> Path:
        """The model that carebot installs."""
        if importlib.util.find_spec(piper.PACKAGE) is None:
            pytest.skip("the program piper is not installed")
        return model_folder("piper-joe")

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Voice:
        """The voice at its pace."""
        return Piper(folder, Options())
