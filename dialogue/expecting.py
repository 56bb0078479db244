"""What a question may be answered with, for a recogniser to listen for: the likely words, never the only ones."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from carebot.core.intents import NO, YES, Phrasing
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue._sentences import sentences, slot_names, spoken_names
from dialogue.answers import ANSWERS, GO_ON

_QUOTED: Final = re.compile(r"“([^”]+)”")
_CRIES: Final = ("停", "停下", "别动", "救命", "来人", "stop", "help")
"""Whoever cries stop into a question must not be heard to say yes: cries are as likely as any answer."""
_YES_OR_NO_AT_MOST: Final = 10
_OTHERS_AT_MOST: Final = 5
"""Of each answer the shortest ways to give it: who answers is brief, and a decoder has little room to be told."""


class ExpectedAnswers:
    """Knows the answers of every plan: yes, no, what else `phrasings` has for an answer, the rooms and the carers."""

    def __init__(self, phrasings: Sequence[Phrasing], house: House) -> None:
        self._phrasings = tuple(phrasings)
        self._house = house
        self._always: tuple[str, ...] = ()

    def start(self) -> None:
        """Write the answers out; raises SettingsError for a malformed template."""
        self._always = tuple(dict.fromkeys((*_CRIES, *self._answers(), *self._names())))

    def to(self, question: str) -> tuple[str, ...]:
        """The answers to `question` in both languages, the likeliest first: what it quotes, yes and no, the others."""
        return tuple(dict.fromkeys((*_QUOTED.findall(question), *self._always)))

    def _answers(self) -> Iterator[str]:
        own = [phrasing for phrasing in ANSWERS if phrasing.intent != GO_ON]
        for phrasing in (*own, *self._phrasings):
            most = _YES_OR_NO_AT_MOST if phrasing.intent in {YES, NO} else _OTHERS_AT_MOST
            for language in Language:
                said = sentences([phrasing], slot_names(self._house, language), language)
                # a yes of one syllable is what any short noise is heard as, once a decoder waits for it
                long_enough = (one.text for one in said if len(one.text) > 1 or phrasing.intent != YES)
                yield from islice(sorted(long_enough, key=len), most)

    def _names(self) -> Iterator[str]:
        rooms = [room.name for room in self._house.home.rooms]
        carers = [carer.name for carer in self._house.caregivers]
        for name in (*rooms, *carers):
            for language in Language:
                yield from spoken_names(name, language)[:1]
