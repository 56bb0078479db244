"""What would change a verdict: every single change of the facts, then every pair, that makes the gate milder.

Only what the gate itself says, asked about the changed moment, is named; a pair is named only where neither of its
halves is enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Final

from carebot.core.actions import Action, AlarmLevel, RemindDose
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.people import NURSES, CaregiverId, Consent, Requester, RequesterKind, Resident, Role
from carebot.core.situation import House, Posture, Situation
from carebot.core.verdicts import Confirmer, Decision, Verdict
from safety import _supposing_texts as texts
from safety import supposing
from safety._subjects import people_in_view, person_of, thing_of
from safety.supposing import Judge, Moment, Supposition

MOST: Final = 5
_NOON: Final = 12 * 60
_LIMITS: Final = SafetyLimits()
_COOL_C: Final = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of the facts after which the gate is milder: what would be otherwise, and the verdict then."""

    suppositions: tuple[Supposition, ...]
    verdict: Verdict

    @property
    def text(self) -> Text:
        """The change as a sentence."""
        zh = "，而且".join(one.text.zh for one in self.suppositions)
        en = " and ".join(one.text.en for one in self.suppositions)
        then = texts.THEN[self.verdict]
        return Text(zh=f"如果{zh}，{then.zh}", en=f"If {en}, {then.en}")


def what_would_change(judge: Judge, action: Action, situation: Situation, most: int = MOST) -> tuple[Change, ...]:
    """The smallest changes after which `judge` is milder on `action`, the mildest first; none where nothing helps.

    Pairs are tried only where no single change helps.
    """
    moment = Moment(action=action, situation=situation)
    decision = judge(action, situation)
    if decision.verdict is Verdict.ALLOW:
        return ()
    possible = tuple(suppositions(moment, decision))
    singles = tuple(_milder(judge, moment, decision, ((one,) for one in possible)))
    found = singles or tuple(_milder(judge, moment, decision, combinations(possible, 2)))
    return tuple(sorted(found, key=lambda change: change.verdict)[:most])


def _milder(
    judge: Judge, moment: Moment, before: Decision, changes: Iterable[tuple[Supposition, ...]]
) -> Iterator[Change]:
    for change in changes:
        supposed = moment
        for supposition in change:
            supposed = supposition.suppose(supposed)
        verdict = judge(supposed.action, supposed.situation).verdict
        if verdict < before.verdict:
            yield Change(suppositions=change, verdict=verdict)


def suppositions(moment: Moment, decision: Decision) -> Iterator[Supposition]:
    """Everything that might be otherwise at `moment`, for each that is not so already."""
    possible = (
        *_of_the_hour(moment),
        *_of_people_near(moment),
        *_of_the_body(decision.verdict),
        *_of_the_thing(moment),
        *_of_medicine(moment),
        *_of_consent(moment),
        *_of_a_yes(moment, decision.considered),
        *_of_the_asker(moment),
    )
    return (one for one in possible if one.suppose(moment) != moment)


def _of_the_hour(moment: Moment) -> Iterator[Supposition]:
    present = moment.situation.present
    if _LIMITS.is_night(present.local_minute):
        yield _named("by_day", texts.BY_DAY, partial(supposing.at_minute, local_minute=_NOON))
    for resident in sorted(present.refused_by):
        if resident == person_of(moment.action) or len(present.refused_by) == 1:
            yield _named("not_refused", texts.NOT_REFUSED, partial(supposing.refused, resident=resident, holds=False))
    yield _named("announced", texts.ANNOUNCED, partial(supposing.announced, said=True))
    yield _named("alarm", texts.ALARM, partial(supposing.at_alarm, level=AlarmLevel.HIGH))


def _of_people_near(moment: Moment) -> Iterator[Supposition]:
    whom = person_of(moment.action)
    yield _named("people_farther", texts.FARTHER, partial(supposing.people_at, distance_m=supposing.OUT_OF_REACH_M))
    yield _named("nobody_near", texts.NOBODY_NEAR, supposing.in_view)
    if whom and any(one.resident == whom for one in people_in_view(moment.situation)):
        yield _named("alone", texts.ALONE, partial(supposing.alone_with, resident=whom))
        yield _named("seated", texts.SEATED, partial(supposing.posture, resident=whom, held=Posture.SITTING))
    elif whom:
        yield _named("seated_in_view", texts.SEATED_IN_VIEW, partial(supposing.seated_in_view, resident=whom))


def _of_the_body(verdict: Verdict) -> Iterator[Supposition]:
    yield _named("released", texts.RELEASED, partial(supposing.stopped, latched=False))
    yield _named("healthy", texts.HEALTHY, supposing.healthy)
    yield _named("fresh_senses", texts.FRESH, partial(supposing.senses_aged, age=supposing.JUST_NOW))
    # That a slower drive need not be slowed says nothing; that it would be allowed at all does.
    if verdict is Verdict.DENY:
        yield _named("slower", texts.SLOWER, partial(supposing.slower, speed_mps=_LIMITS.contact_speed_mps))


def _of_the_thing(moment: Moment) -> Iterator[Supposition]:
    thing_id = thing_of(moment.action)
    thing = moment.situation.house.home.object(thing_id) if thing_id is not None else None
    if thing is None:
        return
    of = partial(supposing.thing, object_id=thing.id)
    yield _named("labelled", texts.LABELLED, partial(of, labelled=True))
    yield _named("lidded", texts.LIDDED, partial(of, lidded=True))
    yield _named("cooler", texts.COOLER, partial(of, temperature_c=min(thing.temperature_c, _COOL_C)))


def _of_medicine(moment: Moment) -> Iterator[Supposition]:
    action, doses = moment.action, moment.situation.present.given_doses
    if not isinstance(action, RemindDose):
        return
    yield _named("dose_due", texts.DOSE_DUE, supposing.due_now)
    if doses is None:
        yield _named("record_at_hand", texts.RECORD, partial(supposing.given, doses=frozenset()))
    else:
        yield _named("not_given", texts.NOT_GIVEN, partial(supposing.given, doses=doses - {action.dose}))


def _of_consent(moment: Moment) -> Iterator[Supposition]:
    for resident in _concerned(moment):
        for purpose in Consent:
            agreed = partial(supposing.consent, resident=resident.id, purpose=purpose, given=True)
            yield _named(f"consent_{purpose.value}", texts.CONSENTS[purpose.value], agreed)


def _of_a_yes(moment: Moment, form: Action) -> Iterator[Supposition]:
    whom, nurse = person_of(form), _caregiver(moment.situation.house, NURSES)
    if whom:
        own = partial(supposing.confirmed, form=form, confirmer=Confirmer.RESIDENT, by=whom)
        yield _named("resident_yes", texts.RESIDENT_YES, own)
    if nurse:
        staff = partial(supposing.confirmed, form=form, confirmer=Confirmer.STAFF, by=nurse)
        yield _named("nurse_yes", texts.NURSE_YES, staff)


def _of_the_asker(moment: Moment) -> Iterator[Supposition]:
    house = moment.situation.house
    concerned = person_of(moment.action)
    if concerned:
        herself = Requester(kind=RequesterKind.RESIDENT, id=concerned)
        yield _named("asked_by_herself", texts.BY_HERSELF, partial(supposing.asked_by, requester=herself))
    carers = frozenset({Role.CAREGIVER})
    for role, roles, text in ((Role.CAREGIVER, carers, texts.BY_CARER), (Role.NURSE, NURSES, texts.BY_NURSE)):
        caregiver = _caregiver(house, roles)
        if caregiver:
            asker = Requester(kind=RequesterKind.CAREGIVER, id=caregiver)
            yield _named(f"asked_by_{role.value}", text, partial(supposing.asked_by, requester=asker))


def _caregiver(house: House, roles: frozenset[Role]) -> CaregiverId:
    """Somebody on shift in one of these roles; empty where there is nobody."""
    return next((one.id for one in house.caregivers if one.role in roles and one.on_shift), "")


def _concerned(moment: Moment) -> tuple[Resident, ...]:
    """Whose consent may matter: whom the action names, those in view, and whoever lives where it leads."""
    house, whom = moment.situation.house, person_of(moment.action)
    seen = {one.resident for one in people_in_view(moment.situation)}
    occupant = supposing.occupant_of(moment)
    return tuple(one for one in house.residents if one.id in {whom, occupant, *seen} - {""})


def _named(name: str, text: Text, suppose: supposing.Suppose) -> Supposition:
    return Supposition(name=name, text=text, suppose=suppose)
