import numpy as np
import pytest

from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ
from tools.stop_words import scenes
from tools.stop_words.bodies import another
from tools.stop_words.scenes import RATE_HZ, level_of, preceded, scene, trimmed
from tools.stop_words.sounds import Sound, convolved, filtered, resampled, room


def tone(hz: float, seconds: float = 0.5) -> Sound:
    return 5000 * np.sin(2 * np.pi * hz * np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ)


def pitch_hz(sound: Sound) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound)))) * SAMPLE_RATE_HZ / len(sound)


@pytest.mark.parametrize("ratio", [0.8, 1.0, 1.25])
def test_resampled_it_is_longer_and_lower(ratio: float) -> None:
    sound = resampled(tone(400), ratio)
    assert len(sound) == round(8_000 * ratio)
    assert pitch_hz(sound) == pytest.approx(400 / ratio, abs=3)
    assert level_of(sound) == pytest.approx(level_of(tone(400)), rel=0.02)


def test_a_band_lets_through_what_is_in_it() -> None:
    both = tone(200) + tone(1_000) + tone(6_000)
    assert level_of(filtered(both, 500, 3_000) - tone(1_000)) < 30
    assert level_of(filtered(both, 0, 300) - tone(200)) < 30


def test_a_room_answers_at_once_and_dies_away() -> None:
    for seed in range(8):
        answer = room(np.random.default_rng(seed))
        first, last = answer[:80], answer[-len(answer) // 4 :]
        assert answer[0] > 0
        assert np.abs(first).max() > 5 * np.abs(last).max()
        assert len(answer) <= 0.85 * SAMPLE_RATE_HZ
        assert len(convolved(tone(300), answer)) == 8_000 + len(answer) - 1


def test_another_body_says_the_same_in_another_voice_and_by_the_seed() -> None:
    sound = tone(300, 0.8)
    voices = [another(sound, np.random.default_rng(seed), Language.EN) for seed in range(12)]
    again = another(sound, np.random.default_rng(3), Language.EN)
    assert np.array_equal(voices[3], again)
    assert len({len(voice) for voice in voices}) > 4
    assert all(np.isfinite(voice).all() and 0.4 < len(voice) / len(sound) < 2.2 for voice in voices)
    assert np.ptp([pitch_hz(voice) for voice in voices]) > 60


def test_a_scene_holds_its_clip_where_it_says() -> None:
    clip = tone(500)
    others = [np.random.default_rng(9).standard_normal(20_000) * 900]
    for seed in range(30):
        heard = scene(clip, 20_000, 9_000, others, np.random.default_rng(seed))
        within = level_of(heard.samples[heard.start : heard.end])
        assert heard.start == 20_000
        assert len(heard.samples) == heard.end + 9_000
        assert within > np.sqrt(np.mean(heard.samples[2_000:18_000] ** 2)) * 0.9
        assert np.abs(heard.samples).max() <= 32768


def test_a_breath_is_drawn_before_and_held_for_a_moment() -> None:
    for seed in range(8):
        breath = scenes._breath(np.random.default_rng(seed))
        loud = np.flatnonzero(np.abs(breath) > 0.3 * np.abs(breath).max())
        assert 0.15 <= len(breath) / RATE_HZ <= 0.63
        assert loud[0] > 100
        assert loud[-1] < len(breath) - 100


def test_some_draw_breath_before_they_cry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "_noise", lambda count, _others, _drawn: np.zeros(count))

    def louder_before(share: float) -> int:
        monkeypatch.setattr(scenes, "_BREATH", share)
        heard = [scene(tone(500), 20_000, 9_000, [], np.random.default_rng(seed)).samples for seed in range(12)]
        return sum(sound[11_000:20_000].std() > 1.5 * sound[:8_000].std() for sound in heard)

    assert louder_before(0.0) < 4
    assert louder_before(1.0) > 8


@pytest.mark.parametrize("kind", range(6))
def test_every_noise_is_as_strong_as_another(kind: int) -> None:
    drawn = np.random.default_rng(kind)
    others = [drawn.standard_normal(30_000) * 500 for _ in range(3)]
    noise = [scenes._noise(16_000, others, drawn) for _ in range(6)]
    assert all(0.5 < sound.std() < 1.5 for sound in noise)


def test_somebody_speaks_before_the_cry_with_a_pause() -> None:
    others = [tone(100)]
    heard = scene(tone(500), 20_000, 9_000, others, np.random.default_rng(4))
    before = preceded(heard, tone(900), 4_000)
    changed = np.flatnonzero(before.samples != heard.samples)
    assert changed[-1] < heard.start - 4_000
    assert len(changed) > 7_000


def test_silence_around_a_clip_is_cut_off() -> None:
    padded = np.concatenate([np.zeros(5_000), tone(400), np.zeros(5_000)])
    assert abs(len(trimmed(padded)) - 8_000) < 800
    assert RATE_HZ == SAMPLE_RATE_HZ
