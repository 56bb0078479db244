"""The home as everybody speaks of it: rooms, places to stand, and the objects that may be asked for."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from carebot.core.language import Text
from carebot.core.people import ResidentId

RoomId = str
PlaceId = str
ObjectId = str


class RoomKind(StrEnum):
    """What a room is for, as far as privacy and safety depend on it."""

    LIVING = "living"
    KITCHEN = "kitchen"
    BEDROOM = "bedroom"
    BATHROOM = "bathroom"
    HALLWAY = "hallway"
    EXIT = "exit"
    STAIRS = "stairs"
    LIFT = "lift"


class Trait(StrEnum):
    """What a thing is or may do to somebody, beyond being sharp or a medicine."""

    FOOD = "food"
    SOFT = "soft"
    DRINK = "drink"
    THICK = "thick"
    SWEET = "sweet"
    CHEMICAL = "chemical"
    BREAKABLE = "breakable"
    CORD = "cord"
    FIRE = "fire"
    VALUABLE = "valuable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the floor in the map frame (REP-105 `map`), metres."""

    x_m: float
    y_m: float

    def distance_m(self, other: "Point") -> float:
        """The straight distance to `other`, in metres."""
        return math.hypot(self.x_m - other.x_m, self.y_m - other.y_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """A position on the floor and a heading, counter-clockwise from the map's x axis (REP-103)."""

    x_m: float
    y_m: float
    yaw_rad: float

    @property
    def point(self) -> Point:
        """The position alone."""
        return Point(x_m=self.x_m, y_m=self.y_m)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room, its outline as corner points in order, and whose it is (empty: shared)."""

    id: RoomId
    name: Text
    kind: RoomKind
    outline: tuple[Point, ...]
    occupant: ResidentId = ""

    @property
    def private(self) -> bool:
        """Whether entering needs somebody's leave."""
        return self.kind is RoomKind.BATHROOM or bool(self.occupant)

    def contains(self, point: Point) -> bool:
        """Whether `point` lies inside the outline (even-odd rule)."""
        inside = False
        corners = self.outline
        for first, second in zip(corners, corners[1:] + corners[:1], strict=True):
            if (first.y_m > point.y_m) != (second.y_m > point.y_m):
                slope = (second.x_m - first.x_m) / (second.y_m - first.y_m)
                inside ^= point.x_m < first.x_m + slope * (point.y_m - first.y_m)
        return inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere the robot can be sent, and the pose that it takes there."""

    id: PlaceId
    name: Text
    room: RoomId
    pose: Pose


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdObject:
    """A thing that may be asked for, with what is known of it. `place` is where it is kept.

    `owner` is whose it is (empty: everybody's), and `contains` are ingredients, to be held against allergies.
    """

    id: ObjectId
    name: Text
    place: PlaceId
    mass_kg: float
    height_m: float = 0.8
    temperature_c: float = 20.0
    lidded: bool = False
    sharp: bool = False
    medicine: bool = False
    labelled: bool = True
    traits: frozenset[Trait] = frozenset()
    owner: ResidentId = ""
    contains: frozenset[str] = frozenset()


class SmartDeviceKind(StrEnum):
    """What a device of the home is, in Home Assistant's words for domains and for the classes of covers."""

    LIGHT = "light"
    SWITCH = "switch"
    FAN = "fan"
    CLIMATE = "climate"
    MEDIA_PLAYER = "media_player"
    LOCK = "lock"
    VALVE = "valve"
    VACUUM = "vacuum"
    SCENE = "scene"
    CURTAIN = "curtain"
    BLIND = "blind"
    SHADE = "shade"
    SHUTTER = "shutter"
    AWNING = "awning"
    WINDOW = "window"
    DOOR = "door"
    GARAGE = "garage"
    GATE = "gate"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartDevice:
    """A device that may be switched by word. `aliases` are further names.

    Its id is what the gate judges it by, as Home Assistant writes one: `light.bedroom_lamp`.
    """

    id: str
    name: Text
    kind: SmartDeviceKind
    room: RoomId = ""
    aliases: tuple[Text, ...] = ()


class Indexed:
    """Gives a slotted word room for the indexes that it makes of itself, once, when first asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home(Indexed):
    """Everything that is known of the home in advance."""

    rooms: tuple[Room, ...]
    places: tuple[Place, ...]
    objects: tuple[HouseholdObject, ...]
    furniture: tuple["Furniture", ...] = ()
    devices: tuple[SmartDevice, ...] = ()

    def room(self, room_id: RoomId) -> Room | None:
        """The room with this id."""
        return self._rooms.get(room_id)

    def place(self, place_id: PlaceId) -> Place | None:
        """The place with this id."""
        return self._places.get(place_id)

    def object(self, object_id: ObjectId) -> HouseholdObject | None:
        """The object with this id."""
        return self._objects.get(object_id)

    def device(self, device_id: str) -> SmartDevice | None:
        """The device with this id."""
        return self._devices.get(device_id)

    def room_at(self, point: Point) -> Room | None:
        """The room that `point` lies in."""
        return next((room for room in self.rooms if room.contains(point)), None)

    @cached_property
    def _rooms(self) -> Mapping[RoomId, Room]:
        return {room.id: room for room in reversed(self.rooms)}

    @cached_property
    def _places(self) -> Mapping[PlaceId, Place]:
        return {place.id: place for place in reversed(self.places)}

    @cached_property
    def _objects(self) -> Mapping[ObjectId, HouseholdObject]:
        return {thing.id: thing for thing in reversed(self.objects)}

    @cached_property
    def _devices(self) -> Mapping[str, SmartDevice]:
        return {device.id: device for device in reversed(self.devices)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A piece of furniture: its outline as corner points in order.

    `rest_height_m` is how high people sit or lie on it; 0 for what is not there to rest on.
    """

    id: str
    name: Text
    outline: tuple[Point, ...]
    rest_height_m: float = 0.0
