"""Every kind of event goes to JSON and back unchanged; anything else is refused in words."""

import json
from typing import get_args

import pytest

from carebot.codec import event_from_json, event_to_json
from carebot.core.alarms import AlarmAcknowledged, AlarmResolved, IncidentChanged
from carebot.core.deeds import RobotStarted
from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from tests.carebot.examples import examples


def test_there_is_an_example_of_every_kind() -> None:
    assert {type(event) for event in examples()} == set(get_args(AnyEvent))


@pytest.mark.parametrize("event", examples(), ids=lambda event: event.kind)
def test_there_and_back(event: AnyEvent) -> None:
    line = event_to_json(event)
    assert "\n" not in line
    assert event_from_json(line) == event


def in_one_language(line: str) -> str:
    """`line` with the Mandarin names of people alone, as journals of running homes hold them."""
    plain = json.loads(line)
    house = plain.get("house", {"residents": [], "caregivers": []})
    for person in (*house["residents"], *house["caregivers"]):
        person["name"] = person["name"]["zh"]
    for key in ("name", "by"):
        if set(plain.get(key, ())) == {"zh", "en"}:
            plain[key] = plain[key]["zh"]
    return json.dumps(plain)


def names_in(event: AnyEvent) -> list[Text]:
    match event:
        case RobotStarted(house=house):
            return [*(one.name for one in house.residents), *(one.name for one in house.caregivers)]
        case AlarmAcknowledged(name=name) | AlarmResolved(name=name) | IncidentChanged(by=name):
            return [name]
        case _:
            return []


@pytest.mark.parametrize("event", [one for one in examples() if names_in(one)], ids=lambda event: event.kind)
def test_a_name_that_stands_in_one_language_counts_in_both(event: AnyEvent) -> None:
    line = event_to_json(event)
    older = in_one_language(line)
    assert older != line
    read = event_from_json(older)
    assert names_in(read) == [Text(zh=name.zh, en=name.zh) for name in names_in(event)]
    assert event_from_json(event_to_json(read)) == read


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"kind":"unknown"}',
        '{"kind":"robot_ready"}',
        "{" * 10_000,
        '{"kind":["x"]}',
        '{"kind":"robot_started","house":5}',
        '{"kind":"robot_started","house":{"residents":["x"],"caregivers":[]}}',
    ],
)
def test_what_is_no_event_is_refused_in_words(line: str) -> None:
    with pytest.raises(JournalError) as caught:
        event_from_json(line)
    assert caught.value.text.zh
    assert caught.value.text.en
