"""Distress at meals: somebody at table sinks down and stays down, or bows again and again with a hand at her mouth.

A picture does not hear: a quiet cough, a gurgle and the silence of a closed airway are not to be seen, and hearty
laughter behind a hand looks like coughing. Whoever eats with a risk of choking needs a person beside her.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from statistics import median
from typing import Annotated, ClassVar, Final

from carebot.core.concerns import Concern
from carebot.core.language import Text
from carebot.core.people import ResidentId
from carebot.core.situation import Posture
from carebot.core.values import Hours
from monitoring.house_scene import HouseScene
from monitoring.limbs import limbs_of, swings
from monitoring.monitors._telling import raised
from monitoring.monitors.base import HouseMonitor, Noticed
from monitoring.posture import steadied
from monitoring.scene import Scene
from monitoring.tracking import Track

_BASELINE_LEAST: Final = 20
_BASELINE_EVERY: Final = timedelta(seconds=1)
_BASELINE_MOST: Final = 180
_FRESH: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When distress counts, in the hours of `meals` and sitting.

    Coughing: in the last `over`, `bows` turns of the trunk by `bow_m` (of the head over the hips, as from 10 to 35
    degrees), a hand within `reach_m` of the mouth for a `share` of the time. Slumping: the head `sunk_m` lower over the
    hips than she usually holds it, for `sunk_for`; bending for a napkin is over sooner. Engineering choices.
    """

    meals: Annotated[tuple[Hours, ...], Text(zh="吃饭时间", en="hours of meals")] = field(
        default_factory=lambda: (
            Hours(start=time(6, 30), end=time(8, 30)),
            Hours(start=time(11, 0), end=time(13, 0)),
            Hours(start=time(17, 0), end=time(19, 0)),
        )
    )
    over: timedelta = timedelta(seconds=6)
    bows: int = 6
    bow_m: float = 0.08
    reach_m: float = 0.18
    share: float = 0.5
    sunk_m: float = 0.2
    sunk_for: timedelta = timedelta(seconds=20)


@dataclass(slots=True, kw_only=True)
class _Diner:
    """What is remembered of one person. `heights` are those of her head over her hips, one a second."""

    frames: deque[tuple[datetime, float, bool]] = field(default_factory=deque)
    heights: deque[float] = field(default_factory=lambda: deque(maxlen=_BASELINE_MOST))
    noted_at: datetime | None = None
    sunk_since: datetime | None = None
    coughing_at: datetime | None = None
    coughing_since: datetime | None = None


class Distress(HouseMonitor):
    """Watches whoever sits at a meal."""

    title: ClassVar[Text] = Text(zh="用餐不适", en="Distress at meals")
    description: ClassVar[Text] = Text(
        zh="用餐时发现有人捂着嘴连连弯腰，或垂下身子不起来。",
        en="Notices at meals that somebody bows again and again, hand at mouth, or sinks down and stays down.",
    )

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        # Each camera errs in its own way about a trunk: what one sees after another is no bow.
        self._diners: dict[tuple[ResidentId, str], _Diner] = {}

    def glance(self, scene: Scene) -> None:
        """How residents in view hold their heads."""
        for track in scene.tracks:
            who = scene.resident(track)
            if who and track.confirmed and track.in_view:
                self._follow(track, self._diners.setdefault((who, scene.camera), _Diner()))

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """Who is in distress at a meal."""
        eating = any(hours.has(house.local_minute) for hours in self._options.meals)
        for resident, presence in house.known():
            if not eating or presence.last.posture is not Posture.SITTING or house.in_bed(resident, presence.last):
                continue
            for (who, _), diner in self._diners.items():
                if who == resident.id and diner.frames and house.at - diner.frames[-1][0] <= _FRESH:
                    yield from self._distressed(house, who, diner)

    def reset(self) -> None:
        """Forget everybody."""
        self._diners.clear()

    def _distressed(self, house: HouseScene, who: ResidentId, diner: _Diner) -> Iterable[Noticed]:
        sunk = diner.sunk_since
        if sunk is not None and house.at - sunk >= self._options.sunk_for:
            yield self._raised(house, who, sunk, "sunk_s")
        if diner.coughing_since is not None:
            yield self._raised(house, who, diner.coughing_since, "coughing_s")

    def _follow(self, track: Track, diner: _Diner) -> None:
        at, limbs = track.last_seen_at, limbs_of(track)
        at_mouth = bool((limbs.hands_to_mouth_m() <= self._options.reach_m).any())
        diner.frames.append((at, track.stances[-1].trunk_m, at_mouth))
        while at - diner.frames[0][0] > self._options.over:
            diner.frames.popleft()
        self._note_coughing(at, diner)
        self._note_sinking(at, steadied(track.stances).trunk_m, diner)

    def _note_coughing(self, at: datetime, diner: _Diner) -> None:
        share = sum(at_mouth for _, _, at_mouth in diner.frames) / len(diner.frames)
        bows = swings([height_m for _, height_m, _ in diner.frames], self._options.bow_m)
        if bows >= self._options.bows and share >= self._options.share:
            diner.coughing_at = at
            diner.coughing_since = diner.coughing_since or diner.frames[0][0]
        elif diner.coughing_at is not None and at - diner.coughing_at > timedelta(seconds=30):
            diner.coughing_at = diner.coughing_since = None

    def _note_sinking(self, at: datetime, height_m: float, diner: _Diner) -> None:
        usual = median(diner.heights) if len(diner.heights) >= _BASELINE_LEAST else None
        if usual is not None and height_m <= usual - self._options.sunk_m:
            diner.sunk_since = diner.sunk_since or at
            return
        diner.sunk_since = None
        if height_m > 0 and (diner.noted_at is None or at - diner.noted_at >= _BASELINE_EVERY):
            diner.noted_at = at
            diner.heights.append(height_m)

    def _raised(self, house: HouseScene, who: ResidentId, since: datetime, cue: str) -> Noticed:
        lasted_s = (house.at - since).total_seconds()
        return raised(self, house, who, Concern.DISTRESS, since=since, confidence=0.5, evidence=((cue, lasted_s),))
