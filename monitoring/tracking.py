"""Tracks: which skeleton of this frame is which person of the frames before.

Several people are always expected. A person who is hidden for a while keeps her track, a mirage never gets one.
"""

import itertools
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from monitoring._in_picture import at_edge, is_out, turns
from monitoring.figures import Figure, figure_of
from monitoring.floor import LearnedFloor
from monitoring.footing import Footing
from monitoring.foreshortening import sized_by_floor
from monitoring.frames import Frame
from monitoring.keypoints import BODY, TRUNK, Points, middle
from monitoring.one_body import is_elsewhere, jump_m, same_body, stands_there, told_apart
from monitoring.skeletons import PoseFrame
from monitoring.stances import Stance, measured_stance, stance_of

HISTORY: Final = timedelta(seconds=8)
_KEPT_UNSEEN: Final = timedelta(seconds=12)
_KEPT_AT_EDGE: Final = timedelta(seconds=2)
_KEPT_UNCONFIRMED: Final = timedelta(milliseconds=600)
_CONFIRMED_BY: Final = 4
"""Sightings that make a person of a find: half a second of them."""
_OVERLOOKED: Final = timedelta(milliseconds=300)
"""Whoever is found at the picture's edge, and in two frames nowhere, may have left it."""
_PRESENCE_OVER: Final = timedelta(seconds=2)
_REACH_M: Final = 0.7
_HURRY_MPS: Final = 1.5
_FARTHEST_M: Final = 2.0
_GROWS, _GROWS_MOST = 0.35, 0.8
"""How much larger or smaller (as a logarithm) a body may look at once without doubt, and at most: the metric skeleton
errs by a third between standing and lying, but a thing less than half as large is another one."""
_OTHER_POSTURE_M: Final = 0.25
"""Whoever lies where she stood is farther away with head and feet than with the trunk: so much may be due to that."""
_PREDICTED: Final = timedelta(milliseconds=300)
_STEADIED_OVER: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """One person as she was followed until now.

    `stances` are those of the last seconds, oldest first, and end at `last_seen_at`. `presence` is the share of the
    last frames in which she was found. `at_edge` tells that she was last seen leaving the picture. `second_opinions`
    counts the looks at turned pictures that found her lately. `unrest_m` is how much her shape changes by the frame.
    `stood_at`: when a look last showed her standing there though she was followed as one who is low. `borne_out`: not
    so when she was lost at the picture's edge and found elsewhere, until a look finds her there: it may be a thing.
    """

    id: str
    first_seen_at: datetime
    last_seen_at: datetime
    in_view: bool
    confirmed: bool
    presence: float
    at_edge: bool
    second_opinions: int
    unrest_m: float
    figure: Figure
    stances: tuple[Stance, ...]
    stood_at: datetime | None = None
    borne_out: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sighting:
    at: datetime
    figure: Figure
    scale: float
    smaller: float
    measured: Stance | None

    def stance(self, floor: LearnedFloor) -> Stance:
        """How she was, by what the floor is known to be now."""
        return self.measured or stance_of(self.at, self.figure, self.scale, floor, self.smaller)


class _Trail:
    """What is remembered of one person."""

    def __init__(self, name: str, at: datetime, figure: Figure) -> None:
        self.name = name
        self.first_seen_at = at
        self.confirmed = False
        self.second_opinions: deque[datetime] = deque()
        self.sightings: deque[_Sighting] = deque()
        self.frames: deque[tuple[datetime, bool]] = deque()
        self.unrest_m = 0.0
        self._footing = Footing()
        self.stood_at: datetime | None = None
        self.borne_out = True
        self.leaving = False
        self._taught = False
        self.add(at, figure)

    @property
    def last(self) -> _Sighting:
        return self.sightings[-1]

    def add(self, at: datetime, figure: Figure) -> None:
        scales = [sighting.scale for sighting in self.sightings][-_STEADIED_OVER + 1 :]
        if self.may_have_left(at) and is_elsewhere(self.last.figure, figure):
            self.borne_out = False
        if self.sightings:
            self.unrest_m += 0.2 * (jump_m(self.last.figure, figure) - self.unrest_m)
        scale = float(np.median([*scales, figure.scale]))
        smaller, measured = self._footing.note(figure), measured_stance(at, figure)
        self.sightings.append(_Sighting(at=at, figure=figure, scale=scale, smaller=smaller, measured=measured))
        while at - self.sightings[0].at > HISTORY:
            self.sightings.popleft()
        if len(self.sightings) >= _CONFIRMED_BY:
            self.confirmed = True

    def may_have_left(self, at: datetime) -> bool:
        """Whether she was last seen at the picture's edge, and not for a while."""
        return self.leaving and at - self.last.at > _OVERLOOKED

    def newly_certain(self) -> list[Figure]:
        """What was last seen of a confirmed person; all that was seen of her at the moment of confirmation."""
        if not self.confirmed:
            return []
        taught, self._taught = self._taught, True
        return [self.last.figure] if taught else [sighting.figure for sighting in self.sightings]

    def note_frame(self, at: datetime, *, found: bool) -> None:
        self.frames.append((at, found))
        while at - self.frames[0][0] > _PRESENCE_OVER:
            self.frames.popleft()
        while self.second_opinions and at - self.second_opinions[0] > HISTORY:
            self.second_opinions.popleft()

    def way_from_m(self, before: "_Trail") -> float:
        """How far this person was first seen from where `before` was last; inf where it cannot be the same one."""
        last, first = before.last, self.sightings[0]
        if first.at <= last.at:
            return math.inf
        reach_m = min(_REACH_M + _HURRY_MPS * (first.at - last.at).total_seconds(), _FARTHEST_M)
        if last.figure.map_m is not None and first.figure.map_m is not None:
            gap = middle(last.figure.map_m, TRUNK) - middle(first.figure.map_m, TRUNK)
            way_m = float(np.linalg.norm(gap))
        else:
            gap = middle(last.figure.skeleton.image_px, TRUNK) - middle(first.figure.skeleton.image_px, TRUNK)
            way_m = float(np.linalg.norm(gap)) / max(last.scale, first.scale)
            way_m = way_m if abs(math.log(first.scale / last.scale)) <= _GROWS_MOST else math.inf
        return way_m if way_m <= reach_m else math.inf

    def go_on(self, before: "_Trail") -> None:
        """Be the person whom `before` followed until she was lost."""
        self.name, self.first_seen_at, self._footing = before.name, before.first_seen_at, before._footing
        gone = before.may_have_left(self.sightings[0].at) and is_elsewhere(before.last.figure, self.sightings[0].figure)
        self.borne_out = before.borne_out and not gone
        self.sightings.extendleft(reversed(before.sightings))
        while self.last.at - self.sightings[0].at > HISTORY:
            self.sightings.popleft()

    def predicted_px(self, at: datetime) -> Points:
        """Where the keypoints are expected: a moving trunk goes on for a moment."""
        points = self.last.figure.skeleton.image_px
        if len(self.sightings) < 2:
            return points
        before = self.sightings[-2]
        ahead = min(at - self.last.at, _PREDICTED) / max(self.last.at - before.at, timedelta(milliseconds=50))
        shift = middle(points, TRUNK) - middle(before.figure.skeleton.image_px, TRUNK)
        predicted: Points = points + shift * ahead
        return predicted

    def cost_m(self, at: datetime, figure: Figure) -> float:
        """How far `figure` is from where this person is expected, in metres; inf where she cannot have got."""
        unseen_s = (at - self.last.at).total_seconds()
        reach_m = min(_REACH_M + _HURRY_MPS * unseen_s, _FARTHEST_M)
        cost_m = self._way_m(figure) if figure.map_m is not None else self._image_cost_m(at, figure)
        return cost_m if cost_m <= reach_m else float("inf")

    def _way_m(self, figure: Figure) -> float:
        """How far the trunk has gone on the map."""
        if self.last.figure.map_m is None or figure.map_m is None:
            return float("inf")
        return float(np.linalg.norm(middle(self.last.figure.map_m, TRUNK) - middle(figure.map_m, TRUNK)))

    def _image_cost_m(self, at: datetime, figure: Figure) -> float:
        """How far keypoints are from where they are expected in the picture, and how much the size changed."""
        grown = abs(math.log(figure.scale / self.last.scale))
        gaps = np.linalg.norm(self.predicted_px(at) - figure.skeleton.image_px, axis=1)[list(BODY)]
        trunks = middle(self.predicted_px(at), TRUNK) - middle(figure.skeleton.image_px, TRUNK)
        way_px = min(float(gaps.mean()), float(np.linalg.norm(trunks)) + _OTHER_POSTURE_M * self.last.scale)
        cost_m = way_px / self.last.scale + max(0.0, grown - _GROWS)
        return cost_m if grown <= _GROWS_MOST else float("inf")


class Tracker:
    """Follows the people before one camera."""

    def __init__(self) -> None:
        self._trails: list[_Trail] = []
        self._floor: LearnedFloor | None = None
        self._looked: Frame | None = None
        self._turning = False
        self._names = itertools.count(1)

    def update(self, frame: Frame, poses: PoseFrame) -> tuple[Track, ...]:
        """Everybody who is followed after this frame, in view or not."""
        floor = self._floor = self._floor or LearnedFloor(frame.height)
        at = frame.taken_at
        self._turning, self._looked = turns(self._looked, frame), frame
        skeletons = [sized_by_floor(skeleton, frame, floor) for skeleton in poses.skeletons]
        figures, second = told_apart([figure_of(skeleton, frame, floor.upwards) for skeleton in skeletons])
        known = {trail.name for trail in self._trails if trail.confirmed}
        found = self._assign(at, figures)
        found = self._reunite(found, known)
        for trail in self._trails:
            trail.note_frame(at, found=trail.name in found)
            if any(other.skeleton.located and stands_there(trail.last.figure, other) for other in second):
                trail.stood_at = at
        for trail in self._trails:
            if trail.name not in found:
                continue
            last = trail.last.figure
            trail.leaving = at_edge(last, frame) or last.hips_out or last.legs_out
            for figure in trail.newly_certain():
                floor.learn(figure)
            opinions = [other for other in second if same_body(trail.last.figure, other)]
            if opinions:
                trail.second_opinions.append(at)
            if any(other.skeleton.located for other in opinions):
                trail.borne_out = True
        self._trails = [trail for trail in self._trails if not _given_up(trail, at, frame)]
        return tuple(self._track(trail, frame, floor, in_view=trail.name in found) for trail in self._trails)

    def _assign(self, at: datetime, figures: Sequence[Figure]) -> set[str]:
        """Give each figure to the nearest free trail, nearest pairs first; begin a trail for what is left."""
        pairs = sorted(
            (trail.cost_m(at, figure), number, index)
            for number, trail in enumerate(self._trails)
            for index, figure in enumerate(figures)
        )
        trails = list(self._trails)
        found: set[str] = set()
        used: set[int] = set()
        for cost_m, number, index in pairs:
            if np.isfinite(cost_m) and trails[number].name not in found and index not in used:
                trails[number].add(at, figures[index])
                found.add(trails[number].name)
                used.add(index)
        for index, figure in enumerate(figures):
            if index not in used:
                trail = _Trail(f"person-{next(self._names)}", at, figure)
                self._trails.append(trail)
                found.add(trail.name)
        return found

    def _reunite(self, found: set[str], known: set[str]) -> set[str]:
        """Take whoever has become certain for whoever was lost there just before; gives the names in view.

        A body that falls looks so different, and is overlooked for so long, that it may be found as a new one.
        """
        for trail in [trail for trail in self._trails if trail.name in found and trail.confirmed]:
            lost = [other for other in self._trails if other.name in known and other.name not in found]
            before = None if trail.name in known else min(lost, key=trail.way_from_m, default=None)
            if before is not None and math.isfinite(trail.way_from_m(before)):
                found = (found - {trail.name}) | {before.name}
                trail.go_on(before)
                self._trails.remove(before)
        return found

    def _track(self, trail: _Trail, frame: Frame, floor: LearnedFloor, *, in_view: bool) -> Track:
        return Track(
            id=trail.name,
            first_seen_at=trail.first_seen_at,
            last_seen_at=trail.last.at,
            in_view=in_view,
            confirmed=trail.confirmed,
            presence=sum(found for _, found in trail.frames) / max(len(trail.frames), 1),
            at_edge=self._turning or at_edge(trail.last.figure, frame) or is_out(trail.last.figure, frame),
            second_opinions=len(trail.second_opinions),
            unrest_m=trail.unrest_m,
            figure=trail.last.figure,
            stances=tuple(one.stance(floor) for one in trail.sightings),
            stood_at=trail.stood_at,
            borne_out=trail.borne_out,
        )


def _given_up(trail: _Trail, at: datetime, frame: Frame) -> bool:
    unseen = at - trail.last.at
    if not trail.confirmed:
        return unseen > _KEPT_UNCONFIRMED
    return unseen > (_KEPT_AT_EDGE if at_edge(trail.last.figure, frame) else _KEPT_UNSEEN)
