"""Which of the sentences that sound alike was said: by Whisper's own likelihoods, with a lead over other meanings."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from carebot.core.intents import Intent
from dialogue import _whisper_fit
from dialogue._sentences import Sentence
from dialogue._whisper_fit import fitting

SOUND = np.zeros(16_000, dtype=np.int16)
WRITTEN = "把药水拿给我"
TABLETS, CUP = (
    Intent(name="fetch_item", slots={"object": "tablets"}),
    Intent(name="fetch_item", slots={"object": "cup"}),
)
KNOWN = (
    Sentence(text="把药盒拿给我", meaning=TABLETS),
    Sentence(text="请把药盒拿给我", meaning=TABLETS),
    Sentence(text="把水杯拿给我", meaning=CUP),
)
Found = Callable[..., tuple[str, ...]]


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """What fits, by the mean log-likelihoods of what was written and of each of KNOWN."""

    def of(written: float, *known: float) -> tuple[str, ...]:
        def likelihoods(_model: object, _tokenizer: object, _samples: object, texts: Sequence[str]) -> list[float]:
            assert list(texts) == [WRITTEN, *(sentence.text for sentence in KNOWN)]
            return [written, *known]

        monkeypatch.setattr(_whisper_fit, "_likelihoods", likelihoods)
        return fitting(None, None, SOUND, f"{WRITTEN}。", KNOWN)

    return of


def test_what_fits_nearly_as_well_as_what_was_written_is_found_the_best_first(found: Found) -> None:
    assert found(-1.0, -1.8, -1.4, -3.0) == ("请把药盒拿给我", "把药盒拿给我")
    assert found(-1.0, -1.4, -2.1, -3.0) == ("把药盒拿给我",)


def test_what_fits_much_worse_was_not_said(found: Found) -> None:
    assert found(-1.0, -2.1, -2.2, -4.0) == ()
    assert found(-2.5, -2.9, -3.0, -4.0) == ()


def test_where_another_wish_fits_nearly_as_well_neither_is_taken(found: Found) -> None:
    assert found(-1.0, -1.4, -2.5, -1.45) == ()
    assert found(-1.0, -1.4, -2.5, -1.55) == ("把药盒拿给我",)
    assert found(-1.0, -1.8, -1.9, -1.2) == ("把水杯拿给我",)


def test_with_nothing_known_nothing_is_computed() -> None:
    assert fitting(None, None, SOUND, WRITTEN, ()) == ()
