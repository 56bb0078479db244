"""Patrol the rooms: goes through them, looks around, and reports which it saw and which it could not see.

It reports where it has been, not that all is well: noticing is the monitors' part. A closed room is never forced.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import Look, MoveTo
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan, Priority
from carebot.core.home import Home, Room, RoomKind
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills._places import place_in, with_article
from skills._talking import Steps, asked_aloud, listed
from skills._walking_forms import PATROL
from skills.base import DONE, FAILED, Knowledge, Skill, conclude, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where the head turns in each room: pan angles in radians, the last one straight ahead."""

    look_at_rad: tuple[float, ...] = (1.0, -1.0, 0.0)


@dataclass(slots=True, kw_only=True)
class _Round:
    """What a round brought so far: rooms seen, and rooms not seen with the reason."""

    seen: list[Room] = field(default_factory=list)
    missed: list[tuple[Text, Text]] = field(default_factory=list)
    refused: bool = False


_DEFAULTS: Final = Options()
_START: Final = Text(zh="好的，我去各屋看一看。", en="All right, I will look in on the rooms.")
_NO_ROOMS: Final = Text(zh="对不起，没有我能去看的房间。", en="I'm sorry, there is no room that I may look into.")
_NO_PLACE: Final = Text(zh="地图上没有可以站的地方", en="no place to stand is on the map")
_FAILED: Final = Text(zh="没能走到", en="it could not be reached")
_UNKNOWN: Final = Text(zh="不认识这个房间", en="no such room is known")


class PatrolRooms(Skill):
    """Visits the rooms of the parameter `rooms` (ids, comma between them) or `room`; else all that are shared."""

    title: ClassVar[Text] = Text(zh="巡视房间", en="Patrol the rooms")
    description: ClassVar[Text] = Text(
        zh="到各个房间看一看，报告看过哪些、哪些没看成；没有允许的房间不进。",
        en="Looks in on the rooms and reports which it saw; it does not enter where it may not.",
    )
    priority: ClassVar[Priority] = Priority.ROUTINE
    stale_after: ClassVar[timedelta] = timedelta(minutes=30)
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (),
        (("rooms", "living_room,kitchen"),),
        (("room", "bedroom"),),
    )
    forms: ClassVar[tuple[Form, ...]] = PATROL
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="patrol_rooms",
            zh=(
                "[请|你|麻烦你](去各屋|去各个房间|去每个房间|到处|在家里|去屋里)(看看|看一看|转转|转一转|转一圈|巡视一下)",
                "[请|你](巡视|巡逻)[一下|一圈|房间]",
                "[请|你|麻烦你]去{room}(看看|看一看|看一下|转转)",
            ),
            en=(
                "[please] (check|patrol|look in on|look into) (the rooms|all rooms|all the rooms|every room)",
                "[please] (do your rounds|go on patrol|start your patrol|look around the house|look around the home)",
                "[please] (have a look|take a look|look around) in [the|my] {room}",
                "[please] (check|look into) [the|my] {room}",
            ),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Room by room; then the report."""
        rooms, unknown = _rooms(goal, knowledge.house.home)
        if not rooms and not unknown:
            if asked_aloud(goal):
                yield knowledge.say(_NO_ROOMS)
            return conclude(FAILED, "没有可以巡视的房间。", "There is no room to patrol.")
        if asked_aloud(goal):
            yield knowledge.say(_START)
        patrol = _Round(missed=[(name, _UNKNOWN) for name in unknown])
        for room in rooms:
            if (yield from self._visit(room, knowledge.house.home, patrol)):
                break
        if asked_aloud(goal):
            yield knowledge.say(_spoken_report(patrol))
        return _conclusion(patrol)

    def _visit(self, room: Room, home: Home, patrol: _Round) -> Steps[bool]:
        """Go there and look around; whether the round ends here, because this body cannot drive."""
        place = place_in(home, room.id)
        if place is None:
            patrol.missed.append((room.name, _NO_PLACE))
            return False
        outcome = yield MoveTo(place=place.id)
        if not outcome.succeeded:
            patrol.missed.append((room.name, _reason(outcome)))
            patrol.refused |= outcome.result is Result.REFUSED
            return outcome.result is Result.UNSUPPORTED
        for pan_rad in self._options.look_at_rad:
            yield Look(pan_rad=pan_rad)
        patrol.seen.append(room)
        return False


def _rooms(goal: Goal, home: Home) -> tuple[list[Room], list[Text]]:
    """The rooms asked for and the names that the house does not know; without any, the shared rooms but the exit."""
    named = [name.strip() for name in (goal.parameter("rooms") or goal.parameter("room")).split(",") if name.strip()]
    if not named:
        return [room for room in home.rooms if not room.private and room.kind is not RoomKind.EXIT], []
    rooms = [room for room in map(home.room, named) if room is not None]
    return rooms, [Text(zh=name, en=name) for name in named if home.room(name) is None]


def _reason(outcome: Outcome) -> Text:
    detail = outcome.detail if outcome.detail.zh else _FAILED
    return Text(zh=detail.zh.rstrip("。"), en=detail.en.rstrip("."))


def _spoken_report(patrol: _Round) -> Text:
    seen = listed([with_article(room.name) for room in patrol.seen])
    missed = listed([name if reason is _UNKNOWN else with_article(name) for name, reason in patrol.missed])
    if not patrol.missed:
        all_of_them = "都" if len(patrol.seen) > 1 else ""
        return Text(zh=f"{seen.zh}我{all_of_them}去过了。", en=f"I have been to {seen.en}.")
    if not patrol.seen:
        return Text(zh=f"{missed.zh}我没能去成。", en=f"I could not go to {missed.en}.")
    return Text(zh=f"{seen.zh}我去过了，{missed.zh}没去成。", en=f"I have been to {seen.en}, but not to {missed.en}.")


def _conclusion(patrol: _Round) -> Conclusion:
    seen = listed([room.name for room in patrol.seen]) if patrol.seen else Text(zh="无", en="none")
    zh, en = f"去过：{seen.zh}。", f"Seen: {seen.en}."
    if patrol.missed:
        zh += f"没去成：{'；'.join(f'{name.zh}（{reason.zh}）' for name, reason in patrol.missed)}。"
        en += f" Not seen: {'; '.join(f'{name.en} ({reason.en})' for name, reason in patrol.missed)}."
    return conclude(_result(patrol), zh, en)


def _result(patrol: _Round) -> GoalResult:
    if patrol.seen:
        return DONE
    return GoalResult.REFUSED if patrol.refused else FAILED
