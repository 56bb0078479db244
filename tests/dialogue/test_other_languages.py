"""Words in neither language: told by their script, or by a recogniser that is sure of long ones; never ours."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.language import Language
from dialogue._recognizing import Chain, Recognized, Understanding
from dialogue.base import Heard
from dialogue.other_languages import in_another_script, neither
from dialogue.vad import Utterance
from dialogue.whisper import NO_WORDS
from tests.dialogue.conftest import tone
from tests.dialogue.test_ears import Counting

LONG = timedelta(seconds=3)


@pytest.mark.parametrize(
    "text", ["今は何時ですか", "몇 시예요?", "который час", "متى تأتي ابنتي", "สวัสดีครับ", "クリーム", "बहुत दर्द है"]
)
def test_another_script_is_another_language(text: str) -> None:
    assert in_another_script(text)


@pytest.mark.parametrize(
    "text",
    [
        "几点了？",
        "給我拿杯水",
        "what time is it?",
        "帮我打开 TV",
        "café au lait",
        "Zoë",
        "卡拉OK",
        "π",
        "…",
        "",
        "12:30",
        "の",
    ],
)
def test_ours_with_a_stranger_in_it_is_ours(text: str) -> None:
    assert not in_another_script(text)


@pytest.mark.parametrize(
    ("shares", "spoken", "foreign"),
    [
        ({"es": 0.92, "en": 0.03, "zh": 0.01}, LONG, True),
        ({"ru": 0.87, "zh": 0.01}, timedelta(seconds=2.1), False),
        ({"th": 0.66, "en": 0.21}, LONG, False),
        ({"nn": 0.44, "ja": 0.29, "en": 0.06}, LONG, False),
        ({"zh": 1.0}, LONG, False),
        ({}, LONG, False),
    ],
)
def test_only_what_is_long_and_sure_is_called_foreign(
    shares: dict[str, float], spoken: timedelta, foreign: bool
) -> None:
    assert neither(shares, spoken) is foreign


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("seconds", "confidence", "foreign"), [(3.0, 0.4, True), (3.0, 0.0, True), (1.5, 0.4, False), (1.5, 0.0, None)]
)
async def test_silence_after_short_words_does_not_make_them_long(
    seconds: float, confidence: float, foreign: bool | None
) -> None:
    heard = Heard(text=NO_WORDS, language=Language.EN, confidence=confidence, engine="w", duration=LONG, foreign=True)

    class Abroad(Counting):
        def recognize(self, samples: object, language: Language | None) -> Heard | None:
            return replace(heard)

    chain = Chain([Abroad()], lambda _: None)
    await chain.start()
    understanding = Understanding(chain, None, nullcontext, 4)
    spoken = timedelta(seconds=seconds)
    utterance = Utterance(samples=tone(3.5), start=timedelta(), end=timedelta(seconds=3.5), spoken_until=spoken)
    told: list[Recognized] = []
    understanding.take(utterance)
    understanding.close()
    await understanding.run(told.append)
    await chain.aclose()
    [one] = told
    assert (one.heard.foreign if one.heard else None) is foreign
