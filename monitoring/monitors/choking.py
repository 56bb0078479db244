"""Choking: both hands at the throat, the sign that people who choke make (American Heart Association, Red Cross).

Whoever rests her chin on her hands holds them nearly there, so the trunk has to move as well, as it does in a struggle
for air. Whoever chokes without the sign is not noticed here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean
from typing import ClassVar, Final

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from monitoring.limbs import Limbs, limbs_of
from monitoring.monitors._cases import Cases
from monitoring.monitors._gesture import Gesture
from monitoring.monitors._telling import rounded
from monitoring.monitors.base import Monitor, Noticed
from monitoring.scene import Scene
from monitoring.tracking import Track

_FRAMES_LEAST: Final = 10
_BLOCK: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When the sign counts: both hands within `reach_m` of the throat in a `share` of the frames of the last `over`.

    A hand's half length is 0.09 m and the engine errs by as much. Four seconds: an airway that is closed harms after
    minutes; a collar is buttoned and a mouth wiped in less. The trunk tilts to and fro by `restless_rad` or
    its height changes by `restless_m`. `again_after`: apart for so long, it is another time.
    """

    reach_m: float = 0.16
    over: timedelta = timedelta(seconds=4)
    share: float = 0.85
    restless_rad: float = 0.12
    restless_m: float = 0.06
    again_after: timedelta = timedelta(seconds=20)


class Choking(Monitor):
    """Watches for hands at the throat."""

    title: ClassVar[Text] = Text(zh="噎住", en="Choking")
    description: ClassVar[Text] = Text(
        zh="发现有人双手掐住喉咙，像是噎住了。",
        en="Notices that somebody holds her throat with both hands, as who chokes does.",
    )

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._cases = Cases(Gesture[None])

    def observe(self, scene: Scene) -> Iterable[Noticed]:
        """Who has begun to hold her throat."""
        for track, sign in self._cases.of(scene):
            if track.in_view:
                yield from self._consider(track, sign, scene)

    def reset(self) -> None:
        """Forget everybody."""
        self._cases.clear()

    def _consider(self, track: Track, sign: Gesture[None], scene: Scene) -> Iterable[Noticed]:
        options, clutches = self._options, self._clutches(limbs_of(track))
        sign.note(track.last_seen_at, None, made=clutches, over=options.over, again_after=options.again_after)
        lasts = sign.lasts(options.over, least=_FRAMES_LEAST, share=options.share)
        if not sign.told and lasts and self._struggles(track):
            sign.told = True
            yield self._raised(track, scene, since=sign.since, share=sign.share)

    def _clutches(self, limbs: Limbs) -> bool:
        """Both hands are seen, at the throat and not at the mouth, where hands with a bowl or a cup are."""
        to_throat, to_mouth = limbs.hands_to_throat_m(), limbs.hands_to_mouth_m()
        near = bool((to_throat <= self._options.reach_m).all())
        return limbs.arms_seen and near and bool((to_throat < to_mouth).all())

    def _struggles(self, track: Track) -> bool:
        """Whether her trunk moves, by means over half a second, which single frames do not shift."""
        at = track.stances[-1].at
        recent = [one for one in track.stances if at - one.at <= self._options.over]
        blocks = [recent[first : first + _BLOCK] for first in range(0, len(recent) - _BLOCK + 1, _BLOCK)]
        tilts = [fmean(one.torso_tilt_rad for one in block) for block in blocks]
        heights = [fmean(one.trunk_m for one in block) for block in blocks]
        if not blocks:
            return False
        tilted, moved = (max(values) - min(values) for values in (tilts, heights))
        return tilted >= self._options.restless_rad or moved >= self._options.restless_m

    def _raised(self, track: Track, scene: Scene, *, since: datetime, share: float) -> ConcernRaised:
        return ConcernRaised(
            id=fresh_id(),
            occurred_at=scene.taken_at,
            monitor=self.name,
            concern=Concern.CHOKING,
            about=scene.resident(track),
            position=track.figure.position,
            confidence=round(0.7 * share, 3),
            since=min(since, scene.taken_at),
            camera=scene.camera,
            evidence=rounded((("hands_at_throat", share), ("lasted_s", (scene.taken_at - since).total_seconds()))),
        )
