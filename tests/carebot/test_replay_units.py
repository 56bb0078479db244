"""Replay: a day that is fed again brings no difference, and whatever was or is decided otherwise is found."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import ClassVar

import pytest

from carebot.assembly.plugins import SKILLS, build_all
from carebot.bus import Bus
from carebot.core.actions import Action, AlarmLevel, MoveTo
from carebot.core.alarms import AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    GoalAccepted,
    GoalFinished,
    LimitsTightened,
    ModeChanged,
    RobotReady,
    RobotStarted,
)
from carebot.core.errors import JournalError
from carebot.core.events import (
    Event,
    FallSuspected,
    FaultRaised,
    GoalRequested,
    IntentRecognized,
    Source,
    StopPressed,
    TimerElapsed,
)
from carebot.core.ids import derived_id
from carebot.core.intents import STOP, Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.record import AnyEvent
from carebot.core.situation import Situation
from carebot.core.verdicts import Judgement, Verdict
from carebot.incidents import Chain
from carebot.journal import Journal, read
from carebot.knowing import Known
from carebot.orchestrator import Orchestrator
from carebot.replay import Difference, Replay, replay, unresolved
from carebot.scribe import Stamp
from safety.gate import Gate
from safety.policies.base import Layer, Policy
from skills.base import Skill
from tests.contracts.rig import bilingual
from tests.safety.builders import BY_LI, BY_NURSE, HOUSE, NOW, NURSE_ZHANG, present, text

KEY = b"replay makes no permits"
CHAIN = Chain()
ACTIONS_AN_EVENT = 6
"""A plan that stays beside somebody until a carer comes has no end of its own."""


class Slow(Policy):
    """Lets nothing drive faster than it is told."""

    layer: ClassVar[Layer] = Layer.PHYSICAL
    title: ClassVar[Text] = text("slow")

    def __init__(self, speed_mps: float) -> None:
        self.speed_mps = speed_mps

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        if isinstance(action, MoveTo) and action.speed_mps > self.speed_mps:
            tightened = replace(action, speed_mps=self.speed_mps)
            yield Judgement(rule="slow.speed", verdict=Verdict.LIMIT, reason=text("slowly"), tightened=tightened)


def gate(speed_mps: float = 0.3) -> Gate:
    return Gate([("slow", Slow(speed_mps))], KEY, timedelta(seconds=5))


@cache
def skills() -> dict[str, Skill]:
    return build_all(SKILLS, {}, "skills")


class Day:
    """A robot whose every action is judged and succeeds, and the record of it."""

    def __init__(self, before: Iterable[AnyEvent] = (), name: str = "day") -> None:
        self.bus = Bus()
        self.name = name
        self.events: list[AnyEvent] = []
        self.timers: list[str] = []
        self.proposed: list[ActionProposed] = []
        self.minute = 0
        self.bus.subscribe(Event, self.events.append)
        self.bus.subscribe(ActionProposed, self._note)
        self.orchestrator = Orchestrator(
            self.bus, Known(HOUSE, "Asia/Shanghai"), skills(), CHAIN, lambda name, after: self.timers.append(name)
        )
        self.orchestrator.alarming.restore(unresolved(before))
        self.say(
            RobotStarted(**self.stamp(), body="simulated", version="0", timezone="Asia/Shanghai", house=HOUSE),
            RobotReady(**self.stamp()),
        )

    def _note(self, event: AnyEvent) -> None:
        assert isinstance(event, ActionProposed)
        self.proposed.append(event)

    def stamp(self) -> Stamp:
        self.minute += 1
        at = NOW + timedelta(minutes=self.minute)
        return Stamp(id=f"{self.name}{self.minute}", occurred_at=at, cause="")

    def say(self, *events: AnyEvent) -> None:
        """Let something happen from outside, and carry out the first of what the robot makes of it."""
        for event in events:
            self.bus.publish(event)
            for _ in range(ACTIONS_AN_EVENT):
                if self.proposed:
                    self._carry_out(self.proposed.pop(0))

    def _carry_out(self, proposed: ActionProposed) -> None:
        now = present(at=self.events[-1].occurred_at)
        decision = gate().judge(
            proposed.action, Situation(house=HOUSE, present=now), derived_id(proposed.run, "decision", 0)
        )
        stamp = Stamp(id=derived_id(decision.id, "event"), occurred_at=now.at, cause=proposed.id)
        self.bus.publish(ActionDecided(**stamp, run=proposed.run, decision=decision, present=now))
        if isinstance(proposed.action, MoveTo):
            lower = Stamp(id=derived_id(decision.id, "lower"), occurred_at=now.at, cause=proposed.id)
            self.bus.publish(LimitsTightened(**lower, run=proposed.run, decision=decision, present=now, revoked=False))
        stamp = Stamp(id=derived_id(proposed.run, "finished"), occurred_at=now.at, cause=proposed.id)
        outcome = Outcome(result=Result.SUCCEEDED)
        self.bus.publish(ActionFinished(**stamp, run=proposed.run, action=proposed.action, outcome=outcome))

    def drive(self, place: str = "kitchen") -> None:
        self.say(
            GoalRequested(
                **self.stamp(), skill="go_to_place", parameters=(("place", place),), by=BY_NURSE, source=Source.PANEL
            )
        )

    def fall(self) -> None:
        self.say(
            FallSuspected(
                **self.stamp(), monitor="fall", about="li", position=None, confidence=0.9, onset_at=NOW, camera="head"
            )
        )

    def hear(self, intent: str, words: str = "", **slots: str) -> None:
        self.say(
            IntentRecognized(
                **self.stamp(), intent=Intent(name=intent, slots=slots), text=words or intent, language=Language.ZH,
                confidence=1.0, source=Source.MICROPHONE, speaker=BY_LI,
            )
        )  # fmt: skip

    def resolve(self, incident: str) -> None:
        self.say(AlarmResolved(**self.stamp(), incident=incident, by=BY_NURSE, name=NURSE_ZHANG, real=True))


def a_day() -> list[AnyEvent]:
    """An errand, a fall that nobody answers until a nurse has come, a fault, a stop, and another errand."""
    day = Day()
    day.drive()
    day.fall()
    day.say(TimerElapsed(**day.stamp(), timer=day.timers[-1]))
    day.resolve(next(event.incident for event in day.events if isinstance(event, IncidentChanged)))
    day.say(FaultRaised(**day.stamp(), source="camera", level=AlarmLevel.MEDIUM, text=text("camera gone")))
    day.drive("living")
    day.hear(STOP)
    day.hear("go_on")
    day.drive("bathroom")
    day.say(StopPressed(**day.stamp(), by=BY_NURSE, source=Source.PANEL))
    return day.events


def again(events: Iterable[AnyEvent], speed_mps: float = 0.3, chain: Chain = CHAIN) -> Replay:
    return replay(events, skills(), gate(speed_mps), chain)


def of(events: Iterable[AnyEvent], kind: type[Event]) -> Iterator[tuple[int, AnyEvent]]:
    """The events of a kind with their places."""
    return ((number, event) for number, event in enumerate(events) if isinstance(event, kind))


def first(events: list[AnyEvent], kind: type[Event]) -> tuple[int, AnyEvent]:
    return next(of(events, kind))


def test_the_day_of_these_tests_holds_what_they_are_about() -> None:
    kinds = {type(event) for event in a_day()}
    assert {GoalAccepted, GoalFinished, ActionProposed, ActionDecided, LimitsTightened, ModeChanged} <= kinds
    stages = [event.stage for _, event in of(a_day(), IncidentChanged) if isinstance(event, IncidentChanged)]
    assert {IncidentStage.SUSPECTED, IncidentStage.ALARM, IncidentStage.RESOLVED} <= set(stages)


def test_a_day_that_is_fed_again_brings_no_difference() -> None:
    events = a_day()
    found = again(events)
    assert found.differences == ()
    assert found.events == len(events)
    assert found.decisions > 20


def test_forgotten_words_bring_no_difference_and_are_counted(tmp_path: Path) -> None:
    dumplings = "我最爱吃荠菜饺子"
    day = Day()
    day.hear("remember_this", f"记住，{dumplings}")
    day.hear("ask_memories", "你记得我什么", wish="tell")
    assert dumplings in repr([event for event in day.events if isinstance(event, ActionProposed)][-2:])
    journal = Journal(tmp_path / "journal.db", lambda _: None)
    journal.start()
    for event in day.events:
        journal.append(event)
    forgotten = journal.forget([dumplings], NOW)
    events = [entry.event for entry in read(journal.path)]
    journal.close()
    assert dumplings not in repr(events)
    assert forgotten > 6
    found = again(events)
    assert found.differences == ()
    assert 0 < found.illegible < forgotten
    assert found.decisions + found.illegible == again(day.events).decisions


def test_the_record_may_be_an_iterator() -> None:
    assert again(iter(a_day())).differences == ()


def test_a_restart_in_the_record_begins_anew_with_what_was_open() -> None:
    before = Day(name="before")
    before.fall()
    after = Day(before.events, name="after")
    assert any(isinstance(event, IncidentChanged) for event in after.events), "the incident goes on"
    events = [*before.events, *after.events]
    assert again(events).differences == ()
    assert again(after.events).differences != (), "without its past the incident would not have been"


@pytest.mark.parametrize("kept", [0, 1, 5])
def test_a_record_that_does_not_begin_with_a_start_is_refused(kept: int) -> None:
    events = a_day()[1 : 1 + kept]
    with pytest.raises(JournalError) as caught:
        again(events)
    assert bilingual(caught.value.text)


def test_a_stricter_gate_is_found_at_every_drive() -> None:
    events = a_day()
    drives = [
        event.decision.id
        for event in events
        if isinstance(event, ActionDecided | LimitsTightened) and event.decision.requested.kind == "move_to"
    ]
    differences = again(events, speed_mps=0.1).differences
    assert [difference.id for difference in differences] == drives
    assert {difference.what for difference in differences} == {"gate: move_to"}


def test_a_gate_without_the_rule_is_found_with_the_rule_that_is_missing() -> None:
    found = again(a_day(), speed_mps=9.0).differences
    assert {(difference.recorded, difference.replayed) for difference in found} == {
        ("LIMIT by slow.speed", "ALLOW by no rule")
    }


def test_another_chain_is_found() -> None:
    found = again(a_day(), chain=Chain(ask=timedelta(seconds=5))).differences
    assert "incident_changed" in {difference.what for difference in found}


def kinds_of(differences: Iterable[Difference]) -> list[str]:
    return [difference.what for difference in differences]


@pytest.mark.parametrize("kind", [ModeChanged, GoalAccepted, GoalFinished, ActionProposed, IncidentChanged])
def test_a_decision_that_the_record_lacks_is_found(kind: type[Event]) -> None:
    events = a_day()
    place, lost = first(events, kind)
    (difference,) = again([*events[:place], *events[place + 1 :]]).differences
    assert (difference.what, difference.id, difference.recorded) == (lost.kind, lost.id, None)
    assert difference.replayed is not None


def test_a_decision_that_was_put_into_the_record_is_found() -> None:
    events = a_day()
    place, mode = first(events, ModeChanged)
    (difference,) = again([*events[:place], replace(mode, id="forged"), *events[place:]]).differences
    assert (difference.id, difference.replayed) == ("forged", None)


def test_a_decision_that_was_altered_in_the_record_is_found_with_both_sides() -> None:
    events = a_day()
    place, mode = first(events, ModeChanged)
    assert isinstance(mode, ModeChanged)
    (difference,) = again([*events[:place], replace(mode, trigger="forged"), *events[place + 1 :]]).differences
    assert difference.recorded is not None
    assert "forged" in difference.recorded
    assert difference.replayed is not None
    assert "forged" not in difference.replayed


@pytest.mark.parametrize("kind", [ActionDecided, LimitsTightened])
def test_a_verdict_that_was_altered_in_the_record_is_found(kind: type[Event]) -> None:
    events = a_day()
    place, event = next(
        (number, event) for number, event in of(events, kind)
        if isinstance(event, ActionDecided | LimitsTightened) and event.decision.granted is not None
    )  # fmt: skip
    assert isinstance(event, ActionDecided | LimitsTightened)
    for forged in (
        replace(event.decision, verdict=Verdict.DENY),
        replace(event.decision, granted=None),
        replace(event.decision, judgements=()) if event.decision.judgements else None,
    ):
        if forged is not None:
            altered = [*events[:place], replace(event, decision=forged), *events[place + 1 :]]
            assert [difference.id for difference in again(altered).differences] == [event.decision.id]


def test_what_came_from_outside_and_was_taken_out_changes_what_follows() -> None:
    events = a_day()
    place, request = first(events, GoalRequested)
    lacking = again([*events[:place], *events[place + 1 :]]).differences
    assert "goal_accepted" in kinds_of(lacking)
    assert all(difference.replayed is None or difference.recorded is None for difference in lacking[:1])
    assert request.kind == "goal_requested"


def test_what_nobody_has_ended_is_unresolved() -> None:
    day = Day()
    day.fall()
    (open_one,) = unresolved(day.events)
    assert open_one == [event for _, event in of(day.events, IncidentChanged)][-1]
    day.say(TimerElapsed(**day.stamp(), timer=day.timers[-1]))
    (alarmed,) = unresolved(day.events)
    assert alarmed.incident == open_one.incident
    day.resolve(open_one.incident)
    assert unresolved(day.events) == ()
    assert unresolved([]) == ()


@pytest.mark.parametrize("stage", list(IncidentStage))
def test_only_an_end_ends_an_incident(stage: IncidentStage) -> None:
    day = Day()
    day.fall()
    _, event = first(day.events, IncidentChanged)
    assert isinstance(event, IncidentChanged)
    ended = stage.over
    assert bool(unresolved([event, replace(event, stage=stage)])) is not ended
    assert unresolved([replace(event, stage=stage), event]) == (event,), "the last word counts"


def test_every_cut_of_a_day_can_be_fed_again() -> None:
    """A journal may end anywhere. What came from outside last has not yet all its consequences on record."""
    events = a_day()
    outside = {event.id for event in events if not event.cause}
    for end in range(2, len(events)):
        found = again(events[:end]).differences
        assert {difference.recorded for difference in found} <= {None}, end
    whole = [end for end in range(1, len(events)) if events[end].id in outside]
    for end in itertools.chain(whole, [len(events)]):
        assert again(events[:end]).differences == (), end
