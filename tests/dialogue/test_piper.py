"""The program of the English voice as the robot meets it: it speaks, dies, hangs or lies; a script stands in for it."""

import textwrap
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language
from dialogue import piper
from dialogue.base import Manner
from dialogue.piper import MODEL, Options, Piper
from tests.contracts.engines._leftovers import nothing_left_behind

SPEAKS = "write(folder / f'{number}.wav', len(line))"
SCRIPT = """
    import sys, time, wave
    from pathlib import Path

    def write(path, letters):
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(22050)
            file.writeframes(b"\\x10\\x27\\xf0\\xd8" * (1000 * letters))
        print(f"INFO:piper:Wrote {{path}}", file=sys.stderr, flush=True)

    folder = Path(sys.argv[sys.argv.index("--output-dir") + 1])
    lines = Path(__file__).with_name("lines.txt")
    for number, line in enumerate(sys.stdin):
        line = line.rstrip("\\n")
        with lines.open("a") as told:
            told.write(line + "\\n")
        {behaviour}
"""
QUICKLY = Options(timeout=timedelta(seconds=0.5), loaded_within=timedelta(seconds=20))


class Room:
    """A voice over a program with some behaviour."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._program = folder / "programs" / "fakepiper"
        self._program.mkdir(parents=True)
        (self._program / "__init__.py").touch()
        self.model = folder / "model"
        self.model.mkdir()
        for name in (MODEL, f"{MODEL}.json"):
            (self.model / name).touch()
        patch.syspath_prepend(str(folder / "programs"))
        patch.setenv("PYTHONPATH", str(folder / "programs"))
        patch.setattr(piper, "PACKAGE", "fakepiper")

    def voice(self, behaviour: str) -> Piper:
        """Not started."""
        script = textwrap.dedent(SCRIPT).format(behaviour=behaviour)
        (self._program / "__main__.py").write_text(script, "utf-8")
        return Piper(self.model, QUICKLY)

    def lines(self) -> list[str]:
        """What the program was given to say."""
        return (self._program / "lines.txt").read_text("utf-8").splitlines()


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(tmp_path, monkeypatch)


def test_it_speaks_and_leaves_nothing_behind(room: Room, tmp_path: Path) -> None:
    with nothing_left_behind(tmp_path / "temporary"):
        voice = room.voice(SPEAKS)
        voice.start()
        plain = voice.synthesize("good\nmorning", Language.EN)
        slow = voice.synthesize("good morning", Language.EN, manner=Manner(rate=0.5))
        voice.close()
        voice.close()
    assert plain.rate_hz == 22_050
    assert plain.duration.total_seconds() == pytest.approx(12 * 2000 / 22_050, rel=0.01)
    assert slow.duration.total_seconds() == pytest.approx(2 * plain.duration.total_seconds(), rel=0.05)
    assert room.lines() == ["ready", "good morning", "good morning"]


@pytest.mark.parametrize(
    "behaviour",
    [
        f"{SPEAKS}; sys.exit() if number else None",
        f"sys.exit(3) if number == 1 else {SPEAKS}",
        f"time.sleep(60) if number == 1 else {SPEAKS}",
        f"print('INFO:piper:Wrote /nowhere.wav', file=sys.stderr, flush=True) if number == 1 else {SPEAKS}",
    ],
)
def test_a_program_that_dies_hangs_or_lies_is_started_again(behaviour: str, room: Room, tmp_path: Path) -> None:
    with nothing_left_behind(tmp_path / "temporary"):
        voice = room.voice(behaviour)
        voice.start()
        for _ in range(3):
            assert voice.synthesize("hello", Language.EN).duration.total_seconds() > 0.1
        voice.close()


@pytest.mark.parametrize(
    "behaviour",
    [
        "sys.exit(1)",
        "write(folder / 'empty.wav', 0)",
        "(folder / 'no.wav').write_text('no'); print('Wrote', folder / 'no.wav', file=sys.stderr, flush=True)",
    ],
)
def test_a_program_that_never_speaks_is_told_at_its_start(behaviour: str, room: Room, tmp_path: Path) -> None:
    with nothing_left_behind(tmp_path / "temporary"):
        voice = room.voice(behaviour)
        with pytest.raises(ModelError, match="install it again"):
            voice.start()
        voice.close()


def test_a_program_that_falls_silent_for_good_is_told(room: Room) -> None:
    voice = room.voice(f"{SPEAKS} if line == 'ready' else sys.exit(1)")
    voice.start()
    with pytest.raises(DeviceError, match="made no sound"):
        voice.synthesize("hello", Language.EN)
    with pytest.raises(DeviceError, match="nothing in the text"):
        voice.synthesize("…", Language.EN)
    voice.close()


def test_a_machine_without_the_program_is_told_how_to_get_it(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piper, "PACKAGE", "nosuchpiper")
    voice = room.voice(SPEAKS)
    assert "carebot[piper]" in voice.readiness().detail.en
    with pytest.raises(ModelError, match="GPL"):
        voice.start()
