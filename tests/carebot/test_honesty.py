"""How often the alarms were right: counted from the record, each share with what it leaves open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from carebot.core.actions import AlarmLevel
from carebot.core.alarms import (
    AlarmArrived,
    AlarmMarked,
    AlarmMissed,
    AlarmResolved,
    IncidentChanged,
    IncidentStage,
)
from carebot.core.concerns import Concern
from carebot.core.deeds import ModeChanged, RobotReady, RobotStarted, RobotStopping
from carebot.core.home import Point
from carebot.core.people import ResidentId
from carebot.core.record import AnyEvent
from carebot.honesty import KINDS, Figures, Honesty, Share, of_journal
from carebot.journal import Journal
from carebot.scribe import Stamp
from tests.carebot.examples import examples
from tests.safety.builders import BY_NURSE, HOUSE, NOW, NURSE_ZHANG, middle, text

DAY = timedelta(days=1)


@dataclass
class Days:
    """A record of some days, told by hours since its start."""

    honesty: Honesty = field(default_factory=Honesty)
    count: int = 0
    record: Callable[[AnyEvent], None] = lambda _: None

    def tell(self, hours: float, make: type[AnyEvent], **rest: object) -> None:
        self.count += 1
        stamp = Stamp(id=f"e{self.count}", occurred_at=NOW + timedelta(hours=hours), cause="seen")
        event = make(**stamp, **rest)  # type: ignore[arg-type]  # each kind has fields of its own
        self.honesty.take_in(event)
        self.record(event)

    def start(self, hours: float = 0) -> None:
        self.tell(hours, RobotStarted, body="b", version="1", timezone="Asia/Shanghai", house=HOUSE)
        self.tell(hours, RobotReady)

    def incident(
        self,
        hours: float,
        name: str,
        *stages: IncidentStage,
        concern: Concern = Concern.FALL,
        position: Point | None = None,
        about: ResidentId = "li",
    ) -> None:
        opened_at = NOW + timedelta(hours=hours)
        for minutes, stage in enumerate(stages):
            self.tell(
                hours + minutes / 60, IncidentChanged, incident=name, about=about, stage=stage, level=AlarmLevel.HIGH,
                chain_step=0, text=text("fell"), position=position, opened_at=opened_at, concern=concern,
            )  # fmt: skip

    def alarm(self, hours: float, name: str, concern: Concern = Concern.FALL) -> None:
        self.incident(hours, name, IncidentStage.SUSPECTED, IncidentStage.ALARM, concern=concern)

    def mark(self, hours: float, name: str, right: bool) -> None:
        self.tell(hours, AlarmMarked, incident=name, by=BY_NURSE, name=NURSE_ZHANG, right=right)

    def figures(self, hours: float = 24) -> Figures:
        return self.honesty.figures(NOW, NOW + timedelta(hours=hours))


@pytest.fixture
def days() -> Days:
    started = Days()
    started.start()
    return started


def test_a_carers_last_word_judges_an_alarm(days: Days) -> None:
    days.alarm(1, "real")
    days.tell(1.5, AlarmResolved, incident="real", by=BY_NURSE, name=NURSE_ZHANG, real=True)
    days.alarm(2, "false")
    days.tell(2.5, AlarmResolved, incident="false", by=BY_NURSE, name=NURSE_ZHANG, real=True)
    days.mark(3, "false", right=False)
    days.alarm(4, "open")
    figures = days.figures()
    assert (figures.calls, figures.unjudged) == (3, 1)
    assert (figures.precision.part, figures.precision.of, figures.precision.value) == (1, 2, 0.5)


def test_who_is_known_later_is_whom_it_is_about(days: Days) -> None:
    days.incident(1, "fall", IncidentStage.SUSPECTED, about="")
    days.incident(1.1, "fall", IncidentStage.ALARM, about="li")
    assert days.honesty.cases["fall"].about == "li"


def test_what_was_only_asked_about_is_no_call(days: Days) -> None:
    days.incident(1, "asked", IncidentStage.SUSPECTED, IncidentStage.ASKED, IncidentStage.DISMISSED)
    figures = days.figures()
    assert (figures.calls, figures.asked, figures.precision.value) == (0, 1, None)


def test_recall_counts_what_carers_say_was_missed(days: Days) -> None:
    days.alarm(1, "real")
    days.mark(2, "real", right=True)
    assert days.figures().recall.value == 1.0
    days.tell(
        30, AlarmMissed, concern=Concern.FALL, about="li", happened_at=NOW + timedelta(hours=5), by=BY_NURSE,
        name=NURSE_ZHANG,
    )  # fmt: skip
    figures = days.figures()
    assert (figures.missed, figures.recall.value) == (1, 0.5)


def test_the_time_to_a_person_is_from_the_call_until_somebody_was_there(days: Days) -> None:
    for number, minutes in enumerate((1, 2, 3, 4, 5)):
        days.alarm(number, f"i{number}")
        called = number + 1 / 60
        days.tell(called + minutes / 60, AlarmArrived, incident=f"i{number}", by=BY_NURSE, name=NURSE_ZHANG)
        days.tell(called + 1, AlarmResolved, incident=f"i{number}", by=BY_NURSE, name=NURSE_ZHANG, real=True)
    figures = days.figures()
    assert figures.to_person_p50 is not None
    assert figures.to_person_p50.total_seconds() == pytest.approx(180)
    assert figures.to_person_p90 is not None
    assert figures.to_person_p90.total_seconds() == pytest.approx(276)


def test_one_arrival_is_both_quantiles_and_none_is_none(days: Days) -> None:
    assert days.figures().to_person_p50 is None
    days.alarm(1, "i")
    days.tell(1 + 3 / 60, AlarmResolved, incident="i", by=BY_NURSE, name=NURSE_ZHANG, real=True)
    figures = days.figures()
    assert figures.to_person_p50 == figures.to_person_p90


def test_false_alarms_are_counted_by_the_days_of_residents_that_were_watched(days: Days) -> None:
    days.alarm(1, "false")
    days.mark(2, "false", right=False)
    assert days.figures().false_a_resident_day == pytest.approx(1 / len(HOUSE.residents))
    days.tell(12, RobotStopping)
    assert days.figures(48).false_a_resident_day == pytest.approx(2 / len(HOUSE.residents))


def test_after_a_kill_nothing_counts_as_watched_until_the_next_start(days: Days) -> None:
    days.tell(6, ModeChanged, before="idle", after="engaged", trigger="engage")
    days.start(18)
    assert days.honesty.watched(NOW, NOW + DAY) == timedelta(hours=12) * len(HOUSE.residents)


def test_figures_by_cause_and_by_room(days: Days) -> None:
    days.alarm(1, "fall")
    days.incident(2, "up", IncidentStage.ALARM, concern=Concern.OUT_OF_BED, position=middle("hallway"))
    until = NOW + DAY
    assert days.honesty.figures(NOW, until, lambda concern, _: concern is Concern.FALL).calls == 1
    assert days.honesty.figures(NOW, until, lambda _, room: room == "hallway").calls == 1
    assert days.honesty.rooms() == tuple(sorted({"hallway", HOUSE.residents[0].room}))


def test_before_any_start_nothing_is_known_and_nothing_breaks() -> None:
    days = Days()
    days.alarm(1, "i")
    days.tell(2, RobotStopping)
    figures = days.figures()
    assert (figures.calls, figures.false_a_resident_day) == (1, None)


def test_a_journal_tells_of_runs_that_began_before_the_time_in_question(tmp_path: Path) -> None:
    days = Days()
    path = tmp_path / "journal.db"
    journal = Journal(path, lambda _: None)
    journal.start()
    days.record = journal.append
    days.start()
    days.alarm(1, "before")
    days.alarm(30, "within")
    journal.close()
    honesty = of_journal(path, NOW + DAY)
    assert list(honesty.cases) == ["within"]
    assert honesty.watched(NOW + DAY, NOW + 2 * DAY) == DAY * len(HOUSE.residents)


def test_every_kind_that_is_read_exists() -> None:
    assert set(KINDS) <= {event.kind for event in examples()}


@pytest.mark.parametrize(
    ("part", "of", "low", "high"), [(0, 0, None, None), (9, 10, 0.596, 0.982), (0, 5, 0.0, 0.434), (5, 5, 0.566, 1.0)]
)
def test_a_share_tells_how_sure_it_is(part: int, of: int, low: float | None, high: float | None) -> None:
    """Known values of the Wilson interval."""
    interval = Share(part=part, of=of).interval
    if low is None or high is None:
        assert interval is None
    else:
        assert interval is not None
        assert list(interval) == pytest.approx([low, high], abs=0.001)
