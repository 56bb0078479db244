"""Which cry sounds in what Whisper's encoder makes of a second and a half: small trained networks over its frames.

Each learned from scenes of its own, so that they seldom err alike. `tools/stop_words/train.py` makes the weights;
nothing in them is set by hand.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from carebot.core.errors import ModelError
from carebot.core.intents import HELP, STOP
from carebot.core.language import Language, Text

Floats = npt.NDArray[np.float32]

WINDOW_S: Final = 1.5
"""The sound that is looked at, which ends with the newest: the slowest cry and the pause around it."""
NOTHING: Final = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cry:
    """What a word asks for, and how Whisper writes it: with a space in front in English."""

    intent: str
    language: Language
    written: tuple[str, ...]


WORDS: Final = {
    NOTHING: None,
    "停": Cry(intent=STOP, language=Language.ZH, written=("停",)),
    "停下": Cry(intent=STOP, language=Language.ZH, written=("停下",)),
    "别动": Cry(intent=STOP, language=Language.ZH, written=("别动", "別動")),
    "住手": Cry(intent=STOP, language=Language.ZH, written=("住手",)),
    "不要": Cry(intent=STOP, language=Language.ZH, written=("不要",)),
    "救命": Cry(intent=HELP, language=Language.ZH, written=("救命",)),
    "来人": Cry(intent=HELP, language=Language.ZH, written=("来人", "來人")),
    "摔倒了": Cry(intent=HELP, language=Language.ZH, written=("我摔倒了",)),
    "stop": Cry(intent=STOP, language=Language.EN, written=(" Stop",)),
    "help": Cry(intent=HELP, language=Language.EN, written=(" Help",)),
    "fell": Cry(intent=HELP, language=Language.EN, written=(" I fell",)),
}
"""What is told apart, in the order of the network's outputs."""

_LEAST_SHARE: Final = 1e-9
WEIGHTS: Final = Path(__file__).with_name("stop_words.npz")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """A network: for each frame a hidden layer, and for each word how much the frame counts and what it says."""

    hidden: Floats
    hidden_bias: Floats
    attention: Floats
    evidence: Floats
    bias: Floats


def load(path: Path = WEIGHTS) -> tuple[Weights, ...]:
    """The networks in the file `path`, at least one; raises ModelError for a missing, damaged or other file."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float32) for name in Weights.__dataclass_fields__}
    except (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(_damaged(path)) from error
    count, width = arrays["hidden"].shape[:1], arrays["hidden"].shape[-1:]
    outputs = (len(WORDS),)
    expected = (count + width, count + width + outputs, count + width + outputs, count + outputs)
    shapes = tuple(arrays[name].shape for name in ("hidden_bias", "attention", "evidence", "bias"))
    if arrays["hidden"].ndim != 3 or count == (0,) or shapes != expected:
        raise ModelError(_damaged(path))
    return tuple(Weights(**{name: array[number] for name, array in arrays.items()}) for number in range(count[0]))


def probabilities(networks: Sequence[Weights], frames: Floats) -> Floats:
    """How likely each of WORDS was just said; `frames` are the encoder's, one after the other.

    Two frames are averaged, as in training: 40 ms. Of several networks the geometric mean counts, which one that is
    against a word weighs most in (Hinton, Products of experts, 1999).
    """
    pairs = frames[: len(frames) // 2 * 2].reshape(-1, 2, frames.shape[1]).mean(axis=1)
    return _softmax(np.mean([_log_shares(weights, pairs) for weights in networks], axis=0))


def _log_shares(weights: Weights, pairs: Floats) -> Floats:
    hidden = np.maximum(pairs @ weights.hidden + weights.hidden_bias, 0.0)
    counting = _softmax(hidden @ weights.attention)
    shares = _softmax((counting * (hidden @ weights.evidence)).sum(axis=0) + weights.bias)
    logarithms: Floats = np.log(np.maximum(shares, _LEAST_SHARE))
    return logarithms


def _softmax(values: Floats) -> Floats:
    powers = np.exp(values - values.max(axis=0))
    shares: Floats = powers / powers.sum(axis=0)
    return shares


def _damaged(path: Path) -> Text:
    return Text(
        zh=f"“停”“救命”等词的识别文件 {path.name} 已损坏，请重新安装 carebot。",
        en=f"The file {path.name} with the sound of stop and help words is damaged; install carebot again.",
    )
