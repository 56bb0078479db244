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

    told: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    false: dict[str, int] = field(default_factory=lambda: defaultdict(int))
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


def compared(recordings: Sequence[tuple[str, Recording]]) -> dict[str, Any]:
    """By kind of scene, falls told and false ones, each seen and projected; who is found, and by percentiles how people
    seem.
    """
    seen, projected = Seen(), Seen()
    for place, (kind, recording) in enumerate(recordings):
        asyncio.run(_watch(kind, recording, _Again(recording), seen))
        for number in range(_DRAWS):
            asyncio.run(_watch(kind, recording, _Drawn(recording, _DRAWS * place + number), projected))
    return {
        "kinds": {kind: _kind(kind, recordings, seen, projected) for kind in sorted({kind for kind, _ in recordings})},
        "people": {posture.value: _beside(posture, seen, projected) for posture in Posture},
    }


def _kind(kind: str, every: Sequence[tuple[str, Recording]], seen: Seen, projected: Seen) -> dict[str, Any]:
    own = [recording for of, recording in every if of == kind]
    return {
        "scenes": len(own),
        "minutes": round(sum(_lasts_s(recording) for recording in own) / 60, 1),
        "falls": sum(recording.fall for recording in own),
        "told": [seen.told[kind], projected.told[kind] / _DRAWS],
        "false": [seen.false[kind], projected.false[kind] / _DRAWS],
    }


def _lasts_s(recording: Recording) -> float:
    shown = recording.shown
    return (shown[-1].poses.taken_at - shown[0].poses.taken_at).total_seconds() if shown else 0.0


async def _watch(kind: str, recording: Recording, estimator: _Again | _Drawn, into: Seen) -> None:
    areas = rest_areas(plan()) if recording.placed else ()
    lookout = Lookout(estimator, camera_monitors({}), PeopleEstimate(), areas)
    eye, told = Eye(recording.view), 0
    for shown in recording.shown:
        poses = shown.poses
        glimpse = await lookout.look(eye.frame(poses.camera, poses.sequence, poses.taken_at, placed=recording.placed))
        assert glimpse is not None, "nothing recorded was lost"
        told += sum(isinstance(event, FallSuspected) for event in glimpse.noticed)
        _note(shown, glimpse.tracks, into)
    into.told[kind] += bool(told) and recording.fall
    into.false[kind] += max(told - 1, 0) if recording.fall else told


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
