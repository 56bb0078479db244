"""How well known sentences fit the sound of an utterance, compared with what Whisper wrote down.

Its decoder keeps a handful of ways to hear it, and none of them may be the known wish that was said: 药盒 is rarer in
what it learned from than 药水. How well given words fit it tells better than it finds them.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Final

from carebot.core.language import Language
from dialogue.base import SAMPLE_RATE_HZ, Samples
from dialogue.known_sentences import Alike
from dialogue.pinyin import han
from dialogue.text import normalize

_WORSE: Final = 1.0
"""By how much less likely than what was written a known sentence may be to count as heard: the mean natural logarithm
of a token's probability, which the decoder ranks by as well."""
_LEAST_MEAN: Final = -2.8
_AS_WELL: Final = 0.25
_WORST: Final = -3.3
"""Where what was written fits badly itself, a known sentence must fit at least so well, or about as well as that; but
never worse than `_WORST`."""
_LEAD: Final = 0.1
"""By how much it must be likelier than each that asks for something else."""
_AS_HEARD: Final = 0.5
"""What a likeness of one to what was heard counts beside that: it tells apart what fits about as well."""
_FIRST_PERSON: Final = re.compile(r"i(?:'\w+)?")
_AFTER_S: Final = 0.3
"""Silence after the sound, which the model needs to end a sentence."""
_POSITIONS_PER_S: Final = 50


def fitting(
    likelihoods: Callable[[Sequence[str]], Sequence[float]], written: str, known: Sequence[Alike]
) -> tuple[tuple[str, float], ...]:
    """Those of `known` that fit nearly as well as what was `written`, and how much better; the best first, one meaning.

    None where the best of another meaning is nearly as good. `likelihoods` tells how well texts fit the sound.
    """
    if not known:
        return ()
    plain = normalize(written, Language.ZH if han(written) else Language.EN, str)
    free, *likely = likelihoods((plain, *(each.sentence.text for each in known)))
    least = max(free - _WORSE, min(_LEAST_MEAN, max(free - _AS_WELL, _WORST)))
    ranked = sorted(
        ((value + _AS_HEARD * each.value, value, each.sentence) for value, each in zip(likely, known, strict=True)),
        key=lambda each: each[0],
        reverse=True,
    )
    best, _, sentence = ranked[0]
    rival = max((value for value, _, other in ranked if other.meaning != sentence.meaning), default=-math.inf)
    if best < rival + _LEAD:
        return ()
    return tuple(
        (other.text, value - free) for _, value, other in ranked if value >= least and other.meaning == sentence.meaning
    )


def as_written(text: str) -> str:
    """`text`, as `normalize` gives it, as Whisper writes it: English with a space and a capital in front, a big I."""
    if han(text):
        return text
    words = (word.capitalize() if _FIRST_PERSON.fullmatch(word) else word for word in text.split())
    sentence = " ".join(words)
    return f" {sentence[:1].upper()}{sentence[1:]}"


def positions_of(samples: Samples) -> int:
    """How many of the encoder's positions of 20 ms the sound takes, and the silence after it."""
    return math.ceil((len(samples) / SAMPLE_RATE_HZ + _AFTER_S) * _POSITIONS_PER_S)
