"""Wandering: a resident is alone where she may not be alone, or at a way out.

Who can decide for herself goes where she likes by day. The robot accompanies and calls, it never holds anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Annotated, ClassVar, Final

from carebot.core.concerns import Concern
from carebot.core.home import RoomKind
from carebot.core.language import Text
from carebot.core.people import Resident, ResidentId, Risk
from carebot.core.values import Hours
from monitoring.house_scene import HouseScene, Presence, outline_distance_m
from monitoring.monitors._telling import raised
from monitoring.monitors.base import HouseMonitor, Noticed

_WAYS_OUT: Final = frozenset({RoomKind.EXIT, RoomKind.STAIRS, RoomKind.LIFT})
_AT_RISK: Final = frozenset({Risk.WANDERING, Risk.DEMENTIA})
_BEYOND_M: Final = 0.3
"""So far beyond the rooms of her zone she is out of it: a position may err by as much (`place_error_m`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """For how long she must be somewhere before it counts. `late`: a way out concerns everybody then.

    `at_exit_for` is short because a door takes two seconds; `out_of_zone_for` lets her turn round by herself.
    `company_within`: staff or family are with her. Engineering choices; zones and risks are the home's assessment.
    """

    out_of_zone_for: timedelta = timedelta(seconds=20)
    at_exit_for: timedelta = timedelta(seconds=3)
    exit_within_m: float = 0.8
    late: Annotated[Hours, Text(zh="几点以后谁到出口都要报", en="hours in which a way out concerns everybody")] = field(
        default_factory=lambda: Hours(start=time(23, 0), end=time(5, 0))
    )
    company_within: timedelta = timedelta(seconds=10)


class Wandering(HouseMonitor):
    """Watches the zones of residents, and the ways out."""

    title: ClassVar[Text] = Text(zh="游走", en="Wandering")
    description: ClassVar[Text] = Text(
        zh="发现有人独自走出活动范围，或走到出口、楼梯、电梯。",
        en="Notices that somebody leaves her zone alone, or is at an exit, at stairs or a lift.",
    )

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._since: dict[tuple[ResidentId, Concern, bool], datetime] = {}

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """Who is where she should not be alone."""
        for resident, presence in house.known():
            alone = self._was_alone(presence)
            at_exit = alone and self._is_at_exit(house, presence)
            at_risk = bool(resident.risks & _AT_RISK) or not resident.can_decide
            late = self._options.late.has(house.local_minute)
            astray = alone and not at_exit and self._is_out_of_zone(house, resident, presence)
            yield from self._judge(house, resident, Concern.AT_EXIT, exit_=True, holds=at_exit and at_risk)
            yield from self._judge(
                house, resident, Concern.WANDERING, exit_=True, holds=at_exit and late and not at_risk
            )
            yield from self._judge(house, resident, Concern.WANDERING, exit_=False, holds=astray)

    def reset(self) -> None:
        """Forget everybody."""
        self._since.clear()

    def _judge(
        self, house: HouseScene, resident: Resident, concern: Concern, *, exit_: bool, holds: bool
    ) -> Iterable[Noticed]:
        key = (resident.id, concern, exit_)
        if not holds:
            self._since.pop(key, None)
            return
        since = self._since.setdefault(key, house.presences[resident.id].last.at)
        wait = self._options.at_exit_for if exit_ else self._options.out_of_zone_for
        if house.at - since >= wait:
            yield raised(
                self,
                house,
                resident.id,
                concern,
                since=since,
                confidence=0.8,
                evidence=(("lasted_s", (house.at - since).total_seconds()), ("at_exit", float(exit_))),
            )

    def _was_alone(self, presence: Presence) -> bool:
        company = presence.company_at
        return company is None or presence.last.at - company > self._options.company_within

    def _is_at_exit(self, house: HouseScene, presence: Presence) -> bool:
        near = house.near(presence.last, _WAYS_OUT, self._options.exit_within_m)
        return near is not None or house.gone_to(presence, _WAYS_OUT) is not None

    def _is_out_of_zone(self, house: HouseScene, resident: Resident, presence: Presence) -> bool:
        place = presence.last.position
        if not resident.zones or place is None or house.house.home.room_at(place) is None:
            return False
        rooms = [room for room in house.house.home.rooms if room.id in resident.zones]
        return all(outline_distance_m(place, room.outline) > _BEYOND_M for room in rooms)
