"""Furniture in general: colours and simple shapes, each in the frame of the piece (x: the way its user faces)."""

import math

from carebot.core.home import Pose
from carebot.core.language import Text
from robot_adapters._simulation.apartment import Box, Colour, Piece

EAST, NORTH, WEST, SOUTH = 0.0, math.pi / 2, math.pi, -math.pi / 2

WOOD: Colour = (0.60, 0.43, 0.28, 1.0)
PALE_WOOD: Colour = (0.80, 0.68, 0.52, 1.0)
CLOTH: Colour = (0.36, 0.47, 0.56, 1.0)
WARM_CLOTH: Colour = (0.64, 0.42, 0.34, 1.0)
LINEN: Colour = (0.90, 0.90, 0.94, 1.0)
BLANKET: Colour = (0.52, 0.62, 0.72, 1.0)
CERAMIC: Colour = (0.94, 0.95, 0.96, 1.0)
STEEL: Colour = (0.66, 0.68, 0.70, 1.0)
DARK: Colour = (0.12, 0.13, 0.15, 1.0)
COUNTER_TOP: Colour = (0.38, 0.38, 0.40, 1.0)


def box(
    centre_m: tuple[float, float],
    bottom_m: float,
    size_m: tuple[float, float, float],
    colour: Colour,
    *,
    upright_cylinder: bool = False,
) -> Box:
    """A box by the (x, y) of its centre and the height of its underside."""
    return Box(centre_m=(*centre_m, bottom_m + size_m[2] / 2), size_m=size_m, colour=colour, round=upright_cylinder)


def table(piece_id: str, name: Text, pose: Pose, size_m: tuple[float, float, float], colour: Colour) -> Piece:
    """A table of 4 cm top and four square legs."""
    length, depth, height = size_m
    top = box((0.0, 0.0), height - 0.04, (length, depth, 0.04), colour)
    legs = tuple(
        box((x * (length / 2 - 0.05), y * (depth / 2 - 0.05)), 0.0, (0.05, 0.05, height - 0.04), colour)
        for x in (-1, 1)
        for y in (-1, 1)
    )
    return Piece(id=piece_id, name=name, pose=pose, boxes=(top, *legs))


def upholstered(piece_id: str, name: Text, pose: Pose, width_m: float, colour: Colour) -> Piece:
    """A sofa or armchair: seat 0.45 m high, back rest behind, arm rests at both sides."""
    arm = (0.6, 0.14, 0.62)
    boxes = (
        box((0.025, 0.0), 0.0, (0.6, width_m - 0.28, 0.45), colour),
        box((-0.35, 0.0), 0.0, (0.15, width_m, 0.85), colour),
        box((0.025, width_m / 2 - 0.07), 0.0, arm, colour),
        box((0.025, -width_m / 2 + 0.07), 0.0, arm, colour),
    )
    return Piece(id=piece_id, name=name, pose=pose, boxes=boxes)
