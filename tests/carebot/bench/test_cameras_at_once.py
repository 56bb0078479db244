"""Several cameras at once: what is looked at and what is dropped, with lookouts that are quick and slow."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.bench._cameras_at_once import AtOnce, watch_at_once
from carebot.clocks import SystemClock
from carebot.core.errors import DeviceError
from monitoring.frames import Frame
from tests.carebot.stranger import write_video


class Eye:
    """Looks at every frame for so long."""

    def __init__(self, takes_s: float = 0.0) -> None:
        self.seen: list[Frame] = []
        self._takes_s = takes_s

    async def look(self, frame: Frame) -> None:
        self.seen.append(frame)
        await asyncio.sleep(self._takes_s)


def at_once(clips: list[Path], *eyes: Eye, lasts_s: float = 1.5) -> AtOnce:
    return asyncio.run(watch_at_once(clips, eyes, timedelta(seconds=lasts_s), SystemClock(), lambda: 0.0))


def test_each_camera_shows_clip_after_clip_until_the_time_is_over(tmp_path: Path) -> None:
    short = write_video(tmp_path / "short.mp4", frames=5)
    other = write_video(tmp_path / "other.mp4", frames=6)
    first, second = Eye(), Eye()
    found = at_once([short, other], first, second)
    assert found.cameras == 2
    assert found.frames == len(first.seen) + len(second.seen)
    assert {frame.camera for frame in first.seen} == {"camera-1"}
    assert {frame.camera for frame in second.seen} == {"camera-2"}
    assert len(first.seen) > 5, "it goes on with the next clip"
    assert 1.5 <= found.seconds < 10


def test_what_a_slow_eye_misses_is_counted(tmp_path: Path) -> None:
    clip = write_video(tmp_path / "clip.mp4", frames=6)
    quick, slow = at_once([clip], Eye()), at_once([clip], Eye(takes_s=0.5))
    assert slow.dropped_share > 0.5
    assert quick.dropped_share < slow.dropped_share
    assert slow.frames_per_camera_s < 4


def test_clips_that_are_none_end_it_with_their_reason(tmp_path: Path) -> None:
    (tmp_path / "letter.mp4").write_text("no video")
    with pytest.raises(DeviceError, match="letter"):
        at_once([tmp_path / "letter.mp4"], Eye())
