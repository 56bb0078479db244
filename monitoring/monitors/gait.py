"""Gait: how fast a resident walks and rises at home, over weeks, against her own pace. A trend for the nurse to weigh.

One slow day says nothing: what counts is the median of days, and a change that is larger than days differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import ClassVar, Final

import numpy as np

from carebot.core.concerns import Concern
from carebot.core.events import Observation
from carebot.core.language import Text
from carebot.core.people import ResidentId
from monitoring.house_scene import HouseScene
from monitoring.monitors._telling import measured, raised
from monitoring.monitors.base import HouseMonitor, Noticed
from monitoring.rising import rise_of
from monitoring.scene import Scene
from monitoring.walks import Walking

SPEED, RISE = "speed_mps", "rise_s"
_MEDIAN_ERROR: Final = 1.2533 * 1.4826
"""The standard error of a median is 1.2533 sigma / sqrt(n); 1.4826 times the median deviation estimates sigma."""
_RISES_APART: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What counts as a change, `recent` days against the days of `baseline` before them.

    `slower_mps`: 0.1 m/s is a substantial change (Perera et al. 2006, J Am Geriatr Soc 54:743). `classes_mps`: slower
    than 1.0 m/s is slow by AWGS 2019, than 0.8 m/s by EWGSOP2 2019; ways at home are shorter and slower than tests, so
    that crossing a class needs half the change, and being below one is no news. `rise_longer_s`: 2.3 s in five rises
    count (Meretta et al. 2006, J Vestib Res 16:233), so 0.5 s in one. `certainty`: in standard errors; with two, chance
    alone would tell a change every few months, since every day is looked at. It has to hold `held_days` in a row.
    """

    recent: timedelta = timedelta(days=7)
    baseline: timedelta = timedelta(days=49)
    recent_days: int = 3
    baseline_days: int = 7
    least_a_day: int = 2
    slower_mps: float = 0.1
    classes_mps: tuple[float, ...] = (1.0, 0.8)
    rise_longer_s: float = 0.5
    certainty: float = 3.0
    held_days: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trend:
    """A measure now and before, each the median of days, and how doubtful the change is."""

    before: float
    now: float
    error: float


class Gait(HouseMonitor):
    """Watches how residents walk and rise over weeks."""

    title: ClassVar[Text] = Text(zh="步态", en="Gait")
    description: ClassVar[Text] = Text(
        zh="按周比较走路和起身的快慢，比本人以前明显变慢就告诉护士。",
        en="Compares walking and rising over weeks, and tells the nurse when they have become clearly slower.",
    )
    remembers: ClassVar[timedelta] = timedelta(days=56)

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._walking: dict[ResidentId, Walking] = {}
        self._rises: dict[ResidentId, tuple[datetime, timedelta]] = {}
        self._risen_at: dict[ResidentId, datetime] = {}
        self._records: dict[tuple[ResidentId, str], list[tuple[datetime, float]]] = defaultdict(list)
        self._slower: dict[ResidentId, tuple[tuple[str, float], ...]] = {}
        self._held_days: dict[ResidentId, int] = {}
        self._judged_on: dict[ResidentId, date] = {}

    def glance(self, scene: Scene) -> None:
        """Who has risen from a seat."""
        for track in scene.tracks:
            who = scene.resident(track)
            took = rise_of(track.stances) if who and track.confirmed and track.in_view else None
            risen_at = self._risen_at.get(who)
            if took is not None and (risen_at is None or track.last_seen_at - risen_at > _RISES_APART):
                self._risen_at[who] = track.last_seen_at
                self._rises[who] = (track.last_seen_at, took)

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """What was measured, and once a day the trend of everybody who walked."""
        for resident, presence in house.known():
            for walk in self._walking.setdefault(resident.id, Walking()).follow(presence.path):
                pace = ((SPEED, walk.speed_mps), ("length_m", walk.length_m), ("measured", float(walk.measured)))
                yield measured(self, house, resident.id, pace)
            if rise := self._rises.pop(resident.id, None):
                yield measured(self, house, resident.id, ((RISE, rise[1].total_seconds()),))
            self._judge(house, resident.id)
            if evidence := self._slower.get(resident.id, ()):
                yield raised(
                    self,
                    house,
                    resident.id,
                    Concern.SLOWER_GAIT,
                    # Since the beginning of the week that was compared: the same week is told once.
                    since=house.at - self._options.recent,
                    confidence=0.7,
                    evidence=evidence,
                )

    def recall(self, measured: Observation) -> None:
        """A walk or a rise that stands on record."""
        for name, value in measured.evidence:
            if name in {SPEED, RISE}:
                self._records[measured.about, name].append((measured.occurred_at, value))

    def reset(self) -> None:
        """Forget everybody."""
        for memory in (self._walking, self._rises, self._risen_at, self._records):
            memory.clear()
        for trend in (self._slower, self._held_days, self._judged_on):
            trend.clear()

    def _judge(self, house: HouseScene, who: ResidentId) -> None:
        today = house.at.astimezone(house.zone).date()
        if self._judged_on.get(who) == today:
            return
        self._judged_on[who] = today
        found: tuple[tuple[str, float], ...] = ()
        speed, rise = (self._trend(house, who, name) for name in (SPEED, RISE))
        if speed is not None and self._is_slower(speed):
            found += ((SPEED, speed.now), ("before_mps", speed.before))
        if rise is not None and rise.now - rise.before >= max(
            self._options.rise_longer_s, self._options.certainty * rise.error
        ):
            found += ((RISE, rise.now), ("rise_before_s", rise.before))
        self._held_days[who] = self._held_days.get(who, 0) + 1 if found else 0
        self._slower[who] = found if self._held_days[who] >= self._options.held_days else ()

    def _is_slower(self, speed: _Trend) -> bool:
        lost_mps = speed.before - speed.now
        if lost_mps < self._options.certainty * speed.error:
            return False
        crossed = any(speed.now < limit <= speed.before for limit in self._options.classes_mps)
        return lost_mps >= self._options.slower_mps * (0.5 if crossed else 1.0)

    def _trend(self, house: HouseScene, who: ResidentId, name: str) -> _Trend | None:
        options = self._options
        kept = [one for one in self._records[who, name] if house.at - one[0] <= options.recent + options.baseline]
        self._records[who, name] = kept
        began = house.at - options.recent
        now = self._days([one for one in kept if one[0] >= began], house.zone)
        before = self._days([one for one in kept if one[0] < began], house.zone)
        if len(now) < options.recent_days or len(before) < options.baseline_days:
            return None
        error = _error(now, before)
        return _Trend(before=float(np.median(before)), now=float(np.median(now)), error=error)

    def _days(self, records: Iterable[tuple[datetime, float]], zone: tzinfo) -> list[float]:
        """The median of each day with enough measurements."""
        days: Mapping[date, list[float]] = defaultdict(list)
        for at, value in records:
            days[at.astimezone(zone).date()].append(value)
        return [float(np.median(values)) for values in days.values() if len(values) >= self._options.least_a_day]


def _error(now: list[float], before: list[float]) -> float:
    """The standard error of the difference between the medians of days. The wider spread counts for both: that of a
    few days may be small by chance.
    """
    deviations = [float(np.median(np.abs(np.array(days) - np.median(days)))) for days in (now, before)]
    return _MEDIAN_ERROR * max(deviations) * float(np.sqrt(1 / len(now) + 1 / len(before)))
