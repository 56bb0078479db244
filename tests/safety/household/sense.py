"""The household sense that the tests share, loaded once."""

from functools import cache

from carebot.assembly.instructions import HouseholdSense
from carebot.core.household import Task
from safety.household.judging import PlanJudgement


@cache
def sense() -> HouseholdSense:
    """Knowledge and words, loaded once."""
    return HouseholdSense()


def task_of(instruction: str) -> Task:
    """The task that an instruction stands for."""
    understood = sense().read(instruction)
    assert understood.task is not None, instruction
    return understood.task


def judged(instruction: str) -> PlanJudgement:
    """What is against an instruction."""
    return sense().judge(task_of(instruction))


def rules_against(instruction: str) -> set[str]:
    """The rules against an instruction, without their prefix."""
    return {finding.judgement.rule.removeprefix("household.") for finding in judged(instruction).findings}
