"""Physical limits: when the body may move at all, and how heavy, hot, forceful and loud things may be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final

from carebot.core.actions import (
    Action,
    Contact,
    Handover,
    Motion,
    Pick,
    PutDown,
    SetDevice,
    Sounding,
    StoreClip,
    SupportWalking,
)
from carebot.core.body import Health
from carebot.core.home import HouseholdObject
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.situation import Posture, Present, Situation
from carebot.core.verdicts import Judgement
from safety import _physical_texts as texts
from safety._devices import DeviceKind, device_kind
from safety._judgements import deny, limit, number
from safety._strictness import check_strictness
from safety._subjects import is_alarm_speech, person_seen, thing_of
from safety.policies.base import Layer, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The limits, and from which temperature a thing counts as hot.

    hot_from_c: 43 degrees burn skin that stays on them (ISO 13732-1), so what is hotter is lidded and given to somebody
        who sits.
    """

    limits: SafetyLimits = field(default_factory=SafetyLimits)
    hot_from_c: float = 43.0


_DEFAULTS: Final = Options()


class Physical(Policy):
    """Stops, load, heat, force, sound, water and clips."""

    layer: ClassVar[Layer] = Layer.PHYSICAL
    title: ClassVar[Text] = Text(zh="物理限值", en="Physical limits")

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._limits = options.limits
        self._hot_from_c = options.hot_from_c

    def prepare(self) -> None:
        """Raise SettingsError where a limit is looser than carebot's own."""
        check_strictness(self._limits)

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """A refusal or a tightened form for every limit that the action passes."""
        if isinstance(action, Motion):
            yield from _stops(situation.present)
        thing_id = thing_of(action)
        thing = situation.house.home.object(thing_id) if thing_id is not None else None
        if thing is not None and not isinstance(action, PutDown):
            yield from self._load(action, thing)
            yield from self._heat(action, thing, situation)
        if isinstance(action, Contact):
            yield from self._force(action, situation)
        if isinstance(action, Sounding):
            yield from self._sound(action, situation.present)
        if isinstance(action, SetDevice):
            yield from self._water(action)
        if isinstance(action, StoreClip):
            yield from self._clip(action)

    def _load(self, action: Action, thing: HouseholdObject) -> Iterator[Judgement]:
        limits = self._limits
        mass = (("mass_kg", number(thing.mass_kg)),)
        if not 0 < thing.mass_kg <= limits.payload_kg:
            yield deny("physical.payload", texts.PAYLOAD, texts.CALL_CARER, mass)
        low = 0 <= thing.height_m <= limits.high_reach_m
        if isinstance(action, Pick) and not low and not 0 < thing.mass_kg <= limits.high_payload_kg:
            height = (("height_m", number(thing.height_m)),)
            yield deny("physical.high_payload", texts.HIGH_PAYLOAD, texts.CALL_CARER, (*mass, *height))

    def _heat(self, action: Action, thing: HouseholdObject, situation: Situation) -> Iterator[Judgement]:
        heat = (("temperature_c", number(thing.temperature_c)),)
        if not thing.temperature_c <= self._limits.drink_temperature_c:
            yield deny("physical.too_hot", texts.TOO_HOT, texts.COOL_DOWN, heat)
        if thing.temperature_c <= self._hot_from_c:
            return
        if not thing.lidded:
            yield deny("physical.hot_unlidded", texts.HOT_UNLIDDED, texts.ASK_FOR_LID, heat)
        if isinstance(action, Handover):
            seen = person_seen(situation, action.to)
            posture = seen.posture if seen is not None else Posture.UNKNOWN
            if posture is not Posture.SITTING:
                facts = (*heat, ("posture", posture))
                yield deny("physical.hot_to_seated", texts.HOT_TO_SEATED, texts.SIT_FIRST, facts)

    def _force(self, action: Contact, situation: Situation) -> Iterator[Judgement]:
        if isinstance(action, SupportWalking):
            allowed_n = self._limits.walking_support_n
            rule, reason = "physical.walking_support", texts.WALKING_SUPPORT
        else:
            resident = situation.house.resident(action.to)
            frail = resident is None or resident.frail
            allowed_n = self._limits.frail_touch_force_n if frail else self._limits.touch_force_n
            rule, reason = "physical.touch_force", texts.TOUCH_FORCE
        if not action.force_n <= allowed_n:
            facts = (("force_n", number(action.force_n)), ("allowed_n", number(allowed_n)))
            yield limit(rule, reason, replace(action, force_n=allowed_n), facts)

    def _sound(self, action: Sounding, present: Present) -> Iterator[Judgement]:
        night = self._limits.is_night(present.local_minute) and not is_alarm_speech(action, present)
        allowed_db = self._limits.night_volume_db if night else self._limits.volume_db
        if not action.volume_db <= allowed_db:
            rule, reason = ("physical.night_volume", texts.NIGHT_VOLUME) if night else ("physical.volume", texts.VOLUME)
            facts = (("volume_db", number(action.volume_db)), ("allowed_db", number(allowed_db)))
            yield limit(rule, reason, replace(action, volume_db=allowed_db), facts)

    def _water(self, action: SetDevice) -> Iterator[Judgement]:
        if device_kind(action.device) is not DeviceKind.WATER:
            return
        allowed_c = self._limits.bath_temperature_c
        if action.temperature_c is None:
            yield deny("physical.water_unknown", texts.WATER_UNKNOWN, texts.SAY_HOW_WARM, (("device", action.device),))
        elif not action.temperature_c <= allowed_c:
            facts = (("temperature_c", number(action.temperature_c)), ("allowed_c", number(allowed_c)))
            yield limit("physical.bath", texts.BATH, replace(action, temperature_c=allowed_c), facts)

    def _clip(self, action: StoreClip) -> Iterator[Judgement]:
        if action.undressed:
            yield deny("physical.undressed", texts.UNDRESSED, texts.WITHOUT_CLIP)
        if not action.retention <= self._limits.clip_retention:
            hours = number(action.retention.total_seconds() / 3600)
            shorter = replace(action, retention=self._limits.clip_retention)
            yield limit("physical.clip_retention", texts.CLIP_RETENTION, shorter, (("retention_h", hours),))


def _stops(present: Present) -> Iterator[Judgement]:
    if present.stopped:
        yield deny("physical.stopped", texts.STOPPED, texts.RELEASE)
    if present.held_by:
        yield deny("physical.monitor", texts.HELD, texts.HELD_UNTIL, (("faults", " ".join(present.held_by)),))
    if present.body is None:
        yield deny("physical.no_body", texts.NO_BODY, texts.WITHOUT_MOVING)
        return
    state = present.body.value
    if state.emergency_stop:
        yield deny("physical.emergency_stop", texts.EMERGENCY_STOP, texts.RELEASE)
    if state.bumped:
        yield deny("physical.bumped", texts.BUMPED, texts.CALL_CARER)
    if state.health not in {Health.OK, Health.DEGRADED}:
        yield deny("physical.health", texts.HEALTH, texts.CALL_CARER, (("health", state.health.name.lower()),))
    if not state.localised:
        yield deny("physical.lost", texts.LOST, texts.CALL_CARER)
