"""How errors and being found go on from look to look: what belongs to how she is seen, what drifts, what trembles."""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from statistics import NormalDist
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from carebot.bench._pose_errors import SHAPE, Chances, Errors, as_seen, errors_in, finds_in, keys_of, way_of
from monitoring.skeletons import Skeleton
from robot_adapters.scenes.watched_home import Sightline
from tools.pose_errors.recording import Person
from tools.pose_errors.sightings import is_found, is_found_again, runs, shape_of

_SOON_S: Final = 0.2
"""Frames follow each other so soon."""
_AGAIN_S: Final = 1.0
"""Second looks do."""
_BREAK_S: Final = 0.6
_SAME_SIGHT: Final = 0.03
_DISTANCES: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
_LAGS: Final = (1, 2, 4, 8, 16, 32, 64)
_PAIRS: Final = 2000
_ENOUGH: Final = 60
_ALIKE: Final = np.linspace(0.0, 0.999, 200)
Floats = NDArray[np.float64]
T = TypeVar("T")
Course = dict[str, float]


class _Pairs:
    """Pairs of frames of one person: how far apart their sights are, and how much later the second is."""

    def __init__(self, people: Sequence[Person], break_s: float) -> None:
        self.first, self.second = list[Person](), list[Person]()
        draw = np.random.default_rng(0)
        for hers in runs(people, break_s):
            first = draw.integers(0, len(hers), min(_PAIRS, 4 * len(hers)))
            second = first + draw.choice(_LAGS, len(first))
            for one, other in zip(first.tolist(), second.tolist(), strict=True):
                if other < len(hers):
                    self.first.append(hers[one])
                    self.second.append(hers[other])
        pairs = list(zip(self.first, self.second, strict=True))
        seen = {one: as_seen(one.sight) for one in {*self.first, *self.second}}
        self.far = np.array([float(np.linalg.norm(seen[one] - seen[other])) for one, other in pairs])
        self.passed_s = np.array([(other.at - one.at).total_seconds() for one, other in pairs])


def of_errors(
    people: Sequence[Person], shown: Callable[[Person], Skeleton], rows: Mapping[str, Mapping[str, Any]], *, again: bool
) -> Course:
    """The course of errors of what frames or, `again`, second looks show."""
    known = errors_in(rows)
    pairs = _Pairs(people, 10.0 if again else _BREAK_S)
    errs = {one: _standardised(one, shown(one), known) for one in {*pairs.first, *pairs.second}}
    couples = zip(pairs.first, pairs.second, strict=True)
    change = np.abs(np.array([errs[one] - errs[other] for one, other in couples]))

    def alike(which: NDArray[np.bool_]) -> float:
        """What two of three changes are smaller than counts, for a few are much larger: those are jumps."""
        return 1.0 - min(float(np.percentile(change[which], 68)) ** 2 / 2, 1.0)

    return _shares(pairs, alike, _AGAIN_S if again else _SOON_S)


def of_being_found(people: Sequence[Person], rows: Mapping[str, Mapping[str, Any]]) -> tuple[Course, Course]:
    """The course of being found by frames, and by second looks."""
    known = finds_in(rows)
    frames = {one: (_narrowest(one, known).frame, is_found(one)) for one in people}
    looks = {one: (_by_look(one, _narrowest(one, known)), is_found_again(one)) for one in people if one.looks}
    return _tries(frames, _BREAK_S, _SOON_S), _tries(looks, 10.0, _AGAIN_S)


def _by_look(person: Person, known: Chances) -> float:
    return known.looks[way_of(person.looks[0])][is_found(person)]


def _tries(tried: Mapping[Person, tuple[float, bool]], break_s: float, soon_s: float) -> Course:
    """From outcomes and their chances."""
    pairs = _Pairs(list(tried), break_s)
    couples = [(tried[one], tried[other]) for one, other in zip(pairs.first, pairs.second, strict=True)]
    chances = np.array([(one[0] + other[0]) / 2 for one, other in couples])
    differs = np.array([one[1] != other[1] for one, other in couples])

    def alike(which: NDArray[np.bool_]) -> float:
        """The correlation of the normal values behind: they differ as often as outcomes so alike would."""
        percents, number = np.unique(np.round(100 * chances[which].clip(0.01, 0.99)), return_counts=True)
        expected = sum(count * _differ(percent / 100) for percent, count in zip(percents, number, strict=True))
        return float(_ALIKE[int(np.argmin(np.abs(expected / number.sum() - differs[which].mean())))])

    return _shares(pairs, alike, soon_s)


def _differ(chance: float) -> Floats:
    """How often two outcomes of this chance differ, by how alike the normal values behind them are (Owen 1956, Tables
    for computing bivariate normal probabilities, Ann Math Stat 27:1075).
    """
    bound = NormalDist().inv_cdf(chance)
    steps = (np.arange(48) + 0.5) / 48
    ends = np.sqrt((1 - _ALIKE) / (1 + _ALIKE))
    x = ends[:, None] * steps
    inside = np.exp(-(bound**2) * (1 + x**2) / 2) / (1 + x**2)
    share: Floats = 4 * ends * inside.mean(axis=1) / (2 * math.pi)
    return share


def _shares(pairs: _Pairs, alike: Callable[[NDArray[np.bool_]], float], soon_s: float) -> Course:
    """At rest by time, in motion by distance: the shares that are held, drift and tremble."""

    def at_rest(low_s: float, high_s: float, usual: float) -> float:
        which = (pairs.far < _SAME_SIGHT) & (pairs.passed_s >= low_s) & (pairs.passed_s < high_s)
        return alike(which) if which.sum() >= _ENOUGH else usual

    soon = at_rest(0.0, soon_s, 0.95)
    late = min(at_rest(4.0, 10.0, soon), soon)
    later = at_rest(1.0, 2.5, (soon + late) / 2)
    drifts = max(soon - late, 0.01)
    stays = min(max((later - late) / drifts, 0.05), 0.95)
    between = [(pairs.far > low) & (pairs.far <= high) & (pairs.passed_s < 4.0) for low, high in pairwise(_DISTANCES)]
    apart = [(low + high) / 2 for low, high in pairwise(_DISTANCES)]
    known = [(away, alike(which)) for away, which in zip(apart, between, strict=True) if which.sum() >= _ENOUGH]
    held = max(min(late, soon - drifts), 0.05)
    lengths = np.linspace(0.1, 20.0, 996)
    misses = [sum((one - held * math.exp(-away / length)) ** 2 for away, one in known) for length in lengths]
    return {
        "held": held,
        "length": float(lengths[int(np.argmin(misses))]),
        "drifts": drifts,
        "lasts_s": -1.6 / math.log(stays),
        "trembles": max(1.0 - held - drifts, 0.0),
    }


def _standardised(person: Person, skeleton: Skeleton, known: Mapping[str, Errors]) -> Floats:
    """Errors of height and depth as normal values (14,)."""
    errors = _narrowest(person, known)
    points, hidden = list(SHAPE), (person.sight.states[list(SHAPE)] >= Sightline.HIDDEN).astype(int)
    slope, bias = errors.slope[hidden, points], errors.bias[hidden, points, :3]
    rest = (shape_of(person, skeleton)[points] - slope * person.sight.about_hips[points] - bias)[:, 1:]
    shares = np.abs(rest) / errors.spread[hidden, points, 1:3]
    values: Floats = (np.sign(rest) * shares ** (1 / errors.tail[hidden, points][:, None])).clip(-3, 3).ravel()
    return values


def _narrowest(person: Person, known: Mapping[str, T]) -> T:
    return next(known[key] for key in reversed(keys_of(person.sight)) if key in known)
