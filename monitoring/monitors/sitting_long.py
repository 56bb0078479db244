"""Sitting long: somebody has not left her seat for hours. A gentle word, no alarm.

A seat is a place: whoever stays within reach of it sits, whatever single frames make of her posture.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Final

from carebot.core.concerns import Concern
from carebot.core.events import Observation
from carebot.core.home import Point
from carebot.core.language import Text
from carebot.core.people import Resident, ResidentId
from carebot.core.situation import Posture
from monitoring.allowances import LASTED, Allowance, Habits
from monitoring.house_scene import HouseScene, Presence
from monitoring.monitors._telling import measured, raised
from monitoring.monitors.base import HouseMonitor, Noticed

_WORTH_MEASURING: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long one may sit. `allowed`: turning and rising every two hours is the house's rule against pressure sores
    (SAFETY.md, "turn reminder every 2 h"); the bounds are engineering choices.

    She has left her seat when she is farther than `seat_m` from it for `left_for`, or stands or lies for `up_for`. Out
    of view for `unseen_for`, nobody knows. `in_view_within`: what is told is about somebody who is seen.
    """

    allowed: Annotated[Allowance, Text(zh="坐着不起来多久要提醒", en="seated for so long")] = field(
        default_factory=lambda: Allowance(least=timedelta(hours=1), usual=timedelta(hours=2), most=timedelta(hours=3))
    )
    seat_m: float = 0.8
    left_for: timedelta = timedelta(seconds=5)
    up_for: timedelta = timedelta(seconds=60)
    unseen_for: timedelta = timedelta(minutes=15)
    in_view_within: timedelta = timedelta(minutes=1)


@dataclass(slots=True, kw_only=True)
class _Spell:
    seat: Point
    since: datetime
    seated_at: datetime
    away_since: datetime | None = None
    up_since: datetime | None = None


class SittingLong(HouseMonitor):
    """Watches how long residents sit."""

    title: ClassVar[Text] = Text(zh="久坐", en="Sitting long")
    description: ClassVar[Text] = Text(
        zh="发现有人坐了很久没有起身。", en="Notices that somebody has not left her seat for long."
    )
    remembers: ClassVar[timedelta] = timedelta(days=14)
    again_after: ClassVar[timedelta | None] = timedelta(hours=1)

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._habits = Habits()
        self._spells: dict[ResidentId, _Spell] = {}

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """Who has been sitting for too long, and the spells that ended."""
        for resident, presence in house.known():
            spell = self._spells.get(resident.id)
            if spell is None:
                self._begin(house, resident, presence)
            elif self._is_over(house, resident, presence, spell):
                yield from self._end(house, resident, spell)
            else:
                yield from self._judge(house, resident, presence, spell)

    def recall(self, measured: Observation) -> None:
        """A spell that stands on record."""
        self._habits.recall(measured)

    def reset(self) -> None:
        """Forget everybody."""
        self._spells.clear()
        self._habits.clear()

    def _begin(self, house: HouseScene, resident: Resident, presence: Presence) -> None:
        last = presence.last
        if last.posture is Posture.SITTING and last.position is not None and not house.in_bed(resident, last):
            self._spells[resident.id] = _Spell(seat=last.position, since=last.at, seated_at=last.at)

    def _is_over(self, house: HouseScene, resident: Resident, presence: Presence, spell: _Spell) -> bool:
        last = presence.last
        if last.position is None or house.unseen_for(presence) > self._options.unseen_for:
            return True
        away = last.position.distance_m(spell.seat) > self._options.seat_m or house.in_bed(resident, last)
        spell.away_since = (spell.away_since or last.at) if away else None
        up = last.posture is not Posture.SITTING
        spell.up_since = (spell.up_since or last.at) if up else None
        if spell.away_since is None and spell.up_since is None:
            spell.seated_at = last.at
        left = spell.away_since is not None and last.at - spell.away_since >= self._options.left_for
        return left or (spell.up_since is not None and last.at - spell.up_since >= self._options.up_for)

    def _end(self, house: HouseScene, resident: Resident, spell: _Spell) -> Iterable[Noticed]:
        del self._spells[resident.id]
        lasted = spell.seated_at - spell.since
        if lasted >= _WORTH_MEASURING:
            yield measured(self, house, resident.id, ((LASTED, lasted.total_seconds()),))

    def _judge(self, house: HouseScene, resident: Resident, presence: Presence, spell: _Spell) -> Iterable[Noticed]:
        lasted = spell.seated_at - spell.since
        allowed = self._options.allowed.by_habit(self._habits.of(resident.id))
        if lasted > allowed and house.unseen_for(presence) <= self._options.in_view_within:
            yield raised(
                self,
                house,
                resident.id,
                Concern.SITTING_LONG,
                since=spell.since,
                confidence=0.8,
                evidence=((LASTED, lasted.total_seconds()), ("allowed_s", allowed.total_seconds())),
            )
