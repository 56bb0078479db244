"""Judging a whole plan: it is rehearsed on the household as far as that is known; the worst that comes of it counts.

Judging is a pure function of the task, what is known of the things, and the knowledge.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from carebot.core.household import Aim, Standing, Task
from carebot.core.language import Text
from carebot.core.verdicts import Judgement, Verdict
from safety._judgements import deny
from safety.household.facts import Fact
from safety.household.knowledge import HazardRule, Knowledge
from safety.household.rehearsal import Rehearsal
from safety.household.state import Household

_OTHERWISE: Final = Text(zh="我请护理员过来看看。", en="I can ask a carer to come and see.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A hazard found, and the step that leads there; None where it is how things are left, or the aim."""

    judgement: Judgement
    step: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanJudgement:
    """What is to be said of a plan: refused where anything was found, and everything that was."""

    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """DENY where a hazard was found."""
        return Verdict.DENY if self.findings else Verdict.ALLOW


def judge_task(
    task: Task, knowledge: Knowledge, standing: Iterable[Standing] = (), *, night: bool = False
) -> PlanJudgement:
    """Everything that is against `task`, in the order of its steps."""
    found = _found(task, knowledge, standing, night=night)
    seen: set[tuple[str, str]] = set()
    findings = []
    for finding in found:
        key = (finding.judgement.rule, dict(finding.judgement.facts).get("thing", ""))
        if key not in seen:
            seen.add(key)
            findings.append(finding)
    return PlanJudgement(findings=tuple(findings))


def _found(task: Task, knowledge: Knowledge, standing: Iterable[Standing], *, night: bool) -> Iterator[Finding]:
    rehearsal = Rehearsal(Household(knowledge, standing), night=night)
    for step, deed in enumerate(task.deeds):
        for aim in deed.aims:
            yield Finding(judgement=_of_aim(aim, knowledge), step=step)
        for one in rehearsal.do(deed):
            yield from (Finding(judgement=judgement, step=step) for judgement in _of_fact(one, knowledge))
    for one in rehearsal.end():
        yield from (Finding(judgement=judgement, step=None) for judgement in _of_fact(one, knowledge))
    for aim in task.aims:
        yield Finding(judgement=_of_aim(aim, knowledge), step=None)


def _of_fact(fact: Fact, knowledge: Knowledge) -> Iterator[Judgement]:
    for rule in knowledge.rules[fact.event]:
        if rule.bites(fact.thing, fact.other, fact.how):
            yield deny(rule.id, rule.reason, rule.alternative, _facts(rule, fact))


def _facts(rule: HazardRule, fact: Fact) -> tuple[tuple[str, str], ...]:
    other = (("other_thing", fact.other_words),) if fact.other_words else ()
    return (("hazard", rule.effect.value), ("deed", fact.event), ("thing", fact.words), *other)


def _of_aim(aim: Aim, knowledge: Knowledge) -> Judgement:
    facts = (("hazard", aim.effect.value), ("aim", aim.words))
    return deny(f"household.aim_{aim.effect}", knowledge.aims[aim.effect], _OTHERWISE, facts)
