"""The files of a Whisper model: that all are there and belong together, and what is said where they do not."""

import json
from pathlib import Path
from typing import Final

from carebot.core.language import Text
from dialogue.base import Readiness

TOKENIZER: Final = "tokenizer.json"
VOCABULARY: Final = "vocabulary.txt"
FILES: Final = ("model.bin", "config.json", TOKENIZER, VOCABULARY)
_FIRST_MERGE: Final = ("\u0120", "t")
"""A space and a t, the first that Whisper's byte pairs are merged from, as they are written in its vocabulary."""


def incomplete(folder: Path) -> Readiness | None:
    """That files are missing from `folder`, if so."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if not missing:
        return None
    return Readiness(
        ready=False,
        detail=Text(
            zh=f"语音识别模型不完整，{folder} 里缺少 {missing[0]}，请先安装模型。",
            en=f"The speech model is incomplete: {folder} lacks {missing[0]}. Install the models first.",
        ),
    )


def check_words(folder: Path) -> None:
    """Raise ValueError, LookupError or TypeError unless tokenizer and vocabulary hold the same words.

    A wrong vocabulary fails only when words are decoded; a damaged tokenizer raises bare Exception when it is read.
    """
    tokenizer = json.loads((folder / TOKENIZER).read_bytes())
    numbers = {**tokenizer["model"]["vocab"], **{word["content"]: word["id"] for word in tokenizer["added_tokens"]}}
    words = (folder / VOCABULARY).read_bytes().decode().split("\n")
    if not numbers or any(words[number] != word for word, number in numbers.items()):
        raise ValueError("tokenizer and vocabulary do not hold the same words")


def with_first_merge(written: str) -> str:
    """The tokenizer `written` in JSON, which also merges a space with a t; the file of the package lacks just that.

    Without it every English word that begins with a t is put to the model in two pieces that it has never seen, and
    the likelihood of any sentence with a "the" or a "to" in it tells nothing.
    """
    tokenizer = json.loads(written)
    merges, words = tokenizer["model"]["merges"], tokenizer["model"]["vocab"]
    if "".join(_FIRST_MERGE) not in words or any(tuple(merge) == _FIRST_MERGE for merge in merges):
        return written
    merges.insert(0, _FIRST_MERGE)
    return json.dumps(tokenizer)


def damaged(folder: Path) -> Text:
    return Text(
        zh=f"语音识别模型 {folder} 已损坏，请重新安装。",
        en=f"The speech model in {folder} is damaged; install it again.",
    )
