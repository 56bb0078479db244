"""One body or two: what several finds in one frame have to do with one another."""

import math
from collections.abc import Iterable
from typing import Final

import numpy as np

from monitoring.figures import Figure, covered
from monitoring.keypoints import BODY, HIPS, TRUNK, middle

_SAME_BODY_M: Final = 0.3
_ELSEWHERE_M: Final = 0.6
_LOW_M, _STANDING_M = 0.9, 1.2
"""Whoever takes less height than the one lies, crouches or sits; whoever takes more than the other, with an upright
trunk, stands."""
_UPRIGHT_RAD: Final = math.radians(40)


def told_apart(figures: Iterable[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The bodies, each once, and all that turned looks found. The engine sometimes finds one body twice."""
    bodies: list[Figure] = []
    second = [figure for figure in figures if figure.skeleton.turned or figure.skeleton.located]
    for figure in sorted(figures, key=lambda one: (one.skeleton.second_look, -one.seen)):
        if not any(same_body(figure, body) for body in bodies):
            bodies.append(figure)
    return bodies, second


def same_body(first: Figure, second: Figure) -> bool:
    """Whether two finds are one body: trunks at one place, in boxes that overlap by half of the smaller one."""
    near = _trunks_apart_m(first, second) < _SAME_BODY_M
    return near and max(covered(first.box, second.box), covered(second.box, first.box)) > 0.5


def is_elsewhere(before: Figure, figure: Figure) -> bool:
    """Whether a body is found farther away than whoever was lost on her way down comes to lie with her trunk."""
    return _trunks_apart_m(before, figure) > _ELSEWHERE_M


def jump_m(before: Figure, after: Figure) -> float:
    """How much the body's shape changed between two frames, its motion as a whole left out."""
    shapes = [
        (one.skeleton.image_px - middle(one.skeleton.image_px, TRUNK))[list(BODY)] / one.scale
        for one in (before, after)
    ]
    return float(np.linalg.norm(shapes[0] - shapes[1], axis=1).mean())


def stands_there(low: Figure, other: Figure) -> bool:
    """Whether one find shows somebody standing whom another one shows low, the hips of both in one place.

    The engine turns what it follows by its own last guess of where the head is: once it took a limb or a pattern behind
    her for the trunk, it sees her lying in her own outline. Two people's hips are not in one place, so that of the two
    finds one is wrong, or the one who is low is hidden.
    """
    hips = middle(low.skeleton.image_px, HIPS) - middle(other.skeleton.image_px, HIPS)
    there = float(np.linalg.norm(hips)) < _SAME_BODY_M * max(low.scale, other.scale)
    stands = _height_m(other) > _STANDING_M and other.torso_tilt_rad < _UPRIGHT_RAD
    return there and stands and _height_m(low) < _LOW_M


def _trunks_apart_m(first: Figure, second: Figure) -> float:
    trunks = middle(first.skeleton.image_px, TRUNK) - middle(second.skeleton.image_px, TRUNK)
    return float(np.linalg.norm(trunks)) / max(first.scale, second.scale)


def _height_m(figure: Figure) -> float:
    return max(figure.heights_m[:3]) - min(figure.heights_m)
