"""What an utterance claims, as far as a rule forbids claiming it.

A last net under words that no person wrote. It reads sentence by sentence; a denial is no claim, nor is a question:
"我不是真人" and "Am I a person?" pass.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from carebot.core.language import Text
from safety._claim_patterns import PATTERNS, Claim

_SENTENCE: Final = re.compile(r"(?<=[。！!；;？?\n])|(?<=\.)\s")
_QUESTION: Final = ("?", "？")
# What is spoken is judged more than once, and much of it is said again and again.
_REMEMBERED: Final = 512


@lru_cache(maxsize=_REMEMBERED)
def claims_of(text: Text) -> frozenset[Claim]:
    """Everything that either language version of `text` claims and must not."""
    zh, en = _statements(text.zh), _statements(text.en.lower().replace("’", "'"))
    return frozenset(
        one.claim for one in PATTERNS if _claims(zh, one.zh, one.excused_zh) or _claims(en, one.en, one.excused_en)
    )


def _statements(text: str) -> list[str]:
    """The sentences of `text` that are no questions."""
    return [sentence for sentence in _SENTENCE.split(text) if not sentence.rstrip().endswith(_QUESTION)]


def _claims(sentences: Sequence[str], pattern: re.Pattern[str], excused: re.Pattern[str]) -> bool:
    return any(
        excused.search(sentence[: match.start()]) is None
        for sentence in sentences
        for match in pattern.finditer(sentence)
    )
