"""Suppositions: a moment with one thing otherwise, so that the gate can be asked what it would say then.

Nothing here is ever acted on: what is supposed goes to the same judging code and nowhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from carebot.core.actions import Action, AlarmLevel, Driving, RemindDose
from carebot.core.body import Health
from carebot.core.home import ObjectId, Point
from carebot.core.language import Text
from carebot.core.people import Consent, Requester, ResidentId
from carebot.core.permits import action_digest
from carebot.core.situation import Confirmation, House, PeopleView, PersonSeen, Posture, Reading, Situation
from carebot.core.verdicts import Confirmer, Decision
from safety._rooms import RoomFinder
from safety._subjects import destination_room, person_of

Judge = Callable[[Action, Situation], Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An action and the situation in which it is judged."""

    action: Action
    situation: Situation

    def with_present(self, **changes: Any) -> "Moment":
        """The same moment with other circumstances."""
        return replace(self, situation=replace(self.situation, present=replace(self.situation.present, **changes)))

    def with_house(self, house: House) -> "Moment":
        """The same moment in another house."""
        return replace(self, situation=replace(self.situation, house=house))


Suppose = Callable[[Moment], Moment]
JUST_NOW: Final = timedelta()
OUT_OF_REACH_M: Final = 3.0
"""Farther than any speed in rooms and any announcement asks for (SAFETY.md, limits)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposition:
    """One thing that might be otherwise: `text` is the clause that tells it, `suppose` makes it so."""

    name: str
    text: Text
    suppose: Suppose


def asked_by(moment: Moment, requester: Requester) -> Moment:
    """Somebody else asks."""
    return moment.with_present(requester=requester)


def at_minute(moment: Moment, local_minute: int) -> Moment:
    """Another time of day, in minutes from midnight."""
    return moment.with_present(local_minute=local_minute)


def at_alarm(moment: Moment, level: AlarmLevel) -> Moment:
    """An alarm of this level stands."""
    return moment.with_present(alarm=level)


def refused(moment: Moment, resident: ResidentId, *, holds: bool) -> Moment:
    """The resident's no is in force, or not."""
    others = moment.situation.present.refused_by - {resident}
    return moment.with_present(refused_by=others | {resident} if holds else others)


def announced(moment: Moment, *, said: bool) -> Moment:
    """The robot has said that it comes, or not."""
    return moment.with_present(announced=said)


def consent(moment: Moment, resident: ResidentId, purpose: Consent, *, given: bool) -> Moment:
    """The resident agrees to a purpose, or not."""
    house = moment.situation.house
    residents = tuple(
        replace(person, consents=person.consents | {purpose} if given else person.consents - {purpose})
        if person.id == resident
        else person
        for person in house.residents
    )
    return moment.with_house(replace(house, residents=residents))


def stopped(moment: Moment, *, latched: bool) -> Moment:
    """A stop is latched, or everything that holds the body is released."""
    body = moment.situation.present.body
    if body is not None and not latched:
        body = replace(body, value=replace(body.value, emergency_stop=False, bumped=False))
    return moment.with_present(stopped=latched, body=body)


def healthy(moment: Moment) -> Moment:
    """The body is sound and knows where it is."""
    body = moment.situation.present.body
    if body is None:
        return moment
    return moment.with_present(body=replace(body, value=replace(body.value, health=Health.OK, localised=True)))


def senses_aged(moment: Moment, age: timedelta) -> Moment:
    """Body and people were last sensed so long ago; what was never sensed stays unknown."""
    present = moment.situation.present
    body = replace(present.body, age=age) if present.body is not None else None
    people = replace(present.people, age=age) if present.people is not None else None
    return moment.with_present(body=body, people=people)


def senses_lost(moment: Moment) -> Moment:
    """Nothing is known of body and people."""
    return moment.with_present(body=None, people=None)


def people_at(moment: Moment, distance_m: float) -> Moment:
    """Everybody in view, or somebody unknown where nobody is, stands at this distance; the senses are fresh."""
    seen = _seen(moment)
    people = tuple(replace(person, nearest_m=distance_m) for person in seen)
    view = PeopleView(people=people, nearest_m=distance_m)
    return moment.with_present(people=Reading(value=view, age=timedelta()))


def in_view(moment: Moment, *people: PersonSeen) -> Moment:
    """Exactly these people are in view."""
    nearest_m = min((person.nearest_m for person in people), default=float("inf"))
    return moment.with_present(people=Reading(value=PeopleView(people=people, nearest_m=nearest_m), age=timedelta()))


def seated_in_view(moment: Moment, resident: ResidentId) -> Moment:
    """The resident sits where the robot sees her, out of its reach; whoever else was in view still is."""
    body = moment.situation.present.body
    here = body.value.pose.point if body is not None else Point(x_m=0.0, y_m=0.0)
    there = PersonSeen(
        track="supposed", position=here, nearest_m=OUT_OF_REACH_M, posture=Posture.SITTING, resident=resident
    )
    return in_view(moment, *_seen(moment), there)


def alone_with(moment: Moment, resident: ResidentId) -> Moment:
    """Nobody but `resident` is in view."""
    return in_view(moment, *(person for person in _seen(moment) if person.resident == resident))


def posture(moment: Moment, resident: ResidentId, held: Posture) -> Moment:
    """The resident holds herself so, where she is in view."""
    view = moment.situation.present.people
    if view is None:
        return moment
    people = tuple(replace(one, posture=held) if one.resident == resident else one for one in view.value.people)
    return moment.with_present(people=replace(view, value=replace(view.value, people=people)))


def confirmed(moment: Moment, form: Action, confirmer: Confirmer, by: str) -> Moment:
    """`by` has just said yes to exactly `form`."""
    present = moment.situation.present
    yes = Confirmation(action_digest=action_digest(form), confirmer=confirmer, by=by, at=present.at)
    return moment.with_present(confirmations=(*present.confirmations, yes))


def due_now(moment: Moment) -> Moment:
    """The dose of a reminder is due at this minute."""
    action = moment.action
    if not isinstance(action, RemindDose):
        return moment
    dose = moment.situation.house.dose(action.dose)
    if dose is None:
        return moment
    due = replace(moment, action=replace(action, minutes_from_due=0.0))
    return at_minute(due, dose.due.hour * 60 + dose.due.minute)


def given(moment: Moment, doses: frozenset[str] | None) -> Moment:
    """The medication record has these doses as given today; None: it is not at hand."""
    return moment.with_present(given_doses=doses)


def thing(moment: Moment, object_id: ObjectId, **changes: Any) -> Moment:
    """A thing of the home is otherwise."""
    house = moment.situation.house
    objects = tuple(replace(one, **changes) if one.id == object_id else one for one in house.home.objects)
    return moment.with_house(replace(house, home=replace(house.home, objects=objects)))


def slower(moment: Moment, speed_mps: float) -> Moment:
    """A drive is asked for at this speed."""
    action = moment.action
    return replace(moment, action=replace(action, speed_mps=speed_mps)) if isinstance(action, Driving) else moment


def person_named(moment: Moment) -> ResidentId:
    """Whom the action names; empty where it names nobody."""
    return person_of(moment.action)


def occupant_of(moment: Moment) -> ResidentId:
    """Who lives in the room that the action leads into; empty where it leads into nobody's."""
    room = destination_room(moment.action, moment.situation, RoomFinder())
    return room.occupant if room is not None else ""


def _seen(moment: Moment) -> tuple[PersonSeen, ...]:
    view = moment.situation.present.people
    return view.value.people if view is not None else ()
