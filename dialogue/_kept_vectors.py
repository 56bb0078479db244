"""Vectors of sentences, kept from one start to the next, so that only sentences that are new are worked out.

Sentences stand in the file as digests. A file that is broken is as good as none, one that cannot be written costs time.
"""

import hashlib
import os
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

_EARLIER_AT_MOST: Final = 20_000
"""Sentences kept beside those of this start, of other homes and of what was installed before: 31 MB."""
_DIGEST_BYTES: Final = 16


class KeptVectors:
    """The vectors that are kept in `folder`, of the model of this `version`."""

    def __init__(self, folder: Path, version: str) -> None:
        self._file = folder / f"{_digest(version).hex()}.npz"

    def of(self, sentences: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
        """The vectors (n, d) of `sentences`, those that are not kept yet by `encode`."""
        wanted = {_digest(sentence): sentence for sentence in sentences}
        kept = self._read()
        new = {digest: sentence for digest, sentence in wanted.items() if digest not in kept}
        if new:
            kept |= dict(zip(new, encode(tuple(new.values())), strict=True))
            earlier = islice((digest for digest in kept if digest not in wanted), _EARLIER_AT_MOST)
            with suppress(OSError):
                self._write({digest: kept[digest] for digest in (*wanted, *earlier)})
        return np.stack([kept[_digest(sentence)] for sentence in sentences])

    def _read(self) -> dict[bytes, Vectors]:
        try:
            with np.load(self._file, allow_pickle=False) as arrays:
                digests, vectors = arrays["digests"], arrays["vectors"]
        except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
            return {}
        sound = digests.dtype == np.uint8 and digests.shape == (len(vectors), _DIGEST_BYTES) and vectors.ndim == 2
        if not sound or vectors.dtype != np.float32 or not np.isfinite(vectors).all():
            return {}
        return {digest.tobytes(): row for digest, row in zip(digests, vectors, strict=True)}

    def _write(self, kept: dict[bytes, Vectors]) -> None:
        """Wholly or not at all; raises OSError. Another robot may be about the same: the last one's stay."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        digests = np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(-1, _DIGEST_BYTES)
        unfinished = self._file.with_name(f"{self._file.stem}.{os.getpid()}.unfinished.npz")
        np.savez(unfinished, digests=digests, vectors=np.stack(list(kept.values())))
        unfinished.replace(self._file)


def _digest(sentence: str) -> bytes:
    return hashlib.sha256(sentence.encode()).digest()[:_DIGEST_BYTES]
