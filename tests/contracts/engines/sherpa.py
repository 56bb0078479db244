"""sherpa-onnx under test. No package holds a model for it: the folder of one may be named for the tests."""

import os
from pathlib import Path

import pytest

from carebot.core.language import Language
from dialogue.base import Recognizer
from dialogue.sherpa import Options, Sherpa
from tests.contracts.engines.base import RecognizerHarness, Said
from tests.contracts.engines.whisper import WhisperHarness


class SherpaHarness(RecognizerHarness):
    """A streaming transducer for Mandarin and English, in the folder that SHERPA_ONNX_MODEL names."""

    package = "sherpa_onnx"
    files = ("tokens.txt", "encoder.onnx", "decoder.onnx", "joiner.onnx")

    def model(self) -> Path:
        """The folder that is named."""
        chosen = os.environ.get("SHERPA_ONNX_MODEL")
        if chosen is None:
            pytest.skip("no model for sherpa-onnx: name the folder of a bilingual one in SHERPA_ONNX_MODEL")
        pytest.importorskip("sherpa_onnx")
        return Path(chosen)

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Recognizer:
        """The recogniser for both languages."""
        return Sherpa(folder, Options())

    def said(self, language: Language) -> Said:
        """What Whisper understands."""
        return WhisperHarness().said(language)
