"""Fields: what a form shows of a value is read as that value; nonsense is refused in both languages."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot._wrong_settings import RefusedValueError
from carebot.changing.fields import Raw, read, shown
from carebot.changing.leaf import Bounds, Json, Kind, Leaf, Whose, plain
from carebot.changing.refusing import MOST_OF_A_LIST, limits, refuse
from carebot.core.language import Text
from tests.carebot.changing.books import ROOMS, SIT


def leaf(kind: Kind, **more: Any) -> Leaf:
    return Leaf(
        place=("a", "b"), group="a", name=Text(zh="甲", en="a"), whose=frozenset({Whose.CARE}), kind=kind, **more
    )


HOURS = leaf(Kind.SPANS, bounds=Bounds(least=3600, most=4 * 3600))
RATE = leaf(Kind.NUMBER, bounds=Bounds(least=0.5, most=1.5), default=1)


@pytest.mark.parametrize(
    ("of", "value", "raw"),
    [
        (leaf(Kind.YES_NO), True, ("true",)),
        (leaf(Kind.YES_NO), False, ()),
        (leaf(Kind.WHOLE), 3, ("3",)),
        (leaf(Kind.NUMBER), 0.85, ("0.85",)),
        (SIT, 5400, ("90",)),
        (leaf(Kind.DURATION, default=20), 20, ("20",)),
        (leaf(Kind.CHOICE, choices=("a", "b")), "b", ("b",)),
        (leaf(Kind.CHOICES, choices=("a", "b")), ["a", "b"], ("a", "b")),
        (leaf(Kind.WORDS), ["花生", "虾"], ("花生、虾",)),
        (leaf(Kind.WORDS), [], ()),
        (leaf(Kind.TIMES), ["10:00:00", "15:30:00"], ("10:00", "15:30")),
        (HOURS, [{"start": "23:00:00", "end": "01:30:00"}], ("23:00", "01:30")),
        (leaf(Kind.SPAN, optional=True), None, ()),
        (leaf(Kind.SPAN), {"start": "13:00:00", "end": "14:30:00"}, ("13:00", "14:30")),
        (leaf(Kind.NAME), "王 秀英", ("王 秀英",)),
        (leaf(Kind.ROOM), "bedroom", ("bedroom",)),
    ],
)
def test_what_is_shown_is_read_again(of: Leaf, value: Json, raw: Raw) -> None:
    assert shown(of, value) == raw
    assert read(of, raw) == value
    refuse(of, value, ROOMS)


@pytest.mark.parametrize(
    ("of", "raw", "said"),
    [
        (RATE, ("",), "must not be empty"),
        (RATE, (), "must not be empty"),
        (RATE, ("fast",), "Write a number"),
        (RATE, ("nan",), "Write a number"),
        (RATE, ("1e999",), "Write a number"),
        (RATE, ("1,2",), "Write a number"),
        (RATE, ("1.6",), "from 0.5 to 1.5"),
        (leaf(Kind.WHOLE), ("1.5",), "whole number"),
        (SIT, ("59",), "from 60 to 180"),
        (leaf(Kind.NUMBER, bounds=Bounds(least=0, least_open=True)), ("0",), "more than 0"),
        (leaf(Kind.NUMBER, bounds=Bounds(most=90, most_open=True)), ("90",), "less than 90"),
        (leaf(Kind.TIMES), ("25:00",), "time of day"),
        (leaf(Kind.TIMES), ("00:00",) * 1 + tuple(f"{hour:02}:30" for hour in range(24)), "at most"),
        (leaf(Kind.SPAN), ("13:00", ""), "both when it begins and when it ends"),
        (leaf(Kind.SPAN), ("13:00",), "both when it begins and when it ends"),
        (leaf(Kind.SPAN), ("13:00", "13:00"), "same time"),
        (leaf(Kind.SPAN), ("", ""), "must not be empty"),
        (HOURS, ("13:00", "13:30"), "from 1 to 4 hours in all"),
        (HOURS, ("22:00", "03:00"), "from 1 to 4 hours in all"),
        (HOURS, (), "from 1 to 4 hours in all"),
        (leaf(Kind.CHOICE, choices=("a",)), ("c",), "no such choice"),
        (leaf(Kind.CHOICES, choices=("a",)), ("a", "c"), "no such choice"),
        (leaf(Kind.ROOM), ("attic",), "no such choice"),
        (leaf(Kind.ROOMS), ("bedroom", "attic"), "no such choice"),
        (leaf(Kind.NAME), ("",), "must not be empty"),
        (leaf(Kind.NAME), ("  ",), "must not be empty"),
        (leaf(Kind.NAME), ("{name}",), "Only letters"),
        (leaf(Kind.NAME), ("王" * 201,), "too long"),
        (leaf(Kind.TEXT), ("a\u202eb",), "control characters"),
        (leaf(Kind.WORDS), ("<b>",), "Only letters"),
        (leaf(Kind.WORDS), ("花" * 201,), "too long"),
        (leaf(Kind.WORDS), ("、".join(str(one) for one in range(MOST_OF_A_LIST + 1)),), "at most"),
    ],
)
def test_nonsense_is_refused_in_words(of: Leaf, raw: Raw, said: str) -> None:
    with pytest.raises(RefusedValueError) as refused:
        refuse(of, read(of, raw), ROOMS)
    assert said in refused.value.text.en
    assert refused.value.text.zh


def test_spans_that_are_left_empty_do_not_count() -> None:
    assert read(HOURS, ("", "", "12:00", "13:00", "", "")) == [{"start": "12:00:00", "end": "13:00:00"}]
    assert read(leaf(Kind.SPAN, optional=True), ("", "")) is None


def test_a_value_of_another_kind_is_shown_as_empty() -> None:
    assert shown(RATE, "fast") == ()
    assert shown(HOURS, [3]) == ()
    assert shown(leaf(Kind.SPAN), "13:00") == ()


def test_hours_that_are_none_have_no_length() -> None:
    with pytest.raises(RefusedValueError):
        refuse(HOURS, [{"start": "late", "end": "01:00:00"}, "nonsense"], ROOMS)


@given(st.floats(min_value=0, max_value=1e6))
def test_a_number_is_shown_to_six_places(number: float) -> None:
    of = leaf(Kind.NUMBER)
    again = read(of, shown(of, plain(number)))
    assert isinstance(again, int | float)
    assert abs(again - number) <= 1e-6


@given(st.text(max_size=300), st.sampled_from(sorted(Kind)))
def test_whatever_somebody_writes_is_a_value_or_refused(written: str, kind: Kind) -> None:
    of = leaf(kind, choices=("a",))
    try:
        value = read(of, (written, written))
        refuse(of, value, ROOMS)
    except RefusedValueError:
        return
    assert shown(of, value) is not None


def test_what_has_no_bounds_names_none() -> None:
    assert limits(leaf(Kind.NUMBER)) == Text(zh="", en="")
