"""The arithmetic of bounds: whatever is asked for, the stricter one holds, and what is no number counts as zero."""

import math

from carebot.core.verdicts import Limits


def stricter(wanted: Limits, permitted: Limits) -> Limits:
    """`wanted` as far as `permitted` allows."""
    return Limits(
        speed_mps=_lower(wanted.speed_mps, permitted.speed_mps),
        force_n=_lower(wanted.force_n, permitted.force_n),
        person_distance_m=max(permitted.person_distance_m, wanted.person_distance_m),
    )


def clamp(value: float, bound: float) -> float:
    """`value` with at most the size of `bound`."""
    return max(-bound, min(bound, value))


def _lower(wanted: float, permitted: float) -> float:
    return 0.0 if math.isnan(wanted) else max(0.0, min(wanted, permitted))
