"""The home's music: the sound files of one folder, and excerpts of them. What is no sound is told."""

from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from carebot.core.errors import DeviceError
from carebot.core.language import Text
from dialogue.base import Samples
from dialogue.sound import excerpt_of

RATE_HZ: Final = 24_000
"""Enough for a robot's loudspeaker, which gives nothing above 12 kHz that old ears would hear (ISO 7029)."""
SOUND_FILES: Final = frozenset((".mp3", ".m4a", ".aac", ".flac", ".ogg", ".opus", ".wav", ".wma"))
_SILENCE: Final = 16
"""Samples that stay below it are digital silence."""


def pieces_in(folder: Path) -> tuple[Path, ...]:
    """The sound files in `folder` and below, by their names; none where it cannot be read."""
    try:
        found = [path for path in folder.rglob("*") if path.suffix.lower() in SOUND_FILES and path.is_file()]
    except OSError:
        return ()
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


def excerpt(path: Path, start: timedelta, longest: timedelta) -> Samples:
    """At most `longest` of the sound of `path` from `start` on, RATE_HZ, mono; empty beyond its end.

    Raises DeviceError where the file cannot be read or holds no sound.
    """
    try:
        return excerpt_of(path, RATE_HZ, start, longest)
    except DeviceError as error:
        raise DeviceError(_no_sound(path)) from error


def silent(samples: Samples) -> bool:
    """Whether nothing in `samples` can be heard."""
    return not len(samples) or int(np.abs(samples.astype(np.int32)).max()) < _SILENCE


def _no_sound(path: Path) -> Text:
    return Text(
        zh=f"“{path.name}”不是能播放的音乐，已跳过。请把它从音乐文件夹里拿走。",
        en=f"{path.name} is no music that can be played and was passed over. Take it out of the music folder.",
    )
