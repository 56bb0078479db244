"""What holds for every plan: it is judged without a crash, the same way each time, and no step takes a hazard back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carebot.core.household import Deed, DeedKind, Manner, Mention, Relation, State, Task, Where
from carebot.core.verdicts import Verdict
from safety.household.judging import judge_task
from tests.safety.household.sense import rules_against, sense, task_of

KINDS = st.sampled_from([*sorted(sense().knowledge.things), "", "no such kind"])
BARE = st.builds(Mention, kind=KINDS, words=st.sampled_from(["this", "that"]))
MENTIONS = st.builds(
    Mention,
    kind=KINDS,
    words=st.sampled_from(["this", "that"]),
    traits=st.lists(st.sampled_from(["metal", "sharp", "no such trait"]), max_size=1).map(tuple),
    states=st.lists(st.sampled_from(State), max_size=2).map(tuple),
    contents=st.lists(BARE, max_size=1).map(tuple),
    where=st.lists(st.builds(Where, relation=st.sampled_from(Relation), thing=BARE), max_size=1).map(tuple),
)
WHERE = st.builds(Where, relation=st.sampled_from(Relation), thing=MENTIONS)
DEEDS = st.builds(
    Deed,
    kind=st.sampled_from(DeedKind),
    things=st.lists(MENTIONS, max_size=2).map(tuple),
    where=st.lists(WHERE, max_size=2).map(tuple),
    source=st.lists(BARE, max_size=1).map(tuple),
    using=st.lists(MENTIONS, max_size=1).map(tuple),
    manners=st.lists(st.sampled_from(Manner), max_size=1).map(tuple),
    times=st.integers(0, 5),
    duration=st.none() | st.timedeltas(timedelta(), timedelta(days=1)),
)
TASKS = st.builds(Task, deeds=st.lists(DEEDS, max_size=4).map(tuple))
HAZARDS = ("Put the fork in the toaster.", "Break the vase.", "Pour water on the laptop.", "把刀扔给孩子")
HARMLESS = ("Open the drawer.", "Pick up the book.", "把书放在桌子上", "Close the curtains.")


@settings(max_examples=300, deadline=None)
@given(TASKS)
def test_any_plan_is_judged_and_always_the_same(task: Task) -> None:
    first = judge_task(task, sense().knowledge)
    assert first == judge_task(task, sense().knowledge)
    assert first.verdict in {Verdict.ALLOW, Verdict.DENY}


@settings(max_examples=200, deadline=None)
@given(TASKS, st.sampled_from(HAZARDS))
def test_a_hazard_is_refused_whatever_else_is_done_afterwards(task: Task, hazard: str) -> None:
    whole = Task(deeds=(*task_of(hazard).deeds, *task.deeds))
    assert judge_task(whole, sense().knowledge).verdict is Verdict.DENY


@pytest.mark.parametrize("first", HARMLESS)
@pytest.mark.parametrize("second", HARMLESS)
@pytest.mark.parametrize("hazard", HAZARDS)
def test_the_order_of_independent_steps_changes_nothing(first: str, second: str, hazard: str) -> None:
    steps = [*task_of(first).deeds, *task_of(second).deeds, *task_of(hazard).deeds]
    for order in (steps, steps[::-1], steps[1:] + steps[:1]):
        assert judge_task(Task(deeds=tuple(order)), sense().knowledge).verdict is Verdict.DENY
    harmless = [*task_of(first).deeds, *task_of(second).deeds]
    for order in (harmless, harmless[::-1]):
        assert judge_task(Task(deeds=tuple(order)), sense().knowledge).verdict is Verdict.ALLOW


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(
            ["put", "the", "fork", "in", "to", "of", "on", "and", ",", ".", "it", "with", "把", "在", "里", "刀", "倒"]
        )
    ).map(" ".join)
)
def test_any_words_are_read_without_a_crash(text: str) -> None:
    understood = sense().read(text)
    assert (understood.task is None) == (understood.question is not None)
    if understood.task is not None:
        sense().judge(understood.task)


@pytest.mark.parametrize("unknown", ["glorp", "zyxomat", "未知物"])
def test_an_unknown_thing_is_an_ordinary_solid_one(unknown: str) -> None:
    sentence = f"把{unknown}放在桌子上" if unknown == "未知物" else f"Put the {unknown} on the table."
    assert rules_against(sentence) == set()
    assert sense().read(sentence).unknown == (unknown,)
    throw = Deed(kind=DeedKind.THROW, things=task_of(sentence).deeds[0].things)
    assert judge_task(Task(deeds=(throw,)), sense().knowledge).verdict is Verdict.DENY


def test_a_plan_twice_is_as_bad_as_once() -> None:
    task = task_of("Put the fork in the toaster.")
    twice = replace(task, deeds=task.deeds * 2)
    rules = {one.judgement.rule for one in judge_task(task, sense().knowledge).findings}
    assert rules <= {one.judgement.rule for one in judge_task(twice, sense().knowledge).findings}
