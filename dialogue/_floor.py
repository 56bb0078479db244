"""Whose turn it is to talk: the robot holds still as soon as somebody speaks, and hears first whether there were words.

What turns out to be a cough or a "mm-hm" leaves the floor to the robot; it then repeats the sentence it broke off.
"""

import asyncio
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from carebot.core.clock import Clock
from dialogue.waiting import done_within

VERDICT_AT_MOST: Final = timedelta(seconds=8)
"""How long the words of whoever spoke may take to be understood before the robot goes on."""

LISTENING_ON: Final = frozenset(
    {
        *(
            "嗯",
            "嗯嗯",
            "嗯哼",
            "哦",
            "噢",
            "喔",
            "啊",
            "哎",
            "唉",
            "哈",
            "哈哈",
            "哈哈哈",
            "呵呵",
            "是吗",
            "是啊",
            "是的",
            "对",
            "对对",
        ),
        *(
            "对啊",
            "真的",
            "好",
            "好好",
            "mm",
            "mhm",
            "mm hmm",
            "uh huh",
            "hmm",
            "oh",
            "ah",
            "aha",
            "yeah",
            "yes",
            "right",
        ),
        *("i see", "really", "ok", "okay", "wow"),
    }
)
"""What people say while they listen on (backchannels); as an answer to a question the same words count."""


class Verdict(Enum):
    """What became of an interruption."""

    GO_ON = auto()
    GIVE_WAY = auto()


class Floor:
    """Who has the floor. All of it on the loop."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._verdict: asyncio.Future[Verdict] | None = None

    @property
    def held(self) -> bool:
        """Whether somebody spoke into what the robot was saying, and it is not known yet what."""
        return self._verdict is not None

    def hold(self) -> None:
        """Somebody speaks."""
        if self._verdict is None:
            self._verdict = asyncio.get_running_loop().create_future()

    def decide(self, verdict: Verdict) -> None:
        """It is known what it was."""
        if self._verdict is not None and not self._verdict.done():
            self._verdict.set_result(verdict)

    async def verdict(self) -> Verdict:
        """Wait for it; when nobody says, the robot goes on. Afterwards the floor is the robot's."""
        waiting = self._verdict
        if waiting is None:
            return Verdict.GO_ON
        try:
            known = await done_within(self._clock, VERDICT_AT_MOST, waiting)
            return waiting.result() if known else Verdict.GO_ON
        finally:
            self._verdict = None

    def clear(self) -> None:
        """Nothing is being said that could be interrupted."""
        self.decide(Verdict.GIVE_WAY)
        self._verdict = None


def listens_on(text: str) -> bool:
    """Whether `text` is what people say while they listen on."""
    words = "".join(character if character.isalnum() or character == " " else " " for character in text.lower())
    return " ".join(words.split()) in LISTENING_ON
