"""Wishes to be reminded: when, which is read as a time, and of what, which is free speech and kept as it was said.

Only the form is looked at. Whoever else reminds somebody, or did so yesterday, is a tale and no wish.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue import _times_en as english
from dialogue import _times_zh as mandarin
from dialogue._reminding_forms import FORMS, Form, trimmed
from dialogue.base import Interpretation, Interpreter
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A form in one of the clauses: when, as slots, and of what, which may be in another clause."""

    form: Form
    clause: int
    slots: Mapping[str, str]
    words: str


class ReminderInterpreter(Interpreter):
    """Takes what asks to be reminded at a time; whatever `first` knows by heart stays its own."""

    def __init__(self, first: Interpreter) -> None:
        self._first = first
        self._simplify: Callable[[str], str] = str

    def start(self) -> None:
        """Prepare what comes first; raises SettingsError or RulesError."""
        self._first.start()
        self._simplify = simplifier()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, a time alone is its answer."""
        found = self._first.interpret(text, language, asked=asked)
        if (found.intent is not None and found.confidence >= 1.0) or len(text) > _LONGEST:
            return found
        script = Language.ZH if han(text) else Language.EN
        clock = _POINT.sub(r"\1:\2", _DOTTED.sub(r"\1m", text))
        parts = [self._plain(part) for part in _BREAK.split(clock) if part.strip()]
        wish = _wish(parts, script, asked=asked)
        return found if wish is None else wish

    def _plain(self, part: str) -> str:
        return self._simplify(unicodedata.normalize("NFKC", part)).strip()


def _wish(parts: Sequence[str], script: Language, *, asked: bool) -> Interpretation | None:
    """What the clauses ask for; surely, where none of them is left over that may ask for something else."""
    found = next((one for one in (_in_clause(parts, place, script) for place in range(len(parts))) if one), None)
    if found is None:
        return _meant(SAY_WHEN, _time_alone(parts, script)) if asked else None
    if found.form.cancels:
        every = {"which": "all"} if _EVERYTHING.search(parts[found.clause].lower()) else {}
        return _meant(CANCEL, {**found.slots, "wish": "cancel", **every})
    slots, words, left = _completed(found, parts, script)
    if found.form.needs_time and not found.form.named and not _timed(slots):
        return None
    if _ASKS[script].fullmatch(words):
        return _meant(LIST, {"wish": "list"})
    again = asked and "after" in slots and not words
    meant = {**slots, **found.form.slots, **({"words": words} if words else {})}
    return _meant(AGAIN if again else REMIND, meant, CONFIDENCE if left else SURE)


def _in_clause(parts: Sequence[str], place: int, script: Language) -> _Found | None:
    """The first form that the clause is of, once the time is cut out of it."""
    for form in FORMS[script]:
        slots, rest = _TIMES[script](parts[place], timer=form.timer)
        for words in dict.fromkeys((rest, parts[place])):
            matched = form.said.fullmatch(trimmed(words, script))
            if matched is not None:
                what = matched.groupdict().get("what") or ""
                return _Found(form=form, clause=place, slots=slots if words == rest else {}, words=what)
    return None


def _completed(found: _Found, parts: Sequence[str], script: Language) -> tuple[dict[str, str], str, bool]:
    """The form with what the other clauses add: the time that it lacks, and of what it is to remind.

    And whether something is left over: a clause before it that has no time is a matter of its own.
    """
    slots, words, left = dict(found.slots), _content(found.words, script), False
    for place in (*range(found.clause - 1, -1, -1), *range(found.clause + 1, len(parts))):
        added, rest = _TIMES[script](parts[place])
        timed = _timed(added) and not _timed(slots)
        slots = {**slots, **added} if timed else slots
        more = _content(rest if timed else parts[place], script)
        after = place > found.clause
        reason = (_REASON if after else _DUTY)[script].match(parts[place]) is not None or (after and found.form.named)
        if more and not words and (timed or reason):
            words = more
        elif more:
            left = True
    return slots, words, left


def _timed(slots: Mapping[str, str]) -> bool:
    return not slots.keys().isdisjoint({"at", "after", "every"})


def _content(words: str, script: Language) -> str:
    """What is to be done, without the little words that lead to it; nothing where only those are there."""
    for pattern in _LEADING[script]:
        words = pattern.sub("", words.strip(" ，,。."), count=1)
    return "" if _NOTHING[script].fullmatch(words.strip()) else words.strip(" ，,。.!！?？")


def _time_alone(parts: Sequence[str], script: Language) -> Mapping[str, str]:
    """The slots of a time, where the clauses hold nothing else; none where they do."""
    slots, rest = _TIMES[script](" ".join(parts), timer=True)
    if not slots and script is Language.EN:
        slots, rest = _TIMES[script](f"at {' '.join(parts)}")
    return {} if _content(trimmed(rest, script), script) else slots


def _meant(name: str, slots: Mapping[str, str], confidence: float = CONFIDENCE) -> Interpretation | None:
    """What is meant, where slots tell of it."""
    intent = Intent(name=name, slots=MappingProxyType(dict(slots)))
    return Interpretation(intent=intent, confidence=confidence) if slots or name == REMIND else None


_EVERYTHING: Final = re.compile(r"所有|全部|全都|都[取不删去关撤]|(?<!after )\ball\b(?! right)")
_ASKS: Final = {
    Language.ZH: re.compile(r"(?:些|点儿?|过)?(?:什么|啥|哪些)(?:事情?|东西)?"),
    Language.EN: re.compile(r"(?:what|which|anything)\b.*", re.IGNORECASE),
}
"""What is asked for in the place of what is to be reminded of."""
_REASON: Final = {
    Language.ZH: re.compile(r"我|咱|要|去|该|得|好|有"),
    Language.EN: re.compile(r"(?:i|i'm|i've|i'll|to|so|because|we|we're|my|there's|it's|and)\b", re.IGNORECASE),
}
"""How a clause begins that tells, after a wish, what the reminder is for."""
_DUTY: Final = {
    Language.ZH: re.compile(r"我(?:还|也|等会儿?|待会儿?|一会儿?)?(?:要|得|该|约了|别忘了)"),
    Language.EN: re.compile(
        r"i (?:mustn't|must not|must|can't|have to|have got to|need to|should|ought to)\b|i've got", re.IGNORECASE
    ),
}
"""And before it."""
_LEADING: Final = {
    Language.ZH: (
        re.compile(r"^(?:我|咱们?|咱俩)?(?:还|就|也)?(?:得|该|要|想|需要|打算|准备)(?!求|面)"),
        re.compile(r"(?:了|啊|呀|吧|哦|呢|哈|嘛|谢谢你?|好吗|行吗|好不好|可以吗)+$"),
    ),
    Language.EN: (
        re.compile(r"^(?:(?:to|that|about|of|and|so|because|for) )+", re.IGNORECASE),
        re.compile(
            r"^i(?: (?:mustn't|must not|can't) forget(?: to)?| (?:need|want|have|ought) to| must|'ve got to| should) ",
            re.IGNORECASE,
        ),
        re.compile(
            r"(?:[ ,]+(?:please|thanks|thank you|will you|would you|love|dear|for me|if you would))+$", re.IGNORECASE
        ),
    ),
}
_NOTHING: Final = {
    Language.ZH: re.compile(
        r"(?:我|你|您)?(?:怕|担心|不然|要不|省得|免得).*"
        r"|(?:好|行|谢谢|麻烦了?|辛苦了?|嗯|到时候|到点|到时间|一声|一下|就行|就好|吧|啊|的|喂|嗨|你|您|小?机器人|那个|劳驾)*"
    ),
    Language.EN: re.compile(
        r"(?:(?:in case|otherwise|or else|i'm afraid|i might|i always|i keep|so i don't) .*"
        r"|(?:later(?: on)?|in a (?:bit|while|moment)|please|thanks|thank|you|okay|ok|right|hey|hello|robot|love|dear"
        r"|then|will|would|so|oh|well|now|and|[ ,])*)",
        re.IGNORECASE,
    ),
}
