"""Pursuing goals: accepts them, runs their plans, interrupts and resumes. Part of the orchestrator."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from carebot.agenda import Agenda, Run, RunState
from carebot.bus import Bus
from carebot.core.actions import Action, AlarmLevel, Ask
from carebot.core.deeds import (
    ActionProposed,
    ActionWithdrawn,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
)
from carebot.core.events import Event, FaultRaised, IntentRecognized, IntentUnclear
from carebot.core.goals import Conclusion, Goal, GoalResult, Priority, Resource
from carebot.core.ids import Id, derived_id
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from carebot.core.people import Requester
from carebot.explaining.recollection import Recollection
from carebot.knowing import Known
from carebot.scribe import Scribe
from skills.base import Knowledge, Skill

_CANCELLED = Text(zh="已取消。", en="Cancelled.")
_EXPIRED = Text(zh="耽搁太久，不再继续。", en="It was interrupted for too long and is not taken up again.")


class Pursuit:
    """The goals under way. Every call follows from the event that the scribe has at hand."""

    def __init__(
        self, bus: Bus, scribe: Scribe, known: Known, skills: Mapping[str, Skill], recollection: Recollection
    ) -> None:
        self._bus = bus
        self._scribe = scribe
        self._known = known
        self._skills = skills
        self._recollection = recollection
        self._agenda = Agenda()

    @property
    def runs(self) -> tuple[Run, ...]:
        """All goals that have not ended, the most urgent first."""
        return self._agenda.runs

    def holding(self, resource: Resource, above: Priority = Priority.WATCH) -> bool:
        """Whether a plan more urgent than `above` holds `resource`; one that only watches leaves it to others."""
        return self._agenda.holding(resource, above=above)

    @property
    def asking(self) -> frozenset[str]:
        """The skills whose plans wait for somebody's answer."""
        return frozenset(run.goal.skill for run in self._agenda.active if isinstance(run.pending, Ask))

    def accept(
        self, skill_name: str, parameters: Mapping[str, str], by: Requester, priority: Priority | None = None
    ) -> Id | None:
        """Take in a goal and give its id; None when the very same is under way already or no such skill exists."""
        skill = self._skills.get(skill_name)
        if skill is None:
            self._report(skill_name, Text(zh=f"没有“{skill_name}”这项技能。", en=f"There is no skill '{skill_name}'."))
            return None
        if self._under_way(skill_name, parameters):
            return None
        goal = Goal(
            id=derived_id(self._scribe.cause, "goal", skill_name),
            skill=skill_name,
            parameters=MappingProxyType(dict(parameters)),
            priority=priority or skill.priority,
            requested_by=by,
            cause=self._scribe.cause,
            created_at=self._scribe.now,
            why=skill.title,
        )
        plan = skill.plan(goal, self._knowledge(goal))
        self._agenda.add(Run(goal=goal, plan=plan, holds=skill.holds, stale_after=skill.stale_after))
        self._bus.publish(GoalAccepted(**self._scribe.stamp(), goal=goal))
        return goal.id

    def dispatch(self, at_least: Priority) -> None:
        """Start or resume what may run now, interrupting what is less urgent."""
        self._forget_stale()
        while (start := self._agenda.next_start(at_least)) is not None:
            run, in_the_way = start
            for other in in_the_way:
                self._suspend(other, run.goal.id)
            resumed = run.state is RunState.SUSPENDED and run.begun
            run.state = RunState.ACTIVE
            run.suspended_at = None
            self._bus.publish(
                GoalStarted(**self._scribe.stamp(), goal=run.goal.id, skill=run.goal.skill, resumed=resumed)
            )
            if resumed and run.pending is not None:
                self._propose(run, run.pending)
            else:
                self._advance(run, partial(next, run.plan))

    def go_on(self, attempt: Id, outcome: Outcome) -> None:
        """Send the outcome of an action back into the plan that waits for it."""
        run = self._agenda.by_attempt(attempt)
        if run is not None:
            self._advance(run, partial(run.plan.send, outcome))

    def cancel_all(self, below: Priority) -> None:
        """End every goal less urgent than `below`."""
        for run in self._agenda.runs:
            if run.goal.priority < below:
                self._cancel(run)

    def cancel_where(self, parameter: str, value: str) -> None:
        """End every goal that has this parameter at this value."""
        for run in self._agenda.runs:
            if run.goal.parameters.get(parameter) == value:
                self._cancel(run)

    def cancel_caused_by(self, event: Id) -> None:
        """End every goal that this event led to."""
        for run in self._agenda.runs:
            if run.goal.cause == event:
                self._cancel(run)

    def suspend_all(self, below: Priority) -> None:
        """Set aside every active goal less urgent than `below`."""
        for run in self._agenda.active:
            if run.goal.priority < below:
                self._suspend(run, self._scribe.cause)

    def _cancel(self, run: Run) -> None:
        self._withdraw(run)
        run.plan.close()
        self._finish(run, Conclusion(result=GoalResult.CANCELLED, summary=_CANCELLED))

    def _advance(self, run: Run, step: Callable[[], Action]) -> None:
        run.pending = None
        try:
            action = step()
        except StopIteration as end:
            self._finish(run, end.value)
        except Exception as error:  # noqa: BLE001 - a broken skill must end its goal, not the robot
            self._report(run.goal.skill, _broken(run.goal.skill, error))
            self._finish(run, Conclusion(result=GoalResult.FAILED, summary=_broken(run.goal.skill, error)))
        else:
            self._propose(run, action)

    def _propose(self, run: Run, action: Action) -> None:
        run.pending = action
        self._bus.publish(
            ActionProposed(
                **self._scribe.stamp(),
                run=run.next_attempt(),
                owner=run.goal.id,
                action=action,
                requester=run.goal.requested_by,
            )
        )

    def _suspend(self, run: Run, by: Id) -> None:
        self._withdraw(run)
        run.state = RunState.SUSPENDED
        run.suspended_at = self._scribe.now
        self._bus.publish(GoalInterrupted(**self._scribe.stamp(), goal=run.goal.id, skill=run.goal.skill, by=by))

    def _withdraw(self, run: Run) -> None:
        if run.state is RunState.ACTIVE and run.pending is not None:
            self._bus.publish(ActionWithdrawn(**self._scribe.stamp(), run=run.run))
        run.run = ""

    def _finish(self, run: Run, conclusion: Conclusion) -> None:
        self._agenda.remove(run)
        self._bus.publish(
            GoalFinished(**self._scribe.stamp(), goal=run.goal.id, skill=run.goal.skill, conclusion=conclusion)
        )

    def _forget_stale(self) -> None:
        for run in self._agenda.runs:
            if run.stale(self._scribe.now):
                run.plan.close()
                self._finish(run, Conclusion(result=GoalResult.EXPIRED, summary=_EXPIRED))

    def _under_way(self, skill: str, parameters: Mapping[str, str]) -> bool:
        return any(
            run.goal.skill == skill and dict(run.goal.parameters) == dict(parameters) for run in self._agenda.runs
        )

    def _knowledge(self, goal: Goal) -> Knowledge:
        now = self._scribe.now
        resident = self._known.resident_meant(goal.parameter("about"), goal.requested_by)
        return Knowledge(
            house=self._known.house,
            local_time=self._known.local(now),
            language=self._known.language_for(resident),
            resident=resident,
            last_seen=self._known.last_seen.get(resident.id) if resident else None,
            weather=self._known.weather(now),
            holding=self._known.holding,
            given_doses=self._known.given_doses(now),
            remembered=self._recollection.remembered(goal.requested_by),
            last_said=self._known.last_said(resident.id if resident else "", now),
            moods=self._known.moods.week(resident.id if resident else "", now),
            memories=self._known.memories_of(resident.id) if resident else (),
            reminders=self._known.reminders.of(resident.id if resident else "", now, self._known.timezone),
            words=_words(self._scribe.at_hand),
            guessed=self._known.guessed(),
        )

    def _report(self, source: str, text: Text) -> None:
        self._bus.publish(
            FaultRaised(**self._scribe.stamp(), source=f"skill.{source}", level=AlarmLevel.LOW, text=text)
        )


def _words(event: Event) -> str:
    """The words that `event` brings, if it brings any."""
    return event.text if isinstance(event, IntentRecognized | IntentUnclear) else ""


def _broken(skill: str, error: Exception) -> Text:
    return Text(
        zh=f"技能“{skill}”出错了，已放弃。请通知技术人员。（{error}）",
        en=f"The skill '{skill}' failed and was given up. Tell a technician. ({error})",
    )
