import json
import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dialogue.loudspeaker import HUSHED_AT_MOST, Orders, Playback, _Reference, at_level
from tests.dialogue.conftest import silence, tone

NULL_DEVICE = """
</usr/share/alsa/alsa.conf>
pcm.speaker { type null; hint { show on description "speaker" } }
pcm.!default { type plug; slave.pcm speaker }
"""


def with_sound_card(folder: Path, script: str) -> Any:
    """Run `script` in a process whose only sound device is ALSA's null device; gives the JSON that it prints."""
    if not Path("/usr/share/alsa/alsa.conf").exists():
        pytest.skip("ALSA is not installed")
    (folder / "asound.conf").write_text(NULL_DEVICE)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "ALSA_CONFIG_PATH": str(folder / "asound.conf")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rms_dbfs(samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples.astype(np.float64) ** 2)) / 32767))


@pytest.mark.parametrize("level_dbfs", [-40.0, -20.0, -6.0])
def test_speech_is_brought_to_its_level(level_dbfs: float) -> None:
    assert rms_dbfs(at_level(tone(1.0, amplitude=900), level_dbfs)) == pytest.approx(level_dbfs, abs=0.3)


def test_pauses_do_not_count_towards_the_level_and_silence_stays_silent() -> None:
    with_pauses = np.concatenate([silence(5.0), tone(1.0), silence(5.0)])
    assert rms_dbfs(at_level(with_pauses, -20)[80_000:96_000]) == pytest.approx(-20, abs=0.3)
    assert not at_level(silence(1.0), -20).any()


def test_too_loud_is_cut_and_never_wraps() -> None:
    loud = at_level(tone(1.0), 6.0)
    assert loud.max() == 32767
    assert loud.min() == -32767


def test_blocks_end_with_the_sound_or_with_the_stop() -> None:
    orders = Orders(silenced=threading.Event(), hushed=threading.Event())
    playback = Playback(tone(0.01), 16_000, orders)
    assert len(playback.fill(100) or b"") == 200
    assert len(playback.fill(100) or b"") == 120
    assert playback.complete
    orders.silenced.set()
    assert playback.fill(100) is None
    assert not playback.complete


def hushed(seconds: float) -> tuple[list[bytes], list[tuple[int, int | None]], Playback]:
    """A second of a rising ramp, hushed for `seconds` after a quarter of a second, in blocks of 20 ms."""
    orders = Orders(silenced=threading.Event(), hushed=threading.Event())
    taken: list[tuple[int, int | None]] = []
    ramp = np.arange(1, 16_001, dtype=np.int16)
    playback = Playback(ramp, 16_000, orders, lambda count, position: taken.append((count, position)))
    blocks = []
    while (block := playback.fill(320)) is not None and len(block) == 640:
        blocks.append(block)
        played_s = len(blocks) * 0.02
        if 0.25 <= played_s < 0.25 + seconds:
            orders.hushed.set()
        else:
            orders.hushed.clear()
    return blocks, taken, playback


def test_hushed_it_is_silent_with_the_next_block_and_goes_on_a_little_before_where_it_was() -> None:
    blocks, taken, playback = hushed(0.2)
    sound = np.frombuffer(b"".join(blocks), dtype=np.int16)
    silent = np.flatnonzero(sound == 0)
    assert len(silent) == round(0.2 * 16_000)
    assert np.all(np.diff(silent) == 1)
    before, after = sound[silent[0] - 1], sound[silent[-1] + 1]
    assert before - after == round(0.1 * 16_000) - 1
    assert set(range(1, 16_001)) <= set(sound.tolist())
    assert [position for _, position in taken].count(None) == 10
    assert playback.complete


def test_whoever_hushes_and_forgets_does_not_silence_it() -> None:
    blocks, _, _ = hushed(60)
    sound = np.frombuffer(b"".join(blocks), dtype=np.int16)
    assert np.count_nonzero(sound == 0) == round(HUSHED_AT_MOST.total_seconds() * 16_000)
    assert sound.max() == 16_000


def test_the_canceller_is_told_of_silence_where_it_is_hushed() -> None:
    told: list[np.ndarray[tuple[int], np.dtype[np.int16]]] = []
    reference = _Reference(np.arange(1, 16_001, dtype=np.int16), 0.5, told.append)
    reference.advance(640, 0)
    reference.advance(640, None)
    reference.advance(640, 320)
    assert [len(piece) for piece in told] == [320, 320, 320]
    assert told[0][0] == 1
    assert not told[1].any()
    assert told[2][0] == 161


def test_it_knows_whether_it_goes_on() -> None:
    orders = Orders(silenced=threading.Event(), hushed=threading.Event())
    playback = Playback(tone(1), 16_000, orders)
    assert not playback.went_on()
    playback.fill(320)
    assert playback.went_on()
    assert not playback.went_on()


@pytest.mark.slow
def test_it_plays_to_the_end_though_the_device_takes_everything_at_once(tmp_path: Path) -> None:
    told = with_sound_card(
        tmp_path,
        """
        import asyncio, json, time
        from dialogue.base import Speech
        from dialogue.loudspeaker import Loudspeaker, Options
        from tests.dialogue.conftest import tone

        speaker = Loudspeaker(Options(device="speaker"))
        speech = Speech(samples=tone(0.5, rate_hz=22_050), rate_hz=22_050)
        begun = time.monotonic()
        complete = asyncio.run(speaker.play(speech, volume_db=60))
        took = time.monotonic() - begun
        print(json.dumps({"ready": speaker.readiness().ready, "complete": complete, "long_enough": took >= 0.5}))
        """,
    )
    assert told == {"ready": True, "complete": True, "long_enough": True}


@pytest.mark.slow
def test_a_stop_and_a_cancellation_cut_it_off(tmp_path: Path) -> None:
    told = with_sound_card(
        tmp_path,
        """
        import asyncio, contextlib, json
        from dialogue.base import Speech
        from dialogue.loudspeaker import Loudspeaker, Options
        from tests.dialogue.conftest import tone

        async def cut_off():
            speaker = Loudspeaker(Options(device="speaker"))
            playing = asyncio.create_task(speaker.play(Speech(samples=tone(600.0), rate_hz=16_000), volume_db=60))
            await asyncio.sleep(0)
            speaker.stop()
            stopped = await playing
            playing = asyncio.create_task(speaker.play(Speech(samples=tone(600.0), rate_hz=16_000), volume_db=60))
            await asyncio.sleep(0)
            playing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await playing
            return {"stopped": stopped, "cancelled": playing.cancelled()}

        print(json.dumps(asyncio.run(cut_off())))
        """,
    )
    assert told == {"stopped": False, "cancelled": True}


@pytest.mark.slow
def test_a_missing_device_is_named_with_the_remedy(tmp_path: Path) -> None:
    told = with_sound_card(
        tmp_path,
        """
        import asyncio, json
        from carebot.core.errors import DeviceError
        from dialogue.base import Speech
        from dialogue.loudspeaker import Loudspeaker, Options
        from tests.dialogue.conftest import tone

        speaker = Loudspeaker(Options(device="kitchen speaker"))
        try:
            asyncio.run(speaker.play(Speech(samples=tone(0.1), rate_hz=16_000), volume_db=60))
            error = ""
        except DeviceError as caught:
            error = caught.text.en
        print(json.dumps({"detail": speaker.readiness().detail.en, "error": error}))
        """,
    )
    assert told["detail"] == told["error"]
    assert "kitchen speaker is missing; plug it in" in str(told["error"])
