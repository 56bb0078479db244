"""What a gateway is sent as people write it: lines or JSON, back as they were written, and wrong ones told by line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot._wrong_settings import RefusedValueError
from carebot.changing.pairs import MOST_OF_PAIRS, fields_in_lines, fields_of, headers_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", {}),
        (" \n\n", {}),
        ("to = +86 138\n\n text={text_zh} = {time}", {"to": "+86 138", "text": "{text_zh} = {time}"}),
        ("code = 0\r\nkey =", {"code": "0", "key": ""}),
        ('\n{"n": 1, "call": {"to": ["138"], "on": true}}', {"n": 1, "call": {"to": ["138"], "on": True}}),
        ("{}", {}),
    ],
)
def test_fields_are_read_from_lines_or_json(written: str, read: dict[str, Any]) -> None:
    assert fields_of(written) == read


def test_headers_are_read_from_lines() -> None:
    assert headers_of("X-Key: a:b\nAccept:text/plain") == {"X-Key": "a:b", "Accept": "text/plain"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("to = 1\nnonsense", "Line 2: write a name, = and its value."),
        ("= geheim", "Line 1"),
        ("a = 1\na = 2", "twice"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": 1,\n "b": geheim}', "line 2"),
        ('{"a": 1', "no valid JSON"),
        ('{"a": ' * 9 + "1" + "}" * 9, "lie within each other"),
        ('{"a": ' + "[" * 3000, "lie within each other"),
        ('{"a": "\\ud800"}', "half a character"),
        ("a = " + "x" * MOST_OF_PAIRS, "too long"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_line_and_not_by_its_words(written: str, said: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        fields_of(written)
    assert said in refused.value.text.en
    assert "geheim" not in str(refused.value.text)


@pytest.mark.parametrize("written", ["X-Key = a", ": a", "x: " + "a" * MOST_OF_PAIRS, "x: 1\nx: 2"])
def test_headers_that_are_none_are_refused(written: str) -> None:
    with pytest.raises(RefusedValueError):
        headers_of(written)


_VALUES = st.recursive(
    st.text(st.characters(codec="utf-8"), max_size=6) | st.integers(-9, 9) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1, max_size=4), _VALUES, max_size=3))
def test_what_is_shown_is_read_as_the_same(fields: dict[str, Any]) -> None:
    assert fields_of(fields_in_lines(fields)) == fields
