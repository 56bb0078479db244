"""Words of danger in a transcript: which protocol they call for, by patterns and a pure function alone.

No language model is asked, before or after. A film, a denial, a long past and somebody else's story are no danger;
"tired to death" is none either. Where danger is spoken of, it goes before everything else that the words may mean.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from carebot.core.dangers import ACCUSED, CONFIDE, KEEP_AWAY, PROTOCOL, Accused, Call, DangerWords, Past, Whose
from carebot.core.intents import HELP, STOP, Intent
from carebot.core.language import Language, Text
from carebot.core.people import CaregiverId
from dialogue import _danger_talk as talk
from dialogue._clauses import clauses
from dialogue.base import Interpretation, Interpreter
from dialogue.emergency import EmergencySpotter
from dialogue.pinyin import han
from dialogue.text import simplifier


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The words of one danger, compiled for one language."""

    words: DangerWords
    said: tuple[re.Pattern[str], ...]
    harmless: re.Pattern[str] | None


class DangerSpotter:
    """Spots words of danger; knows nothing before `start`. `people` gives the names by which carers are spoken of."""

    def __init__(self, dangers: Sequence[DangerWords], people: Mapping[CaregiverId, Text]) -> None:
        self._dangers = dangers
        self._people = people
        self._patterns: dict[Language, tuple[_Patterns, ...]] = {}
        self._stops = EmergencySpotter()

    def start(self) -> None:
        """Compile the words."""
        for language in Language:
            self._patterns[language] = tuple(_compiled(words, language) for words in self._dangers)
        self._stops.start()

    def spot(self, parts: Sequence[str]) -> Intent | None:
        """What is asked for by the danger in the clauses of one utterance, as `clauses` gives them.

        An alarm goes before a stop, which it implies: it interrupts whatever moves, and `KEEP_AWAY` lets nothing come
        near. What is told in confidence leaves a stop its place.
        """
        found = [words for before, part in _with_before(parts) for words in self._in_clause(part, before)]
        words = next((words for words in self._dangers if words in found), None)
        if words is None:
            return None
        slots = {PROTOCOL: words.danger}
        stop = self._stops.spot(parts)
        stopped = stop is not None and stop.name == STOP
        if words.call is Call.IN_CONFIDENCE:
            accused = ",".join(self._accused(" ".join(parts)))
            return None if stopped else Intent(name=CONFIDE, slots={**slots, ACCUSED: accused})
        return Intent(name=HELP, slots={**slots, KEEP_AWAY: "yes"} if stopped else slots)

    def _in_clause(self, clause: str, before: str) -> Iterable[DangerWords]:
        language = Language.ZH if han(clause) else Language.EN
        for patterns in self._patterns[language]:
            if patterns.harmless is not None and patterns.harmless.search(clause):
                continue
            if _told_of(patterns.words, before, clause, language):
                continue
            matches = (match for pattern in patterns.said for match in pattern.finditer(clause))
            if any(_meant(patterns.words, clause, match, language) for match in matches):
                yield patterns.words

    def _accused(self, words: str) -> tuple[str, ...]:
        """Who is accused in `words`: carers by their names, else what kind of people."""
        named = [whom for whom, name in self._people.items() if name.zh in words or re.search(_by_name(name.en), words)]
        kinds = [kind.value for kind, pattern in talk.ACCUSED.items() if pattern.search(words)]
        return tuple(named + kinds) or (Accused.SOMEBODY.value,)


class DangerInterpreter(Interpreter):
    """Looks for words of danger, and asks `first` only where there are none: so no model behind it ever sees them."""

    def __init__(self, first: Interpreter, spotter: DangerSpotter) -> None:
        self._first = first
        self._spotter = spotter
        self._simplify: Callable[[str], str] = str

    def start(self) -> None:
        """Prepare the words; raises SettingsError or RulesError."""
        self._simplify = simplifier()
        self._spotter.start()
        self._first.start()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; words of danger go before an answer, too."""
        script = Language.ZH if han(text) else Language.EN
        danger = self._spotter.spot(clauses(text, script, self._simplify))
        if danger is not None:
            return Interpretation(intent=danger, confidence=1.0)
        return self._first.interpret(text, language, asked=asked)


def _compiled(words: DangerWords, language: Language) -> _Patterns:
    zh = language is Language.ZH
    said, harmless = (words.zh, words.harmless_zh) if zh else (words.en, words.harmless_en)
    return _Patterns(
        words=words,
        said=tuple(re.compile(one) for one in said),
        harmless=re.compile("|".join(harmless)) if harmless else None,
    )


def _with_before(parts: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(("", *parts), parts, strict=False)


def _told_of(words: DangerWords, before: str, clause: str, language: Language) -> bool:
    """Whether the clause, or the one before it, makes this a tale: a film, a dream, another time."""
    if talk.FICTION[language].search(clause) or talk.FICTION[language].search(before):
        return True
    past = talk.PAST if words.past is Past.ANY else talk.LONG_AGO
    if any(talk.is_past(one, language, past) for one in (clause, before)):
        return True
    return not words.supposed and (talk.SUPPOSED[language].search(clause) is not None)


def _meant(words: DangerWords, clause: str, match: re.Match[str], language: Language) -> bool:
    """Whether what stands before and after the match leaves it to somebody of the house, and says it for true."""
    before, after = clause[: match.start()], clause[match.end() :]
    if talk.DENIED[language].search(before) or talk.ASKED_ABOUT[language].match(after):
        return False
    others, self_ = talk.OTHERS[language], talk.HERSELF[language]
    if words.call is Call.IN_CONFIDENCE or words.danger == "violence_now":
        return True
    if words.whose is Whose.ANYBODYS:
        return talk.STRANGERS[language].search(before) is None
    return _last(self_, before + match.group()) >= _last(others, before)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _by_name(name: str) -> str:
    return rf"\b{re.escape(name.lower())}\b"
