"""Wishes that name the thing first and then what becomes of it: 灯打开, 窗帘给我拉上吧, "put the lights on".

So people put it who have somebody to switch things for them. What may as well be a tale (灯关了) is left as it is.
"""

import re
from collections.abc import Iterable
from typing import Final

from carebot.core.household import Noun
from carebot.core.language import Language
from dialogue.text import normalize

IN_ANY_HOME: Final = frozenset(
    {
        *("ceiling_light", "desk_lamp", "floor_lamp", "curtain", "blinds", "window", "door", "television", "radio"),
        *("air_conditioner", "fan", "heater"),
    }
)
"""Kinds of household things that are switched, opened and shut day by day, as devices of the house are."""
_MANDARIN: Final = re.compile(
    r"(?P<thing>\S+?)都?(?:(?:给|帮|替)(?:我|咱们?|我们))?(?:(?P<whole>打开|开开|关上|关掉|拉上|拉开)(?:一下|一点|下)?吧?|(?P<bare>[开关])(?:(?:一下|下)吧?|吧))"
)
_BARE: Final = {"开": "打开", "关": "关上"}
_ENGLISH: Final = re.compile(r"(?:put )?(?:the |my )?(?P<thing>[a-z]+(?: [a-z]+){0,5}) (?P<state>on|off)")
_OF: Final = re.compile(r"(?:里面|里边|里)?的?$| $")
"""What stands between a room and a thing in it."""
_WITHIN: Final = re.compile(r"(?P<last>.+) in the (?P<where>.+)")


class ThingFirst:
    """Knows the names of the things that are switched, of all `nouns`."""

    def __init__(self, nouns: Iterable[Noun]) -> None:
        every = tuple(nouns)
        self._names = {language: _names(every, language) for language in Language}
        self._switched = {
            language: _names([noun for noun in every if noun.kind in IN_ANY_HOME], language) for language in Language
        }

    def turned(self, words: str, language: Language) -> str | None:
        """`words`, as `normalize` gives them, with the verb first, where they are a thing and what becomes of it."""
        said = (_MANDARIN if language is Language.ZH else _ENGLISH).fullmatch(words)
        if said is None or not self._is_switched(said["thing"], language):
            return None
        if language is Language.EN:
            return f"turn {said['state']} the {said['thing']}"
        return f"把{said['thing']}{said['whole'] or _BARE[said['bare']]}"

    def _is_switched(self, thing: str, language: Language) -> bool:
        """Whether `thing` is one that is switched, as it stands or with the room that it is in."""
        switched, names = self._switched[language], self._names[language]
        if language is Language.EN and (within := _WITHIN.fullmatch(thing)):
            return within["last"] in switched and within["where"] in names
        return thing in switched or any(
            thing[at:].strip() in switched and _OF.sub("", thing[:at]) in names for at in range(1, len(thing))
        )


def _names(nouns: Iterable[Noun], language: Language) -> frozenset[str]:
    named = (noun.zh if language is Language.ZH else noun.en for noun in nouns)
    return frozenset(normalize(name, language, str) for names in named for name in names)
