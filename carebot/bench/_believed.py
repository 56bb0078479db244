"""What the pose engine makes of one person before one camera, drawn from its measured errors (`_pose_errors.py`).

Who is seen the same way is believed in the same wrong place: most of an error belongs to how she is seen, and changes
as that does. Some of it drifts with time, some trembles, and at times the whole body is elsewhere for a moment.
"""

import math
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.bench._pose_errors import (
    ANY,
    AVERAGE_M,
    AXES,
    WAYS,
    Errors,
    Sight,
    as_seen,
    course,
    errors_of,
    measured,
    way_of,
)
from monitoring.figures import image_scale
from monitoring.keypoints import COUNT, HIPS, KNEES, middle
from monitoring.skeletons import Look, Skeleton
from robot_adapters.scenes.watched_home import Sightline

_LIMBS: Final = ((*range(13), *HIPS), (13, 15, 17, 19, 21), (14, 16, 18, 20, 22), (*KNEES, *range(27, 33)))
"""Keypoints that err together: trunk and head, each arm, the legs."""
_ERRORS: Final = len(_LIMBS) * AXES + 1
"""Those of the limbs, and that of her size."""
_WAVES: Final = 96
"""Of so many waves a field is made: its correlation errs by a tenth."""
_AS_SEEN: Final = 24
_EASES_S: Final = 0.3
"""The engine errs otherwise as the body changes, and not at once at the border of a class."""
_EASE: Final = 2.0
_EASE_LASTS_S: Final = 20.0
"""Second looks find one person in nearly every look and another one, seen otherwise, in hardly any: over eleven people
who lay, the share was below a tenth for four and above nine tenths for three. The chance is spread by so many standard
deviations about its mean, and keeps for so long."""
_FRAME_S: Final = 0.12
"""The chances of a frame are those of one so long after the last one."""
_NORMAL: Final = NormalDist()
_LIMB_OF: Final = np.array([next(n for n, limb in enumerate(_LIMBS) if point in limb) for point in range(COUNT)])

Points = NDArray[np.float64]


class _Field:
    """Normal values (of unit variance) that depend on how she is seen, alike for sights that are alike.

    Their correlation is exp(-distance / length), made of random waves whose numbers are Cauchy's (Rahimi and Recht
    2007, Random features for large-scale kernel machines).
    """

    def __init__(self, draw: np.random.Generator, values: int, length: float) -> None:
        numbers = draw.standard_normal((_WAVES, _AS_SEEN)) / np.abs(draw.standard_normal((_WAVES, 1)))
        self._numbers: Points = numbers / length
        self._phases = draw.uniform(0.0, 2 * math.pi, _WAVES)
        self._heights: Points = draw.standard_normal((values, _WAVES)) * math.sqrt(2 / _WAVES)

    def at(self, seen: Points) -> Points:
        values: Points = self._heights @ np.cos(self._numbers @ seen + self._phases)
        return values


@dataclass(slots=True, eq=False)
class _Way:
    """What one way of looking makes of her: what drifts of its errors, and where the whole body jumped to."""

    field: _Field
    drift: Points
    jump: Points
    jumps: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Law:
    """The laws of her errors as they are now, by keypoint."""

    slope: Points
    bias: Points
    spread: Points
    tail: Points
    size: Points

    @classmethod
    def of(cls, errors: Errors, sight: Sight) -> "_Law":
        hidden, points = (sight.states >= Sightline.HIDDEN).astype(int), np.arange(COUNT)
        slope, bias, spread = (law[hidden, points] for law in (errors.slope, errors.bias, errors.spread))
        return cls(slope, bias, spread, errors.tail[hidden, points], np.array(errors.size))

    def towards(self, to: "_Law", stays: float) -> "_Law":
        """The laws on their way to others, of which so much stays."""

        def between(before: Points, after: Points) -> Points:
            return stays * before + (1 - stays) * after

        return _Law(
            between(self.slope, to.slope),
            between(self.bias, to.bias),
            between(self.spread, to.spread),
            between(self.tail, to.tail),
            between(self.size, to.size),
        )


class Believed:
    """What the engine makes of one person before one camera."""

    def __init__(self, draw: np.random.Generator) -> None:
        self._draw = draw
        self._found: bool | None = None
        self._moves = False
        self._sight: Sight | None = None
        self._seen = np.zeros(_AS_SEEN)
        self._law: _Law | None = None
        self._errors = measured()[ANY]
        self._ways = {
            way: _Way(_Field(draw, _ERRORS, course().length), draw.standard_normal(_ERRORS), np.zeros(_ERRORS))
            for way in WAYS
        }
        self._clarity = _Field(draw, COUNT, course().length)
        self._ease = draw.standard_normal(1)

    def lose(self) -> None:
        """She is out of view, and comes back as somebody new."""
        self._found = None
        self._law = None

    def is_found(self, sight: Sight, passed_s: float, *, moves: bool) -> bool:
        """Whether the frame itself shows her, `passed_s` after the last one, since when she moved or did not."""
        if sight is not self._sight:
            self._sight, self._seen, self._errors = sight, as_seen(sight), errors_of(sight)
        errors = self._errors
        law = _Law.of(errors, sight)
        self._law = self._law.towards(law, math.exp(-max(passed_s, 0.0) / _EASES_S)) if self._law else law
        self._moves = moves
        self._err_anew(errors, max(passed_s, 0.0))
        usual = errors.finds / max(errors.loses + errors.finds, 1e-6)
        often = 1.0 if moves else course().at_rest
        found = self._found
        chance = usual if found is None else 1.0 - often * errors.loses if found else often * errors.finds
        self._found = bool(self._draw.random() < chance)
        return self._found

    def is_found_by(self, look: Look, *, by_frame: bool) -> bool:
        """Whether a look at where she is shows her, after `is_found`."""
        lost, found = self._errors.looks[way_of(look)]
        mean = found if by_frame else lost
        hers = _NORMAL.inv_cdf(min(max(mean, 0.01), 0.99)) * math.hypot(1.0, _EASE) + _EASE * float(self._ease[0])
        return bool(self._draw.random() < _NORMAL.cdf(hers))

    def skeleton(self, sight: Sight, look: Look | None) -> Skeleton:
        """What it makes of her now. She must have been looked for by `is_found`."""
        assert self._law is not None, "whoever is seen was looked for"
        law, way = self._law, self._ways[way_of(look)]
        values = self._values(way)
        errs = values[:-1].reshape(len(_LIMBS), AXES)[_LIMB_OF]
        errs = errs + math.sqrt(course().trembles) * self._draw.standard_normal((COUNT, AXES))
        errs = law.bias + law.spread * np.sign(errs) * np.abs(errs) ** law.tail[:, None]
        if way.jumps:
            jump = way.jump[:-1].reshape(len(_LIMBS), AXES)[_LIMB_OF]
            errs = errs + self._errors.jump[:, None] * jump
        shape = law.slope * sight.about_hips + errs[:, :3]
        clear = _share_below(self._clarity.at(self._seen)) < self._errors.sees[sight.states, np.arange(COUNT)]
        believed = Skeleton(
            image_px=sight.image_px + sight.height_px * errs[:, 3:],
            visibility=np.where(clear, 0.9, 0.25),
            world_m=shape - middle(shape, HIPS),
            second_look=look is not None,
            quarters=0 if look is None else look.quarters,
            located=look is not None and look.located,
        )
        seems = sight.height_px / AVERAGE_M * math.exp(law.size[0] + law.size[1] * float(values[-1]))
        return replace(believed, world_m=believed.world_m * image_scale(believed) / seems)

    def _values(self, way: _Way) -> Points:
        """How much everything errs that keeps for a while, in standard deviations."""
        held, drifts = math.sqrt(course().held), math.sqrt(course().drifts)
        values: Points = held * way.field.at(self._seen) + drifts * way.drift
        return values

    def _err_anew(self, errors: Errors, passed_s: float) -> None:
        """What changes with time: the drift, the jumps, and how easily she is found by second looks."""
        stays = math.exp(-passed_s / course().lasts_s)
        begins = errors.jumps[self._moves]
        for name, way in self._ways.items():
            way.drift = self._later(way.drift, stays)
            ends = 1.0 - math.exp(-passed_s / errors.jump_s) if name == "frame" else 1.0
            usual = begins * (1.0 if name == "frame" else max(errors.jump_s / _FRAME_S, 1.0))
            if way.jumps and self._draw.random() >= ends:
                continue
            way.jumps = bool(self._draw.random() < usual)
            way.jump = self._draw.standard_normal(_ERRORS) if way.jumps else way.jump
        if self._moves:
            self._ease = self._later(self._ease, math.exp(-passed_s / _EASE_LASTS_S))

    def _later(self, before: Points, stays: float) -> Points:
        later: Points = stays * before + math.sqrt(1 - stays**2) * self._draw.standard_normal(before.shape)
        return later


def _share_below(normal: Points) -> Points:
    """The share of a normal distribution below each value, by its logistic likeness (within 0.01)."""
    share: Points = 1 / (1 + np.exp(-1.702 * normal))
    return share
