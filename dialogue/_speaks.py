"""How words speak: how often they deny, whether they ask, tell of the past or of fiction, and of others alone.

What means the same speaks alike in these; embeddings hardly see them.
"""

import re
from dataclasses import dataclass
from typing import Final

from carebot.core.language import Language
from dialogue._danger_talk import KIN_ZH, is_told
from dialogue._denials import denials

_KIN_EN: Final = (
    r"(?:grand)?(?:mother|father|mum|mom|dad|son|daughter|child|children)s?|husband|wife|sisters?|brothers?|aunt|uncle"
    r"|cousins?|nephews?|nieces?|niece|in-laws?|gran|nan|grandma|grandpa|family|neighbou?rs?|friends?"
)
_OF_OTHERS: Final = {
    Language.ZH: re.compile(r"[他她]|人家|那老|[小老阿][张王李赵刘陈杨周吴孙徐马朱胡郭何林高罗郑]|隔壁|楼上|对门"),
    Language.EN: re.compile(r"\b(?:he|she|they|him|her|his|their|them|he's|she's|they're|he'd|she'd|they'd)\b"),
}
_OF_US: Final = {
    Language.ZH: re.compile(rf"我(?!们?家?的?(?:{KIN_ZH}))|[咱你您俺]"),
    Language.EN: re.compile(
        r"\b(?:i|i'm|i've|i'd|i'll|me|mine|we|we're|us|you|you're|(?:my|our|your)"
        rf"(?! (?:own |late |dear |old |poor |eldest |youngest )*(?:{_KIN_EN})))\b"
    ),
}
"""Those who talk; "my mother" and 我妈 are somebody else."""
_OF_ONESELF: Final = {
    Language.ZH: re.compile(r"[我咱俺]"),
    Language.EN: re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself|we|we're|we've|us|our)\b"),
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
        r"吗|(?<![这那什怎多要])么|(?<![着呢])呢|(?<!没)(?:什么|啥)(?!\S{0,4}[都也])|几[点号个月天岁]|[周星期礼拜]几|(?:哪|谁)(?!\S{0,3}[都也])"
        r"|(?:怎么|咋)(?!\S{0,4}[都也])|多少|多大|(?<!差)[不没]$|没有$|(.{1,2})[不没]\1"
    ),
    Language.EN: re.compile(
        r"\b(?:what|when|where|who|whose|why|how|which|whether)\b|\b(?:what|when|where|who|how)'(?:s|re|ve|d)\b"
        r"|^(?:is|are|was|were|do|does|did|has|have|am|isn't|aren't|hasn't|haven't|must) "
    ),
}
_WHETHER: Final = {
    Language.ZH: re.compile(
        r"^(?!.*(?:能不能|可不可以|行不行|好不好|要不要|想不想|会不会|有没有|[能会行以好]吗|有(?!人)\S{0,6}[吗没])).*(?:吗|(.{1,2})[不没]\1\S{0,4}|没有|[不没])$"
    ),
    Language.EN: re.compile(r"^(?:is|are|was|were|does|did|has|isn't|aren't|hasn't|doesn't) (?!there\b)"),
}
"""A question whether something is so: whoever asks that does not say that it is. "Is there any" asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaks:
    """How often words deny, and whether they ask for an answer, tell a tale, or speak of others alone.

    `wonders`: they ask whether something is so that is not of the speaker; `of_oneself`: they speak of her.
    """

    denials: int
    asks: bool
    tale: bool
    of_others: bool
    wonders: bool
    of_oneself: bool

    def may_mean(self, other: "Speaks") -> bool:
        """Whether what speaks so can mean the same as `other`: it denies as often, asks if that asks, is no tale.

        Who speaks of no others may ask what a sentence of others asks: "my son has not rung", "he has not rung".
        What one tells of oneself is never meant by the question whether something else is so.
        """
        if self.wonders and other.of_oneself and not other.asks:
            return False
        plainer = self.tale <= other.tale and self.of_others <= other.of_others and other.asks <= self.asks
        return self.denials == other.denials and plainer


def asks(text: str, language: Language) -> bool:
    """Whether `text`, as `normalize` gives it, asks for an answer."""
    return _ASKING[language].search(text) is not None


def speaks(text: str, language: Language) -> Speaks:
    """How `text`, as `normalize` gives it, speaks."""
    of_oneself = _OF_ONESELF[language].search(text) is not None
    return Speaks(
        denials=denials(text, language) + bool(_LEAVING[language].search(text)),
        asks=asks(text, language),
        tale=is_told(text, language),
        of_others=bool(_OF_OTHERS[language].search(text)) and not _OF_US[language].search(text),
        wonders=_WHETHER[language].search(text) is not None and not of_oneself,
        of_oneself=of_oneself,
    )
