"""The furniture of the apartment, room by room."""

from carebot.core.home import Pose
from carebot.core.language import Text
from robot_adapters._simulation.apartment import Box, Piece
from robot_adapters._simulation.furniture import (
    BLANKET,
    CERAMIC,
    CLOTH,
    COUNTER_TOP,
    DARK,
    EAST,
    LINEN,
    NORTH,
    PALE_WOOD,
    SOUTH,
    STEEL,
    WARM_CLOTH,
    WEST,
    WOOD,
    box,
    table,
    upholstered,
)


def furnishing() -> tuple[Piece, ...]:
    """Every fixed piece."""
    return (*_living_room(), *_kitchen(), *_bedroom(), *_bathroom(), *_hallway())


def _pose(x_m: float, y_m: float, yaw_rad: float) -> Pose:
    return Pose(x_m=x_m, y_m=y_m, yaw_rad=yaw_rad)


def _piece(piece_id: str, name: Text, pose: Pose, *boxes: Box) -> Piece:
    return Piece(id=piece_id, name=name, pose=pose, boxes=boxes)


def _living_room() -> tuple[Piece, ...]:
    return (
        upholstered("sofa", Text(zh="沙发", en="sofa"), _pose(2.0, 8.1, SOUTH), 1.9, CLOTH),
        upholstered("armchair", Text(zh="扶手椅", en="armchair"), _pose(0.65, 6.6, EAST), 0.85, WARM_CLOTH),
        table("coffee_table", Text(zh="茶几", en="coffee table"), _pose(2.6, 6.95, EAST), (0.9, 0.5, 0.42), PALE_WOOD),
        table("side_table", Text(zh="边几", en="side table"), _pose(0.5, 5.75, EAST), (0.45, 0.45, 0.55), PALE_WOOD),
        _piece(
            "television",
            Text(zh="电视", en="television"),
            _pose(1.0, 4.85, NORTH),
            box((0.0, 0.0), 0.0, (0.36, 1.4, 0.45), WOOD),
            box((0.0, 0.0), 0.47, (0.05, 1.1, 0.62), DARK),
        ),
        _piece(
            "bookcase",
            Text(zh="书柜", en="bookcase"),
            _pose(4.78, 8.0, WEST),
            box((0.0, 0.0), 0.0, (0.32, 0.9, 1.8), WOOD),
        ),
        _piece(
            "plant",
            Text(zh="绿植", en="plant"),
            _pose(4.6, 5.0, EAST),
            box((0.0, 0.0), 0.0, (0.3, 0.3, 0.35), WARM_CLOTH, upright_cylinder=True),
            box((0.0, 0.0), 0.35, (0.42, 0.42, 0.6), (0.28, 0.47, 0.27, 1.0), upright_cylinder=True),
        ),
    )


def _kitchen() -> tuple[Piece, ...]:
    return (
        _piece(
            "kitchen_counter",
            Text(zh="橱柜", en="kitchen counter"),
            _pose(7.2, 8.25, SOUTH),
            box((0.0, 0.0), 0.0, (0.58, 2.4, 0.86), CERAMIC),
            box((0.01, 0.0), 0.86, (0.60, 2.4, 0.04), COUNTER_TOP),
        ),
        _piece(
            "refrigerator",
            Text(zh="冰箱", en="refrigerator"),
            _pose(5.45, 8.2, SOUTH),
            box((0.0, 0.0), 0.0, (0.62, 0.65, 1.7), STEEL),
        ),
        table("dining_table", Text(zh="餐桌", en="dining table"), _pose(8.4, 6.1, EAST), (0.9, 1.3, 0.74), PALE_WOOD),
        _piece(
            "dining_chair",
            Text(zh="餐椅", en="dining chair"),
            _pose(8.4, 7.32, SOUTH),
            box((0.03, 0.0), 0.41, (0.44, 0.44, 0.04), WOOD),
            box((-0.21, 0.0), 0.0, (0.04, 0.44, 0.92), WOOD),
            box((0.22, 0.19), 0.0, (0.04, 0.04, 0.41), WOOD),
            box((0.22, -0.19), 0.0, (0.04, 0.04, 0.41), WOOD),
        ),
    )


def _bedroom() -> tuple[Piece, ...]:
    return (
        _piece(
            "bed",
            Text(zh="床", en="bed"),
            _pose(1.15, 1.45, WEST),
            box((0.0, 0.0), 0.12, (2.0, 1.1, 0.16), WOOD),
            box((0.0, 0.0), 0.28, (1.96, 1.06, 0.22), LINEN),
            box((1.02, 0.0), 0.0, (0.05, 1.1, 0.95), WOOD),
            box((-0.95, 0.5), 0.0, (0.08, 0.08, 0.12), WOOD),
            box((-0.95, -0.5), 0.0, (0.08, 0.08, 0.12), WOOD),
            box((-0.96, 0.0), 0.28, (0.045, 1.065, 0.225), BLANKET),
        ),
        table("bedside_table", Text(zh="床头柜", en="bedside table"), _pose(0.26, 2.4, EAST), (0.38, 0.45, 0.6), WOOD),
        _piece(
            "wardrobe",
            Text(zh="衣柜", en="wardrobe"),
            _pose(4.6, 0.36, NORTH),
            box((0.0, 0.0), 0.0, (0.58, 1.4, 2.0), PALE_WOOD),
        ),
        _piece(
            "walker",
            Text(zh="助行器", en="walker"),
            _pose(2.75, 0.4, NORTH),
            *(box((x, y), 0.0, (0.03, 0.03, 0.85), STEEL) for x in (-0.2, 0.2) for y in (-0.25, 0.25)),
            box((0.0, 0.25), 0.85, (0.46, 0.035, 0.035), DARK),
            box((0.0, -0.25), 0.85, (0.46, 0.035, 0.035), DARK),
            box((0.2, 0.0), 0.6, (0.03, 0.5, 0.03), STEEL),
        ),
    )


def _bathroom() -> tuple[Piece, ...]:
    return (
        _piece(
            "toilet",
            Text(zh="马桶", en="toilet"),
            _pose(8.48, 2.4, WEST),
            box((0.05, 0.0), 0.0, (0.5, 0.38, 0.45), CERAMIC),
            box((-0.32, 0.0), 0.0, (0.22, 0.42, 0.85), CERAMIC),
        ),
        _piece(
            "washbasin",
            Text(zh="洗手池", en="washbasin"),
            _pose(8.68, 1.4, WEST),
            box((0.0, 0.0), 0.0, (0.3, 0.3, 0.7), CERAMIC),
            box((0.02, 0.0), 0.7, (0.5, 0.6, 0.15), CERAMIC),
        ),
        _piece(
            "bathtub",
            Text(zh="浴缸", en="bathtub"),
            _pose(6.6, 0.46, EAST),
            box((0.0, 0.0), 0.0, (1.7, 0.76, 0.2), CERAMIC),
            box((0.0, 0.36), 0.2, (1.7, 0.06, 0.36), CERAMIC),
            box((0.0, -0.36), 0.2, (1.7, 0.06, 0.36), CERAMIC),
            box((0.82, 0.0), 0.2, (0.06, 0.66, 0.36), CERAMIC),
            box((-0.82, 0.0), 0.2, (0.06, 0.66, 0.36), CERAMIC),
        ),
    )


def _hallway() -> tuple[Piece, ...]:
    return (
        _piece(
            "exit_door",
            Text(zh="大门", en="front door"),
            _pose(0.06, 3.9, EAST),
            box((0.0, 0.0), 0.0, (0.05, 0.95, 2.0), WOOD),
        ),
        _piece(
            "charging_dock",
            Text(zh="充电座", en="charging dock"),
            _pose(8.9, 3.9, WEST),
            box((0.0, 0.0), 0.0, (0.08, 0.3, 0.12), DARK),
        ),
    )
