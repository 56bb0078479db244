"""Decisions made in advance at the gate: what they stop, what they let pass, and when they give way."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from carebot.core.actions import Action, AlarmLevel, Approach, Escort, Look, MoveTo, Notify, StoreClip
from carebot.core.errors import SettingsError
from carebot.core.people import Requester, RequesterKind, ValueProfile
from carebot.core.situation import House
from carebot.core.values import AdvanceDecision, GivesWay, Value, Wish
from carebot.core.verdicts import Judgement, Verdict
from safety.policies.values import ConflictingValues, Options
from safety.values.conflict import Capacity
from safety.values.wishes import conflict_about
from tests.safety import builders as b
from tests.safety.rules.moments import CLIP, COME, DOSE, TALK, TO, by, with_resident

TO_HER = TO["bedroom_li"]
NIGHT: dict[str, Any] = {"local_minute": b.MIDNIGHT}
IN_HER_ROOM: dict[str, Any] = {"body": b.body_in("bedroom_li")}


@cache
def policy() -> ConflictingValues:
    made = ConflictingValues()
    made.prepare()
    return made


def decided(wish: Wish, gives_way: GivesWay = GivesWay.ANY_ALARM, **more: Any) -> House:
    """The house in which Li decided this in advance."""
    profile = ValueProfile(advance=(AdvanceDecision(wish=wish, gives_way=gives_way),), **more)
    return with_resident(replace(b.LI, values=profile))


def judged(action: Action, house: House, **changes: Any) -> list[Judgement]:
    return list(policy().judge(action, b.situation(house, **changes)))


def refused(action: Action, house: House, **changes: Any) -> bool:
    return any(judgement.verdict is Verdict.DENY for judgement in judged(action, house, **changes))


CASES = [
    (Wish.NO_NIGHT_CHECKS, TO_HER, by(b.BY_ROBOT, **NIGHT), by(b.BY_ROBOT)),
    (Wish.NO_NIGHT_CHECKS, TO_HER, by(b.BY_NURSE, **NIGHT), by(b.BY_LI, **NIGHT)),
    (Wish.NO_NIGHT_CHECKS, TO_HER, by(b.BY_SCHEDULE, **NIGHT), by(b.BY_SCHEDULE, **NIGHT, **IN_HER_ROOM)),
    (
        Wish.NO_NIGHT_CHECKS,
        Approach(person="li", last_seen=b.middle("bedroom_li")),
        by(b.BY_ROBOT, **NIGHT),
        by(b.BY_ROBOT),
    ),
    (Wish.NO_BEDROOM_CAMERA, Look(), by(b.BY_ROBOT, **IN_HER_ROOM), by(b.BY_ROBOT)),
    (Wish.NO_BEDROOM_CAMERA, Look(), by(b.BY_NURSE, **IN_HER_ROOM), by(b.BY_LI, **IN_HER_ROOM)),
    (Wish.NO_BEDROOM_CAMERA, Look(), by(b.BY_ROBOT, **IN_HER_ROOM), by(b.BY_ROBOT, body=None)),
    (
        Wish.NO_BEDROOM_CAMERA,
        CLIP,
        by(b.BY_ROBOT, people=b.people(b.person("li", position=b.middle("bedroom_li")))),
        by(b.BY_ROBOT, people=b.people(b.person("li"))),
    ),
    (Wish.NO_BEDROOM_CAMERA, CLIP, by(b.BY_ROBOT, **IN_HER_ROOM), by(b.BY_ROBOT)),
    (Wish.NO_FAMILY_VISITS, COME, by(b.BY_FAMILY), by(b.BY_CARER)),
    (Wish.NO_FAMILY_VISITS, TO_HER, by(b.BY_FAMILY), by(b.BY_ROBOT)),
    (Wish.NO_REMINDERS, DOSE, by(b.BY_SCHEDULE), by(b.BY_LI)),
    (Wish.NO_REMINDERS, DOSE, by(b.BY_WANG), by(b.BY_LI)),
    (Wish.NO_REMINDERS, DOSE, by(Requester(kind=RequesterKind.CAREGIVER, id="li")), by(b.BY_LI)),
    (Wish.NO_NIGHT_CHECKS, TO_HER, by(b.BY_ROBOT, **NIGHT, body=None), by(b.BY_ROBOT, body=None)),
]


@pytest.mark.parametrize(("wish", "action", "bites", "silent"), CASES)
def test_what_she_decided_against_is_left(
    wish: Wish, action: Action, bites: dict[str, Any], silent: dict[str, Any]
) -> None:
    (judgement,) = judged(action, decided(wish), **bites)
    assert (judgement.rule, judgement.verdict) == ("values.advance_decision", Verdict.DENY)
    assert judgement.alternative.zh
    assert dict(judgement.facts)["wish"] == wish.value
    assert judged(action, decided(wish), **silent) == []
    others = [other for other in Wish if other is not wish]
    assert not any(refused(action, decided(other), **bites) for other in others)


@pytest.mark.parametrize(
    ("gives_way", "level", "stands"),
    [
        (GivesWay.ANY_ALARM, AlarmLevel.LOW, True),
        (GivesWay.ANY_ALARM, AlarmLevel.MEDIUM, False),
        (GivesWay.HIGH_ALARM, AlarmLevel.MEDIUM, True),
        (GivesWay.HIGH_ALARM, AlarmLevel.HIGH, False),
        (GivesWay.NEVER, AlarmLevel.HIGH, True),
    ],
)
@pytest.mark.parametrize("wish", [Wish.NO_NIGHT_CHECKS, Wish.NO_BEDROOM_CAMERA])
def test_it_gives_way_at_the_alarm_that_she_named(
    wish: Wish, gives_way: GivesWay, level: AlarmLevel, stands: bool
) -> None:
    action = Look() if wish is Wish.NO_BEDROOM_CAMERA else TO_HER
    where = IN_HER_ROOM if wish is Wish.NO_BEDROOM_CAMERA else {}
    (judgement,) = judged(action, decided(wish, gives_way), **by(b.BY_ROBOT, **NIGHT, **where, alarm=level))
    assert (judgement.verdict is Verdict.DENY) is stands
    assert judgement.rule == ("values.advance_decision" if stands else "values.life_privacy.3")


def test_what_touches_no_decision_is_not_weighed() -> None:
    house = decided(Wish.NO_NIGHT_CHECKS)
    for action in (
        TALK,
        TO["kitchen"],
        TO["bedroom_wang"],
        MoveTo(place="nowhere"),
        Escort(person="li", place="bedroom_li"),
    ):
        assert judged(action, house, **by(b.BY_ROBOT, **NIGHT)) == []
    call = Notify(text=b.text("help"), level=AlarmLevel.HIGH, about="li")
    assert judged(call, house, **by(b.BY_FAMILY, **NIGHT)) == []


def test_an_unknown_resident_decided_nothing() -> None:
    assert judged(replace(DOSE, resident="nobody"), decided(Wish.NO_REMINDERS), requester=b.BY_ROBOT) == []
    clip = StoreClip(about="nobody", incident="i", retention=timedelta(hours=1))
    assert judged(clip, decided(Wish.NO_REMINDERS), requester=b.BY_ROBOT) == []


def test_whoever_cannot_decide_keeps_what_she_decided() -> None:
    house = with_resident(
        replace(
            b.LI,
            can_decide=False,
            values=decided(Wish.NO_REMINDERS, matters_most=(Value.PRIVACY,)).residents[-1].values,
        )
    )
    assert refused(DOSE, house, requester=b.BY_SCHEDULE)


def test_whoever_cannot_decide_is_weighed_as_such() -> None:
    decision = AdvanceDecision(wish=Wish.NO_REMINDERS)
    for can_decide, capacity in ((True, Capacity.DECIDES), (False, Capacity.CANNOT)):
        resident = replace(b.LI, can_decide=can_decide)
        assert conflict_about(decision, resident, AlarmLevel.LOW).circumstances.capacity is capacity


def test_who_decided_is_looked_up_once_for_each_house() -> None:
    house = decided(Wish.NO_REMINDERS)
    assert set(policy()._who_decided(house)) == {"li"}
    assert policy()._who_decided(house) is policy()._who_decided(house)
    assert policy()._who_decided(b.HOUSE) == {}


def test_limits_that_are_looser_are_refused() -> None:
    shorter = replace(Options().limits, night_end_minute=5 * 60)
    with pytest.raises(SettingsError):
        ConflictingValues(Options(limits=shorter)).prepare()


def test_until_it_is_loaded_everything_is_refused() -> None:
    (judgement,) = ConflictingValues().judge(TALK, b.situation())
    assert (judgement.rule, judgement.verdict) == ("values.not_ready", Verdict.DENY)


def test_the_hours_of_the_night_may_be_longer() -> None:
    longer = ConflictingValues(Options(limits=replace(Options().limits, night_start_minute=20 * 60)))
    longer.prepare()
    early = b.situation(decided(Wish.NO_NIGHT_CHECKS), requester=b.BY_ROBOT, local_minute=20 * 60)
    assert [one.verdict for one in longer.judge(TO_HER, early)] == [Verdict.DENY]
    assert not refused(TO_HER, decided(Wish.NO_NIGHT_CHECKS), requester=b.BY_ROBOT, local_minute=20 * 60)
