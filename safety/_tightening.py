"""Whether one action is another one made stricter: the same in all but its bounds, and no bound looser."""

import math
from dataclasses import replace
from datetime import timedelta
from typing import Final

from carebot.core.actions import (
    Action,
    Approach,
    Ask,
    Escort,
    Handover,
    MoveTo,
    PlayMusic,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
)
from safety._magnitudes import magnitudes

_STRICTER_WHEN_LOWER: Final = frozenset({"speed_mps", "force_n", "volume_db", "temperature_c", "retention_s"})
_STRICTER_WHEN_HIGHER: Final = frozenset({"stop_at_m"})


def is_stricter(form: Action, than: Action) -> bool:
    """Whether `form` is `than` with stricter bounds, or with the same."""
    if _without_bounds(form) != _without_bounds(than):
        return False
    bounds, before = dict(magnitudes(form)), dict(magnitudes(than))
    lower = all(_at_most(bounds[name], before[name]) for name in _STRICTER_WHEN_LOWER & before.keys())
    return lower and all(_at_most(-bounds[name], -before[name]) for name in _STRICTER_WHEN_HIGHER & before.keys())


def _at_most(bound: float, before: float) -> bool:
    """Whether `bound` is no higher than `before`; any number is stricter than what is none."""
    return bound <= before or math.isnan(before)


def _without_bounds(action: Action) -> Action:
    """All of `action` but its bounds. Whether a device has a temperature at all is no bound."""
    rest: Action = action
    match action:
        case MoveTo() | Escort():
            rest = replace(action, speed_mps=0.0)
        case Approach():
            rest = replace(action, speed_mps=0.0, stop_at_m=0.0)
        case SupportWalking():
            rest = replace(action, speed_mps=0.0, force_n=0.0)
        case Handover():
            rest = replace(action, force_n=0.0)
        case Say() | Ask() | RemindDose() | PlayMusic():
            rest = replace(action, volume_db=0.0)
        case StoreClip():
            rest = replace(action, retention=timedelta())
        case SetDevice() if action.temperature_c is not None:
            rest = replace(action, temperature_c=0.0)
        case _:
            pass
    return rest
