"""Jumps: frames in which the engine believes the whole body elsewhere for a moment."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from carebot.bench._pose_errors import PARTS, SHAPE
from tools.pose_errors.recording import Person
from tools.pose_errors.sightings import is_found, own, runs, shape_of

FRAME_S: Final = 0.12
_AROUND: Final = 4
"""What is believed of her otherwise is the median over so many frames before and after."""
_BREAK_S: Final = 0.6
_JUMP: Final = 0.05
"""Whose shape is farther from that than this (by its root of mean squares, in statures) is believed elsewhere: nine of
ten frames are nearer than a third of it."""
_WEIGHT: Final = 200
"""Of so many frames the wider class's jumps count."""
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Jumps:
    """In which frames she is believed `elsewhere` for a moment, and how far (33, 3)."""

    elsewhere: dict[Person, Floats] = field(default_factory=dict)
    followed: dict[Person, Person] = field(default_factory=dict)
    """Each frame of hers and the one before it, both found."""

    def told(self, hers: Sequence[Person], usual: Mapping[str, Any]) -> dict[str, Any]:
        """The chances that she begins to be elsewhere, at rest and moving; for how long, and how far by part."""
        chances = []
        for moves in (False, True):
            often = usual.get("jumps", [0.005, 0.02])[moves]
            steady = [one for one in hers if one in self.followed and one.moves is moves]
            steady = [one for one in steady if self.followed[one] not in self.elsewhere]
            begun = sum(one in self.elsewhere for one in steady)
            chances.append((begun + _WEIGHT * often) / (len(steady) + _WEIGHT))
        away = [one for one in hers if one in self.elsewhere]
        begun = sum(self.followed.get(one) not in self.elsewhere for one in away)
        told: dict[str, Any] = {"jumps": chances}
        if len(away) >= _WEIGHT / 10 or not usual:
            told["jump_s"] = FRAME_S * max(len(away) / max(begun, 1), 1.0)
            rests = np.array([self.elsewhere[one] for one in away] or [np.full((33, 3), _JUMP)])
            told["jump"] = {
                part: float(np.percentile(np.abs(rests[:, list(points)]), 68)) for part, points in PARTS.items()
            }
        return told


def jumps_in(people: Sequence[Person]) -> Jumps:
    """Where the whole body is believed elsewhere than a moment before and after."""
    jumps = Jumps()
    for hers in runs([one for one in people if is_found(one)], _BREAK_S):
        errs = np.array([shape_of(one, own(one)) - one.sight.about_hips for one in hers])
        jumps.followed.update({after: before for before, after in pairwise(hers)})
        for number, one in enumerate(hers):
            rest = errs[number] - np.median(errs[max(0, number - _AROUND) : number + _AROUND + 1], axis=0)
            if math.sqrt(float((rest[list(SHAPE)] ** 2).mean())) > _JUMP:
                jumps.elsewhere[one] = rest
    return jumps
