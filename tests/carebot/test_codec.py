"""Every kind of event goes to JSON and back unchanged; anything else is refused in words."""

from typing import get_args

import pytest

from carebot.codec import event_from_json, event_to_json
from carebot.core.errors import JournalError
from carebot.core.record import AnyEvent
from tests.carebot.examples import examples


def test_there_is_an_example_of_every_kind() -> None:
    assert {type(event) for event in examples()} == set(get_args(AnyEvent))


@pytest.mark.parametrize("event", examples(), ids=lambda event: event.kind)
def test_there_and_back(event: AnyEvent) -> None:
    line = event_to_json(event)
    assert "\n" not in line
    assert event_from_json(line) == event


@pytest.mark.parametrize(
    "line", ["", "null", "[]", "{}", '{"kind":"unknown"}', '{"kind":"robot_ready"}', "{" * 10_000, '{"kind":["x"]}']
)
def test_what_is_no_event_is_refused_in_words(line: str) -> None:
    with pytest.raises(JournalError) as caught:
        event_from_json(line)
    assert caught.value.text.zh
    assert caught.value.text.en
