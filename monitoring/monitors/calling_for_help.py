"""Calling for help by gesture: both arms waved over the head, the distress signal that carries farthest.

One arm is a greeting and arms held up are a stretch; whoever swings both to and fro overhead wants to be seen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

import numpy as np

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from monitoring.keypoints import Points
from monitoring.limbs import ACROSS, UP, limbs_of, swings
from monitoring.monitors._cases import Cases
from monitoring.monitors._gesture import Gesture
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


class CallingForHelp(Monitor):
    """Watches for arms waved over the head."""

    title: ClassVar[Text] = Text(zh="挥手求助", en="Waving for help")
    description: ClassVar[Text] = Text(
        zh="发现有人举起双手来回挥动，像是在叫人。",
        en="Notices that somebody waves both arms over her head to be seen.",
    )

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._cases = Cases(Gesture[Points])

    def observe(self, scene: Scene) -> Iterable[Noticed]:
        """Who has begun to wave."""
        for track, waving in self._cases.of(scene):
            if track.in_view:
                yield from self._consider(track, waving, scene)

    def reset(self) -> None:
        """Forget everybody."""
        self._cases.clear()

    def _consider(self, track: Track, waving: Gesture[Points], scene: Scene) -> Iterable[Noticed]:
        options, limbs = self._options, limbs_of(track)
        up = limbs.arms_seen and bool((limbs.wrists[:, UP] >= options.raised_m).all())
        across = limbs.wrists[:, ACROSS]
        waving.note(track.last_seen_at, across, made=up, over=options.over, again_after=options.again_after)
        lasts = waving.lasts(options.over, least=_FRAMES_LEAST, share=options.share)
        if not waving.told and lasts and min(self._turns(waving)) >= options.turns:
            waving.told = True
            yield self._raised(track, waving, scene)

    def _turns(self, waving: Gesture[Points]) -> tuple[int, int]:
        across = np.stack([wrists for _, _, wrists in waving.frames])
        left, right = (swings(across[:, side].tolist(), self._options.swing_m) for side in (_LEFT, _RIGHT))
        return left, right

    def _raised(self, track: Track, waving: Gesture[Points], scene: Scene) -> ConcernRaised:
        left, right = self._turns(waving)
        return ConcernRaised(
            id=fresh_id(),
            occurred_at=scene.taken_at,
            monitor=self.name,
            concern=Concern.CALL,
            about=scene.resident(track),
            position=track.figure.position,
            confidence=0.7,
            since=min(waving.since, scene.taken_at),
            camera=scene.camera,
            evidence=rounded((("turns_left", float(left)), ("turns_right", float(right)))),
        )
