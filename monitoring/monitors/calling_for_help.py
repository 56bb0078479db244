"""Calling for help by gesture: both arms waved over the head, the distress signal that carries farthest.

One arm is a greeting and arms held up are a stretch; whoever swings both to and fro overhead wants to be seen.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final

import numpy as np

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from monitoring.keypoints import Points
from monitoring.limbs import ACROSS, UP, limbs_of, swings
from monitoring.monitors._cases import Cases
from monitoring.monitors._telling import rounded
from monitoring.monitors.base import Monitor, Noticed
from monitoring.scene import Scene
from monitoring.tracking import Track

_FRAMES_LEAST: Final = 12
_LEFT, _RIGHT = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When waving counts: over the last `over`, both wrists `raised_m` over the shoulders in a `share` of the frames,
    each swung sideways and back `turns` times by `swing_m` or more.

    Two arms swung at once a second turn eight times in four seconds. `raised_m` is the height of the eyes over the
    shoulders' joints. `again_after`: arms down for so long, it is another call.
    """

    over: timedelta = timedelta(seconds=4)
    raised_m: float = 0.2
    share: float = 0.8
    swing_m: float = 0.15
    turns: int = 4
    again_after: timedelta = timedelta(seconds=20)


@dataclass(slots=True, kw_only=True)
class _Case:
    frames: deque[tuple[datetime, bool, Points]] = field(default_factory=deque)
    raised_at: datetime | None = None
    told: bool = False


class CallingForHelp(Monitor):
    """Watches for arms waved over the head."""

    title: ClassVar[Text] = Text(zh="挥手求助", en="Waving for help")
    description: ClassVar[Text] = Text(
        zh="发现有人举起双手来回挥动，像是在叫人。",
        en="Notices that somebody waves both arms over her head to be seen.",
    )

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._cases = Cases(_Case)

    def observe(self, scene: Scene) -> Iterable[Noticed]:
        """Who has begun to wave."""
        for track, case in self._cases.of(scene):
            if track.in_view:
                yield from self._consider(track, case, scene)

    def reset(self) -> None:
        """Forget everybody."""
        self._cases.clear()

    def _consider(self, track: Track, case: _Case, scene: Scene) -> Iterable[Noticed]:
        at, limbs = track.last_seen_at, limbs_of(track)
        up = limbs.arms_seen and bool((limbs.wrists[:, UP] >= self._options.raised_m).all())
        case.frames.append((at, up, limbs.wrists[:, ACROSS]))
        while at - case.frames[0][0] > self._options.over:
            case.frames.popleft()
        if up:
            case.raised_at = at
        elif case.raised_at is None or at - case.raised_at >= self._options.again_after:
            case.told = False
        if not case.told and self._waves(case, at):
            case.told = True
            yield self._raised(track, case, scene)

    def _waves(self, case: _Case, at: datetime) -> bool:
        share = sum(up for _, up, _ in case.frames) / len(case.frames)
        lasts = at - case.frames[0][0] >= 0.9 * self._options.over and len(case.frames) >= _FRAMES_LEAST
        return lasts and share >= self._options.share and min(self._turns(case)) >= self._options.turns

    def _turns(self, case: _Case) -> tuple[int, int]:
        across = np.stack([wrists for _, _, wrists in case.frames])
        left, right = (swings(across[:, side].tolist(), self._options.swing_m) for side in (_LEFT, _RIGHT))
        return left, right

    def _raised(self, track: Track, case: _Case, scene: Scene) -> ConcernRaised:
        left, right = self._turns(case)
        return ConcernRaised(
            id=fresh_id(),
            occurred_at=scene.taken_at,
            monitor=self.name,
            concern=Concern.CALL,
            about=scene.resident(track),
            position=track.figure.position,
            confidence=0.7,
            since=min(case.frames[0][0], scene.taken_at),
            camera=scene.camera,
            evidence=rounded((("turns_left", float(left)), ("turns_right", float(right)))),
        )
