"""Who reads an explanation, and how much of it is hers to see.

resident   One or two sentences that may be spoken. Only of what concerns her or nobody: of another resident's matter
           she hears that it is somebody else's. No names, no rule ids, nobody's words.
carer      What, why, who asked and in which words, what was done instead, what to do. Names: she looks after them.
manager    The same, with how often it happened in the week before: patterns are hers to see.
inspector  The same, with rule ids, sources, facts as recorded, bounds, and the place in the hash chain: she must be
           able to check every sentence against the record.
developer  Ids and structure for whoever mends the robot. No names and no words of anybody: a developer needs to know
           that something was said, by which kind of person and how long, and never what.

Words that asked for something are shown to those who look after her, since nothing else explains what was done. What
she said in mere talk, or what was not understood, is nobody's business but hers: no level shows it. It stays in the
journal, on the robot, where whoever may open the journal finds it (`carebot journal show`).
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from carebot.core.language import Text
from carebot.core.people import ResidentId
from carebot.core.situation import House

_LATIN: Final = re.compile(r"[A-Za-z]")
_YOU: Final = Text(zh="您", en="you")
_SOMEBODY: Final = Text(zh="别人", en="somebody else")
SOMEBODY_ELSES: Final = Text(
    zh="这是别人的事，我不能说。", en="That concerns somebody else, so I do not talk about it."
)
"""What is said of another resident's matter."""
_WORDS: Final = frozenset(("text", "answer_text", "note", "name", "called", "by", "drug", "summary", "question"))
"""Keys under which an event holds what somebody said, or the name of somebody."""


class Level(StrEnum):
    """Who reads, from whom a sentence is enough to whom the structure matters."""

    RESIDENT = "resident"
    CARER = "carer"
    MANAGER = "manager"
    INSPECTOR = "inspector"
    DEVELOPER = "developer"

    @property
    def sees_people(self) -> bool:
        """Whether names and words that asked for something are shown."""
        return self in {Level.CARER, Level.MANAGER, Level.INSPECTOR}

    @property
    def sees_patterns(self) -> bool:
        """Whether it is told how often the like happened."""
        return self in {Level.MANAGER, Level.INSPECTOR}

    @property
    def sees_proof(self) -> bool:
        """Whether rules, bounds and the place in the chain are shown."""
        return self in {Level.INSPECTOR, Level.DEVELOPER}


def for_resident(text: Text, hearer: ResidentId, house: House) -> Text:
    """`text` without a name: the hearer is "you", every other resident and every carer somebody else."""
    names: dict[Text, Text] = {}
    for person in house.residents:
        put = _YOU if person.id == hearer else _SOMEBODY
        names |= dict.fromkeys((person.name, person.called), put)
    names |= {carer.name: _SOMEBODY for carer in house.caregivers}
    names.pop(_YOU, None)
    return _renamed(text, names)


def for_developer(text: Text, house: House) -> Text:
    """`text` with ids in the place of names."""
    named = [(one.name, one.id) for one in house.residents] + [(one.name, one.id) for one in house.caregivers]
    named += [(one.called, one.id) for one in house.residents if one.called != _YOU]
    return _renamed(text, {name: Text(zh=f"[{person}]", en=f"[{person}]") for name, person in named})


def without_words(plain: Any) -> Any:
    """JSON values of an event with the length of what was said, and of every name, in their place."""
    match plain:
        case dict():
            return {key: _hidden(value) if key in _WORDS else without_words(value) for key, value in plain.items()}
        case list():
            return [without_words(one) for one in plain]
        case _:
            return plain


def _hidden(value: Any) -> Any:
    match value:
        case str():
            return f"[{len(value)}]" if value else ""
        case {"zh": str(zh), "en": str(en)}:
            return {"zh": _hidden(zh), "en": _hidden(en)}
        case _:
            return without_words(value)


def _renamed(text: Text, names: Mapping[Text, Text]) -> Text:
    zh = _replaced(text.zh, ((name.zh, put.zh) for name, put in names.items()))
    en = _replaced(text.en, ((name.en, put.en) for name, put in names.items()))
    return Text(zh=zh, en=en)


def _replaced(words: str, names: Iterable[tuple[str, str]]) -> str:
    """`words` with every name replaced, the longest first, so that no part of a name is left standing."""
    puts = {name: put for name, put in names if name}
    if not puts:
        return words
    forms = (rf"\b{re.escape(name)}\b" if _LATIN.match(name) else re.escape(name) for name in _longest_first(puts))
    return re.sub("|".join(forms), lambda found: puts[found.group()], words)


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)
