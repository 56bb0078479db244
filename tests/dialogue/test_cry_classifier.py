from pathlib import Path

import numpy as np
import pytest

from carebot.core.errors import ModelError
from carebot.core.intents import HELP, STOP
from dialogue._cry_classifier import NOTHING, WEIGHTS, WORDS, Weights, load, probabilities


def arrays(count: int = 2, width: int = 4, hidden: int = 3) -> dict[str, np.ndarray]:
    drawn = np.random.default_rng(1)
    return {
        "hidden": drawn.normal(size=(count, width, hidden)),
        "hidden_bias": drawn.normal(size=(count, hidden)),
        "attention": drawn.normal(size=(count, hidden, len(WORDS))),
        "evidence": drawn.normal(size=(count, hidden, len(WORDS))),
        "bias": drawn.normal(size=(count, len(WORDS))),
    }


def network(number: int = 0) -> Weights:
    return Weights(**{name: values[number].astype(np.float32) for name, values in arrays().items()})


def stored(path: Path, **changed: np.ndarray) -> Path:
    np.savez(path, allow_pickle=False, **(arrays() | changed))
    return path


def test_both_intents_have_words_in_both_languages() -> None:
    cries = [cry for cry in WORDS.values() if cry is not None]
    assert {(cry.intent, cry.language.value) for cry in cries} == {
        (STOP, "zh"),
        (STOP, "en"),
        (HELP, "zh"),
        (HELP, "en"),
    }
    assert next(iter(WORDS)) == NOTHING
    assert WORDS[NOTHING] is None


def test_the_weights_of_the_house_are_for_whisper_base() -> None:
    networks = load()
    assert {weights.hidden.shape[0] for weights in networks} == {512}
    assert len(networks) > 1
    assert WEIGHTS.stat().st_size < 300_000


def test_probabilities_are_shares() -> None:
    likely = probabilities([network(0), network(1)], np.random.default_rng(2).normal(size=(9, 4)).astype(np.float32))
    assert likely.shape == (len(WORDS),)
    assert likely.sum() == pytest.approx(1.0, abs=1e-5)
    assert (likely >= 0).all()


def test_a_frame_that_speaks_for_a_word_is_found_anywhere() -> None:
    """One strong frame among silent ones decides, because attention goes to it."""
    word = list(WORDS).index("stop")
    shape = (1, len(WORDS))
    attention, evidence = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    attention[0, word] = evidence[0, word] = 8.0
    weights = Weights(
        hidden=np.array([[1.0], [0.0]], np.float32),
        hidden_bias=np.zeros(1, np.float32),
        attention=attention,
        evidence=evidence,
        bias=np.zeros(len(WORDS), np.float32),
    )
    for place in (0, 20, 39):
        frames = np.zeros((40, 2), np.float32)
        frames[place] = (4.0, 1.0)
        assert probabilities([weights], frames).argmax() == word
    assert probabilities([weights], np.zeros((40, 2), np.float32)) == pytest.approx(1 / len(WORDS))


def test_a_network_that_is_against_a_word_weighs_most() -> None:
    """One finds it likely, 0.9, the other all but impossible: together one in eleven, and not every other time."""

    def sure_of(stop: float) -> Weights:
        shape = (1, len(WORDS))
        bias = np.full(len(WORDS), np.log((1 - stop) / (len(WORDS) - 1)), np.float32)
        bias[list(WORDS).index("stop")] = np.log(stop)
        nothing = np.zeros(shape, np.float32)
        return Weights(
            hidden=np.zeros((2, 1), np.float32),
            hidden_bias=np.zeros(1, np.float32),
            attention=nothing,
            evidence=nothing,
            bias=bias,
        )

    frames = np.zeros((4, 2), np.float32)
    together = probabilities([sure_of(0.9), sure_of(0.001)], frames)[list(WORDS).index("stop")]
    assert probabilities([sure_of(0.9)], frames)[list(WORDS).index("stop")] == pytest.approx(0.9, abs=1e-4)
    assert together == pytest.approx(0.087, abs=0.002)


def test_an_odd_last_frame_is_left_out() -> None:
    weights = [network()]
    frames = np.random.default_rng(2).normal(size=(8, 4)).astype(np.float32)
    odd = np.concatenate([frames, np.full((1, 4), 1e6, np.float32)])
    assert probabilities(weights, odd) == pytest.approx(probabilities(weights, frames))


@pytest.mark.parametrize(
    "changed",
    [
        {"bias": np.zeros((2, 3))},
        {"evidence": np.zeros((2, 2, len(WORDS)))},
        {"hidden": np.zeros((4, 3))},
        {"bias": np.zeros((1, len(WORDS)))},
        {name: values[:0] for name, values in arrays().items()},
    ],
    ids=["words", "width", "layers", "count", "none"],
)
def test_other_networks_are_refused(changed: dict[str, np.ndarray], tmp_path: Path) -> None:
    assert [weights.bias.shape for weights in load(stored(tmp_path / "whole.npz"))] == [(len(WORDS),)] * 2
    with pytest.raises(ModelError):
        load(stored(tmp_path / "other.npz", **changed))


def test_a_missing_or_damaged_file_is_refused(tmp_path: Path) -> None:
    whole = stored(tmp_path / "whole.npz").read_bytes()
    for name, content in (("cut", whole[: len(whole) // 2]), ("empty", b""), ("other", b"no weights" * 100)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ModelError):
            load(tmp_path / name)
    with pytest.raises(ModelError):
        load(tmp_path / "missing")
    np.savez(tmp_path / "lacking.npz", hidden=np.zeros((4, 3)))
    with pytest.raises(ModelError):
        load(tmp_path / "lacking.npz")
