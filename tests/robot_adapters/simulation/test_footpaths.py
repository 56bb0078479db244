import math

import pytest

from carebot.core.home import Point
from robot_adapters._simulation.footpaths import BERTH_M, Footpaths
from robot_adapters._simulation.layout import apartment

HOME = apartment()
PATHS = Footpaths(HOME)
HALLWAY = Point(x_m=2.6, y_m=3.9)
SOFA_SIDE = Point(x_m=3.4, y_m=7.6)


def length_m(path: list[Point], start: Point) -> float:
    return sum(here.distance_m(there) for here, there in zip([start, *path], path, strict=False))


def test_a_path_leads_through_the_door_to_the_goal() -> None:
    path = PATHS.path(HALLWAY, SOFA_SIDE)
    assert path is not None
    assert path[-1] == SOFA_SIDE
    crossing = [point.x_m for point in path if abs(point.y_m - 4.6) < 0.15]
    assert crossing
    assert all(2.0 < x_m < 3.2 for x_m in crossing)
    assert length_m(path, HALLWAY) < 1.3 * HALLWAY.distance_m(SOFA_SIDE)


def test_no_point_of_a_path_lies_in_furniture() -> None:
    path = PATHS.path(Point(x_m=0.8, y_m=5.3), Point(x_m=8.0, y_m=7.6))
    assert path is not None
    for point in path:
        for piece in HOME.home().furniture:
            xs, ys = [corner.x_m for corner in piece.outline], [corner.y_m for corner in piece.outline]
            inside = min(xs) < point.x_m < max(xs) and min(ys) < point.y_m < max(ys)
            assert not inside, f"{point} lies in {piece.id}"


def test_a_path_keeps_clear_of_the_robot() -> None:
    straight = PATHS.path(HALLWAY, SOFA_SIDE)
    assert straight is not None
    robot = Point(x_m=3.3, y_m=6.3)
    assert min(point.distance_m(robot) for point in straight) < BERTH_M
    around = PATHS.path(HALLWAY, SOFA_SIDE, robot)
    assert around is not None
    assert min(point.distance_m(robot) for point in around) >= BERTH_M - 0.1


def test_a_door_blocked_by_the_robot_leaves_no_way() -> None:
    assert PATHS.path(HALLWAY, Point(x_m=3.0, y_m=2.0), Point(x_m=4.1, y_m=3.2)) is None


@pytest.mark.parametrize(("x_m", "y_m"), [(2.0, 8.1), (0.0, 0.0), (8.4, 6.1)])
def test_the_nearest_free_spot_is_free_and_near(x_m: float, y_m: float) -> None:
    spot = PATHS.nearest_free(Point(x_m=x_m, y_m=y_m))
    assert math.hypot(spot.x_m - x_m, spot.y_m - y_m) < 1.5
    assert PATHS.nearest_free(spot) == spot
