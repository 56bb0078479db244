"""What the pose engine makes of one person before one camera, drawn from its measured errors (`_pose_errors.py`).

Who is seen the same way is found as easily, and believed in the same wrong place: most of both belongs to how she is
seen, and changes as that does. Some of it drifts with time, some trembles, and at times the whole body is elsewhere for
a moment.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.bench._bones import BONES, with_bones
from carebot.bench._pose_errors import (
    AVERAGE_M,
    AXES,
    FOUND,
    FRAME,
    LOOK,
    LOOKED,
    WAYS,
    Course,
    Errors,
    Sight,
    as_seen,
    chances_of,
    course,
    errors_of,
    table_of,
    way_of,
)
from monitoring.figures import scale_of
from monitoring.keypoints import COUNT, HIPS, KNEES, middle
from monitoring.skeletons import Look, Skeleton
from robot_adapters.scenes.watched_home import Sightline

_LIMBS: Final = ((*range(13), *HIPS), (13, 15, 17, 19, 21), (14, 16, 18, 20, 22), (*KNEES, *range(27, 33)))
"""Keypoints that err together: trunk and head, each arm, the legs."""
_OF_LIMBS: Final = len(_LIMBS) * AXES
_ERRORS: Final = _OF_LIMBS + 1 + len(BONES)
"""Those of the limbs, that of her size, those of her bones."""
_WAVES: Final = 96
"""Of so many waves a field is made: its correlation errs by a tenth."""
_AS_SEEN: Final = 24
_EASES_S: Final = 0.3
"""The engine errs otherwise as the body changes, and not at once at the border of a class."""
_FARTHEST: Final = 2.0
"""Bones are no farther from their usual length, in standard deviations."""
_SELDOM: Final = 0.002
"""Nobody is found always or never."""
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


class _Going:
    """Normal values (of unit variance) that go on as measured: some depend on how she is seen, some drift with time."""

    def __init__(self, draw: np.random.Generator, values: int, goes: Course) -> None:
        self._draw = draw
        self._goes = goes
        self._field = _Field(draw, values, goes.length)
        self._drift: Points = draw.standard_normal(values)

    def pass_by(self, passed_s: float) -> None:
        """So much time passes."""
        stays = math.exp(-passed_s / self._goes.lasts_s)
        anew = self._draw.standard_normal(self._drift.shape)
        self._drift = stays * self._drift + math.sqrt(1 - stays**2) * anew

    def at(self, seen: Points) -> Points:
        """The values now, but for what trembles."""
        values: Points = math.sqrt(self._goes.held) * self._field.at(seen) + math.sqrt(self._goes.drifts) * self._drift
        return values

    def trembling(self, shape: tuple[int, ...]) -> Points:
        """What comes to them from look to look."""
        trembling: Points = math.sqrt(self._goes.trembles) * self._draw.standard_normal(shape)
        return trembling


@dataclass(frozen=True, slots=True, eq=False)
class _Law:
    """The laws of her errors as they are now, by keypoint."""

    slope: Points
    bias: Points
    spread: Points
    tail: Points
    size: Points
    bones: Points

    @classmethod
    def of(cls, errors: Errors, sight: Sight) -> "_Law":
        hidden, points = (sight.states >= Sightline.HIDDEN).astype(int), np.arange(COUNT)
        slope, bias, spread = (law[hidden, points] for law in (errors.slope, errors.bias, errors.spread))
        return cls(slope, bias, spread, errors.tail[hidden, points], np.array(errors.size), errors.bones)

    def drawn(
        self, sight: Sight, values: Points, bones_m: Points, elsewhere: Points | float = 0.0
    ) -> tuple[Points, Points]:
        """Her body in metres and in pixels by how much everything errs, in standard deviations (33, 5)."""
        errs = self.bias + self.spread * np.sign(values) * np.abs(values) ** self.tail[:, None] + elsewhere
        body_m = with_bones(self.slope * sight.about_hips + errs[:, :3], bones_m)
        image_px: Points = sight.image_px + sight.height_px * errs[:, 3:]
        return body_m, image_px

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
            between(self.bones, to.bones),
        )


class Believed:
    """What the engine makes of one person before one camera."""

    def __init__(self, draw: np.random.Generator) -> None:
        self._draw = draw
        self._moves = False
        self._sight: Sight | None = None
        self._seen = np.zeros(_AS_SEEN)
        self._laws: dict[str, _Law] = {}
        self._unused_s = {FRAME: 0.0, LOOK: 0.0}
        self._ways = {way: _Going(draw, _ERRORS, course(table_of(way))) for way in WAYS}
        self._finds = {way: _Going(draw, 1, course(FOUND if way == FRAME else LOOKED)) for way in WAYS}
        self._clarity = _Field(draw, COUNT, course(FRAME).length)
        self._jump: Points | None = None

    def lose(self) -> None:
        """She is out of view, and comes back as somebody new."""
        self._laws.clear()

    def is_found(self, sight: Sight, passed_s: float, *, moves: bool) -> bool:
        """Whether the frame itself shows her, `passed_s` after the last one, since when she moved or did not."""
        if sight is not self._sight:
            self._sight, self._seen = sight, as_seen(sight)
        self._moves = moves
        self._err_anew(sight, max(passed_s, 0.0))
        return self._is_found_by(FRAME, chances_of(sight).frame)

    def is_found_by(self, look: Look, *, by_frame: bool) -> bool:
        """Whether a look at where she is shows her, after `is_found`."""
        assert self._sight is not None, "whoever is looked at was looked for"
        way = way_of(look)
        return self._is_found_by(way, chances_of(self._sight).looks[way][by_frame])

    def skeleton(self, sight: Sight, look: Look | None) -> Skeleton:
        """What it makes of her now. She must have been looked for by `is_found`."""
        way = way_of(look)
        going, errors = self._ways[way], errors_of(sight, table_of(way))
        law, values = self._law(errors, sight, table_of(way)), going.at(self._seen)
        clear = _share_below(self._clarity.at(self._seen)) < errors.sees[sight.states, np.arange(COUNT)]
        visibility = np.where(clear, 0.9, 0.25)
        steady = values[:_OF_LIMBS].reshape(len(_LIMBS), AXES)[_LIMB_OF]
        elsewhere = np.zeros((COUNT, AXES))
        if look is None and self._jump is not None:
            elsewhere = errors.jump[:, None] * self._jump.reshape(len(_LIMBS), AXES)[_LIMB_OF]
        bones_m = law.bones[0] + law.bones[1] * values[_OF_LIMBS + 1 :].clip(-_FARTHEST, _FARTHEST)
        seems = sight.height_px / AVERAGE_M * math.exp(law.size[0] + law.size[1] * float(values[_OF_LIMBS]))
        body_m, image_px = law.drawn(sight, steady, bones_m)
        larger = seems / scale_of(body_m, image_px, visibility)
        body_m, image_px = law.drawn(sight, steady + going.trembling((COUNT, AXES)), bones_m, elsewhere)
        hips_px = middle(image_px, HIPS)
        return Skeleton(
            image_px=hips_px + larger * (image_px - hips_px),
            visibility=visibility,
            world_m=body_m,
            second_look=look is not None,
            quarters=0 if look is None else look.quarters,
            located=look is not None and look.located,
        )

    def _is_found_by(self, way: str, chance: float) -> bool:
        finds = self._finds[way]
        easily = float(finds.at(self._seen)[0] + finds.trembling((1,))[0])
        return easily < _NORMAL.inv_cdf(min(max(chance, _SELDOM), 1 - _SELDOM))

    def _law(self, errors: Errors, sight: Sight, table: str) -> _Law:
        law, before = _Law.of(errors, sight), self._laws.get(table)
        law = before.towards(law, math.exp(-self._unused_s[table] / _EASES_S)) if before else law
        self._laws[table], self._unused_s[table] = law, 0.0
        return law

    def _err_anew(self, sight: Sight, passed_s: float) -> None:
        """What changes with time: the drift, and the jumps."""
        for going in (*self._ways.values(), *self._finds.values()):
            going.pass_by(passed_s)
        for table in self._unused_s:
            self._unused_s[table] += passed_s
        errors = errors_of(sight, FRAME)
        if self._jump is None or self._draw.random() < 1.0 - math.exp(-passed_s / errors.jump_s):
            jumps = self._draw.random() < errors.jumps[self._moves]
            self._jump = self._draw.standard_normal(_OF_LIMBS) if jumps else None


def _share_below(normal: Points) -> Points:
    """The share of a normal distribution below each value, by its logistic likeness (within 0.01)."""
    share: Points = 1 / (1 + np.exp(-1.702 * normal))
    return share
