"""A spotter with a wake word beside it under test: whatever becomes of that word, stop words are heard as ever."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from carebot.core.intents import Intent
from dialogue.base import Samples, Spotter
from dialogue.wake_word import MicroWakeWord, Waking
from tests.contracts.engines.base import SpotterHarness
from tests.contracts.engines.pocketsphinx import PocketSphinxHarness


class WakeWordHarness(SpotterHarness):
    """PocketSphinx, and a wake word whose model is nowhere."""

    package = PocketSphinxHarness.package
    files = PocketSphinxHarness.files
    checked = PocketSphinxHarness.checked

    def model(self) -> Path:
        """That of the spotter."""
        return PocketSphinxHarness().model()

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Spotter:
        """The spotter, with the word beside it."""
        return Waking(
            PocketSphinxHarness().engine(folder, patch),
            MicroWakeWord("nobody_s_word"),
            called=lambda: None,
            failed=lambda _: None,
        )

    def cries(self) -> Sequence[tuple[Samples, Intent]]:
        """Those of the spotter."""
        return PocketSphinxHarness().cries()

    def talk(self) -> Sequence[Samples]:
        """That of the spotter."""
        return PocketSphinxHarness().talk()
