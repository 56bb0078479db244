"""The scene: everything that a monitor may look at, at one instant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from carebot.core.home import Point, Room, RoomKind
from carebot.core.language import Text
from carebot.core.people import ResidentId
from monitoring.tracking import Track


@dataclass(frozen=True, slots=True, kw_only=True)
class RestArea:
    """A piece of furniture that people lie or sit on: its outline on the map, and how high one lies on it.

    `sleeper` is whoever alone lives in the room where it stands; empty where several do, or nobody.
    """

    id: str
    outline: tuple[Point, ...]
    height_m: float = 0.45
    sleeper: ResidentId = ""

    def holds(self, position: Point | None, hips_m: float) -> bool:
        """Whether somebody whose trunk is at `position`, with her hips so high over the floor, is on it."""
        if position is None or hips_m < self.height_m / 2:
            return False
        shape = Room(id=self.id, name=_NAMELESS, kind=RoomKind.LIVING, outline=self.outline)
        return shape.contains(position)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """One camera's view at one instant. `residents` names the tracks of which it is known who they are."""

    camera: str
    taken_at: datetime
    tracks: tuple[Track, ...]
    residents: Mapping[str, ResidentId] = field(default_factory=dict)
    rest_areas: tuple[RestArea, ...] = ()

    def on_furniture(self, track: Track) -> bool:
        """Whether the person is on a piece of furniture that is there to lie or sit on."""
        hips_m = track.stances[-1].hips_m
        return any(area.holds(track.figure.position, hips_m) for area in self.rest_areas)

    def resident(self, track: Track) -> ResidentId:
        """Who it is; empty where nobody can say."""
        return self.residents.get(track.id, "")


_NAMELESS = Text(zh="家具", en="furniture")
