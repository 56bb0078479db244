"""A kinematic person before a pinhole camera: joint angles and places over time, made into frames and skeletons.

Segment lengths are shares of the stature (Winter, Biomechanics and Motor Control of Human Movement). Axes of the world
are the map's: z up, metres. What the pose engine would say is perturbed by a seeded generator.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Pose
from monitoring.frames import Frame
from monitoring.skeletons import PoseFrame, Skeleton
from monitoring.stances import Stance

Array = NDArray[np.float64]

BEGAN: Final = datetime(2026, 1, 1, 9, tzinfo=UTC)
UPRIGHT: Final = Stance(
    at=BEGAN,
    head_m=1.45,
    shoulders_m=1.25,
    hips_m=0.8,
    floor_error_m=0.08,
    extent_m=1.35,
    legs_m=0.75,
    trunk_m=0.6,
    torso_tilt_rad=0.1,
    seen=1.0,
)
"""How the monitors take somebody who stands in full view."""
FRAMES_PER_S: Final = 8.0
WIDTH, HEIGHT, FOCAL = 640, 480, 520.0
_ABOVE_LYING_M: Final = 0.05
"""A lying body's joints are about so high over what it lies on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A posture: angles in radians, forward positive; `topple` turns the whole body about its feet towards `towards`.

    `place` is where the feet stand (or the trunk lies) on the plan, `base_m` the height of the lowest joint.
    """

    place: tuple[float, float] = (3.0, 0.0)
    heading: float = math.pi
    torso: float = 0.0
    thigh: float = 0.0
    shank: float = 0.0
    topple: float = 0.0
    towards: float = 0.0
    base_m: float = 0.04
    stature_m: float = 1.6

    def joints(self) -> Array:
        """The 33 keypoints (33, 3) in the world."""
        points = _upright(self)
        points[:, 2] -= points[:, 2].min()
        points = points @ _about_z(self.heading).T
        points = points @ _toppling(self.topple, self.towards).T
        points[:, 2] += self.base_m - points[:, 2].min()
        points[:, :2] += np.array(self.place)
        return points


def _upright(body: Body) -> Array:
    """The body about its hips, facing x: its own front is x, its left y."""
    size = body.stature_m
    trunk = np.array([math.sin(body.torso), 0.0, math.cos(body.torso)])
    front = np.array([math.cos(body.torso), 0.0, -math.sin(body.torso)])
    left = np.array([0.0, 1.0, 0.0])
    thigh = np.array([math.sin(body.thigh), 0.0, -math.cos(body.thigh)])
    shank = np.array([math.sin(body.shank), 0.0, -math.cos(body.shank)])
    points = np.zeros((33, 3))
    head = 0.40 * size * trunk
    points[0:11] = head + 0.06 * size * front
    points[0] += 0.02 * size * front
    for index, side in ((7, 1), (8, -1)):
        points[index] = head + side * 0.045 * size * left
    for index, side in ((11, 1), (12, -1)):
        points[index] = 0.288 * size * trunk + side * 0.11 * size * left
        points[index + 2] = points[index] - 0.17 * size * trunk + side * 0.02 * size * left
        points[index + 4] = points[index + 2] - 0.13 * size * trunk + 0.05 * size * front
        for finger in (17, 19, 21):
            points[finger + (0 if side > 0 else 1)] = points[index + 4] - 0.05 * size * trunk
    for index, side in ((23, 1), (24, -1)):
        points[index] = side * 0.055 * size * left
        points[index + 2] = points[index] + 0.245 * size * thigh
        points[index + 4] = points[index + 2] + 0.246 * size * shank
        points[index + 6] = points[index + 4] - 0.03 * size * np.array([1.0, 0.0, 1.0])
        points[index + 8] = points[index + 4] + np.array([0.1 * size, 0.0, -0.03 * size])
    return points


def _about_z(angle: float) -> Array:
    cosine, sine = math.cos(angle), math.sin(angle)
    return np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])


def _toppling(angle: float, towards: float) -> Array:
    """The rotation about the feet that lays the body in the direction `towards`."""
    turn = _about_z(towards)
    cosine, sine = math.cos(angle), math.sin(angle)
    pitch = np.array([[cosine, 0.0, sine], [0.0, 1.0, 0.0], [-sine, 0.0, cosine]])
    rotation: Array = turn @ pitch @ turn.T
    return rotation


STANDING: Final = Body()
SITTING: Final = Body(thigh=math.radians(88), shank=math.radians(5), torso=math.radians(5))
BENDING: Final = Body(torso=math.radians(85), thigh=math.radians(-5))
SQUATTING: Final = Body(torso=math.radians(25), thigh=math.radians(105), shank=math.radians(-40))
ON_FLOOR_SITTING: Final = Body(thigh=math.radians(85), shank=math.radians(80), torso=math.radians(-10))
LYING: Final = Body(topple=math.radians(90), base_m=_ABOVE_LYING_M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Going from one posture to another within `lasts_s`, eased in and out or falling (ever faster)."""

    to: Body
    lasts_s: float
    falling: bool = False


def motion(start: Body, *parts: Part) -> list[Body]:
    """The postures at FRAMES_PER_S from `start` through `parts`."""
    bodies = [start]
    for part in parts:
        frames = max(1, round(part.lasts_s * FRAMES_PER_S))
        before = bodies[-1]
        bodies += [_between(before, part.to, _progress(step / frames, part)) for step in range(1, frames + 1)]
    return bodies


def stay(lasts_s: float, body: Body) -> Part:
    """Holding a posture."""
    return Part(to=body, lasts_s=lasts_s)


def _progress(share: float, part: Part) -> float:
    return share**2.2 if part.falling else (1 - math.cos(math.pi * share)) / 2


def _between(first: Body, second: Body, share: float) -> Body:
    def mix(one: float, other: float) -> float:
        return one + (other - one) * share

    return Body(
        place=(mix(first.place[0], second.place[0]), mix(first.place[1], second.place[1])),
        heading=mix(first.heading, second.heading),
        torso=mix(first.torso, second.torso),
        thigh=mix(first.thigh, second.thigh),
        shank=mix(first.shank, second.shank),
        topple=mix(first.topple, second.topple),
        towards=second.towards if second.topple else first.towards,
        base_m=mix(first.base_m, second.base_m),
        stature_m=first.stature_m,
    )


def fallen(body: Body, towards: float) -> Body:
    """`body` laid on the floor in a direction of the map: 0 is away from the camera, pi towards it."""
    return replace(body, topple=math.radians(90), towards=towards, base_m=_ABOVE_LYING_M, torso=0.0, thigh=0.1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A pinhole camera at the map's origin looking along x, `pitch` downwards and `yaw` to the left.

    `placed`: it knows where it is.
    """

    height_m: float = 1.2
    pitch: float = math.radians(10)
    placed: bool = True
    depth: bool = True
    yaw: float = 0.0

    def to_map(self) -> Array:
        """The pose (4, 4) of the optical frame."""
        sine, cosine = math.sin(self.pitch), math.cos(self.pitch)
        pose = np.eye(4)
        pose[:3, 0] = (0.0, -1.0, 0.0)
        pose[:3, 1] = (-sine, 0.0, -cosine)
        pose[:3, 2] = (cosine, 0.0, -sine)
        pose[:3, :3] = _about_z(self.yaw) @ pose[:3, :3]
        pose[2, 3] = self.height_m
        return pose


@dataclass(slots=True, kw_only=True)
class Stage:
    """Turns bodies into what a camera and a pose engine make of them, with errors.

    Every `turned_every`th frame is looked at turned as well, with the same find.
    """

    camera: Camera
    generator: np.random.Generator
    pixel_error: float = 2.0
    metric_error_m: float = 0.02
    overlooked: float = 0.05
    turned_every: int = 4

    def frames(self, *people: Sequence[Body | None]) -> Iterator[tuple[Frame, PoseFrame]]:
        """Frames and finds, where each sequence is one person over time (None: hidden)."""
        for number in range(max(len(person) for person in people)):
            present = [person[number] for person in people if number < len(person)]
            yield self.frame(number, [body.joints() for body in present if body is not None])

    def frame(self, number: int, joints: Sequence[Array]) -> tuple[Frame, PoseFrame]:
        """One frame of bodies given by their joints, and what is found in it."""
        taken_at = BEGAN + timedelta(seconds=number / FRAMES_PER_S)
        seen = [self.projected(points) for points in joints]
        depth = np.full((HEIGHT, WIDTH), np.inf, dtype=np.float32) if self.camera.depth else None
        for image, in_camera in seen:
            if depth is not None:
                _paint(depth, image, in_camera)
        placed = self.camera.placed
        frame = Frame(
            camera="head",
            sequence=number,
            taken_at=taken_at,
            rgb=np.zeros((HEIGHT, WIDTH, 3), dtype=np.uint8),
            depth_m=depth if placed else None,
            camera_to_map=self.camera.to_map() if placed else None,
            robot=Pose(x_m=0.0, y_m=0.0, yaw_rad=0.0) if placed else None,
            fx=FOCAL if placed else 0.0,
            fy=FOCAL if placed else 0.0,
            cx=WIDTH / 2,
            cy=HEIGHT / 2,
        )
        found = [
            self._found(image, in_camera) for image, in_camera in seen if self.generator.random() >= self.overlooked
        ]
        skeletons = tuple(skeleton for skeleton in found if skeleton is not None)
        if number % self.turned_every == 0:
            skeletons += tuple(replace(skeleton, second_look=True, quarters=1) for skeleton in skeletons)
        return frame, PoseFrame(camera="head", sequence=number, taken_at=taken_at, skeletons=skeletons)

    def projected(self, joints: Array) -> tuple[Array, Array]:
        """Pixels (33, 2) and places in the camera's axes (33, 3)."""
        pose = self.camera.to_map()
        in_camera = (joints - pose[:3, 3]) @ pose[:3, :3]
        ahead = np.maximum(in_camera[:, 2:], 0.1)
        return in_camera[:, :2] / ahead * FOCAL + np.array([WIDTH / 2, HEIGHT / 2]), in_camera

    def _found(self, image: Array, in_camera: Array) -> Skeleton | None:
        inside = (image >= 0).all(axis=1) & (image[:, 0] < WIDTH) & (image[:, 1] < HEIGHT)
        if inside.mean() < 0.4:
            return None
        hips = in_camera[[23, 24]].mean(axis=0)
        return Skeleton(
            image_px=image + self.generator.normal(0, self.pixel_error, image.shape),
            visibility=np.where(inside, 0.95, 0.1),
            world_m=in_camera - hips + self.generator.normal(0, self.metric_error_m, in_camera.shape),
        )


def _paint(depth: NDArray[np.float32], image: Array, in_camera: Array) -> None:
    """Put each joint's depth around its pixel, the nearest on top."""
    for index in np.argsort(-in_camera[:, 2]):
        column, row = (round(float(value)) for value in image[index])
        if 0 <= column < WIDTH and 0 <= row < HEIGHT:
            depth[max(0, row - 6) : row + 7, max(0, column - 6) : column + 7] = in_camera[index, 2]


def stage(camera: Camera, seed: int = 0) -> Stage:
    """A stage with its own seeded errors."""
    return Stage(camera=camera, generator=np.random.default_rng(seed))
