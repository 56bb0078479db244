"""The places of the house as goals name them, and how to speak of them."""

from dataclasses import dataclass
from typing import Final

from carebot.core.goals import Goal
from carebot.core.home import Home, Place, PlaceId, Room, RoomId, RoomKind
from carebot.core.language import Text
from carebot.core.people import Resident

_DETERMINERS: Final = frozenset(("a", "an", "the", "my", "your", "her", "his"))
_PREPOSITIONS: Final = frozenset(("at", "behind", "beside", "by", "in", "near", "next", "on", "under"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place to stand, and the name under which people meant it: that of the room where they named a room."""

    place: PlaceId
    name: Text


def destination(goal: Goal, home: Home) -> Destination | None:
    """Where a goal's parameter `place` or `room` leads; None when the house has no such place."""
    named = goal.parameter("place")
    place = home.place(named)
    if place is not None:
        return Destination(place=place.id, name=place.name)
    return _inside(home, home.room(named) or home.room(goal.parameter("room")))


def not_there(goal: Goal, home: Home, which: Text) -> Text:
    """What is said where a goal leads nowhere that the robot can stand; `which` asks where it is to go."""
    word = goal.parameter("place") or goal.parameter("room")
    room = home.room(word)
    if room is not None:
        return Text(zh=f"对不起，{room.name.zh}我去不了。", en=f"I'm sorry, I cannot {going_to(room.name).en}.")
    if not word:
        return which
    return Text(zh=f"对不起，我不认识“{word}”这个地方。", en=f"I'm sorry, I know no place called “{word}”.")


def place_in(home: Home, room_id: RoomId) -> Place | None:
    """Where to stand in a room: the place that is named like the room, else the first one."""
    room = home.room(room_id)
    if room is None:
        return None
    places = [place for place in home.places if place.room == room_id]
    named = (place for place in places if place.id == room_id or place.name == room.name)
    return next(named, places[0] if places else None)


def destination_of_kind(home: Home, kind: RoomKind, resident: Resident | None) -> Destination | None:
    """The resident's own room if that is of this kind, else the first room of the kind."""
    own = home.room(resident.room) if resident else None
    rooms = [room for room in (own, *home.rooms) if room is not None and room.kind is kind]
    return next((found for room in rooms if (found := _inside(home, room)) is not None), None)


def _inside(home: Home, room: Room | None) -> Destination | None:
    place = place_in(home, room.id) if room else None
    return Destination(place=place.id, name=room.name) if room and place else None


def with_article(name: Text) -> Text:
    """A name as it stands in a sentence: "the kitchen", but "beside the table" and "your room"."""
    complete = _first_word(name) in _DETERMINERS | _PREPOSITIONS
    return Text(zh=name.zh, en=name.en if complete else f"the {name.en}")


def direction(name: Text) -> Text:
    """The way there: "to the kitchen", but "beside the table"."""
    own_preposition = _first_word(name) in _PREPOSITIONS
    return Text(zh=f"去{name.zh}", en=name.en if own_preposition else f"to {with_article(name).en}")


def going_to(name: Text) -> Text:
    """Going there, as a verb: "go to the kitchen"."""
    return Text(zh=direction(name).zh, en=f"go {direction(name).en}")


def _first_word(name: Text) -> str:
    return name.en.split(" ", maxsplit=1)[0].lower()
