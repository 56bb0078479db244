"""Words that break off or look for a word: "那个，我想……叫什么来着", "can you get me the, oh, what's it called".

Whoever halts is given time. Guessing at what is left of such a sentence would put words into her mouth.
"""

import re
from typing import Final

from carebot.core.intents import Intent
from carebot.core.language import Language
from dialogue.base import Interpretation, Interpreter

HALF_SAID: Final = "half_said"
CONFIDENCE: Final = 0.9
_LONGEST: Final = 60
_HALTING: Final = re.compile(
    r"什么来着|叫(?:个)?(?:什么|啥)(?:来着)?[呢呀]?$|那(?:什么|啥)(?:来着)?$|怎么说来着|[那这]个[，,…\s]*那个[，,…\s]*$"
    r"|(?:我想|我要|就是|那个|然后|这个|帮我|给我|你把)(?:…|\.{2,}|，|,|\s)+$|(?:我想|我要|就是|给我拿|你把)那?个?$"
    r"|\b(?:what's it called|what do you call it|what's the word|whatsit|what's-it|thingy|thingummy|thingamajig)\b"
    r"|\b(?:the|my|a|an|to|and|um|er|erm|some)(?:…|\.{2,}|,|\s)*$",
    re.IGNORECASE,
)
_NAMES_ASKED: Final = re.compile(
    r"你叫(?:个)?(?:什么|啥)|演员|名字|\b(?:your name|you called|he called|she called)\b", re.IGNORECASE
)
"""Who asks for a name knows what she says."""


class HaltingInterpreter(Interpreter):
    """Asks `first`, and takes for half said what that does not understand and breaks off."""

    def __init__(self, first: Interpreter) -> None:
        self._first = first

    def start(self) -> None:
        """Prepare what comes first; raises SettingsError or RulesError."""
        self._first.start()

    def interpret(self, text: str, language: Language, *, asked: bool = False) -> Interpretation:
        """What `text` asks for; while a question waits, words that no skill understands are an answer."""
        found = self._first.interpret(text, language, asked=asked)
        if found.intent is not None or asked or not is_halting(text):
            return found
        return Interpretation(intent=Intent(name=HALF_SAID, slots={"topic": "half"}), confidence=CONFIDENCE)


def is_halting(text: str) -> bool:
    """Whether `text` breaks off, or looks for a word."""
    said = text.strip().rstrip("。!！?？ ")
    return len(said) <= _LONGEST and _HALTING.search(said) is not None and _NAMES_ASKED.search(said) is None
