"""From what was found of people to how the engine errs: the tables of `carebot/bench/_pose_errors.toml`."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from carebot.bench._bones import bones_of
from carebot.bench._pose_errors import ANY, AVERAGE_M, FOUND, FRAME, LOOK, LOOKED, PARTS, keys_of, way_of, wider
from monitoring.figures import SEEN, image_scale
from monitoring.skeletons import Skeleton
from robot_adapters.scenes.watched_home import Sightline
from tools.pose_errors import courses
from tools.pose_errors.jumps import jumps_in
from tools.pose_errors.recording import Person
from tools.pose_errors.sightings import is_found, is_found_again, looked, own, shape_of

_ENOUGH: Final = 60
_PEOPLE: Final = 6
"""A class is measured where it has so many frames of so many people in different scenes; else the next wider one is."""
_LEAST: Final = 15
"""Of a posture its rates are told from so few frames on: what a wider class says of it is of other postures."""
_FEW: Final = 40
_OF_EACH: Final = 40
_WEIGHT: Final = 20
"""The rate of the wider class counts as so many observations."""
Floats = NDArray[np.float64]
Row = dict[str, Any]


def tables(people: Sequence[Person]) -> Iterator[str]:
    """The lines of the file; raises ValueError where hardly anybody was seen."""
    jumps = jumps_in(people)
    by_frame, by_look = [one for one in people if is_found(one)], [one for one in people if is_found_again(one)]
    steady = [one for one in by_frame if one not in jumps.elsewhere]
    if len(steady) < _ENOUGH or len(by_look) < _ENOUGH:
        raise ValueError(f"only {len(people)} frames of people: more scenes are to be played")
    finds = _classes(people, _chances, _LEAST)
    frames = _classes(steady, lambda hers, usual: _errors(hers, own, usual))
    moving = _classes(by_frame, jumps.told)
    looks = _classes(by_look, lambda hers, usual: _errors(hers, looked, usual))
    rows = {FOUND: finds, FRAME: {key: row | moving.get(key, {}) for key, row in frames.items()}, LOOK: looks}
    found, again = courses.of_being_found(people, finds)
    going_on = {
        FRAME: courses.of_errors(steady, own, rows[FRAME], again=False),
        LOOK: courses.of_errors(by_look, looked, looks, again=True),
        FOUND: found,
        LOOKED: again,
    }
    for name, course in going_on.items():
        yield f"[course.{name}]"
        yield from (f"{part} = {value:.3f}" for part, value in course.items())
        yield ""
    for table, some in ((FOUND, people), (FRAME, steady), (LOOK, by_look)):
        yield from _written(table, rows[table], some)


def _written(table: str, rows: Mapping[str, Row], people: Sequence[Person]) -> Iterator[str]:
    for key in sorted(rows):
        hers = [one for one in people if key in keys_of(one.sight)]
        yield f'[{table}."{key}"]  # {len(hers)} frames of {_count(hers)} people'
        yield from (f"{name} = {_told(value)}" for name, value in rows[key].items())
        yield ""


def _classes(
    people: Sequence[Person], told: Callable[[Sequence[Person], Mapping[str, Any]], Row], least: int = _ENOUGH
) -> dict[str, Row]:
    """What is told of each class that has enough frames of enough people; of a posture from `least` frames on."""
    classes: dict[str, list[Person]] = defaultdict(list)
    for one in people:
        for key in keys_of(one.sight):
            classes[key].append(one)
    rows: dict[str, Row] = {}
    for key in sorted(classes, key=lambda key: (key != ANY, key.count(" "), key)):
        hers = _evenly(classes[key])
        if key == ANY or _is_enough(hers) or (" " not in key and len(hers) >= least):
            rows[key] = told(hers, _known(rows, wider(key)))
    return rows


def _evenly(people: Sequence[Person]) -> list[Person]:
    """Of each at most so many frames, evenly spaced: who lies still for long is one sight of one person."""
    every: dict[tuple[str, int], list[Person]] = defaultdict(list)
    for one in people:
        every[one.scene, one.number].append(one)
    return [one for hers in every.values() for one in hers[:: math.ceil(len(hers) / _OF_EACH)]]


def _known(rows: Mapping[str, Row], key: str) -> Row:
    """All that is known of a class, by itself and by wider ones."""
    own_row = rows.get(key, {})
    return own_row if key == ANY else _known(rows, wider(key)) | own_row


def _count(people: Sequence[Person]) -> int:
    return len({(one.scene, one.number) for one in people})


def _is_enough(people: Sequence[Person]) -> bool:
    return len(people) >= _ENOUGH and _count(people) >= _PEOPLE


def _errors(people: Sequence[Person], shown: Callable[[Person], Skeleton], usual: Mapping[str, Any]) -> Row:
    """How sizes, shapes and pixels err, and what is told as seen."""
    skeletons = [shown(one) for one in people]
    pairs = list(zip(people, skeletons, strict=True))
    sizes = np.array([math.log(image_scale(one) * AVERAGE_M / person.sight.height_px) for person, one in pairs])
    bones = np.array([bones_of(one.world_m) for one in skeletons])
    usually = np.median(bones, axis=0)
    row: Row = {
        "size": [float(np.median(sizes)), _spread(sizes - np.median(sizes))],
        "bones": [usually.tolist(), [_spread(rest) for rest in (bones - usually).T]],
    }
    states = np.array([person.sight.states for person in people])
    truth = np.array([person.sight.about_hips for person in people])
    shapes = np.array([shape_of(*pair) for pair in pairs])
    pixels = np.array([(one.image_px - person.sight.image_px) / person.sight.height_px for person, one in pairs])
    told = np.array([one.visibility >= SEEN for one in skeletons])
    for part, keypoints in PARTS.items():
        points = list(keypoints)
        three = truth[:, points], shapes[:, points], pixels[:, points]
        row |= _laws(part, three, states[:, points] >= Sightline.HIDDEN, usual)
        row[f"{part}_sees"] = _sees(states[:, points], told[:, points], usual.get(f"{part}_sees"))
    return row


def _laws(part: str, three: tuple[Floats, Floats, Floats], hidden: NDArray[np.bool_], usual: Mapping[str, Any]) -> Row:
    """The law of a part where it is seen, and where it is hidden."""
    row: Row = {}
    for name, which in (("seen", ~hidden), ("hidden", hidden)):
        enough = which.sum() >= _FEW * hidden.shape[1]
        if enough or not usual:
            chosen = which if enough else np.ones_like(which)
            row[f"{part}_{name}"] = _law(*(values[chosen] for values in three), level=part == "hips")
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


def _chances(hers: Sequence[Person], usual: Mapping[str, Any]) -> Row:
    """How often frames show her, and second looks."""
    looks = usual.get("looks", {"located": [0.5, 0.9], "turned": [0.4, 0.7]})
    again = {
        way: [_rate(_tries(hers, way, found=found), often[found]) for found in (False, True)]
        for way, often in looks.items()
    }
    return {"frame": _rate([is_found(one) for one in hers], usual.get("frame", 0.5)), "looks": again}


def _tries(people: Sequence[Person], way: str, *, found: bool) -> list[bool]:
    return [
        is_found_again(one) for one in people if is_found(one) is found for look in one.looks if way_of(look) == way
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
