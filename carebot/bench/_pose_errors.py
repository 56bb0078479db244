"""What the pose engine makes of somebody whom it sees, by what was measured of it (`_pose_errors.toml`).

Errors are those against the true joints, by posture, part of the body and whether the joint is hidden. Each keeps for a
while: a limb is believed in one wrong place for some frames, and in another one later.
"""

import math
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from monitoring.figures import image_scale
from monitoring.keypoints import ANKLES, COUNT, HEAD, HIPS, KNEES, SHOULDERS, middle
from monitoring.keypoints import BODY as BODY_POINTS
from monitoring.skeletons import Look, Skeleton
from robot_adapters.scenes.watched_home import Sightline

BODY: Final = list(BODY_POINTS)
_MEASURED: Final = Path(__file__).with_name("_pose_errors.toml")
PARTS: Final = {
    "head": tuple(range(11)),
    "shoulders": SHOULDERS,
    "elbows": (13, 14),
    "wrists": tuple(range(15, 23)),
    "hips": HIPS,
    "knees": KNEES,
    "feet": tuple(range(27, 33)),
}
_LIMBS: Final = ((*range(13), *HIPS), (13, 15, 17, 19, 21), (14, 16, 18, 20, 22), (*KNEES, *range(27, 33)))
"""Keypoints that err together: trunk and head, each arm, the legs."""
_AXES: Final = 5
"""Of a keypoint three metres and two pixels err."""
_FALLING_MPS: Final = 0.5
AVERAGE_M: Final = 1.65
"""The stature of an average adult, which the engine takes everybody for."""
_EASE: Final = 2.0
_EASE_LASTS_S: Final = 20.0
"""Second looks find one person in nearly every look and another one, seen otherwise, in hardly any: over eleven people
who lay, the share was below a tenth for four and above nine tenths for three. The chance is spread by so many standard
deviations about its mean, and keeps for so long."""

_AT_REST: Final = 0.3
"""Of people who kept still the engine lost and found so many times fewer than of those who moved."""
_WAYS: Final = ("frame", "located", "turned")
"""How she may be found: by the frame itself, a look for any posture, or another look. Each errs in its own way."""
_NORMAL: Final = NormalDist()

Points = NDArray[np.float64]


class Posture(StrEnum):
    """How somebody truly is, as far as the engine's errors depend on it."""

    UPRIGHT = "upright"
    SEATED = "seated"
    BENT = "bent"
    LOW = "low"
    LYING = "lying"
    FALLING = "falling"


def posture_of(points: Points, stature_m: float, sinking_mps: float) -> Posture:
    """The posture of a body with keypoints at `points` (33, 3) whose shoulders come down at that speed."""
    head, shoulders, hips, knees, ankles = (middle(points, part) for part in (HEAD, SHOULDERS, HIPS, KNEES, ANKLES))
    trunk = shoulders - hips
    upright = float(trunk[2] / np.linalg.norm(trunk))
    lowest_m = min(float(part[2]) for part in (head, shoulders, hips, knees, ankles))
    extent = (max(float(part[2]) for part in (head, shoulders, hips)) - lowest_m) / stature_m
    legs = float(hips[2] - ankles[2]) / stature_m
    if sinking_mps > _FALLING_MPS:
        return Posture.FALLING
    if extent < 0.36:
        return Posture.LYING
    if legs < 0.25 and (extent < 0.6 or legs < 0.13):
        return Posture.LOW
    if upright < 0.82 or extent < 0.6:
        return Posture.BENT
    return Posture.SEATED if legs < 0.38 else Posture.UPRIGHT


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """How a camera sees a body: `share` of it in view, its keypoints in pixels (33, 2) and in statures about the middle
    of the hips along the camera's axes (33, 3), what their lines of sight meet (33,), and how high it is upright.
    """

    posture: Posture
    share: float
    image_px: Points
    about_hips: Points
    states: NDArray[np.int64]
    height_px: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Errors:
    """The measured errors in one posture; arrays by [hidden, keypoint], lengths in statures, pixels in shares of hers.

    `size` is the logarithm of how much larger than an average adult she seems, and its spread. Errors keep for about
    `lasts_s` while she moves, and for good while she does not; `trembles` is how much of their spread changes by the
    frame, at rest and moving. `loses` and `finds` are the chances of a frame while she moves, by how much of her is in
    view; `sees` that a keypoint is told as seen, by its line of sight; `looks` those of second looks, for any posture
    and other ones, where the frame itself does not show her, and where it does, by how much is in view.
    """

    slope: Points
    bias: Points
    spread: Points
    tail: Points
    sees: Points
    size: tuple[float, float]
    lasts_s: float
    trembles: tuple[float, float]
    loses: tuple[float, ...]
    finds: tuple[float, ...]
    looks: dict[str, list[list[float]]]


@cache
def measured() -> dict[Posture, Errors]:
    """The errors in each posture."""
    with _MEASURED.open("rb") as file:
        read = tomllib.load(file)
    return {posture: _errors(read[posture]) for posture in Posture}


def _errors(read: dict[str, Any]) -> Errors:
    slope, bias, spread = np.ones((2, COUNT, 3)), np.zeros((2, COUNT, 5)), np.zeros((2, COUNT, 5))
    tail = np.ones((2, COUNT))
    sees = np.zeros((4, COUNT))
    for part, points in PARTS.items():
        for hidden, row in enumerate((read[part]["seen"], read[part]["hidden"])):
            slope[hidden, points], bias[hidden, points] = row["slope"], row["bias"]
            spread[hidden, points], tail[hidden, points] = row["spread"], row["tail"]
        sees[:, points] = np.array(read[part]["sees"])[:, None]
    return Errors(
        slope=slope,
        bias=bias,
        spread=spread,
        tail=tail,
        sees=sees,
        size=(read["size"][0], read["size"][1]),
        lasts_s=read["lasts_s"],
        trembles=(read["trembles"][0], read["trembles"][1]),
        loses=tuple(read["loses"]),
        finds=tuple(read["finds"]),
        looks=read["looks"],
    )


class Believed:
    """What the engine makes of one person before one camera."""

    def __init__(self, draw: np.random.Generator) -> None:
        self._draw = draw
        self._found: bool | None = None
        self._moves = False
        self._limbs = {way: draw.standard_normal((len(_LIMBS), _AXES)) for way in _WAYS}
        self._size = {way: draw.standard_normal(1) for way in _WAYS}
        self._clarity = draw.standard_normal(COUNT)
        self._ease = draw.standard_normal(1)

    def lose(self) -> None:
        """She is out of view, and comes back as somebody new."""
        self._found = None

    def is_found(self, sight: Sight, passed_s: float, *, moves: bool) -> bool:
        """Whether the frame itself shows her, `passed_s` after the last one, since when she moved or did not."""
        errors = measured()[sight.posture]
        self._moves = moves
        if moves:
            self._err_anew(errors, passed_s)
        loses, finds = errors.loses[view_of(sight)], errors.finds[view_of(sight)]
        usual = finds / max(loses + finds, 1e-6)
        often = 1.0 if moves else _AT_REST
        chance = usual if self._found is None else 1.0 - often * loses if self._found else often * finds
        self._found = bool(self._draw.random() < chance)
        return self._found

    def is_found_by(self, look: Look, sight: Sight, *, by_frame: bool) -> bool:
        """Whether a look at where she is shows her."""
        lost, found = measured()[sight.posture].looks[way_of(look)]
        mean = (found if by_frame else lost)[view_of(sight)]
        hers = _NORMAL.inv_cdf(min(max(mean, 0.01), 0.99)) * np.hypot(1.0, _EASE) + _EASE * float(self._ease[0])
        return bool(self._draw.random() < _NORMAL.cdf(hers))

    def skeleton(self, sight: Sight, look: Look | None) -> Skeleton:
        """What it makes of her now."""
        errors = measured()[sight.posture]
        hidden, points = (sight.states >= Sightline.HIDDEN).astype(int), np.arange(COUNT)
        errs = self._errs(errors, way_of(look))
        errs = np.sign(errs) * np.abs(errs) ** errors.tail[hidden, points][:, None]
        errs = errors.bias[hidden, points] + errors.spread[hidden, points] * errs
        shape = errors.slope[hidden, points] * sight.about_hips + errs[:, :3]
        seen = _share_below(self._clarity) < errors.sees[sight.states, points]
        believed = Skeleton(
            image_px=sight.image_px + sight.height_px * errs[:, 3:],
            visibility=np.where(seen, 0.9, 0.25),
            world_m=shape - middle(shape, HIPS),
            second_look=look is not None,
            quarters=0 if look is None else look.quarters,
            located=look is not None and look.located,
        )
        mean, spread = errors.size
        seems = sight.height_px / AVERAGE_M * np.exp(mean + spread * float(self._size[way_of(look)][0]))
        return replace(believed, world_m=believed.world_m * image_scale(believed) / seems)

    def _err_anew(self, errors: Errors, passed_s: float) -> None:
        """The errors change as she moves; of whoever keeps still they stay."""
        stays = np.exp(-max(passed_s, 0.0) / errors.lasts_s)
        for way in _WAYS:
            self._limbs[way] = self._later(self._limbs[way], stays)
            self._size[way] = self._later(self._size[way], stays)
        self._clarity = self._later(self._clarity, stays)
        self._ease = self._later(self._ease, np.exp(-max(passed_s, 0.0) / _EASE_LASTS_S))

    def _errs(self, errors: Errors, way: str) -> Points:
        """How much each keypoint errs, in standard deviations: what keeps for a while, and what trembles."""
        slow = np.empty((COUNT, _AXES))
        for limb, members in enumerate(_LIMBS):
            slow[list(members)] = self._limbs[way][limb]
        trembles = errors.trembles[self._moves]
        errs: Points = (slow + trembles * self._draw.standard_normal((COUNT, _AXES))) / math.hypot(1.0, trembles)
        return errs

    def _later(self, before: Points, stays: float) -> Points:
        later: Points = stays * before + np.sqrt(1 - stays**2) * self._draw.standard_normal(before.shape)
        return later


def view_of(sight: Sight) -> int:
    """How much of her is in view: little, some or most."""
    return 0 if sight.share < 0.4 else 1 if sight.share < 0.75 else 2


def way_of(look: Look | None) -> str:
    """The way of a look; None is the frame itself."""
    return "frame" if look is None else "located" if look.located else "turned"


def _share_below(normal: Points) -> Points:
    """The share of a normal distribution below each value, by its logistic likeness (within 0.01)."""
    share: Points = 1 / (1 + np.exp(-1.702 * normal))
    return share
