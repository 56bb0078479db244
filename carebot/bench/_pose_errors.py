"""What the pose engine makes of somebody whom it sees, by what was measured of it (`_pose_errors.toml`).

Errors are those against the true joints, by how she is seen: her posture, how much of her, how large, which side of
her; by part of the body, and by whether the joint is hidden. Those of skeletons that the frame itself brings and those
of second looks are told apart: the engine finds in a frame only whom it sees well. `carebot/bench/_believed.py` draws
them.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from monitoring.keypoints import ANKLES, COUNT, HEAD, HIPS, KNEES, SHOULDERS, middle
from monitoring.keypoints import BODY as BODY_POINTS
from monitoring.skeletons import Look

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
AXES: Final = 5
"""Of a keypoint three metres and two pixels err."""
SHAPE: Final = (0, *SHOULDERS, *KNEES, *ANKLES)
"""Where these keypoints are tells how she is seen."""
AVERAGE_M: Final = 1.65
"""The stature of an average adult, which the engine takes everybody for."""
WAYS: Final = ("frame", "located", "turned")
"""How she may be found: by the frame itself, a look for any posture, or another look. Each errs in its own way."""
FRAME: Final = "frame"
LOOK: Final = "look"
"""The tables of errors: of what frames show, and of what second looks show."""
FOUND: Final = "found"
LOOKED: Final = "looked"
"""The table of who is found; how being found goes on by frames, and by second looks."""
_FALLING_MPS: Final = 0.6
"""Hips come down faster than this in falls, and hardly ever when somebody lets herself down."""
ANY: Final = "any"
"""The class of all sights."""
_SIZES_PX: Final = (100.0, 150.0, 250.0)
_SHARES: Final = (0.4, 0.75)
_FACING: Final = 0.5
"""Whoever is turned by more than 60 degrees from the line of sight is seen from the side."""

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
    """The posture of a body with keypoints at `points` (33, 3) whose hips come down at that speed."""
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
    """The measured errors of one class of sights; arrays by [hidden, keypoint], lengths in statures, pixels in shares
    of hers.

    `size` is the logarithm of how much larger than an average adult she seems, and its spread; `bones` (2, 8) are the
    lengths of those of `_bones.BONES` in metres, and their spreads; `sees` the chances that
    a keypoint is told as seen, by its line of sight. `jumps` are the chances of a frame, at rest and moving, that the
    whole body begins to be believed elsewhere for `jump_s`, by `jump` (33,): in frames that follow each other alone.
    """

    slope: Points
    bias: Points
    spread: Points
    tail: Points
    sees: Points
    size: tuple[float, float]
    bones: Points
    jumps: tuple[float, float]
    jump_s: float
    jump: Points


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Of how many sights of a class the `frame` itself shows her, and how many second looks, by their way, do where the
    frame does not, and where it does.
    """

    frame: float
    looks: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How errors, or being found, go on: the share of their variance that depends on how she is seen, alike over this
    `length` of sights (`as_seen`), the share that drifts and keeps for `lasts_s`, and the share that trembles from look
    to look.
    """

    held: float
    length: float
    drifts: float
    lasts_s: float
    trembles: float


def keys_of(sight: Sight) -> tuple[str, ...]:
    """The classes of this sight, the widest first: all, posture, how much is in view, how large, which side."""
    share = ("little", "part", "most")[int(np.searchsorted(_SHARES, sight.share, side="right"))]
    size = ("tiny", "far", "middle", "near")[int(np.searchsorted(_SIZES_PX, sight.height_px, side="right"))]
    classes = (sight.posture.value, share, size, _side(sight.about_hips))
    return ANY, *(" ".join(classes[: number + 1]) for number in range(len(classes)))


def wider(key: str) -> str:
    """The next wider class."""
    return key.rpartition(" ")[0] or ANY


def _side(about: Points) -> str:
    """Which side of her the camera sees."""
    trunk = middle(about, SHOULDERS) - middle(about, HIPS)
    across = about[SHOULDERS[0]] - about[SHOULDERS[1]]
    (x, y, z), (along_x, along_y, along_z) = across.tolist(), trunk.tolist()
    ahead = (y * along_z - z * along_y, z * along_x - x * along_z, x * along_y - y * along_x)
    away = ahead[2] / max(math.hypot(*ahead), 1e-9)
    return "away" if away > _FACING else "towards" if away < -_FACING else "side"


def as_seen(sight: Sight) -> Points:
    """How she is seen as a point (24,): her shape, where in the picture, and how large, about alike in effect."""
    where = middle(sight.image_px, HIPS) / sight.height_px
    return np.concatenate([sight.about_hips[list(SHAPE)].ravel(), where, [2 * np.log(sight.height_px)]])


def errors_of(sight: Sight, table: str) -> Errors:
    """The errors of the narrowest class of this sight that was measured, of what frames or second looks show."""
    known = measured(table)
    return next(known[key] for key in reversed(keys_of(sight)) if key in known)


def chances_of(sight: Sight) -> Chances:
    """How easily she is found, by the narrowest class of this sight that was measured."""
    known = _measured_finds()
    return next(known[key] for key in reversed(keys_of(sight)) if key in known)


@cache
def measured(table: str) -> dict[str, Errors]:
    """The errors of each class that was seen often enough, by what FRAME or LOOK shows."""
    return errors_in(_read()[table])


@cache
def _measured_finds() -> dict[str, Chances]:
    return finds_in(_read()[FOUND])


def errors_in(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Errors]:
    """The errors by class; what a class does not tell is that of the next wider one."""
    return {key: _errors(row) for key, row in _whole(rows).items()}


def finds_in(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Chances]:
    """How easily people are found, by class."""
    return {
        key: Chances(frame=row["frame"], looks={way: (look[0], look[1]) for way, look in row["looks"].items()})
        for key, row in _whole(rows).items()
    }


def _whole(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    whole: dict[str, dict[str, Any]] = {}
    for key in sorted(rows, key=lambda key: (key != ANY, key.count(" "))):
        whole[key] = whole.get(wider(key), {}) | dict(rows[key])
    return whole


@cache
def course(of: str) -> Course:
    """How errors go on of what FRAME or LOOK shows, and how being FOUND by frames or LOOKED for does."""
    return Course(**_read()["course"][of])


@cache
def _read() -> dict[str, dict[str, Any]]:
    with _MEASURED.open("rb") as file:
        return tomllib.load(file)


def _errors(read: Mapping[str, Any]) -> Errors:
    slope, bias, spread = np.ones((2, COUNT, 3)), np.zeros((2, COUNT, AXES)), np.zeros((2, COUNT, AXES))
    jumps = read.get("jumps", (0.0, 0.0))
    tail, sees, jump = np.ones((2, COUNT)), np.zeros((4, COUNT)), np.zeros(COUNT)
    for part, points in PARTS.items():
        for hidden, name in enumerate(("seen", "hidden")):
            row = read[f"{part}_{name}"]
            slope[hidden, points], bias[hidden, points] = row["slope"], row["bias"]
            spread[hidden, points], tail[hidden, points] = row["spread"], row["tail"]
        sees[:, points] = np.array(read[f"{part}_sees"])[:, None]
        jump[list(points)] = read.get("jump", {}).get(part, 0.0)
    return Errors(
        slope=slope,
        bias=bias,
        spread=spread,
        tail=tail,
        sees=sees,
        size=(read["size"][0], read["size"][1]),
        bones=np.array(read["bones"]),
        jumps=(jumps[0], jumps[1]),
        jump_s=read.get("jump_s", math.inf),
        jump=jump,
    )


def way_of(look: Look | None) -> str:
    """The way of a look; None is the frame itself."""
    return "frame" if look is None else "located" if look.located else "turned"


def table_of(way: str) -> str:
    """Which errors those of a way are."""
    return FRAME if way == "frame" else LOOK
