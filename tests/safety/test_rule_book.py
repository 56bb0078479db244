"""The rule book: everything in force stands in it, in both languages, and nothing else."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from carebot.core.limits import SafetyLimits
from safety.policies.house_rules import HouseRules
from safety.rule_book import Chapter, rule_book
from safety.values.dignity import GROUNDS
from safety.values.policy import house_policy
from tests.safety.rules.moments import house_rules

BOOK = rule_book(house_rules())
RULES = Path(__file__).parents[2] / "safety" / "rules"


def chapter(title: str, book: tuple[Chapter, ...] = BOOK) -> Chapter:
    return next(one for one in book if one.title.en == title)


def test_every_rule_in_force_stands_in_it_once() -> None:
    written = [entry.id for one in BOOK for entry in one.entries if entry.id.startswith("house.")]
    assert sorted(written) == sorted(rule.id for rule in house_rules().rules)
    assert len(set(written)) == len(written)


def test_every_file_of_rules_is_a_chapter() -> None:
    house = [one for one in BOOK if any(entry.id.startswith("house.") for entry in one.entries)]
    assert len(house) == len(list(RULES.glob("*.cedar")))


def test_it_is_all_in_both_languages() -> None:
    for one in BOOK:
        for words in (one.title, *(entry.says for entry in one.entries), *(entry.effect for entry in one.entries)):
            assert re.search(r"[\u4e00-\u9fff]", words.zh)
            assert words.en
            assert not re.search(r"[\u4e00-\u9fff]", words.en)
        assert all(entry.source.zh and entry.source.en for entry in one.entries)


def test_what_each_rule_does_is_said() -> None:
    effects = {entry.id: entry.effect.en for one in BOOK for entry in one.entries}
    assert effects["house.may_talk"] == "allowed"
    assert effects["house.doors"] == "refused"
    assert effects["house.medicine_handover"] == "waits for a yes"
    refused = [entry for one in BOOK for entry in one.entries if entry.effect.en == "refused"]
    assert all(entry.instead.zh and entry.instead.en for entry in refused)


@pytest.mark.parametrize(
    ("limit", "figure"),
    [
        ("room_speed_mps", "fastest in a room: 0.5 m/s"),
        ("night_start_minute", "the night begins: 22:00"),
        ("night_end_minute", "the night ends: 06:00"),
        ("clip_retention", "longest that pictures are kept: 72 h"),
        ("person_age", "oldest reading of people: 0.3 s"),
    ],
)
def test_limits_stand_in_their_units(limit: str, figure: str) -> None:
    says = {entry.id: entry.says.en for entry in chapter("Limits in figures").entries}
    assert says[limit] == figure


def test_every_limit_stands_in_it_as_it_is_set() -> None:
    entries = chapter("Limits in figures").entries
    assert {entry.id for entry in entries} == {field.name for field in fields(SafetyLimits)} - {"separation"}
    slower = rule_book(house_rules(), replace(SafetyLimits(), room_speed_mps=0.25))
    assert chapter("Limits in figures", slower).entries[0].says.en.endswith("0.25 m/s")


def test_values_and_dignity_stand_in_it() -> None:
    cases = sum(len(rule.cases) for rule in house_policy().rules.values())
    assert len(chapter("Values that conflict").entries) == cases
    assert [entry.id for entry in chapter("Who may know what").entries] == [ground.id for ground in GROUNDS]


def test_rules_that_are_not_loaded_are_not_claimed() -> None:
    empty = rule_book(HouseRules())
    assert not any(entry.id.startswith("house.") for one in empty for entry in one.entries)
