"""The file of the policy on values: what it must have, and what is said of a broken one."""

from importlib.resources import files

import pytest

from carebot.core.errors import RulesError
from carebot.core.values import Value
from safety.values.conflict import Circumstances
from safety.values.policy import Stakes, house_policy, read_policy

TEXT = files("safety.values").joinpath("policy.toml").read_text("utf-8")


def test_the_house_has_a_rule_for_each_pair_with_words_and_a_source() -> None:
    policy = house_policy()
    assert policy.version == 1
    assert policy.order == tuple(Value)
    assert len(policy.rules) == 28
    for pair, rule in policy.rules.items():
        assert rule.source
        for case in rule.cases:
            assert case.wins in pair
            assert case.text.zh
            assert case.text.en


def test_a_pair_is_found_either_way_round() -> None:
    policy = house_policy()
    assert policy.pair(Value.PRIVACY, Value.LIFE) is policy.pair(Value.LIFE, Value.PRIVACY)
    nothing = Stakes(weights={}, advance=False)
    assert policy.pair(Value.FAMILY, Value.LIFE).decide(Circumstances(), nothing)[0] == "values.life_family.1"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("version = 1", "version = [", "TOMLDecodeError"),
        ("version = 1", "", "version"),
        ('"workload"]', '"comfort"]', "comfort"),
        ('order = ["life", ', "order = [", "order or pairs"),
        ('values = ["life", "family"]', 'values = ["life", "workload"]', "life-family"),
        ('values = ["life", "family"]', 'values = ["family", "life"]', "family-life, life-family"),
        ('wins = "life", zh = "家属的', 'wins = "choice", zh = "家属的', "choice"),
        ('wins = "life", zh = "家属的', 'wins = "life", mood = 1, zh = "家属的', "mood"),
        ('wins = "life", zh = "家属的', 'wins = "life", choice_at_most = "some", zh = "家属的', "choice_at_most"),
        ('wins = "life", zh = "家属的', 'wins = "life", life_at_most = "huge", zh = "家属的', "HUGE"),
        ('wins = "life", zh = "家属的', 'wins = "life", urgency = ["now"], zh = "家属的', "last case alone"),
        ('wins = "privacy", advance = true, others_at_risk = false,', 'wins = "privacy",', "last case alone"),
        ('wins = "choice", honesty_at_most = "some",', 'wins = "choice",', "last case alone"),
    ],
)
def test_a_broken_policy_is_turned_away(old: str, new: str, word: str) -> None:
    assert old in TEXT
    with pytest.raises(RulesError, match=word) as raised:
        read_policy(TEXT.replace(old, new, 1))
    assert "价值" in raised.value.text.zh


@pytest.mark.parametrize("condition", ['urgency = ["now"]', "others_at_risk = true", "advance = false"])
def test_each_condition_counts(condition: str) -> None:
    with pytest.raises(RulesError, match="last case alone"):
        read_policy(TEXT.replace('wins = "life", zh = "家属的', f'wins = "life", {condition}, zh = "家属的', 1))


def without(text: str, value: str) -> str:
    """The policy as if there were no such value."""
    head, *pairs = text.replace(f', "{value}"', "", 1).split("[[pair]]")
    return "[[pair]]".join([head, *(pair for pair in pairs if f'"{value}"' not in pair.split("]", 1)[0])])


def test_no_value_is_left_out() -> None:
    with pytest.raises(RulesError, match="order or pairs"):
        read_policy(without(TEXT, "workload"))


def test_a_pair_without_a_case_is_turned_away() -> None:
    start = TEXT.index("case = [", TEXT.index('values = ["life", "family"]'))
    end = TEXT.index("]\n\n", start)
    with pytest.raises(RulesError, match="last case alone"):
        read_policy(f"{TEXT[:start]}case = [{TEXT[end:]}")
