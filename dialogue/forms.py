"""The skills' own forms: looser templates with free words in them, for what is said in more ways than sentences hold.

Asked once the sentences of the skills and the smart home have understood nothing. Words of the past, of a film or a
dream are a tale where a form says so. What holds for all of the words comes first, then what is urgent, then what
leaves the fewest words free.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Intent, Slots
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue import _danger_talk as talk
from dialogue._clauses import SOFTENERS, barer, clauses
from dialogue._colloquial import plain_speech
from dialogue._grammar import Grammar
from dialogue._sentences import Names, slot_names
from dialogue.base import Interpretation, Interpreter
from dialogue.pinyin import han
from dialogue.text import normalize, simplifier

CONFIDENCE: Final = 0.9
_LONGEST: Final = 120
"""Signs beyond which an utterance is a tale."""
_BESIDE: Final = frozenset({"fine", "thank", "greet", "say_goodbye", "not_now", "taken"})
"""What may be part of the word to be sent, or said along with a wish: "tell my son that I'm fine"."""
_GOES_ON: Final = ("了", "过", "着", "的", "得", "们", "长")
"""What belongs to the word before it: "告诉了我儿子" tells of what was done, "护士长" is somebody else."""
_NAME_ZH: Final = 8
_NAME_EN: Final = 4
_THE_SPEAKERS: Final = frozenset({"我", "你", "您", "咱", "人", "me", "you", "us", "i"})
_OF_THINGS: Final = frozenset(
    {"a", "an", "the", "my", "our", "some", "it", "them", "this", "that", "these", "those", "another"}
)
"""What an English name does not begin with."""

Vocabulary = Mapping[Language, Mapping[str, str]]
"""What `<name>` stands for in the forms of each language, as a hassil template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What the words in a free slot mean: slots of the intent, and how sure that is."""

    slots: Slots = field(default_factory=lambda: MappingProxyType({}))
    confidence: float = CONFIDENCE


Fill = Callable[[str, Language], Filling | None]
"""What words in a free slot mean in a language; None where they cannot stand there."""


class FreeSlots(ABC):
    """Free slots that forms may have, and what may stand in them."""

    @property
    @abstractmethod
    def fills(self) -> Mapping[str, Fill]:
        """Each slot by its name."""

    @abstractmethod
    def start(self) -> None:
        """Prepare what words are compared with; raises SettingsError or RulesError."""


def anything(words: str, language: Language) -> Filling | None:
    """Free words mean nothing by themselves; None where they only go on with the word before them."""
    return None if language is Language.ZH and words.startswith(_GOES_ON) else Filling()


def name(words: str, language: Language) -> Filling | None:
    """A few words that may be somebody's name; what stands for the speakers themselves, or for things, is none."""
    few = len(words) <= _NAME_ZH if language is Language.ZH else len(words.split()) <= _NAME_EN
    named = few and words not in _THE_SPEAKERS and words.split(maxsplit=1)[0] not in _OF_THINGS
    return anything(words, language) if named else None


_ANYBODYS: Final[Mapping[str, Fill]] = MappingProxyType({"anything": anything, "name": name})
"""The free slots that are there in every house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Words read by a form: its slots, how many signs are left free, and which of the forms it is, from 0."""

    form: Form
    slots: Slots
    confidence: float
    rank: tuple[int, int]


class FormReader:
    """Reads words of one language by `forms`; `names` are the house's, `fills` what may stand in free slots.

    Raises SettingsError for a malformed template.
    """

    def __init__(
        self,
        forms: Sequence[Form],
        names: Names,
        language: Language,
        rules: Mapping[str, str],
        fills: Mapping[str, Fill],
    ) -> None:
        self._forms = forms
        self._language = language
        self._fills = fills
        self._grammar = Grammar(forms, names, language, rules=rules, free=fills)

    def read(self, words: str) -> Iterator[Read]:
        """All that `words` may say."""
        for reading in self._grammar.readings(words):
            form, confidence = self._forms[reading.number], CONFIDENCE
            slots: dict[str, str] = {**form.slots, **reading.names}
            for slot, said in reading.free.items():
                filling = self._fills[slot](said, self._language)
                if filling is None:
                    break
                slots.update(filling.slots)
                confidence = min(confidence, filling.confidence)
            else:
                rank = (reading.looseness, reading.number)
                yield Read(form=form, slots=MappingProxyType(slots), confidence=confidence, rank=rank)


class FormsInterpreter(Interpreter):
    """Asks `first`, and looks for `forms` in what that does not understand.

    `forms` come in groups, the more urgent first; `free` are the free slots that they may have beside `{anything}`.
    """

    def __init__(
        self,
        first: Interpreter,
        forms: Sequence[Sequence[Form]],
        vocabulary: Vocabulary,
        house: House,
        free: Sequence[FreeSlots],
    ) -> None:
        self._first = first
        self._forms = tuple(chain.from_iterable(forms))
        self._urgency = tuple(rank for rank, group in enumerate(forms) for _ in group)
        self._vocabulary = vocabulary
        self._house = house
        self._free = tuple(free)
        self._simplify: Callable[[str], str] = str
        self._readers: Mapping[Language, FormReader] = {}

    def start(self) -> None:
        """Prepare what comes first and read the forms; raises SettingsError or RulesError."""
        self._first.start()
        self._simplify = simplifier()
        for slots in self._free:
            slots.start()
        fills = {**_ANYBODYS, **{name: fill for slots in self._free for name, fill in slots.fills.items()}}
        self._readers = {
            one: FormReader(self._forms, slot_names(self._house, one), one, self._vocabulary[one], fills)
            for one in Language
        }

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, only what interrupts is no answer."""
        found = self._first.interpret(text, language, asked=asked)
        beside = found.intent is not None and found.intent.name in _BESIDE and found.confidence < 1.0
        if not (found.intent is None or (beside and not asked)) or len(text) > _LONGEST:
            return found
        script = Language.ZH if han(text) else Language.EN
        parts = clauses(text, script, self._simplify)
        whole = tuple(self._meant(normalize(text, script, self._simplify), script, asked=asked)) if parts[1:] else ()
        tried = chain(
            ([read for read in whole if not read.rank[0]],),
            (chain.from_iterable(self._meant(part, script, asked=asked) for part in parts),),
            (whole,),
        )
        best = next(filter(None, (min(some, key=self._rank, default=None) for some in tried)), None)
        if best is None:
            return found
        return Interpretation(intent=Intent(name=best.form.intent, slots=best.slots), confidence=best.confidence)

    def _meant(self, part: str, language: Language, *, asked: bool) -> Iterator[Read]:
        tale = talk.is_told(part, language)
        plain = plain_speech(part, language)
        for words in dict.fromkeys((part, plain, *barer(plain, language, SOFTENERS[language]))):
            for read in self._readers[language].read(words):
                if (read.form.interrupts or not asked) and not (read.form.told and tale):
                    yield read

    def _rank(self, read: Read) -> tuple[int, tuple[int, int]]:
        return self._urgency[read.rank[1]], read.rank
