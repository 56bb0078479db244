"""How the engine's errors go on from frame to frame: what belongs to how she is seen, what drifts, what jumps."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from carebot.bench._pose_errors import PARTS, SHAPE, Errors, as_seen, errors_in, keys_of
from monitoring.figures import image_scale
from monitoring.keypoints import HIPS, middle
from monitoring.skeletons import Skeleton
from robot_adapters.scenes.watched_home import Sightline
from tools.pose_errors.recording import Person, apart

FRAME_S: Final = 0.12
_AROUND: Final = 4
"""What is believed of her otherwise is the median over so many frames before and after."""
_BREAK_S: Final = 0.6
_JUMP: Final = 0.05
"""Whose shape is farther from that than this (by its root of mean squares, in statures) is believed elsewhere: nine of
ten frames are nearer than a third of it."""
_SAME_SIGHT: Final = 0.03
_DISTANCES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
_LAGS: Final = (1, 2, 4, 8, 16, 32, 64)
_WEIGHT: Final = 200
"""Of so many frames the wider class's jumps count."""
_PAIRS: Final = 4000
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


def is_found(person: Person) -> bool:
    """Whether the frame itself shows her."""
    return any(not one.second_look for one in person.skeletons)


def jumps_in(people: Sequence[Person]) -> Jumps:
    """Where the whole body is believed elsewhere than a moment before and after."""
    jumps = Jumps()
    for hers in _runs(people):
        errs = np.array([_shape(one) - one.sight.about_hips for one in hers])
        jumps.followed.update({after: before for before, after in pairwise(hers)})
        for number, one in enumerate(hers):
            rest = errs[number] - np.median(errs[max(0, number - _AROUND) : number + _AROUND + 1], axis=0)
            if math.sqrt(float((rest[list(SHAPE)] ** 2).mean())) > _JUMP:
                jumps.elsewhere[one] = rest
    return jumps


def course_of(people: Sequence[Person], rows: Mapping[str, Mapping[str, Any]], jumps: Jumps) -> dict[str, float]:
    """The shares of errors that are held, drift and tremble, and how far and how long they keep."""
    known = errors_in(rows)
    draw = np.random.default_rng(0)
    far, passed_s, change = [], [], []
    for hers in _runs([one for one in people if one not in jumps.elsewhere]):
        errs = np.array([_standardised(one, _narrowest(one, known)) for one in hers])
        seen = np.array([as_seen(one.sight) for one in hers])
        times_s = np.array([(one.at - hers[0].at).total_seconds() for one in hers])
        first = draw.integers(0, len(hers), min(_PAIRS, 8 * len(hers)))
        second = first + draw.choice(_LAGS, len(first))
        first, second = first[second < len(hers)], second[second < len(hers)]
        far.append(np.linalg.norm(seen[first] - seen[second], axis=1))
        passed_s.append(times_s[second] - times_s[first])
        change.append(np.abs(errs[first] - errs[second]))
    course = _shares(np.concatenate(far), np.concatenate(passed_s), np.concatenate(change))
    return course | {"at_rest": _at_rest(people)}


def _shares(far: Floats, passed_s: Floats, change: Floats) -> dict[str, float]:
    """From changes (n, 14) between sights so far apart and so much later to shares: at rest by time, in motion by
    distance. What two of three changes are smaller than counts, for a few are much larger: those are jumps.
    """

    def differs(which: NDArray[np.bool_]) -> float:
        """Half the variance of the change: 1 where nothing is alike."""
        return min(float(np.percentile(change[which], 68)) ** 2 / 2, 1.0)

    def at_rest(low_s: float, high_s: float) -> float:
        return differs((far < _SAME_SIGHT) & (passed_s >= low_s) & (passed_s < high_s))

    trembles, later, late = at_rest(0.0, 0.2), at_rest(1.0, 2.5), at_rest(4.0, 10.0)
    drifts = max(late - trembles, 0.01)
    stays = min(max(1.0 - (later - trembles) / drifts, 0.05), 0.95)
    apart = [(low + high) / 2 for low, high in pairwise(_DISTANCES)]
    between = [(far > low) & (far <= high) & (passed_s < 1.0) for low, high in pairwise(_DISTANCES)]
    found = [(away, differs(which)) for away, which in zip(apart, between, strict=True) if which.any()]
    held = 1.0 - trembles - drifts
    lengths = np.linspace(0.1, 4.0, 391)
    misses = [sum((one - 1.0 + held * math.exp(-away / length)) ** 2 for away, one in found) for length in lengths]
    return {
        "held": held,
        "length": float(lengths[int(np.argmin(misses))]),
        "drifts": drifts,
        "lasts_s": -1.6 / math.log(stays),
        "trembles": trembles,
    }


def _standardised(person: Person, errors: Errors) -> Floats:
    """Errors of height and depth as normal values (14,)."""
    points, hidden = list(SHAPE), (person.sight.states[list(SHAPE)] >= Sightline.HIDDEN).astype(int)
    slope, bias = errors.slope[hidden, points], errors.bias[hidden, points, :3]
    rest = (_shape(person)[points] - slope * person.sight.about_hips[points] - bias)[:, 1:]
    shares = np.abs(rest) / errors.spread[hidden, points, 1:3]
    values: Floats = (np.sign(rest) * shares ** (1 / errors.tail[hidden, points][:, None])).clip(-3, 3).ravel()
    return values


def _narrowest(person: Person, known: Mapping[str, Errors]) -> Errors:
    return next(known[key] for key in reversed(keys_of(person.sight)) if key in known)


def _at_rest(people: Sequence[Person]) -> float:
    """How many times as often she is lost or found at rest as while she moves."""
    before = {(one.scene, one.number, one.frame): is_found(one) for one in people}
    changes: dict[bool, list[bool]] = defaultdict(list)
    for one in people:
        was = before.get((one.scene, one.number, one.frame - 1))
        if was is not None:
            changes[one.moves].append(is_found(one) != was)
    rest, moving = (float(np.mean(changes[moves])) if changes[moves] else 0.1 for moves in (False, True))
    return rest / max(moving, 1e-6)


def _runs(people: Sequence[Person]) -> Iterator[list[Person]]:
    """The frames that show one person, one after the other, without a break."""
    every: dict[tuple[str, int], list[Person]] = defaultdict(list)
    for one in people:
        if is_found(one):
            every[one.scene, one.number].append(one)
    for hers in every.values():
        run = [hers[0]]
        for one in hers[1:]:
            if (one.at - run[-1].at).total_seconds() > _BREAK_S:
                yield run
                run = []
            run.append(one)
        yield run


def _own(person: Person) -> Skeleton:
    return min((one for one in person.skeletons if not one.second_look), key=lambda one: apart(person.sight, one))


def _shape(person: Person) -> Floats:
    skeleton = _own(person)
    about = skeleton.world_m - middle(skeleton.world_m, HIPS)
    shape: Floats = about * image_scale(skeleton) / person.sight.height_px
    return shape
