"""What the ears of this robot listen to: a microphone, a recording, the simulated home, or nothing at all."""

from pathlib import Path
from typing import Final

from carebot._speech_settings import NO_MICROPHONE
from carebot.assembly.hearing import Hearing
from carebot.clocks import SimulatedClock
from carebot.core.clock import Clock
from carebot.core.language import Text
from carebot.settings import Settings
from dialogue.base import AudioSource
from dialogue.microphone import Microphone, Recording
from dialogue.microphone import Options as MicrophoneOptions
from dialogue.simulated import SimulatedMicrophone

NO_EARS: Final = Text(
    zh="按设置，这台机器人没有麦克风（speech.microphone），听不到呼救和停止词，只能在面板上打字。",
    en="By its settings the robot has no microphone (speech.microphone): it hears no cry for help and no stop word; "
    "type on the panel.",
)


def sound_source(settings: Settings, recording: Path | None, clock: Clock, hearing: Hearing) -> AudioSource | None:
    """What to listen to; None in a home that has no microphone by its settings.

    In the simulated home `hearing` is given the microphone that its resident speaks into.
    """
    if recording is not None:
        return Recording(recording, clock)
    if isinstance(clock, SimulatedClock):
        hearing.simulated_microphone = SimulatedMicrophone(clock)
        return hearing.simulated_microphone
    if settings.speech.microphone == NO_MICROPHONE:
        return None
    return Microphone(MicrophoneOptions(device=settings.speech.microphone))
