"""Vectors that are kept: what is new is worked out, what is broken is not used, nothing is lost by another home."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dialogue import _kept_vectors
from dialogue._kept_vectors import KeptVectors, Vectors


class Counting:
    """Makes of each sentence its length, and remembers which it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, sentences: Sequence[str]) -> Vectors:
        self.asked.extend(sentences)
        return np.array([[len(sentence), 1.0] for sentence in sentences], dtype=np.float32)


def made(folder: Path, *sentences: str, version: str = "one") -> tuple[list[float], list[str]]:
    """The vectors' first numbers, and which sentences were worked out for them."""
    encode = Counting()
    vectors = KeptVectors(folder, version).of(sentences, encode)
    return vectors[:, 0].tolist(), encode.asked


def test_only_what_is_new_is_worked_out(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    assert made(folder, "a", "bb", "a") == ([1, 2, 1], ["a", "bb"])
    assert made(folder, "bb", "ccc") == ([2, 3], ["ccc"])
    assert made(folder, "ccc", "a") == ([3, 1], []), "what another home says is kept too"
    assert made(folder, "a", version="two") == ([1], ["a"]), "another model's vectors are other vectors"


def test_of_what_came_before_only_so_much_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_kept_vectors, "_EARLIER_AT_MOST", 1)
    made(tmp_path, "a", "bb")
    made(tmp_path, "ccc")
    assert made(tmp_path, "a", "ccc") == ([1, 3], [])
    assert made(tmp_path, "bb") == ([2], ["bb"])


@pytest.mark.parametrize(
    "broken",
    [
        {"digests": np.zeros((1, 16), np.uint8)},
        {"digests": np.zeros((2, 16), np.uint8), "vectors": np.ones((1, 2), np.float32)},
        {"digests": np.zeros((1, 9), np.uint8), "vectors": np.ones((1, 2), np.float32)},
        {"digests": np.zeros((1, 16), np.int64), "vectors": np.ones((1, 2), np.float32)},
        {"digests": np.zeros((1, 16), np.uint8), "vectors": np.ones(1, np.float32)},
        {"digests": np.zeros((1, 16), np.uint8), "vectors": np.ones((1, 2), np.float64)},
        {"digests": np.zeros((1, 16), np.uint8), "vectors": np.full((1, 2), np.nan, np.float32)},
    ],
    ids=["half", "too few", "short digests", "numbers", "flat", "double", "no numbers"],
)
def test_what_is_no_such_file_is_made_anew(tmp_path: Path, broken: dict[str, Any]) -> None:
    made(tmp_path, "a")
    [file] = tmp_path.iterdir()
    np.savez(file, **broken)
    assert made(tmp_path, "a") == ([1], ["a"])
    assert made(tmp_path, "a") == ([1], [])


@pytest.mark.parametrize("content", [b"", b"PK broken", b"\x93NUMPY broken"])
def test_what_is_no_archive_is_made_anew(tmp_path: Path, content: bytes) -> None:
    made(tmp_path, "a")
    [file] = tmp_path.iterdir()
    file.write_bytes(content)
    assert made(tmp_path, "a") == ([1], ["a"])


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert made(tmp_path / "file", "a") == ([1], ["a"])
