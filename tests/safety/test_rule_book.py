"""The rule book: everything in force stands in it, in both languages, and nothing else."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from carebot.core.limits import SafetyLimits
from safety.policies.house_rules import HouseRules, Options
from safety.rule_book import Chapter, rule_book
from safety.values.dignity import GROUNDS
from safety.values.policy import house_policy
from tests.safety.rules.moments import house_rules
from tests.safety.signed import TRUSTED, write_signed

RULES = Path(__file__).parents[2] / "safety" / "rules"


def book() -> tuple[Chapter, ...]:
    return rule_book(house_rules())


def chapter(title: str, chapters: tuple[Chapter, ...]) -> Chapter:
    return next(one for one in chapters if one.title.en == title)


def test_every_rule_in_force_stands_in_it_once() -> None:
    written = [entry.id for one in book() for entry in one.entries if entry.id.startswith("house.")]
    assert sorted(written) == sorted(rule.id for rule in house_rules().rules)
    assert len(set(written)) == len(written)


def test_every_file_of_rules_is_a_chapter() -> None:
    house = [one for one in book() if any(entry.id.startswith("house.") for entry in one.entries)]
    assert len(house) == len(list(RULES.glob("*.cedar")))


def test_it_is_all_in_both_languages() -> None:
    for one in book():
        for words in (one.title, *(entry.says for entry in one.entries), *(entry.effect for entry in one.entries)):
            assert re.search(r"[\u4e00-\u9fff]", words.zh)
            assert words.en
            assert not re.search(r"[\u4e00-\u9fff]", words.en)
        assert all(entry.source.zh and entry.source.en for entry in one.entries)


def test_what_each_rule_does_is_said() -> None:
    effects = {entry.id: entry.effect.en for one in book() for entry in one.entries}
    assert effects["house.may_talk"] == "allowed"
    assert effects["house.doors"] == "refused"
    assert effects["house.medicine_handover"] == "waits for a yes"
    refused = [entry for one in book() for entry in one.entries if entry.effect.en == "refused"]
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
    says = {entry.id: entry.says.en for entry in chapter("Limits in figures", book()).entries}
    assert says[limit] == figure


def test_every_limit_stands_in_it_as_it_is_set() -> None:
    entries = chapter("Limits in figures", book()).entries
    assert {entry.id for entry in entries} == {field.name for field in fields(SafetyLimits)} - {"separation"}
    slower = rule_book(house_rules(), replace(SafetyLimits(), room_speed_mps=0.25))
    assert chapter("Limits in figures", slower).entries[0].says.en.endswith("0.25 m/s")


def test_values_and_dignity_stand_in_it() -> None:
    cases = [
        f"values.{first.value}_{second.value}.{number + 1}"
        for (first, second), rule in house_policy().rules.items()
        for number in range(len(rule.cases))
    ]
    assert [entry.id for entry in chapter("Values that conflict", book()).entries] == cases
    assert [entry.id for entry in chapter("Who may know what", book()).entries] == [ground.id for ground in GROUNDS]


def test_rules_that_are_not_loaded_are_not_claimed() -> None:
    empty = rule_book(HouseRules())
    assert not any(entry.id.startswith("house.") for one in empty for entry in one.entries)


def test_a_home_s_own_rules_are_a_chapter_of_their_own(tmp_path: Path) -> None:
    own = """
    @id("home.no_kitchen") @zh("厨房在装修。") @en("The kitchen is being rebuilt.") @hazard("none") @source("the home")
    @alternative_zh("换个地方。") @alternative_en("Elsewhere.")
    forbid (principal, action == Action::"enter", resource == Room::"kitchen") unless { context.now.alarm >= 2 };
    """
    policy = HouseRules(Options(home_rules=write_signed(tmp_path / "home.cedar", own), rule_keys=TRUSTED))
    policy.prepare()
    assert policy.fault is None
    added = chapter("This home's own rules", rule_book(policy))
    assert [entry.id for entry in added.entries] == ["home.no_kitchen"]
    assert "This home's own rules" not in [one.title.en for one in book()]
