"""Replay: feeds a recorded day through orchestrator and gate again, and tells every decision that differs.

What came from outside is fed as it stands; what the robot decided then is compared with what it decides now. Ids are
derived from causes, so a decision and its repetition have the same id. Decisions about illegible words are left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from carebot._sealed_words import illegible
from carebot.bus import Bus
from carebot.codec import event_to_plain
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import (
    ActionDecided,
    ActionProposed,
    ActionWithdrawn,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    LimitsTightened,
    ModeChanged,
    RobotStarted,
)
from carebot.core.errors import JournalError
from carebot.core.events import Event
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.core.situation import House, Situation
from carebot.incidents import Chain, restored
from carebot.knowing import Known
from carebot.orchestrator import Orchestrator
from carebot.reminders import taken_up
from safety.gate import Gate
from skills.base import Skill

_DECIDED: Final = (
    ModeChanged,
    GoalAccepted,
    GoalStarted,
    GoalInterrupted,
    GoalFinished,
    ActionProposed,
    ActionWithdrawn,
    IncidentChanged,
)
_NO_START: Final = Text(
    zh="记录里没有机器人启动的事件，无法重放。", en="The record holds no start of the robot, so it cannot be replayed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One decision that is not as it was: `recorded` or `replayed` is None where only the other side decided."""

    what: str
    id: Id
    recorded: str | None
    replayed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What a replay compared and found. `illegible`: decisions about words that cannot be read."""

    events: int
    decisions: int
    differences: tuple[Difference, ...]
    illegible: int = 0


class _Run:
    """One run of the robot's process: an orchestrator of its own, and what it decided."""

    def __init__(
        self, start: RobotStarted, skills: Mapping[str, Skill], chain: Chain, before: tuple[AnyEvent, ...]
    ) -> None:
        self._bus = Bus()
        self.produced: dict[Id, AnyEvent] = {}
        self._feeding: Id = ""
        self._bus.subscribe(Event, self._on_event)
        self.known = Known(start.house, start.timezone)
        orchestrator = Orchestrator(self._bus, self.known, skills, chain, _no_timer)
        orchestrator.alarming.restore(unreported(before))
        for event in taken_up(before):
            self.known.reminders.take_in(event)

    def feed(self, event: AnyEvent) -> None:
        """Hand over what came from outside; what this run has produced by itself is not handed over again."""
        if event.id not in self.produced:
            self._feeding = event.id
            self._bus.publish(event)

    def _on_event(self, event: AnyEvent) -> None:
        if event.id != self._feeding:
            self.produced[event.id] = event


def unresolved(events: Iterable[AnyEvent]) -> tuple[IncidentChanged, ...]:
    """The last word on each incident that nobody has ended."""
    return tuple(event for event in unreported(events) if restored(event).open)


def unreported(events: Iterable[AnyEvent]) -> tuple[IncidentChanged, ...]:
    """The last word on each incident on which nobody has signed a report; what a robot that starts takes up again."""
    last = {event.incident: event for event in events if isinstance(event, IncidentChanged)}
    return tuple(event for event in last.values() if event.stage is not IncidentStage.REPORTED)


def replay(events: Iterable[AnyEvent], skills: Mapping[str, Skill], gate: Gate, chain: Chain) -> Replay:
    """Feed `events` again; raises JournalError when they do not begin with the robot's start."""
    recorded = tuple(events)
    if not recorded or not isinstance(recorded[0], RobotStarted):
        raise JournalError(_NO_START)
    differences: list[Difference] = []
    runs: list[_Run] = []
    run: _Run | None = None
    for number, event in enumerate(recorded):
        if isinstance(event, RobotStarted):
            run = _Run(event, skills, chain, recorded[:number])
            runs.append(run)
        assert run is not None
        if isinstance(event, ActionDecided | LimitsTightened) and not illegible(event):
            differences += _judge_again(event, gate, run.known.house)
        if not isinstance(event, _DECIDED):
            run.feed(event)
    before = {event.id: event for event in recorded if isinstance(event, _DECIDED)}
    after = {key: event for each in runs for key, event in each.produced.items() if isinstance(event, _DECIDED)}
    differences += _compare(before, after)
    judged = [event for event in recorded if isinstance(event, ActionDecided | LimitsTightened)]
    unread = sum(illegible(event) for event in (*judged, *before.values()))
    return Replay(
        events=len(recorded),
        decisions=len(judged) + len(before) - unread,
        differences=tuple(differences),
        illegible=unread,
    )


def _judge_again(event: ActionDecided | LimitsTightened, gate: Gate, house: House) -> list[Difference]:
    situation = Situation(house=house, present=event.present)
    decision = gate.judge(event.decision.requested, situation, event.decision.id)
    then = _decision_words(event.decision.verdict.name, [each.rule for each in event.decision.judgements])
    now = _decision_words(decision.verdict.name, [each.rule for each in decision.judgements])
    if then == now and decision.granted == event.decision.granted:
        return []
    return [Difference(what=f"gate: {event.decision.requested.kind}", id=decision.id, recorded=then, replayed=now)]


def _decision_words(verdict: str, rules: list[str]) -> str:
    return f"{verdict} by {', '.join(rules) or 'no rule'}"


def _compare(before: Mapping[Id, AnyEvent], after: Mapping[Id, AnyEvent]) -> list[Difference]:
    differences = []
    for identity in [*before, *(identity for identity in after if identity not in before)]:
        then, now = before.get(identity), after.get(identity)
        if then != now and not (then is not None and illegible(then)):
            event = then or now
            assert event is not None
            differences.append(Difference(what=event.kind, id=identity, recorded=_words(then), replayed=_words(now)))
    return differences


def _words(event: AnyEvent | None) -> str | None:
    return None if event is None else str(event_to_plain(event))


def _no_timer(name: str, after: timedelta) -> None:
    """Timers that elapsed stand in the record."""
    del name, after
