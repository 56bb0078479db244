"""No movement: somebody who is in view has not stirred for too long, or nobody has been seen at home in waking hours.

Breathing is too small to be seen: whoever sleeps in a chair looks like whoever is unconscious, so the robot asks first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Annotated, ClassVar, Final

from carebot.core.concerns import Concern
from carebot.core.events import Observation
from carebot.core.home import RoomKind
from carebot.core.language import Text
from carebot.core.people import Resident, ResidentId
from carebot.core.situation import Posture
from carebot.core.values import Hours
from monitoring.allowances import Allowance, Habits
from monitoring.house_scene import HouseScene
from monitoring.monitors._stillness import Stillness, still_since
from monitoring.monitors._telling import Evidence, measured, raised
from monitoring.monitors.base import HouseMonitor, Noticed
from monitoring.scene import Scene

_EXIT: Final = frozenset({RoomKind.EXIT, RoomKind.STAIRS, RoomKind.LIFT})
_STILL, _UNSEEN = "still_s", "unseen_s"
_WORTH_MEASURING: Final = timedelta(minutes=10)
_WATCHED_WITHIN: Final = timedelta(minutes=1)
"""A house without a working camera says nothing of anybody; that is an alarm of its own."""


def _hours(first: int, last: int) -> Hours:
    return Hours(start=time(first, 0), end=time(last, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long somebody may be still, or unseen. Engineering choices; the question that comes first costs little.

    `still`: sleepers in chairs turn or nod several times an hour; at `nap` hours the longest time counts. `unseen`:
    who lives alone and did not go out, in `waking` hours; the longest counts where no way out is on the map.
    """

    still: Annotated[Allowance, Text(zh="一动不动多久要问", en="still for so long")] = field(
        default_factory=lambda: Allowance(
            least=timedelta(minutes=30), usual=timedelta(minutes=45), most=timedelta(minutes=90)
        )
    )
    unseen: Annotated[Allowance, Text(zh="独居老人多久没出现要问", en="lives alone and unseen for so long")] = field(
        default_factory=lambda: Allowance(least=timedelta(hours=2), usual=timedelta(hours=4), most=timedelta(hours=8))
    )
    waking: Annotated[Hours, Text(zh="白天是几点到几点", en="hours of the day")] = field(
        default_factory=lambda: _hours(7, 21)
    )
    nap: Annotated[Hours, Text(zh="午睡时间", en="hours of the nap")] = field(default_factory=lambda: _hours(12, 15))


class NoMovement(HouseMonitor):
    """Watches for residents who do not stir, and for homes in which nobody is seen."""

    title: ClassVar[Text] = Text(zh="久无动静", en="No movement")
    description: ClassVar[Text] = Text(
        zh="白天有人久坐久躺一动不动，或独居的老人很久没有出现。",
        en="Notices that somebody does not stir by day, or that a resident who lives alone is not seen for long.",
    )
    remembers: ClassVar[timedelta] = timedelta(days=28)
    again_after: ClassVar[timedelta | None] = timedelta(minutes=45)

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._stills, self._unseens = Habits(_STILL), Habits(_UNSEEN)
        self._cameras: dict[ResidentId, dict[str, Stillness]] = {}
        self._still_since: dict[ResidentId, datetime] = {}
        self._seen_at: dict[ResidentId, datetime] = {}

    def glance(self, scene: Scene) -> None:
        """Whether residents in view stir."""
        for track in scene.tracks:
            who = scene.resident(track)
            if who and track.confirmed and track.in_view:
                self._cameras.setdefault(who, {}).setdefault(scene.camera, Stillness()).see(track)

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """Who has been still or unseen for too long, and the spells that ended."""
        waking = self._options.waking.has(house.local_minute)
        for resident in house.house.residents:
            yield from self._stirred(house, resident)
            yield from self._back(house, resident)
            if waking:
                yield from self._still(house, resident)
        if waking and len(house.house.residents) == 1:
            yield from self._unseen(house, house.house.residents[0])

    def recall(self, measured: Observation) -> None:
        """A spell that stands on record."""
        self._stills.recall(measured)
        self._unseens.recall(measured)

    def reset(self) -> None:
        """Forget everybody."""
        self._cameras.clear()
        self._still_since.clear()
        self._seen_at.clear()
        self._stills.clear()
        self._unseens.clear()

    def _still(self, house: HouseScene, resident: Resident) -> Iterable[Noticed]:
        since, presence = self._still_since.get(resident.id), house.presences.get(resident.id)
        if since is None or presence is None or house.in_bed(resident, presence.last):
            return
        if presence.last.posture not in {Posture.SITTING, Posture.LYING}:
            return
        allowed = self._options.still.by_habit(self._stills.of(resident.id))
        if self._options.nap.has(house.local_minute):
            allowed = self._options.still.most
        if house.at - since > allowed:
            yield self._raised(house, resident, since, 0.8, ((_STILL, (house.at - since).total_seconds()),))

    def _unseen(self, house: HouseScene, resident: Resident) -> Iterable[Noticed]:
        presence = house.presences.get(resident.id)
        gone_out = presence is not None and house.gone_to(presence, _EXIT) is not None
        watched = house.watched_at is not None and house.at - house.watched_at <= _WATCHED_WITHIN
        if gone_out or not watched:
            return
        seen_at = presence.last.at if presence else self._seen_at.setdefault(resident.id, house.at)
        since = max(seen_at, self._woke_at(house))
        allowed = self._options.unseen.by_habit(self._unseens.of(resident.id))
        if not any(room.kind in _EXIT for room in house.house.home.rooms):
            allowed = self._options.unseen.most
        if house.at - since > allowed:
            yield self._raised(house, resident, since, 0.6, ((_UNSEEN, (house.at - since).total_seconds()),))

    def _stirred(self, house: HouseScene, resident: Resident) -> Iterable[Noticed]:
        """Keep account of since when she is still; a long stillness that ended by itself is worth remembering."""
        before = self._still_since.pop(resident.id, None)
        since = still_since(self._cameras.get(resident.id, {}).values(), house.at)
        if since is None:
            return
        self._still_since[resident.id] = since
        presence = house.presences.get(resident.id)
        if before is None or since - before < _WORTH_MEASURING or presence is None:
            return
        if not house.in_bed(resident, presence.last):
            yield measured(self, house, resident.id, ((_STILL, (since - before).total_seconds()),))

    def _back(self, house: HouseScene, resident: Resident) -> Iterable[Noticed]:
        """That she is seen again after a long time, within the waking hours of one day, is worth remembering."""
        presence = house.presences.get(resident.id)
        before = self._seen_at.get(resident.id)
        if presence is None:
            return
        self._seen_at[resident.id] = presence.last.at
        lasted = presence.last.at - before if before else timedelta()
        if before is not None and lasted >= self._options.unseen.least / 4 and before >= self._woke_at(house):
            yield measured(self, house, resident.id, ((_UNSEEN, lasted.total_seconds()),))

    def _woke_at(self, house: HouseScene) -> datetime:
        """When the waking hours of this day began; those of yesterday are not added to them."""
        local = house.at.astimezone(house.zone)
        start = self._options.waking.start
        began = local.replace(hour=start.hour, minute=start.minute, second=0, microsecond=0)
        return began if began <= local else began - timedelta(days=1)

    def _raised(
        self, house: HouseScene, resident: Resident, since: datetime, confidence: float, evidence: Evidence
    ) -> Noticed:
        return raised(
            self, house, resident.id, Concern.NO_MOVEMENT, since=since, confidence=confidence, evidence=evidence
        )
