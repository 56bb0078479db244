"""The network of dialogue/_cry_classifier.py, trained by Adam (Kingma and Ba, 2015) in numpy alone."""

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from dialogue._cry_classifier import WORDS

Floats = npt.NDArray[np.float32]
Parameters = dict[str, Floats]

HIDDEN: Final = 48
EPOCHS: Final = 12
BATCH: Final = 64
RATE: Final = 2e-3
DROPPED: Final = 0.3
DECAY: Final = 1e-3


def train(frames: npt.NDArray[np.float16], words: npt.NDArray[np.int64], seed: int) -> Parameters:
    """The weights that tell `words` (numbers in WORDS) from `frames` (windows, frames, width), one seed one result."""
    drawn = np.random.default_rng(seed)
    mean, spread = _scale(frames)
    parameters = _first(frames.shape[2], drawn)
    moments = {name: (np.zeros_like(values), np.zeros_like(values)) for name, values in parameters.items()}
    steps = EPOCHS * (len(frames) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = drawn.permutation(len(frames))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            chosen = order[start : start + BATCH]
            batch = (frames[chosen].astype(np.float32) - mean) / spread
            kept = drawn.random((BATCH, 1, batch.shape[2]), dtype=np.float32) > DROPPED
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
            _adam(parameters, moments, _slopes(parameters, batch * kept / (1 - DROPPED), words[chosen]), step, rate)
    parameters["hidden_bias"] -= (mean / spread) @ parameters["hidden"]
    parameters["hidden"] /= spread[:, np.newaxis]
    return parameters


def _scale(frames: npt.NDArray[np.float16]) -> tuple[Floats, Floats]:
    some = frames[::7].astype(np.float32)
    return some.mean(axis=(0, 1)), some.std(axis=(0, 1)) + 1e-3


def _first(width: int, drawn: np.random.Generator) -> Parameters:
    parameters = {
        "hidden": drawn.normal(0, width**-0.5, (width, HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "attention": drawn.normal(0, 0.1, (HIDDEN, len(WORDS))),
        "evidence": drawn.normal(0, 0.1, (HIDDEN, len(WORDS))),
        "bias": np.zeros(len(WORDS)),
    }
    return {name: values.astype(np.float32) for name, values in parameters.items()}


def _slopes(parameters: Parameters, batch: Floats, words: npt.NDArray[np.int64]) -> Parameters:
    """The gradient of the mean cross-entropy over one batch."""
    hidden = np.maximum(batch @ parameters["hidden"] + parameters["hidden_bias"], 0)
    counting = _softmax(hidden @ parameters["attention"])
    evidence = hidden @ parameters["evidence"]
    wrong = _softmax((counting * evidence).sum(axis=1) + parameters["bias"])
    wrong[np.arange(len(words)), words] -= 1
    wrong /= len(words)
    by_evidence = counting * wrong[:, np.newaxis]
    by_counting = evidence * wrong[:, np.newaxis]
    by_attention = counting * (by_counting - (counting * by_counting).sum(axis=1, keepdims=True))
    by_hidden = (by_evidence @ parameters["evidence"].T + by_attention @ parameters["attention"].T) * (hidden > 0)
    flat = hidden.reshape(-1, hidden.shape[-1])
    return {
        "hidden": batch.reshape(-1, batch.shape[-1]).T @ by_hidden.reshape(flat.shape),
        "hidden_bias": by_hidden.sum(axis=(0, 1)),
        "attention": flat.T @ by_attention.reshape(len(flat), -1),
        "evidence": flat.T @ by_evidence.reshape(len(flat), -1),
        "bias": wrong.sum(axis=0),
    }


def _adam(
    parameters: Parameters,
    moments: Mapping[str, tuple[Floats, Floats]],
    slopes: Parameters,
    step: int,
    rate: float,
) -> None:
    for name, slope in slopes.items():
        first, second = moments[name]
        first += 0.1 * (slope - first)
        second += 0.01 * (slope**2 - second)
        stride = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        parameters[name] -= rate * (stride + DECAY * parameters[name])


def _softmax(values: Floats) -> Floats:
    """Shares along the axis before the last for windows of frames, along the last for windows alone."""
    axis = 1
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    shares: Floats = powers / powers.sum(axis=axis, keepdims=True)
    return shares
