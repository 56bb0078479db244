"""What every recogniser must do: words for speech, none for anything else, and nothing kept from one to the next."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
import pytest

from carebot.core.language import Language
from dialogue.base import CHUNK_SAMPLES, Heard, Recognizer, StreamingRecognizer, duration_of
from tests.contracts.engines.base import RecognizerHarness, Said, engines, harness_of, names_of, noise
from tests.dialogue.conftest import silence

pytestmark = pytest.mark.slow

NOT_SPEECH: Final = {
    "silence": silence(1.0),
    "the noise of a room": noise(1.0, scale=300),
    "white noise": noise(1.0, scale=10_000),
    "a click": np.concatenate([silence(0.2), np.array([32767, -32768], dtype=np.int16), silence(0.2)]),
    "30 ms": noise(0.03, scale=1000),
    "one sample": np.ones(1, dtype=np.int16),
    "nothing": silence(0.0),
}
STREAMING: Final = tuple(name for name in names_of(Recognizer) if issubclass(engines()[name], StreamingRecognizer))


class Met:
    """A started recogniser and what was said to it."""

    def __init__(self, name: str) -> None:
        harness = harness_of(name)
        assert isinstance(harness, RecognizerHarness)
        self._harness = harness
        self.dithers = harness.dithers
        self._said: dict[Language, Said] = {}
        self.engine: Recognizer = harness.engine(harness.model(), pytest.MonkeyPatch())
        self.engine.start()

    def said(self, language: Language) -> Said:
        """Something said in `language`, as awkward as samples may be: not side by side, and not to be written to."""
        if language not in self._said:
            said = self._harness.said(language)
            samples = np.repeat(said.samples, 2)[::2]
            samples.flags.writeable = False
            self._said[language] = Said(samples=samples, words=said.words)
        return self._said[language]


@pytest.fixture(scope="module", params=names_of(Recognizer))
def met(request: pytest.FixtureRequest) -> Iterator[Met]:
    """Each recogniser in turn, started once."""
    one = Met(request.param)
    yield one
    one.engine.close()


def understood(met: Met, heard: Heard | None, language: Language) -> bool:
    """Whether what was said in `language` came back, with all that goes with it."""
    said = met.said(language)
    assert heard is not None
    assert heard.language is language
    assert heard.engine == met.engine.name
    assert 0.0 < heard.confidence <= 1.0
    assert heard.duration == duration_of(said.samples)
    return said.words in heard.text.lower()


def test_what_is_said_comes_back_in_each_language_it_knows(met: Met) -> None:
    for language in sorted(met.engine.languages):
        said = met.said(language)
        assert understood(met, met.engine.recognize(said.samples, language), language)
        assert understood(met, met.engine.recognize(said.samples, None), language)


def test_a_language_that_it_does_not_know_gives_no_words(met: Met) -> None:
    said = met.said(min(met.engine.languages))
    assert [met.engine.recognize(said.samples, each) for each in set(Language) - met.engine.languages] in ([], [None])


def test_what_is_no_speech_gives_no_words(met: Met) -> None:
    languages = (None, *sorted(met.engine.languages))
    heard = {
        what: met.engine.recognize(samples, languages[number % len(languages)])
        for number, (what, samples) in enumerate(NOT_SPEECH.items())
    }
    assert heard == dict.fromkeys(NOT_SPEECH)


def test_an_utterance_knows_nothing_of_the_one_before(met: Met) -> None:
    language = max(met.engine.languages)
    said = met.said(language)
    alone = met.engine.recognize(said.samples, None)
    assert understood(met, alone, language)
    met.engine.recognize(noise(0.3, scale=3000), None)
    after = met.engine.recognize(met.said(min(met.engine.languages)).samples, None)
    if len(met.engine.languages) > 1:
        after = met.engine.recognize(said.samples, None)
    assert understood(met, after, language)
    assert alone is not None
    assert after is not None
    assert after.text.lower().count(said.words) == 1
    assert met.dithers or after == alone


def test_whoever_gives_up_waiting_leaves_it_usable(met: Met) -> None:
    language = min(met.engine.languages)
    samples = met.said(language).samples

    async def scenario(thread: ThreadPoolExecutor) -> Heard | None:
        loop = asyncio.get_running_loop()
        waiting = asyncio.ensure_future(loop.run_in_executor(thread, met.engine.recognize, samples, language))
        await asyncio.wait([waiting], timeout=0.05)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        return await loop.run_in_executor(thread, met.engine.recognize, samples, language)

    with ThreadPoolExecutor(max_workers=1) as thread:
        assert understood(met, asyncio.run(scenario(thread)), language)


@pytest.mark.parametrize("met", STREAMING, indirect=True, scope="module")
def test_speech_is_followed_while_it_goes_on(met: Met) -> None:
    engine = met.engine
    assert isinstance(engine, StreamingRecognizer)
    language = min(engine.languages)
    said = met.said(language)
    chunks = [said.samples[start : start + CHUNK_SAMPLES] for start in range(0, len(said.samples), CHUNK_SAMPLES)]
    assert engine.finish() is None
    so_far = [engine.accept(chunk) for chunk in (silence(0.0), *chunks)]
    assert so_far[:2] == ["", ""]
    assert said.words in so_far[-1].lower()
    heard = engine.finish()
    assert understood(met, heard, language)
    assert engine.finish() is None
    for chunk in chunks[: len(chunks) // 2]:
        engine.accept(chunk)
    engine.close()
    engine.start()
    assert understood(met, engine.recognize(said.samples, language), language)
