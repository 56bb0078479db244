"""The resident as a MuJoCo body: capsules that touch, hinges that can go limp, and a skin and clothes that are seen."""

import mujoco
import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose
from robot_adapters._simulation.anatomy import MASS_KG, Segment, segments
from robot_adapters._simulation.appearance import visible_parts
from robot_adapters._simulation.human_mesh import HumanMesh
from robot_adapters._simulation.scenery import Collides, Shown

PREFIX = "resident_"
ROOT_JOINT = "root"
PELVIS = f"{PREFIX}pelvis"

LIMP_STIFFNESS_NM_RAD = 3.0
LIMP_DAMPING_NMS_RAD = 2.0
"""Passive joints of a relaxed body: they sag within a second, but do not flail."""

_PELVIS_HALF_WIDTH_M = 0.07


def add_resident(spec: mujoco.MjSpec, human: HumanMesh, start: Pose, prefix: str = PREFIX) -> None:
    """Add her to `spec`, standing at `start`. Somebody else has another `prefix` before the names of his parts."""
    skeleton = segments()
    origins = segment_origins(human)
    bodies: dict[str, mujoco.MjsBody] = {}
    for segment in skeleton:
        if segment.parent:
            body = bodies[segment.parent].add_body(
                name=prefix + segment.name, pos=origins[segment.name] - origins[segment.parent]
            )
        else:
            position = np.array([start.x_m, start.y_m, origins[segment.name][2]])
            turn = [np.cos(start.yaw_rad / 2), 0.0, 0.0, np.sin(start.yaw_rad / 2)]
            body = spec.worldbody.add_body(name=prefix + segment.name, pos=position, quat=turn)
            body.add_freejoint(name=prefix + ROOT_JOINT)
        _add_hinges(body, segment, prefix)
        _add_capsule(body, segment, human, origins, prefix)
        bodies[segment.name] = body
    _add_skins(spec, human, origins, prefix)


def segment_origins(human: HumanMesh) -> dict[str, NDArray[np.float64]]:
    """Where each segment's frame lies in her frame at rest: at its first bone, the pelvis between the hips."""
    joints = human.joints_m
    found = {segment.name: joints[segment.start] for segment in segments() if segment.start}
    return {"pelvis": (found["left_thigh"] + found["right_thigh"]) / 2} | found


def _add_hinges(body: mujoco.MjsBody, segment: Segment, prefix: str) -> None:
    for hinge in segment.hinges:
        joint = body.add_joint(
            name=prefix + hinge.name,
            type=mujoco.mjtJoint.mjJNT_HINGE,
            axis=hinge.axis,
            limited=True,
            range=hinge.range_rad,
        )
        joint.armature = 0.01
        joint.stiffness = LIMP_STIFFNESS_NM_RAD
        joint.damping = LIMP_DAMPING_NMS_RAD


def _add_capsule(
    body: mujoco.MjsBody, segment: Segment, human: HumanMesh, origins: dict[str, NDArray[np.float64]], prefix: str
) -> None:
    if segment.start:
        start = np.zeros(3)
        end = (human.joints_m[segment.end] - origins[segment.name]) * (1.0 + segment.extension)
    else:
        start = np.array([0.0, -_PELVIS_HALF_WIDTH_M, 0.0])
        end = -start
    body.add_geom(
        name=prefix + segment.name,
        type=mujoco.mjtGeom.mjGEOM_CAPSULE,
        fromto=[*start, *end],
        size=[segment.radius_m, 0.0, 0.0],
        mass=segment.mass_share * MASS_KG,
        friction=[0.9, 0.02, 0.005],
        contype=Collides.RESIDENT,
        conaffinity=Collides.ROBOT,
        group=Shown.UNSEEN,
    )


def _add_skins(spec: mujoco.MjSpec, human: HumanMesh, origins: dict[str, NDArray[np.float64]], prefix: str) -> None:
    """Each visible part as a skin that follows the segments by the data's weights."""
    names = list(origins)
    every = _segment_shares(human, names)
    for part in visible_parts(human):
        name = prefix + part.name
        spec.add_material(name=name, rgba=part.colour, specular=0.1, shininess=0.2)
        shares = every[part.sources]
        moving = [index for index in range(len(names)) if shares[:, index].any()]
        skin = spec.add_skin(name=name, material=name)
        skin.vert = part.positions_m.ravel().tolist()
        skin.face = part.triangles.ravel().tolist()
        skin.bodyname = [prefix + names[index] for index in moving]
        skin.bindpos = np.concatenate([origins[names[index]] for index in moving]).tolist()
        skin.bindquat = [1.0, 0.0, 0.0, 0.0] * len(moving)
        skin.vertid = [np.flatnonzero(shares[:, index]).tolist() for index in moving]
        skin.vertweight = [shares[shares[:, index] > 0, index].tolist() for index in moving]


def _segment_shares(human: HumanMesh, names: list[str]) -> NDArray[np.float64]:
    """How much each segment moves each vertex (n, 16): a bone counts for the nearest segment up the rig."""
    by_bone = {segment.start: segment.name for segment in segments() if segment.start}
    shares = np.zeros((len(human.vertices_m), len(names)))
    for bone, (vertices, weights) in human.weights.items():
        owner = bone
        while owner and owner not in by_bone:
            owner = human.parents[owner]
        np.add.at(shares[:, names.index(by_bone.get(owner, "pelvis"))], vertices, weights)
    return shares
