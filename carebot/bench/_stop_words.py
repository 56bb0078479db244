"""How well stop and help words are heard, how soon, and how often they are heard where nobody said them.

Every sound passes the voice activity detector first, chunk by chunk, as it does in the ears.
"""

import itertools
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any, Final

import numpy as np

from carebot.bench._ordinary_speech import EVERYDAY, NEAR_MISSES
from carebot.bench._stop_scenes import AUDIBLE, at_level, last_audible, microphone, music, rms, room
from carebot.core.errors import CarebotError
from carebot.core.intents import HELP, STOP
from carebot.core.language import Language
from dialogue.base import CHUNK_SAMPLES, SAMPLE_RATE_HZ, Manner, Samples, Spotter, Voice
from dialogue.sound import resample
from dialogue.vad import VoiceActivity

Figures = dict[str, Any]

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
_BEFORE_S, _AFTER_S, _PAUSE_S = 1.6, 1.2, 0.6
_LATE_S: Final = 1.2
"""A cry that is heard later than this after its end was not heard by the spotter."""
_VOICED: Final = 0.5


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
    language: Language
    intent: str
    samples: Samples
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    intent: str
    at: int
    computing_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Every so many-th sound of all, the first being `number`: parts of a long measurement, counted from zero."""

    number: int = 0
    of: int = 1

    def has(self, place: int) -> bool:
        """Whether what stands in this place belongs to it."""
        return place % self.of == self.number


WHOLE: Final = Part()


def measure(spotter: Spotter, material: Material, part: Part = WHOLE) -> Figures:
    """All that was heard of a part by a started `spotter` that answers within `accept`: what `figures` reckons with.

    Latency is the time from the end of a word to the end of the chunk with which it was told, and the computing for it.
    """
    return _heard(spotter, material, part) | _falsely_heard(spotter, material, part)


def figures(parts: Sequence[Figures]) -> Figures:
    """The figures of all parts together: shares of cries heard, delays, and false alarms in so many minutes."""
    cries = [cry for part in parts for cry in part["cries"]]
    found: Figures = {}
    for key, delays, noisy in (("heard", "latency_ms", False), ("heard_noise", "latency_noise_ms", True)):
        these = [cry for cry in cries if cry["noise"] is noisy]
        if these:
            found[key] = _share(these)
            found[f"{key}_by"] = {by: _shares(these, by) for by in ("language", "word", "voice")}
            found[delays] = _percentiles([cry["delay_ms"] for cry in these if cry["delay_ms"] is not None])
            found[f"{key}_of"] = len(these)
    total = {key: sum(part[key] for part in parts) for key in ("speech_min", "near_misses_min", "noise_min")}
    told = {key: [each for part in parts for each in part[key]] for key in ("false", "near_misses", "false_in_noise")}
    per_30_min = round(len(told["false"]) * 30 / total["speech_min"], 2) if total["speech_min"] else None
    return found | {
        "false_per_30_min": per_30_min,
        **told,
        **{key: round(minutes, 1) for key, minutes in total.items()},
        "false_in_music": sum(part["false_in_music"] for part in parts),
        "false_in_silence": sum(part["false_in_silence"] for part in parts),
    }


def _heard(spotter: Spotter, material: Material, part: Part) -> Figures:
    """Each cry of the part, in a quiet place and in noise, and how soon it was heard."""
    cries: list[Figures] = []
    for noise in (None, material.noise)[: 1 if material.noise is None else 2]:
        for cry in _cries(material, noise, part):
            answer = _first(spotter, cry)
            about = {"noise": noise is not None, "voice": cry.voice, "word": cry.text, "language": cry.language.value}
            cries.append(about | {"delay_ms": None if answer is None else round(_delay_ms(cry, answer))})
    return {"cries": cries}


def _falsely_heard(spotter: Spotter, material: Material, part: Part) -> Figures:
    """What is heard in ordinary speech, in noise and in music, where nobody cries."""
    recorded = ((f"recording {number}", each) for number, each in enumerate(material.speech) if part.has(number))
    minutes, told = _falsely_told(spotter, itertools.chain(_sentences(material, EVERYDAY, part), recorded))
    near_minutes, nearly = _falsely_told(spotter, _sentences(material, NEAR_MISSES, part))
    noise = material.noise if material.noise is not None and not part.number else np.zeros(0, dtype=np.int16)
    chords, silence = (music(), np.zeros(SAMPLE_RATE_HZ * 30)) if not part.number else (np.zeros(0), np.zeros(0))
    return {
        "false": told,
        "near_misses": nearly,
        "false_in_noise": [answer.intent for answer in _listen(spotter, noise)],
        "speech_min": minutes,
        "near_misses_min": near_minutes,
        "noise_min": len(noise) / SAMPLE_RATE_HZ / 60,
        "false_in_music": len(_listen(spotter, microphone(chords))),
        "false_in_silence": len(_listen(spotter, microphone(silence))),
    }


def _falsely_told(spotter: Spotter, spoken: Iterable[tuple[str, Samples]]) -> tuple[float, list[str]]:
    """How many minutes all of `spoken` lasts, and what was told in it."""
    minutes, told = 0.0, []
    pause = np.zeros(round(_PAUSE_S * SAMPLE_RATE_HZ))
    for name, samples in spoken:
        sound = np.concatenate([at_level(samples, _LEVEL_DBFS), pause])
        minutes += len(sound) / SAMPLE_RATE_HZ / 60
        told += [f"{answer.intent}: {name}" for answer in _listen(spotter, microphone(sound))]
    return minutes, told


def _cries(material: Material, noise: Samples | None, part: Part) -> Iterator[_Cry]:
    """Every cry by every voice at every rate: in turn at ordinary level, softly, and in a room that echoes."""
    wanted = [
        (name, voice, language, text, rate)
        for name, voice in material.voices.items()
        for language in sorted(voice.languages)
        for text in CRIES[language]
        for rate in material.rates
    ]
    for number, (name, voice, language, text, rate) in enumerate(wanted, start=1):
        if not part.has(number):
            continue
        spoken = _spoken(voice, f"{text}{'！' if language is Language.ZH else '!'}", language, rate)
        if spoken is not None:
            scene, end = _scene(spoken, number, noise)
            intent = CRIES[language][text]
            yield _Cry(voice=name, text=text, language=language, intent=intent, samples=scene, end=end)


def _scene(spoken: Samples, number: int, noise: Samples | None) -> tuple[Samples, int]:
    """The `spoken` cry with silence or noise around it, and the sample with which it ends."""
    level = _LEVEL_DBFS + (_SOFT_DB if number % 3 == 1 else 0.0)
    cry = at_level(spoken, level)
    end = last_audible(cry)
    if number % 3 == 2:
        cry = np.convolve(cry, room())
    before, after = round(_BEFORE_S * SAMPLE_RATE_HZ), round(_AFTER_S * SAMPLE_RATE_HZ)
    sound = np.concatenate([np.zeros(before), cry, np.zeros(after)])
    if noise is not None:
        start = number * 7919 % max(1, len(noise) - len(sound))
        piece = np.resize(noise[start:], len(sound)).astype(np.float64)
        piece *= rms(cry) / max(1.0, rms(piece)) / 10 ** (NOISE_BELOW_DB / 20)
        sound = sound + piece
    return microphone(sound, seed=number), before + end


def _sentences(
    material: Material, sentences: Mapping[Language, Sequence[str]], part: Part
) -> Iterator[tuple[str, Samples]]:
    wanted = [
        (name, voice, language, text)
        for name, voice in material.voices.items()
        for language in sorted(voice.languages)
        for text in sentences[language]
    ]
    for number, (name, voice, language, text) in enumerate(wanted):
        spoken = _spoken(voice, text, language, 1.0) if part.has(number) else None
        if spoken is not None:
            yield f"{name}: {text}", spoken


def _spoken(voice: Voice, text: str, language: Language, rate: float) -> Samples | None:
    """The sound of `text` at 16 kHz without what is silent around it; None where the voice has none for it."""
    try:
        speech = voice.synthesize(text, language, manner=Manner(rate=rate))
    except CarebotError:
        return None
    sound = resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > AUDIBLE * np.abs(sound.astype(np.int32)).max())
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


def _share(cries: Sequence[Figures]) -> float:
    return round(sum(cry["delay_ms"] is not None for cry in cries) / len(cries), 4)


def _shares(cries: Sequence[Figures], by: str) -> dict[str, float]:
    groups: dict[str, list[Figures]] = defaultdict(list)
    for cry in cries:
        groups[cry[by]].append(cry)
    return {name: _share(group) for name, group in groups.items()}


def _percentiles(delays_ms: Sequence[float]) -> Figures:
    if len(delays_ms) < 2:
        return {"p50": None, "p90": None}
    deciles = quantiles(delays_ms, n=10)
    return {"p50": round(deciles[4]), "p90": round(deciles[8])}
