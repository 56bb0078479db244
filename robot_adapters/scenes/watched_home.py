"""The simulated home without a robot, for scenes played before its cameras. It imports the physics engine."""

from robot_adapters._simulation import home_motions
from robot_adapters._simulation.daily_motions import exercise, squat, stoop, tie_shoe
from robot_adapters._simulation.resident import Resident
from robot_adapters._simulation.resident_physics import Fall
from robot_adapters._simulation.sightlines import Sightline, WatchedBody
from robot_adapters._simulation.watched_home import ASPECT, Arrangement, Viewpoint, WatchedHome, plan

__all__ = [
    "ASPECT",
    "Arrangement",
    "Fall",
    "Resident",
    "Sightline",
    "Viewpoint",
    "WatchedBody",
    "WatchedHome",
    "exercise",
    "home_motions",
    "plan",
    "squat",
    "stoop",
    "tie_shoe",
]
