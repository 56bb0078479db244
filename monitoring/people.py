"""Who is in view and where: tracks made into what the rest of the house knows of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from carebot.core.home import Point
from carebot.core.people import ResidentId
from carebot.core.situation import PeopleView, PersonSeen
from monitoring.following import Following
from monitoring.frames import Frame
from monitoring.posture import posture_of
from monitoring.scene import RestArea, Scene
from monitoring.sleepers import Sleepers
from monitoring.tracking import Track

_STILL_THERE: Final = timedelta(seconds=1)
"""Somebody whom the engine overlooked for a moment has not gone."""
_REMEMBERED: Final = timedelta(seconds=3)
"""Whoever is hidden for longer may come back as somebody else; who is alone in view then is taken for the resident."""
_WALKING_MPS: Final = 1.6
"""Whoever was overlooked may have come nearer at this speed (ISO 13855)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeen:
    """Where a person was last seen, and when."""

    position: Point
    at: datetime


class PeopleEstimate:
    """What one camera knows of the people before it.

    Nobody is recognised by face. In a home with `only_resident` a person alone in view is taken for her until the track
    is lost; of several, those who came later stay unknown. Where several live, whoever has lain for a while in a bed of
    a room of one resident is that resident until the track is lost; with `following`, which all cameras share, for as
    long as she can be followed through them. `body_radius_m` is taken off distances to the robot's middle.
    """

    def __init__(
        self, *, only_resident: ResidentId = "", body_radius_m: float = 0.0, following: Following | None = None
    ) -> None:
        self._only_resident = only_resident
        self._following = following
        self._body_radius_m = body_radius_m
        self._resident_track = ""
        self._sleepers = Sleepers()
        self._last_seen: dict[ResidentId, LastSeen] = {}

    def identify(
        self, tracks: Sequence[Track], now: datetime, rest_areas: Sequence[RestArea] = (), camera: str = ""
    ) -> Mapping[str, ResidentId]:
        """Who is who, by track; a track that is missing here is somebody unknown."""
        followed = [track for track in tracks if track.confirmed and now - track.last_seen_at <= _REMEMBERED]
        if not self._only_resident:
            by_bed = self._sleepers.among(followed, now, rest_areas)
            if self._following is None:
                return by_bed
            return self._following.names(camera, followed, now, self._sleepers.in_bed(now))
        self._take_badges(followed, now, camera)
        if self._resident_track not in {track.id for track in followed}:
            alone = len(followed) == 1 and followed[0].id not in self._others(camera)
            self._resident_track = followed[0].id if alone else ""
        return {self._resident_track: self._only_resident} if self._resident_track else {}

    def _take_badges(self, followed: Sequence[Track], now: datetime, camera: str) -> None:
        """Whoever wears her badge is she, and whoever wears that of somebody else is not."""
        if self._following is not None:
            worn = self._following.badges.worn(camera, followed, now)
            self._resident_track = next(iter(worn), self._resident_track)
        if self._resident_track in self._others(camera):
            self._resident_track = ""

    def _others(self, camera: str) -> frozenset[str]:
        return self._following.badges.others(camera) if self._following is not None else frozenset()

    def view(self, frame: Frame, scene: Scene) -> PeopleView:
        """Everybody whose place is known; empty for a camera that does not know its own."""
        people = []
        for track in scene.tracks:
            position = track.figure.position
            if position is None or not track.confirmed or scene.taken_at - track.last_seen_at > _STILL_THERE:
                continue
            resident = scene.resident(track)
            if resident:
                self._last_seen[resident] = LastSeen(position=position, at=track.last_seen_at)
            people.append(self._person(track, position, frame, scene))
        return PeopleView(
            people=tuple(people), nearest_m=min((person.nearest_m for person in people), default=float("inf"))
        )

    def last_seen(self, resident: ResidentId) -> LastSeen | None:
        """Where this camera last saw the resident; None when it never did."""
        return self._last_seen.get(resident)

    def _person(self, track: Track, position: Point, frame: Frame, scene: Scene) -> PersonSeen:
        held = posture_of(track.stances, on_furniture=scene.on_furniture(track))
        robot = frame.robot.point if frame.robot else _camera_point(frame)
        unseen_s = (scene.taken_at - track.last_seen_at).total_seconds()
        nearest_m = track.figure.nearest_m(robot) - self._body_radius_m - _WALKING_MPS * unseen_s
        return PersonSeen(
            track=f"{scene.camera}/{track.id}",
            position=position,
            nearest_m=max(0.0, nearest_m),
            posture=held.posture,
            resident=scene.resident(track),
            confidence=round(track.presence * track.figure.seen, 3),
            likely=self._likely(scene.resident(track)),
        )

    def _likely(self, resident: ResidentId) -> float:
        if self._following is None or self._only_resident or not resident:
            return 1.0
        return round(self._following.likely(resident), 2)


def _camera_point(frame: Frame) -> Point:
    """The camera's own place on the floor plan, for a picture that came without the robot's."""
    if frame.camera_to_map is None:
        return Point(x_m=0.0, y_m=0.0)
    return Point(x_m=float(frame.camera_to_map[0, 3]), y_m=float(frame.camera_to_map[1, 3]))
