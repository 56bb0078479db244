"""Several spotters as one under test, computing where they are called: the one by Whisper's ear stands for all."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from carebot.core.intents import Intent
from dialogue.base import Samples, Spotter
from dialogue.spotting import Options, Spotting
from tests.contracts.engines.base import SpotterHarness
from tests.contracts.engines.whisper_spotter import WhisperSpotterHarness


class SpottingHarness(SpotterHarness):
    """Spotting over one engine."""

    package = WhisperSpotterHarness.package
    files = WhisperSpotterHarness.files
    checked = WhisperSpotterHarness.checked

    def model(self) -> Path:
        """That of the engine."""
        return WhisperSpotterHarness().model()

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Spotter:
        """The engine alone, joined."""
        return Spotting([WhisperSpotterHarness().engine(folder, patch)], Options(beside=False))

    def cries(self) -> Sequence[tuple[Samples, Intent]]:
        """Those of the engine."""
        return WhisperSpotterHarness().cries()

    def talk(self) -> Sequence[Samples]:
        """That of the engine."""
        return WhisperSpotterHarness().talk()
