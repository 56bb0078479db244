"""Wishes for all but some: "turn off all the lights but the bedroom's" as a wish for all, and what is left out of it.

Only the form stands here; whether the parts mean anything, whoever understands sentences tells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from carebot.core.language import Language

_LONGEST: Final = 24
"""Signs or words that name what is left out, at most."""
_UNIT: Final = {Language.ZH: re.compile(r"[A-Za-z0-9']+|\S"), Language.EN: re.compile(r"\S+")}
_POINTS: Final = {
    Language.ZH: re.compile(r"[\s，。！？；：,.!?;:]+"),
    Language.EN: re.compile(r"[,.!?;:]+(?=\s|$)|\s+"),
}
_LISTED_EN: Final = re.compile(r",\s*(?=(?:the|my) )")
_BUT_EN: Final = r"(?:except(?: for)?|apart from|other than|save for|with the exception of|excluding)"
_AFTER: Final = {
    Language.ZH: (
        re.compile(r"(?P<all>.+?)除了?(?P<spared>.+?)(?:以外|之外|外)?"),
        re.compile(
            r"(?P<all>.+?)(?:但是?|可是?)?(?:只|就|单)(?:留|剩)(?:着|下|个)?(?P<spared>.+?)(?:就行|就好|就可以)?了?"
        ),
    ),
    Language.EN: (
        re.compile(rf"(?P<all>.+?) (?:{_BUT_EN}|but not|but) (?P<spared>.+)"),
        re.compile(
            r"(?P<all>.+?) (?:but|and) (?:please )?(?:leave|keep) (?P<spared>.+?)"
            r"(?: (?:on|off|open|closed|shut|alone|as (?:it|they) (?:is|are)))?"
        ),
    ),
}
"""What is left out, after the wish for all."""
_BEFORE: Final = {
    Language.ZH: re.compile(r"除了?(?P<both>.+)"),
    Language.EN: re.compile(rf"{_BUT_EN} (?P<both>.+)"),
}
"""What is left out, before the wish for all: where the one ends and the other begins, only their meaning tells."""
_WITHIN_ZH: Final = re.compile(r"(?P<head>.*?)除了?(?P<spared>.+?)(?:以外|之外)的?(?P<tail>.+)")
_LEFT_EN: Final = re.compile(
    r"(?:leave|keep) (?P<spared>.+?) (?:on|off|open|closed|shut|alone|as (?:it|they) (?:is|are)) (?:but"
    r"|and)(?: then)? (?P<all>.+)"
)
_BEHIND_ZH: Final = re.compile(r"(?P<both>.+?)(?:除外|例外|不算|(?:就|先)?(?:别|不要|不用|不)[关开])了?")
"""What is left out, told after both."""
_END_OF_SPARED_ZH: Final = re.compile(r"(?:以外|之外|外)$")
_REST: Final = {
    Language.ZH: re.compile(r"(?P<take>把|将)?(?:其他|其它|别|其余|剩下|剩余|另外|余下)的?(?:那些)?"),
    Language.EN: re.compile(r"\b(?:(?:all )?(?:the )?others?|the rest|everything(?: else)?)\b(?: of)?(?: the)?"),
}
"""What is left when some were named."""
_ALSO: Final = {Language.ZH: re.compile(r"(?:、|和|跟|还有|以及|与)"), Language.EN: re.compile(r" (?:and|or|nor) ")}
_AROUND: Final = {
    Language.ZH: (
        re.compile(r"^(?:那|这)?(?:盏|个)?"),
        re.compile(r"(?:里面?|里头|那边|那里|那儿)?的?(?:那[盏个些])?$"),
    ),
    Language.EN: (
        re.compile(r"^(?:(?:the|my|that|those|any|in|at|ones?) )+"),
        re.compile(r"(?:'s?|s')?(?: ones?)?$"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllBut:
    """The words of a wish for all, and those of each thing that is left out, as they may be understood."""

    everything: str
    spared: tuple[str, ...]


def all_but(text: str, language: Language) -> Iterator[AllBut]:
    """Every way in which `text` may ask for all but some, the likeliest first."""
    listed = text if language is Language.ZH else _LISTED_EN.sub(" and ", text)
    words = _POINTS[language].sub("" if language is Language.ZH else " ", listed).strip().lower()
    for everything, spared in _halves(words, language):
        items = tuple(item for item in _ALSO[language].split(spared) if item)
        if items and len(_UNIT[language].findall(spared)) <= _LONGEST:
            for whole in _wholes(everything, items[-1], language):
                yield AllBut(everything=whole, spared=items)


def bare(spared: str, language: Language) -> str:
    """`spared` by its name alone: "bedroom" for "the one in the bedroom", "the bedroom's" and "bedroom ones"."""
    before, after = _AROUND[language]
    return after.sub("", before.sub("", spared)).strip()


def _halves(words: str, language: Language) -> Iterator[tuple[str, str]]:
    """The wish for all, and what is left out, in every way that the words may be parted."""
    for pattern in _AFTER[language]:
        if found := pattern.fullmatch(words):
            yield found["all"], found["spared"]
    if language is Language.ZH:
        if within := _WITHIN_ZH.fullmatch(words):
            yield within["head"] + within["tail"], within["spared"]
        if behind := _BEHIND_ZH.fullmatch(words):
            both = behind["both"]
            yield from ((both[:first], both[first:]) for first in range(len(both) - 1, 1, -1))
    if language is Language.EN and (left := _LEFT_EN.fullmatch(words)):
        yield left["all"], left["spared"]
    if before := _BEFORE[language].fullmatch(words):
        both = before["both"]
        for unit in list(_UNIT[language].finditer(both))[1:_LONGEST]:
            yield both[unit.start() :], _END_OF_SPARED_ZH.sub("", both[: unit.start()].strip())


def _wholes(everything: str, spared: str, language: Language) -> Iterator[str]:
    """The wish for all, said in full: of what kind the rest is, "the bedroom lights" may tell by its last words."""
    yield everything
    rest = _REST[language].search(everything)
    gap, kind_of_all = ("", "所有的") if language is Language.ZH else (" ", "all the ")
    units = _UNIT[language].findall(spared)
    kinds = ["", *(gap.join(units[-count:]) for count in (1, 2))]
    if rest is not None:
        # "都关了" tells how it is, "把……都关了" what is wanted, as its ending does
        take = "把" if rest.groupdict().get("take") or everything.endswith("吧") else ""
        before, after = everything[: rest.start()], everything[rest.end() :]
        yield from (f"{before}{take}{kind_of_all}{kind}{after}" for kind in kinds)
    elif language is Language.ZH:
        yield everything.removeprefix("都").removeprefix("全")
        yield from (f"{kind_of_all}{kind}{everything}" for kind in kinds[1:])
