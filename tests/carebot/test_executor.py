"""The executor: nothing acts without a permit, confirmations are bound and silent ones refuse, motion is watched."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from carebot import journal as journals
from carebot._running_monitor import HOLD, TELL_EVERY
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.actions import Action, AlarmLevel, Look, MoveTo, Notify, RemindDose, Say
from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    ConfirmationNeeded,
    LimitsTightened,
)
from carebot.core.events import ConfirmationGiven, Event, Source, StopPressed, StopReleased
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester, RequesterKind
from carebot.core.permits import PermitLedger, action_digest
from carebot.core.record import AnyEvent
from carebot.core.situation import Confirmation, Situation
from carebot.core.verdicts import Confirmer, Judgement, Limits, Permit, Verdict
from carebot.executor import CONFIRMATION_WAIT, PASSING, Executor
from carebot.journal import Journal
from carebot.supervisor import Supervisor
from safety.gate import Gate
from safety.policies.base import Layer, Policy
from tests.carebot.examples import stamp
from tests.safety.builders import BY_LI, BY_NURSE, HOUSE, NOW, present, text

KEY = b"k" * 32
MOVE = MoveTo(place="kitchen", speed_mps=0.5)
SAY = Say(text=text("hello"), language=Language.ZH)


@dataclass
class Rule(Policy):
    """Says what the test tells it to."""

    layer: ClassVar[Layer] = Layer.PHYSICAL
    title: ClassVar[Text] = text("rule")
    says: Callable[[Action, Situation], Iterable[Judgement]] = lambda action, situation: ()

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        return self.says(action, situation)


@dataclass
class Legs:
    """A body that is done when told."""

    clock: SimulatedClock
    ledger: PermitLedger = field(default_factory=lambda: PermitLedger(KEY))
    done: asyncio.Event = field(default_factory=asyncio.Event)
    log: list[str] = field(default_factory=list)
    permits: list[Permit] = field(default_factory=list)
    speed_mps: float = 0.0

    def supports(self, action: Action) -> bool:
        return isinstance(action, MoveTo)

    async def execute(self, permit: Permit) -> Outcome:
        self.ledger.take(permit, self.clock.now())
        self.permits.append(permit)
        self.speed_mps = permit.limits.speed_mps
        try:
            await self.done.wait()
        except asyncio.CancelledError:
            self.log.append("halted")
            raise
        return Outcome(result=Result.SUCCEEDED)

    def bound(self, limits: Limits) -> None:
        self.speed_mps = min(self.speed_mps, limits.speed_mps)

    def renew(self, permit: Permit) -> None:
        self.ledger.take(permit, self.clock.now())
        self.speed_mps = permit.limits.speed_mps

    def stop(self) -> None:
        self.log.append("stopped")

    def release(self) -> None:
        self.log.append("released")


@dataclass
class Voice:
    """Says, reminds and calls at once."""

    said: list[Action] = field(default_factory=list)

    def supports(self, action: Action) -> bool:
        return isinstance(action, Say | RemindDose | Notify)

    async def execute(self, permit: Permit) -> Outcome:
        self.said.append(permit.action)
        return Outcome(result=Result.SUCCEEDED)

    def stop(self) -> None:
        self.said.clear()


class Stage:
    """An executor with everything around it, on simulated time."""

    def __init__(self, path: Path) -> None:
        self.bus = Bus()
        self.clock = SimulatedClock(NOW)
        self.events: list[AnyEvent] = []
        self.finished = asyncio.Event()
        self.bus.subscribe(ActionFinished, lambda _: self.finished.set())
        self.rule = Rule()
        self.held_by: tuple[str, ...] = ()
        self.legs = Legs(self.clock)
        self.voice = Voice()
        self.bus.subscribe(Event, self.events.append)
        self.journal = Journal(path / "journal.db", lambda _: None)
        self.journal.start()
        self.bus.subscribe(Event, self.journal.append)
        self.supervisor = Supervisor(self.clock, lambda name, text: None)
        self.executor = Executor(
            bus=self.bus,
            clock=self.clock,
            gate=Gate([("rule", self.rule)], KEY, timedelta(seconds=5)),
            situations=self,
            actuators=(self.voice,),
            body=self.legs,
            journal=self.journal,
            supervisor=self.supervisor,
        )

    def situation(self, requester: Requester, confirmations: Sequence[Confirmation]) -> Situation:
        now, given = self.clock.now(), tuple(confirmations)
        return Situation(
            house=HOUSE, present=present(requester=requester, confirmations=given, at=now, held_by=self.held_by)
        )

    def propose(self, action: Action, run: str = "run") -> None:
        self.bus.publish(ActionProposed(**stamp(), run=run, owner="goal", action=action, requester=BY_LI))

    async def pass_time(self, seconds: float = 0.0) -> None:
        await self.clock.advance(timedelta(seconds=seconds))

    def tightened(self) -> list[LimitsTightened]:
        return [event for event in self.events if isinstance(event, LimitsTightened)]

    def outcome(self) -> Outcome | None:
        return next((event.outcome for event in self.events if isinstance(event, ActionFinished)), None)


Test = Callable[[Stage], Awaitable[None]]


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Test], None]:
    def run(test: Test) -> None:
        async def staged() -> None:
            stage = Stage(tmp_path)
            try:
                await test(stage)
            finally:
                await stage.supervisor.aclose()
                stage.journal.close()

        asyncio.run(staged())

    return run


def denies(action: Action, situation: Situation) -> list[Judgement]:
    return [Judgement(rule="no", verdict=Verdict.DENY, reason=text("not now"), alternative=text("later"))]


def test_what_is_allowed_is_done_and_told(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.propose(SAY)
        await stage.pass_time()
        assert stage.voice.said == [SAY]
        assert [event.kind for event in stage.events] == ["action_proposed", "action_decided", "action_finished"]
        assert stage.events[1].cause == stage.events[0].id

    play(test)


def test_what_is_denied_is_not_done_and_says_why_and_what_instead(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.rule.says = denies
        stage.propose(SAY)
        await stage.pass_time()
        outcome = stage.outcome()
        assert outcome is not None
        assert (outcome.result, outcome.detail, outcome.alternative) == (Result.REFUSED, text("not now"), text("later"))
        assert stage.voice.said == []

    play(test)


CALL = Notify(text=text("come"), level=AlarmLevel.HIGH, about="li")
REMIND = RemindDose(
    text=text("tablet"), language=Language.ZH, resident="li", dose="d", drug=text("tablet"), minutes_from_due=0.0
)


@pytest.mark.parametrize(("action", "done"), [(CALL, True), (REMIND, False), (SAY, True)])
def test_people_are_called_though_the_disk_takes_nothing_but_medicine_waits_for_the_record(
    play: Callable[[Test], None], monkeypatch: pytest.MonkeyPatch, action: Action, done: bool
) -> None:
    monkeypatch.setattr(Journal, "_commit", lambda self, batch: False)
    monkeypatch.setattr("carebot.executor.CALL_WAITS", timedelta(milliseconds=20))
    monkeypatch.setattr("carebot.executor.DISK_WAIT", timedelta(milliseconds=20))

    async def test(stage: Stage) -> None:
        stage.propose(action)
        await asyncio.wait_for(stage.finished.wait(), 5)
        outcome = stage.outcome()
        assert outcome is not None
        assert outcome.succeeded is done
        assert stage.voice.said == ([action] if done else [])

    play(test)


@pytest.mark.parametrize("action", [CALL, REMIND])
def test_with_a_whole_disk_the_decision_is_recorded_before_it_acts(
    play: Callable[[Test], None], action: Action
) -> None:
    async def test(stage: Stage) -> None:
        stage.propose(action)
        await asyncio.wait_for(stage.finished.wait(), 5)
        assert stage.voice.said == [action]
        assert any(isinstance(entry.event, ActionDecided) for entry in journals.read(stage.journal.path))

    play(test)


def test_what_nothing_here_can_do_is_said(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.propose(Look())
        await stage.pass_time()
        outcome = stage.outcome()
        assert outcome is not None
        assert outcome.result is Result.UNSUPPORTED

    play(test)


def test_a_withdrawn_motion_halts(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.propose(MOVE)
        await stage.pass_time()
        stage.bus.publish(ActionWithdrawn(**stamp(), run="run"))
        await stage.pass_time()
        outcome = stage.outcome()
        assert outcome is not None
        assert outcome.result is Result.CANCELLED
        assert stage.legs.log == ["halted"]

    play(test)


def test_a_running_motion_is_slowed_and_let_go_again(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        cap = {"mps": 0.5}

        def slow(action: Action, situation: Situation) -> list[Judgement]:
            assert isinstance(action, MoveTo)
            if action.speed_mps <= cap["mps"]:
                return []
            tight = replace(action, speed_mps=cap["mps"])
            return [Judgement(rule="slow", verdict=Verdict.LIMIT, reason=text("slowly"), tightened=tight)]

        stage.rule.says = slow
        stage.propose(MOVE)
        await stage.pass_time()
        assert stage.legs.speed_mps == 0.5
        for wanted in (0.1, 0.3, 0.1, 0.3):
            cap["mps"] = wanted
            await stage.pass_time(0.06)
            assert stage.legs.speed_mps == wanted
        assert [tight.decision.limits.speed_mps for tight in stage.tightened()] == [0.1]
        await stage.pass_time(TELL_EVERY.total_seconds())
        assert [tight.decision.limits.speed_mps for tight in stage.tightened()] == [0.1, 0.3]
        stage.legs.done.set()
        await stage.pass_time()
        outcome = stage.outcome()
        assert outcome is not None
        assert outcome.succeeded

    play(test)


def test_a_denied_motion_is_held_at_once_and_revoked_when_it_lasts(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.propose(MOVE)
        await stage.pass_time()
        stage.rule.says = denies
        await stage.pass_time(0.06)
        assert stage.legs.speed_mps == 0.0
        assert stage.outcome() is None
        await stage.pass_time(HOLD.total_seconds() + 0.2)
        outcome = stage.outcome()
        assert outcome is not None
        assert (outcome.result, outcome.detail) == (Result.REFUSED, text("not now"))
        assert stage.legs.log == ["halted"]

    play(test)


def test_a_motion_wished_for_in_a_missed_beat_is_done_after_it(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.rule.says, stage.held_by = denies, ("heartbeat_lost",)
        stage.propose(MOVE)
        await stage.pass_time()
        await stage.pass_time(PASSING.total_seconds() - 0.1)
        assert (stage.legs.permits, stage.outcome()) == ([], None)
        stage.rule.says, stage.held_by = Rule().says, ()
        await stage.pass_time(0.1)
        assert [permit.action for permit in stage.legs.permits] == [MOVE]
        decided = [event.decision.verdict for event in stage.events if isinstance(event, ActionDecided)]
        assert decided == [Verdict.ALLOW]

    play(test)


def test_a_motion_wished_for_while_the_body_stays_held_is_refused_in_two_seconds(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.rule.says, stage.held_by = denies, ("heartbeat_lost",)
        stage.propose(MOVE)
        await stage.pass_time()
        await stage.pass_time(PASSING.total_seconds() + 0.1)
        outcome = stage.outcome()
        assert outcome is not None
        assert (outcome.result, outcome.detail) == (Result.REFUSED, text("not now"))

    play(test)


def test_words_do_not_wait_for_a_body_that_is_held(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.held_by = ("heartbeat_lost",)
        stage.propose(SAY)
        await stage.pass_time()
        assert stage.voice.said == [SAY]

    play(test)


def test_a_hold_that_passes_costs_nothing(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.propose(MOVE)
        await stage.pass_time()
        stage.rule.says = denies
        await stage.pass_time(HOLD.total_seconds() / 2)
        stage.rule.says = lambda action, situation: ()
        await stage.pass_time(0.06)
        assert stage.legs.speed_mps == 0.5
        await stage.pass_time(HOLD.total_seconds() * 2)
        assert stage.outcome() is None

    play(test)


def needs_both(action: Action, situation: Situation) -> list[Judgement]:
    given = {each.confirmer for each in situation.present.confirmations if each.action_digest == action_digest(action)}
    missing = frozenset({Confirmer.RESIDENT, Confirmer.STAFF}) - given
    if not missing:
        return []
    return [Judgement(rule="both", verdict=Verdict.CONFIRM, reason=text("both must agree"), confirmers=missing)]


def confirm(stage: Stage, confirmer: Confirmer, *, yes: bool = True, digest: str = "") -> None:
    stage.bus.publish(
        ConfirmationGiven(
            **stamp(),
            run="run",
            action_digest=digest or action_digest(SAY),
            confirmer=confirmer,
            by=BY_NURSE,
            confirmed=yes,
        )
    )


def test_two_people_confirm_exactly_this_action(play: Callable[[Test], None]) -> None:
    async def test(stage: Stage) -> None:
        stage.rule.says = needs_both
        stage.propose(SAY)
        await stage.pass_time()
        confirm(stage, Confirmer.STAFF)
        await stage.pass_time()
        assert stage.voice.said == []
        confirm(stage, Confirmer.RESIDENT)
        await stage.pass_time()
        assert stage.voice.said == [SAY]
        asked = [event.confirmers for event in stage.events if isinstance(event, ConfirmationNeeded)]
        assert asked == [{Confirmer.RESIDENT, Confirmer.STAFF}, {Confirmer.RESIDENT}]
        assert len([event for event in stage.events if isinstance(event, ActionDecided)]) == 3

    play(test)


@pytest.mark.parametrize(
    ("confirmer", "by", "named", "in_her_stead"),
    [
        (Confirmer.STAFF, BY_NURSE, "nurse", False),
        (Confirmer.STAFF, BY_LI, "", False),
        (Confirmer.STAFF, Requester(kind=RequesterKind.UNKNOWN_VOICE, id="nurse"), "", False),
        (Confirmer.STAFF, Requester(kind=RequesterKind.FAMILY, id="nurse"), "", False),
        (Confirmer.RESIDENT, BY_LI, "li", False),
        (Confirmer.RESIDENT, Requester(kind=RequesterKind.CAREGIVER, id="li"), "li", True),
        (Confirmer.RESIDENT, Requester(kind=RequesterKind.UNKNOWN_VOICE, id="li"), "", True),
        (Confirmer.STAFF, replace(BY_NURSE, remote=True), "nurse", False),
    ],
)
def test_a_yes_is_weighed_as_that_of_whoever_gave_it(
    play: Callable[[Test], None], confirmer: Confirmer, by: Requester, named: str, in_her_stead: bool
) -> None:
    async def test(stage: Stage) -> None:
        stage.rule.says = needs_both
        stage.propose(SAY)
        await stage.pass_time()
        digest = action_digest(SAY)
        stage.bus.publish(
            ConfirmationGiven(**stamp(), run="run", action_digest=digest, confirmer=confirmer, by=by, confirmed=True)
        )
        await stage.pass_time()
        decided = [event for event in stage.events if isinstance(event, ActionDecided)]
        (weighed,) = decided[-1].present.confirmations
        assert (weighed.by, weighed.in_her_stead, weighed.remote) == (named, in_her_stead, by.remote)

    play(test)


def test_what_was_said_yes_to_is_done_though_more_would_be_allowed_by_then(play: Callable[[Test], None]) -> None:
    slow = replace(MOVE, speed_mps=0.2)

    def crowded_then_free(action: Action, situation: Situation) -> list[Judgement]:
        if not situation.present.confirmations and action != slow:
            return [Judgement(rule="slow", verdict=Verdict.LIMIT, reason=text("people about"), tightened=slow)]
        return needs_both(action, situation)

    async def test(stage: Stage) -> None:
        stage.rule.says = crowded_then_free
        stage.propose(MOVE)
        await stage.pass_time()
        for confirmer in Confirmer:
            confirm(stage, confirmer, digest=action_digest(slow))
            await stage.pass_time()
        await stage.pass_time()
        assert [permit.action for permit in stage.legs.permits] == [slow]

    play(test)


@pytest.mark.parametrize("answer", ["silence", "no", "for another action"])
def test_anything_but_a_yes_to_this_is_no(play: Callable[[Test], None], answer: str) -> None:
    async def test(stage: Stage) -> None:
        stage.rule.says = needs_both
        stage.propose(SAY)
        await stage.pass_time()
        if answer == "no":
            confirm(stage, Confirmer.STAFF, yes=False)
        if answer == "for another action":
            confirm(stage, Confirmer.STAFF, digest="another")
        if answer == "silence":
            await stage.pass_time(CONFIRMATION_WAIT.total_seconds() + 1)
        await stage.pass_time()
        outcome = stage.outcome()
        assert outcome is not None
        assert outcome.result is Result.REFUSED
        assert stage.voice.said == []

    play(test)


def test_a_stop_reaches_everything_before_anything_else_follows_and_a_release_the_body(
    play: Callable[[Test], None],
) -> None:
    async def test(stage: Stage) -> None:
        stage.propose(SAY)
        await stage.pass_time()
        stage.bus.publish(StopPressed(**stamp(), by=BY_NURSE, source=Source.PANEL))
        assert stage.legs.log == ["stopped"]
        assert stage.voice.said == []
        stage.bus.publish(StopReleased(**stamp(), by=BY_NURSE))
        assert stage.legs.log == ["stopped", "released"]

    play(test)
