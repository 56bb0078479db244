"""How words speak: how often they deny, whether they ask, tell of the past or of fiction, and of others alone.

What means the same speaks alike in these; embeddings hardly see them.
"""

import re
from dataclasses import dataclass
from typing import Final

from carebot.core.language import Language
from dialogue._danger_talk import FICTION, PAST
from dialogue._denials import denials

_OF_OTHERS: Final = {
    Language.ZH: re.compile(r"[他她]|人家|那老|[小老阿][张王李赵刘陈杨周吴孙徐马朱胡郭何林高罗郑]|隔壁|楼上|对门"),
    Language.EN: re.compile(r"\b(?:he|she|they|him|her|his|their|them|he's|she's|they're|he'd|she'd|they'd)\b"),
}
_OF_US: Final = {
    Language.ZH: re.compile(r"[我咱你您俺]"),
    Language.EN: re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|we|we're|us|our|you|your|you're)\b"),
}


_LEAVING: Final = {
    Language.ZH: re.compile(
        r"就(?:这么|这样|那么|那样|让它|让他)?\S{0,3}着(?:吧|挺好|就行|好了)|就(?:这样|这么着|那样)吧"
    ),
    Language.EN: re.compile(r"\bleave (?:it|that|them|the \w+|my \w+)\b(?! (?:here|there|with|for))|\blet it be\b"),
}
"""Whoever has things left as they are wants no change, as if she denied it."""
_ASKING: Final = {
    Language.ZH: re.compile(
        r"[吗么呢]|什么|啥|几[点号个月天岁]|[周星期礼拜]几|哪|谁|怎么|咋|多少|多大|[不没]$|没有$|(.{1,2})[不没]\1"
    ),
    Language.EN: re.compile(
        r"\b(?:what|when|where|who|whose|why|how|which|whether)\b|\b(?:what|when|where|who|how)'(?:s|re|ve|d)\b"
        r"|^(?:is|are|was|were|do|does|did|has|have|am|isn't|aren't|hasn't|haven't|must) "
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaks:
    """How often words deny, and whether they ask for an answer, tell a tale, or speak of others alone."""

    denials: int
    asks: bool
    tale: bool
    of_others: bool

    def may_mean(self, other: "Speaks") -> bool:
        """Whether what speaks so can mean the same as `other`: it denies as often, asks if that asks, is no tale.

        Who speaks of no others may ask what a sentence of others asks: "my son has not rung", "he has not rung".
        """
        plainer = self.tale <= other.tale and self.of_others <= other.of_others and other.asks <= self.asks
        return self.denials == other.denials and plainer


def speaks(text: str, language: Language) -> Speaks:
    """How `text`, as `normalize` gives it, speaks."""
    return Speaks(
        denials=denials(text, language) + bool(_LEAVING[language].search(text)),
        asks=bool(_ASKING[language].search(text)),
        tale=bool(PAST[language].search(text) or FICTION[language].search(text)),
        of_others=bool(_OF_OTHERS[language].search(text)) and not _OF_US[language].search(text),
    )
