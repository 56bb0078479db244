"""Figures: what one skeleton tells about a body in metres, on the map where the camera's place is known.

Pixels alone give no metres. The engine's own metric skeleton, laid over its image, gives the scale; a depth picture and
the camera's place give positions, and the metric skeleton mends what furniture hides from the depth camera.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carebot.core.home import Point
from monitoring.frames import Frame
from monitoring.keypoints import ANKLES, BODY, HEAD, HIPS, KNEES, SHOULDERS, TRUNK, Points, middle
from monitoring.skeletons import Skeleton

SEEN: Final = 0.5
"""The visibility from which on a keypoint counts as seen (MediaPipe's own default)."""
FLESH_M: Final = 0.1
"""Keypoints are joints: about so much body lies between them and the skin (hand breadth, half a thigh)."""
_DEPTH_ERROR_M: Final = 0.08
_SIZE_ERROR_M: Final = 0.25
_JOINT_M: Final = 0.08
"""Joints are at least so high over the floor that bears them."""
_DEPTH_RANGE_M: Final = (0.25, 8.0)
_DEPTH_WINDOW_PX: Final = 2
_REACH_M: Final = 1.2
_DISAGREEMENT_M: Final = 0.35
"""Farther from where the metric skeleton expects it, a depth is that of something in front of the body or behind it."""
LEVEL: Final = np.array([0.0, -1.0, 0.0])
"""The vertical in the axes of a camera that is not tilted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figure:
    """One body in one frame.

    `scale` is in pixels a metre at the body's distance, `hips_row_px` the image row of the hips. `box` is left, top,
    right, bottom of what is seen, in pixels. `heights_m` are those of head, shoulders, hips, knees and ankles over the
    hips, along the vertical as far as the camera knows it. `torso_tilt_rad` is 0 upright and pi/2 lying. `map_m`
    (33, 3) is None where the camera does not know its place; `met_m` (n, 3) is all that the depth camera met where
    keypoints are seen, even where the metric skeleton expects something else. `place_error_m` is how doubtful both are.
    `eye_m` (3,) is where the camera itself is on the map. `hips_out`: the hips are at the picture's edge or beyond;
    `legs_out`: the knees or ankles are. The engine squeezes what it does not see in between the hips and the edge.
    """

    skeleton: Skeleton
    scale: float
    hips_row_px: float
    box: tuple[float, float, float, float]
    heights_m: tuple[float, float, float, float, float]
    torso_tilt_rad: float
    seen: float
    map_m: Points | None = None
    met_m: Points | None = None
    place_error_m: float = _DEPTH_ERROR_M
    eye_m: Points | None = None
    hips_out: bool = False
    legs_out: bool = False

    @property
    def hips_m(self) -> float | None:
        """The height of the hips on the map."""
        return None if self.map_m is None else float(middle(self.map_m, HIPS)[2])

    @property
    def placed_by_size(self) -> bool:
        """Whether only her size tells how far away she is, while the line of sight to her is sure."""
        return self.map_m is not None and self.place_error_m > _DEPTH_ERROR_M

    @property
    def position(self) -> Point | None:
        """Where on the floor the trunk is."""
        if self.map_m is None:
            return None
        x_m, y_m, _ = middle(self.map_m, TRUNK)
        return Point(x_m=float(x_m), y_m=float(y_m))

    def nearest_m(self, point: Point) -> float:
        """The distance on the floor plan from `point` to the nearest part of the body; inf without a place."""
        if self.map_m is None:
            return float("inf")
        points = self.map_m[list(BODY)] if self.met_m is None else np.vstack([self.map_m[list(BODY)], self.met_m])
        gaps = np.hypot(points[:, 0] - point.x_m, points[:, 1] - point.y_m)
        return max(0.0, float(gaps.min()) - FLESH_M - self.place_error_m)


def figure_of(skeleton: Skeleton, frame: Frame, upwards: Points = LEVEL) -> Figure:
    """The figure of a skeleton found in `frame`. `upwards` is the vertical in the axes of an unplaced camera."""
    scale = image_scale(skeleton)
    if frame.camera_to_map is not None:
        upwards = frame.camera_to_map[2, :3]
    vertical = skeleton.world_m @ upwards
    torso = middle(skeleton.world_m, SHOULDERS) - middle(skeleton.world_m, HIPS)
    length = float(np.linalg.norm(torso)) or 1.0
    hips = float(vertical[list(HIPS)].mean())
    parts = (HEAD, SHOULDERS, HIPS, KNEES, ANKLES)
    head, shoulders, middle_hips, knees, ankles = (float(vertical[list(part)].mean()) - hips for part in parts)
    seen = skeleton.visibility[list(BODY)] >= SEEN
    map_m, met_m = _on_map(skeleton, frame, scale) if frame.placed else (None, None)
    return Figure(
        skeleton=skeleton,
        scale=scale,
        hips_row_px=float(middle(skeleton.image_px, HIPS)[1]),
        box=_box(skeleton, seen),
        heights_m=(head, shoulders, middle_hips, knees, ankles),
        torso_tilt_rad=float(np.arccos(np.clip(float(torso @ upwards) / length, -1.0, 1.0))),
        seen=float(seen.mean()),
        map_m=map_m,
        met_m=met_m,
        place_error_m=_DEPTH_ERROR_M if met_m is not None and len(met_m) else _SIZE_ERROR_M,
        eye_m=frame.camera_to_map[:3, 3] if frame.placed and frame.camera_to_map is not None else None,
        hips_out=_is_out(skeleton, HIPS, frame, scale),
        legs_out=any(_is_out(skeleton, part, frame, scale) for part in (KNEES, ANKLES)),
    )


def image_scale(skeleton: Skeleton) -> float:
    """Pixels a metre: the least-squares scale of the metric skeleton onto the image, seen keypoints counting more."""
    return scale_of(skeleton.world_m, skeleton.image_px, skeleton.visibility)


def scale_of(world_m: Points, image_px: Points, visibility: Points) -> float:
    """The same of keypoints in metres (33, 3) and pixels (33, 2), and how visible they are (33,)."""
    body = list(BODY)
    weight = (visibility[body] + 0.05)[:, None]
    image, metric = image_px[body], world_m[body, :2]
    image = image - (weight * image).sum(axis=0) / weight.sum()
    metric = metric - (weight * metric).sum(axis=0) / weight.sum()
    spread = float((weight * metric * metric).sum())
    return max(1.0, float((weight * image * metric).sum()) / max(spread, 1e-6))


def covered(box: tuple[float, ...], by: tuple[float, ...]) -> float:
    """The share of a box (left, top, right, bottom) that lies within another."""
    width = min(box[2], by[2]) - max(box[0], by[0])
    height = min(box[3], by[3]) - max(box[1], by[1])
    return max(0.0, width) * max(0.0, height) / max((box[2] - box[0]) * (box[3] - box[1]), 1.0)


def _is_out(skeleton: Skeleton, part: tuple[int, ...], frame: Frame, scale: float) -> bool:
    """Whether a part of the body is out of the picture, or so near its edge that flesh of it is."""
    x_px, y_px = middle(skeleton.image_px, part)
    nearest_px = float(min(x_px, y_px, frame.width - x_px, frame.height - y_px))
    return nearest_px < FLESH_M * scale


def _box(skeleton: Skeleton, seen: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    points = skeleton.image_px[list(BODY)]
    if seen.any():
        points = points[seen]
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _on_map(skeleton: Skeleton, frame: Frame, scale: float) -> tuple[Points | None, Points | None]:
    """The keypoints on the map, and what was met there.

    Keypoints are measured where depth agrees with the metric skeleton, and placed by the skeleton elsewhere.
    """
    if frame.camera_to_map is None:
        return None, None
    measured = _measured(skeleton, frame)
    usable = np.isfinite(measured).all(axis=1) & (skeleton.visibility >= SEEN)
    trunk = np.zeros_like(usable)
    trunk[list(TRUNK)] = usable[list(TRUNK)]
    anchors = trunk if trunk.sum() >= 2 else usable
    if anchors.any():
        offset = np.median((measured - skeleton.world_m)[anchors], axis=0)
    else:
        offset = _by_size(skeleton, frame, scale)
    points = skeleton.world_m + offset
    astray = np.linalg.norm(np.where(usable[:, None], measured, np.inf) - points, axis=1)
    points = np.where((astray < _DISAGREEMENT_M)[:, None], measured, points)
    met = measured[astray < _REACH_M]
    rotation, place = frame.camera_to_map[:3, :3], frame.camera_to_map[:3, 3]
    return points @ rotation.T + place, met @ rotation.T + place


def _measured(skeleton: Skeleton, frame: Frame) -> Points:
    """Each keypoint in the camera's axes (33, 3) by the median depth around it; NaN where there is none."""
    if frame.depth_m is None:
        return np.full((len(skeleton.image_px), 3), np.nan)
    x_px, y_px = skeleton.image_px.T
    inside = (x_px >= 0) & (x_px < frame.width) & (y_px >= 0) & (y_px < frame.height)
    around = np.arange(-_DEPTH_WINDOW_PX, _DEPTH_WINDOW_PX + 1)
    rows, columns = (offsets.ravel() for offsets in np.meshgrid(around, around))
    windows = frame.depth_m[
        np.clip(y_px.astype(int)[:, None] + rows, 0, frame.height - 1),
        np.clip(x_px.astype(int)[:, None] + columns, 0, frame.width - 1),
    ].astype(np.float64)
    depth_m = np.where(inside, _medians(windows), np.nan)
    sideways, downwards = (x_px - frame.cx) / frame.fx, (y_px - frame.cy) / frame.fy
    points: Points = np.stack([sideways * depth_m, downwards * depth_m, depth_m], axis=1)
    return points


def _medians(windows: Points) -> Points:
    """The median of what the camera can measure in each row of `windows` (n, m); NaN where it measured nothing."""
    low_m, high_m = _DEPTH_RANGE_M
    ordered = np.sort(np.where((windows > low_m) & (windows < high_m), windows, np.inf), axis=1)
    valid = np.isfinite(ordered).sum(axis=1)
    middles = ordered[np.arange(len(ordered)), np.maximum(valid - 1, 0) // 2]
    return np.where(valid > 0, middles, np.nan)


def _by_size(skeleton: Skeleton, frame: Frame, scale: float) -> Points:
    """Where the hips are in the camera's axes, from how large an average adult looks: 10 to 15 % off.

    Old people are smaller than average, so they seem farther than they are; but nobody's hips or ankles are below the
    floor, which bounds the distance.
    """
    x_px, y_px = middle(skeleton.image_px, HIPS)
    ray = np.array([(x_px - frame.cx) / frame.fx, (y_px - frame.cy) / frame.fy, 1.0])
    distance_m = frame.fx / scale
    if frame.camera_to_map is not None:
        upwards = frame.camera_to_map[2, :3]
        sinking = -float(upwards @ ray)
        if sinking > 0:
            legs_m = float((middle(skeleton.world_m, HIPS) - middle(skeleton.world_m, ANKLES)) @ upwards)
            room_m = frame.camera_to_map[2, 3] - max(legs_m, 0.0) - _JOINT_M
            distance_m = min(distance_m, max(room_m / sinking, _DEPTH_RANGE_M[0]))
    return ray * distance_m - middle(skeleton.world_m, HIPS)
