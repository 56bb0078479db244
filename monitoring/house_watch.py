"""The watch over the house: joins what all cameras see into scenes of the house, and has its monitors look at them.

To a camera's lookout it is one more monitor. The clock ticks it where no camera sees anything: that a resident went
into a room and has not come out is known without a picture.
"""

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import ClassVar, Final

from carebot.core.concerns import ConcernRaised
from carebot.core.events import Observation
from carebot.core.home import Point
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.people import ResidentId
from carebot.core.situation import House
from monitoring.house_scene import PATH, HouseScene, Presence, Sighting
from monitoring.monitors.base import HouseMonitor, Monitor, Noticed
from monitoring.posture import posture_of
from monitoring.scene import Scene
from monitoring.tracking import Track

PEOPLE: Final = "people"
"""The name under which it stands on record where residents were seen."""
LOOKS_EVERY: Final = timedelta(milliseconds=500)
_STEADY_FOR: Final = timedelta(seconds=2)
"""Company is somebody who has been followed for so long: a mirage has not."""
_STEPS_BACK: Final = timedelta(minutes=1)
"""A clock that is set back further leaves no duration standing."""
_GONE_AFTER: Final = timedelta(seconds=3)
_UNSEEN: Final = "unseen_s"
_HEADING: Final = ("heading_x", "heading_y")
_KEPT: Final = 20_000


class HouseWatch(Monitor):
    """Watches the house by `monitors`, in the time of the scenes and ticks that it is given."""

    title: ClassVar[Text] = Text(zh="全屋看护", en="Watch over the house")
    description: ClassVar[Text] = Text(
        zh="把各个摄像头看到的合在一起，按时间和房间判断。",
        en="Joins what the cameras see, and judges it by hour and room.",
    )

    def __init__(self, house: Callable[[], House], zone: tzinfo, monitors: Sequence[HouseMonitor]) -> None:
        self._house = house
        self._zone = zone
        self._monitors = {monitor.name: monitor for monitor in monitors}
        self._presences: dict[ResidentId, Presence] = {}
        self._gone: dict[ResidentId, datetime] = {}
        self._told: dict[tuple[str, str, ResidentId], datetime] = {}
        self._measured: deque[Observation] = deque(maxlen=_KEPT)
        self._watched_at: datetime | None = None
        self._at: datetime | None = None
        self._looked_at: datetime | None = None

    @property
    def remembered(self) -> dict[str, timedelta]:
        """How far back each monitor wants its own record, by the name under which it stands there."""
        return {name: monitor.remembers for name, monitor in self._monitors.items()}

    def observe(self, scene: Scene) -> Iterable[Noticed]:
        """Take in what one camera sees; gives what the whole house then shows."""
        self._keep_time(scene.taken_at)
        for monitor in self._monitors.values():
            monitor.glance(scene)
        self._watched_at = scene.taken_at
        for track in scene.tracks:
            self._see(track, scene)
        return self.tick(scene.taken_at)

    def tick(self, at: datetime) -> list[Noticed]:
        """What the house shows at the instant `at`, whether a camera saw anything or not."""
        at = self._keep_time(at)
        if self._looked_at is not None and at - self._looked_at < LOOKS_EVERY:
            return []
        self._looked_at = at
        news = [event for monitor, event in self._look(at) if self._is_news(monitor, event)]
        return [*news, *self._out_of_view(at)]

    def recall(self, past: Iterable[Observation | ConcernRaised]) -> None:
        """Take up what stands on record, the oldest first: where residents were, what was measured and told."""
        for event in past:
            monitor = self._monitors.get(event.monitor)
            if isinstance(event, ConcernRaised):
                self._told[_topic(event)] = event.occurred_at
            elif monitor is not None:
                self._measured.append(event)
                monitor.recall(event)
            elif event.monitor == PEOPLE and event.about:
                self._recall_place(event)
                # What this instant brought was told then; that it is looked at again restores what monitors hold.
                list(self._look(self._keep_time(event.occurred_at)))

    def reset(self) -> None:
        """Forget everybody and everything."""
        self._measured.clear()
        self._told.clear()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._presences.clear()
        self._gone.clear()
        self._at = self._looked_at = self._watched_at = None
        for monitor in self._monitors.values():
            monitor.reset()
        for event in self._measured:
            self._monitors[event.monitor].recall(event)

    def _keep_time(self, at: datetime) -> datetime:
        """The instant that counts: pictures come a little late, and a clock that was set back begins anew."""
        if self._at is not None and self._at - at > _STEPS_BACK:
            self._begin_anew()
            self._told.clear()
        self._at = at if self._at is None else max(self._at, at)
        return self._at

    def _see(self, track: Track, scene: Scene) -> None:
        who = scene.resident(track)
        if not who or not track.confirmed or not track.in_view:
            return
        held = posture_of(track.stances, on_furniture=scene.on_furniture(track))
        seen = Sighting(
            at=track.last_seen_at,
            position=_finite(track.figure.position),
            posture=held.posture,
            confidence=held.confidence if 0 <= held.confidence <= 1 else 0.0,
            place_error_m=track.figure.place_error_m,
        )
        others = (other for other in scene.tracks if other.id != track.id and other.confirmed and other.in_view)
        steady = any(other.last_seen_at - other.first_seen_at >= _STEADY_FOR for other in others)
        self.saw(who, seen, accompanied=steady)

    def saw(self, who: ResidentId, seen: Sighting, *, accompanied: bool) -> None:
        """Take in where a resident was seen, by whatever sense, and whether somebody was with her."""
        before = self._presences.get(who)
        if before is None:
            self._presences[who] = Presence(path=(seen,), company_at=seen.at if accompanied else None)
            return
        if seen.at < before.last.at:
            return
        way = tuple(one for one in before.path if seen.at - one.at <= PATH and one.at < seen.at)
        self._presences[who] = replace(
            before, path=(*way, seen), company_at=seen.at if accompanied else before.company_at
        )

    def _out_of_view(self, at: datetime) -> Iterator[Observation]:
        """Who has just gone out of view, for the record: where, and which way she went."""
        for who, presence in self._presences.items():
            last = presence.last
            if at - last.at < _GONE_AFTER or self._gone.get(who) == last.at:
                continue
            self._gone[who] = last.at
            way = presence.direction()
            heading = zip(_HEADING, way, strict=True) if way else ()
            cues = ((_UNSEEN, (at - last.at).total_seconds()), *heading)
            yield Observation(
                id=fresh_id(),
                occurred_at=at,
                monitor=PEOPLE,
                about=who,
                posture=last.posture,
                position=last.position,
                confidence=last.confidence,
                evidence=tuple((name, round(value, 3)) for name, value in cues),
            )

    def _recall_place(self, event: Observation) -> None:
        """Where she was by the record; for whoever went out of view, with the last step of her way."""
        cues = dict(event.evidence)
        last = Sighting(
            at=event.occurred_at - timedelta(seconds=cues.get(_UNSEEN, 0.0)),
            position=event.position,
            posture=event.posture,
            confidence=event.confidence,
        )
        self.saw(event.about, last, accompanied=False)
        if event.position is not None and set(_HEADING) <= set(cues):
            across, along = (cues[name] for name in _HEADING)
            before = Point(x_m=event.position.x_m - across / 2, y_m=event.position.y_m - along / 2)
            step = replace(last, at=last.at - timedelta(seconds=1), position=before)
            self._presences[event.about] = Presence(path=(step, last))
            self._gone[event.about] = last.at

    def _look(self, at: datetime) -> Iterable[tuple[HouseMonitor, Noticed]]:
        scene = HouseScene(
            at=at,
            zone=self._zone,
            house=self._house(),
            presences=dict(self._presences),
            watched_at=self._watched_at,
        )
        for monitor in self._monitors.values():
            for event in monitor.observe(scene):
                yield monitor, event

    def _is_news(self, monitor: HouseMonitor, event: Noticed) -> bool:
        if isinstance(event, Observation):
            self._measured.append(event)
            monitor.recall(event)
        if not isinstance(event, ConcernRaised):
            return True
        told_at = self._told.get(_topic(event))
        again = monitor.again_after
        stands = told_at is not None and event.since <= told_at
        if stands and (again is None or told_at is None or event.occurred_at - told_at < again):
            return False
        self._told[_topic(event)] = event.occurred_at
        return True


def _topic(event: ConcernRaised) -> tuple[str, str, ResidentId]:
    return event.monitor, event.concern, event.about


def _finite(place: Point | None) -> Point | None:
    return place if place is not None and math.isfinite(place.x_m) and math.isfinite(place.y_m) else None
