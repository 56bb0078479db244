"""Words that ask to remember what they say: "记住，我最爱吃饺子", "remember that I like dumplings".

What is to be remembered is free speech, which no template holds; only its beginning is looked at.
"""

import re
from typing import Final

from carebot.core.intents import REMEMBER_THIS, Intent
from carebot.core.language import Language
from dialogue.base import Interpretation, Interpreter

CONFIDENCE: Final = 0.95
_BEGINS: Final = re.compile(
    r"^\s*(?:请|麻烦)?(?:你|您)?(?:给我|帮我|替我|要|可要|得)?"
    r"(?:记住|记着|记一下|记下来|别忘了)[，,：:\s]*(?!吗|没|了)\S{3,}"
    r"|^\s*(?:please )?(?:remember|make a note|don't forget|note down)(?: that| this)?[,: ]+(?:that )?"
    r"(?:i|i'm|i've|my|we|our)\b.+",
    re.IGNORECASE,
)
_NO_MEMORY: Final = re.compile(r"吃药|叫我|提醒|[关开]灯|\b(?:remind|wake|pills?|medicine)\b", re.IGNORECASE)
"""A reminder is another thing than a memory."""


class RememberingInterpreter(Interpreter):
    """Takes what begins as a wish to remember; everything else is for `first`."""

    def __init__(self, first: Interpreter) -> None:
        self._first = first

    def start(self) -> None:
        """Prepare what comes first; raises SettingsError or RulesError."""
        self._first.start()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, these words are an answer like any other."""
        if not asked and _BEGINS.match(text) and not _NO_MEMORY.search(text):
            return Interpretation(intent=Intent(name=REMEMBER_THIS), confidence=CONFIDENCE)
        return self._first.interpret(text, language, asked=asked)
