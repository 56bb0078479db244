"""Phrases made ahead under test, over espeak-ng and a shelf that is new each time."""

from pathlib import Path

import pytest

from dialogue.base import Voice
from dialogue.made_ahead import MadeAhead
from dialogue.shelf import Shelf
from tests.contracts.engines.base import VoiceHarness
from tests.contracts.engines.espeak import EspeakHarness


class MadeAheadHarness(VoiceHarness):
    """What is on no shelf is spoken by the engine."""

    jobs = True

    def model(self) -> Path:
        """That of the engine."""
        return EspeakHarness().model()

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Voice:
        """The engine with a shelf that does not exist yet."""
        return MadeAhead(EspeakHarness().engine(folder, patch), Shelf(folder / "no such folder", "espeak-ng"))
