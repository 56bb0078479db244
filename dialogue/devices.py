"""The sound card through PortAudio: which devices there are, and streams of mono int16 from and to them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from carebot.core.errors import DeviceError
from carebot.core.language import Text
from dialogue import _portaudio as portaudio
from dialogue.base import Readiness

_BLOCK_S: Final = 0.02
_BYTES: Final = 2


class Stream(Protocol):
    """A running stream; closing it ends it at once."""

    def close(self) -> None:
        """Stop and let go of the device."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A sound device by name (empty: the system's default), as microphone or as loudspeaker."""

    name: str
    output: bool

    def readiness(self) -> Readiness:
        """Whether the device is there."""
        try:
            import sounddevice
        except OSError:
            return Readiness(ready=False, detail=_NO_PORTAUDIO)
        try:
            with portaudio.lock:
                found = sounddevice.query_devices(self.name or None, "output" if self.output else "input")
        except (sounddevice.PortAudioError, ValueError):
            return Readiness(ready=False, detail=self._missing())
        name = str(found["name"])
        return Readiness(
            ready=True,
            detail=Text(zh=f"{self._kind().zh}“{name}”可用。", en=f"The {self._kind().en} {name} is there."),
        )

    def rate_hz(self, wanted_hz: int) -> int:
        """The rate to use: `wanted_hz` where the device takes it, else its own; raises DeviceError without a device.

        A device that is missing, or was when somebody else looked, is looked for again: it may have been plugged in.
        """
        if portaudio.wanted() or not self.readiness().ready:
            self.look_again()
        readiness = self.readiness()
        if not readiness.ready:
            raise DeviceError(readiness.detail)
        import sounddevice

        check = sounddevice.check_output_settings if self.output else sounddevice.check_input_settings
        kind = "output" if self.output else "input"
        with portaudio.lock:
            try:
                check(device=self.name or None, channels=1, dtype="int16", samplerate=wanted_hz)
            except sounddevice.PortAudioError:
                return int(sounddevice.query_devices(self.name or None, kind)["default_samplerate"])
        return wanted_hz

    def look_again(self) -> None:
        """Find out which devices there are now, if no stream is open; else with the next chance (`missed`)."""
        try:
            portaudio.look_again()
        except OSError:
            """Without PortAudio there is nothing to look for, which `readiness` says."""

    def missed(self) -> bool:
        """Whether somebody misses a device that can only be looked for while no stream is open."""
        return portaudio.wanted()

    def failed(self) -> DeviceError:
        """The error for a device that was there and no longer works."""
        kind = self._kind()
        return DeviceError(
            Text(
                zh=f"{kind.zh}“{self._shown()}”不再工作，请检查是否被拔下，然后重新插上。",
                en=f"The {kind.en} {self._shown()} has stopped working; check whether it was unplugged.",
            )
        )

    def open_output(self, rate_hz: int, fill: Callable[[int], bytes | None], ended: Callable[[], None]) -> Stream:
        """Play what `fill` gives for a number of samples, on the sound card's thread.

        Fewer samples than asked for end the stream after them, None ends it at once; then `ended` is called.
        """
        import sounddevice

        def callback(out: Any, samples: int, _time: object, _status: object) -> None:
            block = fill(samples)
            sound = block or b""
            out[: len(sound)] = sound
            out[len(sound) :] = bytes(len(out) - len(sound))
            if block is None:
                raise sounddevice.CallbackAbort
            if len(block) < samples * _BYTES:
                raise sounddevice.CallbackStop

        return self._started(
            lambda: sounddevice.RawOutputStream(
                samplerate=rate_hz,
                blocksize=round(rate_hz * _BLOCK_S),
                device=self.name or None,
                channels=1,
                dtype="int16",
                latency="low",
                callback=callback,
                finished_callback=ended,
            )
        )

    def open_input(self, rate_hz: int, block: int, deliver: Callable[[bytes], None]) -> Stream:
        """Call `deliver` with every `block` samples of sound, on the sound card's thread."""
        import sounddevice

        def callback(data: Any, _samples: int, _time: object, _status: object) -> None:
            deliver(bytes(data))

        return self._started(
            lambda: sounddevice.RawInputStream(
                samplerate=rate_hz,
                blocksize=block,
                device=self.name or None,
                channels=1,
                dtype="int16",
                callback=callback,
            )
        )

    def _started(self, make: Callable[[], Any]) -> Stream:
        import sounddevice

        try:
            return portaudio.started(make)
        except (sounddevice.PortAudioError, ValueError) as error:
            self.look_again()
            raise DeviceError(self._missing()) from error

    def _kind(self) -> Text:
        return Text(zh="扬声器", en="loudspeaker") if self.output else Text(zh="麦克风", en="microphone")

    def _shown(self) -> str:
        return self.name or "default"

    def _missing(self) -> Text:
        kind = self._kind()
        if self.name:
            return Text(
                zh=f"找不到{kind.zh}“{self.name}”，请插上它，或在设置里换一个。",
                en=f"The {kind.en} {self.name} is missing; plug it in or name another one in the settings.",
            )
        return Text(zh=f"这台机器没有{kind.zh}，请接上一个。", en=f"This machine has no {kind.en}; connect one.")


_NO_PORTAUDIO: Final = Text(
    zh="缺少 PortAudio，请安装系统软件包 libportaudio2。",
    en="PortAudio is missing; install the system package libportaudio2.",
)
