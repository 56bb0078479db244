"""Whom words are said to by name: kin, a title, a name of the house or what is made as one, before or after the words.

The robot's own names are nobody else's, and a mere role (护士, "nurse") calls whoever hears it. Recognisers drop commas
and capitals: without them only what nobody takes for another word counts, in front of "you" or of a wish.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from carebot.core.language import Language
from carebot.core.situation import House
from dialogue import _people_words as people
from dialogue._clauses import BREAK
from dialogue.own_names import OwnNames
from dialogue.pinyin import han
from dialogue.text import normalize

_CRIES_ZH: Final = "(?:哎呀|哎哟|哎|唉|喂|嗯|啊|哦|诶|嘿|欸|好|行)?"
_AFTER_ZH: Final = "(?:同志|啊|呀|哎|诶|哪|呐|哟|喂|嘿|欸)?"
_CRIES_EN: Final = (
    r"(?:(?:oh|ah|hey|well|right|now|so|and|but|look|listen|come on|here|hello|hi|thank you|thanks|yes|no|ok|okay"
    r"|please|sorry|excuse me|good (?:morning|afternoon|evening|night)|(?:my |our )?dear(?:est)?) )?"
)
_TO_YOU_ZH: Final = r"(?:[你您](?!们?(?:是谁|叫什么))|我(?:给|帮|扶|陪|带|替|喂)[你您])"
_WISH_ZH: Final = r"(?=[把别甭快请去来帮拿给]|过来|出去|进来|现在|今天|几点|咱)"
_TO_YOU_EN: Final = (
    r"(?:(?:can|could|will|would|shall|do|did|have|are|were|may|might|must|should|won't|don't|didn't|haven't|aren't)"
    r" (?:you|we|i)\b|you\b|your\b|let's\b|please\b|mind\b)"
)
_OF_YOURS_ZH: Final = re.compile(
    rf"^{_CRIES_ZH}[你您](?:们|家|们家)?的?(?>{people.KIN_OF_YOURS_ZH})(?!呢$|是|叫|在哪|有|好|的)."
)
_OF_YOURS_EN: Final = re.compile(
    rf"^{_CRIES_EN}your (?:(?:big|little|elder|older|younger) )?(?:{people.KIN_EN}|brother|sister|husband"
    r"|wife|son|daughter|grandson|granddaughter)(?:'s| (?:says|said|wants|wanted"
    r"|thinks|needs|is|has|asked|told|would|will|can't))"
)
_ENDS_ZH: Final = "(?<=[吧啊呀吗呢么])"
_OBJECTS_EN: Final = (
    r"(?<! to)(?<! for)(?<! with)(?<! about)(?<! of)(?<! by)(?<! from)(?<! and)(?<! or)(?<! is)"
    r"(?<! are)(?<! my)(?<! your)(?<! the)(?<! our)(?<! his)(?<! her)(?<! call)(?<! ring)(?<! tell)(?<! ask)(?<! phone)"
    r"(?<! see)(?<! visit)(?<! like)(?<! love)(?<! miss)(?<! want)(?<! need)(?<! play)(?<! fetch)(?<! find)(?<! get)"
)
_SHAPE_EN: Final = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?")
_LETTERS: Final = re.compile(r"[a-z']+")
_AFTER_COMMA: Final = re.compile(r"(?:^|[\s.!?])[^A-Z\s]\S*(?=, *([^,.!?;:]+))")
"""What follows a comma, unless a place or another name comes before it, as in "Paris, France"."""


class Vocatives:
    """Finds to whom words are said, in `house`; `names` are the robot's own."""

    def __init__(self, house: House, names: OwnNames) -> None:
        self._own = names
        zh, en = _people_of(house)
        called_zh = _any_of((*zh, people.CALLED_ZH))
        called_en = _any_of((*en, people.TITLED_EN, people.KIN_EN))
        begins_en = _any_of((*en, people.ONE_TITLED_EN, people.KIN_EN))
        self._apart = {
            Language.ZH: re.compile(f"{_CRIES_ZH}(?:{called_zh}|{people.NAMED_ZH}){_AFTER_ZH}"),
            Language.EN: re.compile(f"{_CRIES_EN}{called_en}"),
        }
        addressed_zh = f"^{_CRIES_ZH}(?:{called_zh}|{people.FULL_NAME_ZH})"
        self._to_you = {
            Language.ZH: re.compile(addressed_zh + _TO_YOU_ZH),
            Language.EN: re.compile(f"^{_CRIES_EN}{begins_en} {_TO_YOU_EN}"),
        }
        self._before_wish = {
            Language.ZH: re.compile(addressed_zh + _WISH_ZH),
            Language.EN: re.compile(f"^{_CRIES_EN}{begins_en} "),
        }
        self._after_wish = {
            Language.ZH: re.compile(f"{_ENDS_ZH}(?:{called_zh}|{people.FULL_NAME_ZH})$"),
            Language.EN: re.compile(rf"{_OBJECTS_EN} {begins_en}$"),
        }

    def to_another(self, text: str, understood: Callable[[str], bool]) -> bool:
        """Whether `text` is said to somebody else; `understood` tells whether a part of it is a wish by itself."""
        if self._own.stand_in(text):
            return False
        language = Language.ZH if han(text) else Language.EN
        parts = [part.strip() for part in BREAK.split(text) if part.strip()]
        plain = [normalize(part, language, str) for part in parts]
        if len(parts) > 1 and any(self._apart[language].fullmatch(part) for part in plain):
            return True
        if any(_is_shaped(part) for part in _AFTER_COMMA.findall(text)):
            return True
        if len(parts) > 1 and people.GIVEN_EN.issuperset(plain[0].split()):
            return True
        return any(self._runs_on(part, language, understood) for part in plain)

    def _runs_on(self, words: str, language: Language, understood: Callable[[str], bool]) -> bool:
        """Whether somebody is called in one breath with what is said to her."""
        of_yours = _OF_YOURS_ZH if language is Language.ZH else _OF_YOURS_EN
        if of_yours.search(words) or self._to_you[language].search(words):
            return True
        before, after = self._before_wish[language].search(words), self._after_wish[language].search(words)
        rest = words[before.end() :] if before else words[: after.start()] if after else ""
        return bool(rest) and understood(rest)


def _people_of(house: House) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the people of the house, as patterns: whole and, in English, each part that may stand alone."""
    texts = [person.name for person in house.residents] + [person.called for person in house.residents]
    texts += [carer.name for carer in house.caregivers]
    zh = {name for text in texts for name in (normalize(text.zh, Language.ZH, str),) if len(name) > 1}
    whole = {normalize(text.en, Language.EN, str) for text in texts}
    en = whole | {name for each in whole for name in each.split() if len(name) > 1}
    return _escaped(zh - _ROLES), _escaped(en - _ROLES)


_ROLES: Final = frozenset(
    (
        *("护士", "护士长", "护工", "护理员", "大夫", "医生", "值班护士", "夜班护士", "值班室"),
        *(
            "nurse",
            "doctor",
            "carer",
            "caregiver",
            "matron",
            "sister",
            "night",
            "head",
            "duty",
            "the",
            "mr",
            "mrs",
            "ms",
        ),
        *("miss", "dr", "family", "daughter", "son", "grandson", "granddaughter", "husband", "wife"),
    )
)
"""What people of a house may be called in its settings, and whoever hears it answers to."""


def _escaped(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if name)


def _any_of(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _is_shaped(part: str) -> bool:
    """Whether `part` is written as an English name is, and none of its words are known as something else.

    At the beginning of a sentence that says nothing: whatever stands there has a capital, "um" and "whoops" too.
    """
    return bool(_SHAPE_EN.fullmatch(part)) and not people.NO_NAMES_EN.intersection(_LETTERS.findall(part.lower()))
