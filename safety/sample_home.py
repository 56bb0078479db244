"""A nursing home of any size, and moments in it, to measure the gate with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Final

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Escort,
    Handover,
    MoveTo,
    Notify,
    Pick,
    RemindDose,
    Say,
    SetDevice,
)
from carebot.core.body import Ability, BodyState, Health, Manifest
from carebot.core.home import Home, HouseholdObject, Place, Point, Pose, Room, RoomKind
from carebot.core.language import Language, Text
from carebot.core.people import Caregiver, Consent, Dose, Requester, RequesterKind, Resident, Role
from carebot.core.situation import House, PeopleView, PersonSeen, Posture, Present, Reading, Situation

_NOW: Final = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
_NOON: Final = 12 * 60
_ROOM_M: Final = 4.0
_DRUG: Final = Text(zh="氨氯地平", en="amlodipine")
_SENTENCE: Final = Text(zh="该喝水了，我给您拿来。", en="It is time for a glass of water. I will bring it to you.")
_MANIFEST: Final = Manifest(
    name=Text(zh="样机", en="sample body"),
    abilities=frozenset(Ability),
    max_speed_mps=1.0,
    max_payload_kg=3.0,
    max_reach_height_m=1.4,
    radius_m=0.2,
    reaction_s=0.2,
    braking_mps2=1.0,
    tested_on_hardware=False,
)


def sample_house(residents: int) -> House:
    """A home in which every resident has a room, a dose a day and a cup; with a hallway, a kitchen and twenty staff."""
    rooms = (*(_room(number) for number in range(residents)), _shared("hallway", -1), _shared("kitchen", -2))
    people = tuple(
        Resident(
            id=f"resident-{number}",
            name=Text(zh=f"老人{number}", en=f"resident {number}"),
            called=Text(zh="您", en="you"),
            room=f"room-{number}",
            consents=frozenset(Consent),
        )
        for number in range(residents)
    )
    cups = tuple(
        HouseholdObject(id=f"cup-{number}", name=Text(zh="杯子", en="cup"), place="kitchen", mass_kg=0.2)
        for number in range(residents)
    )
    doses = tuple(
        Dose(
            id=f"dose-{person.id}", resident=person.id, drug=_DRUG, amount=Text(zh="1 片", en="1 tablet"), due=time(12)
        )
        for person in people
    )
    carers = tuple(
        Caregiver(id=f"carer-{number}", name=Text(zh=f"护理员{number}", en=f"carer {number}"), role=Role.NURSE)
        for number in range(20)
    )
    home = Home(rooms=rooms, places=tuple(_place(room) for room in rooms), objects=cups)
    return House(home=home, manifest=_MANIFEST, residents=people, caregivers=carers, doses=doses)


def sample_moments(house: House) -> Iterator[tuple[Action, Situation]]:
    """Actions of every weight, for the last resident of `house`, each at a moment of its own."""
    resident, room = house.residents[-1], f"room-{len(house.residents) - 1}"
    calm = Situation(house=house, present=_present(house, resident))
    close = Situation(house=house, present=replace(calm.present, people=_seen(resident, 1.2)))
    cup = f"cup-{len(house.residents) - 1}"
    yield MoveTo(place="kitchen", speed_mps=1.0), calm
    yield MoveTo(place=room, speed_mps=1.0), close
    yield Approach(person=resident.id, speed_mps=0.5), close
    yield Escort(person=resident.id, place="kitchen"), close
    yield Pick(object=cup), calm
    yield Handover(object=cup, to=resident.id, force_n=60.0), close
    yield Say(text=_SENTENCE, language=Language.ZH, to=resident.id), calm
    yield SetDevice(device="light.kitchen", value="on"), calm
    yield _reminder(resident), calm
    yield Notify(text=_SENTENCE, level=AlarmLevel.HIGH, about=resident.id), calm


def _reminder(resident: Resident) -> RemindDose:
    return RemindDose(
        dose=f"dose-{resident.id}",
        resident=resident.id,
        drug=_DRUG,
        text=_SENTENCE,
        language=Language.ZH,
        minutes_from_due=0.0,
    )


def _room(number: int) -> Room:
    name = Text(zh=f"{number} 号房", en=f"room {number}")
    outline = _outline(number)
    return Room(id=f"room-{number}", name=name, kind=RoomKind.BEDROOM, outline=outline, occupant=f"resident-{number}")


def _shared(name: str, number: int) -> Room:
    kind = RoomKind(name)
    return Room(id=name, name=Text(zh="公共区域", en=name), kind=kind, outline=_outline(number))


def _outline(number: int) -> tuple[Point, ...]:
    left_m = number * _ROOM_M
    corners = ((left_m, 0.0), (left_m + _ROOM_M, 0.0), (left_m + _ROOM_M, _ROOM_M), (left_m, _ROOM_M))
    return tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in corners)


def _place(room: Room) -> Place:
    corner = room.outline[0]
    pose = Pose(x_m=corner.x_m + _ROOM_M / 2, y_m=_ROOM_M / 2, yaw_rad=0.0)
    return Place(id=room.id, name=room.name, room=room.id, pose=pose)


def _present(house: House, resident: Resident) -> Present:
    hallway = house.home.place("hallway")
    assert hallway is not None
    body = BodyState(
        at=_NOW,
        pose=hallway.pose,
        linear_mps=0.0,
        angular_radps=0.0,
        health=Health.OK,
        emergency_stop=False,
        battery=0.9,
    )
    return Present(
        at=_NOW,
        local_minute=_NOON,
        mode="working",
        requester=Requester(kind=RequesterKind.RESIDENT, id=resident.id),
        body=Reading(value=body, age=timedelta(milliseconds=20)),
        people=_seen(resident, 5.0),
        announced=True,
        given_doses=frozenset(),
    )


def _seen(resident: Resident, nearest_m: float) -> Reading[PeopleView]:
    person = PersonSeen(
        track="1",
        position=Point(x_m=-1.0, y_m=1.0),
        nearest_m=nearest_m,
        posture=Posture.SITTING,
        resident=resident.id,
    )
    view = PeopleView(people=(person,), nearest_m=nearest_m)
    return Reading(value=view, age=timedelta(milliseconds=20))
