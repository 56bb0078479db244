"""Silence is counted from the loudspeaker's own blocks, with the robot's own ears."""

from collections.abc import Callable

import numpy as np
import pytest

from carebot.bench import _interruptions
from carebot.bench._interruptions import cough, door, falsely_silent, knocks, silent_after
from dialogue.base import SAMPLE_RATE_HZ, Samples
from dialogue.vad import VoiceActivity

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for real time, few things happen, and what is loud after the canceller is speech."""
    monkeypatch.setattr(_interruptions, "_TIMES", 1)
    monkeypatch.setattr(_interruptions._Air, "_until", _at_once)
    monkeypatch.setattr(VoiceActivity, "start", lambda _self: None)
    monkeypatch.setattr(VoiceActivity, "probability", lambda _self, chunk: float(np.abs(chunk).max() > 2_000))


async def _at_once(_air: object, _sample: int) -> None:
    return


def talk(seconds: float) -> Samples:
    """Noise that comes and goes as syllables do."""
    count = round(seconds * SAMPLE_RATE_HZ)
    envelope = 0.5 + 0.5 * np.sin(np.arange(count) / SAMPLE_RATE_HZ * 2 * np.pi * 4)
    return (np.random.default_rng(1).normal(size=count) * envelope * 3000).astype(np.int16)


async def test_who_speaks_loud_enough_silences_it_soon() -> None:
    took_s = await silent_after(talk(4), talk(1.0)[::-1].copy())
    assert took_s is not None
    assert 0.0 < took_s < 0.5


async def test_what_is_never_speech_is_talked_on_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VoiceActivity, "probability", lambda _self, _chunk: 0.0)
    assert await silent_after(talk(4), talk(1.0)[::-1].copy()) is None


async def test_what_disturbs_is_counted_by_its_kind() -> None:
    found = await falsely_silent(talk(4), talk(1))
    assert set(found) == {"its own voice", "coughs", "knocks", "doors", "noise"}
    assert found["its own voice"]["interrupted"] == 0
    assert found["noise"]["seconds"] == 3 * found["coughs"]["seconds"]


@pytest.mark.parametrize("made", [cough, knocks, door])
def test_each_disturbance_is_another(
    made: Callable[[np.random.Generator], np.ndarray[tuple[int], np.dtype[np.float64]]],
) -> None:
    one, other = (made(np.random.default_rng(seed)) for seed in (1, 2))
    assert not np.array_equal(one, other)
