"""Sound files and sample rates, by PyAV: whatever comes in leaves as mono int16 at the rate that is asked for."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from carebot.core.errors import DeviceError
from carebot.core.language import Text
from dialogue.base import SAMPLE_RATE_HZ, Samples, Speech

if TYPE_CHECKING:
    from av import AudioFrame, AudioResampler
    from av.container import InputContainer
    from av.filter.context import FilterContext


class Resampler:
    """Changes the sample rate of running sound without a seam between its pieces."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._from_hz = from_hz
        self._to_hz = to_hz
        self._resampler: AudioResampler | None = None

    def feed(self, samples: Samples) -> Samples:
        """The next sound at the new rate; a little of it stays inside until more is fed."""
        if self._from_hz == self._to_hz:
            return samples
        import av

        if self._resampler is None:
            self._resampler = av.AudioResampler(format="s16", layout="mono", rate=self._to_hz)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self._from_hz
        return _joined(self._resampler.resample(frame))

    def rest(self) -> Samples:
        """What is left inside; the resampler is at its end then."""
        if self._resampler is None:
            return np.zeros(0, dtype=np.int16)
        return _joined(self._resampler.resample(None))


def resample(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """All of `samples` at another rate."""
    resampler = Resampler(from_hz, to_hz)
    first = resampler.feed(samples)
    return np.concatenate([first, resampler.rest()])


def stretched(speech: Speech, rate: float) -> Speech:
    """`speech` at `rate` of its speed (0.5 and above) and at its own pitch, by FFmpeg's atempo.

    Sound too short for its window, some 50 ms, stays as it is.
    """
    if rate == 1.0 or not len(speech.samples):
        return speech
    import av

    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=speech.rate_hz, format="s16", layout="mono", time_base=Fraction(1, speech.rate_hz)
    )
    tempo, sink = graph.add("atempo", str(rate)), graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(speech.samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = speech.rate_hz
    source.push(frame)
    source.push(None)
    samples = _joined(list(_pulled(sink)))
    return Speech(samples=samples if len(samples) else speech.samples, rate_hz=speech.rate_hz)


def _pulled(sink: "FilterContext") -> Iterator["AudioFrame"]:
    """What a filter gives until its end."""
    import av

    with suppress(av.EOFError, av.BlockingIOError):
        while True:
            frame = sink.pull()
            assert isinstance(frame, av.AudioFrame)
            yield frame


def decode(path: Path) -> Samples:
    """The sound of the file `path`, 16 kHz; raises DeviceError when it cannot be read or holds no sound."""
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise DeviceError(_no_sound(path))
            resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE_HZ)
            pieces = [_joined(resampler.resample(frame)) for frame in container.decode(audio=0)]
            pieces.append(_joined(resampler.resample(None)))
    except FileNotFoundError as error:
        raise DeviceError(Text(zh=f"没有找到录音文件“{path}”。", en=f"There is no recording {path}.")) from error
    except (av.FFmpegError, OSError) as error:
        raise DeviceError(
            Text(
                zh=f"无法读取录音“{path}”：文件损坏或不是音频。",
                en=f"The recording {path} cannot be read: it is damaged or is no sound file.",
            )
        ) from error
    samples = np.concatenate(pieces)
    if not len(samples):
        raise DeviceError(_no_sound(path))
    return samples


def excerpt_of(path: Path, rate_hz: int, start: timedelta, longest: timedelta) -> Samples:
    """At most `longest` of the sound of `path` from `start` on; empty beyond its end.

    Raises DeviceError when it cannot be read or holds no sound.
    """
    import av

    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise DeviceError(_no_sound(path))
            return _excerpt(container, rate_hz, start, longest)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise DeviceError(_no_sound(path)) from error


def tags_of(path: Path) -> dict[str, str]:
    """What the file says of itself (title, artist, album and so on), by tags in small letters; empty where nothing."""
    import av

    try:
        with av.open(str(path)) as container:
            said = [container.metadata, *(stream.metadata for stream in container.streams.audio)]
    except (av.FFmpegError, OSError, ValueError):
        return {}
    return {tag.lower(): value.strip() for one in said for tag, value in one.items() if value.strip()}


def _excerpt(container: "InputContainer", rate_hz: int, start: timedelta, longest: timedelta) -> Samples:
    import av

    resampler = av.AudioResampler(format="s16", layout="mono", rate=rate_hz)
    wanted = round(longest.total_seconds() * rate_hz)
    if start:
        container.seek(round(start.total_seconds() * 1_000_000))
    pieces: list[Samples] = []
    count, skipped = 0, None
    for frame in container.decode(audio=0):
        if skipped is None:
            skipped = round(max(0.0, start.total_seconds() - (frame.time or 0.0)) * rate_hz)
        for resampled in resampler.resample(frame):
            pieces.append(resampled.to_ndarray().reshape(-1).astype(np.int16))
            count += len(pieces[-1])
        if count >= wanted + skipped:
            break
    sound = np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int16)
    beginning = skipped or 0
    return sound[beginning : beginning + wanted]


def _joined(frames: "Iterator[AudioFrame] | list[AudioFrame]") -> Samples:
    pieces = [frame.to_ndarray().reshape(-1).astype(np.int16) for frame in frames]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int16)


def _no_sound(path: Path) -> Text:
    return Text(zh=f"录音“{path}”里没有声音。", en=f"The recording {path} holds no sound.")
