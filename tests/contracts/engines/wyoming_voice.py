"""A Wyoming server's voice under test: carebot's own server with espeak-ng, as a program of its own."""

import shutil
from pathlib import Path

import pytest

from carebot.clocks import SystemClock
from dialogue.base import Voice
from dialogue.wyoming_voice import WyomingVoice
from tests.contracts.engines._wyoming_peer import options_in, running
from tests.contracts.engines.base import VoiceHarness


class WyomingVoiceHarness(VoiceHarness):
    """The voice, whose model is an address."""

    package = "wyoming"
    files = ("address",)

    def model(self) -> Path:
        """Where the server is."""
        if shutil.which("espeak-ng") is None:
            pytest.skip("espeak-ng is not installed")
        return running()

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Voice:
        """The voice at the address in `folder`."""
        return WyomingVoice(options_in(folder), SystemClock())
