"""The situation that the gate is given: what stands in it, how old each reading is, and what no longer counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from carebot.bus import Bus
from carebot.core.actions import AlarmLevel
from carebot.core.body import Ability, BodyState
from carebot.core.errors import BodyError
from carebot.core.events import ConsentChanged, FallSuspected, IntentRecognized, Source, StopPressed
from carebot.core.home import Point
from carebot.core.intents import NO, Intent
from carebot.core.language import Language
from carebot.core.people import Consent
from carebot.core.record import AnyEvent
from carebot.core.situation import Confirmation, House, PeopleView, PersonSeen, Posture, Present
from carebot.core.verdicts import Confirmer
from carebot.incidents import Chain
from carebot.knowing import Known
from carebot.modes import Mode
from carebot.orchestrator import Orchestrator
from carebot.situations import ANNOUNCEMENT_HOLDS, SIGHTING_HOLDS, Situations
from tests.carebot.examples import stamp
from tests.safety.builders import BY_LI, BY_NURSE, HOUSE, MANIFEST, NOW, body, person, text

MOMENT = timedelta(microseconds=1)
SECOND = timedelta(seconds=1)
INF = math.inf


@dataclass
class TwoClocks:
    """A wall clock that can be set and a monotonic one that cannot."""

    wall: datetime = NOW
    elapsed: timedelta = timedelta(hours=7)

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> timedelta:
        return self.elapsed

    async def sleep(self, duration: timedelta) -> None:
        self.pass_time(duration)

    def pass_time(self, duration: timedelta) -> None:
        self.wall += duration
        self.elapsed += duration


@dataclass
class StatedBody:
    """A body that measures what it is told to, or cannot be read."""

    reading: BodyState | None = field(default_factory=body)
    stopped: bool = False

    def state(self) -> BodyState:
        if self.reading is None:
            raise BodyError(text("no connection"))
        return self.reading


class Moment:
    """Situations with everything they are put together from."""

    def __init__(self, house: House = HOUSE, timezone: str = "Asia/Shanghai") -> None:
        self.bus = Bus()
        self.clock = TwoClocks()
        self.body = StatedBody()
        known = Known(house, timezone)
        self.orchestrator = Orchestrator(self.bus, known, {}, Chain(), lambda name, after: None)
        self.situations = Situations(self.orchestrator, self.body, self.clock)

    def present(self, confirmations: Sequence[Confirmation] = ()) -> Present:
        return self.situations.situation(BY_LI, confirmations).present

    def publish(self, event: AnyEvent) -> None:
        self.bus.publish(replace(event, occurred_at=self.clock.now()))

    def see(self, *people: PersonSeen) -> None:
        self.situations.saw(PeopleView(people=people, nearest_m=min((one.nearest_m for one in people), default=INF)))


def without_lidar() -> House:
    abilities = frozenset(Ability) - {Ability.LIDAR}
    return replace(HOUSE, manifest=replace(MANIFEST, abilities=abilities))


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def eyes_alone() -> Moment:
    """A body that has no lidar."""
    return Moment(without_lidar())


def test_it_says_who_asks_and_when(moment: Moment) -> None:
    situation = moment.situations.situation(BY_NURSE)
    assert situation.house is HOUSE
    assert (situation.present.requester, situation.present.at) == (BY_NURSE, NOW)


@pytest.mark.parametrize(
    ("timezone", "wall", "minute"),
    [
        ("UTC", datetime(2026, 3, 1, 0, 0, tzinfo=UTC), 0),
        ("UTC", datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC), 23 * 60 + 59),
        ("Asia/Shanghai", datetime(2026, 3, 1, 15, 59, tzinfo=UTC), 23 * 60 + 59),
        ("Asia/Shanghai", datetime(2026, 3, 1, 16, 0, tzinfo=UTC), 0),
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 59, tzinfo=UTC), 119),
        ("Europe/Berlin", datetime(2026, 3, 29, 1, 0, tzinfo=UTC), 180),
    ],
)
def test_the_minute_is_that_of_the_homes_wall_clock(timezone: str, wall: datetime, minute: int) -> None:
    moment = Moment(timezone=timezone)
    moment.clock.wall = wall
    assert moment.present().local_minute == minute


def test_confirmations_are_handed_on(moment: Moment) -> None:
    yes = Confirmation(action_digest="d", confirmer=Confirmer.STAFF, by="nurse", at=NOW)
    assert moment.present([yes]).confirmations == (yes,)
    assert moment.present().confirmations == ()


@pytest.mark.parametrize(
    ("taken", "age"),
    [
        (NOW, timedelta()),
        (NOW - timedelta(milliseconds=50), timedelta(milliseconds=50)),
        (NOW - timedelta(hours=1), timedelta(hours=1)),
        (NOW + timedelta(milliseconds=50), timedelta(milliseconds=50)),
        (NOW + timedelta(hours=1), timedelta(hours=1)),
    ],
)
def test_a_reading_of_the_body_is_as_old_as_it_is_far_from_now(moment: Moment, taken: datetime, age: timedelta) -> None:
    """Also in the future: a clock that was set makes no reading fresh."""
    moment.body.reading = body(at=taken)
    reading = moment.present().body
    assert reading is not None
    assert (reading.value, reading.age) == (moment.body.reading, age)


def test_a_body_that_cannot_be_read_has_no_reading_and_sees_nobody(moment: Moment) -> None:
    moment.see(person("li", 3.0))
    moment.body.reading = None
    present = moment.present()
    assert present.body is None
    assert present.people is None


@pytest.mark.parametrize("stopped", [True, False])
def test_a_latched_stop_is_told(moment: Moment, stopped: bool) -> None:
    moment.body.stopped = stopped
    assert moment.present().stopped is stopped


@pytest.mark.parametrize("seen", [(), (1.5,), (3.0, 1.5, 2.0), (0.0,)])
def test_the_eye_alone_tells_who_is_where_and_how_near(eyes_alone: Moment, seen: tuple[float, ...]) -> None:
    eyes_alone.body.reading = body(nearest_obstacle_m=0.2)
    people = tuple(person("li", distance_m, posture=Posture.STANDING) for distance_m in seen)
    eyes_alone.see(*people)
    reading = eyes_alone.present().people
    assert reading is not None
    assert reading.value == PeopleView(people=people, nearest_m=min(seen, default=INF))


@pytest.mark.parametrize(
    ("since", "counts"),
    [(timedelta(), True), (SECOND, True), (SIGHTING_HOLDS, True), (SIGHTING_HOLDS + MOMENT, False)],
)
def test_what_the_eye_saw_ages_and_then_no_longer_counts(eyes_alone: Moment, since: timedelta, counts: bool) -> None:
    eyes_alone.see(person("li", 3.0))
    eyes_alone.clock.pass_time(since)
    reading = eyes_alone.present().people
    assert (reading is not None) is counts
    if reading is not None:
        assert reading.age == since


def test_an_eye_that_never_saw_and_no_lidar_make_no_reading(eyes_alone: Moment) -> None:
    assert eyes_alone.present().people is None


@pytest.mark.parametrize(
    ("obstacle_m", "seen", "nearest_m"),
    [
        (INF, (), INF),
        (0.8, (), 0.8),
        (0.8, (1.5,), 0.8),
        (2.0, (1.5,), 1.5),
        (INF, (1.5, 0.4), 0.4),
        (1.0, (1.0,), 1.0),
    ],
)
def test_of_lidar_and_eye_the_nearer_counts(
    moment: Moment, obstacle_m: float, seen: tuple[float, ...], nearest_m: float
) -> None:
    moment.body.reading = body(nearest_obstacle_m=obstacle_m)
    moment.see(*(person("li", distance_m) for distance_m in seen))
    reading = moment.present().people
    assert reading is not None
    assert reading.value.nearest_m == nearest_m
    assert [one.nearest_m for one in reading.value.people] == list(seen)


@pytest.mark.parametrize("since", [timedelta(), SIGHTING_HOLDS, SIGHTING_HOLDS + MOMENT])
def test_a_lidar_knows_distances_as_freshly_as_the_body_and_the_eye_who_it_is(moment: Moment, since: timedelta) -> None:
    moment.body.reading = body(nearest_obstacle_m=0.9, at=NOW + since - timedelta(milliseconds=40))
    moment.see(person("li", 0.5))
    moment.clock.pass_time(since)
    reading = moment.present().people
    assert reading is not None
    assert reading.age == timedelta(milliseconds=40)
    known = since <= SIGHTING_HOLDS
    assert [one.resident for one in reading.value.people] == (["li"] if known else [])
    assert reading.value.nearest_m == (0.5 if known else 0.9)


@pytest.mark.parametrize("nonsense", [math.nan, -1.0, -INF])
def test_nonsense_is_handed_on_to_the_gate_rather_than_made_to_look_sound(moment: Moment, nonsense: float) -> None:
    """The gate takes a distance that is no number for the worst; it must be able to see it."""
    moment.body.reading = body(nearest_obstacle_m=3.0)
    moment.see(person("li", nonsense))
    reading = moment.present().people
    assert reading is not None
    assert any(not one.nearest_m >= 0 for one in reading.value.people)
    moment.body.reading = body(nearest_obstacle_m=nonsense)
    moment.see(person("li", 1.0))
    reading = moment.present().people
    assert reading is not None
    assert not reading.value.nearest_m >= 0


def test_the_last_sighting_replaces_the_one_before(eyes_alone: Moment) -> None:
    eyes_alone.see(person("li", 0.5))
    eyes_alone.see()
    reading = eyes_alone.present().people
    assert reading is not None
    assert reading.value.people == ()


@pytest.mark.parametrize(
    ("since", "holds"), [(timedelta(), True), (ANNOUNCEMENT_HOLDS, True), (ANNOUNCEMENT_HOLDS + MOMENT, False)]
)
def test_an_announcement_holds_for_a_while(moment: Moment, since: timedelta, holds: bool) -> None:
    assert not moment.present().announced
    moment.situations.announced()
    moment.clock.pass_time(since)
    assert moment.present().announced is holds
    moment.situations.announced()
    assert moment.present().announced


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(hours=-1), timedelta(hours=1)])
def test_setting_the_wall_clock_makes_no_sighting_or_announcement_last_longer_or_shorter(
    eyes_alone: Moment, jump: timedelta
) -> None:
    eyes_alone.see(person("li", 3.0))
    eyes_alone.situations.announced()
    eyes_alone.clock.wall += jump
    present = eyes_alone.present()
    assert present.announced
    assert present.people is not None
    assert present.people.age == timedelta()
    eyes_alone.clock.pass_time(ANNOUNCEMENT_HOLDS + MOMENT)
    present = eyes_alone.present()
    assert not present.announced
    assert present.people is None


def test_mode_and_alarm_are_those_of_the_orchestrator(moment: Moment) -> None:
    present = moment.present()
    assert (present.mode, present.alarm) == (Mode.STARTING.value, AlarmLevel.INFORMATION)
    moment.publish(
        FallSuspected(
            **stamp(), monitor="fall", about="li", position=Point(x_m=1.0, y_m=1.0), confidence=0.9, onset_at=NOW,
            camera="head",
        )
    )  # fmt: skip
    assert moment.present().alarm is AlarmLevel.MEDIUM
    moment.publish(StopPressed(**stamp(), by=BY_NURSE, source=Source.PANEL))
    assert moment.present().mode == moment.orchestrator.mode.value == Mode.STOPPED.value


def test_a_no_is_in_force_at_once(moment: Moment) -> None:
    assert moment.present().refused_by == frozenset()
    moment.publish(
        IntentRecognized(
            **stamp(), intent=Intent(name=NO), text="不要", language=Language.ZH, confidence=1.0,
            source=Source.MICROPHONE, speaker=BY_LI,
        )
    )  # fmt: skip
    assert moment.present().refused_by == {"li"}


def test_a_consent_that_is_withdrawn_is_gone_at_once(moment: Moment) -> None:
    moment.publish(ConsentChanged(**stamp(), resident="li", consent=Consent.TOUCH, given=False, by=BY_LI))
    resident = moment.situations.situation(BY_LI).house.resident("li")
    assert resident is not None
    assert Consent.TOUCH not in resident.consents


@pytest.mark.parametrize(("likely", "who"), [(0.9, "li"), (0.7, "")])
def test_a_guess_who_somebody_is_gives_no_rights(moment: Moment, likely: float, who: str) -> None:
    moment.see(person("li", likely=likely))
    people = moment.present().people
    assert people is not None
    assert [one.resident for one in people.value.people] == [who]
