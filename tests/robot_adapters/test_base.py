"""The base of all bodies, on paper: what it makes of a body that is deaf, silent, boastful or asked the wrong thing."""

import asyncio
import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.actions import Action, Escort, Handover, Look, MoveTo, Pick, PutDown, Say, Wait
from carebot.core.home import Pose
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.verdicts import Limits
from robot_adapters._postconditions import unmet_postcondition
from robot_adapters._texts import LEASE_OVER, OTHER_ACTION, STILL_MOVING
from tests.contracts.bodies._paper import HOME, UNREACHABLE, PaperBody, PaperHarness
from tests.contracts.rig import Rig, bilingual, permit_for, rests, signed

SECOND = timedelta(seconds=1)
FAR = MoveTo(place="right", speed_mps=0.5)


@pytest.fixture
def rig() -> Iterator[Rig]:
    """A connected body on paper."""
    made = Rig(PaperHarness())
    made.run(made.body.connect())
    yield made
    made.run(made.body.aclose())
    made.close()


def paper(rig: Rig) -> PaperBody:
    assert isinstance(rig.body, PaperBody)
    return rig.body


def test_a_body_that_does_not_stop_is_told_of_once(rig: Rig) -> None:
    async def scenario() -> None:
        async with rig.driving():
            paper(rig).deaf = True
            rig.body.stop()
            await rig.clock.sleep(3 * SECOND)
            assert not rests(rig.body.state())
            paper(rig).deaf = False

    rig.run(scenario())
    rig.run(rig.readings(SECOND))
    assert rig.faults == [STILL_MOVING, None]


def test_a_halt_is_repeated_until_it_is_obeyed(rig: Rig) -> None:
    async def scenario() -> None:
        async with rig.driving():
            paper(rig).deaf = True
            rig.body.stop()
            await rig.clock.sleep(SECOND / 2)
            paper(rig).deaf = False
            await rig.until(rests, within=SECOND / 2)

    rig.run(scenario())
    assert rig.faults == []


def test_a_stop_halts_before_the_loop_runs_again(rig: Rig) -> None:
    async def scenario() -> None:
        async with rig.driving():
            rig.body.stop()
            assert paper(rig).wanted == (0.0, 0.0)

    rig.run(scenario())


def test_a_cancelled_action_halts_at_once(rig: Rig) -> None:
    async def scenario() -> None:
        async with rig.driving() as drive:
            drive.cancel()
            await asyncio.gather(drive, return_exceptions=True)
            assert paper(rig).wanted == (0.0, 0.0)

    rig.run(scenario())


def test_whoever_cancels_a_stopped_action_sees_it_cancelled(rig: Rig) -> None:
    async def scenario() -> bool:
        async with rig.driving() as drive:
            rig.body.stop()
            drive.cancel()
            await asyncio.gather(drive, return_exceptions=True)
            return drive.cancelled()

    assert rig.run(scenario())


def test_a_cancelled_drive_that_does_not_end_is_told_of(rig: Rig) -> None:
    async def scenario() -> None:
        async with rig.driving() as drive:
            paper(rig).deaf = True
            drive.cancel()
            await rig.clock.sleep(2 * SECOND)
            paper(rig).deaf = False

    rig.run(scenario())
    assert rig.faults[0] == STILL_MOVING


def test_nothing_drives_after_an_action(rig: Rig) -> None:
    assert rig.run(rig.do(FAR)).succeeded
    rig.body._drive(0.5, 1.0)
    assert paper(rig).commands[-1] == (0.0, 0.0)


def test_a_body_that_cannot_be_read_counts_as_moving(rig: Rig) -> None:
    async def scenario() -> None:
        paper(rig).unreadable = True
        rig.body.stop()
        await rig.clock.sleep(3 * SECOND)
        paper(rig).unreadable = False
        await rig.clock.sleep(SECOND)

    rig.run(scenario())
    assert rig.faults == [UNREACHABLE, None]


def test_a_drive_that_loses_its_body_fails_by_name(rig: Rig) -> None:
    async def scenario() -> Outcome:
        async with rig.driving() as drive:
            paper(rig).unreadable = True
            outcome = await drive
            paper(rig).unreadable = False
            return outcome

    paper(rig).lying = False
    outcome = rig.run(scenario())
    assert outcome.result is Result.EXECUTION
    assert outcome.detail == UNREACHABLE


def test_what_is_reported_done_is_checked(rig: Rig) -> None:
    paper(rig).lying = True
    outcome = rig.run(rig.do(FAR))
    assert outcome.result is Result.POSTCONDITION
    assert "5.0 m" in outcome.detail.en
    assert "5.0 米" in outcome.detail.zh


def test_a_drive_that_does_not_end_in_standstill_fails(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def speed_away(_: Action) -> Outcome:
        rig.body._drive(0.5, 0.0)
        await rig.clock.sleep(SECOND / 4)
        paper(rig).deaf = True
        return Outcome(result=Result.SUCCEEDED)

    monkeypatch.setattr(rig.body, "_perform", speed_away)
    outcome = rig.run(rig.do(FAR))
    assert outcome.result is Result.EXECUTION
    assert outcome.detail == STILL_MOVING
    paper(rig).deaf = False


def test_a_permit_that_expires_in_the_queue_is_not_used(rig: Rig) -> None:
    async def scenario() -> Outcome:
        first = asyncio.create_task(rig.do(FAR))
        await rig.clock.sleep(SECOND / 10)
        soon = replace(permit_for(FAR, rig.clock.now()), expires_at=rig.clock.now() + SECOND)
        return (await asyncio.gather(rig.body.execute(signed(soon)), first))[0]

    outcome = rig.run(scenario())
    assert outcome.result is Result.REFUSED
    assert bilingual(outcome.detail)
    assert not rig.body.stopped


def test_a_permit_can_be_renewed_for_another_speed(rig: Rig) -> None:
    async def scenario() -> float:
        async with rig.driving(replace(FAR, speed_mps=0.15)):
            rig.body.renew(permit_for(FAR, rig.clock.now()))
            await rig.clock.sleep(SECOND)
            return rig.body.state().linear_mps

    assert rig.run(scenario()) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("wrong", ["action", "signature", "used"])
def test_a_wrong_renewal_stops_and_is_told(rig: Rig, wrong: str) -> None:
    async def scenario() -> None:
        async with rig.driving():
            permit = permit_for(MoveTo(place="left") if wrong == "action" else FAR, rig.clock.now())
            if wrong == "used":
                rig.wiring.ledger.take(permit, rig.clock.now())
            rig.body.renew(replace(permit, signature="") if wrong == "signature" else permit)
            await rig.until(rests, within=SECOND)

    rig.run(scenario())
    assert rig.body.stopped
    assert len(rig.faults) == 1
    assert rig.faults[0] is not None
    assert (rig.faults[0] == OTHER_ACTION) is (wrong == "action")


def test_a_renewal_of_what_is_over_does_nothing(rig: Rig) -> None:
    rig.body.renew(permit_for(FAR, rig.clock.now()))
    assert rig.faults == []
    assert not rig.body.stopped


def test_an_ended_lease_is_told_and_cleared(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def drive_and_forget(_: Action) -> Outcome:
        rig.body._drive(0.2, 0.0)
        await rig.clock.sleep(2 * SECOND)
        return Outcome(result=Result.SUCCEEDED)

    monkeypatch.setattr(rig.body, "_perform", drive_and_forget)
    rig.run(rig.body.execute(permit_for(Wait(duration=SECOND), rig.clock.now(), Limits())))
    assert rig.faults == []
    rig.run(rig.body.execute(permit_for(Wait(duration=SECOND), rig.clock.now(), Limits(speed_mps=0.2))))
    assert rig.faults == [LEASE_OVER, None]


@pytest.mark.parametrize("bound", [math.nan, -1.0, -math.inf, 0.0])
def test_a_bound_that_is_no_speed_holds(rig: Rig, bound: float) -> None:
    async def scenario() -> None:
        async with rig.driving():
            rig.body.bound(Limits(speed_mps=bound, person_distance_m=math.nan))
            await rig.until(rests, within=SECOND)
            assert all(map(rests, await rig.readings(SECOND)))

    rig.run(scenario())


def test_a_bound_without_an_action_permits_nothing(rig: Rig) -> None:
    rig.body.bound(Limits(speed_mps=0.5))
    rig.body._drive(0.5, 1.0)
    assert paper(rig).commands == [(0.0, 0.0)]


def test_a_latched_stop_lets_no_command_through(rig: Rig) -> None:
    rig.body.stop()
    rig.body._drive(0.5, 1.0)
    assert paper(rig).commands == []


@pytest.mark.parametrize(
    ("action", "x_m", "holding", "met"),
    [
        (FAR, 5.29, "", True),
        (FAR, 4.71, "", True),
        (FAR, 5.31, "", False),
        (Escort(person="li", place="right"), 0.0, "", False),
        (MoveTo(place="nowhere"), 0.0, "", False),
        (Pick(object="cup"), 0.0, "cup", True),
        (Pick(object="cup"), 0.0, "", False),
        (Pick(object="cup"), 0.0, "jar", False),
        (PutDown(object="cup"), 0.0, "", True),
        (PutDown(object="cup"), 0.0, "cup", False),
        (Handover(object="cup", to="li"), 0.0, "cup", False),
        (Handover(object="cup", to="li"), 0.0, "", True),
        (Look(), 0.0, "", True),
    ],
)
def test_postconditions(rig: Rig, action: Action, x_m: float, holding: str, met: bool) -> None:
    state = replace(rig.body.state(), pose=Pose(x_m=x_m, y_m=0.0, yaw_rad=1.0), holding=holding)
    missing = unmet_postcondition(action, state, HOME)
    assert (missing is None) is met
    assert missing is None or bilingual(missing)


def test_an_arrival_without_a_map_cannot_be_confirmed(rig: Rig) -> None:
    assert unmet_postcondition(FAR, rig.body.state(), None) is not None


def test_speech_is_no_matter_of_a_body(rig: Rig) -> None:
    assert not rig.body.supports(Say(text=Text(zh="好", en="well"), language=Language.ZH))
    assert not rig.body.supports(Look())
    assert rig.body.supports(FAR)
