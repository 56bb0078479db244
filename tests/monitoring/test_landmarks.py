"""The landmark network by itself: the square that it looks at, and what it says of a recorded person."""

import math

import numpy as np
import pytest

from monitoring._any_posture import one_of
from monitoring._landmarks import Floats, refined, square_around
from monitoring.keypoints import COUNT
from monitoring.skeletons import VALUES

UPRIGHT = np.zeros((17, 3))
UPRIGHT[:, 2] = 0.9
UPRIGHT[:5, :2] = (100, 20)
UPRIGHT[5:11, :2] = (100, 50)
UPRIGHT[11:13, :2] = (100, 110)
UPRIGHT[13:15, :2] = (100, 160)
UPRIGHT[15:, :2] = (100, 210)


def turned(body: Floats, quarters: int) -> Floats:
    """The body turned clockwise about (100, 110)."""
    around = body.copy()
    for _ in range(quarters):
        x_px, y_px = around[:, 0] - 100, around[:, 1] - 110
        around[:, 0], around[:, 1] = 100 - y_px, 110 + x_px
    return around


@pytest.mark.parametrize("quarters", range(4))
def test_in_the_square_around_a_body_it_stands_upright_whole_and_in_the_middle(quarters: int) -> None:
    body = turned(UPRIGHT, quarters)
    matrix = square_around(body).to_picture()
    to_square = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))
    x_px, y_px = (np.column_stack([body[:, :2], np.ones(17)]) @ to_square.T)[:, :2].T
    assert np.allclose(x_px, 128, atol=1e-6)
    assert y_px[11] == pytest.approx(128)
    assert 20 < y_px[0] < 60
    assert 200 < y_px[15] < 240


def test_joints_that_were_not_seen_make_no_square_larger() -> None:
    stray = UPRIGHT.copy()
    stray[16] = (900, 900, 0.05)
    assert square_around(stray).side_px == pytest.approx(square_around(UPRIGHT).side_px, rel=0.01)


def test_of_whom_only_the_trunk_is_seen_the_square_holds_the_head_too() -> None:
    trunk = UPRIGHT.copy()
    trunk[[0, 1, 2, 3, 4, 7, 8, 9, 10, 13, 14, 15, 16], 2] = 0.0
    square = square_around(trunk)
    assert square.side_px / 2 > 110 - 20
    assert square.turn_rad == pytest.approx(0.0)


def test_a_point_goes_to_the_middle_of_sure_heat_and_stays_where_there_is_none() -> None:
    heat = np.full((64, 64, 2), -10.0, dtype=np.float32)
    heat[20, 31, 0] = heat[20, 32, 0] = 10.0
    places = np.array([[0.47, 0.30], [0.2, 0.2]])
    found = refined(places, heat)
    assert found[0] == pytest.approx([31.5 / 64, 20 / 64], abs=1e-3)
    assert found[1] == pytest.approx([0.2, 0.2])


def test_points_outside_of_the_square_stay_there() -> None:
    heat = np.full((64, 64, 1), 10.0, dtype=np.float32)
    assert refined(np.array([[1.4, -0.3]]), heat)[0] == pytest.approx([1.4, -0.3])


def test_the_square_of_a_body_without_a_length_is_still_one() -> None:
    square = square_around(np.zeros((17, 3)))
    assert square.side_px == pytest.approx(2.5)
    assert math.isfinite(square.turn_rad)


def test_who_is_known_is_not_measured_again_and_whoever_is_beside_her_is() -> None:
    known = np.zeros((2, COUNT, VALUES), dtype=np.float32)
    known[0, :, :2], known[1, :, :2] = (104, 82), (300, 80)
    square = square_around(UPRIGHT)
    same = one_of(known, UPRIGHT, square)
    assert same is not None
    assert same[0, 0] == 104
    beside = UPRIGHT + np.array([square.side_px / 3, 0, 0])
    assert one_of(known[:1], beside, square) is None
    assert one_of(known[:0], UPRIGHT, square) is None
