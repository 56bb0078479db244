"""A body for tests of everything around it: it stands still, and connects as its option says."""

import asyncio
from dataclasses import dataclass
from typing import Literal

from carebot.core.actions import Action
from carebot.core.body import BodyState, Health, Manifest
from carebot.core.errors import BodyError
from carebot.core.home import Home, Point, Pose, Room, RoomKind
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from robot_adapters.base import RobotAdapter, Wiring

REFUSAL = Text(zh="机身拒绝了连接，请重新启动它。", en="The body refused to be reached; restart it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How it answers when it is to be reached."""

    answers: Literal["at_once", "never", "refuses"] = "at_once"


class StillBody(RobotAdapter):
    """Has one room and no ability."""

    manifest = Manifest(
        name=Text(zh="不动的机身", en="still body"),
        abilities=frozenset(),
        max_speed_mps=0.1,
        max_payload_kg=0.0,
        max_reach_height_m=0.0,
        radius_m=0.2,
        reaction_s=0.1,
        braking_mps2=1.0,
        tested_on_hardware=False,
    )

    def __init__(self, wiring: Wiring, options: Options) -> None:
        super().__init__(wiring)
        self._options = options

    def home(self) -> Home:
        """One bedroom."""
        return self.plan()

    @staticmethod
    def plan() -> Home:
        """Its floor plan."""
        corners = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
        outline = tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in corners)
        room = Room(id="bedroom", name=Text(zh="卧室", en="bedroom"), kind=RoomKind.BEDROOM, outline=outline)
        return Home(rooms=(room,), places=(), objects=())

    def state(self) -> BodyState:
        """At rest."""
        return BodyState(
            at=self._clock.now(),
            pose=Pose(x_m=2.0, y_m=2.0, yaw_rad=0.0),
            linear_mps=0.0,
            angular_radps=0.0,
            health=Health.OK,
            emergency_stop=False,
            battery=1.0,
        )

    async def _connect(self) -> None:
        if self._options.answers == "never":
            await asyncio.Event().wait()
        if self._options.answers == "refuses":
            raise BodyError(REFUSAL)

    async def _disconnect(self) -> None:
        pass

    async def _perform(self, action: Action) -> Outcome:
        return Outcome(result=Result.UNSUPPORTED, detail=self.manifest.name)

    def _command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        pass

    def _halt(self) -> None:
        pass
