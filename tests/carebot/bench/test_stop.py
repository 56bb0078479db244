"""How cries are counted, with a spotter that hears loudness and a voice that hums."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest

from carebot.bench import stop
from carebot.bench._stop_words import CRIES, WHOLE, Figures, Material, Part, figures, measure
from carebot.core.errors import DeviceError, SettingsError
from carebot.core.intents import STOP, Intent
from carebot.core.language import Language, Text
from dialogue.base import AS_EVER, Manner, Readiness, Samples, Speech, Spotter, Voice
from dialogue.vad import VoiceActivity
from tests.dialogue.conftest import silence, tone

READY = Readiness(ready=True, detail=Text(zh="", en=""))


@pytest.fixture(autouse=True)
def tones_are_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VoiceActivity, "start", lambda _self: None)
    monkeypatch.setattr(VoiceActivity, "probability", lambda _self, chunk: float(np.abs(chunk).max() > 300))


class Humming(Voice):
    """Hums for half a second; has no sound for one cry."""

    name = "humming"
    languages = frozenset({Language.EN})

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        return

    def synthesize(self, text: str, language: Language, *, manner: Manner = AS_EVER) -> Speech:
        if text == "I fell!":
            raise DeviceError(Text(zh="", en=""))
        return Speech(samples=tone(0.5), rate_hz=16_000)

    def close(self) -> None:
        return


class EveryPause(Spotter):
    """Hears a stop whenever a voice ends."""

    def __init__(self) -> None:
        self._voiced = False

    def readiness(self) -> Readiness:
        return READY

    def start(self) -> None:
        return

    def accept(self, chunk: Samples, *, voiced: bool) -> Intent | None:
        ended, self._voiced = self._voiced and not voiced, voiced
        return Intent(name=STOP) if ended else None

    def reset(self) -> None:
        self._voiced = False

    def close(self) -> None:
        return


MATERIAL = Material(voices={"humming": Humming()}, speech=[tone(1.0)], noise=silence(2.0), rates=(1.0,))


def joined(parts: int) -> Figures:
    heard = [measure(EveryPause(), MATERIAL, Part(number=number, of=parts)) for number in range(parts)]
    return figures(heard)


def test_a_cry_is_heard_when_its_own_intent_is_told_in_time() -> None:
    found = figures([measure(EveryPause(), MATERIAL)])
    assert found["heard_of"] == len(CRIES[Language.EN]) - 1
    assert found["heard_by"]["word"] == {"Stop": 1.0, "Help": 0.0, "Help me": 0.0}
    assert found["heard"] == pytest.approx(1 / 3, abs=0.01)
    assert found["heard_by"]["language"] == {"en": found["heard"]}


def test_all_that_is_told_in_ordinary_speech_is_false() -> None:
    found = figures([measure(EveryPause(), MATERIAL)])
    assert "stop: recording 0" in found["false"]
    assert found["false_per_30_min"] == pytest.approx(len(found["false"]) * 30 / found["speech_min"], rel=0.1)
    assert found["false_in_noise"] == []
    assert found["noise_min"] == pytest.approx(2 / 60, abs=0.1)


def test_parts_make_a_whole() -> None:
    whole, apart = joined(1), joined(3)
    assert {key: apart[key] for key in ("heard", "heard_of", "heard_noise", "speech_min")} == {
        key: whole[key] for key in ("heard", "heard_of", "heard_noise", "speech_min")
    }
    assert sorted(apart["false"]) == sorted(whole["false"])


def arguments(*given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    stop.add_arguments(parser)
    return parser.parse_args(given)


def test_a_part_is_asked_for_by_its_number() -> None:
    assert arguments("--part", "2/5").part == Part(number=1, of=5)
    assert arguments().part == WHOLE


@pytest.mark.parametrize("wrong", ["0/3", "4/3", "1", "a/b"])
def test_there_is_no_other_part(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments("--part", wrong)
    assert "--part" in capsys.readouterr().err


def test_figures_of_parts_are_joined_from_their_files(tmp_path: Path) -> None:
    paths = []
    for number in range(2):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps({"heard_in_this_part": measure(EveryPause(), MATERIAL, Part(number=number, of=2))}))
        paths.append(str(path))
    assert stop.run(arguments("--join", *paths))["heard_of"] == joined(1)["heard_of"]


@pytest.mark.parametrize("content", ["", "[]", "{}", "no"])
def test_another_file_is_no_part(content: str, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text(content)
    with pytest.raises(SettingsError, match="does not hold"):
        stop.run(arguments("--join", str(path)))
