"""What a sentence may lean on: the last wish, what was spoken of, and what plays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from carebot.core.home import SmartDeviceKind
from carebot.core.intents import Intent
from carebot.core.language import Text
from carebot.core.situation import House
from dialogue._following import Kind
from dialogue.base import Interpretation

REMEMBERED_FOR: Final = timedelta(minutes=2)
"""How long "it" and "again" lean on what was said; who comes back later has begun something new."""

SOUNDS_FOR: Final = timedelta(hours=2)
"""How long "louder" is meant for what was last switched on or played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that was spoken of, by what it is called."""

    kind: Kind
    id: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a sentence may lean on: the last wish in full words, and what was named, the latest first."""

    wish: Intent | None = None
    words: str = ""
    at: datetime | None = None
    things: tuple[Thing, ...] = ()
    sounding: Thing | None = None
    sounding_since: datetime | None = None


MUSIC: Final = Thing(kind=Kind.THING, id="music", name=Text(zh="音乐", en="music"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one utterance meant, in order, and what the next may lean on. `corrects`: it replaces the last wish."""

    talk: Talk
    meant: tuple[Interpretation, ...]
    corrects: bool = False


def remembered(talk: Talk, now: datetime) -> Talk:
    """What of `talk` may still be leaned on: all of it for a while, and what plays for as long as it may."""
    if talk.at is not None and now - talk.at <= REMEMBERED_FOR:
        return talk
    if talk.sounding_since is not None and now - talk.sounding_since <= SOUNDS_FOR:
        return Talk(sounding=talk.sounding, sounding_since=talk.sounding_since)
    return Talk()


def players_of(house: House) -> Iterator[Thing]:
    for device in house.home.devices:
        if device.kind is SmartDeviceKind.MEDIA_PLAYER:
            yield Thing(kind=Kind.THING, id=device.id, name=device.name)


def things_of(house: House) -> Iterator[Thing]:
    home = house.home
    for thing in home.objects:
        yield Thing(kind=Kind.THING, id=thing.id, name=thing.name)
    for device in home.devices:
        yield Thing(kind=Kind.THING, id=device.id, name=device.name)
    for room in home.rooms:
        yield Thing(kind=Kind.PLACE, id=room.id, name=room.name)
    for place in home.places:
        yield Thing(kind=Kind.PLACE, id=place.id, name=place.name)
    for person in house.residents:
        yield Thing(kind=Kind.PERSON, id=person.id, name=person.called)
