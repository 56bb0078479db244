"""PocketSphinx under test."""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ, Samples, Spotter
from dialogue.espeak import Espeak
from dialogue.espeak import Options as EspeakOptions
from dialogue.pocketsphinx import Options, PocketSphinx
from dialogue.sound import resample
from tests.contracts.engines.base import SpotterHarness


class PocketSphinxHarness(SpotterHarness):
    """The spotter and the model folder of its package, which an environment variable may name instead."""

    package = "pocketsphinx"
    files = (
        "en-us/en-us/mdef",
        "en-us/en-us/means",
        "en-us/en-us/sendump",
        "en-us/en-us/transition_matrices",
        "en-us/cmudict-en-us.dict",
    )
    checked = files

    def model(self) -> Path:
        """What the package brought with it."""
        if find_spec("pocketsphinx") is None:
            pytest.skip("pocketsphinx is not installed")
        from pocketsphinx import get_model_path

        return Path(get_model_path())

    def engine(self, folder: Path, patch: pytest.MonkeyPatch) -> Spotter:
        """The spotter with its own words."""
        patch.setenv("POCKETSPHINX_PATH", str(folder))
        return PocketSphinx(Options())

    def cries(self) -> Sequence[tuple[Samples, Intent]]:
        """One for each of its intents."""
        return (_spoken("Please stop!"), Intent(name=STOP)), (_spoken("Somebody help!"), Intent(name=HELP))

    def talk(self) -> Sequence[Samples]:
        """What is often said alone, and a long sentence with its words inside."""
        return (
            *(_spoken(text) for text in ("Good morning.", "Yes.", "Thank you.")),
            _spoken("I told the driver of the bus where he has to stop so please stop"),
        )


@cache
def _spoken(text: str) -> Samples:
    voice = Espeak(EspeakOptions(english_rate=150, english_voice="gmw/en-US+f3"))
    if not voice.readiness().ready:
        pytest.skip("espeak-ng is not installed")
    speech = voice.synthesize(text, Language.EN)
    return resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
