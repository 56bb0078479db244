"""Long in the bathroom: a resident went in and does not come out. No camera looks in there, and none is wanted.

What is known is her way to the door, and that nobody has seen her elsewhere since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, ClassVar, Final

from carebot.core.concerns import Concern
from carebot.core.events import Observation
from carebot.core.home import RoomKind
from carebot.core.language import Text
from carebot.core.people import Resident, ResidentId
from monitoring.allowances import LASTED, Allowance, Habits
from monitoring.house_scene import HouseScene, Presence
from monitoring.monitors._telling import measured, raised
from monitoring.monitors.base import HouseMonitor, Noticed

_BATHROOM: Final = frozenset({RoomKind.BATHROOM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long a stay may last. Shorter ones than `shortest` are no stay.

    Where somebody was seen with her within `company_within` before she went in, who may help her, the longest allowed
    time counts: the other may as well have stayed outside.

    `allowed`: engineering choice. A visit to the toilet takes minutes and a bath half an hour; longer than an hour on a
    floor begins to harm (a "long lie": Lord, Sherrington, Menz: Falls in Older People, 2001).
    """

    allowed: Annotated[Allowance, Text(zh="在卫生间多久要问", en="in the bathroom for so long")] = field(
        default_factory=lambda: Allowance(
            least=timedelta(minutes=15), usual=timedelta(minutes=30), most=timedelta(minutes=60)
        )
    )
    shortest: timedelta = timedelta(minutes=1)
    company_within: timedelta = timedelta(seconds=20)


@dataclass(slots=True, kw_only=True)
class _Stay:
    since: datetime
    accompanied: bool = False


class LongInBathroom(HouseMonitor):
    """Watches the doors of bathrooms by who went towards them."""

    title: ClassVar[Text] = Text(zh="久留卫生间", en="Long in the bathroom")
    description: ClassVar[Text] = Text(
        zh="卫生间里没有摄像头；进去后很久没有在别处出现就提醒。",
        en="There is no camera in the bathroom: notices that she went in and has been seen nowhere else for long.",
    )
    remembers: ClassVar[timedelta] = timedelta(days=28)
    again_after: ClassVar[timedelta | None] = timedelta(minutes=30)

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._habits = Habits()
        self._stays: dict[ResidentId, _Stay] = {}

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """Who has been in there for too long, and the stays that ended."""
        for resident, presence in house.known():
            if house.gone_to(presence, _BATHROOM) is not None:
                yield from self._inside(house, resident, presence)
            elif stay := self._stays.pop(resident.id, None):
                lasted = presence.last.at - stay.since
                if lasted >= self._options.shortest and not stay.accompanied:
                    yield measured(self, house, resident.id, ((LASTED, lasted.total_seconds()),))

    def recall(self, measured: Observation) -> None:
        """A stay that stands on record."""
        self._habits.recall(measured)

    def reset(self) -> None:
        """Forget everybody."""
        self._stays.clear()
        self._habits.clear()

    def _inside(self, house: HouseScene, resident: Resident, presence: Presence) -> Iterable[Noticed]:
        stay = self._stays.setdefault(resident.id, _Stay(since=presence.last.at))
        company = presence.company_at
        if company is not None and presence.last.at - company <= self._options.company_within:
            stay.accompanied = True
        lasted = house.at - stay.since
        allowed = self._options.allowed.by_habit(self._habits.of(resident.id))
        if stay.accompanied:
            allowed = self._options.allowed.most
        if lasted > allowed:
            room = house.room_of(presence.last)
            inside = room is not None and room.kind is RoomKind.BATHROOM
            yield raised(
                self,
                house,
                resident.id,
                Concern.LONG_IN_BATHROOM,
                since=stay.since,
                confidence=0.9 if inside else 0.7,
                evidence=(
                    (LASTED, lasted.total_seconds()),
                    ("allowed_s", allowed.total_seconds()),
                    ("seen_inside", float(inside)),
                    ("accompanied", float(stay.accompanied)),
                ),
            )
