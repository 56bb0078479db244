"""Turns of talk are measured by the robot's own ears: nobody answers before the sentence has ended."""

import asyncio

import pytest

from carebot.bench import _interruptions, turns
from carebot.core.language import Language
from carebot.settings import load


@pytest.mark.slow
def test_a_sentence_is_answered_and_silences_the_robot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "SENTENCES", {Language.ZH: ("现在几点了",)})
    monkeypatch.setattr(_interruptions, "_TIMES", 1)
    figures = asyncio.run(turns.measure(load(None, {}), 1))
    assert (figures["not_answered"], figures["not_silenced"]) == (0, 0)
    assert figures["answer_s"]["p50"] > 0.35, "nothing is answered before the pause that ends it"
    assert 0 < figures["silent_after_ms"]["p50"] < 1000
    assert figures["falsely_silent"]["its own voice"]["interrupted"] == 0
