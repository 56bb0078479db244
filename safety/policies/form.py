"""Form: an action that names something unknown, carries nonsense or rests on stale senses goes no further.

A call for help passes whatever its form: nothing may keep it from the carers.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import (
    Action,
    Approach,
    Ask,
    Escort,
    Handover,
    Kept,
    Look,
    Manipulate,
    Motion,
    Notify,
    Pick,
    PutDown,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
)
from carebot.core.body import Ability, BodyState, Manifest
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.people import ResidentId
from carebot.core.situation import House, PeopleView, Situation
from carebot.core.verdicts import Judgement
from safety import _form_texts as texts
from safety._judgements import deny, number
from safety._magnitudes import RANGES, magnitudes
from safety._strictness import check_strictness
from safety._subjects import person_of, place_of, thing_of
from safety.gate import is_call_for_help
from safety.policies.base import Layer, Policy

_NAMED: Final = Escort | Handover | SupportWalking | RemindDose | StoreClip | Kept
_MINUTES_OF_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`limits` holds how old each reading may be."""

    limits: SafetyLimits = field(default_factory=SafetyLimits)


_DEFAULTS: Final = Options()


class Form(Policy):
    """Known names, sensible numbers, both languages, an able body, fresh senses."""

    layer: ClassVar[Layer] = Layer.FORM
    title: ClassVar[Text] = Text(zh="形式检查", en="Form of the action")

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._limits = options.limits

    def prepare(self) -> None:
        """Raise SettingsError where a reading might be older than carebot's own limits allow."""
        check_strictness(self._limits)

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """A refusal for every fault of form."""
        if is_call_for_help(action):
            return
        yield from _texts(action)
        yield from _numbers(action)
        yield from _names(action, situation.house)
        yield from _clock(action, situation)
        if isinstance(action, Motion):
            yield from _abilities(action, situation.house)
            yield from _hand(action, situation)
            yield from _body_state(situation, self._limits)
            yield from _people_view(situation, self._limits)


def _texts(action: Action) -> Iterator[Judgement]:
    match action:
        case Say() | Ask() | Notify():
            spoken: tuple[Text, ...] = (action.text,)
        case RemindDose():
            spoken = (action.text, action.drug)
        case _:
            spoken = ()
    if not all(text.zh.strip() and text.en.strip() for text in spoken):
        yield deny("form.language", texts.LANGUAGE, texts.IN_BOTH)


def _numbers(action: Action) -> Iterator[Judgement]:
    for name, value in magnitudes(action):
        if value not in RANGES[name] and not (isinstance(action, Approach) and name == "speed_mps" and value == 0.0):
            # Who is beside a person already approaches her at no speed at all (driving.near_enough).
            yield deny("form.number", texts.NUMBER, texts.WITHIN_REASON, ((name, number(value)),))


def _names(action: Action, house: House) -> Iterator[Judgement]:
    resident = person_of(action)
    if not _known_resident(action, resident, house):
        yield deny("form.resident", texts.RESIDENT, texts.ASK_WHO, (("resident", resident),))
    place_id = place_of(action)
    if place_id is not None:
        place = house.home.place(place_id)
        if place is None or house.home.room(place.room) is None:
            yield deny("form.place", texts.PLACE, texts.ASK_WHERE, (("place", place_id),))
    thing = thing_of(action)
    if thing is not None and house.home.object(thing) is None:
        yield deny("form.object", texts.OBJECT, texts.ASK_WHAT, (("object", thing),))
    if isinstance(action, RemindDose) and house.dose(action.dose) is None:
        yield deny("form.dose", texts.DOSE, texts.ASK_NURSE, (("dose", action.dose),))
    if isinstance(action, SetDevice) and not action.device.strip():
        yield deny("form.device", texts.DEVICE, texts.ASK_WHICH_DEVICE)
    if isinstance(action, Manipulate) and not _has_step(action):
        yield deny("form.step", texts.STEP, texts.STEP_BY_STEP, (("step", str(action.step)),))


def _has_step(action: Manipulate) -> bool:
    """Whether the task has something to do, and the step that is meant."""
    return action.step in range(len(action.task.deeds)) if action.step is not None else bool(action.task.deeds)


def _known_resident(action: Action, resident: ResidentId, house: House) -> bool:
    if resident == "":
        return not isinstance(action, _NAMED)
    return house.resident(resident) is not None


def _clock(action: Action, situation: Situation) -> Iterator[Judgement]:
    minute = situation.present.local_minute
    if isinstance(action, Motion | RemindDose) and not 0 <= minute < _MINUTES_OF_DAY:
        yield deny("form.clock", texts.CLOCK, texts.UNTIL_THE_CLOCK, (("local_minute", str(minute)),))


def _abilities(action: Motion, house: House) -> Iterator[Judgement]:
    manifest = house.manifest
    if not _sound_manifest(manifest):
        yield deny("form.manifest", texts.MANIFEST, texts.WITHOUT_MOVING)
    for ability in sorted(_needed(action) - manifest.abilities):
        yield deny("form.ability", texts.ABILITY, texts.CALL_CARER, (("ability", ability),))
    thing_id = thing_of(action)
    thing = house.home.object(thing_id) if thing_id is not None else None
    if thing is None or isinstance(action, PutDown):
        return
    if not 0 < thing.mass_kg <= manifest.max_payload_kg:
        yield deny("form.payload", texts.PAYLOAD, texts.CALL_CARER, (("mass_kg", number(thing.mass_kg)),))
    if isinstance(action, Pick) and not 0 <= thing.height_m <= manifest.max_reach_height_m:
        yield deny("form.reach", texts.REACH, texts.CALL_CARER, (("height_m", number(thing.height_m)),))


def _needed(action: Motion) -> frozenset[Ability]:
    match action:
        case Look():
            return frozenset({Ability.LOOK})
        case Pick() | PutDown():
            return frozenset({Ability.GRASP})
        case Handover():
            return frozenset({Ability.GRASP, Ability.HAND_OVER})
        case SupportWalking():
            return frozenset({Ability.DRIVE, Ability.SUPPORT_WALKING})
        case Manipulate(moves=moves):
            return frozenset({Ability.MANIPULATE}) if moves else frozenset()
        case _:
            return frozenset({Ability.DRIVE})


def _sound_manifest(manifest: Manifest) -> bool:
    positive = (manifest.max_speed_mps, manifest.braking_mps2, manifest.max_reach_height_m)
    not_negative = (manifest.max_payload_kg, manifest.radius_m, manifest.reaction_s)
    return all(0 < value < math.inf for value in positive) and all(0 <= value < math.inf for value in not_negative)


def _hand(action: Motion, situation: Situation) -> Iterator[Judgement]:
    """What is named must be what the hand holds; a hand just emptied by letting go counts as well."""
    body = situation.present.body
    thing = thing_of(action)
    if body is not None and thing is not None and body.value.holding not in {"", thing}:
        facts = (("holding", body.value.holding), ("object", thing))
        yield deny("form.hand", texts.HAND, texts.PUT_DOWN_FIRST, facts)


def _body_state(situation: Situation, limits: SafetyLimits) -> Iterator[Judgement]:
    body = situation.present.body
    if body is None:
        yield deny("form.body_state", texts.BODY_STATE, texts.UNTIL_SENSED)
        return
    age = (("body_age_s", number(body.age.total_seconds())),)
    if not timedelta() <= body.age <= limits.emergency_stop_age:
        yield deny("form.emergency_stop_age", texts.EMERGENCY_STOP_AGE, texts.UNTIL_SENSED, age)
    if not timedelta() <= body.age <= limits.health_age:
        yield deny("form.health_age", texts.HEALTH_AGE, texts.UNTIL_SENSED, age)
    if not _sound_state(body.value):
        yield deny("form.body_nonsense", texts.BODY_NONSENSE, texts.WITHOUT_MOVING)


def _sound_state(state: BodyState) -> bool:
    pose = state.pose
    finite = (pose.x_m, pose.y_m, pose.yaw_rad, state.linear_mps, state.angular_radps)
    return all(map(math.isfinite, finite)) and 0 <= state.battery <= 1 and state.nearest_obstacle_m >= 0


def _people_view(situation: Situation, limits: SafetyLimits) -> Iterator[Judgement]:
    people = situation.present.people
    if people is None:
        yield deny("form.people_view", texts.PEOPLE_VIEW, texts.UNTIL_SENSED)
        return
    if not timedelta() <= people.age <= limits.person_age:
        age = number(people.age.total_seconds())
        yield deny("form.people_age", texts.PEOPLE_AGE, texts.UNTIL_SENSED, (("people_age_s", age),))
    if not _sound_view(people.value):
        yield deny("form.people_nonsense", texts.PEOPLE_NONSENSE, texts.WITHOUT_MOVING)


def _sound_view(view: PeopleView) -> bool:
    sound = (person.nearest_m >= 0 and 0 <= person.confidence <= 1 for person in view.people)
    return view.nearest_m >= 0 and all(sound)
