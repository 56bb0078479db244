import json
from datetime import timedelta

import numpy as np
import pytest

from dialogue.base import CHUNK_SAMPLES, Samples
from dialogue.sound import decode
from dialogue.vad import Endpointer, Options, Stage, Utterance, VoiceActivity
from tests.dialogue.conftest import bench_folder, silence

CHUNK_S = 0.032


def feed(endpointer: Endpointer, *stretches: tuple[float, float]) -> list[Utterance]:
    """Feed chunks with a probability each for so many seconds; the samples of a chunk hold its number."""
    ended = []
    number = 0
    for seconds, probability in stretches:
        for _ in range(round(seconds / CHUNK_S)):
            utterance = endpointer.feed(np.full(CHUNK_SAMPLES, number, dtype=np.int16), probability)
            number += 1
            if utterance is not None:
                ended.append(utterance)
    return ended


def utterances_in(samples: Samples) -> list[Utterance]:
    activity, endpointer = VoiceActivity(), Endpointer(Options())
    activity.start()
    found = []
    for start in range(0, len(samples) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        chunk = samples[start : start + CHUNK_SAMPLES]
        found.append(endpointer.feed(chunk, activity.probability(chunk)))
    return [utterance for utterance in [*found, endpointer.finish()] if utterance is not None]


def test_silence_yields_nothing() -> None:
    endpointer = Endpointer(Options())
    assert feed(endpointer, (10, 0.1)) == []
    assert endpointer.finish() is None
    assert endpointer.stage is Stage.SILENCE


def test_a_click_is_no_speech() -> None:
    endpointer = Endpointer(Options())
    assert feed(endpointer, (1, 0.0), (0.1, 0.9), (2, 0.0)) == []


def test_speech_is_cut_with_its_pre_roll_and_ends_with_the_silence() -> None:
    endpointer = Endpointer(Options())
    (utterance,) = feed(endpointer, (2, 0.0), (1, 0.9), (2, 0.0))
    assert utterance.start.total_seconds() == pytest.approx(1.5, abs=0.15)
    assert utterance.end.total_seconds() == pytest.approx(3.6, abs=0.07)
    assert utterance.spoken_until.total_seconds() == pytest.approx(3.0, abs=0.07)
    assert int(utterance.samples[0]) == round(utterance.start.total_seconds() / CHUNK_S)
    assert len(utterance.samples) == round((utterance.end - utterance.start).total_seconds() * 16_000)


def test_a_short_pause_does_not_part_a_sentence_and_a_long_one_does() -> None:
    assert len(feed(Endpointer(Options()), (1, 0.9), (0.5, 0.0), (1, 0.9), (1, 0.0))) == 1
    assert len(feed(Endpointer(Options()), (1, 0.9), (0.8, 0.0), (1, 0.9), (1, 0.0))) == 2


def test_what_is_between_the_thresholds_goes_on_but_does_not_begin() -> None:
    endpointer = Endpointer(Options())
    assert feed(endpointer, (3, 0.4)) == []
    assert endpointer.stage is Stage.SILENCE
    assert feed(Endpointer(Options()), (0.5, 0.9), (5, 0.4)) == []


def test_endless_speech_is_cut() -> None:
    found = feed(Endpointer(Options(longest=timedelta(seconds=3))), (10, 0.9))
    assert [round((utterance.end - utterance.start).total_seconds(), 1) for utterance in found] == [3.0, 3.0, 3.0]


def test_finishing_gives_what_was_going_on() -> None:
    endpointer = Endpointer(Options())
    feed(endpointer, (1, 0.9))
    assert endpointer.stage is Stage.SPEECH
    utterance = endpointer.finish()
    assert utterance is not None
    assert len(utterance.samples) == round(1 / CHUNK_S) * CHUNK_SAMPLES


@pytest.mark.slow
def test_noise_and_hiss_yield_nothing() -> None:
    hiss = np.random.default_rng(1).normal(scale=500, size=16_000 * 10).astype(np.int16)
    assert utterances_in(hiss) == []
    assert utterances_in(decode(bench_folder("speech") / "noise" / "kitchen.wav")[: 60 * 16_000]) == []


@pytest.mark.slow
def test_a_real_recording_is_one_utterance() -> None:
    folder = bench_folder("speech")
    cases = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()][::3]
    assert len(cases) > 30
    found = []
    for case in cases:
        sound = np.concatenate([silence(0.5), decode(folder / case["file"]), silence(1.0)])
        found.append(len(utterances_in(sound)))
    assert found.count(1) >= 0.97 * len(cases)
