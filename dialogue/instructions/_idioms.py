"""Idioms of ordinary life in plain words: to take a nap is to go away from what is on, to set a table is to lay dishes.

Articles inside an idiom count for nothing, and its verb may stand in any form.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from dialogue.instructions.words import PhraseTable, listed, verb_forms

_ARTICLES: Final = frozenset({"a", "an", "the", "my", "your", "his", "her", "our", "their", "some", "quick", "short"})
_PLACING: Final = frozenset(
    {"on", "onto", "in", "into", "near", "next", "against", "by", "under", "beside", "down", "back", "aside", "upright"}
)
"""What follows where the thing itself is moved ("set the table by the wall")."""


def idiom_table(entries: Mapping[str, str], irregular: Mapping[str, str]) -> PhraseTable[str]:
    """The idioms, each standing for the plain words that are its key."""
    table: PhraseTable[str] = PhraseTable()
    for plain, line in entries.items():
        for phrase in listed(line):
            first, *rest = phrase.split()
            for form in verb_forms(first, irregular):
                table.add((form, *rest), plain)
    return table


def plainly(words: Sequence[str], idioms: PhraseTable[str]) -> list[str]:
    """`words` with every idiom in its plain words."""
    plain: list[str] = []
    at = 0
    while at < len(words):
        places = [place for place in range(at, len(words)) if place == at or words[place] not in _ARTICLES]
        found = idioms.at([words[place] for place in places[:8]], 0)
        end = places[found.length - 1] + 1 if found is not None else at + 1
        moved = found is not None and words[end : end + 1] and words[end] in _PLACING and " on " in found.value
        if found is None or moved:
            plain.append(words[at])
            at += 1
        else:
            plain += found.value.split()
            at = end
    return plain
