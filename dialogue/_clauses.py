"""Utterances cut into clauses, and clauses freed of the little words that people begin and end with.

Punctuation is the recogniser's guess: it parts what was said, and decides nothing else.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from carebot.core.language import Language
from dialogue.text import normalize

_BREAK: Final = re.compile(r"[，。！？；、：…!?;\n]|[.,:](?!\d)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|\s[-–—]+\s")
_FILLERS: Final = {
    Language.ZH: (
        re.compile(
            r"^(?:哎呀|哎哟|哎|唉|喂|嗯|呃|额|啊|哦|噢|诶|那个什么|那个|我说|小?机器人|那就|那|快点|麻烦你|劳驾)"
        ),
        re.compile(r"(?:啊|呀|哦|噢|嘛|呢|吧|啦|哈|哟|喽|小?机器人|好不好|好吗|行吗|行不行|谢谢你?|快点)$"),
    ),
    Language.EN: (
        re.compile(r"^(?:um|uh|er|erm|oh|ah|well|hey|okay|ok|so|now|and|please|excuse me|robot|dear|just) "),
        re.compile(
            r" (?:please|now|then|robot|dear|thanks|thank you|will you|would you|for me|if you can|right away|okay|ok)$"
        ),
    ),
}


def clauses(text: str, language: Language, simplify: Callable[[str], str]) -> tuple[str, ...]:
    """The clauses of `text`, each normalised, none empty."""
    parts = (normalize(part, language, simplify) for part in _BREAK.split(text))
    return tuple(part for part in parts if part)


def barer(clause: str, language: Language) -> Iterator[str]:
    """`clause` with one more filler taken away each time; fillers alone stay as they are."""
    first, last = _FILLERS[language]
    while True:
        shorter = first.sub("", clause, count=1)
        if shorter == clause or not shorter:
            shorter = last.sub("", clause, count=1)
        if shorter == clause or not shorter:
            return
        clause = shorter
        yield clause
