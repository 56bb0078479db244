"""What is seen of the resident: her face and hands, clothes made of the data's body suit, short grey hair."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from robot_adapters._simulation.apartment import Colour
from robot_adapters._simulation.human_mesh import HumanMesh

_HIP_HEM_M = 0.80
_ANKLE_HEM_M = 0.075
_HEMS_M = ((_HIP_HEM_M, 2.0), (_ANKLE_HEM_M, _HIP_HEM_M + 0.05), (0.0, _ANKLE_HEM_M))
"""Between which heights, in her frame at rest, cardigan, trousers and shoes reach."""

HAIR_THICKNESS_M = 0.014

_HANDS = ("wrist", "finger", "metacarpal")
_CLAD = ("clavicle", "shoulder", "upperarm", "lowerarm01", "breast", "spine", "upperleg", "lowerleg", "pelvis", "root")
_SHOD = ("foot", "toe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A surface of one colour: `positions_m` (n, 3), `triangles` (m, 3) into them, and the mesh vertex behind each."""

    name: str
    colour: Colour
    positions_m: NDArray[np.float64]
    triangles: NDArray[np.int64]
    sources: NDArray[np.int64]


def visible_parts(human: HumanMesh) -> tuple[Part, ...]:
    """Everything that is drawn of her, in her frame at rest."""
    body, suit = human.groups["body"], human.groups["helper-tights"]
    bones = strongest_bones(human)
    body_bone, suit_bone = bones[body[:, 0]], bones[suit[:, 0]]
    suit = suit[~_begins(suit_bone, _HANDS)]
    bare = body[~_begins(body_bone, _CLAD + _SHOD)]
    eyes = np.concatenate([human.groups["helper-l-eye"], human.groups["helper-r-eye"]])
    lashes = np.concatenate([faces for name, faces in human.groups.items() if "eyelashes" in name])
    iris = _iris(human, eyes)
    cardigan, trousers, shoes = (_between(human, suit, low, high) for low, high in _HEMS_M)
    return (
        _part(human, "skin", (0.84, 0.65, 0.54, 1.0), bare),
        _garment(_part(human, "cardigan", (0.58, 0.27, 0.33, 1.0), cardigan), _HEMS_M[0], 0.006),
        _garment(_part(human, "trousers", (0.23, 0.26, 0.35, 1.0), trousers), _HEMS_M[1], 0.0),
        _garment(_part(human, "shoes", (0.14, 0.11, 0.10, 1.0), shoes), _HEMS_M[2], 0.003),
        _part(human, "eyes", (0.94, 0.93, 0.91, 1.0), eyes[~iris]),
        _part(human, "irises", (0.16, 0.10, 0.07, 1.0), eyes[iris]),
        _part(human, "lashes", (0.30, 0.26, 0.25, 1.0), lashes),
        _hair(human, bare),
    )


def strongest_bones(human: HumanMesh) -> NDArray[np.str_]:
    """For each vertex (n) the name of the bone that moves it most."""
    best = np.zeros(len(human.vertices_m))
    strongest = np.full(len(human.vertices_m), "", dtype="<U24")
    for bone, (vertices, weights) in human.weights.items():
        strongest[vertices[weights > best[vertices]]] = bone
        best[vertices] = np.maximum(best[vertices], weights)
    return strongest


def _part(human: HumanMesh, name: str, colour: Colour, faces: NDArray[np.int64]) -> Part:
    sources, triangles = np.unique(faces, return_inverse=True)
    return Part(
        name=name,
        colour=colour,
        positions_m=human.vertices_m[sources],
        triangles=triangles.reshape(-1, 3),
        sources=sources,
    )


def _between(human: HumanMesh, faces: NDArray[np.int64], low_m: float, high_m: float) -> NDArray[np.int64]:
    """The triangles that reach between two heights."""
    heights = human.vertices_m[faces][:, :, 2]
    reaching: NDArray[np.int64] = faces[(heights.max(axis=1) > low_m) & (heights.min(axis=1) < high_m)]
    return reaching


def _garment(part: Part, hems_m: tuple[float, float], thickness_m: float) -> Part:
    """The part standing off the body by `thickness_m`, cut straight at its hems."""
    positions = part.positions_m + thickness_m * _normals(part)
    positions[:, 2] = np.clip(positions[:, 2], *hems_m)
    return replace(part, positions_m=positions)


def _normals(part: Part) -> NDArray[np.float64]:
    """The unit normal (n, 3) at each vertex, the mean of its triangles' by area."""
    first, second, third = (part.positions_m[part.triangles[:, corner]] for corner in range(3))
    facing = np.cross(second - first, third - first)
    normals = np.zeros_like(part.positions_m)
    for corner in range(3):
        np.add.at(normals, part.triangles[:, corner], facing)
    normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    return normals


def _iris(human: HumanMesh, eyes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which triangles of the eyeballs (both of one size, turned ahead) lie around the pupil."""
    ahead = human.vertices_m[eyes].mean(axis=1)[:, 0]
    around: NDArray[np.bool_] = ahead > ahead.max() - 0.1 * (ahead.max() - ahead.min())
    return around


def _hair(human: HumanMesh, bare: NDArray[np.int64]) -> Part:
    """Short hair: the scalp behind a line from forehead over temple to nape, rising off the skull behind that line."""
    skull = human.joints_m["head"] + (0.0, 0.0, 0.06)
    part = _part(human, "hair", (0.74, 0.74, 0.76, 1.0), bare)
    ahead, aside, up = (part.positions_m - skull).T
    behind = np.maximum(up - 0.67 * ahead - 0.005, np.minimum(-0.018 - ahead, up + 0.06))
    behind[(np.abs(aside) > 0.072) & (up < 0.01)] = -1.0
    outward = (part.positions_m - skull) / np.linalg.norm(part.positions_m - skull, axis=1, keepdims=True)
    rise = HAIR_THICKNESS_M * np.clip(behind / 0.025, -0.2, 1.0)
    kept = part.triangles[(behind[part.triangles] > -0.004).all(axis=1)]
    return replace(part, positions_m=part.positions_m + rise[:, None] * outward, triangles=kept)


def _begins(names: NDArray[np.str_], beginnings: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which names begin with any of `beginnings`."""
    found = np.zeros(names.shape, dtype=np.bool_)
    for beginning in beginnings:
        found |= np.char.startswith(names, beginning)
    return found
