from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.patience import Options, Patience


def seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


def test_at_first_it_waits_as_long_as_for_anybody() -> None:
    assert Patience().wait == Options().first


@pytest.mark.parametrize(
    ("pauses", "wait"),
    [
        ([0.4], 1.0),
        ([0.4] * 4, 1.0),
        ([0.4] * 5, 0.8),
        ([0.9] * 5, 1.17),
        ([1.0, 0.4, 0.4, 0.4, 0.4], 1.3),
        ([1.9] * 3, 2.0),
        ([1.9] + [0.4] * 20, 0.8),
    ],
)
def test_it_learns_from_her_pauses(pauses: list[float], wait: float) -> None:
    patience = Patience()
    for pause in pauses:
        patience.paused(seconds(pause))
    assert patience.wait.total_seconds() == pytest.approx(wait)


@given(st.lists(st.floats(0, 1000)))
def test_it_never_waits_less_or_more_than_it_may(pauses: list[float]) -> None:
    patience, options = Patience(), Options()
    for pause in pauses:
        patience.paused(seconds(pause))
    assert options.least <= patience.wait <= options.most
