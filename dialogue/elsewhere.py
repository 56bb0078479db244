"""Words that are for somebody else by name ask the robot for nothing: "Margaret, pass me the sugar", "小李，把灯关了".

Stop, help and danger never come under this, nor what is `always` heeded: who calls a carer by her name may not be
heard by her. While a question waits everything is an answer as ever.
"""

from collections.abc import Iterable
from typing import Final

from carebot.core.dangers import CONFIDE
from carebot.core.intents import HELP, STOP
from carebot.core.language import Language
from carebot.core.situation import House
from dialogue.base import Interpretation, Interpreter
from dialogue.own_names import OwnNames
from dialogue.vocatives import Vocatives

_EMERGENCIES: Final = frozenset({STOP, HELP, CONFIDE})
_LONGEST: Final = 120
"""Signs beyond which an utterance is a tale, and nobody is called in it."""
_BY_HEART: Final = 1.0
"""The confidence of a sentence that a skill has just so, in which whoever is named belongs to the wish."""
_SURE: Final = 0.9
"""The confidence of a wish that stays one without the name beside it."""


class ElsewhereInterpreter(Interpreter):
    """Asks `first`, and lets be what it understands of words to others in `house`.

    `pieces` interprets words without the name; `names` are the robot's own.
    """

    def __init__(
        self,
        first: Interpreter,
        pieces: Interpreter,
        house: House,
        names: OwnNames,
        *,
        always: Iterable[str],
    ) -> None:
        self._first = first
        self._pieces = pieces
        self._house = house
        self._names = names
        self._vocatives: Vocatives | None = None
        self._always = _EMERGENCIES | frozenset(always)

    def start(self) -> None:
        """Prepare what comes first, and the names; raises SettingsError or RulesError."""
        self._first.start()
        self._vocatives = Vocatives(self._house, self._names)

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks of the robot; while a question waits, what it answers, whoever is named in it."""
        found = self._first.interpret(text, language, asked=asked)
        meant = [found.intent] if found.intent is not None else [one.intent for one in found.candidates]
        by_heart = found.intent is not None and found.confidence >= _BY_HEART
        heeded = by_heart or any(intent.name in self._always for intent in meant)
        if asked or heeded or len(text) > _LONGEST or self._vocatives is None:
            return found
        if self._vocatives.to_another(text, lambda rest: self._is_wish(rest, language)):
            return Interpretation(intent=None, elsewhere=True)
        return found

    def _is_wish(self, text: str, language: Language) -> bool:
        found = self._pieces.interpret(text, language)
        return found.intent is not None and found.confidence >= _SURE
