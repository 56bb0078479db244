"""Phrases made ahead: there without an engine, never damaged, never unbelievable, and out of the mouth's way."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Language, Text
from dialogue._plausible import believed
from dialogue.base import AS_EVER, Manner, Readiness, Samples, Speech, Voice
from dialogue.made_ahead import MadeAhead
from dialogue.shelf import Phrase, Shelf, forget_others, phrases_of
from tests.dialogue.conftest import silence, tone

HELLO = Phrase(text="hello", language=Language.EN, manner=AS_EVER)
HELP = Phrase(text="我来了", language=Language.ZH, manner=AS_EVER)


class Humming(Voice):
    """Hums for as long as a text is, or gives what a test wants it to."""

    name = "humming"
    languages = frozenset(Language)

    def __init__(self, *, starts: bool = True, gives: Samples | None = None) -> None:
        self.starts = starts
        self.gives = gives
        self.said: list[str] = []
        self.closed = False
        self.busy = threading.Lock()

    def readiness(self) -> Readiness:
        return Readiness(ready=self.starts, detail=Text(zh="坏了", en="broken"))

    def start(self) -> None:
        if not self.starts:
            raise ModelError(Text(zh="坏了", en="broken"))

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        assert self.busy.acquire(blocking=False), "two threads at once"
        self.said.append(text)
        self.busy.release()
        samples = tone(0.2 * len(text)) if self.gives is None else self.gives
        return Speech(samples=samples, rate_hz=16_000)

    def close(self) -> None:
        self.closed = True


def shelf(folder: Path, identity: str = "humming 1") -> Shelf:
    return Shelf(folder / "phrases", identity)


def test_what_was_made_ahead_is_there_without_the_engine(tmp_path: Path) -> None:
    engine = Humming()
    voice = MadeAhead(engine, shelf(tmp_path))
    voice.start()
    assert voice.make([HELLO, HELP]) == 2
    voice.close()
    assert engine.closed
    later = MadeAhead(Humming(starts=False), shelf(tmp_path))
    assert later.readiness().ready
    assert "made ahead" in later.readiness().detail.en
    later.start()
    assert np.array_equal(later.synthesize("hello", Language.EN).samples, tone(1.0))
    with pytest.raises(DeviceError, match="broken"):
        later.synthesize("something else", Language.EN)


def test_an_engine_that_fails_with_an_empty_shelf_is_told(tmp_path: Path) -> None:
    voice = MadeAhead(Humming(starts=False), shelf(tmp_path))
    assert not voice.readiness().ready
    with pytest.raises(ModelError, match="broken"):
        voice.start()


def test_a_phrase_is_made_once_and_for_its_language_and_manner(tmp_path: Path) -> None:
    engine = Humming()
    voice = MadeAhead(engine, shelf(tmp_path))
    voice.start()
    voice.make([HELLO])
    voice.make([HELLO])
    voice.synthesize("hello", Language.EN)
    assert engine.said == ["hello"]
    voice.synthesize("hello", Language.EN, manner=Manner(rate=0.8))
    voice.synthesize("hello", Language.ZH)
    assert engine.said == ["hello"] * 3


def test_a_phrase_that_it_cannot_say_is_left_to_another_voice(tmp_path: Path) -> None:
    class Particular(Humming):
        def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
            if text != "hello":
                raise DeviceError(Text(zh="念不出", en="cannot say"))
            return super().synthesize(text, language, manner=manner)

    voice = MadeAhead(Particular(), shelf(tmp_path))
    voice.start()
    assert voice.make([HELP, HELLO]) == 1
    with pytest.raises(DeviceError, match="cannot say"):
        voice.make([HELP])


def test_another_voice_or_version_has_another_shelf(tmp_path: Path) -> None:
    shelf(tmp_path).put(HELLO, Speech(samples=tone(1.0), rate_hz=16_000))
    assert shelf(tmp_path, "humming 2").get(HELLO) is None
    assert shelf(tmp_path).get(HELLO) is not None


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 5000])
def test_a_damaged_file_is_made_anew(damage: bytes, tmp_path: Path) -> None:
    engine = Humming()
    voice = MadeAhead(engine, shelf(tmp_path))
    voice.start()
    voice.make([HELLO])
    (path,) = [each for each in tmp_path.rglob("*") if each.is_file()]
    path.write_bytes(damage)
    assert len(voice.synthesize("hello", Language.EN).samples) == 16_000
    assert engine.said == ["hello", "hello"]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(path.read_bytes()[:-2] if path.exists() else damage)
    assert voice.make([HELLO]) == 1
    assert shelf(tmp_path).get(HELLO) is not None


def test_a_flipped_bit_is_noticed(tmp_path: Path) -> None:
    one = shelf(tmp_path)
    one.put(HELLO, Speech(samples=tone(1.0), rate_hz=16_000))
    (path,) = [each for each in tmp_path.rglob("*") if each.is_file()]
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    assert one.get(HELLO) is None
    assert not path.exists()


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    voice = MadeAhead(Humming(), shelf(tmp_path))
    voice.start()
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DeviceError, match="No space left on device"):
        voice.make([HELLO])
    assert len(voice.synthesize("hello", Language.EN).samples) == 16_000


def test_shelves_of_others_and_phrases_that_nobody_wants_go(tmp_path: Path) -> None:
    speech = Speech(samples=tone(1.0), rate_hz=16_000)
    kept, old = shelf(tmp_path), shelf(tmp_path, "humming 0")
    for one in (kept, old):
        one.put(HELLO, speech)
        one.put(HELP, speech)
    forget_others(tmp_path / "phrases", [kept])
    assert not old.holds_any()
    kept.keep_only([HELLO])
    assert kept.get(HELLO) is not None
    assert kept.get(HELP) is None
    forget_others(tmp_path / "nowhere", [kept])


def test_making_ahead_ends_when_it_is_closed_and_never_uses_the_engine_twice_at_once(tmp_path: Path) -> None:
    engine = Humming()
    voice = MadeAhead(engine, shelf(tmp_path))
    voice.start()
    many = [Phrase(text=f"phrase {number}", language=Language.EN, manner=AS_EVER) for number in range(200)]
    with ThreadPoolExecutor(max_workers=2) as threads:
        making = threads.submit(voice.make, many)
        for number in range(50):
            voice.synthesize(f"meanwhile {number}", Language.EN)
        voice.close()
        assert making.result(timeout=30) <= 200
    assert voice.make(many[:1]) in {0, 1}
    with pytest.raises(DeviceError, match="closed"):
        voice.synthesize("too late", Language.EN)


@pytest.mark.parametrize(
    ("samples", "why"),
    [
        (silence(0.0), "silent"),
        (silence(2.0), "silent"),
        (tone(2.0, amplitude=100), "silent"),
        (tone(0.3), "went wrong"),
        (tone(100.0), "went wrong"),
    ],
)
def test_what_cannot_be_the_text_is_not_believed(samples: Samples, why: str, tmp_path: Path) -> None:
    voice = MadeAhead(Humming(gives=samples), shelf(tmp_path))
    voice.start()
    with pytest.raises(DeviceError, match=why):
        voice.synthesize("我已经在叫护理员了", Language.ZH)
    with pytest.raises(DeviceError, match=why):
        voice.make([Phrase(text="我已经在叫护理员了", language=Language.ZH, manner=AS_EVER)])
    assert not voice.shelf.holds_any()


@given(
    text=st.text(alphabet="我你他好hello 1.", min_size=1, max_size=60),
    rate=st.floats(min_value=0.5, max_value=1.5),
    pause_s=st.floats(min_value=0, max_value=5),
)
def test_speech_at_any_pace_of_a_person_is_believed(text: str, rate: float, pause_s: float) -> None:
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    others = sum(character.isalnum() for character in text) - han
    spoken_s = (0.1 + han / 5 + others / 14) / rate
    speech = Speech(samples=tone(spoken_s), rate_hz=16_000)
    assert believed(speech, text, Manner(rate=rate, pause=timedelta(seconds=pause_s))) is speech


def test_a_text_is_made_ahead_as_the_mouth_says_it() -> None:
    assert [phrase.text for phrase in phrases_of("我来了。您还好吗？", Language.ZH, AS_EVER)] == [
        "我来了。",
        "您还好吗？",
    ]
    assert [phrase.text for phrase in phrases_of("…", Language.ZH, AS_EVER)] == ["…"]
