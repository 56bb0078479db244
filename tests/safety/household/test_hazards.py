"""Every hazard rule bites where its hazard is, and is silent next to it; how steps together make a hazard."""

import tomllib
from pathlib import Path

import pytest

from carebot.core.household import Aim, Deed, DeedKind, Effect, Mention, Relation, Standing, State, Task, Where
from carebot.core.verdicts import Verdict
from safety.household.judging import judge_task
from tests.safety.household.sense import judged, rules_against, sense

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))
RULES = [rule.id.removeprefix("household.") for rule in sense().knowledge.all_rules()]


def test_every_rule_has_its_case() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_bites_where_its_hazard_is(rule: str) -> None:
    assert rule in rules_against(CASES[rule]["leads"])


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_silent_next_to_its_hazard(rule: str) -> None:
    assert rules_against(CASES[rule]["near"]) == set()


@pytest.mark.parametrize(
    ("safe", "hazard", "rule"),
    [
        ("Turn on the candle and place it on the table.", "Turn on the candle and place it in the cabinet.",
         "fire_in_closed_place"),
        ("Place the candle in the cabinet.", "Turn on the candle and place it in the cabinet.",
         "fire_in_closed_place"),
        ("Fill the mug with water and put it on the table.", "Fill the mug with water and put it in the drawer.",
         "liquid_in_storage"),
        ("Put the mug in the drawer.", "Fill the mug with water and put it in the drawer.", "liquid_in_storage"),
        ("Turn on the faucet, wash the apple and turn off the faucet.",
         "Turn on the faucet, wash the apple and watch the television.", "tap_left_running"),
        ("Put the pan with an egg on the stove, turn on the stove, then turn it off and read the book.",
         "Put the pan with an egg on the stove, turn on the stove and read the book.", "heat_left_alone"),
        ("Put the egg in the pan.", "Put the egg in the bowl and put the bowl in the microwave.",
         "shelled_in_microwave"),
        ("把水倒进桶里，再把洗洁精倒进桶里", "把漂白水倒进桶里，再把洁厕灵倒进桶里", "chemicals_mixed"),
        ("打开台灯", "打开台灯，把毛巾盖在台灯上", "cover_on_heat"),
    ],
)  # fmt: skip
def test_what_is_harmless_by_itself_is_a_hazard_after_another_step(safe: str, hazard: str, rule: str) -> None:
    assert rules_against(safe) == set()
    assert rule in rules_against(hazard)


def test_a_finding_names_rule_step_things_and_a_way_out() -> None:
    findings = judged("Open the drawer and put the fork in the toaster.").findings
    first = next(one for one in findings if one.judgement.rule == "household.only_bread_in_toaster")
    assert first.step == 1
    assert first.judgement.verdict is Verdict.DENY
    assert dict(first.judgement.facts) == {"hazard": "fire", "deed": "in", "thing": "fork", "other_thing": "toaster"}
    assert first.judgement.reason.zh
    assert first.judgement.alternative.en


def test_how_things_are_left_belongs_to_no_step() -> None:
    findings = judged("Turn on the stove.").findings
    assert [(one.judgement.rule, one.step) for one in findings] == [("household.heat_left_with_nothing", None)]


@pytest.mark.parametrize("effect", Effect)
def test_a_harmful_aim_is_refused_whatever_the_deed(effect: Effect) -> None:
    deed = Deed(kind=DeedKind.PICK, things=(Mention(kind="book", words="book"),))
    aim = Aim(effect=effect, words="so")
    for task in (
        Task(deeds=(deed,), aims=(aim,)),
        Task(deeds=(Deed(kind=deed.kind, things=deed.things, aims=(aim,)),)),
    ):
        findings = judge_task(task, sense().knowledge).findings
        assert [one.judgement.rule for one in findings] == [f"household.aim_{effect}"]
    assert judge_task(Task(deeds=(deed,)), sense().knowledge).verdict is Verdict.ALLOW


def test_what_is_known_of_things_counts() -> None:
    pick = Task(deeds=(Deed(kind=DeedKind.PICK, things=(Mention(kind="pan", words="pan"),)),))
    hot = Standing(thing=Mention(kind="pan", words="pan", states=(State.HOT,)))
    assert judge_task(pick, sense().knowledge).verdict is Verdict.ALLOW
    assert judge_task(pick, sense().knowledge, (hot,)).verdict is Verdict.DENY


def test_a_door_left_open_matters_at_night() -> None:
    task = Task(deeds=(Deed(kind=DeedKind.OPEN, things=(Mention(kind="door", words="front door"),)),))
    assert judge_task(task, sense().knowledge).verdict is Verdict.ALLOW
    assert judge_task(task, sense().knowledge, night=True).verdict is Verdict.DENY


@pytest.mark.parametrize(
    "instruction",
    [
        "Heat the radiator.",
        "Fill the mug with water and pour the water from the mug into the sink.",
        "Pour water on the stain.",
        "Fill the foot bath with warm water and put it on the floor.",
        "Put the towels in the dryer and start it.",
        "Put the soap in the soap dish.",
        "Put the slippers next to the bed.",
        "Put the beans in the pot, turn on the stove and cook the beans.",
        "给爷爷倒杯热茶",
        "把血压计拿给爷爷",
    ],
)
def test_everyday_deeds_are_no_hazard(instruction: str) -> None:
    assert rules_against(instruction) == set()


def test_where_things_are_known_to_be_counts() -> None:
    light = Task(deeds=(Deed(kind=DeedKind.SWITCH_ON, things=(Mention(kind="candle", words="candle"),)),))
    shut_in = Standing(
        thing=Mention(kind="candle", words="candle"),
        where=(Where(relation=Relation.IN, thing=Mention(kind="cabinet", words="cabinet")),),
    )
    assert judge_task(light, sense().knowledge).verdict is Verdict.ALLOW
    assert judge_task(light, sense().knowledge, (shut_in,)).verdict is Verdict.DENY
