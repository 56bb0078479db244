"""What Whisper does with known sentences that fit the sound: they are ways to hear it, and it need not look again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from carebot.core.intents import Phrasing
from carebot.core.language import Language
from dialogue import _whisper_fit
from dialogue._decoded import Decoded
from dialogue.known_sentences import KnownSentences
from dialogue.whisper import Options, Whisper
from tests.dialogue.conftest import silence
from tests.skills.house import HOUSE

FETCH = Phrasing(intent="fetch_item", zh=("把{object}拿给我",), en=("bring me the {object}",))
SOUND = silence(1.0)


class Decoding(Whisper):
    """Writes `texts`, as sure as it is told, and remembers how long its windows were."""

    def __init__(self, texts: Sequence[str], *, logprob: float) -> None:
        known = KnownSentences([FETCH], HOUSE)
        known.start()
        super().__init__(Path("nowhere"), Options(), known)
        self._tokenizers = dict.fromkeys(Language)
        self._model = SimpleNamespace()
        self.texts, self.logprob = tuple(texts), logprob
        self.in_the_whole_window = self.texts
        self.frames: list[int] = []

    def _decode(self, samples: object, language: Language | None, frames: int) -> list[Decoded]:
        del samples, language
        self.frames.append(frames)
        texts = self.in_the_whole_window if frames == 3000 else self.texts
        return [
            Decoded(texts=texts, language=Language.ZH, logprob=self.logprob, no_speech=0.0, cut=False, expecting=False)
        ]


@pytest.fixture
def better() -> list[float]:
    """How much better what fits does than what was written, each time; 0.1 where that is not told."""
    return []


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch, better: list[float]) -> list[tuple[str, ...]]:
    """What was compared with the sound each time; the best fits, whatever it is."""
    each_time: list[tuple[str, ...]] = []

    def fitting(*given: object) -> tuple[tuple[str, float], ...]:
        *_, known = given
        texts = tuple(each.sentence.text for each in known)  # type: ignore[attr-defined]  # the last is the sentences
        each_time.append(texts)
        return tuple((text, better.pop(0) if better else 0.1) for text in texts[:1])

    monkeypatch.setattr(_whisper_fit, "fitting", fitting)
    return each_time


def test_a_known_sentence_that_fits_is_the_next_way_to_hear_it_and_settles_it(compared: list[tuple[str, ...]]) -> None:
    whisper = Decoding(["把药喝拿给无", "把要子拿给我"], logprob=-0.7)
    heard = whisper.recognize(SOUND, None)
    assert heard is not None
    assert (heard.text, *heard.alternatives) == ("把药喝拿给无", "把药盒拿给我", "把要子拿给我")
    assert heard.fitting == ("把药盒拿给我",)
    assert whisper.frames == [1500]
    assert len(compared) == 1


def test_what_fits_worse_than_the_words_is_a_way_to_hear_them_and_no_more(
    compared: list[tuple[str, ...]], better: list[float]
) -> None:
    better.append(-0.3)
    heard = Decoding(["把药喝拿给无"], logprob=-0.7).recognize(SOUND, None)
    assert heard is not None
    assert (heard.alternatives, heard.fitting) == (("把药盒拿给我",), ())
    assert len(compared) == 1


def test_what_was_heard_surely_is_replaced_by_nothing(compared: list[tuple[str, ...]]) -> None:
    heard = Decoding(["把药喝拿给无"], logprob=-0.1).recognize(SOUND, None)
    assert heard is not None
    assert (heard.alternatives, heard.fitting) == (("把药盒拿给我",), ())
    assert len(compared) == 1


def test_what_fits_only_what_the_whole_window_hears_is_found_then(compared: list[tuple[str, ...]]) -> None:
    whisper = Decoding(["摆又何贴下个我"], logprob=-0.7)
    whisper.in_the_whole_window = ("把药喝拿给无",)
    heard = whisper.recognize(SOUND, None)
    assert heard is not None
    assert (heard.text, heard.alternatives[0]) == ("把药喝拿给无", "把药盒拿给我")
    assert whisper.frames == [1500, 3000]
    assert [bool(each) for each in compared] == [False, True]


def test_what_sounds_known_as_it_stands_is_settled_without_comparing(compared: list[tuple[str, ...]]) -> None:
    whisper = Decoding(["把要何拿给我", "把要和奶给我"], logprob=-0.7)
    heard = whisper.recognize(SOUND, None)
    assert heard is not None
    assert (heard.text, *heard.alternatives) == ("把要何拿给我", "把药盒拿给我", "把要和奶给我")
    assert whisper.frames == [1500]
    assert compared == []


@pytest.mark.parametrize(("logprob", "windows"), [(-0.7, [1500, 3000]), (-0.1, [1500])])
def test_what_is_like_nothing_known_is_heard_as_ever(
    compared: list[tuple[str, ...]], logprob: float, windows: list[int]
) -> None:
    whisper = Decoding(["今天外面的风真大"], logprob=logprob)
    heard = whisper.recognize(SOUND, None)
    assert heard is not None
    assert heard.alternatives == ()
    assert whisper.frames == windows
    assert compared == [()] * len(windows)


def test_while_an_answer_is_expected_nothing_else_is_looked_for(compared: list[tuple[str, ...]]) -> None:
    whisper = Decoding(["把药水拿给我"], logprob=-0.7)
    whisper.expect(["好的"])
    heard = whisper.recognize(SOUND, None)
    assert heard is not None
    assert heard.alternatives == ()
    assert compared == []
    whisper.expect(())
    whisper.recognize(SOUND, None)
    assert len(compared) == 1


class InTwoLanguages(Decoding):
    """Hears English words that say nothing first, and `texts` of Mandarin beside them."""

    def _decode(self, samples: object, language: Language | None, frames: int) -> list[Decoded]:
        mandarin = super()._decode(samples, language, frames)
        english = replace(mandarin[0], texts=("Baya Hena",), language=Language.EN, logprob=self.logprob + 0.2)
        return [english, *mandarin]


def test_where_the_language_is_unclear_a_known_sentence_in_the_other_one_tells_it(
    compared: list[tuple[str, ...]],
) -> None:
    heard = InTwoLanguages(["把药喝拿给无"], logprob=-0.7).recognize(SOUND, None)
    assert heard is not None
    assert (heard.text, heard.language, *heard.alternatives) == (
        "把药喝拿给无",
        Language.ZH,
        "把药盒拿给我",
        "Baya Hena",
    )
    assert compared == [(), ("把药盒拿给我",)]


def test_what_was_heard_surely_is_not_looked_for_in_the_other_language(compared: list[tuple[str, ...]]) -> None:
    heard = InTwoLanguages(["把药喝拿给无"], logprob=-0.3).recognize(SOUND, None)
    assert heard is not None
    assert (heard.text, heard.language) == ("Baya Hena", Language.EN)
    assert compared == [()]
