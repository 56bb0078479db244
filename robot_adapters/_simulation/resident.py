"""The resident: she walks, sits, lies and takes what she is handed as she is told, falls, and is helped up."""

import math
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from carebot.core.errors import BodyError
from carebot.core.home import Point, Pose
from carebot.core.language import Text
from robot_adapters._simulation import motions
from robot_adapters._simulation.apartment import Apartment, Berth, Seat
from robot_adapters._simulation.footpaths import Footpaths
from robot_adapters._simulation.readings import Posture, ResidentTruth
from robot_adapters._simulation.resident_physics import Fall, ResidentPhysics
from robot_adapters._simulation.stances import Legs, Stance, set_angle

STOPPING_M = 0.58
"""She stops when the robot's axle is this near ahead of her."""

WAITING_S = 1.0
REACH_S = 5.0
HAND_AT_OBJECT_M = 0.07
TUG_M = 0.04
"""How far she draws an object towards her to feel whether it is let go."""

Position = NDArray[np.float64]


class Resident:
    """What she does, one stance a control period."""

    def __init__(
        self, physics: ResidentPhysics, legs: Legs, apartment: Apartment, robot_point: Callable[[], Point]
    ) -> None:
        self._physics = physics
        self._robot_point = robot_point
        self._legs = legs
        self._apartment = apartment
        self._paths = Footpaths(apartment)
        self._stance = legs.standing(apartment.resident_start)
        self._motion: Iterator[Stance] = iter(())
        self._busy = False
        self._seat: Seat | None = None
        self._berth: Berth | None = None
        self.holding: str | None = None
        """The object in her right hand, which the world carries along."""

    @property
    def limp(self) -> bool:
        """Whether she has fallen and nobody has helped her up."""
        return self._stance.posture is Posture.FALLEN

    @property
    def still(self) -> bool:
        """Whether she has finished what she was told to do, or has fallen."""
        return not self._busy

    def control(self, period_s: float) -> None:
        """Move on by one period; called before each stretch of physics of that length."""
        if self.limp:
            self._physics.sag(period_s)
            return
        previous, following = self._stance, next(self._motion, None)
        self._busy = following is not None and following.posture is not Posture.FALLEN
        self._stance = following or previous
        if following is None or following.posture is not Posture.FALLEN:
            self._physics.hold(self._stance, previous, period_s)

    def truth(self) -> ResidentTruth:
        """Where she is and how."""
        return self._physics.truth(self._stance, self.holding)

    def begin_at(self, pose: Pose) -> None:
        """Stand there at once, whatever she was doing: a new scene begins."""
        if self.limp:
            self._physics.regain()
        self.holding = self._seat = self._berth = None
        self._motion, self._busy = iter(()), False
        self._stance = self._legs.standing(pose)

    def do(self, motion: Callable[[Legs, Stance], Iterator[Stance]]) -> None:
        """Do a motion of a scene's own, which begins with what she is doing then. Raises BodyError when fallen."""
        self._do(lambda: motion(self._legs, self._stance))

    def walk_to(self, x_m: float, y_m: float) -> None:
        """Get up if need be and walk there around the furniture. Raises BodyError where no way leads."""
        goal = Point(x_m=x_m, y_m=y_m)
        if self._paths.path(self._point(), goal) is None:
            raise BodyError(Text(zh="老人走不到那里。", en="The resident cannot walk there."))
        self._do(lambda: self._walking(goal))

    def sit_on(self, piece: str, *, hard: bool = False) -> None:
        """Walk to a seat and sit down on it, or `hard`: drop onto it. Raises BodyError for what is no seat."""
        seat = self._apartment.seat(piece)
        if seat is None:
            raise BodyError(Text(zh=f"{piece} 不能坐。", en=f"Nobody can sit on {piece}."))
        self._do(lambda: self._sitting(seat, motions.DROPPING_S if hard else motions.SITTING_S))

    def lie_on(self, piece: str) -> None:
        """Walk to a bed or sofa, sit down on its edge and lie down. Raises BodyError for what nobody lies on."""
        berth, edge = self._apartment.berth(piece), self._apartment.seat(piece)
        if berth is None or edge is None:
            raise BodyError(Text(zh=f"{piece} 不能躺。", en=f"Nobody can lie on {piece}."))
        self._do(lambda: self._lying(edge, berth))

    def stand_up(self) -> None:
        """Get up and stand before the seat or bed."""
        self._do(self._rising)

    def fall(self, direction: Fall) -> None:
        """Fall, from whatever she is doing: out of bed over its left or right edge, off a seat to the front."""
        if self.limp:
            return
        if self._stance.posture is Posture.LYING and self._berth is not None:
            self._motion = self._rolling_out(self._berth, direction)
        elif self._stance.posture is Posture.SITTING:
            self._motion = chain(motions.slide_off(self._stance), self._letting_go(direction))
        else:
            self._motion = self._letting_go(direction)

    def help_up(self) -> None:
        """Somebody helps her to her feet, near where she lies. Raises BodyError when she has not fallen."""
        if not self.limp:
            raise BodyError(Text(zh="老人没有摔倒。", en="The resident has not fallen."))
        self._stance = replace(self._physics.regain(), posture=Posture.MOVING)
        spot = self._paths.nearest_free(self._point())
        self._seat = self._berth = None
        standing = self._legs.standing(Pose(x_m=spot.x_m, y_m=spot.y_m, yaw_rad=self._stance.yaw_rad))
        self._motion = motions.blend(self._stance, standing, motions.HELPED_UP_S)
        self._busy = True

    def take(self, object_id: str, where: Callable[[], Position], let_go: Callable[[], bool]) -> None:
        """Reach for an object, draw it gently towards her, and keep it once `let_go` says that nobody else holds it.

        `where` is asked for the object's position while she reaches.
        """
        self._do(lambda: self._taking(object_id, where, let_go))

    def put_down(self) -> None:
        """Let go of what she holds."""
        self.holding = None

    def _do(self, motion: Callable[[], Iterator[Stance]]) -> None:
        """Begin `motion`, after the present one if that cannot be broken off half-way."""
        if self.limp:
            raise BodyError(Text(zh="老人摔倒了，先扶她起来。", en="The resident has fallen. Help her up first."))

        def later() -> Iterator[Stance]:
            yield from motion()

        unfinished = self._motion if self._stance.posture is Posture.MOVING else iter(())
        self._motion = chain(unfinished, later())
        self._busy = True

    def _point(self) -> Point:
        return Point(x_m=float(self._stance.pelvis_m[0]), y_m=float(self._stance.pelvis_m[1]))

    def _rising(self) -> Iterator[Stance]:
        if self._berth is not None and self._seat is not None:
            self._berth = None
            yield from motions.sit_up(self._legs, self._stance, self._seat)
        if self._seat is not None:
            seat, self._seat = self._seat, None
            yield from motions.stand_up(self._legs, seat)
        if self._stance.posture is Posture.WALKING:
            here = self._point()
            standing = self._legs.standing(Pose(x_m=here.x_m, y_m=here.y_m, yaw_rad=self._stance.yaw_rad))
            yield from motions.blend(self._stance, standing, 0.3)

    def _walking(self, goal: Point) -> Iterator[Stance]:
        yield from self._rising()
        arrived = False
        while not arrived:
            robot = self._robot_point()
            path = self._paths.path(self._point(), goal, robot) or self._paths.path(self._point(), goal) or []
            arrived = yield from self._walking_along(path)

    def _walking_along(self, path: list[Point]) -> Generator[Stance, None, bool]:
        """Walk until the end of the path (true), or stop before the robot and give it time to move (false)."""
        for stance in motions.walk(self._legs, self._stance, path):
            if self._robot_ahead(stance):
                here = self._point()
                standing = self._legs.standing(Pose(x_m=here.x_m, y_m=here.y_m, yaw_rad=self._stance.yaw_rad))
                yield from motions.blend(self._stance, standing, WAITING_S)
                return False
            yield stance
        return True

    def _robot_ahead(self, stance: Stance) -> bool:
        robot = self._robot_point()
        ahead = np.array([robot.x_m, robot.y_m]) - stance.pelvis_m[:2]
        bearing_rad = math.remainder(math.atan2(ahead[1], ahead[0]) - stance.yaw_rad, math.tau)
        return float(np.linalg.norm(ahead)) < STOPPING_M and abs(bearing_rad) < math.radians(60.0)

    def _sitting(self, seat: Seat, duration_s: float = motions.SITTING_S) -> Iterator[Stance]:
        if self._seat == seat and self._berth is None:
            return
        yield from self._rising()
        spot = motions.spot_before(self._legs, seat)
        yield from self._walking(spot.point)
        yield from motions.turn(self._legs, self._stance, spot.yaw_rad)
        self._seat = seat
        yield from motions.sit_down(self._legs, seat, duration_s)

    def _lying(self, edge: Seat, berth: Berth) -> Iterator[Stance]:
        if self._berth == berth:
            return
        yield from self._sitting(edge)
        self._berth = berth
        yield from motions.lie_down(self._stance, berth)

    def _rolling_out(self, berth: Berth, direction: Fall) -> Iterator[Stance]:
        sideways_m = -berth.half_width_m if direction is Fall.RIGHT else berth.half_width_m
        yield from motions.roll_to_edge(self._stance, sideways_m)
        yield from self._letting_go(Fall.RIGHT if direction is Fall.RIGHT else Fall.LEFT)

    def _letting_go(self, direction: Fall) -> Iterator[Stance]:
        self.holding = None
        self._physics.let_go(self._stance, direction)
        yield replace(self._stance, posture=Posture.FALLEN)

    def _taking(self, object_id: str, where: Callable[[], Position], let_go: Callable[[], bool]) -> Iterator[Stance]:
        before = self._stance
        for _ in range(round(REACH_S / motions.PERIOD_S)):
            if float(np.linalg.norm(where() - self._physics.hand_m())) < HAND_AT_OBJECT_M:
                self.holding = object_id
                break
            yield self._reaching(where())
        towards_her = self._stance.pelvis_m - self._physics.hand_m()
        drawn = self._physics.hand_m() + TUG_M * towards_her / np.linalg.norm(towards_her)
        for _ in range(round(REACH_S / motions.PERIOD_S)):
            if self.holding is None or let_go():
                break
            yield self._reaching(drawn)
        lap = before.angles_rad.copy()
        if self.holding is not None:
            set_angle(lap, "right_arm_raise", 0.3)
            set_angle(lap, "right_elbow", 0.9)
        yield from motions.blend(self._stance, replace(before, angles_rad=lap), 1.5)

    def _reaching(self, target_m: Position) -> Stance:
        return replace(
            self._stance, posture=Posture.MOVING, angles_rad=self._physics.reached(self._stance.angles_rad, target_m)
        )
