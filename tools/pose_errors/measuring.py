"""From what was found of people to how the engine errs: the tables of `carebot/bench/_pose_errors.toml`."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from carebot.bench._pose_errors import ANY, AVERAGE_M, PARTS, keys_of, way_of, wider
from monitoring.figures import SEEN, image_scale
from monitoring.keypoints import HIPS, middle
from monitoring.skeletons import Skeleton
from robot_adapters.scenes.watched_home import Sightline
from tools.pose_errors.going_on import Jumps, course_of, is_found, jumps_in
from tools.pose_errors.recording import Person, apart

_ENOUGH: Final = 60
_PEOPLE: Final = 4
"""A class is measured where it has so many frames of so many people in different scenes; else the next wider one is."""
_LEAST: Final = 15
"""Of a posture its rates are told from so few frames on: what a wider class says of it is of other postures."""
_FEW: Final = 40
_WEIGHT: Final = 20
"""The rate of the wider class counts as so many observations."""
Floats = NDArray[np.float64]
Pair = tuple[Person, Skeleton]
Row = dict[str, Any]


def tables(people: Sequence[Person]) -> Iterator[str]:
    """The lines of the file; raises ValueError where hardly anybody was seen."""
    jumps = jumps_in(people)
    classes: dict[str, list[Person]] = defaultdict(list)
    for one in people:
        for key in keys_of(one.sight):
            classes[key].append(one)
    before = {(one.scene, one.number, one.frame): is_found(one) for one in people}
    rows: dict[str, Row] = {}
    for key in sorted(classes, key=lambda key: (key != ANY, key.count(" "), key)):
        hers = classes[key]
        pairs = [(one, _best(one)) for one in hers if one.skeletons and one not in jumps.elsewhere]
        if _is_enough(hers) or (" " not in key and len(hers) >= _LEAST):
            usual = _known(rows, wider(key))
            rows[key] = _rates(hers, before, usual, jumps) | (_errors(pairs, usual) if _is_enough(pairs) else {})
    if ANY not in rows:
        raise ValueError(f"only {len(people)} frames of people: more scenes are to be played")
    yield "[course]"
    yield from (f"{name} = {value:.3f}" for name, value in course_of(people, rows, jumps).items())
    for key in sorted(rows):
        yield ""
        found = sum(bool(one.skeletons) for one in classes[key])
        yield f'["{key}"]  # {found} skeletons in {len(classes[key])} frames of {_count(classes[key])} people'
        yield from (f"{name} = {_told(value)}" for name, value in rows[key].items())


def _known(rows: Mapping[str, Row], key: str) -> Row:
    """All that is known of a class, by itself and by wider ones."""
    own = rows.get(key, {})
    return own if key == ANY else _known(rows, wider(key)) | own


def _count(some: Sequence[Person] | Sequence[Pair]) -> int:
    hers = (one[0] if isinstance(one, tuple) else one for one in some)
    return len({(one.scene, one.number) for one in hers})


def _is_enough(some: Sequence[Person] | Sequence[Pair]) -> bool:
    return len(some) >= _ENOUGH and _count(some) >= _PEOPLE


def _best(person: Person) -> Skeleton:
    """The frame's own skeleton of hers where it has one, the nearest to the truth."""
    return min(person.skeletons, key=lambda one: (one.second_look, apart(person.sight, one)))


def shape_of(person: Person, skeleton: Skeleton) -> Floats:
    """The metric skeleton in statures about the hips, its size taken out (33, 3)."""
    about = skeleton.world_m - middle(skeleton.world_m, HIPS)
    shape: Floats = about * image_scale(skeleton) / person.sight.height_px
    return shape


def _errors(pairs: Sequence[Pair], usual: Mapping[str, Any]) -> Row:
    """How sizes, shapes and pixels err, and what is told as seen."""
    sizes = np.array([math.log(image_scale(one) * AVERAGE_M / person.sight.height_px) for person, one in pairs])
    row: Row = {"size": [float(np.median(sizes)), _spread(sizes - np.median(sizes))]}
    states = np.array([person.sight.states for person, _ in pairs])
    truth = np.array([person.sight.about_hips for person, _ in pairs])
    shapes = np.array([shape_of(*pair) for pair in pairs])
    pixels = np.array([(one.image_px - person.sight.image_px) / person.sight.height_px for person, one in pairs])
    told = np.array([one.visibility >= SEEN for _, one in pairs])
    for part, keypoints in PARTS.items():
        points = list(keypoints)
        for name, hidden in (("seen", False), ("hidden", True)):
            which = (states[:, points] >= Sightline.HIDDEN) == hidden
            if which.sum() < _FEW * len(points):
                if usual:
                    continue
                which = np.ones_like(which)
            three = truth[:, points], shapes[:, points], pixels[:, points]
            row[f"{part}_{name}"] = _law(*(values[which] for values in three), level=keypoints == HIPS)
        row[f"{part}_sees"] = _sees(states[:, points], told[:, points], usual.get(f"{part}_sees"))
    return row


def _law(truth: Floats, shapes: Floats, pixels: Floats, *, level: bool) -> Row:
    """Slope over the truth, bias, spread and tail of a part: of its three metres (n, 3), and of its pixels (n, 2)."""
    slopes, biases, rests = [], [], []
    for axis in range(3):
        slope, bias = _line(truth[:, axis], shapes[:, axis], level=axis == 0 or level)
        slopes.append(slope)
        biases.append(bias)
        rests.append(shapes[:, axis] - slope * truth[:, axis] - bias)
    for axis in range(2):
        biases.append(float(np.median(pixels[:, axis])) if axis else 0.0)
        rests.append(pixels[:, axis] - biases[-1])
    tail = float(np.mean([_tail(rest) for rest in rests]))
    return {"slope": slopes, "bias": biases, "spread": [_spread(rest) for rest in rests], "tail": tail}


def _line(true: Floats, said: Floats, *, level: bool) -> tuple[float, float]:
    """Slope and bias by Huber's weights; `level`: through the origin, as sideways errors are on the average."""
    slope, bias = float((true * said).sum() / max(float((true**2).sum()), 1e-9)), 0.0
    for _ in range(6):
        bias = 0.0 if level else float(np.median(said - slope * true))
        rest = np.abs(said - slope * true - bias)
        scale = float(np.median(rest)) / 0.6745 + 1e-6
        weight = np.minimum(1.0, 2 * scale / np.maximum(rest, 1e-9))
        slope = float((weight * true * (said - bias)).sum() / max(float((weight * true**2).sum()), 1e-9))
    return slope, bias


def _spread(rest: Floats) -> float:
    """The standard deviation of what is not far out: 68 of 100 are nearer."""
    return max(float(np.percentile(np.abs(rest), 68)), 0.001)


def _tail(rest: Floats) -> float:
    """The power of a normal variable that has the far out values of `rest`: 1 for a normal one."""
    near, far = np.percentile(np.abs(rest), [68, 95])
    return float(np.clip(math.log(max(far / max(near, 1e-6), 1.001)) / math.log(1.96 / 0.994), 0.8, 2.2))


def _sees(states: NDArray[np.int64], told: NDArray[np.bool_], usual: Sequence[float] | None) -> list[float]:
    """The share of keypoints that are told as seen, by what their lines of sight meet (3: out of the picture)."""
    usual = usual or (0.98, 0.9, 0.3, 0.1)
    return [_rate(told[states == state], usual[state]) for state in range(len(usual))]


def _rates(
    hers: Sequence[Person], before: Mapping[tuple[str, int, int], bool], usual: Mapping[str, Any], jumps: Jumps
) -> Row:
    """The chances of a frame to lose, to find, and to believe elsewhere, and those of second looks."""
    changes: dict[bool, list[bool]] = {True: [], False: []}
    for one in hers:
        was = before.get((one.scene, one.number, one.frame - 1))
        if was is not None and one.moves:
            changes[was].append(is_found(one) != was)
    looks = usual.get("looks", {"located": [0.5, 0.9], "turned": [0.4, 0.7]})
    row: Row = {"loses": _rate(changes[True], usual.get("loses", 0.05))}
    row["finds"] = _rate(changes[False], usual.get("finds", 0.05))
    row["looks"] = {
        way: [_rate(_tries(hers, way, found=found), often[found]) for found in (False, True)]
        for way, often in looks.items()
    }
    return row | jumps.told(hers, usual)


def _tries(people: Sequence[Person], way: str, *, found: bool) -> list[bool]:
    return [
        any(skeleton.second_look for skeleton in one.skeletons)
        for one in people
        if is_found(one) is found
        for look in one.looks
        if way_of(look) == way
    ]


def _rate(outcomes: Sequence[bool] | NDArray[np.bool_], usual: float) -> float:
    """The share of what came true, drawn to the usual one where there are few."""
    return float((sum(outcomes) + _WEIGHT * usual) / (len(outcomes) + _WEIGHT))


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_told(one)}' for name, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(_told(one) for one in value)}]"
    return str(round(float(value), 3))
