"""Falls: somebody came down and stays down, slid to the floor, or lies where nobody lies.

A doubtful sight must last longer than a clear one before it counts, so that bending and picking up pass.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final

import numpy as np

from carebot.core.events import FallSuspected
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from monitoring.keypoints import TRUNK, middle
from monitoring.monitors._cases import Cases
from monitoring.monitors._fall_cues import OVERLOOKED, FallCues, fall_cues, rises, way_down
from monitoring.monitors._folded import Folded
from monitoring.monitors._lingering import Lasted
from monitoring.monitors.base import Monitor, Noticed
from monitoring.posture import is_flat, is_glimpsed, is_upright, on_floor, steadied
from monitoring.scene import Scene
from monitoring.stances import Descent
from monitoring.tracking import Track

_FORGIVEN: Final = timedelta(milliseconds=400)
"""A doubt survives so short an interruption: single frames are often wrong."""
_HARD_MPS: Final = 2.5
"""Hips meet the floor at 2.1 to 4.8 m/s when young adults fall from standing and do not catch themselves (van den
Kroonenberg, Hayes, McMahon 1996, J Biomech 29:807), shoulders faster: this much over the last third of a second.
Whoever lets herself down, or holds on to something, is slower; staged falls were seen at 0.7 to 1.8 m/s."""
_HARD_DROP_M: Final = 0.7
_HARD_CONFIDENCE: Final = 0.95
_SEEN_WORSE: Final = 0.4
"""Half a body is seen worse than a whole one, and a small one worse than a large one: what is seen at the picture's
edge, with legs out of it or from afar must last longer by this factor. Whoever walks out of the picture has left it by
then, and whoever squats close before the camera is up again."""
_BORNE_OUT: Final = timedelta(milliseconds=300)
"""Of who is found in every other frame two sightings are no farther apart."""
_ONE_BODY_M: Final = 0.6
_ONE_FALL_WITHIN: Final = timedelta(seconds=10)
_LAY_THERE_M: Final = 1.2
"""Whoever is lost on her way down ends with her trunk no farther from there than her shoulders were high."""
_STILL_THERE: Final = timedelta(minutes=1)
"""Whoever lies there is overlooked for so long at times, and found as a new body."""
_AFAR_PX_M: Final = 75.0
"""At so few pixels a metre an adult is half as high as the landmark network's input, which has 256 rows: of whoever is
half hidden then, a single frame says nothing."""
_HARDLY_THERE: Final = 0.1
"""Whoever was found in fewer of the frames of two seconds is hardly there: looks find one who lies in more of them."""
_TINY_PX_M: Final = 40.0
"""An adult is 60 pixels high then, and found in every other frame: that the engine overlooks her says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When a fall counts. Lower `threshold`: more falls found and more false alarms.

    A sight just over the threshold must last `doubtful_for`, a certain one `certain_for`; between them the time shrinks
    as the log-odds grow, so that evidence adds up over frames.
    `rearms_after`: upright for so long, the same person can fall anew. `unseen_for`: how long a lost person counts.
    """

    threshold: float = 0.5
    doubtful_for: timedelta = timedelta(seconds=1.5)
    certain_for: timedelta = timedelta(milliseconds=100)
    rearms_after: timedelta = timedelta(seconds=2)
    unseen_for: timedelta = timedelta(seconds=3)


@dataclass(slots=True, kw_only=True)
class _Case:
    """What is remembered of one person. `hidden_at`: after this sight of her somebody stood before her."""

    down_since: datetime | None = None
    doubted_since: datetime | None = None
    doubted_last: datetime | None = None
    upright_since: datetime | None = None
    hidden_at: datetime | None = None
    folded: Folded = field(default_factory=Folded)
    alarmed: bool = False
    rose: bool = False
    ripe: float = 0.0


@dataclass(slots=True, kw_only=True)
class _Told:
    """A fall that was told: when, of whom, and when she was last seen down."""

    at: datetime
    seen_at: datetime
    track: Track


class Fall(Monitor):
    """Watches for falls of everybody in view, and tells each fall once."""

    title: ClassVar[Text] = Text(zh="跌倒", en="Falls")
    description: ClassVar[Text] = Text(
        zh="发现有人摔倒、滑到地上或躺在不该躺的地方。",
        en="Notices that somebody falls, slides to the floor, or lies where nobody lies.",
    )

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._cases = Cases(_Case)
        self._told: list[_Told] = []

    def observe(self, scene: Scene) -> Iterable[Noticed]:
        """The falls that become certain with this scene."""
        self._told = [told for told in self._told if scene.taken_at - told.seen_at <= _STILL_THERE]
        for track, case in self._cases.of(scene):
            self._note_told(track, scene.taken_at)
            yield from self._consider(track, case, scene)

    def reset(self) -> None:
        """Forget everybody."""
        self._cases.clear()
        self._told.clear()

    def _consider(self, track: Track, case: _Case, scene: Scene) -> Iterable[FallSuspected]:
        at = scene.taken_at
        if self._is_gone(track, at) or scene.is_shown_standing(track) or not track.borne_out:
            case.doubted_since = None
            return
        afar = track.figure.scale < _AFAR_PX_M
        tiny = track.figure.scale < _TINY_PX_M
        if ((track.at_edge or tiny) and not track.in_view) or (afar and is_glimpsed(track.stances)):
            return
        if track.presence < _HARDLY_THERE:
            return
        if scene.is_stood_before(track):
            case.hidden_at = track.last_seen_at
        if case.hidden_at == track.last_seen_at or scene.may_stand(track):
            return
        on_furniture = scene.on_furniture(track)
        self._note_posture(track, case, at, on_furniture=on_furniture)
        cues = _cues(track, case, at, on_furniture=on_furniture)
        # Neither the present frame nor one shortly before bears out what was seen last.
        hardly_seen = not track.in_view and is_glimpsed(track.stances, _BORNE_OUT)
        weight = _SEEN_WORSE if track.at_edge or track.figure.legs_out or afar or hardly_seen else 1.0
        if self._is_ripe(cues.confidence, weight, case, at) and not case.alarmed:
            case.alarmed = True
            known = next((told for told in self._told if _is_same_fall(track, told, at, rose=case.rose)), None)
            if known is not None:
                known.track, known.seen_at = track, at
                return
            self._told.append(_Told(at=at, seen_at=at, track=track))
            yield self._suspected(track, cues, case, scene)

    def _note_told(self, track: Track, at: datetime) -> None:
        """Take note of where she is of whom a fall was told, for as long as she is down."""
        for told in self._told:
            if told.track.id == track.id and track.in_view and not is_upright(steadied(track.stances)):
                told.track, told.seen_at = track, at

    def _is_gone(self, track: Track, at: datetime) -> bool:
        """Whether nobody knows any more what she does. Whoever is overlooked at the edge may have left the picture."""
        unseen_for = at - track.last_seen_at
        return unseen_for > self._options.unseen_for or (track.at_edge and unseen_for > OVERLOOKED)

    def _note_posture(self, track: Track, case: _Case, at: datetime, *, on_furniture: bool) -> None:
        stance = steadied(track.stances)
        case.rose = case.rose or rises(stance)
        case.folded.note(track)
        if not is_upright(stance):
            case.upright_since = None
        elif track.in_view:
            case.upright_since = case.upright_since or at
            if at - case.upright_since >= self._options.rearms_after:
                case.alarmed = False
        down = on_floor(stance) > 0.5 or is_flat(stance)
        case.down_since = (case.down_since or at) if down and not on_furniture else None

    def _is_ripe(self, confidence: float, weight: float, case: _Case, at: datetime) -> bool:
        """Whether the suspicion has lasted as long as one of its strength must."""
        if confidence < self._options.threshold:
            if case.doubted_last is None or at - case.doubted_last > _FORGIVEN:
                case.doubted_since = None
            return False
        if case.doubted_since is None or case.doubted_last is None:
            case.doubted_since, case.ripe = at, 0.0
        else:
            case.ripe += weight * min(at - case.doubted_last, _FORGIVEN) / self._must_last(confidence)
        case.doubted_last = at
        return case.ripe >= 1.0

    def _must_last(self, confidence: float) -> timedelta:
        """How long a sight of this strength must last: the doubt that is left of it shrinks with its odds."""
        bound = self._options.threshold
        doubt = (1 - confidence) / confidence * bound / (1 - bound)
        return self._options.certain_for + doubt * (self._options.doubtful_for - self._options.certain_for)

    def _suspected(self, track: Track, cues: FallCues, case: _Case, scene: Scene) -> FallSuspected:
        way = way_down(track, on_furniture=scene.on_furniture(track))
        stance = steadied(track.stances)
        onset_at = way.began_at if way and cues.came_down > 0 else case.down_since or track.first_seen_at
        measured = (
            ("drop_m", way.drop_m if way else 0.0),
            ("speed_mps", way.speed_mps if way else 0.0),
            ("hips_m", stance.hips_m),
            ("extent_m", stance.extent_m),
        )
        return FallSuspected(
            id=fresh_id(),
            occurred_at=scene.taken_at,
            monitor=self.name,
            about=scene.resident(track),
            position=track.figure.position,
            confidence=round(cues.confidence, 3),
            onset_at=onset_at,
            camera=scene.camera,
            evidence=tuple((name, round(value, 2)) for name, value in (*measured, *cues.named())),
            hard=_is_hard(way, cues),
        )


def _cues(track: Track, case: _Case, at: datetime, *, on_furniture: bool) -> FallCues:
    """What speaks for a fall of hers and what against it, with what is remembered of her."""
    lasted = Lasted(
        down=at - case.down_since if case.down_since else timedelta(),
        folded=case.folded.lasted(at),
        lain=case.folded.lain(at),
        unseen=at - track.last_seen_at,
        stood=case.folded.stood,
    )
    return fall_cues(track, lasted, on_furniture=on_furniture, never_rose=not case.rose)


def _is_same_fall(track: Track, told: _Told, at: datetime, *, rose: bool) -> bool:
    """Whether it was told already: of a body that is followed as two, for two people do not fall within one another; or
    of one who was lost while she was down and is found there as somebody new, who was never seen to be up.
    """
    lately = at - told.at <= _ONE_FALL_WITHIN
    if track.id == told.track.id or (rose and not lately):
        return False
    gap = middle(track.figure.skeleton.image_px, TRUNK) - middle(told.track.figure.skeleton.image_px, TRUNK)
    within_m = _ONE_BODY_M if rose else _LAY_THERE_M
    return float(np.linalg.norm(gap)) < within_m * max(track.figure.scale, told.track.figure.scale)


def _is_hard(way: Descent | None, cues: FallCues) -> bool:
    """Whether she certainly fell from standing height without catching herself."""
    fast = way is not None and way.drop_m >= _HARD_DROP_M and way.speed_mps >= _HARD_MPS
    return fast and cues.confidence >= _HARD_CONFIDENCE
