"""How often words deny: what is alike but denied means the opposite.

A question by "A or not A" (冷不冷, 有没有) and one that ends in 不 or 没有 denies nothing.
"""

import re
from typing import Final

from carebot.core.language import Language

_ASKING_ZH: Final = re.compile(r"(.{1,2})[不没]\1|(?<=.)(?:不|没有?)$|不好意思|没关系|要不(?=要|我|你|咱|来)|差不多")
_DENYING: Final = {
    Language.ZH: re.compile(r"[不别没甭勿]"),
    Language.EN: re.compile(r"\b(?:no|not|never|nothing|without|cannot|nobody|stop|refuse)\b|n't\b"),
}


def denials(text: str, language: Language) -> int:
    """How many words of `text`, as `normalize` gives it, deny."""
    said = _ASKING_ZH.sub(r"\1", text) if language is Language.ZH else text
    return len(_DENYING[language].findall(said))
