"""The lookout of one camera: from a frame to people, and to what monitors notice about them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from carebot.core.situation import PeopleView
from monitoring.frames import Frame
from monitoring.monitors.base import Monitor, Noticed
from monitoring.motion_gate import MotionGate
from monitoring.people import PeopleEstimate
from monitoring.pose import PoseEstimator
from monitoring.scene import RestArea, Scene
from monitoring.second_looks import SecondLooks
from monitoring.tracking import Track, Tracker


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Glimpse:
    """What one frame brought."""

    taken_at: datetime
    width: int
    height: int
    tracks: tuple[Track, ...]
    view: PeopleView
    noticed: tuple[Noticed, ...]


class Lookout:
    """Looks at the frames of one camera in their order."""

    def __init__(
        self,
        estimator: PoseEstimator,
        monitors: Sequence[Monitor],
        people: PeopleEstimate,
        rest_areas: Sequence[RestArea] = (),
        gate: MotionGate | None = None,
    ) -> None:
        self._estimator = estimator
        self._monitors = monitors
        self._people = people
        self._rest_areas = tuple(rest_areas)
        self._gate = gate
        self._tracker = Tracker()
        self._second_looks = SecondLooks()
        self._tracks: tuple[Track, ...] = ()
        self._last: Glimpse | None = None

    async def look(self, frame: Frame) -> Glimpse | None:
        """What `frame` shows; None when the pose engine lost it. In a still picture all is as it was a moment ago."""
        if self._last is not None and (self._last.width, self._last.height) != (frame.width, frame.height):
            self._begin_anew()
        if self._last is not None and self._gate is not None and not self._gate.opens(frame, self._tracks):
            return replace(self._last, taken_at=frame.taken_at, noticed=())
        poses = await self._estimator.estimate(frame, self._second_looks.wanted(frame, self._tracks))
        if poses is None:
            return None
        self._tracks = self._tracker.update(frame, poses)
        scene = Scene(
            camera=frame.camera,
            taken_at=frame.taken_at,
            tracks=self._tracks,
            residents=self._people.identify(self._tracks, frame.taken_at, self._rest_areas, frame.camera),
            rest_areas=self._rest_areas,
        )
        self._last = Glimpse(
            taken_at=frame.taken_at,
            width=frame.width,
            height=frame.height,
            tracks=self._tracks,
            view=self._people.view(frame, scene),
            noticed=tuple(event for monitor in self._monitors for event in monitor.observe(scene)),
        )
        return self._last

    def _begin_anew(self) -> None:
        """Nothing that was followed in pictures of another size can be followed in these."""
        self._tracker, self._second_looks = Tracker(), SecondLooks()
        self._tracks, self._last = (), None
