"""The simulated home without a robot, for scenes played before its cameras. It imports the physics engine."""

from robot_adapters._simulation.daily_motions import exercise, squat, stoop, tie_shoe
from robot_adapters._simulation.resident_physics import Fall
from robot_adapters._simulation.watched_home import Arrangement, Viewpoint, WatchedHome, plan

__all__ = ["Arrangement", "Fall", "Viewpoint", "WatchedHome", "exercise", "plan", "squat", "stoop", "tie_shoe"]
