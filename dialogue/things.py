"""The names of things in the free slots of forms: "毛衣" in "给我拿件毛衣", "cup of tea" in "pass me a cup of tea".

Only what ends in the name of a known thing is taken for one; whether the home has it, the plan finds out and says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from carebot.core.home import ObjectId
from carebot.core.household import Noun
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._sentences import spoken_names
from dialogue.forms import CONFIDENCE, Fill, Filling, FreeSlots
from dialogue.instructions.nouns import singulars
from dialogue.pinyin import syllables
from dialogue.text import normalize

OBJECT: Final = "object"
CALLED: Final = "called"
"""The slot with the words for a thing that is not among those of the home."""
KIND: Final = "kind"
MEDICINE: Final = "medicine"
"""What such a thing is, where it is not to be taken for another: words for medicines sound alike."""
NOT_HERE: Final = 0.87
"""The confidence where the home has no such thing: what it has is likelier to be meant."""
_LONGEST: Final = 40
_PERSONS: Final = frozenset({"person", "skin", "airway", "face_or_head", "throat", "stranger", "pet"})
_NOT_BROUGHT: Final = _PERSONS | {"fixed", "place", "room", "seat", "table", "screen", "switchable", "mess", "waste"}
"""Traits of what nobody has brought to her."""

_SEVERAL: Final = {Language.ZH: re.compile(r"(?<=.)(?:和|跟|与|、|还有)(?=.)"), Language.EN: re.compile(r" and | or ")}
_ARTICLE_EN: Final = re.compile(r"^(?:the|my|a|an|some) ")
_DETAILS_EN: Final = re.compile(r" (?:with|without|and no|no|but|of|for|to|so)\b.*$")
"""How a thing is wanted, after its name."""
_OF_EN: Final = re.compile(
    r"^(?:cup|glass|mug|bowl|plate|slice|bit|drop|piece|packet|pair|drink|spot|pot|bottle|bar) of (?=\w)"
)


_DOING_ZH: Final = tuple("我你他她听看吃喝穿戴用买卖洗做写读开关打有在")
"""What is done with a thing: "我听收音机呢" asks for none."""


class Things(FreeSlots):
    """What is called how: the things of `house` by id, and by their words all others that `nouns` know."""

    def __init__(self, nouns: Callable[[], Iterable[Noun]], house: House) -> None:
        self._nouns = nouns
        self._house = house
        self._kinds: dict[Language, Mapping[str, Noun]] = {}
        self._here: dict[Language, Mapping[str, ObjectId]] = {}

    @property
    def fills(self) -> Mapping[str, Fill]:
        """`{thing}` for whatever is no person, and `{portable}` for what can be brought to somebody."""
        return {
            "thing": lambda words, language: self._filling(words, language, _PERSONS),
            "portable": lambda words, language: self._filling(words, language, _NOT_BROUGHT),
        }

    def start(self) -> None:
        """Prepare the names; raises RulesError."""
        nouns = tuple(self._nouns())
        for language in Language:
            self._kinds[language] = MappingProxyType(
                {
                    name.lower(): noun
                    for noun in reversed(nouns)
                    for name in (noun.zh if language is Language.ZH else noun.en)
                }
            )
            self._here[language] = MappingProxyType(dict(self._known(language)))

    def _filling(self, words: str, language: Language, refused: frozenset[str]) -> Filling | None:
        """What the first of the things named in `words` is; None where one of them is none."""
        named = _SEVERAL[language].split(words) if len(words) <= _LONGEST else ()
        # of several, whoever follows the conversation finds the others
        slots = [self._slots(_ARTICLE_EN.sub("", one), language, refused) for one in named]
        if not slots or not all(slots):
            return None
        first = slots[0] or {}
        return Filling(slots=MappingProxyType(first), confidence=CONFIDENCE if OBJECT in first else NOT_HERE)

    def _slots(self, thing: str, language: Language, refused: frozenset[str]) -> dict[str, str] | None:
        """What `thing` names: a thing of the home by its id, another by its words; None where it names none."""
        here, kinds = self._here[language], self._kinds[language]
        name = next((one for one in _names_in(thing, language) if one in here or one in kinds), None)
        if name is None or self._names_more(thing, name, language):
            return None
        if name not in here and kinds[name].traits & refused:
            other = self._sounding_as(name, language, refused)
            return self._slots(thing.removesuffix(name) + other, language, refused) if other else None
        if name in here:
            return {OBJECT: here[name]}
        return {CALLED: thing, KIND: MEDICINE} if MEDICINE in kinds[name].traits else {CALLED: thing}

    def _sounding_as(self, name: str, language: Language, refused: frozenset[str]) -> str:
        """What sounds just like `name`, which may not stand there, and may: 眼镜 for 眼睛; empty where nothing does."""
        if language is not Language.ZH:
            return ""
        sound = syllables(name)
        same = (other for other, noun in self._kinds[language].items() if not noun.traits & refused)
        return next((other for other in same if len(other) == len(name) and syllables(other) == sound), "")

    def _names_more(self, thing: str, name: str, language: Language) -> bool:
        """Whether another thing is named before the one at the end: "the cardigan slippers" are none."""
        kinds = self._kinds[language]
        if language is Language.ZH:
            before = thing.removesuffix(name)
            if before.startswith(_DOING_ZH):
                return True
            return not before.endswith("的") and any(before[first:] in kinds for first in range(len(before) - 1))
        return name != thing and any(word in kinds for word in _bare(thing).removesuffix(name).split())

    def _known(self, language: Language) -> Iterator[tuple[str, ObjectId]]:
        """What the things of the home are called, by their own names first, and by others of their kind."""
        kinds = self._kinds[language]
        every = [(one, name) for one in self._house.home.objects for name in spoken_names(one.name, language)]
        ends = [end for _, name in every for end in _names_in(normalize(name, language, str), language)[1:]]
        for thing, name in every:
            noun = next(
                (kinds[form] for form in _names_in(normalize(name, language, str), language) if form in kinds), None
            )
            vessel = _OF_EN.match(name.lower())
            if vessel is not None:
                yield vessel[0].split()[0], thing.id
            for end in _names_in(normalize(name, language, str), language)[1:]:
                if language is Language.EN and ends.count(end) == 1:
                    yield end, thing.id
            for other in (noun.zh if language is Language.ZH else noun.en) if noun is not None else ():
                yield other.lower(), thing.id
        for thing, name in reversed(every):
            yield normalize(name, language, str), thing.id


def _names_in(thing: str, language: Language) -> Sequence[str]:
    """What `thing` may be called by, the whole first: its last signs or words, in the singular, too."""
    if language is Language.ZH:
        plain = thing.removesuffix("儿") or thing
        return (thing, *(plain[first:] for first in range(len(plain))))
    words = _bare(thing).split()
    ends = tuple(" ".join(words[first:]) for first in range(len(words)))
    single = (" ".join((*words[first:-1], one)) for first in range(len(words)) for one in singulars(words[-1]))
    return (thing, *ends, *single)


def _bare(thing: str) -> str:
    """The thing alone: "tea" for "cup of tea with milk"."""
    return _DETAILS_EN.sub("", _OF_EN.sub("", thing))
