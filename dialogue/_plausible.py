"""Synthesised sound is measured before it is believed: what is empty, silent, too short or endless was not spoken."""

from datetime import timedelta
from typing import Final

import numpy as np

from carebot.core.errors import DeviceError
from carebot.core.language import Text
from dialogue._pauses import sentences_of
from dialogue.base import Manner, Speech

LEAST_PEAK: Final = 200
"""Below it a sound counts as silent; voices peak above 5,000."""
_SHORTEST_S: Final = 0.02
"""Seconds for a letter, at least: 450 words a minute, faster than anybody reads aloud."""
_SHORTEST_HAN_S: Final = 0.08
"""Seconds for a Chinese character, at least: 12 a second, twice as fast as news are read."""
_LONGEST_S: Final = 2.0
"""Seconds for a letter, at most: a figure is one letter and may be a word of seven."""


def believed(speech: Speech, text: str, manner: Manner) -> Speech:
    """`speech` where it can be `text`, spoken in that `manner`; raises DeviceError where it cannot."""
    seconds = speech.duration.total_seconds()
    letters = sum(character.isalnum() for character in text)
    han = sum("\u3400" <= character <= "\u9fff" for character in text)
    least_s = (_SHORTEST_HAN_S * han + _SHORTEST_S * (letters - han)) / max(1.0, manner.rate)
    most_s = _LONGEST_S * (letters + 2) / min(1.0, manner.rate) + _resting(text, manner).total_seconds()
    if not len(speech.samples) or int(np.abs(speech.samples.astype(np.int32)).max()) < LEAST_PEAK:
        raise DeviceError(Text(zh="语音合成没有发出声音。", en="Speech synthesis made a sound that is silent."))
    if not least_s <= seconds <= most_s:
        raise DeviceError(
            Text(
                zh=f"语音合成出错：{letters} 个字念了 {seconds:.1f} 秒。",
                en=f"Speech synthesis went wrong: {letters} letters in {seconds:.1f} s.",
            )
        )
    return speech


def _resting(text: str, manner: Manner) -> timedelta:
    return manner.pause * len(sentences_of(text))
