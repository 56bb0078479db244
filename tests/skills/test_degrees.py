"""Degrees in an answer, in digits and in words."""

import pytest

from skills._degrees import degrees_named


@pytest.mark.parametrize(
    ("words", "degrees"),
    [
        ("二十二度吧", 22),
        ("调到22度", 22),
        ("十八", 18),
        ("三十", 30),
        ("twenty-two please", 22),
        ("make it 19", 19),
        ("nineteen degrees", 19),
        ("暖和一点", None),
        ("warmer", None),
        ("often", None),
        ("1234", None),
    ],
)
def test_degrees(words: str, degrees: int | None) -> None:
    assert degrees_named(words) == degrees
