"""What is to be said of a whole plan: every hazard once for each thing, in the order of the steps."""

from carebot.core.household import Task
from carebot.core.verdicts import Verdict
from safety.household.judging import judge_task
from tests.safety.household.sense import sense, task_of


def findings_of(task: Task) -> list[tuple[str, str, int | None]]:
    findings = judge_task(task, sense().knowledge).findings
    return [(one.judgement.rule, dict(one.judgement.facts).get("thing", ""), one.step) for one in findings]


def test_a_hazard_is_told_once_for_each_thing_where_it_comes_first() -> None:
    fork, spoon = task_of("Put the fork in the toaster."), task_of("Put the spoon in the toaster.")
    once, other = findings_of(fork), findings_of(spoon)
    assert {rule for rule, _, _ in once} == {rule for rule, _, _ in other}
    assert findings_of(Task(deeds=fork.deeds * 2)) == once
    both = findings_of(Task(deeds=(*fork.deeds, *spoon.deeds)))
    assert [one for one in both if one[1] == "fork"] == [one for one in once if one[1] == "fork"]
    assert {one[2] for one in both if one[1] == "fork"} == {0}
    assert {one[2] for one in both if one[1] == "spoon"} == {1}


def test_a_plan_is_refused_where_anything_was_found_and_only_there() -> None:
    knowledge = sense().knowledge
    assert judge_task(task_of("Put the fork in the toaster."), knowledge).verdict is Verdict.DENY
    assert judge_task(task_of("Put the fork in the drawer."), knowledge).verdict is Verdict.ALLOW
    assert judge_task(Task(deeds=()), knowledge).findings == ()
