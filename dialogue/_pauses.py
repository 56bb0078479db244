"""Rest between sentences, for whoever hears or thinks slowly: each sentence is spoken by itself, with silence between.

Nothing that has sound is left out.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import numpy as np

from dialogue.base import Samples, Speech

SENTENCE: Final = re.compile(r"[^。！？；!?;\n]*?(?:[。！？；!?;\n]+|\.(?=\s|$)|$)")
_SOUNDS: Final = re.compile(r"\w")


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of `text` in their order, each with its mark at the end; those without a letter are left out."""
    return tuple(found.strip() for found in SENTENCE.findall(text) if _SOUNDS.search(found))


def silence_of(pause: timedelta, rate_hz: int) -> Samples:
    """`pause` as samples."""
    return np.zeros(round(pause.total_seconds() * rate_hz), dtype=np.int16)


def with_pauses(text: str, pause: timedelta, speak: Callable[[str], Speech]) -> Speech:
    """What `speak` makes of each sentence of `text`, with `pause` between them; without a pause, of `text` in one.

    Raises what `speak` raises.
    """
    sentences = sentences_of(text)
    if not pause or len(sentences) < 2:
        return speak(text)
    spoken = [speak(sentence) for sentence in sentences]
    rate_hz = spoken[0].rate_hz
    assert all(speech.rate_hz == rate_hz for speech in spoken), "a voice keeps its rate"
    rest = silence_of(pause, rate_hz)
    pieces = [spoken[0].samples]
    for speech in spoken[1:]:
        pieces += [rest, speech.samples]
    return Speech(samples=np.concatenate(pieces), rate_hz=rate_hz)
