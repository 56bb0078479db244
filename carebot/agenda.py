"""The agenda: goals by priority, which of them run side by side, which interrupt which, and which resume."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from carebot.core.actions import Action
from carebot.core.goals import Goal, Plan, Priority, Resource
from carebot.core.ids import Id, derived_id


class RunState(Enum):
    """Where a goal's plan stands."""

    WAITING = auto()
    ACTIVE = auto()
    SUSPENDED = auto()


@dataclass(slots=True, kw_only=True)
class Run:
    """A goal with its plan under way. `pending` is the action that the plan waits for, `run` its present attempt."""

    goal: Goal
    plan: Plan
    holds: frozenset[Resource]
    stale_after: timedelta
    state: RunState = RunState.WAITING
    pending: Action | None = None
    run: Id = ""
    suspended_at: datetime | None = None
    attempts: int = 0

    def next_attempt(self) -> Id:
        """The id of the next attempt at an action."""
        self.attempts += 1
        self.run = derived_id(self.goal.id, "action", self.attempts)
        return self.run

    @property
    def begun(self) -> bool:
        """Whether the plan has yielded its first action."""
        return self.attempts > 0

    def stale(self, now: datetime) -> bool:
        """Whether so much time has passed since the interruption that going on would surprise people."""
        return self.suspended_at is not None and now - self.suspended_at > self.stale_after


class Agenda:
    """All runs that have not ended."""

    def __init__(self) -> None:
        self._runs: list[Run] = []

    def add(self, run: Run) -> None:
        """Take in a run; the order is that of priority, then of arrival."""
        self._runs.append(run)
        self._runs.sort(key=lambda item: -item.goal.priority)

    def remove(self, run: Run) -> None:
        """Forget a run that ended."""
        self._runs.remove(run)

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs, the most urgent first."""
        return tuple(self._runs)

    @property
    def active(self) -> tuple[Run, ...]:
        """The runs whose plans act at present."""
        return tuple(run for run in self._runs if run.state is RunState.ACTIVE)

    def by_attempt(self, attempt: Id) -> Run | None:
        """The active run that waits for this attempt at an action."""
        return next((run for run in self.active if run.run == attempt), None)

    def by_goal(self, goal: Id) -> Run | None:
        """The run of this goal."""
        return next((run for run in self._runs if run.goal.id == goal), None)

    def holding(self, resource: Resource, above: Priority) -> bool:
        """Whether an active run more urgent than `above` holds `resource`."""
        return any(resource in run.holds and run.goal.priority > above for run in self.active)

    def next_start(self, at_least: Priority) -> tuple[Run, tuple[Run, ...]] | None:
        """The next run to start or resume with the runs that it interrupts; None when all is as it should be."""
        for run in self._runs:
            if run.state is RunState.ACTIVE or run.goal.priority < at_least:
                continue
            in_the_way = tuple(other for other in self.active if other.holds & run.holds)
            if all(other.goal.priority < run.goal.priority for other in in_the_way):
                return run, in_the_way
        return None
