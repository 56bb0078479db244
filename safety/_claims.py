"""What an utterance claims, as far as a rule forbids claiming it.

A last net under words that no person wrote. It reads sentence by sentence; a denial is no claim, nor is a question:
"我不是真人" and "Am I a person?" pass.
"""

import re
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
    found = {one.claim for one in PATTERNS if _claims(text.zh, one.zh, one.excused_zh)}
    english = text.en.lower().replace("’", "'")
    found |= {one.claim for one in PATTERNS if _claims(english, one.en, one.excused_en)}
    return frozenset(found)


def _claims(text: str, pattern: re.Pattern[str], excused: re.Pattern[str]) -> bool:
    return pattern.search(text) is not None and any(
        excused.search(sentence[: match.start()]) is None
        for sentence in _SENTENCE.split(text)
        for match in pattern.finditer(sentence)
        if not sentence.rstrip().endswith(_QUESTION)
    )
