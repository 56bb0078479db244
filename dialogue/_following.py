"""The forms of words that lean on what was said before: again, it, there, not this but that, and the kitchen?

Only the form stands here; whether anything sensible comes of it, the interpreter tells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from carebot.core.language import Language


class Kind(StrEnum):
    """What a word may stand for."""

    THING = "thing"
    PLACE = "place"
    PERSON = "person"


_AGAIN: Final = {
    Language.ZH: re.compile(
        r"(?:请|那|那就)?(?:再|重新?)(?:来|说|讲|念|放|做|弄|唱)?(?:上|个)?[一两]?(?:次|遍|个|首|段|回|杯|碗|份|块|口|支|片)?(?:吧|呗|好吗|行吗)?"
    ),
    Language.EN: re.compile(
        r"(?:please )?(?:(?:do|say|play|tell|read|try)(?: me)?(?: it| that| the same)? )?"
        r"(?:again|once more|once again|one more time|another one|one more|the same again|same again)(?: please)?"
    ),
}
_ANOTHER: Final = {
    Language.ZH: re.compile(
        r"(?:请|那|那就)?(?:再|给我)?(?:换|来|讲|说|念|放)(?:一)?(?:个|首|段|支)?(?:别的|新的|其他的|不一样的)?(?:吧|呗|好吗|听听)?"
        r"|(?:还|你?还)有(?:没有)?(?:别的|新的)(?:吗|没有)?"
    ),
    Language.EN: re.compile(
        r"(?:have you (?:got )?|do you have |tell me |play |let's have |how about |give me )?"
        r"(?:another|another one|a different one|a new one|something else|some other one|a better one)(?: please)?"
    ),
}
_LOUDNESS: Final = {
    Language.ZH: (
        (
            True,
            re.compile(
                r"(?:把|你|再|声音|音量|声|调|放|开|弄)*(?:大|高|响)(?:一)?(?:点|些)?(?:儿)?(?:声|声音)?(?:儿)?|(?:我)?听不(?:见|清)"
            ),
        ),
        (
            False,
            re.compile(
                r"(?:把|你|再|声音|音量|声|调|放|开|弄)*[小低轻]一?[点些]?儿?(?:声音?)?儿?|太吵了?|声音太[大吵响]了?"
            ),
        ),
    ),
    Language.EN: (
        (
            True,
            re.compile(
                r"(?:(?:turn|put|make) (?:it|that|this|them) )?(?:(?:a )?(?:bit|little) )?(?:louder|up)"
                r"(?: a (?:bit|little|notch))?|i can't hear it"
            ),
        ),
        (
            False,
            re.compile(
                r"(?:(?:turn|put|make) (?:it|that|this|them) )?(?:(?:a )?(?:bit|little) )?(?:softer|quieter|lower|down)"
                r"(?: a (?:bit|little|notch))?"
                r"|(?:it's|that's|they're) (?:much )?too (?:loud|noisy)|not so loud"
            ),
        ),
    ),
}
_TURNED: Final = {
    Language.ZH: {True: "{}大点", False: "{}小点"},
    Language.EN: {True: "turn the {} up", False: "turn the {} down"},
}
_NOTHING_AGAIN: Final = frozenset({"再", "重", "重新"})
_STANDING_IN: Final = {
    Language.ZH: (
        (Kind.THING, re.compile(r"它|[那这](?:个|东西|玩意儿?)(?!地方|人|房间|屋)")),
        (Kind.PLACE, re.compile(r"那儿|那里|那边|那个地方|那屋|那个房间")),
        (Kind.PERSON, re.compile(r"他|她")),
    ),
    Language.EN: (
        (Kind.THING, re.compile(r"\b(?:it|that one|this one|that thing|that|this|them)\b")),
        (Kind.PLACE, re.compile(r"\b(?:over |to )?there\b|\bto that (?:place|room)\b")),
        (Kind.PERSON, re.compile(r"\b(?:him|her)\b")),
    ),
}
_NOT_THIS: Final = {
    Language.ZH: (
        re.compile(
            r"(?:不是|不要|我说的不是|我要的不是|我没说|我不是说)(?P<old>.*?)(?:的)?(?:而)?(?:我?说的|我?要的|我?)?[是要](?P<new>.+)"
        ),
        re.compile(r"(?:不是|不要|我说的不是|我要的不是|我没说|我不是说|别拿)(?P<old>.+)"),
    ),
    Language.EN: (
        re.compile(r"(?:no |sorry )?(?:it's )?not (?:the |a |to the |in the )?(?P<old>.+?)(?: one)? but (?P<new>.+)"),
        re.compile(
            r"(?:no |sorry )?(?:i (?:don't|didn't) (?:mean|say|want) |not )(?:the |a |to the |in the )?(?P<old>.+)"
        ),
    ),
}
_WRONG: Final = {
    Language.ZH: re.compile(r"不对|不是|错了|不不?|你?听错了|你?弄错了|我?说错了"),
    Language.EN: re.compile(r"no|nope|no no|wrong|that's wrong|not that(?: one)?|sorry|i mean"),
}
_MEANT: Final = {
    Language.ZH: re.compile(r"(?:我说的是|我要的是|我是说|我是要|应该是|我要|是|要|拿)(?P<new>.+)"),
    Language.EN: re.compile(r"(?:no |sorry )?(?:i (?:meant|mean|said|want|wanted)|make it|it's) (?P<new>.+)"),
}
_NO_EN: Final = re.compile(r"no (?P<new>the .+|to the .+)")
_ALSO: Final = {
    Language.ZH: re.compile(r"(?:那么?|还有|然后)?(?P<new>.+?)(?:的)?(?:呢|也要|也一样|也来)"),
    Language.EN: re.compile(
        r"(?:and |then )?(?:(?:what|how) about|and|also)(?: for| in| to| at)? (?P<new>.+?)(?: too| as well)?"
    ),
}
_TRIMMED: Final = {
    Language.ZH: (re.compile(r"^(?:那个|那|这个|是|要)+"), re.compile(r"(?:的|那个|吧|啊|呀|才对)+$")),
    Language.EN: (
        re.compile(r"^(?:(?:the|a|an|my|to|in|into|some) )+"),
        re.compile(r"(?: one| ones| please| instead)+$"),
    ),
}
_JOINED: Final = {
    Language.ZH: re.compile(r"(?:然后|接着|完了|完事儿?|回头|顺便|还有|同时|并且|再(?!来|说|见|也))"),
    Language.EN: re.compile(r" (?:and then|and also|and|then|also|after that) "),
}
_LISTED: Final = {
    Language.ZH: re.compile(r"(?:以及|还有|和|跟|与|同)"),
    Language.EN: re.compile(r" (?:and also|and|as well as) "),
}
_UNIT: Final = {Language.ZH: re.compile(r"[a-z0-9']+|\S"), Language.EN: re.compile(r"\S+")}
_LISTED_AT_MOST: Final = 6
"""Signs or words that a thing in a list is called by, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Words to be put in place of others; without `old` those of whatever was named."""

    old: str
    new: str
    correction: bool


def again(text: str, language: Language) -> bool:
    """Whether `text`, as `normalize` gives it, asks for the same once more."""
    return text not in _NOTHING_AGAIN and _AGAIN[language].fullmatch(text) is not None


def another(text: str, language: Language) -> bool:
    """Whether `text` asks for another of what was told or played: what else could be had another of is not so asked."""
    return _ANOTHER[language].fullmatch(text) is not None


def loudness(text: str, language: Language) -> bool | None:
    """Whether `text` wants something louder (True) or softer, without saying what; None where it wants neither."""
    return next((louder for louder, pattern in _LOUDNESS[language] if pattern.fullmatch(text)), None)


def turned(name: str, language: Language, *, louder: bool) -> str:
    """The wish to turn what is called `name` up, or down."""
    return _TURNED[language][louder].format(name)


def standing_in(text: str, language: Language) -> Iterator[tuple[Kind, int, int]]:
    """The words of `text` that stand for something said before, with their span."""
    for kind, pattern in _STANDING_IN[language]:
        for found in pattern.finditer(text):
            yield kind, *found.span()


def changes(parts: Sequence[str], language: Language) -> Iterator[Change]:
    """What the clauses `parts` change of what was said before: first what they correct, then what they add."""
    rest = "" if len(parts) < 2 else parts[-1]
    for pattern in _NOT_THIS[language]:
        found = pattern.fullmatch(parts[0])
        if found is not None:
            new = found.groupdict().get("new") or _meant(rest, language)
            yield from _change(found["old"], new, language)
    if rest and _WRONG[language].fullmatch(parts[0]):
        yield from _change("", _meant(rest, language), language)
    for pattern in (_MEANT[language], *((_NO_EN,) if language is Language.EN else ())):
        if len(parts) == 1 and (found := pattern.fullmatch(parts[0])) is not None:
            yield from _change("", found["new"], language)
    also = _ALSO[language].fullmatch(parts[-1])
    if also is not None:
        yield from _change("", also["new"], language, correction=False)


def joints(clause: str, language: Language) -> Iterator[tuple[str, str]]:
    """The two sides of every word that may join two wishes."""
    for joint in _JOINED[language].finditer(clause):
        if clause[: joint.start()] and clause[joint.end() :]:
            yield clause[: joint.start()], clause[joint.end() :]


def lists(clause: str, language: Language) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For every word that may join two things, what the clause may be with the first of them alone, and the second.

    "Turn the lamp and the fan off" is "turn the lamp off" or "turn the lamp the fan off", and "turn the fan off" or
    "turn the the fan off", and so on: only whoever understands sentences knows which words belong to a thing.
    """
    for joint in _LISTED[language].finditer(clause):
        before, after = clause[: joint.start()], clause[joint.end() :]
        ends = [found.end() for found in _UNIT[language].finditer(after)][:_LISTED_AT_MOST]
        starts = [found.start() for found in _UNIT[language].finditer(before)][-_LISTED_AT_MOST:]
        if ends and starts:
            gap = "" if language is Language.ZH else " "
            first = (f"{before}{gap}{after[end:].strip()}".strip() for end in ends)
            second = (f"{before[:start].strip()}{gap}{after}".strip() for start in reversed(starts))
            yield tuple(first), tuple(second)


def begun(clause: str, language: Language) -> str:
    """`clause` without the word by which it joins the one before it."""
    joint = _JOINED[language].match(f" {clause}" if language is Language.EN else clause)
    return clause[joint.end() - (language is Language.EN) :] if joint is not None else clause


def _meant(part: str, language: Language) -> str:
    found = _MEANT[language].fullmatch(part)
    return found["new"] if found is not None else part


def _change(old: str, new: str, language: Language, *, correction: bool = True) -> Iterator[Change]:
    plain_old, plain_new = _trimmed(old, language), _trimmed(new, language)
    if plain_new and plain_new != plain_old:
        yield Change(old=plain_old, new=plain_new, correction=correction)


def _trimmed(words: str, language: Language) -> str:
    for pattern in _TRIMMED[language]:
        words = pattern.sub("", words)
    return words.strip()
