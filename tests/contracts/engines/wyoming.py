"""A Wyoming server's ears under test: carebot's own server with Whisper, as a program of its own."""

from pathlib import Path

import pytest

from carebot.clocks import SystemClock
from carebot.core.language import Language
from dialogue.base import Recognizer
from dialogue.wyoming import Wyoming
from tests.contracts.engines._wyoming_peer import options_in, running
from tests.contracts.engines.base import RecognizerHarness, Said
from tests.contracts.engines.whisper import WhisperHarness


class WyomingHarness(RecognizerHarness):
    """The recogniser, whose model is an address."""

    package = "wyoming"
    files = ("address",)

    def model(self) -> Path:
        """Where the server is."""
        return running()

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Recognizer:
        """The recogniser at the address in `folder`."""
        return Wyoming(options_in(folder), SystemClock())

    def said(self, language: Language) -> Said:
        """What Whisper understands."""
        return WhisperHarness().said(language)
