"""From what was found of people to how the engine errs: the tables of `carebot/bench/_pose_errors.toml`."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from carebot.bench._pose_errors import AVERAGE_M, PARTS, Posture, view_of, way_of
from monitoring.figures import SEEN, image_scale
from monitoring.keypoints import HIPS, middle
from monitoring.skeletons import Skeleton
from robot_adapters.scenes.watched_home import Sightline
from tools.pose_errors.recording import Person, apart

FRAME_S = 0.12
_ENOUGH = 60
_FEW = 10
_SHORTEST_S = 0.3
"""Of postures that nobody keeps for eight frames."""
_LOOKED_AT = (0, 7, 8, 11, 12, 25, 26, 27, 28)
"""Head, shoulders, knees and ankles: how long errors keep is measured on them."""
Floats = NDArray[np.float64]
Pair = tuple[Person, Skeleton]


def tables(people: Sequence[Person]) -> Iterator[str]:
    """The lines of the file; raises ValueError where a posture was hardly seen."""
    for posture in Posture:
        hers = [one for one in people if one.sight.posture is posture]
        pairs = [(one, _best(one)) for one in hers if one.skeletons]
        if len(pairs) < _ENOUGH:
            raise ValueError(f"only {len(pairs)} skeletons of somebody {posture}: more scenes are to be played")
        sizes = np.array([_size(person, skeleton) for person, skeleton in pairs])
        yield f"[{posture}]  # {len(pairs)} skeletons"
        yield f"lasts_s = {_lasts_s(pairs):.2f}"
        yield f"trembles = {[_trembles(pairs, moves=moves) for moves in (False, True)]}"
        yield f"size = {_listed([float(np.median(sizes)), _spread(sizes - np.median(sizes))])}"
        loses, finds = _changes(hers, people)
        yield f"loses = {_listed(loses)}"
        yield f"finds = {_listed(finds)}"
        looks = ", ".join(f"{way} = {_looks(hers, people, way)}" for way in ("located", "turned"))
        yield f"looks = {{ {looks} }}"
        for part, points in PARTS.items():
            for name, hidden in (("seen", False), ("hidden", True)):
                yield f"{part}.{name} = {_errors(pairs, list(points), hidden=hidden, hips=points == HIPS)}"
            yield f"{part}.sees = {_listed(_sees(pairs, list(points)))}"
        yield ""


def _best(person: Person) -> Skeleton:
    """The frame's own skeleton of hers where it has one, the nearest to the truth."""
    return min(person.skeletons, key=lambda one: (one.second_look, apart(person.sight, one)))


def _size(person: Person, skeleton: Skeleton) -> float:
    return math.log(image_scale(skeleton) * AVERAGE_M / person.sight.height_px)


def _shape(person: Person, skeleton: Skeleton) -> Floats:
    """The metric skeleton in statures about the hips, its size taken out (33, 3)."""
    about = skeleton.world_m - middle(skeleton.world_m, HIPS)
    shape: Floats = about * image_scale(skeleton) / person.sight.height_px
    return shape


def _errors(pairs: Sequence[Pair], points: list[int], *, hidden: bool, hips: bool) -> str:
    """How shapes and pixels of a part err: slope over the truth, bias, spread and tail."""
    which = np.array([person.sight.states[points] >= Sightline.HIDDEN for person, _ in pairs]) == hidden
    if which.sum() < _ENOUGH:
        which = np.ones_like(which)
    slopes, biases, spreads, tails = [], [], [], []
    truth = np.array([person.sight.about_hips[points] for person, _ in pairs])
    shape = np.array([_shape(*pair)[points] for pair in pairs])
    for axis in range(3):
        true, said = truth[..., axis][which], shape[..., axis][which]
        slope, bias = _line(true, said, level=axis == 0 or hips)
        rest = said - slope * true - bias
        slopes.append(slope)
        biases.append(bias)
        spreads.append(_spread(rest))
        tails.append(_tail(rest))
    shares = np.array(
        [(one.image_px - person.sight.image_px)[points] / person.sight.height_px for person, one in pairs]
    )
    for axis in range(2):
        rest = shares[..., axis][which]
        biases.append(float(np.median(rest)) if axis else 0.0)
        spreads.append(_spread(rest - biases[-1]))
        tails.append(_tail(rest - biases[-1]))
    lists = f"slope = {_listed(slopes)}, bias = {_listed(biases)}, spread = {_listed(spreads)}"
    return f"{{ {lists}, tail = {float(np.mean(tails)):.2f} }}"


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
    return float(np.percentile(np.abs(rest), 68)) if len(rest) else 0.0


def _tail(rest: Floats) -> float:
    """The power of a normal variable that has the far out values of `rest`: 1 for a normal one."""
    near, far = np.percentile(np.abs(rest), [68, 95])
    return float(np.clip(math.log(max(far / max(near, 1e-6), 1.001)) / math.log(1.96 / 0.994), 0.8, 2.2))


def _sees(pairs: Sequence[Pair], points: list[int]) -> list[float]:
    """The share of keypoints that are told as seen, by what their lines of sight meet (3: out of the picture)."""
    states = np.array([person.sight.states[points] for person, _ in pairs])
    told = np.array([one.visibility[points] >= SEEN for _, one in pairs])
    usual = (0.98, 0.9, 0.3, 0.1)
    return [
        float(told[states == state].mean()) if (states == state).sum() > _ENOUGH else usual[state]
        for state in range(len(usual))
    ]


def _in_turn(pairs: Sequence[Pair], frames: int) -> Iterator[tuple[Pair, Pair]]:
    """The finds of one person so many frames apart, by the frame itself."""
    by_frame = {(person.scene, person.number, person.frame): (person, one) for person, one in pairs}
    for (scene, number, frame), pair in by_frame.items():
        later = by_frame.get((scene, number, frame + frames))
        if later is not None and not pair[1].second_look and not later[1].second_look:
            yield pair, later


def _trembles(pairs: Sequence[Pair], *, moves: bool) -> float:
    """How much errors change by the frame, as a share of their spread."""
    changes, sizes = [], []
    for (before, first), (after, second) in _in_turn(pairs, 1):
        if after.moves is moves:
            errs = [_shape(*pair) - pair[0].sight.about_hips for pair in ((before, first), (after, second))]
            changes.append(np.abs(errs[1] - errs[0])[list(_LOOKED_AT), 1])
            sizes.append(np.abs(errs[1])[list(_LOOKED_AT), 1])
    if len(changes) < _FEW:
        return 0.2
    return round(float(np.median(changes) / math.sqrt(2) / max(float(np.median(sizes)), 1e-6)), 2)


def _lasts_s(pairs: Sequence[Pair]) -> float:
    """How long errors keep, by how alike they are after one and after eight frames."""
    likeness = []
    for frames in (1, 8):
        errs = [
            [(_shape(*pair) - pair[0].sight.about_hips)[list(_LOOKED_AT), 1:].ravel() for pair in two]
            for two in _in_turn(pairs, frames)
            if two[1][0].moves
        ]
        if len(errs) < _FEW:
            return _SHORTEST_S
        first, second = np.array(errs).transpose(1, 0, 2).clip(-0.3, 0.3)
        likeness.append(float((first * second).mean() / max(float((first**2).mean()), 1e-9)))
    stays = min(max(max(likeness[1], 0.02) / max(likeness[0], 0.02), 0.01) ** (1 / 7), 0.981)
    return -FRAME_S / math.log(stays)


def _changes(hers: Sequence[Person], people: Sequence[Person]) -> tuple[list[float], list[float]]:
    """The chances of a frame to lose, and to find, somebody who moves, by how much of her is in view."""
    before = {(one.scene, one.number, one.frame): _is_found(one) for one in people}
    counts: dict[tuple[int, bool], list[bool]] = defaultdict(list)
    for one in hers:
        was = before.get((one.scene, one.number, one.frame - 1))
        if was is not None and one.moves:
            counts[view_of(one.sight), was].append(_is_found(one) != was)
    rates = []
    for was in (True, False):
        every = [change for (_, found), changes in counts.items() if found is was for change in changes]
        usual = (sum(every) + 1) / (len(every) + 4)
        rates.append([_rate(counts[view, was], usual, 5) for view in range(3)])
    return rates[0], rates[1]


def _looks(hers: Sequence[Person], people: Sequence[Person], way: str) -> str:
    """The chances of a look of this way to find her, whom the frame does not show, and whom it does, by the view."""
    rows = []
    for found in (False, True):
        usual = [_rate(list(_tries(people, way, view, found=found)), 0.5, 5) for view in range(3)]
        rates = [_rate(list(_tries(hers, way, view, found=found)), usual[view], 10) for view in range(3)]
        rows.append(_listed(rates))
    return f"[{', '.join(rows)}]"


def _tries(people: Iterable[Person], way: str, view: int, *, found: bool) -> Iterator[bool]:
    for one in people:
        if view_of(one.sight) == view and _is_found(one) is found:
            yield from (
                any(skeleton.second_look for skeleton in one.skeletons) for look in one.looks if way_of(look) == way
            )


def _is_found(person: Person) -> bool:
    return any(not one.second_look for one in person.skeletons)


def _rate(outcomes: Sequence[bool], usual: float, weight: int) -> float:
    """The share of what came true, drawn to the usual one where there are few."""
    return (sum(outcomes) + weight * usual) / (len(outcomes) + weight)


def _listed(values: Sequence[float]) -> str:
    return f"[{', '.join(str(round(float(value), 3)) for value in values)}]"
