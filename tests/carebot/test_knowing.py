"""What the robot knows of its record: the same events give the same knowledge, and each fact ends when it should."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from carebot.core.actions import Action, AlarmLevel, Ask, Handover, MoveTo, Pick, PutDown, Say
from carebot.core.deeds import ActionFinished, GoalAccepted, GoalFinished, RobotStarted
from carebot.core.events import (
    ConsentChanged,
    FallSuspected,
    FaultCleared,
    FaultRaised,
    IntentRecognized,
    Observation,
    Source,
    SpeechChanged,
    WeatherReported,
)
from carebot.core.goals import Conclusion, Goal, GoalResult, Priority
from carebot.core.home import Point
from carebot.core.intents import Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Consent, Requester, RequesterKind, ResidentId
from carebot.core.record import AnyEvent
from carebot.core.situation import House, Posture
from carebot.knowing import LIKELY, REFUSAL_HOLDS, SAID_LATELY, Known, changed_consent
from skills.base import Finding
from tests.carebot.examples import examples, stamp
from tests.safety.builders import BY_LI, BY_NURSE, BY_VOICE, BY_WANG, HOME, HOUSE, LI, MANIFEST, NOW, WANG, text

MOMENT = timedelta(microseconds=1)
HERE, THERE = Point(x_m=1.0, y_m=1.0), Point(x_m=2.0, y_m=2.0)
ONLY_LI = House(home=HOME, manifest=MANIFEST, residents=(LI,))


@pytest.fixture
def known() -> Known:
    return Known(HOUSE, "Asia/Shanghai")


def learn(known: Known, *events: AnyEvent) -> None:
    for event in events:
        known.take_in(event)


def seen(about: ResidentId, position: Point | None) -> Observation:
    return Observation(
        **stamp(), monitor="people", about=about, posture=Posture.SITTING, position=position, confidence=1.0
    )


def fault(source: str, level: AlarmLevel) -> FaultRaised:
    return FaultRaised(**stamp(), source=source, level=level, text=text(source))


def finished(action: Action, result: Result) -> ActionFinished:
    return ActionFinished(**stamp(), run="r", action=action, outcome=Outcome(result=result))


def reminding(goal: str, dose: str) -> GoalAccepted:
    parameters = {"dose": dose} if dose else {}
    return GoalAccepted(
        **stamp(),
        goal=Goal(
            id=goal, skill="remind_medication", parameters=parameters, priority=Priority.CARE, requested_by=BY_LI,
            cause="c", created_at=NOW,
        ),
    )  # fmt: skip


def reminded(goal: str, finding: str, at: datetime = NOW) -> GoalFinished:
    conclusion = Conclusion(result=GoalResult.DONE, summary=text("done"), finding=finding)
    return GoalFinished(id="f", occurred_at=at, goal=goal, skill="remind_medication", conclusion=conclusion)


def test_every_event_can_be_taken_in_and_the_same_give_the_same(known: Known) -> None:
    other = Known(HOUSE, "Asia/Shanghai")
    for event in examples():
        learn(known, event)
        learn(other, event)
    for one in (known, other):
        assert one.house == other.house
        assert (one.faults, one.last_seen, one.holding) == (other.faults, other.last_seen, other.holding)


def test_people_are_where_they_were_last_seen(known: Known) -> None:
    learn(known, seen("li", HERE), seen("wang", HERE), seen("li", THERE), seen("li", None))
    assert known.last_seen == {"li": THERE, "wang": HERE}


def test_who_may_have_fallen_was_seen_there(known: Known) -> None:
    def fall(position: Point | None) -> FallSuspected:
        return FallSuspected(
            **stamp(), monitor="fall", about="li", position=position, confidence=0.9, onset_at=NOW, camera="head"
        )

    learn(known, fall(HERE), fall(None))
    assert known.last_seen == {"li": HERE}


@pytest.mark.parametrize(
    ("events", "worst"),
    [
        ([], AlarmLevel.INFORMATION),
        ([fault("camera", AlarmLevel.LOW)], AlarmLevel.LOW),
        ([fault("camera", AlarmLevel.HIGH), fault("ear", AlarmLevel.LOW)], AlarmLevel.HIGH),
        ([fault("camera", AlarmLevel.HIGH), fault("camera", AlarmLevel.LOW)], AlarmLevel.LOW),
        ([fault("camera", AlarmLevel.HIGH), FaultCleared(**stamp(), source="camera")], AlarmLevel.INFORMATION),
        ([fault("camera", AlarmLevel.HIGH), FaultCleared(**stamp(), source="ear")], AlarmLevel.HIGH),
        ([FaultCleared(**stamp(), source="camera")], AlarmLevel.INFORMATION),
    ],
)
def test_the_worst_fault_that_is_not_cleared(known: Known, events: Iterable[AnyEvent], worst: AlarmLevel) -> None:
    learn(known, *events)
    assert known.worst_fault() is worst


def started(house: House, timezone: str) -> RobotStarted:
    return RobotStarted(**stamp(), body="simulated", version="0", timezone=timezone, house=house)


def test_a_start_brings_the_house_the_zone_and_no_old_faults(known: Known) -> None:
    learn(known, fault("camera", AlarmLevel.HIGH), started(ONLY_LI, "Europe/Berlin"))
    assert known.house is ONLY_LI
    assert known.local(NOW).utcoffset() == timedelta(hours=1)
    assert known.faults == {}


@pytest.mark.parametrize(
    ("actions", "holding"),
    [
        ([], ""),
        ([(Pick(object="cup"), Result.SUCCEEDED)], "cup"),
        ([(Pick(object="cup"), Result.EXECUTION)], ""),
        ([(Pick(object="cup"), Result.CANCELLED)], ""),
        ([(Pick(object="cup"), Result.SUCCEEDED), (MoveTo(place="living"), Result.SUCCEEDED)], "cup"),
        ([(Pick(object="cup"), Result.SUCCEEDED), (PutDown(object="cup"), Result.SUCCEEDED)], ""),
        ([(Pick(object="cup"), Result.SUCCEEDED), (Handover(object="cup", to="li"), Result.SUCCEEDED)], ""),
        ([(Pick(object="cup"), Result.SUCCEEDED), (Handover(object="cup", to="li"), Result.REFUSED)], "cup"),
        ([(Pick(object="cup"), Result.SUCCEEDED), (PutDown(object="cup"), Result.POSTCONDITION)], "cup"),
        ([(Pick(object="cup"), Result.SUCCEEDED), (Pick(object="jar"), Result.SUCCEEDED)], "jar"),
    ],
)
def test_what_the_robot_holds(known: Known, actions: list[tuple[Action, Result]], holding: str) -> None:
    learn(known, *(finished(action, result) for action, result in actions))
    assert known.holding == holding


@pytest.mark.parametrize("finding", list(Finding))
def test_a_dose_counts_as_taken_only_when_the_resident_said_so(known: Known, finding: Finding) -> None:
    learn(known, reminding("g", "noon"), reminded("g", finding))
    assert known.given_doses(NOW) == (frozenset({"noon"}) if finding is Finding.TAKEN_SAID else frozenset())


def test_what_another_goal_found_is_no_dose(known: Known) -> None:
    learn(known, reminding("g", "noon"), reminding("h", ""), reminded("h", Finding.TAKEN_SAID))
    assert known.given_doses(NOW) == frozenset()
    learn(known, reminded("g", Finding.TAKEN_SAID), reminded("g", Finding.NOT_TAKEN_SAID))
    assert known.given_doses(NOW) == {"noon"}


@pytest.mark.parametrize(
    ("taken", "now", "today"),
    [
        (datetime(2026, 3, 1, 15, 59, tzinfo=UTC), datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 1, 15, 59, tzinfo=UTC), datetime(2026, 3, 1, 16, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), datetime(2026, 3, 2, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), datetime(2026, 3, 3, 2, 0, tzinfo=UTC), False),
    ],
)
def test_doses_are_of_the_day_on_the_homes_calendar(known: Known, taken: datetime, now: datetime, today: bool) -> None:
    """Midnight in Shanghai is 16:00 UTC."""
    learn(known, reminding("g", "noon"), reminded("g", Finding.TAKEN_SAID, taken))
    assert bool(known.given_doses(now)) is today


@pytest.mark.parametrize(
    ("since", "holds"), [(timedelta(), True), (REFUSAL_HOLDS - MOMENT, True), (REFUSAL_HOLDS, False)]
)
def test_a_no_holds_for_a_while(known: Known, since: timedelta, holds: bool) -> None:
    known.refuse("li", NOW)
    assert known.refused_by(NOW + since) == (frozenset({"li"}) if holds else frozenset())


def test_a_no_is_renewed_and_taken_back_by_each_for_herself(known: Known) -> None:
    known.refuse("li", NOW)
    known.refuse("wang", NOW)
    known.refuse("li", NOW + timedelta(minutes=4))
    assert known.refused_by(NOW + timedelta(minutes=6)) == {"li"}
    known.withdraw_refusal("li")
    known.withdraw_refusal("nobody")
    assert known.refused_by(NOW) == {"wang"}


@pytest.mark.parametrize(("ahead", "valid"), [(MOMENT, True), (timedelta(), False), (-MOMENT, False)])
def test_a_forecast_is_told_while_it_is_valid(known: Known, ahead: timedelta, valid: bool) -> None:
    assert known.weather(NOW) is None
    learn(known, WeatherReported(**stamp(), text=text("sunny"), valid_until=NOW + ahead))
    assert known.weather(NOW) == (text("sunny") if valid else None)


def test_the_minute_counts_from_midnight_on_the_wall() -> None:
    berlin = Known(HOUSE, "Europe/Berlin")
    before, after = datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert (berlin.local_minute(before), berlin.local_minute(after)) == (119, 180)


def spoken(language: Language) -> IntentRecognized:
    return IntentRecognized(
        **stamp(), intent=Intent(name="yes"), text="yes", language=language, confidence=1.0,
        source=Source.MICROPHONE, speaker=BY_LI,
    )  # fmt: skip


def test_the_language_is_the_one_last_heard_or_the_residents_own(known: Known) -> None:
    english = replace(LI, language=Language.EN)
    assert known.language_for(None) is Language.ZH
    assert known.language_for(english) is Language.EN
    learn(known, spoken(Language.EN))
    assert known.language_for(LI) is Language.EN
    learn(known, spoken(Language.ZH))
    assert known.language_for(english) is Language.ZH


@pytest.mark.parametrize(
    ("house", "about", "requester", "meant"),
    [
        (HOUSE, "wang", BY_LI, "wang"),
        (HOUSE, "", BY_LI, "li"),
        (HOUSE, "nobody", BY_WANG, "wang"),
        (HOUSE, "", BY_NURSE, None),
        (HOUSE, "", BY_VOICE, None),
        (HOUSE, "", Requester(kind=RequesterKind.CAREGIVER, id="li"), None),
        (ONLY_LI, "", BY_NURSE, "li"),
        (ONLY_LI, "", BY_VOICE, "li"),
        (ONLY_LI, "wang", BY_WANG, "li"),
    ],
)
def test_whom_a_goal_is_for(house: House, about: str, requester: Requester, meant: str | None) -> None:
    resident = Known(house, "UTC").resident_meant(about, requester)
    assert (resident.id if resident else None) == meant


def consent(resident: str, purpose: Consent, given: bool) -> ConsentChanged:
    return ConsentChanged(**stamp(), resident=resident, consent=purpose, given=given, by=BY_LI)


@pytest.mark.parametrize("purpose", list(Consent))
@pytest.mark.parametrize("given", [True, False])
def test_a_consent_is_given_and_withdrawn_for_one_person_and_one_purpose(
    known: Known, purpose: Consent, given: bool
) -> None:
    for resident, others in ((LI, WANG), (WANG, LI)):
        house = changed_consent(HOUSE, consent(resident.id, purpose, given))
        changed, unchanged = house.resident(resident.id), house.resident(others.id)
        assert changed is not None
        assert changed.consents == (resident.consents | {purpose} if given else resident.consents - {purpose})
        assert unchanged == others
    learn(known, consent("li", purpose, given), consent("nobody", purpose, given))
    assert known.house == changed_consent(HOUSE, consent("li", purpose, given))


def test_a_manner_of_speech_holds_for_one_person_until_she_wants_it_as_before(known: Known) -> None:
    usual = LI.spoken_to
    learn(known, SpeechChanged(**stamp(), resident="li", rate=0.85), SpeechChanged(**stamp(), resident="nobody"))
    learn(known, SpeechChanged(**stamp(), resident="li", rate=0.85, volume_db=60.0))
    li, wang = known.house.resident("li"), known.house.resident("wang")
    assert li is not None
    assert (li.spoken_to.rate, li.spoken_to.volume_db) == (0.85, 60.0)
    assert li.spoken_to.as_usual == usual
    assert wang == WANG
    learn(known, SpeechChanged(**stamp(), resident="li"))
    assert known.house.resident("li") == LI


def test_what_is_learnt_stays_out_of_the_house_that_was_given(known: Known) -> None:
    learn(known, consent("li", Consent.TOUCH, False))
    assert HOUSE.residents == (LI, WANG)
    assert Consent.TOUCH in LI.consents


HELLO = Say(text=text("hello"), language=Language.EN, to="wang")


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (finished(HELLO, Result.SUCCEEDED), HELLO.text),
        (finished(HELLO, Result.INTERRUPTED), HELLO.text),
        (finished(replace(HELLO, to=""), Result.SUCCEEDED), HELLO.text),
        (finished(replace(HELLO, to="li"), Result.SUCCEEDED), None),
        (finished(replace(HELLO, private=True), Result.SUCCEEDED), None),
        (finished(HELLO, Result.UNHEARD), None),
        (finished(HELLO, Result.REFUSED), None),
        (finished(Ask(text=text("tea?"), language=Language.EN, to="wang"), Result.TIMED_OUT), text("tea?")),
    ],
)
def test_what_was_said_to_her_can_be_said_again(known: Known, event: ActionFinished, said: Text | None) -> None:
    learn(known, event)
    assert known.last_said("wang", event.occurred_at + SAID_LATELY) == said
    assert known.last_said("wang", event.occurred_at + SAID_LATELY + MOMENT) is None


def test_the_last_words_to_her_or_to_whoever_is_near_count(known: Known) -> None:
    first = finished(HELLO, Result.SUCCEEDED)
    later = replace(
        finished(replace(HELLO, to="", text=text("dinner")), Result.SUCCEEDED),
        occurred_at=first.occurred_at + MOMENT,
    )
    learn(known, first, later)
    assert known.last_said("wang", later.occurred_at) == text("dinner")


def test_who_is_only_taken_for_her_is_not_surely_she_until_she_is_known_again(known: Known) -> None:
    assert known.surely("li")
    for likely, surely in ((0.7, False), (None, False), (0.9, True), (None, True)):
        cues = () if likely is None else ((LIKELY, likely),)
        learn(known, replace(seen("li", HERE), evidence=cues))
        assert known.surely("li") is surely
    learn(known, replace(seen("wang", HERE), evidence=((LIKELY, 0.6),)))
    assert (known.surely("li"), known.surely("wang")) == (True, False)
    assert known.guessed() == {"wang"}
