"""A pose estimator on paper: it finds in each frame what a stage put there, and remembers what it was asked."""

from collections.abc import Iterable, Sequence

from monitoring.frames import Frame
from monitoring.skeletons import Look, PoseFrame


class PaperPose:
    """Answers frames by their sequence number; loses those in `lost`."""

    def __init__(self, scenes: Iterable[tuple[Frame, PoseFrame]], lost: Sequence[int] = ()) -> None:
        self.frames = []
        self.asked: list[tuple[Look, ...]] = []
        self._answers: dict[int, PoseFrame] = {}
        self._lost = lost
        for frame, poses in scenes:
            self.frames.append(frame)
            self._answers[frame.sequence] = poses

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame | None:
        """What the stage put into the frame of this number."""
        self.asked.append(tuple(looks))
        return None if frame.sequence in self._lost else self._answers[frame.sequence]
