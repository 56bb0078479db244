"""Utterances cut into clauses, and clauses freed of the little words that people begin and end with.

Punctuation is the recogniser's guess: it parts what was said, and decides nothing else.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from carebot.core.language import Language
from dialogue.text import normalize

BREAK: Final = re.compile(r"[，。！？；、：…!?;\n]|[.,:](?!\d)|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|\s[-–—]+\s")
_FILLERS: Final = {
    Language.ZH: (
        re.compile(
            r"^(?:哎呀|哎哟|哎|唉|喂|嗯|呃|额|啊|哦|噢|诶|那个什么|那个|我说|小?机器人|那就|那|但是|可是|快点|麻烦你|劳驾|(小.)\1)"
        ),
        re.compile(r"(?:啊|呀|哦|噢|嘛|呢|吧|啦|哈|哟|喽|小?机器人|好不好|好吗|行吗|行不行|可以吗|谢谢你?|快点)$"),
    ),
    Language.EN: (
        re.compile(
            r"^(?:um|uh|er|erm|oh|ah|well|hey|okay|ok|so|now|and|but|please|excuse me|robot|dear|just) ", re.IGNORECASE
        ),
        re.compile(
            r" (?:please|now|then|robot|dear|thanks|thank you|will you|would you|for me|if you can|right away|okay"
            r"|ok)$",
            re.IGNORECASE,
        ),
    ),
}
SOFTENERS: Final = {
    Language.ZH: (
        re.compile(
            r"^你?(?:能不能|可不可以|可以|能)(?:再|先)?(?=你|请|给|帮|带|陪|领|拿|端|倒|扶|叫|喊|催|去|把|讲|念|说|告诉|提醒|定|设|过)"
        ),
        re.compile(r"^(?:你|您)?(?:先|赶紧|赶快)(?=..)"),
        re.compile(r"^(?:我觉得|我想问一?下?|问一?下|我想知道|你知道|你看看|其实|有时候|今天|现在|不好意思|对不起)"),
    ),
    Language.EN: (
        re.compile(
            r"^(?:(?:can|could|will|would) you(?: tell me)?|do you know|i think|i feel like|i'd like (?:you to|to know)"
            r"|i want you to|i was wondering|sorry|actually|today|sometimes|listen) ",
            re.IGNORECASE,
        ),
    ),
}
"""What makes a wish polite or a remark less abrupt; in a cry for help the same words make it a mere request."""

_REPEATED: Final = {Language.ZH: re.compile(r"^(.{1,6}?)\1+$"), Language.EN: re.compile(r"^(\w+(?: \w+)?)(?: \1)+$")}


def clauses(text: str, language: Language, simplify: Callable[[str], str]) -> tuple[str, ...]:
    """The clauses of `text`, each normalised, none empty."""
    parts = (normalize(part, language, simplify) for part in BREAK.split(text))
    return tuple(part for part in parts if part)


def barer(clause: str, language: Language, more: Sequence[re.Pattern[str]] = ()) -> Iterator[str]:
    """`clause` with one more filler, or one of `more`, taken away each time; what is repeated is said once.

    Fillers alone stay as they are.
    """
    while (shorter := _shorter(clause, language, more)) is not None:
        clause = shorter
        yield clause


def _shorter(clause: str, language: Language, more: Sequence[re.Pattern[str]]) -> str | None:
    forms = (filler.sub("", clause) for filler in (*_FILLERS[language], *more))
    once = _REPEATED[language].sub(r"\1", clause)
    return next((form for form in (*forms, once) if form and form != clause), None)
