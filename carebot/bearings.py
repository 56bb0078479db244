"""Bearings: what whoever is called has to know beside what is feared: who, where, since when, which step of the chain.

Where nobody knows where she is, that is said, with the room that is hers: a place is never made up.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from carebot.core.actions import AlarmLevel, Notify
from carebot.core.home import Point, Room
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ResidentId
from carebot.knowing import Known

THE_ROBOT: Final = Text(zh="机器人", en="the robot")
SOMEBODY: Final = Text(zh="有人", en="somebody")
_UNKNOWN: Final = Text(zh="位置不明", en="place unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearings:
    """Whom a notice is about, where she is, since when on the home's wall clock, and which step of the chain it is."""

    who: Text = NOTHING
    where: Text = NOTHING
    since: datetime | None = None
    step: Text = NOTHING


NO_BEARINGS: Final = Bearings()


def bearings(known: Known, notify: Notify, now: datetime) -> Bearings:
    """Those of a notice that is sent `now`, as far as it says them or they are known; an all-clear has no step."""
    calling = notify.level > AlarmLevel.INFORMATION
    somebody = bool(notify.about or notify.incident)
    return Bearings(
        who=THE_ROBOT if notify.itself else who_is(known, notify.about) if somebody else NOTHING,
        where=whereabouts(known, notify.about, notify.room, itself=notify.itself) if somebody else NOTHING,
        since=known.local(notify.since or now) if calling else None,
        step=step_words(notify.chain_step) if calling else NOTHING,
    )


def who_is(known: Known, about: ResidentId) -> Text:
    """The name of whoever it is about; where the senses only take her for that resident, it is said to be a guess."""
    resident = known.house.resident(about)
    if resident is None:
        return SOMEBODY
    if known.surely(about):
        return resident.name
    return Text(zh=f"有人（可能是{resident.name.zh}）", en=f"somebody (probably {resident.name.en})")


def room_at(known: Known, position: Point | None) -> str:
    """The id of the room that `position` lies in; empty where that is not known, or is none of the home's."""
    room = known.house.home.room_at(position) if position else None
    return room.id if room else ""


def whereabouts(known: Known, about: ResidentId, room_id: str, *, itself: bool = False) -> Text:
    """The name of the room; without one, where she was seen last; else that nobody knows, and which room is hers.

    Where nobody knows who it is, those are named whose room it is: who it is may follow from that, and may not. Of the
    robot `itself` it is the room alone.
    """
    home, resident = known.house.home, known.house.resident(about)
    if itself:
        own = home.room(room_id)
        return own.name if own else NOTHING
    if room := home.room(room_id):
        return room.name if resident else _with_whose_it_is(room, known)
    if room := home.room(room_at(known, known.last_seen.get(about) if resident else None)):
        return Text(zh=f"最后看到在{room.name.zh}", en=f"last seen in the {room.name.en}")
    if resident and (own := home.room(resident.room)):
        return Text(zh=f"位置不明，她住{own.name.zh}", en=f"place unknown, her room is the {own.name.en}")
    return _UNKNOWN


def _with_whose_it_is(room: Room, known: Known) -> Text:
    living = [one.name for one in known.house.residents if one.room == room.id]
    if not living:
        return room.name
    zh, en = "、".join(name.zh for name in living), " and ".join(name.en for name in living)
    return Text(zh=f"{room.name.zh}（{zh}的房间）", en=f"{room.name.en}, the room of {en}")


def step_words(step: int) -> Text:
    """Which step of the chain a call is: the first call, or so many escalations after it."""
    if step == 0:
        return Text(zh="首次呼叫", en="first call")
    return Text(zh=f"第 {step} 级升级", en=f"escalation {step}")


def told_with(text: Text, its: Bearings) -> Text:
    """`text` with those of its bearings that it does not say itself, in brackets."""
    since = its.since.strftime("%H:%M") if its.since else ""
    zh = _besides(text.zh, its.who.zh, its.where.zh, f"{since} 起" if since else "", its.step.zh)
    en = _besides(text.en, its.who.en, its.where.en, f"since {since}" if since else "", its.step.en)
    return Text(
        zh=f"{text.zh}（{'，'.join(zh)}）" if zh else text.zh, en=f"{text.en} ({', '.join(en)})" if en else text.en
    )


def _besides(text: str, *words: str) -> list[str]:
    return [word for word in words if word and word.casefold() not in text.casefold()]
