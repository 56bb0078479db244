"""Hello Robot Stretch 3 as a MuJoCo body: the maker's URDF and meshes, primitives for contact, servos for joints.

Sources: package hello-robot-stretch-urdf (SE3 with wrist DW3 and gripper SG3); the maker's hardware guide for speeds.
"""

import importlib.util
import re
from pathlib import Path

import mujoco
import numpy as np

from carebot.core.errors import BodyError
from carebot.core.language import Text
from robot_adapters._simulation.decimation import decimated, read_stl
from robot_adapters._simulation.scenery import Collides, Shown

URDF_NAME = "stretch_description_SE3_eoa_wrist_dw3_tool_sg3.urdf"
WHEEL_RADIUS_M = 0.0508
WHEEL_TRACK_M = 0.3407
LIDAR_HEIGHT_M = 0.1664
ARM_SEGMENTS = ("joint_arm_l3", "joint_arm_l2", "joint_arm_l1", "joint_arm_l0")
FINGERS = ("joint_gripper_finger_left", "joint_gripper_finger_right")
FINGERTIPS = ("link_gripper_fingertip_left", "link_gripper_fingertip_right")
WHEELS = ("left", "right")
CAMERA = "head_camera"
CAMERA_FOV_DEG = 69.0
"""The long side of the D435i's colour sensor, which stands upright on this robot (Intel's data sheet: 69 degrees)."""

SERVOS: dict[str, tuple[float, float]] = {
    "joint_lift": (20000.0, 2500.0),
    "joint_arm_l3": (1500.0, 100.0),
    "joint_arm_l2": (1500.0, 100.0),
    "joint_arm_l1": (1500.0, 100.0),
    "joint_arm_l0": (1500.0, 100.0),
    "joint_wrist_yaw": (30.0, 3.0),
    "joint_wrist_pitch": (100.0, 8.0),
    "joint_wrist_roll": (100.0, 8.0),
    "joint_head_pan": (20.0, 2.0),
    "joint_head_tilt": (20.0, 2.0),
    "joint_gripper_finger_left": (6.0, 0.6),
    "joint_gripper_finger_right": (6.0, 0.6),
}
"""Position gain and damping gain of each joint's servo, N/m and N s/m or N m/rad and N m s/rad."""

FINGER_TORQUE_NM = 1.5
"""About 7 N at each fingertip: holds a cup of 0.2 kg by friction and hurts nobody."""

FINGER_RANGE_RAD = (-0.5, 0.6)
"""The URDF leaves the fingers' limits at zero; these span closed to wide open."""

_UNUSED_LINKS = (
    "link_aruco",
    "base_imu",
    "respeaker",
    "camera_infra",
    "camera_depth",
    "camera_accel",
    "camera_gyro",
    "gripper_camera_depth",
    "gripper_camera_infra",
    "gripper_camera_color",
)
"""Stickers, sensors and frames that nothing here reads."""

_BOXED_LINKS = (
    "link_lift",
    "link_arm_l4",
    "link_arm_l3",
    "link_arm_l2",
    "link_arm_l1",
    "link_arm_l0",
    "link_wrist_yaw_bottom",
    "link_wrist_pitch",
    "link_gripper_s3_body",
    "link_gripper_finger_left",
    "link_gripper_finger_right",
    "link_head",
    "link_head_tilt",
)
"""Links that touch the world as the box around their mesh."""

_MESH_GRID_M = 0.005
_CLEAR = (0.0, 0.0, 0.0, 0.0)
"""Fully transparent: neither pictures nor laser rays meet it."""

_TOUCHES_ALL = Collides.HOME | Collides.RESIDENT | Collides.OBJECT


def add_stretch(spec: mujoco.MjSpec) -> None:
    """Add the robot to `spec`, standing at the origin. Raises BodyError when its description is not installed."""
    folder = _description_folder()
    robot = mujoco.MjSpec.from_string(_urdf(folder))
    _drop_unused(robot)
    _coarsen_meshes(robot, folder / "meshes")
    spec.worldbody.add_frame().attach_body(robot.body("base_link"), "", "")
    base = spec.body("base_link")
    base.add_freejoint(name="base_free")
    _add_running_gear(spec)
    _add_frame_shapes(base)
    _add_finger_pads(spec)
    _add_servos(spec)
    _add_camera(spec)


def _description_folder() -> Path:
    """The folder of the Stretch 3 description, found without importing the package."""
    found = importlib.util.find_spec("stretch_urdf")
    if found is None or not found.submodule_search_locations:
        raise BodyError(
            Text(
                zh="缺少机器人模型数据包 hello-robot-stretch-urdf，请重新安装 carebot。",
                en="The robot description package hello-robot-stretch-urdf is not installed. Install carebot again.",
            )
        )
    return Path(found.submodule_search_locations[0]) / "SE3"


def _urdf(folder: Path) -> str:
    """The URDF with absolute mesh paths. The camera's COLLADA mesh, which MuJoCo cannot read, becomes a box."""
    text = (folder / URDF_NAME).read_text(encoding="utf-8")
    text = re.sub(r'<mesh filename="\./meshes/d435\.dae"[^>]*/>', '<box size="0.025 0.09 0.025"/>', text)
    text = text.replace('filename="./meshes/', f'filename="{folder}/meshes/')
    compiler = '<compiler strippath="false" fusestatic="false" discardvisual="false" balanceinertia="true"'
    return text.replace("</robot>", f'<mujoco>{compiler} boundmass="0.001" boundinertia="0.00001"/></mujoco></robot>')


def _drop_unused(robot: mujoco.MjSpec) -> None:
    """Keep one visible geom a link, and only the links and meshes that are needed."""
    for body in [body for body in robot.bodies if body.name.startswith(_UNUSED_LINKS)]:
        if body.parent and not body.parent.name.startswith(_UNUSED_LINKS):
            robot.delete(body)
    used: set[str] = set()
    for geom in list(robot.geoms):
        if geom.contype or geom.parent.name == "caster_link":
            robot.delete(geom)
            continue
        geom.contype = geom.conaffinity = Collides.NOTHING
        geom.group = Shown.ROBOT
        used.add(geom.meshname)
    for mesh in list(robot.meshes):
        if mesh.name not in used:
            robot.delete(mesh)


def _coarsen_meshes(robot: mujoco.MjSpec, folder: Path) -> None:
    """Replace each mesh by a coarse copy, and give the boxed links the box around it for contact."""
    bounds: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for mesh in robot.meshes:
        corners = read_stl(folder / Path(mesh.file).name)
        coarse = decimated(corners, _MESH_GRID_M / mesh.scale[0])
        mesh.file = ""
        mesh.uservert = coarse.vertices_m.ravel().tolist()
        mesh.userface = coarse.faces.ravel().tolist()
        mesh.inertia = mujoco.mjtMeshInertia.mjMESH_INERTIA_SHELL
        bounds[mesh.name] = (coarse.vertices_m.min(axis=0), coarse.vertices_m.max(axis=0))
    for link in _BOXED_LINKS:
        body = robot.body(link)
        seen = body.geoms[0]
        low, high = bounds[seen.meshname]
        turn = np.zeros(9)
        mujoco.mju_quat2Mat(turn, seen.quat)
        body.add_geom(
            name=f"{link}_box",
            type=mujoco.mjtGeom.mjGEOM_BOX,
            pos=np.array(seen.pos) + turn.reshape(3, 3) @ ((low + high) / 2),
            quat=seen.quat,
            size=(high - low) / 2,
            mass=0.0,
            contype=Collides.ROBOT,
            conaffinity=Collides.HOME | Collides.RESIDENT if "finger" in link else _TOUCHES_ALL,
            group=Shown.ROBOT,
            rgba=_CLEAR,
        )


def _add_running_gear(spec: mujoco.MjSpec) -> None:
    """Two driven wheels and a caster that slides freely. Spheres touch the floor: cylinders and meshes jitter on it."""
    for side in WHEELS:
        spec.body(f"link_{side}_wheel").add_geom(
            name=f"{side}_tyre",
            type=mujoco.mjtGeom.mjGEOM_SPHERE,
            size=[WHEEL_RADIUS_M, 0, 0],
            mass=0.0,
            friction=[1.2, 0.01, 0.001],
            contype=Collides.ROBOT,
            conaffinity=Collides.HOME,
            group=Shown.ROBOT,
            rgba=_CLEAR,
        )
        joint = spec.joint(f"joint_{side}_wheel")
        joint.damping, joint.armature, joint.frictionloss = 0.05, 0.05, 0.0
        _add_servo(spec, joint.name, stiffness=0.0, damping=6.0, limit=20.0)
    spec.body("base_link").add_geom(
        name="caster",
        type=mujoco.mjtGeom.mjGEOM_SPHERE,
        size=[0.03, 0, 0],
        pos=[-0.25, 0.0, 0.03],
        mass=0.0,
        friction=[0.01, 0.001, 0.0001],
        condim=1,
        priority=2,
        contype=Collides.ROBOT,
        conaffinity=Collides.HOME,
        group=Shown.ROBOT,
        rgba=_CLEAR,
    )


def _add_frame_shapes(base: mujoco.MjsBody) -> None:
    """The base as a box around its shell, the mast as a pole."""
    shared = {
        "mass": 0.0,
        "contype": Collides.ROBOT,
        "conaffinity": _TOUCHES_ALL,
        "group": Shown.ROBOT,
        "rgba": _CLEAR,
    }
    box, pole = mujoco.mjtGeom.mjGEOM_BOX, mujoco.mjtGeom.mjGEOM_CYLINDER
    base.add_geom(name="base_box", type=box, pos=[-0.114, 0.0, 0.1], size=[0.162, 0.17, 0.06], **shared)
    base.add_geom(name="mast_pole", type=pole, pos=[-0.067, 0.135, 0.76], size=[0.03, 0.6, 0.0], **shared)


def _add_finger_pads(spec: mujoco.MjSpec) -> None:
    """The rubber cups at the fingertips, the only parts that grasp."""
    for tip in FINGERTIPS:
        spec.body(tip).add_geom(
            name=f"{tip}_pad",
            type=mujoco.mjtGeom.mjGEOM_SPHERE,
            size=[0.02, 0, 0],
            mass=0.0,
            friction=[3.0, 0.05, 0.01],
            condim=4,
            solref=[0.004, 1.0],
            contype=Collides.ROBOT,
            conaffinity=_TOUCHES_ALL,
            group=Shown.ROBOT,
            rgba=_CLEAR,
        )


def _add_servos(spec: mujoco.MjSpec) -> None:
    for finger in FINGERS:
        spec.joint(finger).range = FINGER_RANGE_RAD
        spec.joint(finger).limited = True
    for name, (stiffness, damping) in SERVOS.items():
        joint = spec.joint(name)
        joint.damping, joint.armature = 1.0, 0.01
        limit = FINGER_TORQUE_NM if name in FINGERS else 0.0
        _add_servo(spec, name, stiffness=stiffness, damping=damping, limit=limit)


def _add_servo(spec: mujoco.MjSpec, joint: str, *, stiffness: float, damping: float, limit: float) -> None:
    """A position servo, or with no stiffness a velocity servo, on `joint`; `limit` is its greatest effort (0: none)."""
    actuator = spec.add_actuator(name=joint, target=joint, trntype=mujoco.mjtTrn.mjTRN_JOINT)
    actuator.gainprm[0] = stiffness or damping
    actuator.biastype = mujoco.mjtBias.mjBIAS_AFFINE
    actuator.biasprm[1] = -stiffness
    actuator.biasprm[2] = -damping
    if limit:
        actuator.forcelimited = True
        actuator.forcerange = [-limit, limit]


def _add_camera(spec: mujoco.MjSpec) -> None:
    """The head camera. It is mounted on its side on the robot; its pictures are turned upright, as its driver does."""
    spec.body("camera_color_optical_frame").add_camera(
        name=CAMERA, fovy=CAMERA_FOV_DEG, quat=[0.0, np.sqrt(0.5), -np.sqrt(0.5), 0.0]
    )
