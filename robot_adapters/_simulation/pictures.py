"""Pictures of the simulated home: the robot's camera, and onlookers' views without ceiling and upper walls.

One graphics context renders every size, because each context would upload all meshes again. It belongs to one thread.
"""

import math
from typing import Self

import mujoco
import numpy as np
from numpy.typing import NDArray

from carebot.core.errors import BodyError
from carebot.core.language import Text
from robot_adapters._simulation.readings import CameraFrame
from robot_adapters._simulation.scenery import Shown

LARGEST_WIDTH_PX = 1280
LARGEST_HEIGHT_PX = 960
NEAR_M = 0.05
FAR_M = 40.0
_SCENE_GEOMS = 1000


def prepare(spec: mujoco.MjSpec) -> None:
    """Set what pictures need in the model: the buffer's size and the depth range."""
    spec.visual.global_.offwidth = LARGEST_WIDTH_PX
    spec.visual.global_.offheight = LARGEST_HEIGHT_PX
    # Smoothing edges in software costs more than all the rest of a picture: 47 ms instead of 20 ms of a core each.
    spec.visual.quality.offsamples = 0
    spec.stat.extent = 1.0
    spec.visual.map.znear = NEAR_M
    spec.visual.map.zfar = FAR_M


class Pictures:
    """Renders a model's state to arrays."""

    def __init__(
        self, model: mujoco.MjModel, context: mujoco.GLContext, buffers: mujoco.MjrContext, scene: mujoco.MjvScene
    ) -> None:
        self._model = model
        self._context = context
        self._buffers = buffers
        self._scene = scene
        self._camera = mujoco.MjvCamera()

    @classmethod
    def start(cls, model: mujoco.MjModel) -> Self:
        """Open the graphics context. Raises BodyError where no off-screen rendering is possible."""
        try:
            context = mujoco.GLContext(LARGEST_WIDTH_PX, LARGEST_HEIGHT_PX)
            context.make_current()
            buffers = mujoco.MjrContext(model, mujoco.mjtFontScale.mjFONTSCALE_100)
        except (RuntimeError, ImportError, AttributeError, mujoco.FatalError) as error:
            raise BodyError(
                Text(
                    zh=f"无法离屏绘图（{error}）。请安装 libegl1 和 libgl1-mesa-dri，并设置 MUJOCO_GL=egl。",
                    en=f"Pictures cannot be drawn ({error}). Install libegl1 and libgl1-mesa-dri, set MUJOCO_GL=egl.",
                )
            ) from error
        mujoco.mjr_setBuffer(mujoco.mjtFramebuffer.mjFB_OFFSCREEN, buffers)
        scene = mujoco.MjvScene(model, maxgeom=_SCENE_GEOMS)
        scene.flags[mujoco.mjtRndFlag.mjRND_SHADOW] = False
        scene.flags[mujoco.mjtRndFlag.mjRND_REFLECTION] = False
        return cls(model, context, buffers, scene)

    def close(self) -> None:
        """Free the graphics context."""
        self._buffers.free()
        self._context.free()

    def frame(self, data: mujoco.MjData, camera: str, width: int, height: int, *, depth: bool) -> CameraFrame:
        """What the model's `camera` sees, with its geometry."""
        camera_id = self._model.camera(camera).id
        self._camera.type = mujoco.mjtCamera.mjCAMERA_FIXED
        self._camera.fixedcamid = camera_id
        rgb, depth_m = self._render(data, width, height, depth=depth, overhead=True)
        focal_px = height / 2 / math.tan(math.radians(float(self._model.cam_fovy[camera_id])) / 2)
        pose = np.eye(4)
        pose[:3, :3] = data.cam_xmat[camera_id].reshape(3, 3) * np.array([1.0, -1.0, -1.0])
        pose[:3, 3] = data.cam_xpos[camera_id]
        return CameraFrame(
            rgb=rgb,
            depth_m=depth_m,
            fx_px=focal_px,
            fy_px=focal_px,
            cx_px=width / 2,
            cy_px=height / 2,
            camera_to_world=pose,
            time_s=float(data.time),
        )

    def view(
        self,
        data: mujoco.MjData,
        size_px: tuple[int, int],
        *,
        look_at_m: tuple[float, float, float],
        distance_m: float,
        azimuth_deg: float,
        elevation_deg: float,
    ) -> NDArray[np.uint8]:
        """An onlooker's picture (height, width, 3) of the open doll's house."""
        self._camera.type = mujoco.mjtCamera.mjCAMERA_FREE
        self._camera.lookat[:] = look_at_m
        self._camera.distance = distance_m
        self._camera.azimuth = azimuth_deg
        self._camera.elevation = elevation_deg
        rgb, _ = self._render(data, *size_px, depth=False, overhead=False)
        return rgb

    def _render(
        self, data: mujoco.MjData, width: int, height: int, *, depth: bool, overhead: bool
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32] | None]:
        if width > LARGEST_WIDTH_PX or height > LARGEST_HEIGHT_PX:
            raise BodyError(
                Text(
                    zh=f"图像最大为 {LARGEST_WIDTH_PX}×{LARGEST_HEIGHT_PX} 像素。",
                    en=f"Pictures are at most {LARGEST_WIDTH_PX} x {LARGEST_HEIGHT_PX} pixels.",
                )
            )
        self._context.make_current()
        options = mujoco.MjvOption()
        options.geomgroup[:] = 0
        options.geomgroup[[Shown.HOME, Shown.ROBOT, Shown.OBJECT]] = 1
        options.geomgroup[Shown.OVERHEAD] = overhead
        every = mujoco.mjtCatBit.mjCAT_ALL
        mujoco.mjv_updateScene(self._model, data, options, None, self._camera, every, self._scene)
        view = mujoco.MjrRect(0, 0, width, height)
        mujoco.mjr_render(view, self._scene, self._buffers)
        rgb = np.empty((height, width, 3), dtype=np.uint8)
        near_share = np.empty((height, width), dtype=np.float32) if depth else None
        mujoco.mjr_readPixels(rgb, near_share, view, self._buffers)
        return rgb[::-1].copy(), None if near_share is None else _metric_depth(near_share[::-1])


def _metric_depth(buffer: NDArray[np.float32]) -> NDArray[np.float32]:
    """Metres along the optical axis from the depth buffer (0 near, 1 far)."""
    metres: NDArray[np.float32] = (NEAR_M / (1.0 - buffer * (1.0 - NEAR_M / FAR_M))).astype(np.float32)
    return metres
