import numpy as np
import pytest

from carebot.bench._ordinary_speech import EVERYDAY, NEAR_MISSES
from carebot.core.language import Language
from dialogue._cry_classifier import NOTHING, WORDS
from tools.stop_words.sentences import cries, other


def others(language: Language, share: float = 1.0) -> list[str]:
    return [text for text, _ in other(language, np.random.default_rng(1), share)]


def test_every_word_is_cried_in_its_language() -> None:
    for language in Language:
        known = {word for word, cry in WORDS.items() if cry is not None and cry.language is language}
        assert {word for _, word in cries(language)} == known


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_learned_that_is_measured_with(language: Language) -> None:
    measured = {*EVERYDAY[language], *NEAR_MISSES[language]}
    sentences = {text for text in others(language) if len(text) > 8}
    assert not sentences & measured


@pytest.mark.parametrize("language", list(Language))
def test_what_is_no_cry_is_drawn_alike_from_the_same_seed(language: Language) -> None:
    assert others(language, 0.2) == others(language, 0.2)
    assert len(others(language, 0.1)) < len(others(language, 0.5)) < len(others(language))
    assert {word for _, word in other(language, np.random.default_rng(2), 0.1)} == {NOTHING}
    assert not set(others(language)) & {text for text, _ in cries(language)}
