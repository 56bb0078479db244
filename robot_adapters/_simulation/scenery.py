"""The apartment as bodies and lights of a MuJoCo model; also the table of who collides with whom and is drawn where."""

import math
from enum import IntEnum, IntFlag

import mujoco
import numpy as np

from robot_adapters._simulation.apartment import (
    DOOR_HEIGHT_M,
    WALL_HEIGHT_M,
    WALL_THICKNESS_M,
    Apartment,
    Box,
    Colour,
    Piece,
    SmallObject,
    Wall,
)

CUT_HEIGHT_M = 1.1
"""Seen from above, walls end here, so that an onlooker sees into the rooms."""

WALL_COLOUR: Colour = (0.91, 0.89, 0.85, 1.0)
CEILING_COLOUR: Colour = (0.95, 0.95, 0.94, 1.0)
SKY_COLOUR = (0.80, 0.82, 0.84)


class Collides(IntFlag):
    """MuJoCo contact bits. Two geoms touch when the type of one is among the affinities of the other."""

    NOTHING = 0
    HOME = 1
    ROBOT = 2
    RESIDENT = 4
    OBJECT = 8


class Shown(IntEnum):
    """MuJoCo geom groups, which pictures and laser rays select by."""

    HOME = 0
    OVERHEAD = 1
    ROBOT = 2
    OBJECT = 3
    UNSEEN = 4


def add_apartment(spec: mujoco.MjSpec, apartment: Apartment) -> None:
    """Add floors, walls, ceiling, furniture, small objects and lights to `spec`."""
    _add_floor(spec, apartment)
    for wall in apartment.walls:
        _add_wall(spec, wall)
    for piece in apartment.pieces:
        _add_piece(spec, piece)
    for thing in apartment.objects:
        _add_object(spec, thing)
    _add_lights(spec, apartment)


def _add_floor(spec: mujoco.MjSpec, apartment: Apartment) -> None:
    """One infinite plane to stand on, and one visible rectangle a room."""
    spec.worldbody.add_geom(
        name="floor",
        type=mujoco.mjtGeom.mjGEOM_PLANE,
        size=[0, 0, 0.1],
        contype=Collides.HOME,
        conaffinity=Collides.NOTHING,
        group=Shown.UNSEEN,
        friction=[1.0, 0.005, 0.0001],
    )
    spec.add_material(name="ceiling", rgba=CEILING_COLOUR, emission=0.5, specular=0.0)
    for room in apartment.rooms:
        xs = [corner.x_m for corner in room.outline]
        ys = [corner.y_m for corner in room.outline]
        centre = [(min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2]
        half = [(max(xs) - min(xs)) / 2, (max(ys) - min(ys)) / 2]
        material = _floor_material(spec, room.id, apartment.floor_colours[room.id], half)
        floor = spec.worldbody.add_geom(name=f"floor_{room.id}", pos=[*centre, 0.0], group=Shown.HOME)
        ceiling = spec.worldbody.add_geom(name=f"ceiling_{room.id}", group=Shown.OVERHEAD)
        ceiling.pos, ceiling.quat = [*centre, WALL_HEIGHT_M], [0, 1, 0, 0]
        for plane, look in ((floor, material), (ceiling, "ceiling")):
            plane.type, plane.size, plane.material = mujoco.mjtGeom.mjGEOM_PLANE, [*half, 0.1], look
            plane.contype = plane.conaffinity = Collides.NOTHING


def _floor_material(spec: mujoco.MjSpec, name: str, colour: Colour, half: list[float]) -> str:
    """A faint checker of 0.5 m tiles, enough to see motion over it."""
    dark = [channel * 0.96 for channel in colour[:3]]
    spec.add_texture(
        name=name,
        type=mujoco.mjtTexture.mjTEXTURE_2D,
        builtin=mujoco.mjtBuiltin.mjBUILTIN_CHECKER,
        rgb1=colour[:3],
        rgb2=dark,
        width=64,
        height=64,
    )
    material = spec.add_material(name=f"floor_{name}", texrepeat=[2 * half[0], 2 * half[1]], specular=0.1)
    material.textures[mujoco.mjtTextureRole.mjTEXROLE_RGB] = name
    return f"floor_{name}"


def _add_wall(spec: mujoco.MjSpec, wall: Wall) -> None:
    """The solid spans in a lower and an upper half, and a lintel over each opening."""
    for start, end in wall.solid_spans():
        _add_wall_block(spec, wall, (start, end), (0.0, CUT_HEIGHT_M), Shown.HOME)
        _add_wall_block(spec, wall, (start, end), (CUT_HEIGHT_M, WALL_HEIGHT_M), Shown.OVERHEAD)
    for opening in wall.openings:
        _add_wall_block(spec, wall, opening, (DOOR_HEIGHT_M, WALL_HEIGHT_M), Shown.OVERHEAD)


def _add_wall_block(
    spec: mujoco.MjSpec, wall: Wall, span: tuple[float, float], heights: tuple[float, float], group: Shown
) -> None:
    along_x = (wall.end.x_m - wall.start.x_m) / wall.length_m
    along_y = (wall.end.y_m - wall.start.y_m) / wall.length_m
    middle = (span[0] + span[1]) / 2
    half_length = (span[1] - span[0]) / 2
    spec.worldbody.add_geom(
        type=mujoco.mjtGeom.mjGEOM_BOX,
        pos=[wall.start.x_m + along_x * middle, wall.start.y_m + along_y * middle, (heights[0] + heights[1]) / 2],
        size=[
            max(abs(along_x) * half_length, WALL_THICKNESS_M / 2),
            max(abs(along_y) * half_length, WALL_THICKNESS_M / 2),
            (heights[1] - heights[0]) / 2,
        ],
        rgba=WALL_COLOUR,
        contype=Collides.HOME,
        conaffinity=Collides.NOTHING,
        group=group,
    )


def _add_piece(spec: mujoco.MjSpec, piece: Piece) -> None:
    yaw_rad = piece.pose.yaw_rad
    body = spec.worldbody.add_body(
        name=piece.id,
        pos=[piece.pose.x_m, piece.pose.y_m, 0.0],
        quat=[math.cos(yaw_rad / 2), 0.0, 0.0, math.sin(yaw_rad / 2)],
    )
    for box in piece.boxes:
        _add_box(body, box)


def _add_box(body: mujoco.MjsBody, box: Box) -> None:
    half = np.array(box.size_m) / 2
    body.add_geom(
        type=mujoco.mjtGeom.mjGEOM_CYLINDER if box.round else mujoco.mjtGeom.mjGEOM_BOX,
        pos=list(box.centre_m),
        size=[half[0], half[2], 0.0] if box.round else half.tolist(),
        rgba=box.colour,
        contype=Collides.HOME,
        conaffinity=Collides.NOTHING,
        group=Shown.HOME,
    )


def _add_object(spec: mujoco.MjSpec, thing: SmallObject) -> None:
    """What is seen is what fingers touch; on furniture and floor it stands on a box inside, which never rocks."""
    half = np.array(thing.size_m) / 2
    x_m, y_m, z_m = thing.position_m
    body = spec.worldbody.add_body(name=thing.household.id, pos=[x_m, y_m, z_m + half[2] + 0.001])
    body.add_freejoint()
    body.add_geom(
        type=mujoco.mjtGeom.mjGEOM_CYLINDER if thing.round else mujoco.mjtGeom.mjGEOM_BOX,
        size=[half[0], half[2], 0.0] if thing.round else half.tolist(),
        mass=thing.household.mass_kg,
        rgba=thing.colour,
        friction=[1.0, 0.02, 0.001],
        contype=Collides.OBJECT,
        conaffinity=Collides.NOTHING,
        group=Shown.OBJECT,
    )
    side = 0.7 if thing.round else 1.0
    body.add_geom(
        type=mujoco.mjtGeom.mjGEOM_BOX,
        size=[side * half[0], side * half[1], half[2]],
        mass=0.0,
        friction=[0.8, 0.02, 0.001],
        contype=Collides.NOTHING,
        conaffinity=Collides.HOME,
        group=Shown.UNSEEN,
    )


def _add_lights(spec: mujoco.MjSpec, apartment: Apartment) -> None:
    """One lamp in the middle of each room; the headlight fills the shadows, as light from many walls does."""
    spec.visual.headlight.ambient = [0.42, 0.42, 0.42]
    spec.visual.headlight.diffuse = [0.28, 0.28, 0.28]
    spec.visual.headlight.specular = [0.0, 0.0, 0.0]
    spec.add_texture(
        name="sky",
        type=mujoco.mjtTexture.mjTEXTURE_SKYBOX,
        builtin=mujoco.mjtBuiltin.mjBUILTIN_FLAT,
        rgb1=SKY_COLOUR,
        rgb2=SKY_COLOUR,
        width=8,
        height=48,
    )
    for room in apartment.rooms:
        corners = room.outline
        centre = [sum(corner.x_m for corner in corners) / 4, sum(corner.y_m for corner in corners) / 4]
        spec.worldbody.add_light(
            pos=[*centre, WALL_HEIGHT_M - 0.1],
            dir=[0, 0, -1],
            diffuse=[0.30, 0.29, 0.27],
            specular=[0.05, 0.05, 0.05],
            attenuation=[1.0, 0.05, 0.08],
            cutoff=90,
            exponent=0,
            castshadow=False,
        )
