"""A small home, its people and moments in it, from which tests of the gate build their situations."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from carebot.core.body import Ability, BodyState, Health, Manifest
from carebot.core.home import Home, HouseholdObject, Place, Point, Pose, Room, RoomKind
from carebot.core.language import Text
from carebot.core.people import (
    Caregiver,
    Consent,
    Dose,
    Requester,
    RequesterKind,
    Resident,
    Role,
)
from carebot.core.situation import House, PeopleView, PersonSeen, Posture, Present, Reading, Situation

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
NOON = 12 * 60
MIDNIGHT = 0
FRESH = timedelta(milliseconds=50)

BY_LI = Requester(kind=RequesterKind.RESIDENT, id="li")
BY_WANG = Requester(kind=RequesterKind.RESIDENT, id="wang")
BY_NURSE = Requester(kind=RequesterKind.CAREGIVER, id="nurse")
BY_CARER = Requester(kind=RequesterKind.CAREGIVER, id="carer")
BY_OFF_SHIFT = Requester(kind=RequesterKind.CAREGIVER, id="off_shift")
BY_INSPECTOR = Requester(kind=RequesterKind.CAREGIVER, id="inspector")
BY_HEAD_NURSE = Requester(kind=RequesterKind.CAREGIVER, id="head_nurse")
BY_TECHNICIAN = Requester(kind=RequesterKind.CAREGIVER, id="technician")
BY_FAMILY = Requester(kind=RequesterKind.FAMILY, id="daughter")
BY_SCHEDULE = Requester(kind=RequesterKind.SCHEDULE)
BY_ROBOT = Requester(kind=RequesterKind.ROBOT)
BY_VOICE = Requester(kind=RequesterKind.UNKNOWN_VOICE)
EVERYBODY = (
    BY_LI,
    BY_WANG,
    BY_NURSE,
    BY_CARER,
    BY_OFF_SHIFT,
    BY_TECHNICIAN,
    BY_INSPECTOR,
    BY_HEAD_NURSE,
    BY_FAMILY,
    BY_SCHEDULE,
    BY_ROBOT,
    BY_VOICE,
)


def text(words: str) -> Text:
    """`words` in both languages."""
    return Text(zh=f"{words}（中）", en=words)


def room(name: str, kind: RoomKind, left_m: float, occupant: str = "") -> Room:
    """A room four metres wide and four deep whose left wall stands at `left_m`."""
    corners = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    outline = tuple(Point(x_m=left_m + x_m, y_m=y_m) for x_m, y_m in corners)
    return Room(id=name, name=text(name), kind=kind, outline=outline, occupant=occupant)


ROOMS = (
    room("living", RoomKind.LIVING, 0.0),
    room("kitchen", RoomKind.KITCHEN, 5.0),
    room("hallway", RoomKind.HALLWAY, 10.0),
    room("bedroom_li", RoomKind.BEDROOM, 15.0, occupant="li"),
    room("bedroom_wang", RoomKind.BEDROOM, 20.0, occupant="wang"),
    room("bathroom", RoomKind.BATHROOM, 25.0),
    room("porch", RoomKind.EXIT, 30.0),
)
BETWEEN_ROOMS = Point(x_m=4.5, y_m=2.0)


def middle(name: str) -> Point:
    """The middle of a room."""
    outline = next(room.outline for room in ROOMS if room.id == name)
    return Point(x_m=outline[0].x_m + 2.0, y_m=outline[0].y_m + 2.0)


def place(room_id: str) -> Place:
    """The place in the middle of a room, named as the room is."""
    point = middle(room_id)
    return Place(id=room_id, name=text(room_id), room=room_id, pose=Pose(x_m=point.x_m, y_m=point.y_m, yaw_rad=0.0))


OBJECTS = (
    HouseholdObject(id="cup", name=text("cup"), place="kitchen", mass_kg=0.2),
    HouseholdObject(id="hot_tea", name=text("tea"), place="kitchen", mass_kg=0.3, temperature_c=48.0, lidded=True),
    HouseholdObject(id="knife", name=text("knife"), place="kitchen", mass_kg=0.1, sharp=True),
    HouseholdObject(id="pills", name=text("pills"), place="kitchen", mass_kg=0.05, medicine=True),
    HouseholdObject(id="jar", name=text("jar"), place="kitchen", mass_kg=0.4, labelled=False),
)
HOME = Home(rooms=ROOMS, places=tuple(place(item.id) for item in ROOMS), objects=OBJECTS)

MANIFEST = Manifest(
    name=text("test body"),
    abilities=frozenset(Ability),
    max_speed_mps=1.0,
    max_payload_kg=6.0,
    max_reach_height_m=1.5,
    radius_m=0.2,
    reaction_s=0.2,
    braking_mps2=1.0,
    tested_on_hardware=False,
)
LI = Resident(
    id="li",
    name=Text(zh="李秀兰", en="Li Xiulan"),
    called=Text(zh="李奶奶", en="Mrs Li"),
    room="bedroom_li",
    consents=frozenset(Consent),
)
WANG = Resident(
    id="wang",
    name=Text(zh="王建国", en="Wang Jianguo"),
    called=Text(zh="王爷爷", en="Mr Wang"),
    room="bedroom_wang",
    frail=False,
)
RESIDENTS = (LI, WANG)
NURSE_ZHANG = Text(zh="张护士", en="Nurse Zhang")
CAREGIVERS = (
    Caregiver(id="nurse", name=NURSE_ZHANG, role=Role.NURSE),
    Caregiver(id="carer", name=Text(zh="小陈", en="Xiao Chen")),
    Caregiver(id="off_shift", name=Text(zh="小赵", en="Xiao Zhao"), role=Role.NURSE, on_shift=False),
    Caregiver(id="technician", name=Text(zh="小孙", en="Xiao Sun"), role=Role.TECHNICIAN),
    Caregiver(id="head_nurse", name=Text(zh="周护士长", en="Head nurse Zhou"), role=Role.HEAD_NURSE),
    Caregiver(id="inspector", name=Text(zh="吴检查", en="Inspector Wu"), role=Role.INSPECTOR),
)
DOSE = Dose(id="noon", resident="li", drug=text("amlodipine"), amount=text("5 mg"), due=time(12, 0))
HOUSE = House(home=HOME, manifest=MANIFEST, residents=RESIDENTS, caregivers=CAREGIVERS, doses=(DOSE,))


def body(**changes: Any) -> BodyState:
    """A sound body standing still in the middle of the living room, with `changes`."""
    point = middle("living")
    sound = BodyState(
        at=NOW,
        pose=Pose(x_m=point.x_m, y_m=point.y_m, yaw_rad=0.0),
        linear_mps=0.0,
        angular_radps=0.0,
        health=Health.OK,
        emergency_stop=False,
        battery=0.8,
    )
    return replace(sound, **changes)


def body_in(room_id: str, **changes: Any) -> Reading[BodyState]:
    """A fresh reading of a sound body in the middle of a room."""
    point = middle(room_id)
    return fresh(body(pose=Pose(x_m=point.x_m, y_m=point.y_m, yaw_rad=0.0), **changes))


def fresh(value: Any, age: timedelta = FRESH) -> Reading[Any]:
    """A reading of `value`, by default just made."""
    return Reading(value=value, age=age)


def person(resident: str = "", nearest_m: float = 3.0, **changes: Any) -> PersonSeen:
    """Somebody seated in the living room, `nearest_m` from the body."""
    seen = PersonSeen(
        track=f"track-{resident}",
        position=middle("living"),
        nearest_m=nearest_m,
        posture=Posture.SITTING,
        resident=resident,
    )
    return replace(seen, **changes)


def people(*seen: PersonSeen) -> Reading[PeopleView]:
    """A fresh view of exactly these people."""
    nearest_m = min((one.nearest_m for one in seen), default=float("inf"))
    return fresh(PeopleView(people=seen, nearest_m=nearest_m), timedelta())


def person_at(distance_m: float, **changes: Any) -> Reading[PeopleView]:
    """A fresh view of Li alone, `distance_m` from the body."""
    return people(person("li", distance_m, **changes))


def present(**changes: Any) -> Present:
    """Noon in a quiet house: nobody near, every reading fresh, Li asked; with `changes`."""
    quiet = Present(
        at=NOW,
        local_minute=NOON,
        mode="idle",
        requester=BY_LI,
        body=fresh(body()),
        people=people(),
        given_doses=frozenset(),
    )
    return replace(quiet, **changes)


def situation(house: House = HOUSE, **changes: Any) -> Situation:
    """The quiet moment of `present`, with `changes`, in `house`."""
    return Situation(house=house, present=present(**changes))


def house_with(item: HouseholdObject) -> House:
    """The house with one more object in it, or with another object of the same id."""
    others = tuple(one for one in OBJECTS if one.id != item.id)
    return replace(HOUSE, home=replace(HOME, objects=(*others, item)))
