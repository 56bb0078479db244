from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from robot_adapters._simulation.decimation import decimated, read_stl


def sheet(cells: int, size_m: float) -> np.ndarray:
    """The triangles (m, 3, 3) of a flat square of `cells` x `cells` squares."""
    edges = np.linspace(0.0, size_m, cells + 1)
    triangles = []
    for left, right in pairwise(edges):
        for low, high in pairwise(edges):
            triangles.append([(left, low, 0.0), (right, low, 0.0), (right, high, 0.0)])
            triangles.append([(left, low, 0.0), (right, high, 0.0), (left, high, 0.0)])
    return np.array(triangles)


def area_m2(vertices: np.ndarray, faces: np.ndarray) -> float:
    first, second, third = (vertices[faces[:, corner]] for corner in range(3))
    return float(np.linalg.norm(np.cross(second - first, third - first), axis=1).sum() / 2)


def test_a_coarse_mesh_has_fewer_triangles_and_the_same_shape() -> None:
    fine = sheet(40, 0.2)
    coarse = decimated(fine, 0.02)
    assert len(coarse.faces) < len(fine) / 8
    assert area_m2(coarse.vertices_m, coarse.faces) == pytest.approx(0.04, rel=0.15)
    assert coarse.faces.max() < len(coarse.vertices_m)


def test_a_grid_finer_than_the_mesh_keeps_every_triangle() -> None:
    fine = sheet(4, 0.2)
    kept = decimated(fine, 0.001)
    assert len(kept.faces) == len(fine)
    assert area_m2(kept.vertices_m, kept.faces) == pytest.approx(0.04)


def test_triangles_that_collapse_or_repeat_vanish() -> None:
    speck = np.array([[(0.0, 0.0, 0.0), (0.001, 0.0, 0.0), (0.0, 0.001, 0.0)]])
    assert len(decimated(speck, 0.01).faces) == 0
    twice = np.concatenate([sheet(1, 0.2), sheet(1, 0.2)])
    assert len(decimated(twice, 0.01).faces) == 2


def test_reading_a_binary_stl(tmp_path: Path) -> None:
    triangles = sheet(2, 0.1).astype("<f4")
    facets = b"".join(np.zeros(3, "<f4").tobytes() + one.tobytes() + b"\0\0" for one in triangles)
    path = tmp_path / "sheet.stl"
    path.write_bytes(b" " * 80 + np.uint32(len(triangles)).tobytes() + facets)
    assert np.array_equal(read_stl(path), triangles)
