"""Words that are no wish of the robot's to fulfil: in a language that it does not know, or for somebody else by name.

Those of a language are answered once. Words to somebody else are none of its business where they were heard; whoever
typed them wants them to get there, and is offered to have them passed on.
"""

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from carebot.bus import Bus
from carebot.core.clock import Clock
from carebot.core.dangers import CONFIDE
from carebot.core.events import IntentRecognized, Source, Transcript
from carebot.core.ids import fresh_id
from carebot.core.intents import HELP, STOP, Intent
from dialogue.base import Interpretation
from dialogue.other_languages import in_another_script

OTHER_LANGUAGE: Final = "other_language"
PASS_ON: Final = Intent(name="send_word", slots=MappingProxyType({"what": "message"}))
ONCE_IN: Final = timedelta(minutes=5)
"""Whoever goes on in her language has heard that it is not understood, and a person is on the way."""
_HEEDED: Final = frozenset({STOP, HELP, CONFIDE})


class OtherLanguage:
    """Takes words in neither language, whatever they sound like, and words to others; cries are left to be heeded."""

    def __init__(self, bus: Bus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock
        self._answered_at: datetime | None = None

    def takes(self, words: Transcript, meant: Interpretation, *, foreign: bool) -> bool:
        """Whether `words` end here. `foreign`: they were heard to be; else their script tells."""
        cry = meant.intent is not None and meant.intent.name in _HEEDED
        if meant.elsewhere:
            if words.source is Source.PANEL:
                self._recognized(words, PASS_ON)
            return True
        if cry or not (foreign or in_another_script(words.text)):
            return False
        now = self._clock.now()
        if self._answered_at is None or now - self._answered_at > ONCE_IN:
            self._answered_at = now
            self._recognized(words, Intent(name=OTHER_LANGUAGE, slots=MappingProxyType({"heard": "yes"})))
        return True

    def _recognized(self, words: Transcript, intent: Intent) -> None:
        self._bus.publish(
            IntentRecognized(
                id=fresh_id(),
                occurred_at=self._clock.now(),
                cause=words.id,
                intent=intent,
                text=words.text,
                language=words.language,
                confidence=1.0,
                source=words.source,
                speaker=words.speaker,
            )
        )
