"""Agitation: arms that move fast and do not rest, or walking up and down without end (pacing).

Both are among the signs of the Cohen-Mansfield Agitation Inventory; what moves her is not to be seen. Gymnastics look
alike, so residents who are not known to become agitated are given twice the time, and their pacing is their own affair.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final

import numpy as np

from carebot.core.concerns import Concern
from carebot.core.language import Text
from carebot.core.people import Resident, ResidentId, Risk
from monitoring.house_scene import HouseScene, Presence
from monitoring.keypoints import Points
from monitoring.limbs import ACROSS, UP, Limbs, limbs_of, swings
from monitoring.monitors._telling import Evidence, raised
from monitoring.monitors.base import HouseMonitor, Noticed
from monitoring.scene import Scene

_PRONE: Final = frozenset({Risk.DEMENTIA, Risk.VIOLENCE, Risk.SELF_HARM, Risk.WANDERING})
_FRAMES_APART: Final = timedelta(milliseconds=400)
_FRESH: Final = timedelta(seconds=2)
_PLACES_APART: Final = timedelta(seconds=1)
_OVER_FOR: Final = timedelta(minutes=2)
"""Calm for so long, it is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When agitation counts. Engineering choices.

    Arms: a wrist faster than `fast_mps` against the trunk for a `share` of the last `arms_over`; gestures
    of talk and housework reach it for moments. Pacing: in the last `pacing_over`, `turns` ways of `leg_m` or more to
    and fro, on the move for a `moving_share` of the time; laying the table pauses at every turn.
    """

    fast_mps: float = 1.2
    share: float = 0.5
    arms_over: timedelta = timedelta(seconds=20)
    pacing_over: timedelta = timedelta(minutes=5)
    turns: int = 12
    leg_m: float = 1.5
    moving_mps: float = 0.25
    moving_share: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A sign of agitation; it holds from a strength of 1 on, over the time that was looked at."""

    name: str
    strength: float
    over: timedelta


@dataclass(slots=True, kw_only=True)
class _Spell:
    """Since when something holds, and when it last did."""

    since: datetime
    held_at: datetime


@dataclass(slots=True, kw_only=True)
class _Arms:
    """What one camera saw of her arms: it errs in its own way, so what another one sees a moment later is no motion."""

    limbs: Limbs | None = None
    fast: deque[tuple[datetime, float]] = field(default_factory=deque)


@dataclass(slots=True, kw_only=True)
class _Person:
    arms: dict[str, _Arms] = field(default_factory=dict)
    places: deque[tuple[datetime, float, float]] = field(default_factory=deque)
    spells: dict[str, _Spell] = field(default_factory=dict)


class Agitation(HouseMonitor):
    """Watches for restless arms and for pacing."""

    title: ClassVar[Text] = Text(zh="激动不安", en="Agitation")
    description: ClassVar[Text] = Text(
        zh="发现有人手臂快速反复挥动停不下来，或不停地来回走。",
        en="Notices arms that move fast without rest, and walking up and down without end.",
    )

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()
        self._people: dict[ResidentId, _Person] = {}

    def glance(self, scene: Scene) -> None:
        """How fast the arms of residents in view move."""
        for track in scene.tracks:
            who = scene.resident(track)
            if who and track.confirmed and track.in_view:
                person = self._people.setdefault(who, _Person())
                self._follow(limbs_of(track), person.arms.setdefault(scene.camera, _Arms()))

    def observe(self, house: HouseScene) -> Iterable[Noticed]:
        """Who is agitated."""
        for resident, presence in house.known():
            person = self._people.setdefault(resident.id, _Person())
            prone = bool(resident.risks & _PRONE) or not resident.can_decide
            self._note_place(presence, person)
            over = self._options.arms_over * (1 if prone else 2)
            arms = _Sign(name="arms", strength=self._share(person, house.at, over), over=over)
            turns = self._turns(person) if prone else 0.0
            pacing = _Sign(name="pacing", strength=turns, over=self._options.pacing_over)
            for sign in (arms, pacing):
                yield from self._judge(house, resident, person, sign)

    def reset(self) -> None:
        """Forget everybody."""
        self._people.clear()

    def _follow(self, limbs: Limbs, arms: _Arms) -> None:
        before, arms.limbs = arms.limbs, limbs
        if before is None or not timedelta() < limbs.at - before.at <= _FRAMES_APART:
            return
        took_s = (limbs.at - before.at).total_seconds()
        gone_m = np.linalg.norm((limbs.wrists - before.wrists)[:, (ACROSS, UP)], axis=1)
        seen = np.array([limbs.seen[side] and before.seen[side] for side in range(2)])
        speeds: Points = gone_m[seen] / took_s
        if (speeds >= self._options.fast_mps).any():
            arms.fast.append((limbs.at, took_s))
        while arms.fast and limbs.at - arms.fast[0][0] > 2 * self._options.arms_over:
            arms.fast.popleft()

    def _share(self, person: _Person, now: datetime, over: timedelta) -> float:
        """The share of the last `over` in which a camera saw arms move fast, against what has to be; 1 and more counts.

        Time counts and not frames: there are fewer of a still picture.
        """
        seen_s = (sum(took_s for at, took_s in arms.fast if now - at <= over) for arms in person.arms.values())
        return max(seen_s, default=0.0) / over.total_seconds() / self._options.share

    def _note_place(self, presence: Presence, person: _Person) -> None:
        last = presence.last
        if last.position is None or (person.places and last.at - person.places[-1][0] < _PLACES_APART):
            return
        person.places.append((last.at, last.position.x_m, last.position.y_m))
        while last.at - person.places[0][0] > self._options.pacing_over:
            person.places.popleft()

    def _turns(self, person: _Person) -> float:
        """How often she turned back on her way, against what has to be; 1 and more counts."""
        if len(person.places) < self._options.turns:
            return 0.0
        points = np.array([(x_m, y_m) for _, x_m, y_m in person.places])
        times_s = np.array([(at - person.places[0][0]).total_seconds() for at, _, _ in person.places])
        steps_m, steps_s = np.linalg.norm(np.diff(points, axis=0), axis=1), np.diff(times_s)
        moving = steps_s[steps_m >= self._options.moving_mps * steps_s].sum()
        if moving < self._options.moving_share * self._options.pacing_over.total_seconds():
            return 0.0
        centred = points - points.mean(axis=0)
        _, directions = np.linalg.eigh(centred.T @ centred)
        return swings((centred @ directions[:, -1]).tolist(), self._options.leg_m) / self._options.turns

    def _judge(self, house: HouseScene, resident: Resident, person: _Person, sign: _Sign) -> Iterable[Noticed]:
        spell = person.spells.get(sign.name)
        if spell is not None and house.at - spell.held_at > _OVER_FOR:
            del person.spells[sign.name]
            spell = None
        if sign.strength < 1 or house.unseen_for(house.presences[resident.id]) > _FRESH:
            return
        if spell is None:
            spell = person.spells[sign.name] = _Spell(since=house.at - sign.over, held_at=house.at)
        spell.held_at = house.at
        evidence: Evidence = ((sign.name, sign.strength),)
        yield raised(self, house, resident.id, Concern.AGITATION, since=spell.since, confidence=0.6, evidence=evidence)
