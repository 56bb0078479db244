import numpy as np
import pytest

from dialogue._log_mel import LogMel
from tests.dialogue.conftest import tone


@pytest.mark.slow
@pytest.mark.parametrize("level", [0.0, 0.001, 0.9])
def test_the_numbers_are_those_that_the_encoder_was_trained_on(level: float) -> None:
    from faster_whisper.feature_extractor import FeatureExtractor

    sound = (np.random.default_rng(1).standard_normal(24_000) * level / 4).astype(np.float32)
    sound[:8_000] = 0.0
    sound += tone(1.5).astype(np.float32) / 32768 * level
    theirs = FeatureExtractor()(sound, padding=0)
    assert np.abs(LogMel().of(sound) - theirs).max() < 1e-5


def test_a_tone_stands_in_its_band_alone() -> None:
    times_s = np.arange(16_000) / 16_000
    low, high = (
        LogMel().of((0.5 * np.sin(2 * np.pi * hz * times_s)).astype(np.float32))[:, 50] for hz in (200.0, 4_000.0)
    )
    assert int(np.argmax(low)) < 10
    assert int(np.argmax(high)) > 50
    assert low[60] < low.max() - 1.0
