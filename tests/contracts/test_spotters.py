"""What every spotter must do: stop and help words at once, silence about everything else, nothing kept."""

from collections.abc import Iterator

import numpy as np
import pytest

from carebot.core.intents import HELP, STOP
from dialogue.base import CHUNK_SAMPLES, Spotter
from tests.contracts.engines.base import SpotterHarness, harness_of, names_of, noise, spotted
from tests.dialogue.conftest import silence

pytestmark = pytest.mark.slow


class Met:
    """A started spotter and what is cried to it."""

    def __init__(self, name: str, patch: pytest.MonkeyPatch) -> None:
        harness = harness_of(name)
        assert isinstance(harness, SpotterHarness)
        self.harness = harness
        self.engine: Spotter = harness.engine(harness.model(), patch)
        self.engine.start()


@pytest.fixture(scope="module", params=names_of(Spotter))
def met(request: pytest.FixtureRequest) -> Iterator[Met]:
    """Each spotter in turn, started once."""
    with pytest.MonkeyPatch.context() as patch:
        one = Met(request.param, patch)
        yield one
        one.engine.close()


def test_it_spots_stop_and_help(met: Met) -> None:
    cries = met.harness.cries()
    assert {intent.name for _, intent in cries} == {STOP, HELP}
    for samples, intent in cries:
        assert spotted(met.engine, samples) == [intent]


def test_it_spots_the_same_again_after_anything_else(met: Met) -> None:
    samples, intent = met.harness.cries()[0]
    assert spotted(met.engine, noise(1.0, scale=3000)) == []
    assert [spotted(met.engine, samples) for _ in range(2)] == [[intent], [intent]]


def test_it_lets_ordinary_words_pass(met: Met) -> None:
    assert [spotted(met.engine, samples) for samples in met.harness.talk()] == [[]] * len(met.harness.talk())


@pytest.mark.parametrize("voiced", [True, False])
def test_what_is_no_speech_spots_nothing_whatever_it_is_taken_for(met: Met, voiced: bool) -> None:
    met.engine.reset()
    for sound in (silence(1.0), noise(1.0, scale=300), noise(1.0, scale=10_000)):
        for start in range(0, len(sound), CHUNK_SAMPLES):
            assert met.engine.accept(sound[start : start + CHUNK_SAMPLES], voiced=voiced) is None
        for _ in range(30):
            assert met.engine.accept(silence(0.032), voiced=False) is None


def test_short_and_empty_chunks_are_taken(met: Met) -> None:
    met.engine.reset()
    for seconds, voiced in ((0.0, False), (0.03, True), (0.0, True), (0.0, False), (1 / 16_000, True)):
        assert met.engine.accept(noise(seconds, scale=1000), voiced=voiced) is None
    for _ in range(30):
        assert met.engine.accept(silence(0.0), voiced=False) is None


@pytest.mark.parametrize("forget", ["reset", "close"])
def test_half_a_cry_is_forgotten(met: Met, forget: str) -> None:
    (first, _), (second, intent) = met.harness.cries()
    met.engine.reset()
    for start in range(0, len(first) // 2, CHUNK_SAMPLES):
        assert met.engine.accept(first[start : start + CHUNK_SAMPLES], voiced=True) is None
    if forget == "reset":
        met.engine.reset()
    else:
        met.engine.close()
        met.engine.start()
    assert [met.engine.accept(silence(0.032), voiced=False) for _ in range(30)] == [None] * 30
    assert spotted(met.engine, np.concatenate([silence(0.1), second])) == [intent]
