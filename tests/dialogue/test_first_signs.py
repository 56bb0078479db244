import numpy as np

from dialogue._first_signs import FirstSigns, Options
from dialogue.base import CHUNK_SAMPLES, Samples


def chunk(level: float) -> Samples:
    return (np.random.default_rng(3).standard_normal(CHUNK_SAMPLES) * level).astype(np.int16)


def settled(level: float = 50) -> FirstSigns:
    """After two seconds of sound at `level` that is no speech."""
    signs = FirstSigns()
    for _ in range(60):
        assert not signs.feed(chunk(level), 0.01)
    return signs


def test_a_rise_that_may_be_speech_is_a_sign_at_once() -> None:
    assert settled().feed(chunk(500), 0.06)


def test_a_rise_that_is_no_speech_is_none_and_neither_is_what_is_no_louder() -> None:
    assert not settled().feed(chunk(500), 0.001)
    assert not settled().feed(chunk(60), 0.3)


def test_a_steeper_rise_needs_to_be_less_like_speech() -> None:
    assert settled().feed(chunk(500), 0.03)
    assert not settled().feed(chunk(150), 0.03)


def test_plain_speech_is_a_sign_however_soft() -> None:
    assert settled().feed(chunk(40), 0.6)


def test_a_sign_that_nothing_follows_is_over_soon() -> None:
    signs = settled()
    assert signs.feed(chunk(500), 0.1)
    held = 0
    while signs.feed(chunk(50), 0.01):
        held += 1
    assert held == 6


def test_what_may_be_speech_keeps_it_up() -> None:
    signs = settled()
    signs.feed(chunk(500), 0.1)
    assert all(signs.feed(chunk(100), 0.25) for _ in range(30))


def test_noise_that_stays_is_no_sign_for_long() -> None:
    signs = settled()
    assert signs.feed(chunk(500), 0.1)
    told = [signs.feed(chunk(500), 0.1) for _ in range(60)]
    assert not any(told[30:])


def test_the_first_sound_of_all_is_no_rise() -> None:
    assert not FirstSigns(Options()).feed(chunk(5000), 0.3)


def test_after_a_reset_nothing_is_left_of_it() -> None:
    signs = settled()
    assert signs.feed(chunk(500), 0.1)
    signs.reset()
    assert not signs.feed(chunk(50), 0.3)
