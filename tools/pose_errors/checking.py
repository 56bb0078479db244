"""Recorded scenes by what the engine found and by projected poses: what falls are told by, beside each other."""

import asyncio
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from carebot.assembly.plugins import camera_monitors
from carebot.assembly.seeing import rest_areas
from carebot.bench._believed import Believed
from carebot.bench._pose_errors import Posture
from carebot.bench._projected_poses import Eye, found_of
from carebot.core.events import FallSuspected
from monitoring.frames import Frame
from monitoring.lookout import Lookout
from monitoring.monitors._fall_cues import FallCues, fall_cues, way_down
from monitoring.monitors._lingering import Lasted
from monitoring.people import PeopleEstimate
from monitoring.posture import steadied
from monitoring.skeletons import Look, PoseFrame, Skeleton
from monitoring.tracking import Track
from robot_adapters.scenes.watched_home import plan
from tools.pose_errors.recording import Recording, Shown, is_hers

_DRAWS: Final = 2
"""Projected poses are drawn so often: their errors are chance."""
_PERCENTS: Final = (5, 25, 50, 75, 95)
_SUSPECTED: Final = 0.5


@dataclass(slots=True)
class Seen:
    """What a way of looking brought: falls told, and how people in view seemed, by their true posture."""

    told_of_falls: int = 0
    false: int = 0
    people: dict[Posture, int] = field(default_factory=lambda: defaultdict(int))
    found: dict[Posture, int] = field(default_factory=lambda: defaultdict(int))
    looks: dict[Posture, list[dict[str, float]]] = field(default_factory=lambda: defaultdict(list))


class _Again:
    """What the engine found then."""

    def __init__(self, recording: Recording) -> None:
        self._poses = {shown.poses.sequence: shown.poses for shown in recording.shown}

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame:
        del looks
        return self._poses[frame.sequence]


class _Drawn:
    """Poses projected from where everybody was then."""

    def __init__(self, recording: Recording, seed: int) -> None:
        self._shown = {shown.poses.sequence: shown for shown in recording.shown}
        self._believed = [Believed(np.random.default_rng([seed, number])) for number in range(2)]
        self._before: Shown | None = None

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame:
        shown, before = self._shown[frame.sequence], self._before
        passed_s = (frame.taken_at - before.poses.taken_at).total_seconds() if before is not None else 0.0
        self._before = shown
        found: list[Skeleton] = []
        for number, believed in enumerate(self._believed):
            person = next((one for one in shown.people if one.number == number), None)
            if person is None:
                believed.lose()
            else:
                found.extend(found_of(believed, person.sight, (passed_s, person.moves), looks))
        return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=tuple(found))


def compared(recordings: Sequence[Recording]) -> dict[str, Any]:
    """Falls told and false ones, who is found, and by percentiles how people seem, seen and projected."""
    seen, projected = Seen(), Seen()
    for place, recording in enumerate(recordings):
        asyncio.run(_watch(recording, _Again(recording), seen))
        for number in range(_DRAWS):
            asyncio.run(_watch(recording, _Drawn(recording, _DRAWS * place + number), projected))
    falls = sum(recording.fall for recording in recordings)
    hours = sum(_lasts_s(recording) for recording in recordings if not recording.fall) / 3600
    return {
        "falls": falls,
        "told": {"seen": seen.told_of_falls, "projected": projected.told_of_falls / _DRAWS},
        "hours": round(hours, 2),
        "false": {"seen": seen.false, "projected": projected.false / _DRAWS},
        "people": {posture.value: _beside(posture, seen, projected) for posture in Posture},
    }


def _lasts_s(recording: Recording) -> float:
    shown = recording.shown
    return (shown[-1].poses.taken_at - shown[0].poses.taken_at).total_seconds() if shown else 0.0


async def _watch(recording: Recording, estimator: _Again | _Drawn, into: Seen) -> None:
    areas = rest_areas(plan()) if recording.placed else ()
    lookout = Lookout(estimator, camera_monitors({}), PeopleEstimate(), areas)
    eye, told = Eye(recording.view), 0
    for shown in recording.shown:
        poses = shown.poses
        glimpse = await lookout.look(eye.frame(poses.camera, poses.sequence, poses.taken_at, placed=recording.placed))
        assert glimpse is not None, "nothing recorded was lost"
        told += sum(isinstance(event, FallSuspected) for event in glimpse.noticed)
        _note(shown, glimpse.tracks, into)
    into.told_of_falls += bool(told) and recording.fall
    into.false += max(told - 1, 0) if recording.fall else told


def _note(shown: Shown, tracks: Sequence[Track], into: Seen) -> None:
    for person in shown.people:
        others = [other.sight for other in shown.people if other is not person]
        posture = person.sight.posture
        into.people[posture] += 1
        in_view = (track for track in tracks if track.in_view)
        hers = next((track for track in in_view if is_hers(track.figure.skeleton, person.sight, others)), None)
        if hers is not None:
            into.found[posture] += 1
            into.looks[posture].append(_seems(hers))


def _seems(track: Track) -> dict[str, float]:
    """What falls are told by, without what lasts."""
    stance, way = steadied(track.stances), way_down(track, on_furniture=False)
    cues: FallCues = fall_cues(track, Lasted(), on_furniture=False)
    return {
        "hips_m": stance.hips_m,
        "extent_m": stance.extent_m,
        "legs_m": stance.legs_m,
        "tilt_deg": math.degrees(stance.torso_tilt_rad),
        "drop_m": way.drop_m if way else 0.0,
        "speed_mps": way.speed_mps if way else 0.0,
        "suspected": float(cues.confidence >= _SUSPECTED),
    }


def _beside(posture: Posture, seen: Seen, projected: Seen) -> dict[str, Any]:
    told: dict[str, Any] = {
        "frames": seen.people[posture],
        "found": [round(one.found[posture] / max(one.people[posture], 1), 3) for one in (seen, projected)],
    }
    for name in ("hips_m", "extent_m", "legs_m", "tilt_deg", "drop_m", "speed_mps"):
        told[name] = [_percentiles([row[name] for row in one.looks[posture]]) for one in (seen, projected)]
    told["suspected"] = [_mean([row["suspected"] for row in one.looks[posture]]) for one in (seen, projected)]
    return told


def _percentiles(values: Sequence[float]) -> list[float]:
    known = [value for value in values if math.isfinite(value)]
    return [round(float(value), 2) for value in np.percentile(known, _PERCENTS)] if known else []


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(len(values), 1), 4)
