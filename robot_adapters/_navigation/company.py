"""Going to people and with them: finds a person, drives up to her, or leads her to a place at her own pace.

The distance is kept from the nearest point of her body that anything shows, never from its middle.
"""

import math
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.core.actions import Approach, Escort
from carebot.core.home import Point, Pose
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import ResidentId
from carebot.core.situation import PersonSeen
from robot_adapters._navigation.follower import Bounds, Going
from robot_adapters._navigation.footprint import Points, in_body_frame
from robot_adapters._navigation.navigator import Destination, Navigator, Sensed, destination_at
from robot_adapters._navigation.pilot import AHEAD, TICK, Pilot
from robot_adapters._navigation.planner import DEAREST, PERSON_RADIUS_M, Goals

_BODY_REACH_M: Final = 1.3
"""A point this near to a person's middle may be part of her: the length from hip to foot, lying, with an arm out."""

_MOVED_M: Final = 0.4
_STOP_TOLERANCE_M: Final = 0.03
_NEAR_ENOUGH_M: Final = 0.6
_ATTEMPTS: Final = 3
_RING_M: Final = 1.0
_GLANCE: Final = timedelta(milliseconds=900)
"""How long the head rests at each angle of a search: the turn of 50 degrees, and two looks of the pose estimator."""

_LOOKS_AGAIN: Final = timedelta(seconds=20)
_IN_SIGHT_M: Final = 4.0
_HEAD_TURNS: Final = timedelta(seconds=6)
"""From one end of its range to the other, and two looks of the pose estimator."""

_VIEWING_M: Final = 2.0
_FALLS_BEHIND_M: Final = 1.5
_CATCHES_UP_M: Final = 1.2
_PACE_BAND_M: Final = 0.5
_SLOWEST_PACE: Final = 0.15
_LOST_PATIENCE: Final = timedelta(seconds=60)

_NOT_FOUND: Final = Text(
    zh="四处看过了，没有找到人。", en="The robot looked around and found nobody there; please look for the person."
)
_NOT_FOLLOWED: Final = Text(
    zh="要陪同的人没有跟上来，机器人停下等候后中止了陪同。",
    en="The person to be accompanied did not follow, so the robot waited and then ended the escort.",
)


async def approach(pilot: Pilot, action: Approach) -> Outcome:
    """Drive up to a person until her nearest point is `stop_at_m` away, and face her. Somebody who left is sought."""
    for _ in range(_ATTEMPTS):
        person = await _find(pilot, action.person, action.last_seen, action.speed_mps)
        if person is None:
            break
        outcome, person = await _drive_up(pilot, action, person)
        if not outcome.succeeded:
            return outcome
        if pilot.vehicle.person(action.person) is not None or _shows(pilot, person):
            if action.speed_mps > 0:
                await pilot.face(person)
            pilot.watch(person)
            return outcome
    return Outcome(result=Result.EXECUTION, detail=_NOT_FOUND)


async def _drive_up(pilot: Pilot, action: Approach, person: PersonSeen) -> tuple[Outcome, PersonSeen]:
    """Drive until the person is near enough, and give her as last seen; where she walks off, go after her."""
    bounds = Bounds(speed_mps=action.speed_mps, keep_m=action.stop_at_m)
    near = Outcome(result=Result.SUCCEEDED)
    navigator, aimed_at = _navigator_beside(pilot, person, action.stop_at_m), person.position
    while _gap_m(pilot, person) > action.stop_at_m + _STOP_TOLERANCE_M:
        if person.position.distance_m(aimed_at) > _MOVED_M:
            navigator, aimed_at = _navigator_beside(pilot, person, action.stop_at_m), person.position
        step = await pilot.advance(navigator, bounds)
        if isinstance(step, Outcome):
            return step, person
        if step.going is Going.BLOCKED and _gap_m(pilot, person) < action.stop_at_m + _NEAR_ENOUGH_M:
            return near, person
        person = pilot.vehicle.person(action.person) or person
        pilot.watch(person)
    return near, person


def _shows(pilot: Pilot, person: PersonSeen) -> bool:
    """Whether laser or depth camera show something that the map lacks where the person was seen."""
    return bool((_away_m(pilot.vehicle.sensed().obstacles, person) < _MOVED_M).any())


async def escort(pilot: Pilot, action: Escort, place: Pose) -> Outcome:
    """Lead a person to `place`: as fast as she follows, waiting where she falls behind, until she is there too."""
    if await _find(pilot, action.person, None, action.speed_mps) is None:
        return Outcome(result=Result.EXECUTION, detail=_NOT_FOUND)
    navigator = Navigator(pilot.chart.grid, pilot.chart.build, destination_at(pilot.chart.grid, place))
    together = Togetherness(pilot, action.person)
    arrived = False
    while not (together.near() and arrived):
        if together.lost():
            return Outcome(result=Result.EXECUTION, detail=_NOT_FOLLOWED)
        if arrived or not together.near():
            await _wait_for(pilot, action.person)
            continue
        bounds = Bounds(speed_mps=action.speed_mps * together.pace(), keep_m=pilot.standstill_m)
        step = await pilot.advance(navigator, bounds)
        if isinstance(step, Outcome):
            if not step.succeeded:
                return step
            arrived = True
    return Outcome(result=Result.SUCCEEDED)


async def keep_in_view(pilot: Pilot, who: ResidentId, duration: timedelta) -> Outcome:
    """Turn the head after a person for `duration`; out of view, she is looked for all around from time to time."""
    until = pilot.clock.monotonic() + duration
    while pilot.clock.monotonic() < until:
        person = pilot.vehicle.person(who)
        if person is not None:
            pilot.watch(person)
            await pilot.clock.sleep(TICK)
        elif await _look_around(pilot, who) is None:
            await _seen_within(pilot, who, min(_LOOKS_AGAIN, until - pilot.clock.monotonic()))
    return Outcome(result=Result.SUCCEEDED)


class Togetherness:
    """Whether a person keeps up with the body; she has to catch up a little before the body goes on."""

    def __init__(self, pilot: Pilot, who: ResidentId) -> None:
        self._pilot = pilot
        self._who = who
        self._waiting = False
        self._near_at = pilot.clock.monotonic()

    def near(self) -> bool:
        """Whether she is near now; the head turns to her as long as she is in view."""
        behind_m = self._behind_m()
        self._waiting = behind_m > (_CATCHES_UP_M if self._waiting else _FALLS_BEHIND_M)
        if not self._waiting:
            self._near_at = self._pilot.clock.monotonic()
        return not self._waiting

    def lost(self) -> bool:
        """Whether she has been away too long."""
        return self._pilot.clock.monotonic() - self._near_at > _LOST_PATIENCE

    def pace(self) -> float:
        """The share of the full speed at which she is not left behind."""
        return min(max((_FALLS_BEHIND_M - self._behind_m()) / _PACE_BAND_M, _SLOWEST_PACE), 1.0)

    def _behind_m(self) -> float:
        person = self._pilot.vehicle.person(self._who)
        if person is None:
            return math.inf
        self._pilot.watch(person)
        return self._pilot.vehicle.sensed().pose.point.distance_m(person.position)


async def _wait_for(pilot: Pilot, who: ResidentId) -> None:
    """Stand still for a moment and look at the person, or look around for her when she is out of sight."""
    pilot.vehicle.drive(0.0, 0.0)
    person = pilot.vehicle.person(who)
    if person is None:
        await _look_around(pilot, who)
    else:
        pilot.watch(person)
        await pilot.clock.sleep(TICK)


async def _find(pilot: Pilot, who: ResidentId, last_seen: Point | None, speed_mps: float) -> PersonSeen | None:
    """The person: as in view, else where she was last seen, else wherever the head can see."""
    person = pilot.vehicle.person(who)
    if person is not None:
        return person
    if last_seen is not None:
        person = await _glance_at(pilot, who, last_seen) or await _seek(pilot, who, last_seen, speed_mps)
    return person or await _look_around(pilot, who)


async def _glance_at(pilot: Pilot, who: ResidentId, where: Point) -> PersonSeen | None:
    """Look to where a person should be, from where the body stands; nothing rolls towards somebody unseen in vain."""
    here = pilot.vehicle.sensed().pose
    if here.point.distance_m(where) > _IN_SIGHT_M or not pilot.chart.grid.sees(here.point, where):
        return None
    pilot.vehicle.look(*pilot.chart.gaze.towards(here, where, 0.4))
    return await _seen_within(pilot, who, _HEAD_TURNS)


async def _seen_within(pilot: Pilot, who: ResidentId, patience: timedelta) -> PersonSeen | None:
    until = pilot.clock.monotonic() + patience
    while (person := pilot.vehicle.person(who)) is None and pilot.clock.monotonic() < until:
        await pilot.clock.sleep(TICK)
    return person


async def _seek(pilot: Pilot, who: ResidentId, last_seen: Point, speed_mps: float) -> PersonSeen | None:
    """Drive to where `last_seen` can be viewed, and stop as soon as the person comes into view."""
    sensed = pilot.vehicle.sensed()
    goals = _goals_around(pilot, sensed, last_seen, (_VIEWING_M - _RING_M, _VIEWING_M))
    navigator = Navigator(pilot.chart.grid, pilot.chart.build, Destination(goals=goals))
    while True:
        pilot.vehicle.look(*pilot.chart.gaze.towards(pilot.vehicle.sensed().pose, last_seen, 0.4))
        person = pilot.vehicle.person(who)
        if person is not None:
            return person
        bounds = Bounds(speed_mps=speed_mps, keep_m=pilot.standstill_m)
        if isinstance(await pilot.advance(navigator, bounds), Outcome):
            return None


async def _look_around(pilot: Pilot, who: ResidentId) -> PersonSeen | None:
    """Turn the head all the way and rest at each angle until the person is in view."""
    for pan_rad in pilot.chart.gaze.around():
        pilot.vehicle.look(pan_rad, AHEAD[1])
        person = await _seen_within(pilot, who, _GLANCE)
        if person is not None:
            return person
    pilot.vehicle.look(*AHEAD)
    return None


def _gap_m(pilot: Pilot, person: PersonSeen) -> float:
    """The distance from the body's edge to the nearest point of the person that laser and depth camera show."""
    sensed = pilot.vehicle.sensed()
    hers = sensed.obstacles[_away_m(sensed.obstacles, person) < _BODY_REACH_M]
    every = np.concatenate([hers, [[person.position.x_m, person.position.y_m]]])
    return float(pilot.chart.build.footprint.distances_m(in_body_frame(every, sensed.pose)).min())


def _away_m(points: Points, person: PersonSeen) -> NDArray[np.float64]:
    """How far each of `points` is from the middle of the person."""
    away_m: NDArray[np.float64] = np.hypot(points[:, 0] - person.position.x_m, points[:, 1] - person.position.y_m)
    return away_m


def _navigator_beside(pilot: Pilot, person: PersonSeen, stop_at_m: float) -> Navigator:
    """A navigator to wherever beside the person is best reached, in the room that she is in."""
    ahead_m = stop_at_m + pilot.chart.build.footprint.front_m
    nearest_m = max(ahead_m, pilot.chart.build.footprint.turning_radius_m + PERSON_RADIUS_M)
    goals = _goals_around(pilot, pilot.vehicle.sensed(), person.position, (nearest_m, nearest_m + _RING_M))
    return Navigator(pilot.chart.grid, pilot.chart.build, Destination(goals=goals))


def _goals_around(pilot: Pilot, sensed: Sensed, centre: Point, ring_m: tuple[float, float]) -> Goals:
    """All cells in a ring around `centre`, in the same room, where the body has room; the nearest are the cheapest."""
    grid = pilot.chart.grid.with_obstacles(sensed.obstacles)
    room = pilot.chart.home.room_at(centre)
    rows, columns = np.nonzero(grid.clearance_m >= pilot.chart.build.footprint.turning_radius_m)
    cells: dict[tuple[int, int], float] = {}
    for cell in zip(rows.tolist(), columns.tolist(), strict=True):
        point = grid.centre(cell)
        away_m = point.distance_m(centre)
        if ring_m[0] <= away_m <= ring_m[1] and (room is None or room.contains(point)):
            cells[cell] = DEAREST * (away_m - ring_m[0])
    return Goals(cells=cells, centre=centre, reach_m=ring_m[1])
