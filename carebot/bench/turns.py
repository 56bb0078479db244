"""Turns of talk at the pace of real time: how soon an answer begins, and how soon the robot falls silent for her.

Sentences are made by the voices that are installed and heard by the robot's own ears. An answer begins with the first
sound of the first sentence; she interrupts while the robot's voice comes back from a room.
"""

import argparse
import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from carebot.assembly.hearing import Hearing as Understanding
from carebot.assembly.hearing import build_recognizers, build_spotter
from carebot.assembly.voices import build_voices, usable
from carebot.bench._interpreting import hearing_of
from carebot.bench._interruptions import falsely_silent, silent_after
from carebot.bench._listening import KeptOpen
from carebot.commands.terminal import here
from carebot.core.errors import CarebotError, ModelError
from carebot.core.language import Language, Text
from carebot.settings import Settings, load
from dialogue.base import (
    CHUNK,
    CHUNK_SAMPLES,
    SAMPLE_RATE_HZ,
    AudioSource,
    Heard,
    Interpretation,
    Readiness,
    Recognizer,
    Samples,
    Voice,
)
from dialogue.ears import Ears, Hearing, Told
from dialogue.second_hearing import most_sensible
from dialogue.sound import decode, resample

SENTENCES: Final = {
    Language.ZH: ("现在几点了", "给我拿杯水", "帮我叫护理员", "陪我聊聊天", "今天天气怎么样", "给我讲个故事"),
    Language.EN: (
        *("what time is it", "bring me some water", "please call the nurse", "talk to me for a while"),
        *("what is the weather like today", "tell me a story"),
    ),
}
ANSWER: Final = Text(zh="好的，我这就去。", en="All right, I am on my way.")
TALK: Final = Text(
    zh="从前有座山，山里有座庙，庙里有个老和尚，正在给小和尚讲故事。",
    en="Once upon a time there was a mountain, and on the mountain there stood an old temple with a bell.",
)
_LEAD_S: Final = 1.0
_REST_S: Final = 3.5
_AUDIBLE: Final = 0.02
_NO_ENGINE: Final = Text(
    zh="没有可用的语音识别或语音，请运行：carebot models install",
    en="There is no recogniser or no voice. Run: carebot models install",
)
_READY: Final = Readiness(ready=True, detail=Text(zh="由语音引擎说出。", en="A voice speaks it."))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the suite takes."""
    parser.add_argument(
        "--sentences",
        type=int,
        default=6,
        help=here(Text(zh="每种语言几句（默认 6）", en="sentences of each language (default: 6)")),
    )
    parser.add_argument(
        "--noise",
        type=Path,
        metavar="WAV",
        help=here(Text(zh="没有人声、机器人照说不误的噪声", en="noise without speech that the robot talks on in")),
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """The figures, in seconds and milliseconds; raises ModelError without engines."""
    noise = decode(args.noise) if args.noise is not None else None
    return asyncio.run(measure(load(None, {}), args.sentences, noise))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Engines:
    recognizers: Sequence[Recognizer]
    voices: dict[Language, Voice]
    hearing: Understanding

    def meaning(self, heard: Heard) -> Interpretation:
        """What words mean, as the robot takes them: another way to hear them counts where they ask for nothing."""
        sensible = most_sensible(heard, self.hearing.interpreter, self.hearing.pieces)
        return self.hearing.interpreter.interpret(sensible.text, sensible.language)


class _Paced(AudioSource):
    """Sound in real time, and what the loudspeaker plays beside it. `spoken_at` is when she ended, `begun_at` began."""

    def __init__(self, sound: Samples, begins: int, ends: int) -> None:
        self.sound = sound
        self.begins, self.ends = begins, ends
        self.begun_at = self.spoken_at = 0.0

    def readiness(self) -> Readiness:
        return _READY

    async def chunks(self) -> AsyncGenerator[Samples, None]:
        began = time.monotonic()
        self.begun_at, self.spoken_at = (began + at / SAMPLE_RATE_HZ for at in (self.begins, self.ends))
        for number in range(len(self.sound) // CHUNK_SAMPLES):
            due = began + (number + 1) * CHUNK.total_seconds()
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            yield self.sound[number * CHUNK_SAMPLES : (number + 1) * CHUNK_SAMPLES]


async def measure(settings: Settings, sentences: int, noise: Samples | None = None) -> dict[str, Any]:
    """Answers and interruptions, one sentence after the other; `noise` is what the robot is to talk on in."""
    engines = await asyncio.to_thread(_engines, settings)
    answers: list[float] = []
    understood: list[float] = []
    silenced: list[float] = []
    missed = 0
    for language, said in SENTENCES.items():
        for text in said[:sentences]:
            turn = await _answered(engines, text, language)
            if turn is None:
                missed += 1
            else:
                answers.append(turn[0])
                understood.append(turn[1])
            talk = await asyncio.to_thread(_spoken, engines, TALK.in_(language), language)
            said_by_her = await asyncio.to_thread(_spoken, engines, text, language)
            silent = await silent_after(talk, said_by_her)
            silenced += [] if silent is None else [silent]
    talk = await asyncio.to_thread(_spoken, engines, TALK.zh, Language.ZH)
    return {
        "answer_s": _percentiles(answers),
        "understand_ms": _percentiles([1000 * one for one in understood]),
        "silent_after_ms": _percentiles([1000 * one for one in silenced]),
        "falsely_silent": await falsely_silent(talk, noise),
        "not_answered": missed,
        "not_silenced": sum(len(said[:sentences]) for said in SENTENCES.values()) - len(silenced),
    }


def _engines(settings: Settings) -> _Engines:
    hearing = hearing_of(settings, by_meaning=settings.speech.by_meaning)
    recognizers = [KeptOpen(one) for one in build_recognizers(settings, hearing.known)[0] if one.readiness().ready]
    voices: dict[Language, Voice] = {}
    for voice in usable(build_voices(settings.speech)):
        try:
            voice.start()
        except CarebotError:
            continue
        for language in voice.languages:
            voices.setdefault(language, voice)
    if not recognizers or len(voices) < len(Language):
        raise ModelError(_NO_ENGINE)
    hearing.interpreter.start()
    return _Engines(recognizers=recognizers, voices=voices, hearing=hearing)


def _spoken(engines: _Engines, text: str, language: Language) -> Samples:
    speech = engines.voices[language].synthesize(text, language)
    return resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ)


def _placed(sound: Samples) -> _Paced:
    """`sound` after and before silence, with the moments at which it becomes audible and ends to be."""
    audible = np.flatnonzero(np.abs(sound) > _AUDIBLE * np.abs(sound).max(initial=1))
    lead = round(_LEAD_S * SAMPLE_RATE_HZ)
    rest = np.zeros(round(_REST_S * SAMPLE_RATE_HZ), dtype=np.int16)
    whole = np.concatenate([np.zeros(lead, dtype=np.int16), sound, rest])
    return _Paced(whole, lead + int(audible[0]), lead + int(audible[-1]))


async def _answered(engines: _Engines, text: str, language: Language) -> tuple[float, float] | None:
    """Seconds from the end of her sentence to the first sound of an answer, and those to understand the words."""
    source = _placed(await asyncio.to_thread(_spoken, engines, text, language))
    found: list[tuple[float, float]] = []

    def heard(hearing: Hearing) -> None:
        began = time.monotonic()
        meant = engines.meaning(hearing.heard)
        understanding = time.monotonic() - began
        if meant.intent is not None and not found:
            engines.voices[language].synthesize(ANSWER.in_(language), language)
            found.append((time.monotonic() - source.spoken_at, understanding))

    def whole(words: Heard) -> bool:
        return engines.hearing.interpreter.interpret(words.text, words.language).intent is not None

    told = Told(heard=heard, urgent=lambda _: None, fault=lambda _: None)
    spotter = build_spotter()
    await _listen(Ears(source, engines.recognizers, told, spotter=spotter, whole=whole))
    return found[0] if found else None


async def _listen(ears: Ears) -> None:
    await ears.start()
    try:
        await ears.run()
    finally:
        await ears.aclose()


def _percentiles(values: list[float]) -> dict[str, float] | None:
    if not values:
        return None
    return {"p50": round(float(np.percentile(values, 50)), 3), "p90": round(float(np.percentile(values, 90)), 3)}
