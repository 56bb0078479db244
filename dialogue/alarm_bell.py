"""The alarm that needs no voice: sounds when words cannot, or when nobody has answered a call for help yet.

Only what was permitted as a call for help rings. A bell that fails raises where it runs, which is told.
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from carebot.core.actions import AlarmLevel
from dialogue.alarm_sounds import alarm_sound
from dialogue.base import AudioSink

VOLUME_DB: Final = 70.0
"""dB(A) at one metre: 15 dB above talk, and below what hurts or frightens from near."""
_BURSTS: Final = 2


class AlarmBell:
    """Rings on a loudspeaker of its own. `mute` says whether words cannot be heard, `start` runs the ringing.

    At the first call a person is told by other ways while the robot talks to the resident; the bell stays silent then,
    unless there is no voice. From the second step on, people in the house have to hear it.
    """

    def __init__(
        self,
        sink: AudioSink,
        *,
        mute: Callable[[], bool],
        start: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self._sink = sink
        self._mute = mute
        self._start = start
        self._ringing = False

    def ring(self, level: AlarmLevel, chain_step: int) -> None:
        """Sound for a call of `level`; LOW and INFORMATION stay silent, and one ringing is enough at a time."""
        if level < AlarmLevel.MEDIUM or self._ringing or not (chain_step > 0 or self._mute()):
            return
        self._ringing = True
        self._start(self._sound(level))

    async def _sound(self, level: AlarmLevel) -> None:
        """Ring; raises DeviceError when the loudspeaker is missing or dies."""
        try:
            await self._sink.play(alarm_sound(level, _BURSTS), volume_db=VOLUME_DB)
        finally:
            self._ringing = False
