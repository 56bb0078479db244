"""Lingering: on the floor, flat, or over her knees for longer than daily life keeps anybody there."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from monitoring.monitors._vanishing import bounded
from monitoring.posture import is_flat
from monitoring.stances import Stance

UNKNOWN_FLOOR_M: Final = 0.4
"""A floor this doubtful does not tell the floor from a bed."""
_BY_SIZE_M: Final = 0.15
_MAY_BE_FLOOR: Final = 0.2
"""A camera that knows its place but measures no depth tells the height of the hips by her size: not bed from floor."""
_FOLDED_FOR: Final = timedelta(seconds=5)
"""Picking something up takes three seconds."""
_LAIN_FOR: Final = timedelta(seconds=30)
"""Assumed: whoever sits bent over something stirs within that time."""
_LINGERS: Final = timedelta(seconds=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasted:
    """For how long she has been `down`, low or flat without a break; still over her knees since she came down,
    `folded`, or, if nobody saw that, from the first, `lain`; and `unseen`. `stood`: not in turned pictures alone.
    """

    down: timedelta = timedelta()
    folded: timedelta = timedelta()
    lain: timedelta = timedelta()
    unseen: timedelta = timedelta()
    stood: bool = False


def lingers_cue(stance: Stance, floor: float, lasted: Lasted, *, legs_seen: bool, on_furniture: bool) -> float:
    """The log-odds of having fallen by how long she stays there, 0 to 6; `floor` is how probably her hips are on it.

    Keeping still over the knees says it of whoever came down from her feet. Of her whom nobody saw come down it says so
    much later, where she may be on the floor and her legs are seen, for hidden ones are guessed.
    """
    lies = _lies(stance, floor, lasted.down)
    if on_furniture:
        return lies
    came = bounded((lasted.folded - _FOLDED_FOR) / timedelta(seconds=0.25), 0.0, 6.0)
    may_lie = legs_seen and (floor > 0.5 or _floor_is_doubtful(stance, floor))
    lay = bounded((lasted.lain - _LAIN_FOR) / timedelta(seconds=0.5), 0.0, 6.0) if may_lie else 0.0
    return max(lies, came, lay)


def _lies(stance: Stance, floor: float, down_for: timedelta) -> float:
    """Time on the floor speaks for a fall. Where the floor is unknown or doubtful, lying long does, but less."""
    if floor > 0.5:
        return bounded((down_for - _LINGERS) / timedelta(seconds=1), 0.0, 6.0)
    if not is_flat(stance) or not _floor_is_doubtful(stance, floor):
        return 0.0
    return bounded((down_for - 2 * _LINGERS) / timedelta(seconds=0.5), 0.0, 5.0)


def _floor_is_doubtful(stance: Stance, floor: float) -> bool:
    """Whether she may as well lie on the floor as on something. On the map, what one lies on is known besides."""
    by_size = stance.measured and stance.floor_error_m > _BY_SIZE_M and floor > _MAY_BE_FLOOR
    return by_size or stance.floor_error_m > UNKNOWN_FLOOR_M
