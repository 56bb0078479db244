"""The battery of the simulated body: it runs down with time and faster with driving, and fills at the dock."""

from typing import Final

from carebot.core.home import Point, Pose

_STANDING_S: Final = 5 * 3600.0
_DRIVING_S: Final = 2 * 3600.0
"""How long a full battery lasts: 2 to 5 hours by use (the maker's data sheet of Stretch 3)."""

_CHARGING_S: Final = 4 * 3600.0
_DOCKED_M: Final = 0.15
_MOVING_MPS: Final = 0.02


class Battery:
    """How full the battery is, 0 to 1."""

    def __init__(self, dock: Point) -> None:
        self._dock = dock
        self.level = 1.0

    def pass_time(self, duration_s: float, pose: Pose, speed_mps: float) -> None:
        """Charge or spend what `duration_s` at this pose and speed brings or takes."""
        if pose.point.distance_m(self._dock) < _DOCKED_M and abs(speed_mps) < _MOVING_MPS:
            change = duration_s / _CHARGING_S
        else:
            change = -duration_s / (_STANDING_S if abs(speed_mps) < _MOVING_MPS else _DRIVING_S)
        self.level = min(1.0, max(0.0, self.level + change))
