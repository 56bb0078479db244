"""What a decoder wrote, as people would write it."""

import pytest

from dialogue._decoded import written


@pytest.mark.parametrize(
    ("decoded", "people_write"),
    [
        (" 博物馆\ufffd", "博物馆"),
        ("博\ufffd物馆", "博物馆"),
        (" Stop, please,", "Stop, please"),
        ("，喝水，", "喝水"),
        ("\ufffd", ""),
    ],
)
def test_characters_that_were_left_unfinished_are_left_out(decoded: str, people_write: str) -> None:
    assert written(decoded) == people_write
