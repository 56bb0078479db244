import numpy as np
import pytest

from dialogue.base import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Samples
from dialogue.echo import FRAME_SAMPLES, EchoGuard

DELAY = FRAME_SAMPLES * 6


@pytest.fixture
def guard() -> EchoGuard:
    made = EchoGuard()
    assert made.readiness().ready
    made.start()
    return made


def noise(seconds: float, level: float, seed: int = 1) -> Samples:
    """Noise that comes and goes as syllables do."""
    count = round(seconds * SAMPLE_RATE_HZ)
    envelope = 0.5 + 0.5 * np.sin(np.arange(count) / SAMPLE_RATE_HZ * 2 * np.pi * 4)
    return (np.random.default_rng(seed).normal(size=count) * envelope * level).astype(np.int16)


def delayed(sound: Samples) -> Samples:
    return np.concatenate([np.zeros(DELAY, dtype=np.int16), sound])[: len(sound)]


def through(guard: EchoGuard, far: Samples, near: Samples) -> Samples:
    cleaned = []
    for start in range(0, len(near) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        guard.played(far[start : start + CHUNK_SAMPLES])
        cleaned.append(guard.clean(near[start : start + CHUNK_SAMPLES]))
    return np.concatenate(cleaned)


def power_db(sound: Samples) -> float:
    return float(10 * np.log10(np.mean(sound.astype(np.float64) ** 2) + 1))


def test_its_own_voice_is_taken_away(guard: EchoGuard) -> None:
    far = noise(6, 3000)
    cleaned = through(guard, far, delayed(far))
    second = slice(3 * SAMPLE_RATE_HZ, 5 * SAMPLE_RATE_HZ)
    assert power_db(delayed(far)[second]) - power_db(cleaned[second]) > 20


def test_the_voice_of_others_stays(guard: EchoGuard) -> None:
    near = noise(4, 3000, seed=2)
    cleaned = through(guard, np.zeros_like(near), near)
    second = slice(2 * SAMPLE_RATE_HZ, 3 * SAMPLE_RATE_HZ)
    assert abs(power_db(near[second]) - power_db(cleaned[second])) < 3


def test_a_chunk_stays_as_long_as_it_was_whatever_its_length(guard: EchoGuard) -> None:
    for length in (512, 1, 160, 159, 511, 0, 512):
        assert len(guard.clean(noise(1, 500)[:length])) == length


def test_it_learns_the_way_while_it_sounds(guard: EchoGuard) -> None:
    through(guard, np.zeros(4 * SAMPLE_RATE_HZ, dtype=np.int16), noise(4, 3000))
    assert not guard.knows_the_way
    far = noise(4, 3000)
    through(guard, far, delayed(far))
    assert guard.knows_the_way


def test_what_was_silenced_is_not_waited_for(guard: EchoGuard) -> None:
    guard.played(noise(5, 3000))
    guard.silenced()
    near = noise(3, 3000, seed=2)
    cleaned = through(guard, np.zeros_like(near), near)
    assert abs(power_db(near[SAMPLE_RATE_HZ:]) - power_db(cleaned[SAMPLE_RATE_HZ:])) < 3


def test_a_dead_microphone_does_not_gather_sound(guard: EchoGuard) -> None:
    for _ in range(40):
        guard.played(noise(1, 100))
    assert len(guard._far) <= 30 * SAMPLE_RATE_HZ
