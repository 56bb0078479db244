"""How well stop and help words are heard, how soon, and how often they are heard where nobody said them.

Every sound passes the voice activity detector first, chunk by chunk, as it does in the ears.
"""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from carebot.bench._ordinary_speech import EVERYDAY, NEAR_MISSES
from carebot.core.errors import CarebotError
from carebot.core.intents import HELP, STOP
from carebot.core.language import Language
from dialogue.base import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Manner, Samples, Spotter, Voice
from dialogue.sound import resample
from dialogue.vad import VoiceActivity

Figures = dict[str, Any]
Sound = npt.NDArray[np.float64]

CRIES: Final = {
    Language.ZH: {
        **dict.fromkeys(("停", "停下", "停下来", "别动", "住手", "不要"), STOP),
        **dict.fromkeys(("救命", "救命啊", "来人", "来人啊", "我摔倒了"), HELP),
    },
    Language.EN: {"Stop": STOP, "Help": HELP, "Help me": HELP, "I fell": HELP},
}
"""What is cried, and what it asks for."""

RATES: Final = (0.8, 1.0, 1.3)
NOISE_BELOW_DB: Final = 10.0
"""How far the noise lies below the level of the speech while somebody speaks."""

_LEVEL_DBFS: Final = -26.0
"""The level of speech at a microphone across a room (ITU-T P.56 speech level, common in telephony tests)."""
_SOFT_DB: Final = -14.0
_ROOM_TONE: Final = 8.0
"""Standard deviation of the microphone's own noise, in steps of 16 bits."""
_BEFORE_S, _AFTER_S, _PAUSE_S = 1.6, 1.2, 0.6
_LATE_S: Final = 1.2
"""A cry that is heard later than this after its end was not heard by the spotter."""
_VOICED: Final = 0.5
_AUDIBLE: Final = 0.03
"""The share of its peak below which a word's fading out is no longer the word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is listened to: voices by name, recordings of people who cry nothing, and noise without speech."""

    voices: Mapping[str, Voice]
    speech: Sequence[Samples] = ()
    noise: Samples | None = None
    rates: Sequence[float] = RATES


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cry:
    voice: str
    text: str
    intent: str
    samples: Samples
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    intent: str
    at: int
    computing_s: float


def measure(spotter: Spotter, material: Material) -> Figures:
    """All figures of a started `spotter` that answers within `accept`; needs about a third of the sound's time.

    Latency is the time from the end of a word to the end of the chunk with which it was told, and the computing for it.
    """
    return measure_heard(spotter, material) | measure_false(spotter, material)


def measure_heard(spotter: Spotter, material: Material) -> Figures:
    """The share of cries that are heard, in a quiet place and in noise, by word and voice."""
    figures: Figures = {}
    for key, noise in (("heard", None), ("heard_noise", material.noise)):
        if key == "heard_noise" and noise is None:
            continue
        found = [(cry, _first(spotter, cry)) for cry in _cries(material, noise)]
        figures[key] = _share([answer for _, answer in found])
        figures[f"{key}_by"] = {
            "language": _shares(found, lambda cry: "zh" if cry.text in CRIES[Language.ZH] else "en"),
            "word": _shares(found, lambda cry: cry.text),
            "voice": _shares(found, lambda cry: cry.voice),
        }
        delays = [_delay_ms(cry, answer) for cry, answer in found if answer is not None]
        figures["latency_ms" if noise is None else "latency_noise_ms"] = _percentiles(delays)
        figures[f"{key}_of"] = len(found)
    return figures


def measure_false(spotter: Spotter, material: Material) -> Figures:
    """What is heard in ordinary speech, in noise and in music, where nobody cries."""
    recorded = ((f"recording {number}", each) for number, each in enumerate(material.speech))
    minutes, told = _falsely_told(spotter, (*_sentences(material, EVERYDAY), *recorded))
    near_minutes, nearly = _falsely_told(spotter, _sentences(material, NEAR_MISSES))
    noise = [] if material.noise is None else _listen(spotter, material.noise)
    return {
        "false_per_30_min": round(len(told) * 30 / minutes, 2) if minutes else None,
        "false": told,
        "near_misses": nearly,
        "near_misses_min": round(near_minutes, 1),
        "speech_min": round(minutes, 1),
        "false_in_noise": None if material.noise is None else len(noise),
        "false_in_music": len(_listen(spotter, _microphone(_music()))),
        "false_in_silence": len(_listen(spotter, _microphone(np.zeros(SAMPLE_RATE_HZ * 30)))),
    }


def _falsely_told(spotter: Spotter, spoken: Iterable[tuple[str, Samples]]) -> tuple[float, list[str]]:
    """How many minutes all of `spoken` lasts, and what was told in it."""
    minutes, told = 0.0, []
    for name, samples in spoken:
        pause = np.zeros(round(_PAUSE_S * SAMPLE_RATE_HZ))
        sound = np.concatenate([_at_level(samples, _LEVEL_DBFS), pause])
        minutes += len(sound) / SAMPLE_RATE_HZ / 60
        told += [f"{answer.intent}: {name}" for answer in _listen(spotter, _microphone(sound))]
    return minutes, told


def _cries(material: Material, noise: Samples | None) -> Iterator[_Cry]:
    """Every cry by every voice at every rate: in turn at ordinary level, softly, and in a room that echoes."""
    number = 0
    for name, voice in material.voices.items():
        for language in sorted(voice.languages):
            for text, intent in CRIES[language].items():
                for rate in material.rates:
                    spoken = _spoken(voice, f"{text}{'！' if language is Language.ZH else '!'}", language, rate)
                    if spoken is None:
                        continue
                    number += 1
                    scene, end = _scene(spoken, number, noise)
                    yield _Cry(voice=name, text=text, intent=intent, samples=scene, end=end)


def _scene(spoken: Samples, number: int, noise: Samples | None) -> tuple[Samples, int]:
    """The `spoken` cry with silence or noise around it, and the sample with which it ends."""
    level = _LEVEL_DBFS + (_SOFT_DB if number % 3 == 1 else 0.0)
    cry = _at_level(spoken, level)
    end = _last_audible(cry)
    if number % 3 == 2:
        cry = np.convolve(cry, _room())
    before, after = round(_BEFORE_S * SAMPLE_RATE_HZ), round(_AFTER_S * SAMPLE_RATE_HZ)
    sound = np.concatenate([np.zeros(before), cry, np.zeros(after)])
    if noise is not None:
        start = number * 7919 % max(1, len(noise) - len(sound))
        piece = np.resize(noise[start:], len(sound)).astype(np.float64)
        piece *= _rms(cry) / max(1.0, _rms(piece)) / 10 ** (NOISE_BELOW_DB / 20)
        sound = sound + piece
    return _microphone(sound, seed=number), before + end


def _sentences(material: Material, sentences: Mapping[Language, Sequence[str]]) -> Iterator[tuple[str, Samples]]:
    for name, voice in material.voices.items():
        for language in sorted(voice.languages):
            for text in sentences[language]:
                spoken = _spoken(voice, text, language, 1.0)
                if spoken is not None:
                    yield f"{name}: {text}", spoken


def _spoken(voice: Voice, text: str, language: Language, rate: float) -> Samples | None:
    """The sound of `text` at 16 kHz without what is silent around it; None where the voice has none for it."""
    try:
        speech = voice.synthesize(text, language, manner=Manner(rate=rate))
    except CarebotError:
        return None
    sound = resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > _AUDIBLE * np.abs(sound.astype(np.int32)).max())
    return sound[loud[0] : loud[-1] + 1] if len(loud) else None


def _first(spotter: Spotter, cry: _Cry) -> _Answer | None:
    """The first answer, when it is the right one and comes in time; a right one before the word's end counts."""
    answers = _listen(spotter, cry.samples)
    if not answers or answers[0].intent != cry.intent or answers[0].at > cry.end + _LATE_S * SAMPLE_RATE_HZ:
        return None
    return answers[0]


def _listen(spotter: Spotter, samples: Samples) -> list[_Answer]:
    activity = VoiceActivity()
    activity.start()
    spotter.reset()
    answers = []
    for start in range(0, len(samples) - CHUNK_SAMPLES + 1, CHUNK_SAMPLES):
        chunk = samples[start : start + CHUNK_SAMPLES]
        voiced = activity.probability(chunk) >= _VOICED
        began_s = time.thread_time()
        intent = spotter.accept(chunk, voiced=voiced)
        if intent is not None:
            computing_s = time.thread_time() - began_s
            answers.append(_Answer(intent=intent.name, at=start + CHUNK_SAMPLES, computing_s=computing_s))
    return answers


def _delay_ms(cry: _Cry, answer: _Answer) -> float:
    return 1000 * ((answer.at - cry.end) / SAMPLE_RATE_HZ + answer.computing_s)


def _at_level(samples: Samples, level_dbfs: float) -> Sound:
    return samples.astype(np.float64) * (10 ** (level_dbfs / 20) * 32768 / max(1.0, _rms(samples)))


def _rms(samples: npt.NDArray[Any]) -> float:
    """The level while somebody speaks: frames of 20 ms within 20 dB of the loudest."""
    frames = samples[: len(samples) // 320 * 320].reshape(-1, 320).astype(np.float64)
    powers = np.mean(frames**2, axis=1) if len(frames) else np.zeros(1)
    return math.sqrt(float(np.mean(powers[powers >= powers.max() / 100])))


def _last_audible(sound: npt.NDArray[Any]) -> int:
    return int(np.flatnonzero(np.abs(sound) >= _AUDIBLE * np.abs(sound).max())[-1])


def _room() -> Sound:
    """The impulse response of a furnished room: direct sound, then noise that falls by 60 dB within 0.35 s."""
    count = round(0.35 * SAMPLE_RATE_HZ)
    tail = np.random.default_rng(1).standard_normal(count) * 10 ** (-3 * np.arange(count) / count) * 0.05
    tail[:30] = 0.0
    tail[0] = 1.0
    response: np.ndarray[Any, np.dtype[np.float64]] = tail
    return response


def _music() -> Sound:
    """A minute of chords with overtones, as of an organ and a glockenspiel in turn."""
    drawn = np.random.default_rng(2)
    notes = []
    for number in range(120):
        times_s = np.arange(SAMPLE_RATE_HZ // 2) / SAMPLE_RATE_HZ
        fading = np.exp(-times_s * (8 if number % 2 else 1))
        pitches_hz = 110 * 2 ** (drawn.integers(0, 36, size=3) / 12)
        chord = sum(np.sin(2 * np.pi * hz * part * times_s) / part for hz in pitches_hz for part in range(1, 6))
        notes.append(1500 * chord * fading)
    return np.concatenate(notes)


def _microphone(sound: npt.NDArray[Any], seed: int = 0) -> Samples:
    """`sound` as a microphone gives it: with a little noise of its own, clipped at full scale."""
    noisy = sound + np.random.default_rng(seed).normal(scale=_ROOM_TONE, size=len(sound))
    return np.clip(noisy, -32768, 32767).astype(np.int16)


def _share(answers: Iterable[_Answer | None]) -> float | None:
    heard = [answer is not None for answer in answers]
    return round(sum(heard) / len(heard), 4) if heard else None


def _shares(found: Sequence[tuple[_Cry, _Answer | None]], key: Callable[[_Cry], str]) -> dict[str, float | None]:
    groups: dict[str, list[_Answer | None]] = defaultdict(list)
    for cry, answer in found:
        groups[key(cry)].append(answer)
    return {name: _share(answers) for name, answers in groups.items()}


def _percentiles(delays_ms: Sequence[float]) -> Figures:
    if len(delays_ms) < 2:
        return {"p50": None, "p90": None}
    deciles = quantiles(delays_ms, n=10)
    return {"p50": round(deciles[4]), "p90": round(deciles[8])}
