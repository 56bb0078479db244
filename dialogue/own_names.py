"""The names that the robot goes by, found in words: in Mandarin by their sound."""

import re
from collections.abc import Iterable
from typing import Final

from carebot.core.language import Text
from dialogue.pinyin import fold, han, syllables

NAMES: Final = Text(zh="机器人 小护", en="robot carebot")
"""What it is called where nobody gave it a name, apart by spaces."""

_WORD: Final = re.compile(r"[a-z']+")


class OwnNames:
    """Finds `names`, which stand apart by spaces."""

    def __init__(self, names: Text = NAMES) -> None:
        self._zh = tuple(_sound(name) for name in names.zh.split())
        self._en = frozenset(names.en.lower().split())

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in `text`."""
        sound = _sound(text)
        return bool(self._en.intersection(_WORD.findall(text.lower()))) or any(
            _inside(name, sound) for name in self._zh
        )


def _sound(text: str) -> tuple[str, ...]:
    return tuple(fold(syllable) for syllable in syllables(han(text)))


def _inside(part: Iterable[str], whole: tuple[str, ...]) -> bool:
    wanted = tuple(part)
    return bool(wanted) and any(
        whole[start : start + len(wanted)] == wanted for start in range(len(whole) - len(wanted) + 1)
    )
