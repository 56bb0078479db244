"""Wishes to be reminded: when, which is read as a time, and of what, which is free speech and kept as it was said.

The skills' own forms say what is a wish; they are looked for once the time is cut out. Here is what no template can do:
the time may stand in another clause than the wish, and so may the duty that it is about.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Intent, Part
from carebot.core.language import Language
from dialogue import _danger_talk as talk
from dialogue import _times_en as english
from dialogue import _times_zh as mandarin
from dialogue._clauses import SOFTENERS, barer
from dialogue._colloquial import unadorned
from dialogue.base import Interpretation, Interpreter
from dialogue.forms import Fill, Filling, FormReader, Read, Vocabulary, anything
from dialogue.pinyin import han
from dialogue.text import simplifier

REMIND: Final = "remind_me"
AGAIN: Final = "remind_again"
CANCEL: Final = "cancel_reminder"
SAY_WHEN: Final = "say_when"
"""An hour or a span alone, in answer to a question; no skill begins anything for it."""
LIST: Final = "ask_reminders"
CONFIDENCE: Final = 0.95
SURE: Final = 1.0
"""The confidence in words that hold nothing else: what is to be reminded of is no wish of its own."""
_LONGEST: Final = 120
_BREAK: Final = re.compile(r"[，。！？；!?;]+\s*|(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)[.,](?=\s|$)\s*")
_TIMES: Final[Mapping[Language, Callable[..., tuple[dict[str, str], str]]]] = {
    Language.ZH: mandarin.times_in,
    Language.EN: english.times_in,
}
_DOTTED: Final = re.compile(r"\b([ap])\.\s?m\.?(?=\s|$|,)", re.IGNORECASE)
_POINT: Final = re.compile(r"(?<=\bat )(\d{1,2})\.([0-5]\d)\b", re.IGNORECASE)
_WHEN: Final = frozenset({"at", "after", "every", "interval"})
_OF_SPANS: Final = frozenset({Part.ALARM, Part.TIMER})
_WISHES: Final = _OF_SPANS | {Part.WISH, Part.WISH_AT}
_AT_A_TIME: Final = frozenset({Part.WISH_AT, Part.TIMER})
"""What is no wish without a time."""
_BESIDE: Final = frozenset({Part.DUTY, Part.REASON, Part.IDLE})
_WHICH_ZH: Final = 12
_WHICH_EN: Final = 3
_OF_THE_HOUSE: Final = frozenset(
    {"fire", "smoke", "gas", "burglar", "car", "house", "door", "carbon", "fall", "panic", "monoxide"}
)
"""Whose alarms are no reminders."""
_RISING: Final = re.compile("起床|起来|起身|醒")


def _what(words: str, language: Language) -> Filling | None:
    """What to remind of, as it was said."""
    said = words.strip(" ，,。.!！?？、")
    filled = anything(said, language) if said else None
    return filled and Filling(slots=MappingProxyType({"words": said}))


def _rising(words: str, language: Language) -> Filling | None:
    return _what(words, language) if _RISING.match(words) else None


def _which(words: str, language: Language) -> Filling | None:
    """A few words that tell a reminder from others."""
    parts = words.lower().split()
    few = len(words) <= _WHICH_ZH if language is Language.ZH else len(parts) <= _WHICH_EN
    return Filling() if few and _OF_THE_HOUSE.isdisjoint(parts) else None


_FILLS: Final[Mapping[str, Fill]] = MappingProxyType(
    {"what": _what, "rising": _rising, "which": _which, "anything": anything}
)


class ReminderInterpreter(Interpreter):
    """Takes what asks to be reminded at a time; whatever `first` knows by heart stays its own.

    `forms` are those of the skills that tell of a wish for a time.
    """

    def __init__(self, first: Interpreter, forms: Sequence[Form], vocabulary: Vocabulary) -> None:
        self._first = first
        self._forms = tuple(forms)
        self._vocabulary = vocabulary
        self._simplify: Callable[[str], str] = str
        self._readers: Mapping[Language, _Reader] = {}

    def start(self) -> None:
        """Prepare what comes first and read the forms; raises SettingsError or RulesError."""
        self._first.start()
        self._simplify = simplifier()
        self._readers = {one: _Reader(self._forms, self._vocabulary[one], one) for one in Language}

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, a time alone is its answer."""
        found = self._first.interpret(text, language, asked=asked)
        if (found.intent is not None and found.confidence >= 1.0) or len(text) > _LONGEST:
            return found
        clock = _POINT.sub(r"\1:\2", _DOTTED.sub(r"\1m", text))
        parts = [self._plain(part) for part in _BREAK.split(clock) if part.strip()]
        wish = self._readers[Language.ZH if han(text) else Language.EN].wish(parts, asked=asked)
        return found if wish is None else wish

    def _plain(self, part: str) -> str:
        return self._simplify(unicodedata.normalize("NFKC", part)).replace("’", "'").strip(" ，,。.!！?？、")


class _Reader:
    """Reads clauses of one language by the forms of wishes, and by those of what stands beside them."""

    def __init__(self, forms: Sequence[Form], words: Mapping[str, str], language: Language) -> None:
        self._language = language
        wishes, others = ([one for one in forms if (one.part in _BESIDE) is beside] for beside in (False, True))
        self._wishes = FormReader(wishes, {}, language, words, _FILLS)
        self._others = FormReader(others, {}, language, words, _FILLS)

    def wish(self, parts: Sequence[str], *, asked: bool) -> Interpretation | None:
        """What the clauses ask for; surely, where none of them is left over that may ask for something else."""
        found = next(((place, one) for place, part in enumerate(parts) if (one := self._wish_in(part))), None)
        if found is None:
            return _meant(SAY_WHEN, self._time_alone(parts)) if asked else None
        place, (form, slots) = found
        if form.intent != REMIND:
            return _meant(form.intent, slots)
        left = self._completed(slots, form, place, parts)
        if form.part in _AT_A_TIME and not _timed(slots):
            return None
        again = asked and "after" in slots and "words" not in slots
        return _meant(AGAIN if again else REMIND, slots, CONFIDENCE if left else SURE)

    def _wish_in(self, part: str) -> tuple[Form, dict[str, str]] | None:
        """The best form of a wish in a clause, and its slots, once the time is cut out; else as the clause stands."""
        slots, rest = self._times(part)
        read = self._best(self._wishes, rest, _WISHES)
        if read is None or read.form.part in _OF_SPANS:
            spans, left = self._times(part, timer=True)
            other = self._best(self._wishes, left, _OF_SPANS) if left != rest else None
            slots, read = (slots, read) if other is None else (spans, other)
        if read is None and rest != part:
            slots, read = {}, self._best(self._wishes, part, _WISHES)
        if read is None or (read.form.told and self._is_tale(part)):
            return None
        return read.form, {**slots, **read.slots}

    def _completed(self, slots: dict[str, str], form: Form, at: int, parts: Sequence[str]) -> bool:
        """Add to the slots what other clauses than that of the wish tell: the time that it lacks, and what it is for.

        Whether something is left over: a clause before it that has no time is a matter of its own.
        """
        left = False
        for place in (*range(at - 1, -1, -1), *range(at + 1, len(parts))):
            added, rest = self._times(parts[place])
            timed = _timed(added) and not _timed(slots)
            slots.update(added if timed else {})
            words, part = self._beside(rest if timed else parts[place])
            told = part is Part.DUTY or (place > at and (part is Part.REASON or form.part is Part.ALARM))
            if words and "words" not in slots and (timed or told):
                slots["words"] = words
            elif words:
                left = True
        return left

    def _beside(self, clause: str) -> tuple[str, Part]:
        """What a clause beside a wish tells, without the little words that lead to it, and what it is to the wish."""
        read, bare = self._best(self._others, clause, _BESIDE), unadorned(clause, self._language)
        part = read.form.part if read is not None and read.form.part is not None else Part.WISH
        if not bare or part is Part.IDLE:
            return "", Part.IDLE
        return (read.slots.get("words", bare) if read is not None else bare), part

    def _time_alone(self, parts: Sequence[str]) -> Mapping[str, str]:
        """The slots of a time, where the clauses hold nothing else; none where they do."""
        slots, rest = self._times(" ".join(parts), timer=True)
        if not slots and self._language is Language.EN:
            slots, rest = self._times(f"at {' '.join(parts)}")
        return slots if not rest or self._beside(rest)[1] is Part.IDLE else {}

    def _best(self, reader: FormReader, clause: str, wanted: frozenset[Part]) -> Read | None:
        """How the barest form of a clause that has one of the `wanted` parts is read with the fewest free words."""
        bare = unadorned(clause, self._language)
        steps = (clause, bare, *barer(bare, self._language, SOFTENERS[self._language]))
        for words in reversed(dict.fromkeys(filter(None, steps))):
            read = (one for one in reader.read(words) if one.form.part in wanted)
            best = min(read, key=lambda one: one.rank, default=None)
            if best is not None:
                return best
        return None

    def _times(self, words: str, *, timer: bool = False) -> tuple[dict[str, str], str]:
        return _TIMES[self._language](words, timer=timer)

    def _is_tale(self, part: str) -> bool:
        return talk.is_told(part, self._language)


def _timed(slots: Mapping[str, str]) -> bool:
    return not slots.keys().isdisjoint(_WHEN)


def _meant(name: str, slots: Mapping[str, str], confidence: float = CONFIDENCE) -> Interpretation | None:
    """What is meant, where slots tell of it."""
    intent = Intent(name=name, slots=MappingProxyType(dict(slots)))
    return Interpretation(intent=intent, confidence=confidence) if slots or name == REMIND else None
