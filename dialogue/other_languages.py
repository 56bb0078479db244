"""Whether words were spoken or written in neither Mandarin nor English. Where that is not sure, it is not said.

Whisper's guess of the language errs on short and accented words: some Mandarin below 2.2 s it takes for Russian.
"""

import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from carebot.core.language import Language

LONG_ENOUGH: Final = timedelta(seconds=2.2)
"""Shorter words are never called foreign."""
SPOKEN_ENOUGH: Final = timedelta(seconds=2.4)
"""The same for words of which it is known when they ended, counted with what is kept from before them."""
_OWN_AT_MOST: Final = 0.1
_OTHER_AT_LEAST: Final = 0.5
"""Of 93 recordings of Mandarin and English, half of them also in kitchen noise, and of 2 min of noise alone none has
so little of both and so much of another; of five long sentences that espeak spoke in other languages four have."""

_OURS: Final = ("LATIN", "CJK", "FULLWIDTH", "IDEOGRAPHIC")
_LETTERS_AT_LEAST: Final = 2


def neither(shares: Mapping[str, float], spoken: timedelta) -> bool:
    """Whether a recogniser's `shares` of languages, by their codes, say that `spoken` words were in neither of ours."""
    ours = {language.value for language in Language}
    own = sum(share for code, share in shares.items() if code in ours)
    other = max((share for code, share in shares.items() if code not in ours), default=0.0)
    return spoken >= LONG_ENOUGH and own <= _OWN_AT_MOST and other >= _OTHER_AT_LEAST


def in_another_script(text: str) -> bool:
    """Whether most letters of `text` are those of neither Mandarin nor English; kana among characters is Japanese."""
    letters = [unicodedata.name(character, "") for character in text if character.isalpha()]
    others = [name for name in letters if not name.startswith(_OURS)]
    kana = sum(name.startswith(("HIRAGANA", "KATAKANA")) for name in others)
    return len(others) >= _LETTERS_AT_LEAST and (2 * len(others) > len(letters) or kana >= _LETTERS_AT_LEAST)
