"""What nobody meant for it, by the whole path from sound to intent: ten people at once, a third language."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from carebot.assembly.hearing import build_hearing, build_recognizers
from carebot.assembly.house import build_house
from carebot.assembly.plugins import SKILLS, build_all, build_body
from carebot.bench._listening import KeptOpen
from carebot.bench._recordings import write_wav
from carebot.clocks import SystemClock
from carebot.core.language import Language
from carebot.core.permits import PermitLedger
from carebot.settings import load
from dialogue.base import SAMPLE_RATE_HZ, Interpreter, Recognizer, Samples
from dialogue.espeak import Espeak, Options
from dialogue.hear import Report, hear
from dialogue.sound import decode, resample
from robot_adapters.base import Wiring
from tests.dialogue.conftest import bench_folder, model_folder, silence

pytestmark = pytest.mark.slow

SPANISH = (
    "Hoy hace mucho frío en la calle y mi hermana llega mañana por la tarde con los niños.",
    "Ayer fuimos al mercado con mi madre, compramos fruta y pan, y después comimos todos juntos en su casa.",
)


@pytest.fixture(scope="module")
def understands() -> Interpreter:
    settings = load(None, {})
    body = build_body(settings, Wiring(ledger=PermitLedger(b""), clock=SystemClock(), fault=lambda _: None))
    house = build_house(settings, body.manifest, body.home())
    interpreter = build_hearing(house, build_all(SKILLS, settings.skills, "skills"), by_meaning=True).interpreter
    interpreter.start()
    return interpreter


@pytest.fixture(scope="module")
def recognizers() -> list[Recognizer]:
    model_folder("whisper-base")
    return [KeptOpen(one) for one in build_recognizers(load(None, {}))[0] if one.readiness().ready]


@pytest.fixture
def listened(understands: Interpreter, recognizers: list[Recognizer], tmp_path: Path) -> Callable[[Samples], Report]:
    def listen(sound: Samples) -> Report:
        write_wav(tmp_path / "sound.wav", np.concatenate([silence(0.5), sound, silence(1.5)]))
        return asyncio.run(hear(tmp_path / "sound.wav", None, recognizers, understands))

    return listen


def english_people(count: int) -> list[Samples]:
    folder = bench_folder("speech")
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    return [decode(folder / row["file"]) for row in rows if row["language"] == "en" and row.get("slots")][:count]


def test_ten_people_at_once_ask_for_nothing(listened: Callable[[Samples], Report]) -> None:
    people = english_people(10)
    lasts = max(map(len, people))
    together = sum(
        np.resize(np.roll(one, 4000 * number), lasts).astype(np.float64) for number, one in enumerate(people)
    )
    loud: Samples = (together * (12_000 / np.abs(together).max())).astype(np.int16)
    report = listened(loud)
    assert [each.interpretation.intent for each in report.utterances if each.interpretation.intent is not None] == []


def test_a_third_language_is_told_apart_and_asks_for_nothing(listened: Callable[[Samples], Report]) -> None:
    spaniard = Espeak(Options(english_voice="roa/es"))
    told = []
    for sentence in SPANISH:
        speech = spaniard.synthesize(sentence, Language.EN)
        report = listened(resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ))
        assert [each.interpretation.intent for each in report.utterances if not each.heard.foreign] in ([], [None])
        told += [each.heard.foreign for each in report.utterances]
    assert any(told)
