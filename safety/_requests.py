"""What the house rules are asked about an action: who asks for what, on whom, and what they may know of the moment."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Final, assert_never

from carebot.core.actions import (
    Action,
    Approach,
    Ask,
    Driving,
    Escort,
    Handover,
    Kept,
    Look,
    Manipulate,
    MoveTo,
    NoteReminder,
    Notify,
    Pick,
    PlayMusic,
    PutDown,
    RemindDose,
    Say,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.home import Room, RoomKind
from carebot.core.limits import SafetyLimits
from carebot.core.people import Consent, RequesterKind, ResidentId
from carebot.core.situation import Situation
from carebot.core.values import Data
from safety._claim_patterns import Claim
from safety._claims import claims_of
from safety._confirmations import confirmed_by_nurse
from safety._devices import device_facts
from safety._entities import HOME, dose_uid, requester_uid, resident_uid, room_uid, thing_uid
from safety._kept_out import memory_facts
from safety._rooms import RoomFinder
from safety._rules import Request, Uid, Value
from safety._shown import Shown, names_another, others_hear
from safety._subjects import destination_room, is_alarm_speech, people_in_view, person_of, robot_room
from safety.gate import is_call_for_help

_CLAIMS: Final = {
    "claimsHuman": Claim.HUMAN,
    "playsRelative": Claim.RELATIVE,
    "ordersMedicine": Claim.MEDICAL_ORDER,
    "asksSecrecy": Claim.SECRECY,
    "diagnoses": Claim.DIAGNOSIS,
    "presses": Claim.PRESSURE,
    "scares": Claim.THREAT,
    "sells": Claim.SALE,
    "belittles": Claim.BELITTLING,
    "playsOnGuilt": Claim.GUILT,
    "isolates": Claim.ISOLATION,
    "promisesSafety": Claim.PROMISE,
    "helpsHarm": Claim.HARM,
    "asksMoney": Claim.MONEY,
    "urgesUp": Claim.GETTING_UP,
    "urgesExercise": Claim.EXERCISE,
    "judgesMood": Claim.STAFF_MOOD,
}
_NEVER_MINUTES: Final = 100_000
_HALF_DAY: Final = 12 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One moment, as the house rules are asked about it. A yes counts for `confirmation_life`."""

    situation: Situation
    limits: SafetyLimits
    confirmation_life: timedelta
    rooms: RoomFinder

    def requests(self, action: Action) -> Iterator[Request]:
        """Everything that must be allowed for `action` to be allowed."""
        match action:
            case Say() | Ask():
                yield self._words(action)
            case Notify():
                yield self._request("call_help" if is_call_for_help(action) else "inform", HOME)
            case Wait() | NoteReminder():
                yield self._request("wait", HOME)
            case SetDevice():
                yield self._device(action)
            case RemindDose():
                yield self._reminder(action)
            case StoreClip():
                yield self._clip(action)
            case Look():
                yield self._look()
            case Manipulate():
                yield self._request("manipulate", HOME)
            case Pick() | PutDown():
                yield self._request(action.kind, thing_uid(action.object))
            case _:
                yield from self._with_people(action)

    def _with_people(self, action: Driving | Handover | PlayMusic | Kept) -> Iterator[Request]:
        if isinstance(action, Kept):
            whom = person_of(action)
            facts = memory_facts(action, self.situation.house)
            yield self._request(action.kind, resident_uid(whom), whom, **facts)
        elif isinstance(action, PlayMusic):
            yield self._music(action)
        else:
            yield from self._among_people(action)

    def _among_people(self, action: Driving | Handover) -> Iterator[Request]:
        room = destination_room(action, self.situation, self.rooms)
        match action:
            case Handover():
                yield self._handover(action)
            case Approach():
                yield self._request("approach", resident_uid(action.person), action.person)
            case Escort() | SupportWalking():
                yield self._lead(action, room)
            case MoveTo():
                pass
            case _:
                assert_never(action)
        if room is not None:
            yield self._enter(room, led=action.person if isinstance(action, Escort | SupportWalking) else "")
        elif not isinstance(action, Approach | Handover):
            yield self._request("enter", room_uid(""), entering=True, leading=False, withOccupant=False)

    def _lead(self, action: Escort | SupportWalking, room: Room | None) -> Request:
        whom = action.person
        resident = self.situation.house.resident(whom)
        zones = resident.zones if resident is not None else frozenset()
        facts = {
            "throughExit": room is not None and room.kind is RoomKind.EXIT,
            "outOfZone": bool(zones) and (room is None or room.id not in zones),
        }
        if isinstance(action, Escort):
            facts["homeward"] = room is not None and (room.kind is RoomKind.BATHROOM or room.occupant == whom != "")
        return self._request(action.kind, resident_uid(whom), whom, **facts)

    def _enter(self, room: Room, led: ResidentId) -> Request:
        here = robot_room(self.situation, self.rooms)
        refused = room.occupant != "" and self._refused(room.occupant)
        return self._request(
            "enter",
            room_uid(room.id),
            entering=here is None or here.id != room.id,
            leading=led != "",
            withOccupant=led != "" and led == room.occupant,
            now=self._now(refused=refused, quiet=self._quiet(room.occupant)),
        )

    def _words(self, action: Say | Ask) -> Request:
        claims = claims_of(action.text)
        claimed = {"claims": {fact: claim in claims for fact, claim in _CLAIMS.items()}} if claims else {}
        return self._request(
            action.kind,
            resident_uid(action.to),
            action.to,
            alarmSpeech=is_alarm_speech(action, self.situation.present),
            private=isinstance(action, Say) and action.private,
            othersPresent=others_hear(self.situation, action.to, self.limits),
            namesAnother=isinstance(action, Say) and action.private and names_another(action, self.situation.house),
            **claimed,
        )

    def _music(self, action: PlayMusic) -> Request:
        """Music; to be quieter is to be allowed like waiting. It reaches everybody who lives here, so each counts."""
        if action.quieter:
            return self._request("wait", HOME)
        others = [resident.id for resident in self.situation.house.residents if resident.id != action.to]
        asked = self.situation.present.requester
        herself = asked.kind is RequesterKind.RESIDENT and asked.id == action.to
        return self._request(
            "play_music",
            resident_uid(action.to),
            now=self._now(refused=self._refused(action.to), quiet=not herself and self._quiet(action.to)),
            quietForOthers=any(self._quiet(one) for one in others),
        )

    def _handover(self, action: Handover) -> Request:
        whom = action.to
        return self._request(
            "handover",
            resident_uid(whom),
            whom,
            thing=thing_uid(action.object),
            nurseConfirmed=confirmed_by_nurse(action, self.situation, self.confirmation_life),
            allergen=self._allergen(action),
        )

    def _allergen(self, action: Handover) -> bool:
        thing = self.situation.house.home.object(action.object)
        resident = self.situation.house.resident(action.to)
        return thing is not None and resident is not None and not thing.contains.isdisjoint(resident.allergies)

    def _look(self) -> Request:
        shown, home = self._shown, self.situation.house
        occupant = home.resident(shown.here.occupant) if shown.here is not None else None
        return self._request(
            "look",
            HOME,
            "",
            inBathroom=shown.in_bathroom(""),
            unconsentedInView=any(Consent.CAMERA_POSE not in one.consents for one in shown.residents),
            inPrivateRoom=occupant is not None,
            nightWelcome=occupant is None or Consent.NIGHT_ENTRY in occupant.consents,
            narrowed=shown.narrowed(Data.POSE, "" if occupant is None else occupant.id),
        )

    def _clip(self, action: StoreClip) -> Request:
        return self._request(
            "store_clip",
            resident_uid(action.about),
            action.about,
            inBathroom=self._shown.in_bathroom(action.about),
            othersInView=self._shown.others_without_consent(action.about),
            narrowed=self._shown.narrowed(Data.CLIP, action.about),
        )

    @property
    def _shown(self) -> Shown:
        return Shown(situation=self.situation, rooms=self.rooms)

    def _device(self, action: SetDevice) -> Request:
        return self._request("set_device", HOME, None, **device_facts(action))

    def _reminder(self, action: RemindDose) -> Request:
        dose = self.situation.house.dose(action.dose)
        given = self.situation.present.given_doses
        minutes = _NEVER_MINUTES
        if dose is not None:
            by_clock = minutes_from_due(dose.due, self.situation.present.local_minute)
            minutes = max((_whole(action.minutes_from_due), by_clock), key=abs)
        return self._request(
            "remind_dose",
            dose_uid(action.dose),
            action.resident,
            resident=resident_uid(action.resident),
            rightDrug=dose is not None and action.drug == dose.drug,
            minutesFromDue=minutes,
            recordAtHand=given is not None,
            alreadyGiven=given is not None and action.dose in given,
            anotherPresent=any(one.id != action.resident for one in self._shown.residents),
        )

    def _request(self, action: str, resource: Uid, whom: ResidentId | None = None, **context: Value) -> Request:
        """A request whose `now` knows of the refusal of `whom`; None where it concerns nobody."""
        now = self._now(refused=whom is not None and self._refused(whom), quiet=self._quiet(whom or ""))
        return Request(
            principal=requester_uid(self.situation),
            action=action,
            resource=resource,
            context={"now": now, **context},
        )

    def _now(self, *, refused: bool, quiet: bool) -> Mapping[str, bool | int | Uid]:
        present = self.situation.present
        return {
            "night": self.limits.is_night(present.local_minute),
            "alarm": int(present.alarm),
            "announced": present.announced,
            "refused": refused,
            "quiet": quiet,
            "remote": present.requester.remote,
        }

    def _quiet(self, whom: ResidentId) -> bool:
        """Whether it is one of the quiet hours of the resident."""
        resident = self.situation.house.resident(whom)
        hours = resident.values.quiet_hours if resident is not None else None
        return hours is not None and hours.has(self.situation.present.local_minute)

    def _refused(self, whom: ResidentId) -> bool:
        """Whether the resident's "no" is in force; for nobody in particular, that of anybody in view."""
        refused_by = self.situation.present.refused_by
        concerned = {whom} if whom else {person.resident for person in people_in_view(self.situation)}
        return not refused_by.isdisjoint(concerned)


def minutes_from_due(due: time, local_minute: int) -> int:
    """Minutes since the nearest `due`, negative before it, on a clock of twenty-four hours."""
    since = local_minute - (due.hour * 60 + due.minute)
    return (since + _HALF_DAY) % (2 * _HALF_DAY) - _HALF_DAY


def _whole(minutes: float) -> int:
    """Whole minutes, away from zero; what is no number is far from every due time."""
    if not math.isfinite(minutes):
        return _NEVER_MINUTES
    return math.ceil(abs(minutes)) * (1 if minutes >= 0 else -1)
