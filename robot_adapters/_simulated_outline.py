"""The outlines of the simulated body on the floor."""

from typing import Final

from robot_adapters._navigation.footprint import Footprint

STOWED: Final = Footprint(front_m=0.07, rear_m=0.29, side_m=0.225, turning_radius_m=0.34)
"""Measured in the maker's meshes around the wheels' axis: base, tyres, and the stowed arm inside them."""

CARRYING: Final = Footprint(front_m=0.30, rear_m=0.29, side_m=0.225, turning_radius_m=0.34)
"""The same with the gripper ahead of the base and something in it."""
