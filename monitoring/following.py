"""Who somebody is where nobody is recognised by face: whoever is known keeps her name while she can be followed.

She is followed on the map, from camera to camera. How likely it is that it is she falls with time, with each change of
camera and with everybody whom she passes closely; where two may be she, nobody is. Rights are never given by it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from carebot.core.home import Point
from carebot.core.people import ResidentId
from monitoring.badges import Badges
from monitoring.tracking import Track

_BY_BED: Final = 0.9
"""A visitor may lie in her bed or wear her badge, too (engineering choice, as all figures here)."""
_LEAST: Final = 0.5
"""Whoever is less likely she than not is nobody whom one could name."""
_HALVES_IN: Final = timedelta(hours=2)
_BY_ANOTHER_CAMERA: Final = 0.9
_BY_EACH_PASSED: Final = 0.8
_PASSES_M: Final = 0.8
_LOST_FOR: Final = timedelta(seconds=8)
"""Nobody goes unseen from one room to the next for longer and can still be told from others who come."""
_WALKING_MPS: Final = 1.6
_SAME_PLACE_M: Final = 0.7
"""Two fixed cameras err by 0.25 m each about where somebody is, and two people do not stand within one another."""
_AT_ONCE: Final = timedelta(seconds=1)
_STEPS_BACK: Final = timedelta(minutes=1)


@dataclass(slots=True)
class _Person:
    """Where a resident was seen last, how likely it was she then, by which track of each camera, and who was close."""

    place: Point | None
    at: datetime
    likely: float
    counted_at: datetime
    tracks: dict[str, str] = field(default_factory=dict)
    close: set[tuple[str, str]] = field(default_factory=set)


class Following:
    """Follows the residents of one home by what all its cameras see, told nearly in the order of time."""

    def __init__(self) -> None:
        self.badges = Badges()
        self._people: dict[ResidentId, _Person] = {}
        self._others: dict[tuple[str, str], tuple[Point, datetime]] = {}

    def likely(self, who: ResidentId) -> float:
        """How likely it is that whoever bears this name is she, 0 to 1; 0 for somebody who is not followed."""
        return self._people[who].likely if who in self._people else 0.0

    def names(
        self, camera: str, followed: Sequence[Track], now: datetime, in_bed: Mapping[str, ResidentId]
    ) -> dict[str, ResidentId]:
        """Who is who of those whom `camera` follows. `in_bed` names the tracks that lie in a resident's own bed now."""
        seen = {track.id: track for track in followed}
        self._forget(now)
        for name, who in self.badges.worn(camera, followed, now).items():
            self._wears_badge(who, camera, seen[name], now)
        for name, who in in_bed.items():
            self._is_known(who, camera, seen[name], now)
        self._are_others(self.badges.others(camera), camera)
        for person in self._people.values():
            self._see(person, camera, seen, now)
        self._people = {who: person for who, person in self._people.items() if person.likely >= _LEAST}
        self._hand_over(camera, seen, now)
        named = {person.tracks[camera]: who for who, person in self._people.items() if camera in person.tracks}
        for track in followed:
            if track.id not in named and track.figure.position is not None:
                self._others[camera, track.id] = track.figure.position, track.last_seen_at
        return named

    def _wears_badge(self, who: ResidentId, camera: str, track: Track, now: datetime) -> None:
        """She wears it, unless she is elsewhere: then one of the two is somebody else, and nobody is she."""
        known = self._people.get(who)
        if known is not None and known.place is not None and not _reaches(known.place, known.at, track, now):
            del self._people[who]
        else:
            self._is_known(who, camera, track, now)

    def _are_others(self, tracks: frozenset[str], camera: str) -> None:
        """Whoever wears the badge of somebody who works here is none of those who are followed."""
        for person in self._people.values():
            if person.tracks.get(camera) in tracks:
                del person.tracks[camera]

    def _is_known(self, who: ResidentId, camera: str, track: Track, now: datetime) -> None:
        for other in self._people.values():
            if other.tracks.get(camera) == track.id:
                del other.tracks[camera]
        self._others.pop((camera, track.id), None)
        self._people[who] = _Person(
            place=track.figure.position,
            at=track.last_seen_at,
            likely=_BY_BED,
            counted_at=now,
            tracks={camera: track.id},
        )

    def _see(self, person: _Person, camera: str, seen: Mapping[str, Track], now: datetime) -> None:
        """Take in where she is now and whom she passes, where this camera has her; else that it has lost her."""
        passed = max(timedelta(), now - person.counted_at)
        person.likely *= 0.5 ** (passed / _HALVES_IN)
        person.counted_at = max(now, person.counted_at)
        track = seen.get(person.tracks.get(camera, ""))
        if track is None:
            person.tracks.pop(camera, None)
            return
        if track.figure.position is None:
            return
        person.place, person.at = track.figure.position, track.last_seen_at
        close = {(camera, other) for other in _within(_PASSES_M, person.place, seen) if other != track.id}
        person.likely *= _BY_EACH_PASSED ** len(close - person.close)
        person.close = {one for one in person.close if one[0] != camera} | close

    def _hand_over(self, camera: str, seen: Mapping[str, Track], now: datetime) -> None:
        """Who comes into this camera's view, and can be nobody but one of those who are followed, is she."""
        named = {person.tracks.get(camera) for person in self._people.values()}
        named |= self.badges.others(camera)
        free = [track for name, track in seen.items() if name not in named and track.figure.position is not None]
        for person in self._people.values():
            maybe = [track for track in free if camera not in person.tracks and _may_be(person, track, now)]
            if len(maybe) != 1 or self._may_be_another(person, camera, maybe[0], seen, now):
                continue
            (track,) = maybe
            person.likely *= 1.0 if person.tracks else _BY_ANOTHER_CAMERA
            person.tracks[camera] = track.id
            person.place, person.at = track.figure.position, track.last_seen_at
            self._others.pop((camera, track.id), None)

    def _may_be_another(
        self, person: _Person, camera: str, track: Track, seen: Mapping[str, Track], now: datetime
    ) -> bool:
        """Whether it may be somebody else who was lost from view: another resident, or somebody unknown."""
        residents = (one for one in self._people.values() if one is not person and camera not in one.tracks)
        if any(_may_be(one, track, now) for one in residents):
            return True
        assert track.figure.position is not None
        return any(
            key != (camera, track.id)
            and not (key[0] == camera and key[1] in seen)
            and _reaches(place, at, track, now)
            and not _is_at(person.place, place)
            for key, (place, at) in self._others.items()
        )

    def _forget(self, now: datetime) -> None:
        """Those who can be followed no more, and everybody when the clock was set back."""
        self._people = {
            who: one
            for who, one in self._people.items()
            if (one.tracks or now - one.at <= _LOST_FOR) and one.at - now <= _STEPS_BACK
        }
        self._others = {
            key: (place, at)
            for key, (place, at) in self._others.items()
            if timedelta() - _STEPS_BACK <= now - at <= _LOST_FOR
        }


def _within(reach_m: float, place: Point, seen: Mapping[str, Track]) -> Iterator[str]:
    for name, track in seen.items():
        if track.figure.position is not None and track.figure.position.distance_m(place) <= reach_m:
            yield name


def _may_be(person: _Person, track: Track, now: datetime) -> bool:
    """Whether somebody may be she: at the same place for another camera, or come into view since she was lost."""
    if person.place is None or track.figure.position is None:
        return False
    if person.tracks:
        return now - person.at <= _AT_ONCE and _is_at(person.place, track.figure.position) and not person.close
    return track.first_seen_at >= person.at - _AT_ONCE and _reaches(person.place, person.at, track, now)


def _reaches(place: Point, at: datetime, track: Track, now: datetime) -> bool:
    """Whether whoever was at `place` then may be where the track is now."""
    assert track.figure.position is not None
    unseen = max(timedelta(), now - at)
    reach_m = _SAME_PLACE_M + _WALKING_MPS * unseen.total_seconds()
    return unseen <= _LOST_FOR and place.distance_m(track.figure.position) <= reach_m


def _is_at(place: Point | None, other: Point) -> bool:
    return place is not None and place.distance_m(other) <= _SAME_PLACE_M
