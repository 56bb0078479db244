"""Vosk under test, with the only model that the package registries have: Korean, which stands in for English."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from carebot.core.language import Language
from dialogue.base import Recognizer
from dialogue.sound import decode
from dialogue.vosk import Options, Vosk
from tests.contracts.engines.base import RecognizerHarness, Said
from tests.dialogue.conftest import model_folder, silence


class VoskHarness(RecognizerHarness):
    """Vosk and its model folder, whose features are dithered (Kaldi's default)."""

    dithers = True

    package = "vosk"
    files = ("am/final.mdl", "conf/mfcc.conf")
    checked = ("am/final.mdl", "graph/HCLr.fst")

    def model(self) -> Path:
        """The Korean model."""
        return model_folder("vosk-ko")

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Recognizer:
        """Vosk for everything that its model knows."""
        return Vosk(folder, Language.EN, Options())

    def said(self, language: Language) -> Said:
        """A greeting in Korean."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "greeting.wav"
            try:
                subprocess.run(["espeak-ng", "-v", "ko", "-s", "150", "-w", str(path), "안녕하세요"], check=True)
            except FileNotFoundError:
                pytest.skip("espeak-ng is not installed")
            return Said(samples=np.concatenate([silence(0.3), decode(path), silence(0.7)]), words="하세요")
