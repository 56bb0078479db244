"""The word that wakes: told once a time it is spoken; where it cannot be had stop words are listened for as ever."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import ModelError
from carebot.core.intents import STOP, Intent
from carebot.core.language import Language, Text
from dialogue.base import CHUNK_SAMPLES, Readiness, Samples, Spotter
from dialogue.espeak import Espeak, Options
from dialogue.sound import resample
from dialogue.wake_word import MicroWakeWord, WakeWord, Waking
from tests.dialogue.conftest import silence, tone

STOPPED = Intent(name=STOP)
BROKEN = Text(zh="坏了", en="broken")
READY = Readiness(ready=True, detail=Text(zh="好", en="ready"))


class Stops(Spotter):
    """Hears a stop in everything."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        self.calls.append("start")

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        return STOPPED if voiced else None

    def own_words(self, text: str | None) -> None:
        self.calls.append(f"own {text}")

    def reset(self) -> None:
        self.calls.append("reset")

    def close(self) -> None:
        self.calls.append("close")


class Called(WakeWord):
    """Hears its word in loud sound, and breaks down in silence."""

    def __init__(self, *, starts: bool = True) -> None:
        self.starts = starts
        self.closed = False

    def readiness(self) -> Readiness:
        return Readiness(ready=self.starts, detail=BROKEN)

    def start(self) -> None:
        if not self.starts:
            raise ModelError(BROKEN)

    def accept(self, chunk: Samples) -> bool:
        if not chunk.any():
            raise ModelError(BROKEN)
        return True

    def close(self) -> None:
        self.closed = True


def test_stop_words_are_heard_beside_it_and_it_is_told_who_called() -> None:
    told: list[str] = []
    stops, called = Stops(), Called()
    waking = Waking(stops, called, lambda: told.append("called"), lambda why: told.append(why.en))
    waking.start()
    assert waking.readiness() is READY
    assert waking.accept(tone(0.03), voiced=True) == STOPPED
    assert waking.accept(tone(0.03), voiced=False) is None
    assert told == ["called", "called"]
    waking.own_words("停")
    waking.reset()
    waking.close()
    assert stops.calls == ["start", "own 停", "reset", "close"]
    assert called.closed


def test_where_it_breaks_down_or_is_missing_that_is_told_once_and_stops_are_heard() -> None:
    for called, told_at_start in ((Called(starts=False), ["broken"]), (Called(), [])):
        told: list[str] = []
        waking = Waking(Stops(), called, lambda: told.append("called"), lambda why: told.append(why.en))  # noqa: B023
        waking.start()
        assert told == told_at_start
        for _ in range(2):
            assert waking.accept(silence(0.03), voiced=True) == STOPPED
        assert told == ["broken"]


def test_without_a_spotter_it_stands_alone() -> None:
    told: list[str] = []
    waking = Waking(None, Called(), lambda: told.append("called"), lambda _: None)
    waking.start()
    assert waking.readiness().ready
    assert waking.accept(tone(0.03), voiced=True) is None
    waking.own_words(None)
    waking.reset()
    waking.close()
    assert told == ["called"]


def test_without_its_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialogue.wake_word.find_spec", lambda _: None)
    readiness = MicroWakeWord("okay_nabu").readiness()
    assert not readiness.ready
    assert "carebot[wake-word]" in readiness.detail.en
    with pytest.raises(ModelError):
        MicroWakeWord("okay_nabu").start()


installed = pytest.mark.skipif(find_spec("pymicro_wakeword") is None, reason="pymicro-wakeword is not installed")


@installed
def test_a_model_that_is_missing_or_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no usable wake word 'hey_robot'"):
        MicroWakeWord("hey_robot").start()
    damaged = tmp_path / "damaged.json"
    damaged.write_text("{}", encoding="utf-8")
    assert MicroWakeWord(str(damaged)).readiness().ready
    with pytest.raises(ModelError):
        MicroWakeWord(str(damaged)).start()


def spoken(text: str) -> Samples:
    voice = Espeak(Options())
    voice.start()
    speech = voice.synthesize(text, Language.EN)
    voice.close()
    sound = resample(speech.samples, speech.rate_hz, 16_000)
    return np.concatenate([silence(1.0), sound, silence(1.0)])


@installed
def test_its_word_is_told_once_a_time_and_other_words_are_none() -> None:
    wake_word = MicroWakeWord("okay_nabu")
    assert wake_word.readiness().ready
    wake_word.start()

    def times(samples: Samples) -> int:
        chunks = range(0, len(samples) - CHUNK_SAMPLES, CHUNK_SAMPLES)
        return sum(wake_word.accept(samples[start : start + CHUNK_SAMPLES]) for start in chunks)

    called, other = spoken("okay nabu"), spoken("please bring me a cup of tea and my glasses")
    assert times(np.concatenate([called, called])) == 2
    assert times(other) == 0
    wake_word.close()
