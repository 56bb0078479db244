"""The robot inside the physics: follows its set points at the real robot's speeds, and senses through wheels and laser.

Speeds: Stretch 3 hardware guide (lift 0.12 m/s, arm 0.14 m/s in safe mode); the rest are measured, not promised.
"""

import math

import mujoco
import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose
from robot_adapters._simulation.readings import Contact, RobotReading
from robot_adapters._simulation.scenery import Collides, Shown
from robot_adapters._simulation.stretch import (
    ARM_SEGMENTS,
    FINGERS,
    FINGERTIPS,
    SERVOS,
    WHEEL_RADIUS_M,
    WHEEL_TRACK_M,
)

LIDAR_BEAMS = 360
LIDAR_RANGE_M = 12.0
LIDAR_NOISE_M = 0.01
"""Standard deviation of one range, that of an RPLIDAR A1 at room distances."""

ACCELERATION_MPS2 = 1.5
ANGULAR_ACCELERATION_RADPS2 = 4.0
BUMP_FORCE_N = 2.0
CONTACT_MEMORY_S = 0.25
"""Longer than the slowest reader's period, so that no touch goes unseen."""

JOINT_SPEEDS: dict[str, float] = {
    "joint_lift": 0.12,
    "joint_arm_l3": 0.035,
    "joint_arm_l2": 0.035,
    "joint_arm_l1": 0.035,
    "joint_arm_l0": 0.035,
    "joint_wrist_yaw": 1.0,
    "joint_wrist_pitch": 1.0,
    "joint_wrist_roll": 1.0,
    "joint_head_pan": 1.5,
    "joint_head_tilt": 1.5,
    "joint_gripper_finger_left": 0.8,
    "joint_gripper_finger_right": 0.8,
}
"""How fast each set point travels, m/s or rad/s. The four arm segments add up."""

STOWED: dict[str, float] = {
    "joint_lift": 0.25,
    "joint_wrist_yaw": 2.6,
    "joint_gripper_finger_left": 0.0,
    "joint_gripper_finger_right": 0.0,
    "joint_head_tilt": -0.25,
}
"""The posture at the start: gripper folded in over the base, inside its outline."""


class SimulatedRobot:
    """Commands and readings of the robot in one model's state."""

    def __init__(self, model: mujoco.MjModel, data: mujoco.MjData, noise: np.random.Generator) -> None:
        self._model = model
        self._data = data
        self._noise = noise
        self._base = model.body("base_link").id
        self._actuators = {name: model.actuator(name).id for name in SERVOS}
        self._joints = {name: int(model.joint(name).qposadr[0]) for name in SERVOS}
        self._wheels = [model.actuator(f"joint_{side}_wheel").id for side in ("left", "right")]
        self._wheel_speeds = [int(model.joint(f"joint_{side}_wheel").dofadr[0]) for side in ("left", "right")]
        self._parts = np.array([model.body_rootid[body] == self._base for body in model.geom_bodyid])
        self._pads = [model.geom(f"{tip}_pad").id for tip in FINGERTIPS]
        self._rolling = _marked(model, [model.geom(name).id for name in ("left_tyre", "right_tyre", "caster")])
        self._holding = _marked(model, self._pads)
        self._graspable = (model.geom_contype & Collides.OBJECT) != 0
        self._commanded = (0.0, 0.0)
        self._ramped = (0.0, 0.0)
        self._targets = dict.fromkeys(SERVOS, 0.0) | STOWED
        self._held: set[str] = set()
        self._odometry = (0.0, 0.0, 0.0)
        self._touched: dict[tuple[str, str], tuple[float, float]] = {}

    def place(self, pose: Pose) -> None:
        """Stand the robot at `pose`, every joint at its set point; its odometry starts there."""
        base = int(self._model.joint("base_free").qposadr[0])
        turn = (math.cos(pose.yaw_rad / 2), 0.0, 0.0, math.sin(pose.yaw_rad / 2))
        self._data.qpos[base : base + 7] = (pose.x_m, pose.y_m, 0.0, *turn)
        for name, value in self._targets.items():
            self._data.qpos[self._joints[name]] = value
            self._data.ctrl[self._actuators[name]] = value
        mujoco.mj_forward(self._model, self._data)
        self._odometry = (pose.x_m, pose.y_m, pose.yaw_rad)

    def command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        """Drive like this until told otherwise, reached at the base's acceleration."""
        self._commanded = (linear_mps, angular_radps)

    def command_joint(self, name: str, value: float) -> None:
        """Move one joint's set point towards `value` within its limits."""
        low, high = self._model.joint(name).range
        self._targets[name] = float(np.clip(value, low, high))
        self._held.discard(name)

    def hold_joints(self) -> None:
        """Stop lift, arm, wrist and head where they are, and leave what is held. The fingers keep pressing.

        A servo hangs a little below its set point by the weight that it carries: taken for the new set point again and
        again, as while a stop lasts, that would lower the arm to the floor.
        """
        for name in self._targets.keys() - set(FINGERS) - self._held:
            self._targets[name] = self._data.ctrl[self._actuators[name]] = self._joint(name)
            self._held.add(name)

    def control(self, duration_s: float) -> None:
        """Advance set points by `duration_s`; called before each stretch of physics of that length."""
        self._ramped = (
            _towards(self._ramped[0], self._commanded[0], ACCELERATION_MPS2 * duration_s),
            _towards(self._ramped[1], self._commanded[1], ANGULAR_ACCELERATION_RADPS2 * duration_s),
        )
        linear_mps, angular_radps = self._ramped
        for wheel, sign in zip(self._wheels, (-1.0, 1.0), strict=True):
            self._data.ctrl[wheel] = (linear_mps + sign * angular_radps * WHEEL_TRACK_M / 2) / WHEEL_RADIUS_M
        for name, actuator in self._actuators.items():
            step = JOINT_SPEEDS[name] * duration_s
            self._data.ctrl[actuator] = _towards(float(self._data.ctrl[actuator]), self._targets[name], step)

    def sense(self, duration_s: float) -> None:
        """Take in what happened during the last `duration_s`: wheel odometry and contacts."""
        left, right = (float(self._data.qvel[dof]) * WHEEL_RADIUS_M for dof in self._wheel_speeds)
        x_m, y_m, yaw_rad = self._odometry
        middle_rad = yaw_rad + (right - left) / WHEEL_TRACK_M * duration_s / 2
        advance_m = (left + right) / 2 * duration_s
        self._odometry = (
            x_m + advance_m * math.cos(middle_rad),
            y_m + advance_m * math.sin(middle_rad),
            math.remainder(yaw_rad + (right - left) / WHEEL_TRACK_M * duration_s, math.tau),
        )
        now_s = float(self._data.time)
        self._touched = {key: touch for key, touch in self._touched.items() if now_s - touch[0] < CONTACT_MEMORY_S}
        for contact in self._pressing():
            key = (contact.part, contact.other)
            force_n = max(contact.force_n, self._touched[key][1] if key in self._touched else 0.0)
            self._touched[key] = (now_s, force_n)

    def reading(self) -> RobotReading:
        """The present state."""
        contacts = tuple(
            Contact(part=part, other=other, force_n=force) for (part, other), (_, force) in self._touched.items()
        )
        velocity = np.zeros(6)
        mujoco.mj_objectVelocity(self._model, self._data, mujoco.mjtObj.mjOBJ_XBODY, self._base, velocity, 1)
        return RobotReading(
            pose=self.pose(),
            odometry=Pose(x_m=self._odometry[0], y_m=self._odometry[1], yaw_rad=self._odometry[2]),
            linear_mps=float(velocity[3]),
            angular_radps=float(velocity[2]),
            lift_m=self._joint("joint_lift"),
            arm_m=sum(self._joint(name) for name in ARM_SEGMENTS),
            wrist_yaw_rad=self._joint("joint_wrist_yaw"),
            wrist_pitch_rad=self._joint("joint_wrist_pitch"),
            gripper_rad=sum(self._joint(name) for name in FINGERS) / 2,
            gripper_force_n=min(self._pad_force_n(pad) for pad in self._pads),
            arm_force_n=-float(self._data.actuator_force[self._actuators[ARM_SEGMENTS[-1]]]),
            lift_force_n=float(self._data.actuator_force[self._actuators["joint_lift"]]),
            head_pan_rad=self._joint("joint_head_pan"),
            head_tilt_rad=self._joint("joint_head_tilt"),
            contacts=contacts,
        )

    def grasp_centre_m(self) -> NDArray[np.float64]:
        """The point (x, y, z in the map) in the middle between the fingertips."""
        tips = [self._data.body(tip).xpos for tip in FINGERTIPS]
        middle: NDArray[np.float64] = (tips[0] + tips[1]) / 2
        return middle

    def held_body(self) -> int | None:
        """The one body that both fingertips press, if any."""
        left, right = ({body for body, _ in self._pad_contacts(pad)} for pad in self._pads)
        both = left & right
        return both.pop() if both else None

    def lidar(self) -> NDArray[np.float64]:
        """One turn of the laser: 360 ranges in metres, counter-clockwise from straight ahead; inf: nothing near."""
        turn = self._data.xmat[self._base].reshape(3, 3)
        angles = np.arange(LIDAR_BEAMS) * math.tau / LIDAR_BEAMS
        beams = np.stack([np.cos(angles), np.sin(angles), np.zeros(LIDAR_BEAMS)], axis=1) @ turn.T
        groups = np.ones(6, dtype=np.uint8)
        groups[Shown.ROBOT] = 0
        hit = np.zeros(LIDAR_BEAMS, dtype=np.int32)
        ranges = np.zeros(LIDAR_BEAMS)
        origin = self._data.body("laser").xpos
        mujoco.mj_multiRay(
            self._model, self._data, origin, beams.ravel(), groups, 1, -1, hit, ranges, LIDAR_BEAMS, LIDAR_RANGE_M
        )
        measured = ranges + self._noise.normal(0.0, LIDAR_NOISE_M, LIDAR_BEAMS)
        return np.where((hit >= 0) & (ranges <= LIDAR_RANGE_M), np.maximum(measured, 0.0), np.inf)

    def _joint(self, name: str) -> float:
        return float(self._data.qpos[self._joints[name]])

    def pose(self) -> Pose:
        """Where the robot truly is."""
        x_m, y_m, _ = self._data.xpos[self._base]
        forward = self._data.xmat[self._base].reshape(3, 3)[:, 0]
        return Pose(x_m=float(x_m), y_m=float(y_m), yaw_rad=math.atan2(float(forward[1]), float(forward[0])))

    def _pad_force_n(self, pad: int) -> float:
        return sum(force for _, force in self._pad_contacts(pad))

    def _pad_contacts(self, pad: int) -> list[tuple[int, float]]:
        """The bodies that touch this fingertip pad, with the normal force."""
        pairs = self._data.contact.geom
        found = []
        for index in np.flatnonzero((pairs == pad).any(axis=1)):
            other = pairs[index, 0] if pairs[index, 1] == pad else pairs[index, 1]
            found.append((int(self._model.geom_bodyid[other]), self._force_n(int(index))))
        return found

    def _pressing(self) -> list[Contact]:
        """The present contacts of the robot's shell and arm with anything harder than BUMP_FORCE_N."""
        pairs = self._data.contact.geom
        mine = self._parts[pairs]
        held = self._holding[pairs].any(axis=1) & self._graspable[pairs].any(axis=1)
        quiet = self._rolling[pairs].any(axis=1) | held
        found = []
        for index in np.flatnonzero(mine.any(axis=1) & ~mine.all(axis=1) & ~quiet):
            part, other = pairs[index] if mine[index, 0] else pairs[index, ::-1]
            force_n = self._force_n(int(index))
            if force_n >= BUMP_FORCE_N:
                body = self._model.body(self._model.geom_bodyid[other]).name
                found.append(Contact(part=self._model.geom(part).name, other=body, force_n=force_n))
        return found

    def _force_n(self, contact: int) -> float:
        force = np.zeros(6)
        mujoco.mj_contactForce(self._model, self._data, contact, force)
        return float(force[0])


def _marked(model: mujoco.MjModel, geoms: list[int]) -> NDArray[np.bool_]:
    """True for these of all geoms of the model."""
    marks = np.zeros(model.ngeom, dtype=np.bool_)
    marks[geoms] = True
    return marks


def _towards(value: float, target: float, step: float) -> float:
    """`value` moved towards `target` by at most `step`."""
    return value + min(max(target - value, -step), step)
