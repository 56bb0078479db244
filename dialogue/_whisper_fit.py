"""How well known sentences fit the sound of an utterance, compared with what Whisper wrote down.

Its decoder keeps a handful of ways to hear it, and none of them may be the known wish that was said: 药盒 is rarer in
what it learned from than 药水. How well given words fit it tells better than it finds them.
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from carebot.core.language import Language
from dialogue._sentences import Sentence
from dialogue.base import SAMPLE_RATE_HZ, Samples
from dialogue.pinyin import han
from dialogue.text import normalize

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer

_WORSE: Final = 1.0
"""By how much less likely than what was written a known sentence may be to count as heard: the mean natural logarithm
of a token's probability, which the decoder ranks by as well."""
_LEAST_MEAN: Final = -2.8
"""Where what was written fits badly itself, a known sentence must fit at least so well."""
_LEAD: Final = 0.1
"""By how much it must be likelier than each that asks for something else."""
_AFTER_S: Final = 0.3
"""Silence after the sound, which the model needs to end a sentence."""
_FRAMES_PER_S: Final = 100
_FULL_SCALE: Final = 32768.0
_LEAST: Final = 1e-9


def fitting(
    model: "WhisperModel", tokenizer: "Tokenizer", samples: Samples, written: str, known: Sequence[Sentence]
) -> tuple[str, ...]:
    """Those of `known` that fit nearly as well as what was `written`, the best first, all with its meaning.

    None where the best of another meaning is nearly as good. Raises RuntimeError when the model breaks down.
    """
    if not known:
        return ()
    plain = normalize(written, Language.ZH if han(written) else Language.EN, str)
    free, *likely = _likelihoods(model, tokenizer, samples, (plain, *(sentence.text for sentence in known)))
    ranked = sorted(zip(likely, known, strict=True), key=lambda each: each[0], reverse=True)
    best, sentence = ranked[0]
    rival = max((value for value, other in ranked if other.meaning != sentence.meaning), default=-math.inf)
    least = max(free - _WORSE, _LEAST_MEAN)
    if best < rival + _LEAD:
        return ()
    return tuple(other.text for value, other in ranked if value >= least and other.meaning == sentence.meaning)


def _likelihoods(
    model: "WhisperModel", tokenizer: "Tokenizer", samples: Samples, texts: Sequence[str]
) -> tuple[float, ...]:
    """The mean log-likelihood of the tokens of each of `texts`, in a window that is just as long as the sound."""
    from ctranslate2 import StorageView

    positions = math.ceil((len(samples) / SAMPLE_RATE_HZ + _AFTER_S) * _FRAMES_PER_S / 2)
    spectrum = model.feature_extractor(samples.astype(np.float32) / _FULL_SCALE)[:, : 2 * positions]
    padded = np.pad(spectrum, ((0, 0), (0, 2 * positions - spectrum.shape[1])))
    encoded = np.asarray(model.encode(padded))[:, :positions]
    alike = StorageView.from_array(np.ascontiguousarray(np.repeat(encoded, len(texts), axis=0)))
    words = [tokenizer.encode(text if han(text) else f" {text}") for text in texts]
    found = model.model.align(alike, list(tokenizer.sot_sequence), words, [positions] * len(words))
    return tuple(float(np.log(np.asarray(each.text_token_probs) + _LEAST).mean()) for each in found)
