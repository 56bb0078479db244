"""Stop and help in the words of a transcript, ahead of everything else that the words may mean.

Short words (停, stop, 来人, help) act only when nothing else is said with them. Longer cries act inside a clause too,
unless the clause tells of another time, of a film or of what might happen. Mandarin is compared by its sound: two
syllables without tones, three and more without what dialects lose. Another syllable never acts (我知道了, 我摔倒了).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Language
from dialogue import _cries as cries
from dialogue._clauses import barer
from dialogue.pinyin import fold, han, syllables

_HEARD_INSIDE: Final = 4
_LONGEST: Final = 10
"""From how many and up to how many syllables a call for help is found by its sound inside a longer clause."""


class EmergencySpotter:
    """Spots stop and help; knows nothing before `start`."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}
        self._sounds: dict[tuple[str, ...], str] = {}
        self._folded: dict[tuple[str, ...], str] = {}

    def start(self, sentences: Iterable[tuple[str, Language, str]] = ()) -> None:
        """Learn the cries, and of `sentences`, as `normalize` gives them, those whose intent is stop or help."""
        for (language, intent), texts in cries.ALONE.items():
            for text in texts:
                self._learn(text, language, intent)
        for text, language, intent in sentences:
            if intent in {STOP, HELP}:
                self._learn(text, language, intent)

    def spot(self, clauses: Sequence[str]) -> Intent | None:
        """The emergency in the clauses of one utterance; a stop goes before a call for help."""
        found: set[str | None] = set()
        elsewhen = False
        for clause in clauses:
            intent = self._in_clause(clause)
            if not (elsewhen and intent == HELP and not cries.CRY_ZH.search(clause)):
                found.add(intent)
            elsewhen = _elsewhen(clause)
        return next((Intent(name=name) for name in (STOP, HELP) if name in found), None)

    def _learn(self, text: str, language: Language, intent: str) -> None:
        self._said[text] = intent
        if language is Language.EN:
            return
        sound = syllables(text)
        if len(sound) >= 2:
            self._sounds[sound] = intent
        if len(sound) >= 3:
            self._folded[_folded(sound)] = intent

    def _in_clause(self, clause: str) -> str | None:
        return self._in_mandarin(clause) if han(clause) else self._in_english(clause)

    def _in_mandarin(self, clause: str) -> str | None:
        alone = (self._alone(form) for form in (clause, *barer(clause, Language.ZH, cries.URGING_ZH)))
        intent = next((one for one in alone if one is not None), None)
        if intent is not None:
            return intent
        if cries.STOP_FIRST_ZH.match(clause):
            return STOP
        return HELP if _cries_zh(clause) or self._sounds_inside(clause) else None

    def _alone(self, clause: str) -> str | None:
        if clause in self._said:
            return self._said[clause]
        sound = syllables(clause)
        if len(sound) != len(clause):
            return None
        return self._sounds.get(sound) or self._folded.get(_folded(sound))

    def _sounds_inside(self, clause: str) -> bool:
        sound = _folded(syllables(clause))
        if len(sound) != len(clause):
            return False
        spans = (
            (first, last)
            for first in range(len(sound))
            for last in range(first + _HEARD_INSIDE, min(first + _LONGEST, len(sound)) + 1)
        )
        return any(self._folded.get(sound[one:other]) == HELP and _now_zh(clause, one, other) for one, other in spans)

    def _in_english(self, clause: str) -> str | None:
        forms = (clause, *barer(clause, Language.EN))
        said = next((self._said[form] for form in forms if form in self._said), None)
        if said is not None:
            return said
        words = clause.split()
        if "stop" in words and cries.WITH_STOP_EN.issuperset(words):
            return STOP
        if "help" in words and cries.WITH_HELP_EN.issuperset(words):
            return HELP
        return HELP if any(_now_en(clause, cry) for cry in cries.CRY_EN.finditer(clause)) else None


def _folded(sound: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(syllable) for syllable in sound)


def _cries_zh(clause: str) -> bool:
    if any(_now_zh(clause, *cry.span()) for cry in cries.CRY_ZH.finditer(clause)):
        return True
    return any(
        _somebody(clause[: hurt.start()]) and _now_zh(clause, *hurt.span()) for hurt in cries.HURT_ZH.finditer(clause)
    )


def _somebody(before: str) -> bool:
    """Whether what is said before a mishap leaves it to a person of the house, or to the speaker."""
    return cries.NOBODY_ZH.fullmatch(before) is not None or cries.PERSON_ZH.search(before) is not None


def _now_zh(clause: str, first: int, last: int) -> bool:
    """Whether the part of `clause` from `first` to `last` happens here and now."""
    asked = cries.ASKED_ZH.match(clause[last:])
    return not (asked or _elsewhen(clause) or cries.UNREAL_ZH.search(clause[:first]))


def _now_en(clause: str, cry: re.Match[str]) -> bool:
    return not (_elsewhen(clause) or cries.UNREAL_EN.search(clause[: cry.start()]))


def _elsewhen(clause: str) -> bool:
    return bool(cries.ELSEWHEN_ZH.search(clause) or cries.ELSEWHEN_EN.search(clause))
