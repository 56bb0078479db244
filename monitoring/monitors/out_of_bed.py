"""Out of bed at night: she got up and is not back in bed after the time that a way to the toilet takes her.

In the dark cameras see little: whoever was last seen in her own bedroom and then no more counts as gone to bed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Annotated, ClassVar, Final

from carebot.core.concerns import Concern
from carebot.core.events import Observation
from carebot.core.language import Text
from carebot.core.people import Resident, ResidentId, Risk
from carebot.core.values import Hours
from monitoring.allowances import LASTED, Allowance, Habits
from monitoring.house_scene import HouseScene, Presence
from monitoring.monitors._telling import measured, raised
from monitoring.monitors.base import HouseMonitor, Noticed

_WATCHED: Final = frozenset({Risk.WANDERING, Risk.DEMENTIA})
_CERTAIN_FOR: Final = timedelta(seconds=2)
"""One frame may be wrong: up is who was seen out of bed for so long."""


def _minutes(least: float, usual: float, most: float) -> Allowance:
    return Allowance(least=timedelta(minutes=least), usual=timedelta(minutes=usual), most=timedelta(minutes=most))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long she may be up at `night`: who may wander off, who is frail, and others.

    Engineering choices, for the nurse to set: a walk to the toilet and back takes an old person five to ten minutes;
    who is frail or may wander off should not be up alone for much longer (ways out are watched besides). `night`: the
    house's night hours (SAFETY.md). `presumed_after`: unseen in her bedroom for so long, she has gone to bed.
    """

    night: Annotated[Hours, Text(zh="夜里是几点到几点", en="hours of the night")] = field(
        default_factory=lambda: Hours(start=time(22, 0), end=time(6, 0))
    )
    wandering: Annotated[
        Allowance, Text(zh="可能走失的老人夜里起来多久要问", en="up at night for so long, who may wander off")
    ] = field(default_factory=lambda: _minutes(5, 10, 15))
    frail: Annotated[Allowance, Text(zh="体弱的老人夜里起来多久要问", en="up at night for so long, who is frail")] = (
        field(default_factory=lambda: _minutes(10, 15, 30))
    )
    others: Annotated[Allowance, Text(zh="其他老人夜里起来多久要问", en="up at night for so long, everybody else")] = (
        field(default_factory=lambda: _minutes(15, 30, 60))
    )
    presumed_after: timedelta = timedelta(minutes=3)

    def allowed(self, resident: Resident) -> Allowance:
        """What counts for this resident."""
        if resident.risks & _WATCHED or not resident.can_decide:
            return self.wandering
        return self.frail if resident.frail else self.others


@dataclass(slots=True, kw_only=True)
class _Night:
    """One resident's night: whether she has been in bed, since when she is up, and since when she seems to be."""

    abed: bool = False
    up_since: datetime | None = None
    seems_up_since: datetime | None = None


class OutOfBed(HouseMonitor):
    """Watches who gets up at night and does not come back."""

    title: ClassVar[Text] = Text(zh="夜间离床", en="Out of bed at night")
    description: ClassVar[Text] = Text(
        zh="夜里起来后，过了平常的时间还没有回到床上就提醒。",
        en="Notices that somebody got up at night and is not back in bed in her usual time.",
    )
    remembers: ClassVar[timedelta] = timedelta(days=28)

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._habits = Habits()
        self._nights: dict[ResidentId, _Night] = {}

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """Who is up for too long, and whose way ended in bed again."""
        if not self._options.night.has(house.local_minute):
            self._nights.clear()
            return
        for resident, presence in house.known():
            night = self._nights.setdefault(resident.id, _Night())
            if self._is_abed(house, resident, presence):
                yield from self._back(house, resident, presence, night)
            elif night.abed:
                self._note_up(presence, night)
            if night.up_since is not None:
                yield from self._up(house, resident, night.up_since)

    def recall(self, measured: Observation) -> None:
        """A way at night that stands on record."""
        self._habits.recall(measured)

    def reset(self) -> None:
        """Forget everybody."""
        self._nights.clear()
        self._habits.clear()

    def _is_abed(self, house: HouseScene, resident: Resident, presence: Presence) -> bool:
        if house.in_bed(resident, presence.last):
            return True
        room = house.room_of(presence.last)
        at_home = room is not None and room.id == resident.room
        return at_home and house.unseen_for(presence) >= self._options.presumed_after

    def _back(self, house: HouseScene, resident: Resident, presence: Presence, night: _Night) -> Iterable[Noticed]:
        if night.up_since is not None:
            lasted = presence.last.at - night.up_since
            if lasted > _CERTAIN_FOR:
                yield measured(self, house, resident.id, ((LASTED, lasted.total_seconds()),))
        night.abed, night.up_since, night.seems_up_since = True, None, None

    def _note_up(self, presence: Presence, night: _Night) -> None:
        night.seems_up_since = night.seems_up_since or presence.last.at
        if presence.last.at - night.seems_up_since >= _CERTAIN_FOR:
            night.up_since = night.seems_up_since

    def _up(self, house: HouseScene, resident: Resident, since: datetime) -> Iterable[Noticed]:
        lasted = house.at - since
        allowed = self._options.allowed(resident).by_habit(self._habits.of(resident.id))
        if lasted > allowed:
            yield raised(
                self,
                house,
                resident.id,
                Concern.OUT_OF_BED,
                since=since,
                confidence=0.8,
                evidence=((LASTED, lasted.total_seconds()), ("allowed_s", allowed.total_seconds())),
            )
