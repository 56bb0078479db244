"""What every body must do, whoever wrote it: met by each that the loader finds, in the body's own time.

The body on paper runs with them, so that the base class and this suite are checked where no simulator is.
"""

import asyncio
import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from carebot.assembly.plugins import BODIES
from carebot.core.actions import Action, MoveTo, Pick, PutDown, Wait
from carebot.core.actuator import StopLine
from carebot.core.body import Ability
from carebot.core.errors import BodyError
from carebot.core.outcomes import Outcome, Result
from carebot.core.verdicts import Limits, Permit
from carebot.plugins import PluginFolder
from robot_adapters._postconditions import ARRIVAL_TOLERANCE_M
from robot_adapters.base import VELOCITY_LEASE
from tests.contracts.actions import SAMPLES
from tests.contracts.bodies._paper import PaperHarness
from tests.contracts.bodies.base import BodyHarness
from tests.contracts.rig import Rig, bilingual, permit_for, rests, signed, under_way

HARNESSES: Final = PluginFolder(package="tests.contracts.bodies", base=BodyHarness)
STOPS_WITHIN: Final = timedelta(milliseconds=300)
SPEED_TOLERANCE_MPS: Final = 0.03

Spoil = Callable[[Permit], Permit]
SPOILED: Final[dict[str, Spoil]] = {
    "unsigned": lambda permit: replace(permit, signature=""),
    "signed with another key": lambda permit: signed(permit, b"another key"),
    "another action": lambda permit: replace(permit, action=Wait(duration=timedelta(seconds=2))),
    "another speed": lambda permit: replace(permit, limits=Limits(speed_mps=9.0)),
    "expired": lambda permit: signed(replace(permit, expires_at=permit.issued_at)),
    "from the future": lambda permit: signed(replace(permit, issued_at=permit.issued_at + timedelta(seconds=5))),
}


def harness_of(name: str) -> BodyHarness:
    return PaperHarness() if name == "paper" else HARNESSES.load(name)()


@pytest.fixture(
    scope="module", params=["paper", *(pytest.param(name, marks=pytest.mark.slow) for name in BODIES.names())]
)
def connected(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """A body with a connection."""
    harness = harness_of(request.param)
    if harness.missing():
        pytest.skip(harness.missing())
    rig = Rig(harness)
    rig.run(rig.body.connect())
    yield rig
    rig.run(rig.body.aclose())
    rig.close()


@pytest.fixture
def rig(connected: Rig) -> Rig:
    """A body with a connection that rests and was told of no fault."""
    connected.body.release()
    connected.run(connected.until(rests, within=timedelta(seconds=2)))
    connected.faults.clear()
    return connected


@pytest.fixture(params=["paper", *(pytest.param(name, marks=pytest.mark.slow) for name in BODIES.names())])
def harness(request: pytest.FixtureRequest) -> BodyHarness:
    """What makes a body, of which none is made yet."""
    made = harness_of(request.param)
    if made.missing():
        pytest.skip(made.missing())
    return made


def test_every_body_has_a_harness() -> None:
    assert HARNESSES.names() == BODIES.names()


@pytest.mark.parametrize("name", BODIES.names())
def test_a_body_is_described_without_a_connection(name: str) -> None:
    manifest = BODIES.load(name).manifest
    assert bilingual(manifest.name)
    for value in (manifest.max_speed_mps, manifest.radius_m, manifest.reaction_s, manifest.braking_mps2):
        assert math.isfinite(value)
        assert value > 0
    assert manifest.max_payload_kg >= 0
    assert math.isfinite(manifest.max_reach_height_m)


def test_a_body_without_a_connection_can_be_stopped_and_closed(harness: BodyHarness) -> None:
    rig = Rig(harness)
    assert rig.body.supports(Wait(duration=timedelta(seconds=1)))
    rig.body.stop()
    rig.body.stop()
    assert rig.body.stopped
    rig.body.release()
    assert rig.run(rig.do(MoveTo(place="anywhere"))).result is not Result.SUCCEEDED
    rig.run(rig.body.aclose())
    rig.close()


def test_a_body_out_of_reach_says_so(harness: BodyHarness) -> None:
    rig = Rig(harness)
    body = harness.unreachable(rig.wiring)
    with pytest.raises(BodyError) as caught:
        rig.run(body.connect())
    assert bilingual(caught.value.text)
    rig.run(body.aclose())
    rig.close()


def test_a_body_can_be_closed_twice_and_does_nothing_afterwards(harness: BodyHarness) -> None:
    rig = Rig(harness)

    async def open_and_close() -> Outcome:
        await rig.body.connect()
        far = rig.drive_far()
        await rig.body.aclose()
        await rig.body.aclose()
        rig.body.stop()
        rig.body.release()
        return await rig.do(far)

    outcome = rig.run(open_and_close())
    assert outcome.result is not Result.SUCCEEDED
    assert bilingual(outcome.detail)
    rig.close()


def test_the_home_is_known_in_both_languages(rig: Rig) -> None:
    home = rig.home()
    named = [[thing.name for thing in things] for things in (home.rooms, home.places, home.objects, home.furniture)]
    assert all(bilingual(name) for names in named for name in names)
    assert len({place.id for place in home.places}) == len(home.places) > 1
    assert [place.id for place in home.places if home.room_at(place.pose.point) != home.room(place.room)] == []
    assert [thing.id for thing in home.objects if home.place(thing.place) is None] == []


def test_the_state_is_finite_and_fresh(rig: Rig) -> None:
    state = rig.body.state()
    pose = (state.pose.x_m, state.pose.y_m, state.pose.yaw_rad)
    assert all(math.isfinite(value) for value in (*pose, state.linear_mps, state.angular_radps, state.battery))
    assert 0.0 <= state.battery <= 1.0
    assert timedelta() <= rig.clock.now() - state.at < timedelta(milliseconds=200)
    assert state.nearest_obstacle_m >= 0.0
    assert rig.home().room_at(state.pose.point) is not None


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_bad_permit_is_refused_and_latches_a_stop(rig: Rig, spoil: Spoil) -> None:
    permit = spoil(permit_for(rig.drive_far(), rig.clock.now()))
    outcome = rig.run(rig.body.execute(permit))
    assert outcome.result is Result.REFUSED
    assert bilingual(outcome.detail)
    assert rig.body.stopped
    assert rests(rig.body.state())


def test_a_permit_works_once(rig: Rig) -> None:
    permit = permit_for(Wait(duration=timedelta(milliseconds=100)), rig.clock.now())
    assert rig.run(rig.body.execute(permit)).succeeded or not rig.body.stopped
    assert rig.run(rig.body.execute(permit)).result is Result.REFUSED
    assert rig.body.stopped


def test_a_bad_permit_stops_a_drive(rig: Rig) -> None:
    async def scenario() -> tuple[timedelta, Outcome]:
        async with rig.driving() as drive:
            await rig.body.execute(replace(permit_for(rig.drive_far(), rig.clock.now()), signature=""))
            return await rig.until(rests, within=timedelta(seconds=1)), await drive

    stopping, outcome = rig.run(scenario())
    assert stopping <= STOPS_WITHIN
    assert not outcome.succeeded


def test_a_stop_from_another_thread_stops_a_drive_in_time(rig: Rig) -> None:
    async def scenario() -> tuple[timedelta, Outcome]:
        async with rig.driving() as drive:
            stopper = threading.Thread(target=rig.body.stop)
            stopper.start()
            stopper.join()
            return await rig.until(rests, within=timedelta(seconds=1)), await drive

    stopping, outcome = rig.run(scenario())
    assert stopping <= STOPS_WITHIN
    assert not outcome.succeeded
    assert bilingual(outcome.detail)


def test_a_stop_stays_until_it_is_released(rig: Rig) -> None:
    async def scenario() -> tuple[Outcome, bool]:
        rig.body.stop()
        rig.body.stop()
        refused = await rig.do(rig.drive_far())
        rested = all(map(rests, await rig.readings(timedelta(milliseconds=500))))
        rig.body.release()
        async with rig.driving():
            return refused, rested

    refused, rested = rig.run(scenario())
    assert refused.result is Result.PRECONDITION
    assert bilingual(refused.detail)
    assert rested


def test_a_stop_ends_what_runs_even_if_released_at_once(rig: Rig) -> None:
    async def scenario() -> Outcome:
        async with rig.driving() as drive:
            rig.body.stop()
            rig.body.release()
            await rig.until(rests, within=timedelta(seconds=1))
            return await drive

    assert not rig.run(scenario()).succeeded


def test_the_stop_line_halts_what_goes_on_driving(rig: Rig) -> None:
    """As the monitor's process does: nothing of the body's own program is asked, and the drive goes on afterwards."""
    line = rig.body.stop_line()
    if line is None:
        pytest.skip("this body has no stop line: only its own program can halt it")

    async def scenario(line: StopLine) -> tuple[timedelta, bool]:
        async with rig.driving() as drive:
            line.halt()
            try:
                stopping = await rig.until(rests, within=timedelta(seconds=1))
                rested = all(map(rests, await rig.readings(timedelta(milliseconds=500))))
                assert not drive.done()
            finally:
                line.let_go()
            await rig.until(under_way, within=timedelta(seconds=2))
            return stopping, rested

    stopping, rested = rig.run(scenario(line))
    assert stopping <= STOPS_WITHIN
    assert rested
    assert not rig.body.stopped


def test_a_cancelled_drive_ends_in_standstill(rig: Rig) -> None:
    async def scenario() -> timedelta:
        async with rig.driving() as drive:
            drive.cancel()
            return await rig.until(rests, within=timedelta(seconds=1))

    assert rig.run(scenario()) <= STOPS_WITHIN
    assert not rig.body.stopped


def test_what_a_body_cannot_do_it_declines(rig: Rig) -> None:
    declined = [action for action in SAMPLES if not rig.body.supports(action)]
    outcomes = [rig.run(rig.do(action)) for action in declined]
    assert {outcome.result for outcome in outcomes} == {Result.UNSUPPORTED}
    assert all(bilingual(outcome.detail) for outcome in outcomes)
    assert not rig.body.stopped


def test_a_drive_to_a_known_place_arrives(rig: Rig) -> None:
    place = rig.far_place()
    outcome = rig.run(rig.do(rig.drive_far()))
    assert outcome.succeeded, outcome
    state = rig.body.state()
    assert place.pose.point.distance_m(state.pose.point) <= ARRIVAL_TOLERANCE_M
    assert rests(state)


def test_a_drive_to_an_unknown_place_fails_by_name(rig: Rig) -> None:
    before = rig.body.state().pose
    outcome = rig.run(rig.do(MoveTo(place="nowhere at all")))
    assert outcome.result in {Result.PLANNING, Result.PRECONDITION}
    assert bilingual(outcome.detail)
    assert before.point.distance_m(rig.body.state().pose.point) < 0.05


def test_bounds_that_are_lowered_while_driving_are_obeyed(rig: Rig) -> None:
    slow_mps, permitted_mps = 0.12, rig.drive_far().speed_mps

    async def scenario() -> tuple[list[float], timedelta, list[float]]:
        async with rig.driving() as drive:
            rig.body.bound(Limits(speed_mps=slow_mps))
            await rig.readings(timedelta(milliseconds=500))
            slow = [abs(state.linear_mps) for state in await rig.readings(timedelta(seconds=1))]
            rig.body.bound(Limits(speed_mps=0.0))
            held = await rig.until(rests, within=timedelta(seconds=1))
            assert not drive.done()
            rig.body.bound(Limits(speed_mps=100.0))
            await rig.until(under_way, within=timedelta(seconds=5))
            return slow, held, [abs(state.linear_mps) for state in await rig.readings(timedelta(seconds=1))]

    slow, held, again = rig.run(scenario())
    assert 0.0 < max(slow) <= slow_mps + SPEED_TOLERANCE_MPS
    assert held <= timedelta(milliseconds=500)
    assert max(again) <= permitted_mps + SPEED_TOLERANCE_MPS


def test_turning_obeys_the_bound_too(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def spin(_: Action) -> Outcome:
        for _turn in range(20):
            rig.body._drive(0.0, 3.0)
            await rig.clock.sleep(timedelta(milliseconds=50))
        return Outcome(result=Result.SUCCEEDED)

    async def scenario() -> float:
        permit = permit_for(Wait(duration=timedelta(seconds=1)), rig.clock.now(), Limits(speed_mps=0.1))
        turning = asyncio.create_task(rig.body.execute(permit))
        readings = await rig.readings(timedelta(milliseconds=900))
        await turning
        return max(abs(state.angular_radps) for state in readings)

    monkeypatch.setattr(rig.body, "_perform", spin)
    fastest_radps = rig.run(scenario())
    assert 0.0 < fastest_radps * rig.body.manifest.radius_m <= 0.1 + SPEED_TOLERANCE_MPS


def test_a_drive_whose_lease_is_not_renewed_ends(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def turn_and_forget(_: Action) -> Outcome:
        rig.body._drive(0.0, 0.5)
        await rig.clock.sleep(timedelta(seconds=2))
        return Outcome(result=Result.SUCCEEDED)

    async def scenario() -> timedelta:
        permit = permit_for(Wait(duration=timedelta(seconds=2)), rig.clock.now(), Limits(speed_mps=0.3))
        forgetful = asyncio.create_task(rig.body.execute(permit))
        await rig.until(lambda state: not rests(state), within=timedelta(seconds=1))
        rested = await rig.until(rests, within=timedelta(seconds=2))
        assert not forgetful.done()
        await forgetful
        return rested

    monkeypatch.setattr(rig.body, "_perform", turn_and_forget)
    assert rig.run(scenario()) <= VELOCITY_LEASE + STOPS_WITHIN
    told = [fault for fault in rig.faults if fault is not None]
    assert told
    assert all(map(bilingual, told))


def test_a_speed_that_is_no_number_is_not_driven(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    async def compute_nonsense(_: Action) -> Outcome:
        rig.body._drive(float("nan"), 0.0)
        return Outcome(result=Result.SUCCEEDED)

    monkeypatch.setattr(rig.body, "_perform", compute_nonsense)
    outcome = rig.run(rig.do(rig.drive_far()))
    assert outcome.result is Result.EXECUTION
    assert bilingual(outcome.detail)
    assert all(map(rests, rig.run(rig.readings(timedelta(milliseconds=300)))))


def test_an_object_is_fetched_where_it_is_kept(rig: Rig) -> None:
    if Ability.GRASP not in rig.body.manifest.abilities:
        pytest.skip("this body does not grasp")
    thing = rig.home().objects[0]

    async def scenario() -> list[str]:
        assert (await rig.do(MoveTo(place=thing.place))).succeeded
        held = []
        for action in (Pick(object=thing.id), PutDown(object=thing.id)):
            outcome = await rig.do(action)
            assert outcome.succeeded, outcome
            held.append(rig.body.state().holding)
        return held

    assert rig.run(scenario()) == [thing.id, ""]


def test_what_is_held_stays_held_when_the_body_is_stopped(rig: Rig) -> None:
    if Ability.GRASP not in rig.body.manifest.abilities:
        pytest.skip("this body does not grasp")
    thing = rig.home().objects[0]

    async def scenario() -> tuple[str, str]:
        assert (await rig.do(MoveTo(place=thing.place))).succeeded
        assert (await rig.do(Pick(object=thing.id))).succeeded
        async with rig.driving():
            rig.body.stop()
            await rig.until(rests, within=timedelta(seconds=1))
        stopped = rig.body.state().holding
        rig.body.release()
        assert (await rig.do(MoveTo(place=thing.place))).succeeded
        await rig.do(PutDown(object=thing.id))
        return stopped, rig.body.state().holding

    assert rig.run(scenario()) == (thing.id, "")


def test_an_object_that_is_not_there_cannot_be_picked(rig: Rig) -> None:
    if Ability.GRASP not in rig.body.manifest.abilities:
        pytest.skip("this body does not grasp")
    outcome = rig.run(rig.do(Pick(object="no such thing")))
    assert outcome.result in {Result.PRECONDITION, Result.PLANNING, Result.EXECUTION}
    assert bilingual(outcome.detail)
    assert rig.body.state().holding == ""
