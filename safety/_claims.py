"""What an utterance claims, as far as a rule forbids claiming it.

A last net under words that no person wrote. It reads sentence by sentence; a denial is no claim, nor is a question:
"我不是真人" and "Am I a person?" pass.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from carebot.core.language import Text


class Claim(StrEnum):
    """What must not be said, whoever wrote it."""

    HUMAN = "human"
    RELATIVE = "relative"
    MEDICAL_ORDER = "medical_order"
    SECRECY = "secrecy"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    claim: Claim
    zh: re.Pattern[str]
    en: re.Pattern[str]


_SENTENCE: Final = re.compile(r"(?<=[。！!；;？?\n])|(?<=\.)\s")
_QUESTION: Final = ("?", "？")
_END_ZH: Final = r"(?=[，,。！!？?、\s的呀啊哦呢嘛噢]|$)"
_RELATIVE_ZH: Final = (
    r"(?:亲)?(?:女儿|闺女|儿子|孙子|孙女|外孙|外孙女|老伴|老公|老婆|丈夫|妻子|爱人|妈妈?|爸爸?|姐姐?|妹妹?|哥哥?|弟弟?)"
)
_RELATIVE_EN: Final = r"(?:(?:grand)?(?:son|daughter)|husband|wife|mother|father|sister|brother|niece|nephew)"

_PATTERNS: Final = (
    _Pattern(
        claim=Claim.HUMAN,
        zh=re.compile(
            r"我(?:就|也|可|其实|真的|确实)*是(?:一?[个位名])?(?:真正的|真的|活)?"
            rf"(?:人类?|真人|活人|护士|医生|大夫|护理员){_END_ZH}"
            r"|我(?:可|才|又)?不是(?:一?[个台])?(?:机器人?|电脑|程序)(?![吗么])"
        ),
        en=re.compile(
            r"\bi(?:'m| am)(?: really| actually| indeed)? an? (?:real |living )?"
            r"(?:human|person|man|woman|nurse|doctor)\b"
            r"|\bi(?:'m| am) (?:really |actually )?human\b"
            r"|\bi(?:'m| am) not an? (?:robot|machine|computer|program)\b"
        ),
    ),
    _Pattern(
        claim=Claim.RELATIVE,
        zh=re.compile(rf"我(?:就|也|可)?是[您你](?:的|家)?{_RELATIVE_ZH}{_END_ZH}"),
        en=re.compile(rf"\bi(?:'m| am) your {_RELATIVE_EN}\b"),
    ),
    _Pattern(
        claim=Claim.MEDICAL_ORDER,
        zh=re.compile(
            r"(?:多|少|再)(?:(?:吃|服)(?:一|两|半|几)(?:片|粒|颗|倍)|打(?:一|两|半|几)针)(?=药|[，,。！!？?、\s吧呢]|$)"
            r"|(?:可以|应该|最好|干脆|就|先|请)(?:不吃|停了?|停用|别吃|不用吃|不要吃)"
            r"(?:这个|那个|这种|那种|降压)?药"
            r"|药量(?:加倍|减半)"
        ),
        en=re.compile(
            r"\btake (?:one|two|three|half a|an?) (?:more|fewer|less|extra) (?:pill|tablet|dose|capsule|drop)s?\b"
            r"|\b(?:double|halve|skip|stop taking|increase|reduce) (?:the|your|that|this)(?: \w+)? ?"
            r"(?:dose|medicine|medication|pills?|tablets?|insulin)\b"
        ),
    ),
    _Pattern(
        claim=Claim.SECRECY,
        zh=re.compile(
            r"(?:别|不要|不许|先别|不用)(?:告诉|让)[^，。]{0,6}(?:护士|护理员|医生|大夫|家人|家里人|女儿|儿子|孩子)"
            r"|(?:这是|当作?)我们?(?:俩|两个|之间)?的?小?秘密"
        ),
        en=re.compile(
            r"\b(?:don't|do not|never) (?:tell|let)(?: \w+){0,2} "
            r"(?:nurses?|carers?|caregivers?|doctors?|family|son|daughter|children|anyone|anybody)\b"
            r"|\b(?:our|a) (?:little )?secret\b|\bkeep (?:it|this) (?:a )?secret\b"
        ),
    ),
)
_DENIED_ZH: Final = re.compile(r"(?:不会|不能|不该|从不|绝不|决不|不可以)[^，。]*$")
_DENIED_EN: Final = re.compile(
    r"\b(?:never|cannot|can't|won't|will not|must not|shall not|not allowed to) (?:\w+ ){0,3}$"
)


def claims_of(text: Text) -> frozenset[Claim]:
    """Everything that either language version of `text` claims and must not."""
    found = {pattern.claim for pattern in _PATTERNS if _claims(text.zh, pattern.zh, _DENIED_ZH)}
    english = text.en.lower().replace("’", "'")
    found |= {pattern.claim for pattern in _PATTERNS if _claims(english, pattern.en, _DENIED_EN)}
    return frozenset(found)


def _claims(text: str, pattern: re.Pattern[str], denied: re.Pattern[str]) -> bool:
    return any(
        denied.search(sentence[: match.start()]) is None
        for sentence in _SENTENCE.split(text)
        for match in pattern.finditer(sentence)
        if not sentence.rstrip().endswith(_QUESTION)
    )
