"""Wishes for a thing, and questions where one is: "给我拿件毛衣", "我的钱包搁哪儿了", "I could murder a cup of tea".

Only what ends in the name of a known thing is taken for one; whether the home has it, its plan finds out and says.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from carebot.core.home import ObjectId
from carebot.core.household import Noun
from carebot.core.intents import Intent
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._clauses import SOFTENERS, barer, clauses
from dialogue._colloquial import plain_speech
from dialogue._sentences import spoken_names
from dialogue.base import Interpretation, Interpreter
from dialogue.instructions.nouns import singulars
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

FETCH_ITEM: Final = "fetch_item"
ASK_WHERE: Final = "ask_where"
OBJECT: Final = "object"
CALLED: Final = "called"
"""The slot with the words for a thing that is not among those of the home."""
CONFIDENCE: Final = 0.9
NOT_HERE: Final = 0.87
"""The confidence where the home has no such thing: what it has is likelier to be meant."""
_FETCH_WATER: Final = "fetch_water"
_WATER: Final = frozenset(
    {"水", "白水", "温水", "白开水", "凉白开", "water", "drop of water", "glass of water", "drink of water"}
)
_LONGEST: Final = 80
_PERSONS: Final = frozenset({"person", "skin", "airway", "face_or_head", "throat", "stranger", "pet"})
_NOT_BROUGHT: Final = _PERSONS | {"fixed", "place", "room", "seat", "table", "screen", "switchable", "mess", "waste"}
"""Traits of what nobody has brought to her."""

_MEASURE_ZH: Final = r"(?:[一二两三几半]?(?:[个杯碗盘副块条件把瓶张本双根盒包片口只瓣壶碟份床顶串勺袋罐卷身些]|点儿?))?"
_WISHES: Final = {
    Language.ZH: (
        re.compile(
            r"(?:请|你|您|再|先|快|去|麻烦)*(?:给|帮|替|为)(?:我|咱|俺)(?:再|去|先)*"
            r"(?:拿|取|递|端|捎|拎|抱|倒|沏|泡|冲|盛|热|弄|整|找|来|切|削|洗|煮|剥)(?:一下)?"
            rf"{_MEASURE_ZH}(?P<thing>.{{1,10}}?)(?:来|过来|给我|吃|喝|用|穿|戴|盖上?|看看|尝尝)*"
        ),
        re.compile(
            r"(?:请|你|您|再|先|快|去|麻烦)*(?:把|将)(?:我的?|[那这][个条件把副双只本张]?)*(?P<thing>.{1,10}?)"
            r"(?:给我|帮我|替我)*(?:拿|取|递|端|抱|拎|找|捎|带)(?:给我|过来|来|一下)*"
        ),
        re.compile(
            rf"(?:请|你|您|再|先|快|去)*(?:拿|取|端|倒|沏|泡){_MEASURE_ZH}(?P<thing>.{{1,10}}?)(?:来|过来|给我)+"
        ),
        re.compile(
            r"(?:我的?|[那这][个条件把副双只本张]?)*(?P<thing>.{1,10}?)[都也]?(?:给我|帮我|替我)(?:拿|递|端|取"
            r"|抱)(?:过来|来|一下)*"
        ),
        re.compile(rf"(?:请|你|您|再)*来{_MEASURE_ZH}(?P<thing>.{{1,8}}?)(?:吃|喝|尝尝)*"),
        re.compile(rf"我(?:想|要|还)+(?:要|吃|喝|用|戴|穿|盖){_MEASURE_ZH}(?P<thing>.{{1,10}}?)"),
        re.compile(rf"我(?:想要|要|得要)(?!是|不){_MEASURE_ZH}(?P<thing>.{{1,10}}?)"),
    ),
    Language.EN: (
        re.compile(
            r"(?:(?:go|nip|run|pop|come)(?: and)? )?(?:bring|get|fetch|pass|hand|give|find|make|pour|fix)(?: me"
            r"| us)(?: over)?"
            r" (?:(?:a|an|some|the|my|another|those|that|nice) )*(?P<thing>.+?)"
            r"(?: (?:here|over|over here|to me|for me))*"
        ),
        re.compile(
            r"(?:(?:go|nip|run|pop|come)(?: and)? )?(?:bring|fetch|get|pass|hand)"
            r" (?:a|an|some|the|my|another|those|that) (?P<thing>.+?)(?: (?:here|over|over here|to me|for me))*"
        ),
        re.compile(
            r"(?:i want|i need|i'd like|i would like|i'll have|i'm after)(?: to (?:eat|drink|have|wear|use))?"
            r" (?:(?:a|an|some|the|my|another|nice) )*(?P<thing>.+?)"
        ),
        re.compile(
            r"(?:(?:a|an|some|another|nice) )+(?P<thing>.+?)"
            r" would (?:be (?:so |very )?(?:lovely|nice|grand|good|great|welcome)|do nicely|go down (?:well|a treat))"
        ),
    ),
}
_QUESTIONS: Final = {
    Language.ZH: (
        re.compile(
            r"(?:你|您|请|帮我|给我|替我)*(?:知道|看见|瞧见|看看|瞅瞅|瞧瞧)*(?:我|咱|那|这|的|个|副"
            r"|把)*(?P<thing>.{1,10}?)(?:又|都|是|到底|究竟)*"
            r"(?:放|在|搁|丢|落|跑|藏|塞|收|弄|去)*(?:到|在)?哪(?:儿|里|个?屋|间屋)?里?(?:了|去了|去|来着|呢|知道吗)*"
        ),
        re.compile(
            r"(?:你|您)?(?:看见|瞧见|见着|见到|见过|看到)了?(?:我|的|那|个|副|把)*(?P<thing>.{1,10}?)了?(?:吗|没有|没)"
        ),
        re.compile(
            r"(?:我|我的|我那|我这)(?:个|副|把|的)*(?P<thing>.{1,10}?)(?:又|怎么|也)*(?:呢|找不着了?|找不到了?"
            r"|不见了|丢了|没了)"
        ),
        re.compile(
            r"(?:我)?(?:又|怎么|老|也)*(?:找不着|找不到|不知道)(?:我|的|那|个|副|把)*(?P<thing>.{1,10}?)(?:了"
            r"|放哪儿了|在哪儿)?"
        ),
        re.compile(
            r"(?:请|你|您)*(?:给我|帮我|替我|帮忙)(?:找找|找一下|找一找|找)(?:我|的|那|个|副|把)*(?P<thing>.{1,10}?)"
        ),
    ),
    Language.EN: (
        re.compile(
            r"(?:do you know |can you see |can you tell me |tell me |any idea |i wonder )?"
            r"where(?: on earth| ever| the \w+)?"
            r"(?:'s|'ve|'d| is| are| did i| have i| has| have| i| did you| have you| i've)*"
            r"(?: put| left| leave| laid| hidden)*"
            r" (?:the|my|our|those|that) (?P<thing>.+?)"
            r"(?: (?:got to|gone|gone to|gotten to|are|is|kept|put|be|got|to|again))*"
        ),
        re.compile(r"what(?:'ve i| have i| did i) (?:done|do) with (?:the|my) (?P<thing>.+?)"),
        re.compile(
            r"(?:have you|did you|has anybody|has anyone)(?: seen| see) (?:the|my|our) (?P<thing>.+?)(?: anywhere)?"
        ),
        re.compile(
            r"(?:now )?i(?: can't| cannot| couldn't| can never|'ve| have)(?: (?:seem to|find|lost|mislaid|misplaced))+"
            r" (?:the|my) (?P<thing>.+?)(?: anywhere| again)?"
        ),
        re.compile(r"(?:help me )?(?:find|look for|have a look for) (?:the|my) (?P<thing>.+?)"),
    ),
}
_SEVERAL: Final = {Language.ZH: re.compile(r"(?<=.)(?:和|跟|与|、|还有)(?=.)"), Language.EN: re.compile(r" and | or ")}
_ARTICLE_EN: Final = re.compile(r"^(?:the|my|a|an|some) ")
_DETAILS_EN: Final = re.compile(r" (?:with|without|and no|no|but|of)\b.*$")
"""How a thing is wanted, after its name."""
_OF_EN: Final = re.compile(
    r"^(?:cup|glass|mug|bowl|plate|slice|bit|drop|piece|packet|pair|drink|spot|pot|bottle|bar) of (?=\w)"
)


class ThingsInterpreter(Interpreter):
    """Asks `first`, and takes for a wish or a question about a thing what that does not understand, if it is one.

    `nouns` gives the names of things beside those of `house`.
    """

    def __init__(self, first: Interpreter, nouns: Callable[[], Iterable[Noun]], house: House) -> None:
        self._first = first
        self._nouns = nouns
        self._house = house
        self._simplify: Callable[[str], str] = str
        self._kinds: dict[Language, Mapping[str, Noun]] = {}
        self._here: dict[Language, Mapping[str, ObjectId]] = {}

    def start(self) -> None:
        """Prepare the names; raises SettingsError or RulesError."""
        self._first.start()
        self._simplify = simplifier()
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

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, words that no skill understands are an answer."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or asked or len(text) > _LONGEST:
            return found
        script = Language.ZH if han(text) else Language.EN
        for part in clauses(text, script, self._simplify):
            for form in _forms(part, script):
                intent = self._wished(form, script)
                if intent is not None:
                    return Interpretation(intent=intent, confidence=CONFIDENCE if OBJECT in intent.slots else NOT_HERE)
        return found

    def _wished(self, words: str, language: Language) -> Intent | None:
        for patterns, name, refused in (
            (_QUESTIONS[language], ASK_WHERE, _PERSONS),
            (_WISHES[language], FETCH_ITEM, _NOT_BROUGHT),
        ):
            for pattern in patterns:
                wish = pattern.fullmatch(words)
                named = _SEVERAL[language].split(wish["thing"].strip()) if wish is not None else ()
                slots = [self._slots(_ARTICLE_EN.sub("", one), language, refused) for one in named]
                # of several, whoever follows the conversation finds the others
                if len(slots) == 1 and slots[0] and slots[0].get(CALLED) in _WATER and name == FETCH_ITEM:
                    return Intent(name=_FETCH_WATER, slots=MappingProxyType({"need": "water"}))
                if slots and all(slots):
                    return Intent(name=name, slots=MappingProxyType(slots[0] or {}))
        return None

    def _slots(self, thing: str, language: Language, refused: frozenset[str]) -> dict[str, str] | None:
        """What `thing` names: a thing of the home by its id, another by its words; None where it names none."""
        here, kinds = self._here[language], self._kinds[language]
        name = next((one for one in _names_in(thing, language) if one in here or one in kinds), None)
        if name is None or self._names_more(thing, name, language):
            return None
        if name in here:
            return {OBJECT: here[name]}
        return None if kinds[name].traits & refused else {CALLED: thing}

    def _names_more(self, thing: str, name: str, language: Language) -> bool:
        """Whether another thing is named before the one at the end: "the cardigan slippers" are none."""
        kinds = self._kinds[language]
        if language is Language.ZH:
            before = thing.removesuffix(name)
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


def _forms(part: str, language: Language) -> Iterator[str]:
    plain = plain_speech(part, language)
    yield from dict.fromkeys(
        form for whole in (part, plain) for form in (whole, *barer(whole, language, SOFTENERS[language]))
    )


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
