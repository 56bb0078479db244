"""Clean sound gets silence around it, and noise none."""

import numpy as np

from dialogue._surrounding import AROUND, surrounded
from dialogue.base import SAMPLE_RATE_HZ, Samples, duration_of

SECOND = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
VOICE: Samples = (9000 * np.sin(2 * np.pi * 220 * SECOND) * (np.sin(2 * np.pi * 2.5 * SECOND) > 0)).astype(np.int16)


def test_clean_speech_begins_and_ends_in_silence() -> None:
    sound = surrounded(VOICE)
    edge = round(AROUND.total_seconds() * SAMPLE_RATE_HZ)
    assert duration_of(sound) == duration_of(VOICE) + 2 * AROUND
    assert not sound[:edge].any()
    assert not sound[-edge:].any()
    assert np.array_equal(sound[edge:-edge], VOICE)


def test_what_is_said_in_noise_stays_as_it_is() -> None:
    noise = np.random.default_rng(3).normal(scale=900, size=len(VOICE))
    noisy: Samples = (VOICE + noise).astype(np.int16)
    assert np.array_equal(surrounded(noisy), noisy)
