"""The stage of the simulated home: what scenarios and panels may have happen there, and an onlooker's view.

None of it is for the robot: its senses see what follows, as they would see it in a real home.
"""

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from carebot.core.errors import BodyError
from carebot.core.home import Home, ObjectId, PlaceId, Point
from carebot.core.language import Text
from robot_adapters._simulated_thread import WorldThread
from robot_adapters._simulated_world import World
from robot_adapters._simulation.readings import ResidentTruth


class Person(Protocol):
    """The resident of a simulated world."""

    @property
    def still(self) -> bool:
        """Whether she has finished what she was told to do."""
        ...

    def walk_to(self, x_m: float, y_m: float) -> None:
        """Get up and walk there."""
        ...

    def sit_on(self, piece: str) -> None:
        """Walk to a seat and sit down."""
        ...

    def lie_on(self, piece: str) -> None:
        """Walk to a bed and lie down."""
        ...

    def stand_up(self) -> None:
        """Get up."""
        ...

    def fall(self, direction: Any) -> None:
        """Fall that way."""
        ...

    def help_up(self) -> None:
        """Be helped to her feet."""
        ...


class Stage(World, Protocol):
    """A simulated world with a resident and onlookers."""

    @property
    def person(self) -> Person:
        """The resident; raises BodyError when nobody lives there."""
        ...

    def resident(self) -> ResidentTruth | None:
        """The truth about the resident."""
        ...

    def hand_over(self, object_id: str) -> None:
        """Have the resident take what the gripper holds out to her."""
        ...

    def spectator(self, view: str, width: int = 640, height: int = 480) -> NDArray[np.uint8]:
        """An onlooker's picture."""
        ...


class Scene:
    """What can be made to happen in the simulated home. Raises BodyError where it cannot happen."""

    def __init__(self, thread: Callable[[], WorldThread[Stage]], home: Home) -> None:
        self._thread = thread
        self._home = home

    async def resident_walk_to(self, where: PlaceId | Point) -> None:
        """The resident sets out for a place or a point of the floor."""
        point = where if isinstance(where, Point) else self._place(where)
        await self._thread().call(lambda stage: stage.person.walk_to(point.x_m, point.y_m))

    async def resident_sit(self, furniture: str) -> None:
        """The resident sets out to sit down on a piece of furniture."""
        await self._thread().call(lambda stage: stage.person.sit_on(furniture))

    async def resident_lie(self, furniture: str) -> None:
        """The resident sets out to lie down on a bed."""
        await self._thread().call(lambda stage: stage.person.lie_on(furniture))

    async def resident_stand(self) -> None:
        """The resident gets up."""
        await self._thread().call(lambda stage: stage.person.stand_up())

    async def resident_fall(self, direction: str = "forward") -> None:
        """The resident falls: forward, backward, left, right, or crumple."""
        await self._thread().call(lambda stage: _fall(stage, direction))

    async def resident_help_up(self) -> None:
        """Somebody helps the resident to her feet."""
        await self._thread().call(lambda stage: stage.person.help_up())

    async def resident_take(self, thing: ObjectId) -> None:
        """The resident reaches for what the robot holds out to her; she gives up when it is not in her hand soon."""
        await self._thread().call(lambda stage: stage.hand_over(thing))

    async def resident_is_still(self) -> bool:
        """Whether the resident has finished what she set out to do, or has fallen."""
        return await self._thread().call(lambda stage: stage.person.still)

    async def resident_truth(self) -> ResidentTruth | None:
        """Where the resident truly is; None when nobody lives there."""
        return await self._thread().call(lambda stage: stage.resident())

    async def picture(self, view: str, width: int = 640, height: int = 480) -> NDArray[np.uint8]:
        """An onlooker's picture (height, width, 3): "overview", "robot" or "resident"."""
        return await self._thread().call(lambda stage: stage.spectator(view, width, height))

    def _place(self, place_id: PlaceId) -> Point:
        place = self._home.place(place_id)
        if place is None:
            raise BodyError(
                Text(zh=f"家里没有“{place_id}”这个地点。", en=f"There is no place '{place_id}' in this home.")
            )
        return place.pose.point


def _fall(stage: Stage, direction: str) -> None:
    from robot_adapters._simulation.resident_physics import Fall

    if direction not in {fall.value for fall in Fall}:
        known = ", ".join(Fall)
        raise BodyError(Text(zh=f"摔倒的方向只能是：{known}。", en=f"A fall goes one of these ways: {known}."))
    stage.person.fall(Fall(direction))
