"""Somebody new to carebot: a machine with nothing installed, a terminal in either language, all kinds of bad files."""

import os
import wave
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from carebot import plugins
from carebot.__main__ import main
from carebot.clocks import SystemClock
from carebot.commands.terminal import EXIT_REFUSED
from carebot.core.language import Language

BODIES: Final = "carebot.robot_adapters"
STILL: Final = "still"
_MIDMORNING_UTC: Final = timedelta(hours=2, minutes=30)
LOCALES: Final = {Language.ZH: "zh_CN.UTF-8", Language.EN: "en_GB.UTF-8"}


@pytest.fixture
def machine(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for everything that carebot reads and writes, no model installed, an English terminal.

    Its clock begins at half past ten in Beijing, when nobody sleeps and no medicine is due: a robot in these tests does
    the same whenever they are run. What its sentences mean is worked out once for all tests: it takes long.
    """
    meanings = tmp_path_factory.getbasetemp().parent / "meanings"
    meanings.mkdir(exist_ok=True)
    (tmp_path / "cache" / "carebot").mkdir(parents=True)
    (tmp_path / "cache" / "carebot" / "meanings").symlink_to(meanings, target_is_directory=True)
    for name in [each for each in os.environ if each.startswith(("CAREBOT_", "LC_"))]:
        monkeypatch.delenv(name)
    for variable, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")):
        monkeypatch.setenv(variable, str(tmp_path / folder))
    monkeypatch.setattr(SystemClock, "now", _from_midmorning())
    monkeypatch.setenv("LC_ALL", LOCALES[Language.EN])
    monkeypatch.setenv("CAREBOT_SPEECH__PHRASES_AHEAD", "false")  # minutes of work, which each robot would begin anew
    monkeypatch.setenv("CAREBOT_SPEECH__BY_MEANING", "false")  # seconds of work for each robot
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _from_midmorning() -> Callable[[SystemClock], datetime]:
    """The machine's clock set ahead to the next midmorning; what was recorded before by the true one is past."""
    now = datetime.now(UTC)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = (midnight + _MIDMORNING_UTC - now) % timedelta(days=1)
    return lambda _: datetime.now(UTC) + ahead


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest, machine: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    """The language of the terminal."""
    chosen = Language(request.param)
    monkeypatch.setenv("LC_ALL", LOCALES[chosen])
    return chosen


@pytest.fixture
def still_body(monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a body that stands still, as if a third party had installed it."""
    entry = EntryPoint(name=STILL, value="tests.carebot.still_body", group=BODIES)
    monkeypatch.setattr(plugins, "entry_points", lambda *, group: EntryPoints([entry] if group == BODIES else []))
    return STILL


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one sentence with which `carebot WORDS` is refused."""
    status = main(words)
    printed = capsys.readouterr()
    assert status == EXIT_REFUSED, (printed.out, printed.err)
    assert "Traceback" not in printed.err
    lines = printed.err.splitlines()
    assert len(lines) == 1, printed.err
    return lines[0]


def is_chinese(sentence: str) -> bool:
    """Whether a sentence has Chinese words in it, whatever names stand between them."""
    return any("一" <= letter <= "鿿" for letter in sentence)


def write_tone(path: Path, *, seconds: float = 0.5, rate_hz: int = 16_000, channels: int = 1, width: int = 2) -> Path:
    """A sound file of one tone, or of silence when `seconds` is 0; `width` is the bytes of a sample."""
    times_s = np.arange(round(seconds * rate_hz)) / rate_hz
    tone = 0.3 * np.sin(2 * np.pi * 220 * times_s)
    samples = (tone * 127 + 128).astype(np.uint8) if width == 1 else (tone * 32767).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate_hz)
        file.writeframes(np.repeat(samples[:, None], channels, axis=1).tobytes())
    return path


def write_video(path: Path, *, frames: int = 5, frames_per_s: int = 10) -> Path:
    """A short video without sound, in which nothing is to be seen."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=frames_per_s)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            picture = np.full((48, 64, 3), 40 * number, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path


def bad_recordings(folder: Path) -> dict[str, Path]:
    """Files that are no recording, each bad in its own way."""
    (folder / "empty.wav").touch()
    (folder / "text.wav").write_text("To whom it may concern: this is a letter.\n" * 20)
    (folder / "noise.wav").write_bytes(np.random.default_rng(7).bytes(4000))
    whole = write_tone(folder / "whole.wav").read_bytes()
    (folder / "stub.wav").write_bytes(whole[:20])
    (folder / "header.wav").write_bytes(whole[:44])
    (folder / "folder.wav").mkdir()
    names = ("empty", "text", "noise", "stub", "header", "folder", "missing")
    return {name: folder / f"{name}.wav" for name in names}
