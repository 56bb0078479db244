"""Frames of people by what showed them: the frame itself, or second looks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from monitoring.figures import image_scale
from monitoring.keypoints import HIPS, middle
from monitoring.skeletons import Skeleton
from tools.pose_errors.recording import Person, apart

Floats = NDArray[np.float64]


def is_found(person: Person) -> bool:
    """Whether the frame itself shows her."""
    return any(not one.second_look for one in person.skeletons)


def is_found_again(person: Person) -> bool:
    """Whether a second look shows her."""
    return any(one.second_look for one in person.skeletons)


def own(person: Person) -> Skeleton:
    """The skeleton that the frame itself brought, the nearest to the truth; she must be found by it."""
    return min((one for one in person.skeletons if not one.second_look), key=lambda one: apart(person.sight, one))


def looked(person: Person) -> Skeleton:
    """The one that second looks brought."""
    return min((one for one in person.skeletons if one.second_look), key=lambda one: apart(person.sight, one))


def shape_of(person: Person, skeleton: Skeleton) -> Floats:
    """The metric skeleton in statures about the hips, its size taken out (33, 3)."""
    about = skeleton.world_m - middle(skeleton.world_m, HIPS)
    shape: Floats = about * image_scale(skeleton) / person.sight.height_px
    return shape


def runs(people: Sequence[Person], break_s: float) -> Iterator[list[Person]]:
    """The frames of one person, one after the other, without a break of so long."""
    every: dict[tuple[str, int], list[Person]] = defaultdict(list)
    for one in people:
        every[one.scene, one.number].append(one)
    for hers in every.values():
        run = [hers[0]]
        for one in hers[1:]:
            if (one.at - run[-1].at).total_seconds() > break_s:
                yield run
                run = []
            run.append(one)
        yield run
