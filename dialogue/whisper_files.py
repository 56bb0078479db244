"""The files of a Whisper model: that all are there and belong together, and what is said where they do not."""

import json
from pathlib import Path
from typing import Final

from carebot.core.language import Text
from dialogue.base import Readiness

TOKENIZER: Final = "tokenizer.json"
VOCABULARY: Final = "vocabulary.txt"
FILES: Final = ("model.bin", "config.json", TOKENIZER, VOCABULARY)


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


def damaged(folder: Path) -> Text:
    return Text(
        zh=f"语音识别模型 {folder} 已损坏，请重新安装。",
        en=f"The speech model in {folder} is damaged; install it again.",
    )
