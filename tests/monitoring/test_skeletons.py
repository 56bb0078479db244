"""Skeletons found in turned and cropped looks, told in the whole frame."""

import numpy as np
import pytest

from monitoring.keypoints import COUNT
from monitoring.skeletons import VALUES, Look, skeletons_of, turned_back

WIDTH, HEIGHT = 40, 30


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("part", [(0, 0, WIDTH, HEIGHT), (7, 5, 20, 11)])
def test_a_point_found_in_a_turned_picture_is_the_point_of_the_whole(
    quarters: int, part: tuple[int, int, int, int]
) -> None:
    left, top, width, height = part
    look = Look(left=left, top=top, width=width, height=height, quarters=quarters)
    picture = np.zeros((HEIGHT, WIDTH))
    picture[top + 3, left + 9] = 1.0
    turned = np.rot90(picture[top : top + height, left : left + width], quarters)
    row, column = np.argwhere(turned)[0]
    found = np.zeros((1, COUNT, VALUES), dtype=np.float32)
    found[..., 0], found[..., 1] = column + 0.5, row + 0.5
    told = turned_back(found, look)
    assert told[0, 0, :2].tolist() == pytest.approx([left + 9.5, top + 3.5])


@pytest.mark.parametrize("quarters", range(4))
def test_directions_turn_back_with_the_picture(quarters: int) -> None:
    """Two points and the metric way between them stay parallel."""
    look = Look(left=0, top=0, width=WIDTH, height=HEIGHT, quarters=quarters)
    found = np.zeros((1, COUNT, VALUES), dtype=np.float32)
    found[0, 1, :2] = (5.0, 2.0)
    found[0, 1, 3:6] = (0.5, 0.2, 0.7)
    told = turned_back(found, look)
    way = told[0, 1, :2] - told[0, 0, :2]
    assert way.tolist() == pytest.approx((10 * told[0, 1, 3:5]).tolist())
    assert told[0, 1, 5] == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("look", "second", "turned"),
    [
        (None, False, False),
        (Look(left=0, top=0, width=9, height=9), True, False),
        (Look(left=0, top=0, width=9, height=9, quarters=2), True, True),
    ],
)
def test_a_skeleton_tells_how_it_was_found(look: Look | None, *, second: bool, turned: bool) -> None:
    values = np.arange(COUNT * VALUES, dtype=np.float32).reshape(1, COUNT, VALUES)
    (skeleton,) = skeletons_of(values, look)
    assert (skeleton.second_look, skeleton.turned) == (second, turned)
    assert skeleton.image_px[1].tolist() == [6.0, 7.0]
    assert skeleton.visibility[1] == 8.0
    assert skeleton.world_m[1].tolist() == [9.0, 10.0, 11.0]
