"""What every voice must do: sound of a plausible length for whatever it is given, or the reason why there is none."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from carebot.core.errors import DeviceError
from carebot.core.language import Language
from dialogue.base import Manner, Speech, Voice
from tests.contracts.engines._leftovers import children, nothing_left_behind
from tests.contracts.engines.base import VoiceHarness, harness_of, loud, names_of
from tests.contracts.rig import bilingual

pytestmark = pytest.mark.slow

WITHIN_S: Final = 30.0
"""A voice that takes longer for any text here hangs."""
SENTENCES: Final = {
    Language.ZH: ("早上好。", "请把水杯放在餐桌上，谢谢。", "今天天气很好，我们吃过饭以后去花园里走一走，好不好？"),
    Language.EN: (
        "Good morning.",
        "Please put the cup on the dining table, thank you.",
        "The weather is fine today; let us take a walk in the garden after dinner, if you like, shall we?",
    ),
}
RATE_PER_S: Final = {Language.ZH: (2.0, 7.0), Language.EN: (5.0, 25.0)}
"""Characters and letters a second, slow and fast: Mandarin is spoken at about 5 syllables, English at 15 letters."""
PAUSES_S: Final = 1.0
"""What a voice may rest within and after a sentence."""
READABLE: Final = {
    Language.ZH: (
        "3",
        "18:30",
        "体温36.5度，血压120，心率72次。",
        "12345678901234567890",
        "看 TV 上的 BBC 节目，OK？",
        "繁體字",
    ),
    Language.EN: ("3", "18:30", "36.5 degrees, 120 over 80.", "12345678901234567890", "Say 你好 to Mrs 王.", "café"),
}
ODD: Final = (
    *(
        "",
        " ",
        "\n\n",
        "……",
        "。",
        "？！",
        "-",
        "@#$%^&*",
        "<b>&amp;</b>",
        "\\",
        '"',
        "👵🏻🆘",
        "\0",
        "a\0b",
        "\x7f\u202e",
    ),
    *("\ud800", "\ufffe", "नमस्ते", "안녕", "Ω≈ç√", "𠀀𠀁", "嗯", "l'été", "[[foo]]", "--help", "哎" * 3, "x" * 500),
)


class Met:
    """A started voice."""

    def __init__(self, name: str, patch: pytest.MonkeyPatch) -> None:
        harness = harness_of(name)
        assert isinstance(harness, VoiceHarness)
        self.harness = harness
        self._patch = patch
        self.engine = self.another()

    def another(self) -> Voice:
        """A voice of the same kind, started."""
        voice: Voice = self.harness.engine(self.harness.model(), self._patch)
        voice.start()
        return voice


@pytest.fixture(scope="module", params=names_of(Voice))
def met(request: pytest.FixtureRequest) -> Iterator[Met]:
    """Each voice in turn, started once."""
    with pytest.MonkeyPatch.context() as patch:
        one = Met(request.param, patch)
        yield one
        one.engine.close()


def spoken(voice: Voice, text: str, language: Language) -> Speech | None:
    """What `voice` makes of `text`; None for a refusal with its reason. Fails when it takes too long."""
    begun = time.monotonic()
    speech, told = None, None
    try:
        speech = voice.synthesize(text, language)
    except DeviceError as error:
        told = error.text
    assert time.monotonic() - begun < WITHIN_S, f"too long: {text[:20]!r}"
    if speech is None:
        assert told is not None
        assert bilingual(told)
        assert (told.zh + told.en).encode()
        return None
    assert speech.samples.dtype == np.int16
    assert speech.samples.ndim == 1
    assert 8_000 <= speech.rate_hz <= 48_000
    assert loud(speech.samples), f"silent: {text[:20]!r}"
    return speech


def test_sentences_take_as_long_as_they_are_spoken_for(met: Met) -> None:
    for language in sorted(met.engine.languages):
        for sentence in SENTENCES[language]:
            speech = spoken(met.engine, sentence, language)
            assert speech is not None
            letters = sum(character.isalpha() for character in sentence)
            slow, fast = RATE_PER_S[language]
            assert letters / fast < speech.duration.total_seconds() < letters / slow + PAUSES_S, sentence


def test_numbers_and_words_of_the_other_language_are_spoken_too(met: Met) -> None:
    for language in sorted(met.engine.languages):
        assert [text for text in READABLE[language] if spoken(met.engine, text, language) is None] == []


def test_each_language_is_spoken_in_its_own_way(met: Met) -> None:
    spoken_21 = [met.engine.synthesize("21", language).samples for language in sorted(met.engine.languages)]
    assert len({samples.tobytes() for samples in spoken_21}) == len(met.engine.languages)


def test_whatever_the_text_there_is_sound_or_a_reason(met: Met, tmp_path: Path) -> None:
    with nothing_left_behind(tmp_path / "temporary"):
        for number, text in enumerate(ODD):
            languages = sorted(met.engine.languages)
            spoken(met.engine, text, languages[number % len(languages)])
        assert spoken(met.engine, "", min(met.engine.languages)) is None


@pytest.mark.parametrize("text", ["我想喝水" * 30, "1" * 120])
def test_a_very_long_text_is_spoken_to_its_end(met: Met, text: str) -> None:
    if Language.ZH not in met.engine.languages:
        pytest.skip("it speaks no Mandarin")
    speech = spoken(met.engine, text, Language.ZH)
    assert speech is not None
    slow, fast = RATE_PER_S[Language.ZH]
    letters = sum(character.isalnum() for character in text)
    assert letters / fast < speech.duration.total_seconds() < letters / slow
    end = speech.samples[-2 * speech.rate_hz :]
    assert loud(end)


def test_the_same_text_sounds_the_same_after_another(met: Met) -> None:
    language = min(met.engine.languages)
    first, other = SENTENCES[language][:2]
    fresh = met.another()
    alone = fresh.synthesize(first, language)
    fresh.synthesize(other, language)
    fresh.close()
    fresh.start()
    assert np.array_equal(fresh.synthesize(first, language).samples, alone.samples)
    fresh.close()


def test_voices_that_speak_at_once_come_out_whole(met: Met) -> None:
    """The robot's voice and that of the simulated resident are used at once, each by its own thread."""
    voices = [met.another() for _ in range(3)]
    language = max(met.engine.languages)
    alone = [met.engine.synthesize(sentence, language).samples for sentence in SENTENCES[language]]
    with ThreadPoolExecutor(max_workers=len(voices)) as threads:
        pending: list[Future[Speech]] = [
            threads.submit(voice.synthesize, sentence, language)
            for voice, sentence in zip(voices, SENTENCES[language], strict=True)
        ]
        together = [each.result(timeout=WITHIN_S).samples for each in pending]
    for voice in voices:
        voice.close()
    assert [len(samples) for samples in together] == [len(samples) for samples in alone]
    assert all(np.array_equal(one, other) for one, other in zip(together, alone, strict=True))


def test_a_voice_may_be_used_by_one_thread_after_another(met: Met) -> None:
    language = min(met.engine.languages)
    for sentence in SENTENCES[language][:2]:
        with ThreadPoolExecutor(max_workers=1) as thread:
            another = met.another()
            assert loud(thread.submit(another.synthesize, sentence, language).result(timeout=WITHIN_S).samples)
            another.close()
            assert loud(thread.submit(met.engine.synthesize, sentence, language).result(timeout=WITHIN_S).samples)


class Killing:
    """Kills the processes of a job as they appear, up to `most` of them, and counts them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._before = children()
        self.killed: set[int] = set()

    def until(self, done: Future[Speech]) -> None:
        """Kill until the job is done."""
        pause = threading.Event()
        while not done.done() and len(self.killed) < self._most:
            for process in children() - self._before - self.killed:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
                    self.killed.add(process)
            pause.wait(0.002)


@pytest.mark.parametrize("most", [1, 1000])
def test_a_killed_process_is_replaced_or_told_and_forgotten(met: Met, most: int, tmp_path: Path) -> None:
    language = min(met.engine.languages)
    sentence = f"{SENTENCES[language][2]} {most}"
    with nothing_left_behind(tmp_path / "temporary"), ThreadPoolExecutor(max_workers=1) as thread:
        killing = Killing(most)
        job = thread.submit(met.engine.synthesize, sentence, language)
        killing.until(job)
        assert bool(killing.killed) == met.harness.jobs
        if met.harness.jobs and most > 1:
            with pytest.raises(DeviceError) as caught:
                job.result(timeout=WITHIN_S)
            assert bilingual(caught.value.text)
        else:
            assert loud(job.result(timeout=WITHIN_S).samples)
        again = thread.submit(spoken, met.engine, sentence, language)
        assert again.result(timeout=WITHIN_S) is not None


def test_it_speaks_as_slowly_and_with_such_pauses_as_one_is_asked_to(met: Met) -> None:
    for language in sorted(met.engine.languages):
        sentence = SENTENCES[language][1]
        plain, slow, fast = (
            met.engine.synthesize(sentence, language, manner=Manner(rate=rate)).duration for rate in (1.0, 0.7, 1.3)
        )
        assert slow > 1.15 * plain
        assert fast < 0.92 * plain
        two = " ".join(SENTENCES[language][:2])
        apart = met.engine.synthesize(two, language, manner=Manner(pause=timedelta(seconds=2)))
        resting = np.convolve(np.abs(apart.samples) < 50, np.ones(apart.rate_hz), "valid").max()
        assert resting >= 0.99 * apart.rate_hz, "no pause of a second"
        assert apart.duration > met.engine.synthesize(two, language).duration + timedelta(seconds=1)
