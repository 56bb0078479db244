import json

import numpy as np
import pytest

from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Language
from dialogue.arpabet import phones
from dialogue.base import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples
from dialogue.espeak import Espeak
from dialogue.espeak import Options as EspeakOptions
from dialogue.microphone import Chunker
from dialogue.pocketsphinx import Options, PocketSphinx
from dialogue.sound import decode, resample
from dialogue.vad import VoiceActivity
from tests.dialogue.conftest import bench_folder


def room_tone(seconds: float, seed: int = 0) -> Samples:
    """The faint noise of a quiet room."""
    noise: Samples = np.random.default_rng(seed).normal(scale=20, size=round(seconds * SAMPLE_RATE_HZ)).astype(np.int16)
    return noise


@pytest.fixture(scope="module")
def spotter() -> PocketSphinx:
    made = PocketSphinx(Options())
    made.start()
    return made


def spotted_in(spotter: PocketSphinx, samples: Samples) -> list[Intent]:
    activity = VoiceActivity()
    activity.start()
    spotter.reset()
    chunks = Chunker().feed(np.concatenate([room_tone(0.5), samples, room_tone(0.8)]))
    found = [spotter.accept(chunk, voiced=activity.probability(chunk) >= 0.5) for chunk in chunks]
    return [intent for intent in found if intent is not None]


def spoken(text: str) -> Samples:
    voice = Espeak(EspeakOptions(english_rate=150, english_voice="gmw/en-US+f3"))
    if not voice.readiness().ready:
        pytest.skip("espeak-ng is not installed")
    speech = voice.synthesize(text, Language.EN)
    return resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("停下", "T IH NG SH Y AA"), ("救命", "JH Y OW M IH NG"), ("知", "JH ER"), ("月", "Y EH"), ("资", "D Z AH")],
)
def test_mandarin_is_written_in_english_phones(text: str, expected: str) -> None:
    assert phones(text) == expected


def test_what_has_no_reading_has_no_phones() -> None:
    assert phones("嗯") is None


@pytest.mark.slow
def test_it_hears_stop_and_help(spotter: PocketSphinx) -> None:
    heard = [spotted_in(spotter, spoken(text)) for text in ("Please stop!", "Somebody help!")]
    assert heard == [[Intent(name=STOP)], [Intent(name=HELP)]]


@pytest.mark.slow
@pytest.mark.parametrize("text", ["Good morning.", "Yes.", "No.", "Thank you.", "What time is it?", "I am hungry."])
def test_ordinary_words_said_alone_do_not_trigger_it(spotter: PocketSphinx, text: str) -> None:
    assert spotted_in(spotter, spoken(text)) == []


@pytest.mark.slow
def test_long_speech_is_left_to_the_recogniser(spotter: PocketSphinx) -> None:
    assert spotted_in(spotter, spoken("I told the driver of the bus where he has to stop so please stop")) == []


@pytest.mark.slow
def test_real_speech_without_such_words_does_not_trigger_it(spotter: PocketSphinx) -> None:
    folder = bench_folder("speech")
    cases = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()][::4]
    assert len(cases) > 20
    assert [case["file"] for case in cases if spotted_in(spotter, decode(folder / case["file"]))] == []


@pytest.mark.slow
def test_noise_does_not_trigger_it(spotter: PocketSphinx) -> None:
    assert spotted_in(spotter, decode(bench_folder("speech") / "noise" / "kitchen.wav")[: 60 * SAMPLE_RATE_HZ]) == []


@pytest.mark.slow
def test_it_does_not_grow_while_speech_goes_on(spotter: PocketSphinx) -> None:
    spotter.reset()
    chunk = np.zeros(CHUNK_SAMPLES, dtype=np.int16)
    for _ in range(1000):
        assert spotter.accept(chunk, voiced=True) is None
    assert len(spotter._sound) < 80
