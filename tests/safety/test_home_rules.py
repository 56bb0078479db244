"""A home's own rules: they forbid, and a broken file leaves the last good rules in force."""

import re
from pathlib import Path

import pytest

from carebot.core.actions import MoveTo
from carebot.core.errors import RulesError, SettingsError
from carebot.core.limits import SafetyLimits
from safety.policies.house_rules import HouseRules, Options
from tests.safety import builders as b

NO_KITCHEN = """
@id("home.no_kitchen") @zh("厨房在装修，不能去。") @en("The kitchen is being rebuilt; nobody goes there.")
@hazard("runs into") @source("the home")
forbid (principal, action == Action::"enter", resource == Room::"kitchen");
"""
TO_KITCHEN = MoveTo(place="kitchen")


def rules_against(policy: HouseRules) -> set[str]:
    return {judgement.rule for judgement in policy.judge(TO_KITCHEN, b.situation())}


def test_a_home_can_forbid_more(tmp_path: Path) -> None:
    file = tmp_path / "home.cedar"
    file.write_text(NO_KITCHEN, "utf-8")
    policy = HouseRules(Options(home_rules=file))
    policy.prepare()
    assert rules_against(policy) == {"home.no_kitchen"}
    policy.load()
    assert rules_against(policy) == {"house.resident_may_send"}


@pytest.mark.parametrize(
    "broken",
    [
        "forbid (",
        NO_KITCHEN.replace("forbid (", "permit ("),
        NO_KITCHEN.replace("@hazard", "@danger"),
        NO_KITCHEN.replace("home.no_kitchen", "house.exit"),
    ],
)
def test_a_broken_file_leaves_the_last_good_rules_in_force(tmp_path: Path, broken: str) -> None:
    good, bad = tmp_path / "good.cedar", tmp_path / "bad.cedar"
    good.write_text(NO_KITCHEN, "utf-8")
    bad.write_text(broken, "utf-8")
    policy = HouseRules()
    policy.load(good)
    with pytest.raises(RulesError):
        policy.load(bad)
    assert rules_against(policy) == {"home.no_kitchen"}


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "home.cedar"
    if content is not None:
        file.write_bytes(content)
    policy = HouseRules(Options(home_rules=file))
    with pytest.raises(RulesError, match=r"home\.cedar") as caught:
        policy.prepare()
    assert not re.search(r"Errno|codec|[a-z]{4,} [a-z]{2,}", caught.value.text.zh.replace(str(file), ""))
    assert "Errno" not in caught.value.text.en
    assert rules_against(policy) == {"house.not_ready"}


def test_limits_cannot_be_loosened_here_either() -> None:
    with pytest.raises(SettingsError, match="night_start_minute"):
        HouseRules(Options(limits=SafetyLimits(night_start_minute=23 * 60))).prepare()
