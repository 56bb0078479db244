"""SAFETY.md speaks of rules, tests and limits that exist, and leaves no rule that can refuse or limit unnamed."""

import ast
import dataclasses
import re
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.core.limits import SafetyLimits
from safety.ladder import FAULTS
from tests.safety.rules.moments import house_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SAFETY.md").read_text("utf-8")
LAYERS = ("gate", "form", "driving", "physical", "house", "values", "dignity", "confirmation")
RULE = re.compile(rf"`((?:{'|'.join((*LAYERS, 'ladder'))})\.[a-z_]+)`")
FILES = {"household_sense.py", "form.py", "driving.py", "physical.py", "house_rules.py", "values.py", "confirmation.py"}


def section(title: str) -> str:
    """The text of one section."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title: str) -> list[list[str]]:
    """The cells of a section's table, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def rules_in_code() -> set[str]:
    """Every rule that the policies and the gate can name, and every fault of the ladder."""
    names = {f"ladder.{fault.name}" for fault in FAULTS}
    names |= {rule.id for rule in house_rules().rules if not rule.permits}
    for file in (ROOT / "safety").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = re.fullmatch(rf"((?:{'|'.join(LAYERS)})\.[a-z_]+)\.?", node.value)
                names |= {found.group(1)} if found else set()
    return names - {"house.cedarschema"}


def rules_on_the_page() -> set[str]:
    return {name for name in RULE.findall(PAGE) if not name.endswith(".py")}


def test_every_rule_named_exists_and_every_rule_is_named() -> None:
    assert rules_on_the_page() == rules_in_code()


def named_tests() -> set[str]:
    return set(re.findall(r"`([\w/]+\.py::\w+)`", PAGE))


@pytest.mark.parametrize("name", sorted(named_tests()))
def test_every_test_named_exists(name: str) -> None:
    file, function = name.split("::")
    tree = ast.parse((ROOT / "tests" / "safety" / file).read_text("utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_file_named_exists() -> None:
    for path in re.findall(r"`((?:safety|tests|carebot)/[\w/]+\.py)`", PAGE):
        assert (ROOT / path).is_file(), path
    assert set(re.findall(r"`(\w+\.py)`", section("The gate"))) == FILES
    assert {path.name for path in (ROOT / "safety/policies").glob("[a-z]*.py")} - {"base.py"} == FILES


def test_every_hazard_has_rules_and_tests_or_says_not_yet() -> None:
    hazards = rows("Hazards")
    assert len(hazards) >= 17
    for hazard, against, rules, tests, not_yet in hazards:
        covered = RULE.search(rules) and "::" in tests and against != "-"
        assert covered or (rules == tests == against == "-" and not_yet != "-"), hazard


def test_every_hazard_of_a_house_rule_stands_in_the_table() -> None:
    known = {row[0] for row in rows("Hazards")} | {"none"}
    words = {word for hazard in known for word in (hazard, *hazard.split(", "))}
    assert {rule.hazard for rule in house_rules().rules} - words == set()


def in_words(value: float | timedelta) -> str:
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        return f"{seconds / 3600:g} h" if seconds >= 3600 else f"{seconds:g} s"
    return f"{value:g}"


def test_the_limits_are_those_of_the_code() -> None:
    limits = SafetyLimits()
    values = {field.name: field for field in dataclasses.fields(limits) if field.name != "separation"}
    written = {name.strip("`"): value for name, value, _ in rows("Limits")}
    assert written == {name: in_words(dataclasses.asdict(limits)[name]) for name in values}


def test_the_distances_are_those_of_the_code() -> None:
    text = section("How near, how fast").split("The age of", 1)[0]
    pairs = re.findall(r"(\d\.\d\d)(?: m)? at\s+(\d\.\d)", text)
    assert len(pairs) == 5
    for distance, speed in pairs:
        assert SafetyLimits().separation.distance_m(float(speed)) == pytest.approx(float(distance), abs=0.006)
