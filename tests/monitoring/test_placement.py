"""Where a fixed camera hangs, and what its pictures tell about places."""

import math

import numpy as np
import pytest

from monitoring.placement import Placement

LEVEL = Placement(x_m=1.0, y_m=2.0, height_m=1.5, heading_rad=math.pi / 2, tilt_rad=0.0, view_rad=math.pi / 2)


def test_a_level_camera_that_looks_north_has_its_axes_there() -> None:
    pose = LEVEL.camera_to_map()
    assert pose[:3, 2] == pytest.approx([0.0, 1.0, 0.0])
    assert pose[:3, 0] == pytest.approx([1.0, 0.0, 0.0])
    assert pose[:3, 1] == pytest.approx([0.0, 0.0, -1.0])
    assert pose[:3, 3] == pytest.approx([1.0, 2.0, 1.5])


@pytest.mark.parametrize("heading_deg", [0, 37, 200])
@pytest.mark.parametrize("tilt_deg", [-10, 0, 35, 80])
def test_the_middle_of_a_tilted_picture_meets_the_floor_where_it_looks(heading_deg: float, tilt_deg: float) -> None:
    camera = Placement(
        x_m=0.0,
        y_m=0.0,
        height_m=2.0,
        heading_rad=math.radians(heading_deg),
        tilt_rad=math.radians(tilt_deg),
        view_rad=1.2,
    )
    pose = camera.camera_to_map()
    assert np.linalg.det(pose[:3, :3]) == pytest.approx(1.0)
    assert pose[2, 2] == pytest.approx(-math.sin(math.radians(tilt_deg)))
    assert math.atan2(pose[1, 2], pose[0, 2]) % math.tau == pytest.approx(math.radians(heading_deg))
    assert pose[2, 0] == pytest.approx(0.0)
    assert pose[2, 1] < 0


def test_the_picture_s_edge_is_seen_at_half_the_angle() -> None:
    assert LEVEL.focal_px(640) == pytest.approx(320.0)
