"""Kokoro under test."""

import shutil
from pathlib import Path

import pytest

from dialogue.base import Voice
from dialogue.kokoro import Kokoro, Options
from tests.contracts.engines.base import VoiceHarness
from tests.dialogue.conftest import model_folder


class KokoroHarness(VoiceHarness):
    """The voice and its model folder. English is read out by espeak-ng, a process for each text."""

    jobs = True
    package = "onnxruntime"
    files = ("kokoro-v1.0.int8.onnx", "vocab.json", "zf_xiaoxiao.bin", "af_heart.bin")
    checked = files

    def model(self) -> Path:
        """The model that carebot installs."""
        if shutil.which("espeak-ng") is None:
            pytest.skip("espeak-ng is not installed")
        return model_folder("kokoro")

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Voice:
        """The voice at its pace."""
        return Kokoro(folder, Options())
