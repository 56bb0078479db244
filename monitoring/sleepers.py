"""Who somebody is by the bed she lies in. It is a guess by context: a visitor may lie down there, too.

It names people for the watch over the house and for carers; rights are never given by it.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from carebot.core.people import ResidentId
from monitoring.scene import RestArea
from monitoring.tracking import Track

_LAIN: Final = timedelta(seconds=20)
"""Whoever makes a bed, or sits down on it, does not lie in it for so long (engineering choice)."""
_LYING_RAD: Final = math.radians(55)


class Sleepers:
    """Remembers, for one camera, who lay down in whose bed."""

    def __init__(self) -> None:
        self._lying_since: dict[tuple[str, ResidentId], datetime] = {}
        self._named: dict[str, ResidentId] = {}

    def among(
        self, followed: Sequence[Track], now: datetime, rest_areas: Sequence[RestArea]
    ) -> Mapping[str, ResidentId]:
        """Who is who of those who are followed; each resident is one person, the one who lay down last."""
        ids = {track.id for track in followed}
        self._named = {track: resident for track, resident in self._named.items() if track in ids}
        lying = {(track.id, who): now for track in followed if (who := _in_bed_of(track, rest_areas))}
        self._lying_since = {key: self._lying_since.get(key, at) for key, at in lying.items()}
        for (track_id, resident), since in self._lying_since.items():
            if now - since >= _LAIN and track_id not in self._named:
                self._named = {track: who for track, who in self._named.items() if who != resident}
                self._named[track_id] = resident
        return dict(self._named)

    def in_bed(self, now: datetime) -> Mapping[str, ResidentId]:
        """Who of them has lain for so long in her bed by `now`, and still does."""
        lying = {track: who for (track, who), since in self._lying_since.items() if now - since >= _LAIN}
        return {track: who for track, who in lying.items() if self._named.get(track) == who}


def _in_bed_of(track: Track, rest_areas: Sequence[RestArea]) -> ResidentId:
    """Whose bed the person lies in; empty for nobody's, and for whoever does not lie."""
    if not track.stances or track.stances[-1].torso_tilt_rad < _LYING_RAD:
        return ""
    place, hips_m = track.figure.position, track.stances[-1].hips_m
    return next((area.sleeper for area in rest_areas if area.sleeper and area.holds(place, hips_m)), "")
