"""A voice whose most needed phrases were made ahead: they are there at once, also when its engine is not.

Whatever leaves it, from the shelf or fresh, was measured before it is believed.
"""

import threading
from collections.abc import Iterable
from typing import Final

from carebot.core.errors import CarebotError, DeviceError
from carebot.core.language import Language, Text
from dialogue._plausible import believed
from dialogue.base import AS_EVER, Manner, Readiness, Speech, Voice
from dialogue.shelf import Phrase, Shelf


class MadeAhead(Voice):
    """`voice` with a shelf. Several threads may use it: the engine takes them in turn, the shelf at once."""

    def __init__(self, voice: Voice, shelf: Shelf) -> None:
        self.name = f"made_ahead.{voice.name}"
        self.languages = voice.languages
        self._voice = voice
        self.shelf = shelf
        self._engine = threading.Lock()
        self._why_not: Text | None = None
        self._started = False

    def readiness(self) -> Readiness:
        """That of the engine; without it, whether phrases were made ahead."""
        readiness = self._voice.readiness()
        if readiness.ready or not self.shelf.holds_any():
            return readiness
        why = readiness.detail
        return Readiness(
            ready=True,
            detail=Text(zh=f"只能说预先合成的句子：{why.zh}", en=f"Only the phrases made ahead can be said: {why.en}"),
        )

    def start(self) -> None:
        """Load the engine; raises ModelError or DeviceError when it cannot be, and no phrase was made ahead."""
        with self._engine:
            try:
                self._voice.start()
            except CarebotError as error:
                if not self.shelf.holds_any():
                    raise
                self._why_not = error.text
            self._started = True

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        """The sound of `text`, made ahead or fresh; raises DeviceError when there is none that can be believed."""
        kept = self.shelf.get(Phrase(text=text, language=language, manner=manner))
        if kept is not None:
            return believed(kept, text, manner)
        return self._fresh(text, language, manner)

    def make(self, phrases: Iterable[Phrase]) -> int:
        """Make those of `phrases` that are not there, in its own languages; gives how many there are then.

        Ends early once it is closed; what it cannot say is left to another voice. Raises DeviceError when it can
        say none of them, or the disk does not take one.
        """
        there, failed = 0, None
        for phrase in [each for each in phrases if each.language in self.languages]:
            if self.shelf.get(phrase) is None:
                try:
                    speech = self._fresh(phrase.text, phrase.language, phrase.manner)
                except DeviceError as error:
                    if not self._started:
                        return there
                    failed = error
                    continue
                self._put(phrase, speech)
            there += 1
        if failed is not None and there == 0:
            raise failed
        return there

    def close(self) -> None:
        """Give up the engine's memory; what is on the shelf stays there."""
        self._started = False
        with self._engine:
            self._voice.close()

    def _fresh(self, text: str, language: Language, manner: Manner) -> Speech:
        with self._engine:
            if self._why_not is not None or not self._started:
                raise DeviceError(self._why_not or _CLOSED)
            speech = self._voice.synthesize(text, language, manner=manner)
        return believed(speech, text, manner)

    def _put(self, phrase: Phrase, speech: Speech) -> None:
        try:
            self.shelf.put(phrase, speech)
        except OSError as error:
            reason = error.strerror or str(error)
            raise DeviceError(
                Text(
                    zh=f"预先合成的句子写不进磁盘（{reason}），请检查磁盘空间和权限。",
                    en=f"Phrases made ahead cannot be written to disk ({reason}); check its space and rights.",
                )
            ) from error


_CLOSED: Final = Text(zh="语音已经关闭。", en="The voice is closed.")
