import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from carebot.assembly.voices import Chosen
from carebot.bench import _care_commands, speech
from carebot.bench._care_commands import CareCommand, care_commands, said_and_heard, voices_of
from carebot.bench._error_rates import ErrorCounter, edits
from carebot.bench._listening import KeptOpen, Listened, Listener, joined
from carebot.bench._recordings import Mixer, Row, noises_of, phrases_of, read_rows, row_of, write_wav
from carebot.bench.speech import Measurement
from carebot.core.errors import DeviceError, ModelError, SettingsError
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.settings import load
from dialogue.base import AS_EVER, SAMPLE_RATE_HZ, Heard, Manner, Readiness, Recognizer, Samples, Speech, Voice
from dialogue.made_ahead import MadeAhead
from dialogue.shelf import Shelf
from tests.dialogue.conftest import bench_folder, model_folder
from tests.dialogue.understanding import interpreter

PHRASES = ("量血压", "吃药时间", "打开窗帘", "关上电视", "公共汽车", "游泳池")
NOWHERE = Shelf(Path("nowhere"), "reader")
ORDER = {"drink": "latte", "sugarAmount": " a bit of sugar"}


def tone(seconds: float, hz: float = 300.0, loud: float = 3000.0) -> Samples:
    times = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (loud * np.sin(2 * np.pi * hz * times)).astype(np.int16)


def hiss(seconds: float, loud: float = 2000.0) -> Samples:
    return (loud * np.random.default_rng(7).standard_normal(int(seconds * SAMPLE_RATE_HZ))).astype(np.int16)


def a_line(**given: object) -> str:
    return json.dumps({"file": "a.wav", "language": "en", **given}, ensure_ascii=False)


class Scripted(Listener):
    """Hears in each file what the test says, and notes what it was told to expect."""

    def __init__(self, hearings: dict[str, tuple[str, ...]]) -> None:
        super().__init__(load(None, {}), Path())
        self.hearings = hearings
        self.mixed: tuple[str, ...] = ()
        self.told: list[tuple[Language | None, tuple[str, ...]]] = []

    def start(self) -> None:
        pass

    def listen(self, sound: Path | Samples, language: Language | None, expected: Sequence[str]) -> Listened:
        self.told.append((language, tuple(expected)))
        said = self.hearings.get(sound.name, ()) if isinstance(sound, Path) else self.mixed
        return Listened(hearings=said, meant=(), cpu_s=0.5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.wav", "b.wav", *(f"p{number}.wav" for number in range(len(PHRASES)))):
        write_wav(tmp_path / name, tone(1.0))
    return tmp_path


def measured(
    folder: Path, lines: Sequence[str], listener: Scripted, *, language_known: bool = False, told: bool = True
) -> list[dict[str, Any]]:
    (folder / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    measurement = Measurement(folder, listener, language_known=language_known, told=told)
    return list(measurement.lines(read_rows(folder)))


def phrase_lines() -> list[str]:
    return [a_line(file=f"p{n}.wav", language="zh", text=text, source="s") for n, text in enumerate(PHRASES)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Line 3 is no JSON"),
        ("[]", "has no text 'file'"),
        ('{"language": "en"}', "has no text 'file'"),
        (a_line(language="fr"), "'language' can only be"),
        (a_line(slots="latte"), "'slots' is no table"),
        (a_line(slots={"drink": 1}), "'slots' is no table"),
    ],
)
def test_a_line_that_is_no_row_says_why(line: str, why: str) -> None:
    wrong = row_of(line, 3)
    assert isinstance(wrong, Text)
    assert why in wrong.en
    assert wrong.zh


def test_values_lose_the_blanks_around_them() -> None:
    row = row_of(a_line(slots=ORDER, intent="orderDrink"), 1)
    assert isinstance(row, Row)
    assert row.slots == {"drink": "latte", "sugarAmount": "a bit of sugar"}


def test_short_phrases_of_a_source_are_a_closed_set() -> None:
    tale = "我们明天早上一起去医院检查身体"
    rows = [Row(file="x", language=Language.ZH, text=text, source="phrases") for text in (*PHRASES, tale)]
    read = [Row(file="y", language=Language.ZH, text=text, source="read") for text in (*PHRASES, *7 * [tale])]
    few = [Row(file="z", language=Language.ZH, text="砸自己的脚", source="one")]
    english = [Row(file="e", language=Language.EN, text=text, source="en") for text in PHRASES]
    assert phrases_of([*rows, *read, *few, *english]) == {"phrases": set(PHRASES)}


@pytest.mark.parametrize(
    ("expected", "heard", "language", "wrong", "said"),
    [
        ("one two three", "1, 2, 3.", Language.EN, 0, 3),
        ("one two three", "One too three four", Language.EN, 2, 3),
        ("it's late", "It’s late!", Language.EN, 0, 2),
        ("关节炎", "關節炎。", Language.ZH, 0, 3),
        ("下午三点", "下午3点", Language.ZH, 0, 4),
        ("公共汽车", "公共 气", Language.ZH, 2, 4),
        ("好", "", Language.ZH, 1, 1),
    ],
)
def test_errors_are_counted_over_normal_text(
    expected: str, heard: str, language: Language, wrong: int, said: int
) -> None:
    errors = ErrorCounter().count(expected, heard, language)
    assert (errors.edits, errors.said) == (wrong, said)
    assert errors.rate == pytest.approx(wrong / said)


def test_edits_are_the_least_number() -> None:
    assert edits("kitten", "sitting") == 3
    assert edits([], ["a", "b"]) == 2


@pytest.mark.parametrize("noise_s", [5.0, 0.4])
def test_noise_is_mixed_ten_decibels_below_speech(noise_s: float) -> None:
    mixer = Mixer()
    mixer.start()
    clean, noise = tone(2.0), hiss(noise_s)
    mixed = mixer.mixed(clean, noise, "a")
    added = mixed.astype(float) - clean
    assert 10 * np.log10(np.mean(np.square(clean.astype(float))) / np.mean(np.square(added))) == pytest.approx(
        10, abs=0.1
    )
    assert np.array_equal(mixed, mixer.mixed(clean, noise, "a"))
    assert not np.array_equal(mixed, mixer.mixed(clean, noise, "b"))


def test_what_would_clip_is_softer_as_a_whole() -> None:
    mixer = Mixer()
    mixer.start()
    mixed = mixer.mixed(tone(1.0, loud=32000.0), hiss(1.0), "a")
    assert np.abs(mixed.astype(int)).max() == pytest.approx(32767, abs=1)
    assert (np.abs(mixed.astype(int)) == np.abs(mixed.astype(int)).max()).sum() < 5


def test_silent_noise_changes_nothing() -> None:
    mixer = Mixer()
    mixer.start()
    assert np.array_equal(mixer.mixed(tone(0.5), np.zeros(900, dtype=np.int16), "a"), tone(0.5))


def test_noises_have_the_names_of_their_files(tmp_path: Path) -> None:
    (tmp_path / "noise").mkdir()
    assert noises_of(tmp_path) == {}
    write_wav(tmp_path / "noise" / "street.wav", hiss(0.2))
    assert list(noises_of(tmp_path)) == ["street"]
    (tmp_path / "noise" / "zebra.wav").write_bytes(b"no sound")
    with pytest.raises(DeviceError, match=r"zebra\.wav"):
        noises_of(tmp_path)


def test_a_phrase_is_right_when_it_sounds_most_like_what_was_heard(folder: Path) -> None:
    listener = Scripted({"p0.wav": ("凉雪鸭",), "p1.wav": ("公共气车",), "p2.wav": ()})
    lines = measured(folder, phrase_lines(), listener)
    assert [line["right"] for line in lines[:3]] == [True, False, False]
    assert (lines[0]["phrase"], lines[1]["phrase"], lines[2]["phrase"]) == ("量血压", "公共汽车", None)
    assert lines[0]["cer"] == 1.0
    assert lines[-1]["zh"]["phrases_right"] == round(1 / 6, 4)
    assert lines[-1]["zh"]["cer"] is None
    assert set(listener.told[0][1]) == set(PHRASES)


def test_read_speech_is_judged_by_its_error_rate(folder: Path) -> None:
    listener = Scripted({"a.wav": ("one two free",), "b.wav": ("砸自己的角",)})
    rows = [a_line(text="one two three"), a_line(file="b.wav", language="zh", text="砸自己的脚")]
    lines = measured(folder, rows, listener)
    assert (lines[0]["wer"], lines[1]["cer"]) == (0.3333, 0.2)
    assert (lines[-1]["en"]["wer"], lines[-1]["zh"]["cer"]) == (0.3333, 0.2)
    assert [expected for _, expected in listener.told] == [(), ()]


@pytest.mark.parametrize(
    ("heard", "right"),
    [
        ("a latte with a bit of sugar please", True),
        ("a latte with sugar", False),
        ("a latte", False),
        ("a large latte with a bit of sugar", False),
        ("a mocha with a bit of sugar", False),
        ("", False),
    ],
)
def test_a_command_is_right_when_each_slot_is_and_none_is_more(folder: Path, heard: str, right: bool) -> None:
    rows = [
        a_line(slots=ORDER, intent="orderDrink"),
        a_line(file="no.wav", slots={"sugarAmount": " sugar"}, intent="orderDrink"),
    ]
    lines = measured(folder, rows, Scripted({"a.wav": (heard,)}))
    assert lines[0]["right"] is right
    assert lines[0]["expected"] == {"drink": "latte", "sugarAmount": "a bit of sugar"}
    assert lines[-1]["en"]["commands_right"] == float(right)


def test_each_command_is_heard_in_each_noise_too(folder: Path) -> None:
    (folder / "noise").mkdir()
    write_wav(folder / "noise" / "kitchen.wav", hiss(2.0))
    listener = Scripted({"a.wav": ("a latte with a bit of sugar",)})
    listener.mixed = ("a latte",)
    clean, noisy, figures = measured(folder, [a_line(slots=ORDER, intent="orderDrink")], listener)
    assert "noise" not in clean
    assert noisy["noise"] == "kitchen"
    assert (figures["en"]["commands_right"], figures["en"]["commands_right_noise"]) == (1.0, 0.0)
    assert figures["sound_s"] == 2.0
    assert figures["cpu_s_per_s"] == 0.5
    assert "latte" in listener.told[0][1]


def test_what_it_is_told_beforehand_can_be_left_out_or_more(folder: Path) -> None:
    listener = Scripted({})
    measured(folder, phrase_lines(), listener, language_known=True, told=False)
    assert set(listener.told) == {(Language.ZH, ())}


def test_a_row_that_cannot_be_heard_costs_itself_alone(folder: Path) -> None:
    (folder / "broken.wav").write_bytes(b"RIFF of nothing")
    rows = [a_line(file="none.wav", text="x"), "{", a_line(file="broken.wav", text="x"), a_line(text="one")]
    lines = measured(folder, rows, Scripted({"a.wav": ("one",)}))
    assert "no recording" in lines[0]["error"]["en"]
    assert "no JSON" in lines[1]["error"]["en"]
    assert "broken.wav" in lines[2]["error"]["en"]
    assert lines[3]["right"]
    assert (lines[-1]["rows"], lines[-1]["failed"]) == (3, 3)


def test_a_row_without_text_and_slots_is_only_heard(folder: Path) -> None:
    lines = measured(folder, [a_line()], Scripted({"a.wav": ("hello",)}))
    assert (lines[0]["heard"], lines[0]["expected"]) == ("hello", None)
    assert "right" not in lines[0]
    assert lines[-1]["en"] == {"wer": None, "commands_right": None, "commands_right_noise": None}


def arguments(folder: Path | None, *more: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    speech.add_arguments(parser)
    return parser.parse_args([*([str(folder)] if folder is not None else []), *more])


@pytest.mark.parametrize("manifest", [None, "", "\n", "{"])
def test_a_folder_without_recordings_is_refused(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "manifest.jsonl").write_text(manifest, encoding="utf-8")
    with pytest.raises(SettingsError):
        next(speech.run(arguments(tmp_path)))


class Parrot(Recognizer):
    """Says how often it was started and closed."""

    name = "parrot"
    languages = frozenset({Language.EN})

    def __init__(self) -> None:
        self.calls: list[object] = []

    def readiness(self) -> Readiness:
        return Readiness(ready=True, detail=Text(zh="好", en="fine"))

    def start(self) -> None:
        self.calls.append("start")

    def expect(self, words: Sequence[str]) -> None:
        self.calls.append(tuple(words))

    def recognize(self, samples: Samples, language: Language | None) -> Heard | None:
        return a_hearing("polly")

    def close(self) -> None:
        self.calls.append("close")


def a_hearing(*texts: str) -> Heard:
    text, *others = texts
    return Heard(
        text=text,
        language=Language.EN,
        confidence=1.0,
        engine="parrot",
        duration=timedelta(seconds=1),
        alternatives=tuple(others),
    )


def test_an_engine_stays_loaded_between_recordings_and_knows_what_they_hold() -> None:
    parrot = Parrot()
    kept = KeptOpen(parrot)
    assert kept.readiness().ready
    kept.start()
    kept.tell(("tea",))
    kept.expect(())  # as whoever listens does when it starts, and no question waits
    heard = kept.recognize(tone(0.1), None)
    assert heard is not None
    assert heard.text == "polly"
    kept.close()
    assert parrot.calls == ["start", ("tea",)]


def test_the_utterances_of_a_recording_are_one_text_for_each_rank() -> None:
    assert joined([a_hearing("a tea", "a T"), a_hearing("please")]) == ("a tea please", "a T please")
    assert joined([]) == ()
    assert Listened(hearings=(), meant=(), cpu_s=0.0).text == ""


def three_recordings(folder: Path) -> Iterator[str]:
    """The first command, the first phrases (the closed set takes several) and the first read sentence."""
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    yield json.dumps(next(row for row in rows if "slots" in row))
    phrase = next(row for row in rows if row["language"] == "zh")
    yield json.dumps(phrase)
    yield from (
        json.dumps({**row, "file": "none"})
        for row in rows
        if row["language"] == "zh" and row["source"] == phrase["source"] and row != phrase
    )
    yield json.dumps(next(row for row in rows if row["language"] == "en" and "text" in row))


@pytest.mark.slow
def test_real_recordings_are_understood(tmp_path: Path) -> None:
    model_folder("whisper-base")
    bench = bench_folder("speech")
    for name in ("en", "zh", "noise"):
        (tmp_path / name).symlink_to(bench / name)
    (tmp_path / "manifest.jsonl").write_text("\n".join(three_recordings(bench)), encoding="utf-8")
    *lines, figures = speech.run(arguments(tmp_path))
    heard = [line for line in lines if "error" not in line]
    assert [line["right"] for line in heard] == [True] * 4
    assert figures["en"] == {"wer": 0.0, "commands_right": 1.0, "commands_right_noise": 1.0}
    assert figures["zh"]["phrases_right"] == 1.0


class Reader(Voice):
    """Says everything as half a second of sound, and a word that it does not like not at all."""

    name = "reader"
    languages = frozenset(Language)

    def __init__(self, *, works: bool = True) -> None:
        self.works = works

    def readiness(self) -> Readiness:
        return Readiness(ready=self.works, detail=Text(zh="好", en="fine"))

    def start(self) -> None:
        if not self.works:
            raise DeviceError(Text(zh="坏了", en="broken"))

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        return Speech(samples=tone(0.5), rate_hz=SAMPLE_RATE_HZ)

    def close(self) -> None:
        pass


class Obedient(Scripted):
    """Takes what it hears for these, one after the other."""

    def __init__(self, meant: Sequence[tuple[Intent, ...]]) -> None:
        super().__init__({})
        self.meant = list(meant)

    def listen(self, sound: Path | Samples, language: Language | None, expected: Sequence[str]) -> Listened:
        self.told.append((language, tuple(expected)))
        return Listened(hearings=("words",), meant=self.meant.pop(0), cpu_s=0.1)


def test_a_care_command_is_right_with_every_slot_and_nothing_besides() -> None:
    water, cup = Intent(name="fetch_water"), Intent(name="fetch_item", slots={"object": "cup"})
    commands = [
        CareCommand(text="给我拿水杯", language=Language.ZH, intent=cup),
        CareCommand(text="water please", language=Language.EN, intent=water),
    ]
    voices: dict[Language, dict[str, Voice]] = {
        Language.ZH: {"one": Reader(), "other": Reader()},
        Language.EN: {"one": Reader()},
    }
    listener = Obedient([(cup,), (Intent(name="fetch_item", slots={"object": "glasses"}),), (water, cup)])
    *lines, figures = said_and_heard(commands, voices, listener, language_known=True)
    assert [line["right"] for line in lines] == [True, False, False]
    assert [line["voice"] for line in lines] == ["one", "other", "one"]
    assert figures["zh"] == {"care_commands_right": 0.5, "voices": ["one", "other"]}
    assert figures["en"] == {"care_commands_right": 0.0, "voices": ["one"]}
    assert listener.told[0] == (Language.ZH, ())


def test_there_are_twenty_care_commands_of_each_language_and_each_is_understood_as_it_is_written() -> None:
    commands = care_commands()
    assert Counter(command.language for command in commands) == {Language.ZH: 20, Language.EN: 20}
    understands = interpreter()
    for command in commands:
        assert understands.interpret(command.text, command.language).intent == command.intent, command.text


def test_two_voices_of_each_language_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    def chosen(*_: object) -> list[Chosen]:
        built = [("a", Reader()), ("broken", Reader(works=False)), ("b", Reader()), ("c", Reader())]
        return [Chosen(name=name, voice=MadeAhead(one, NOWHERE), readiness=one.readiness()) for name, one in built]

    monkeypatch.setattr(_care_commands, "build_voices", chosen)
    assert [list(them) for them in voices_of(load(None, {})).values()] == [["a", "b"], ["a", "b"]]


def test_without_any_voice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_care_commands, "build_voices", lambda _: [])
    monkeypatch.setattr(_care_commands, "Espeak", lambda _: Reader(works=False))
    with pytest.raises(ModelError, match="no voice"):
        voices_of(load(None, {}))


def test_figures_of_recordings_and_of_voices_stand_in_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "manifest.jsonl").write_text(a_line(text="one"), encoding="utf-8")
    monkeypatch.setattr(speech, "Listener", lambda *_: Scripted({"a.wav": ("one",)}))
    said: list[dict[str, Any]] = [{"said": "x"}, {"zh": {"care_commands_right": 1.0}, "en": {}}]
    monkeypatch.setattr(speech, "voices_of", lambda _: {})
    monkeypatch.setattr(speech, "said_and_heard", lambda *_, **__: iter(said))
    *lines, figures = speech.run(arguments(folder, "--synthetic"))
    assert [line.get("file", line.get("said")) for line in lines] == ["a.wav", "x"]
    assert (figures["en"]["wer"], figures["zh"]["care_commands_right"], figures["rows"]) == (0.0, 1.0, 1)
    *lines, figures = speech.run(arguments(None, "--synthetic"))
    assert (lines, figures) == (said[:1], said[1])
    with pytest.raises(SettingsError, match="--synthetic"):
        next(speech.run(arguments(None)))
