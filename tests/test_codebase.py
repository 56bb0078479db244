"""The house rules that no linter knows; `_house_rules.py` has them with their exceptions."""

import ast
import re
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from typing import Final

import pytest

from carebot.assembly.plugins import SKILLS
from tests._house_rules import RULES, Rule
from tests._sources import PACKAGES, ROOT, Source, house, written_tests

TEST_FILE_LINES: Final = 500


def rule_saying(says: str) -> Rule:
    return next(rule for rule in RULES if rule.says == says)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    breaches = [
        f"{source.path}:{line} {what}"
        for source in house()
        if rule.holds_for(source.path)
        for line, what in rule.breaches(source)
    ]
    assert breaches == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_the_rule_finds_a_breach(rule: Rule) -> None:
    sample = Source(path="dialogue/__init__.py", text=rule.sample, tree=ast.parse(rule.sample))
    assert list(rule.breaches(sample))


def test_every_fault_of_a_text_is_found() -> None:
    rule = rule_saying("every text is there in both languages")
    sample = Source(path="dialogue/x.py", text=rule.sample, tree=ast.parse(rule.sample))
    assert [what for _, what in rule.breaches(sample)] == ["empty", "no Chinese", "Chinese in the English text"]


@pytest.mark.parametrize(
    ("path", "statement", "breach"),
    [
        ("safety/policies/form.py", "from safety._judgements import deny", False),
        ("safety/gate.py", "from safety.policies._shared import x", False),
        ("safety/gate.py", "from carebot.__main__ import main", False),
        ("skills/fetch.py", "from safety._judgements import deny", True),
        ("carebot/app.py", "import robot_adapters._simulation.world", True),
        ("web/panel.py", "from carebot.journal import _rows", True),
    ],
)
def test_private_parts_are_for_their_own_package(path: str, statement: str, breach: bool) -> None:
    rule = rule_saying("what is private stays in its package")
    assert bool(list(rule.breaches(Source(path=path, text=statement, tree=ast.parse(statement))))) is breach


def test_exceptions_are_files_or_folders_of_the_house() -> None:
    paths = [path for rule in RULES for path in rule.exceptions]
    assert all(path.split("/")[0] in PACKAGES for path in paths)
    assert all(path.endswith((".py", "/")) for path in paths)


def test_a_broad_except_gives_its_reason() -> None:
    rule = rule_saying("broad excepts stand in the named places")
    found = [(source, line) for source in house() for line, _ in rule.breaches(source)]
    assert [
        source.path for source, line in found if not re.search(r"# (noqa: BLE001 - )?\w+", source.lines[line - 1])
    ] == []


def test_the_house_is_found() -> None:
    assert {"carebot", "safety", "skills", "robot_adapters"} <= {source.path.split("/")[0] for source in house()}


def test_tests_have_at_most_500_lines() -> None:
    assert [one.path for one in written_tests() if len(one.lines) > TEST_FILE_LINES] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_foreign_package_shadows_ours(package: str) -> None:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin == str(ROOT / package / "__init__.py")
    assert set(packages_distributions().get(package, ())) <= {"carebot"}


def test_no_requirement_installs_a_package_of_our_names() -> None:
    """PyPI has a `safety` and a `web.py`, which install top-level `safety` and `web`."""
    requirements = [ROOT / "pyproject.toml", *sorted((ROOT / "requirements").glob("*.txt"))]
    named = re.compile(r"""^\s*["']?(safety|web\.py)\s*(\[|[<>=~!;]|["']|$)""", re.MULTILINE | re.IGNORECASE)
    assert named.search('    "safety>=3",')
    assert [str(path) for path in requirements if named.search(path.read_text(encoding="utf-8"))] == []


def test_every_skill_stands_in_the_documentation() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    written = "\n".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())
    assert [name for name in SKILLS.names() if not re.search(rf"\b{name}\b", written)] == []
