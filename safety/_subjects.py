"""What an action is about: which resident, thing, place and room. The policies share one reading of it."""

from typing import assert_never

from carebot.core.actions import (
    Action,
    AlarmLevel,
    Approach,
    Ask,
    Escort,
    Forget,
    Handover,
    KeepReminder,
    Look,
    Manipulate,
    MoveTo,
    NoteReminder,
    Notify,
    Pick,
    PlayMusic,
    PutDown,
    Remember,
    RemindDose,
    Say,
    SetConsent,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.home import ObjectId, PlaceId, Room
from carebot.core.people import RequesterKind, ResidentId
from carebot.core.situation import PersonSeen, Present, Situation
from carebot.core.speech import SetSpeech
from safety._rooms import RoomFinder


def person_of(action: Action) -> ResidentId:
    """Whom the action is done to or spoken to; empty when it is nobody in particular."""
    match action:
        case Say() | Ask() | PlayMusic() | Handover():
            return action.to
        case Approach() | Escort() | SupportWalking() | Look():
            return action.person
        case Notify() | StoreClip() | Remember() | Forget() | NoteReminder():
            return action.about
        case RemindDose() | SetConsent() | SetSpeech():
            return action.resident
        case KeepReminder():
            return action.reminder.about
        case MoveTo() | Pick() | PutDown() | SetDevice() | Manipulate() | Wait():
            return ""
        case _:
            assert_never(action)


def thing_of(action: Action) -> ObjectId | None:
    """The object that the action handles; None when it handles none."""
    match action:
        case Pick() | Handover() | PutDown():
            return action.object
        case _:
            return None


def place_of(action: Action) -> PlaceId | None:
    """The named place that the action goes to; None when it goes to none."""
    match action:
        case MoveTo() | Escort() | SupportWalking():
            return action.place
        case _:
            return None


def robot_room(situation: Situation, rooms: RoomFinder) -> Room | None:
    """The room in which the body says it stands; None when that is unknown or between rooms."""
    body = situation.present.body
    return rooms.room_at(situation.house.home, body.value.pose.point) if body is not None else None


def people_in_view(situation: Situation) -> tuple[PersonSeen, ...]:
    """Everybody whom the senses have now."""
    people = situation.present.people
    return people.value.people if people is not None else ()


def person_seen(situation: Situation, resident: ResidentId) -> PersonSeen | None:
    """The resident as the senses have her now; None when they do not have her for sure."""
    seen = (person for person in people_in_view(situation) if resident and person.resident == resident)
    return next(seen, None)


def destination_room(action: Action, situation: Situation, rooms: RoomFinder) -> Room | None:
    """The room that the action leads the body into; None when it leads nowhere or nowhere known."""
    home = situation.house.home
    if isinstance(action, Approach):
        seen = person_seen(situation, action.person)
        target = seen.position if seen is not None else action.last_seen
        return rooms.room_at(home, target) if target is not None else None
    place_id = place_of(action)
    place = home.place(place_id) if place_id is not None else None
    return home.room(place.room) if place is not None else None


def is_alarm_speech(action: Action, present: Present) -> bool:
    """Whether the action is the speech of an alarm: marked so, and an alarm stands or the robot checks on somebody."""
    marked = isinstance(action, Say | Ask) and action.alarm
    return marked and (present.alarm > AlarmLevel.INFORMATION or present.requester.kind is RequesterKind.ROBOT)
