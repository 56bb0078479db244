"""How well known sentences fit the sound of an utterance, compared with what Whisper wrote down.

Its decoder keeps a handful of ways to hear it, and none of them may be the known wish that was said: 药盒 is rarer in
what it learned from than 药水. How well given words fit it tells better than it finds them.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from carebot.core.language import Language
from dialogue._decoded import Decoded
from dialogue._likeness import content, tokens
from dialogue._sentences import Sentence
from dialogue.base import SAMPLE_RATE_HZ, Samples
from dialogue.known_sentences import Alike, KnownSentences
from dialogue.pinyin import han
from dialogue.text import normalize

_WORSE: Final = 0.6
_WORSE_SHORT: Final = 0.3
"""By how much less likely than what was written a known sentence may be to count as heard, beside how like that it
sounds (0 to 1): the mean natural logarithm of a token's probability, which the decoder ranks by as well. In English and
of two syllables it must be likelier. Of 102 short sentences of ordinary talk by three voices the one that sounds most
like a known one comes to 0.84 in Mandarin, 0.55 of two syllables and 0.41 in English."""
_LEAST_MEAN: Final = -2.8
_AS_WELL: Final = 0.25
_WORST: Final = -3.3
"""Where what was written fits badly itself, a known sentence must fit at least so well, or about as well as that; but
never worse than `_WORST`."""
_LEAD: Final = 0.1
"""By how much it must be likelier than each that asks for something else."""
_AS_HEARD: Final = 0.5
"""What a likeness of one to what was heard counts beside that: it tells apart what fits about as well."""
_LEFT_OUT: Final = -6.0
"""What each syllable or word counts that was written, but for the smallest, and a known sentence has no room for: 好热
would else fit 好热闹 as well as that, for the likelihoods are those of its own tokens alone."""
_TWO: Final = 2
_FIRST_PERSON: Final = re.compile(r"i(?:'\w+)?")
_AFTER_S: Final = 2.0
"""Silence after the sound. With hardly any, the likelihoods of one sentence in eight are far off: -3 to -7 for -0.5."""
_POSITIONS_PER_S: Final = 50

Likelihoods = Callable[[Sequence[str]], Sequence[Sequence[float]]]
"""The natural logarithm of the probability of each token of each of the given texts, in the sound."""
Fits = tuple[tuple[str, float], ...]
"""Known sentences of one meaning that fit, the best first, and how much better than what was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """How well a known sentence fits: the mean of its tokens, also `with_likeness` to what was heard."""

    sentence: Sentence
    mean: float
    with_likeness: float
    worse: float
    """By how much it may be less likely than what was written."""


def first_fitting(
    likelihoods: Callable[[Language, Sequence[str]], Sequence[Sequence[float]]],
    heard: Sequence[Decoded],
    known: KnownSentences,
    sure: float,
) -> tuple[Decoded | None, Fits]:
    """What was heard, with the sentences of `known` that fit it.

    Where the first of `heard` is not `sure` and nothing fits it, the first in the other language is asked, too.
    """
    for language in dict.fromkeys(each.language for each in heard):
        of_it = [each for each in heard if each.language is language]
        hearings = [text for each in of_it for text in each.texts]
        sounding = known.sounding_as(hearings[0])
        fits = ((sounding, 0.0),) if sounding is not None else ()
        if found := fits or fitting(partial(likelihoods, language), hearings[0], known.near(hearings)):
            return of_it[0], found
        if heard[0].confidence >= sure:
            break
    return next(iter(heard), None), ()


def fitting(likelihoods: Likelihoods, written: str, known: Sequence[Alike]) -> Fits:
    """Those of `known` that fit nearly as well as what was `written`, and how much better; the best first, one meaning.

    None where the best of another meaning is nearly as good.
    """
    if not known:
        return ()
    language = Language.ZH if han(written) else Language.EN
    plain = normalize(written, language, str)
    free, *likely = likelihoods((plain, *(each.sentence.text for each in known)))
    length, written_mean = content(tokens(plain, language), language), _mean(free)
    ranked = sorted(
        (_fit(each, tokens_of_it, length, language) for tokens_of_it, each in zip(likely, known, strict=True)),
        key=lambda each: each.with_likeness,
        reverse=True,
    )
    best, sentence = ranked[0].with_likeness, ranked[0].sentence
    rival = max((each.with_likeness for each in ranked if each.sentence.meaning != sentence.meaning), default=-math.inf)
    if best < rival + _LEAD:
        return ()
    floor = min(_LEAST_MEAN, max(written_mean - _AS_WELL, _WORST))
    return tuple(
        (each.sentence.text, each.mean - written_mean)
        for each in ranked
        if each.mean >= max(written_mean - each.worse, floor) and each.sentence.meaning == sentence.meaning
    )


def _fit(known: Alike, likely: Sequence[float], length: int, language: Language) -> _Fit:
    own = len(tokens(known.sentence.text, language))
    mean = _mean([*likely, *[_LEFT_OUT] * (length - own)])
    return _Fit(
        sentence=known.sentence,
        mean=mean,
        with_likeness=mean + _AS_HEARD * known.value,
        worse=known.value + (_WORSE if language is Language.ZH and own > _TWO else _WORSE_SHORT),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


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
