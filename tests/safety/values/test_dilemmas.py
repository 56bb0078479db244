"""Written dilemmas in both languages, each with the answer of the house and the rule from which it follows."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from carebot.core.language import Text
from carebot.core.values import Value
from safety.values.conflict import Capacity, Circumstances, Conflict, Effect, Option, Urgency, Weight
from safety.values.policy import house_policy
from safety.values.resolver import resolve

FOLDER = Path(__file__).parent / "dilemmas"
POLICY = house_policy()


def written() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.toml")):
        yield from tomllib.loads(path.read_text("utf-8"))["dilemma"]


DILEMMAS = [one for one in written() if "options" in one]


def option(given: dict[str, Any]) -> Option:
    effects = tuple(
        (Value(name), Effect(good=Weight(max(net, 0)), harm=Weight(max(-net, 0))))
        for name, net in given["effects"].items()
    )
    return Option(
        id=given["id"],
        text=Text(zh=given["zh"], en=given["en"]),
        effects=effects,
        forbidden=given.get("forbidden", ""),
        asked_in_advance=given.get("asked_in_advance", False),
        refused_in_advance=given.get("refused_in_advance", False),
    )


def conflict(given: dict[str, Any]) -> Conflict:
    how = given.get("circumstances", {})
    return Conflict(
        options=tuple(option(one) for one in given["options"]),
        circumstances=Circumstances(
            capacity=Capacity(how.get("capacity", "decides")),
            urgency=Urgency(how.get("urgency", "none")),
            others_at_risk=how.get("others_at_risk", False),
            matters_most=tuple(Value(one) for one in how.get("matters_most", ())),
        ),
    )


def at_odds(given: dict[str, Any]) -> set[tuple[Value, Value]]:
    """The pairs of values of which one way is better for the one, and another for the other."""
    pairs = set()
    for one, other in combinations(conflict(given).options, 2):
        better = {value: one.on(value).net - other.on(value).net for value in Value}
        for first, second in combinations(Value, 2):
            if better[first] * better[second] < 0:
                pairs.add((first, second))
    return pairs


@pytest.mark.parametrize("given", DILEMMAS, ids=lambda one: one["id"])
def test_the_house_answers_as_written(given: dict[str, Any]) -> None:
    resolution = resolve(conflict(given), POLICY)
    assert resolution.chosen.id == given["expected"]
    assert given["because"] in {reason.rule for reason in resolution.reasons}
    assert all(reason.text.zh and reason.text.en for reason in resolution.reasons)


@pytest.mark.parametrize("given", DILEMMAS, ids=lambda one: one["id"])
def test_the_order_in_which_ways_are_named_changes_nothing(given: dict[str, Any]) -> None:
    turned = {**given, "options": given["options"][::-1]}
    assert resolve(conflict(turned), POLICY).chosen.id == given["expected"]


def test_every_pair_of_values_is_at_odds_at_least_twice() -> None:
    found = Counter(pair for given in DILEMMAS for pair in at_odds(given))
    assert {pair for pair in combinations(Value, 2) if found[pair] < 2} == set()


def test_every_case_of_the_policy_decides_one() -> None:
    decided = {given["because"] for given in DILEMMAS}
    cases = {
        f"values.{first.value}_{second.value}.{number}"
        for (first, second), rule in POLICY.rules.items()
        for number in range(1, len(rule.cases) + 1)
    }
    assert cases - decided == set()


def test_they_are_many_and_told_in_both_languages() -> None:
    stories = list(written())
    assert len(stories) >= 60
    assert len({one["id"] for one in stories}) == len(stories)
    for one in stories:
        assert re.search(r"[\u4e00-\u9fff]", one["zh"])
        assert not re.search(r"[\u4e00-\u9fff]", one["en"])
