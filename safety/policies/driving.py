"""Driving: how fast and how near to people the body may move.

Speed follows distance; nearer than any speed allows, the body moves at contact speed and only when it has said so. The
way out from beside a person is thus always open, slowly and with a word; towards a person it ends at arm's length. Who
is led knows that the robot moves, and needs no further word.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from carebot.core.actions import (
    Action,
    Approach,
    Driving,
    Escort,
    Handover,
    Manipulate,
    Pick,
    PutDown,
    SupportWalking,
)
from carebot.core.body import BodyState, Health, Manifest
from carebot.core.home import RoomKind
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits, Separation
from carebot.core.situation import PeopleView, Posture, Reading, Situation
from carebot.core.verdicts import Judgement
from safety import _driving_texts as texts
from safety._judgements import Facts, deny, limit, number
from safety._rooms import RoomFinder
from safety._strictness import check_strictness
from safety._subjects import people_in_view, person_seen, robot_room
from safety.policies.base import Layer, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What driving near people is held to.

    announce_distance_m: nearer than this nobody is approached unannounced (ISO 13482: a sudden approach startles).
    sure_confidence, sure_age: below this confidence, or older than this part of the age that a reading may have, people
        count as unsure, and the body goes at cautious speed.
    speed_step_mps: granted speeds are multiples of this, so that a breath of a person does not change a permit.
    """

    limits: SafetyLimits = field(default_factory=SafetyLimits)
    announce_distance_m: float = 2.0
    sure_confidence: float = 0.5
    sure_age: float = 0.8
    speed_step_mps: float = 0.05


_DEFAULTS: Final = Options()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedCap:
    """A speed that a rule allows, with the rule's name and sentence."""

    rule: str
    reason: Text
    speed_mps: float


class SafeDriving(Policy):
    """Speed by place, hour and distance to people; no reaching or driving into somebody unawares."""

    layer: ClassVar[Layer] = Layer.PHYSICAL
    title: ClassVar[Text] = Text(zh="行驶与人的距离", en="Driving and distance to people")

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options
        self._rooms = RoomFinder()

    def prepare(self) -> None:
        """Raise SettingsError where a limit is looser than carebot's own."""
        check_strictness(self._options.limits)

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """Refusals near people, and the speed that every rule leaves."""
        distance_m = nearest_person_m(situation.present.people)
        if isinstance(action, Approach | Handover):
            yield from self._announcement(situation, distance_m)
        reaches = action.moves if isinstance(action, Manipulate) else isinstance(action, Pick | PutDown)
        if reaches and not distance_m > self._options.limits.contact_distance_m:
            yield deny("driving.arm_near_person", texts.ARM, texts.STEP_BACK, _distance(distance_m))
        if isinstance(action, Driving):
            yield from self._beside(action, situation, distance_m)
            yield from _held_to(action, tuple(self._caps(action, situation, distance_m)))
        if isinstance(action, Approach):
            yield from self._arms_length(action)

    def _announcement(self, situation: Situation, distance_m: float) -> Iterator[Judgement]:
        if not distance_m > self._options.announce_distance_m and not situation.present.announced:
            yield deny("driving.announce", texts.ANNOUNCE, texts.GREET_FIRST, _distance(distance_m))

    def _beside(self, action: Driving, situation: Situation, distance_m: float) -> Iterator[Judgement]:
        limits = self._options.limits
        if isinstance(action, Approach) and self._is_beside(action, situation):
            return
        fallen = (person.nearest_m for person in people_in_view(situation) if person.posture is Posture.FALLEN)
        if any(not nearest_m > limits.contact_distance_m for nearest_m in fallen):
            yield deny("driving.beside_fallen", texts.FALLEN, texts.CALL_CARER, _distance(distance_m))
        if isinstance(action, Approach) and not distance_m > limits.contact_distance_m:
            yield deny("driving.somebody_between", texts.SOMEBODY_BETWEEN, texts.STEP_BACK, _distance(distance_m))
        if isinstance(action, Escort | SupportWalking) or situation.present.announced:
            return
        if self._separation_speed_mps(situation, distance_m) < limits.contact_speed_mps:
            yield deny("driving.close", texts.CLOSE, texts.STEP_BACK, _distance(distance_m))

    def _is_beside(self, action: Approach, situation: Situation) -> bool:
        """Whether the body stands beside whom it is to approach: it has arrived then, and must not roll."""
        person = person_seen(situation, action.person)
        return person is not None and not person.nearest_m > self._options.limits.contact_distance_m

    def _caps(self, action: Driving, situation: Situation, distance_m: float) -> Iterator[SpeedCap]:
        limits = self._options.limits
        if isinstance(action, Approach) and self._is_beside(action, situation):
            yield SpeedCap(rule="driving.near_enough", reason=texts.NEAR_ENOUGH, speed_mps=0.0)
        yield SpeedCap(rule="driving.body", reason=texts.BODY, speed_mps=_max_speed_mps(situation.house.manifest))
        yield self._cap_of_room(situation)
        if limits.is_night(situation.present.local_minute):
            yield SpeedCap(rule="driving.night", reason=texts.NIGHT, speed_mps=limits.cautious_speed_mps)
        if self._unsure(situation.present.people, situation.present.body):
            yield SpeedCap(rule="driving.unsure", reason=texts.UNSURE, speed_mps=limits.cautious_speed_mps)
        allowed_mps = self._separation_speed_mps(situation, distance_m)
        if isinstance(action, SupportWalking) or allowed_mps < limits.contact_speed_mps:
            yield SpeedCap(rule="driving.contact_speed", reason=texts.CONTACT, speed_mps=limits.contact_speed_mps)
        else:
            yield SpeedCap(rule="driving.separation", reason=texts.SEPARATION, speed_mps=allowed_mps)

    def _cap_of_room(self, situation: Situation) -> SpeedCap:
        limits = self._options.limits
        room = robot_room(situation, self._rooms)
        if room is None:
            return SpeedCap(rule="driving.doorway", reason=texts.DOORWAY, speed_mps=limits.cautious_speed_mps)
        if room.kind is RoomKind.HALLWAY:
            return SpeedCap(rule="driving.corridor", reason=texts.CORRIDOR, speed_mps=limits.corridor_speed_mps)
        return SpeedCap(rule="driving.room", reason=texts.ROOM, speed_mps=limits.room_speed_mps)

    def _unsure(self, people: Reading[PeopleView] | None, body: Reading[BodyState] | None) -> bool:
        if people is None or body is None or body.value.health is not Health.OK:
            return True
        if people.age > self._options.sure_age * self._options.limits.person_age:
            return True
        return any(not person.confidence >= self._options.sure_confidence for person in people.value.people)

    def _separation_speed_mps(self, situation: Situation, distance_m: float) -> float:
        """The speed that the distance to the nearest person leaves, in whole steps."""
        separation = _separation(self._options.limits.separation, situation)
        return _whole_steps(separation.speed_mps(distance_m), self._options.speed_step_mps)

    def _arms_length(self, action: Approach) -> Iterator[Judgement]:
        least_m = self._options.limits.contact_distance_m
        if action.stop_at_m < least_m:
            farther = replace(action, stop_at_m=least_m)
            yield limit("driving.arms_length", texts.ARMS_LENGTH, farther, (("stop_at_m", number(least_m)),))


def nearest_person_m(people: Reading[PeopleView] | None) -> float:
    """The distance to the nearest thing that may be part of a person; 0 where it is unknown or nonsense."""
    if people is None:
        return 0.0
    distances = (people.value.nearest_m, *(person.nearest_m for person in people.value.people))
    return min(distances) if all(distance >= 0 for distance in distances) else 0.0


def _separation(separation: Separation, situation: Situation) -> Separation:
    """The separation rule for this body now: the age of what is known of people delays the reaction to them.

    The sensing time belongs to the response time of ISO 13855. A body's own figures make the rule stricter, never
    milder.
    """
    manifest = situation.house.manifest
    people = situation.present.people
    age_s = people.age.total_seconds() if people is not None else 0.0
    return replace(
        separation,
        reaction_s=max(separation.reaction_s, manifest.reaction_s) + age_s,
        braking_mps2=min(separation.braking_mps2, manifest.braking_mps2),
    )


def _whole_steps(speed_mps: float, step_mps: float) -> float:
    if math.isinf(speed_mps):
        return speed_mps
    return round(math.floor(speed_mps / step_mps + 1e-9) * step_mps, 6)


def _max_speed_mps(manifest: Manifest) -> float:
    return manifest.max_speed_mps if manifest.max_speed_mps > 0 else 0.0


def _held_to(action: Driving, caps: tuple[SpeedCap, ...]) -> Iterator[Judgement]:
    """One judgement for every cap that the action exceeds, all tightened to the lowest of them."""
    lowest_mps = min(cap.speed_mps for cap in caps)
    for cap in caps:
        if not action.speed_mps <= cap.speed_mps:
            facts = (("speed_mps", number(action.speed_mps)), ("allowed_mps", number(cap.speed_mps)))
            yield limit(cap.rule, cap.reason, replace(action, speed_mps=lowest_mps), facts)


def _distance(distance_m: float) -> Facts:
    return (("person_distance_m", number(distance_m)),)
