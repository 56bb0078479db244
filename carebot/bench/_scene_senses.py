"""How played scenes are looked at: pictures are drawn and the pose engine looks at them, or poses are projected."""

from datetime import datetime
from typing import Final, Protocol

import numpy as np

from carebot.bench._projected_poses import Eye, ProjectedPoses
from carebot.bench._staged_scenes import StagedDay, StagedFall
from carebot.clocks import SystemClock
from monitoring.evaluation import Unlosing
from monitoring.frames import Frame
from monitoring.motion_gate import MotionGate
from monitoring.pose import MediaPipePose, PoseEstimator
from robot_adapters.scenes.watched_home import WatchedHome

_NOISE: Final = 4.0
Staged = StagedFall | StagedDay


class Senses(Protocol):
    """What one scene is looked at by. `gate` lets frames be spared, `cpu_s` is what an engine used."""

    estimator: PoseEstimator
    gate: MotionGate | None

    @property
    def cpu_s(self) -> float:
        """The processor time of processes of its own."""
        ...

    def frame(self, sequence: int, at: datetime) -> Frame:
        """The frame of this instant."""
        ...


class Drawn:
    """Pictures with a sensor's noise, for the pose engine."""

    def __init__(self, pose: MediaPipePose, home: WatchedHome, staged: Staged) -> None:
        self.estimator: PoseEstimator = Unlosing(pose, SystemClock())
        self.gate: MotionGate | None = MotionGate()
        self._pose = pose
        self._home = home
        self._staged = staged
        self._noise = np.random.default_rng(staged.seed)

    @property
    def cpu_s(self) -> float:
        """What the pose engine used so far."""
        return self._pose.cpu_s

    def frame(self, sequence: int, at: datetime) -> Frame:
        """The picture of the home as it is. Its sensor is noisy, as every sensor is."""
        picture = self._home.frame()
        noise = np.rint(_NOISE * self._noise.standard_normal(picture.rgb.shape[:2], dtype=np.float32))
        return Frame(
            camera=self._staged.camera,
            sequence=sequence,
            taken_at=at,
            rgb=np.clip(picture.rgb + noise.astype(np.int16)[:, :, None], 0, 255).astype(np.uint8),
            camera_to_map=picture.camera_to_world if self._staged.placed else None,
            fx=picture.fx_px if self._staged.placed else 0.0,
            fy=picture.fy_px if self._staged.placed else 0.0,
            cx=picture.cx_px,
            cy=picture.cy_px,
        )


class Projected:
    """No pictures: the true joints through the scene's camera. Every frame is looked at."""

    gate: MotionGate | None = None
    cpu_s = 0.0

    def __init__(self, home: WatchedHome, staged: Staged) -> None:
        self._eye = Eye(staged.scene.view)
        self._staged = staged
        self._poses = ProjectedPoses(home, {staged.camera: self._eye}, staged.seed)
        self.estimator: PoseEstimator = self._poses

    def frame(self, sequence: int, at: datetime) -> Frame:
        """An empty frame; poses are those of the home as it is."""
        self._poses.moved()
        return self._eye.frame(self._staged.camera, sequence, at, placed=self._staged.placed)
