"""Coarser copies of the maker's meshes, so that a picture of the robot costs a tenth of its time on a processor."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HEADER_BYTES = 80
_FACET = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mesh:
    """Triangles: `vertices_m` (n, 3) and `faces` (m, 3) as indices into them."""

    vertices_m: NDArray[np.float64]
    faces: NDArray[np.int32]


def read_stl(path: Path) -> NDArray[np.float64]:
    """The corners (m, 3, 3) of the triangles of a binary STL file, in its own unit."""
    data = path.read_bytes()
    count = int(np.frombuffer(data, "<u4", 1, _HEADER_BYTES)[0])
    corners: NDArray[np.float64] = np.frombuffer(data, _FACET, count, _HEADER_BYTES + 4)["corners"].astype(np.float64)
    return corners


def decimated(corners: NDArray[np.float64], grid: float) -> Mesh:
    """The triangles (m, 3, 3) with all corners in one cell of `grid` merged into their mean; collapsed ones vanish.

    Vertex clustering, after Rossignac and Borrel, "Multi-resolution 3D approximations for rendering" (1993).
    """
    points = corners.reshape(-1, 3)
    cells = np.floor(points / grid).astype(np.int64)
    _, owner, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
    owner = owner.reshape(-1)
    vertices = np.stack([np.bincount(owner, points[:, axis]) / counts for axis in range(3)], axis=1)
    faces = owner.reshape(-1, 3)
    first, second, third = faces.T
    whole = faces[(first != second) & (second != third) & (first != third)]
    _, kept = np.unique(np.sort(whole, axis=1), axis=0, return_index=True)
    return Mesh(vertices_m=vertices, faces=whole[np.sort(kept)].astype(np.int32))
