"""Gait: weeks of walks and rises, and what is told of them: a lasting change against her own pace, once a week."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.events import Observation
from carebot.core.home import Point
from carebot.core.situation import Posture
from monitoring.house_watch import PEOPLE, HouseWatch
from monitoring.monitors.gait import RISE, SPEED, Gait
from tests.monitoring.gestures import LAP, joined, still
from tests.monitoring.house_script import IN_HALLWAY, LI, ZONE, Script, at, house_of
from tests.monitoring.kinematics import SITTING, STANDING, Part, motion, stay

BEGAN = at(9)
DAY = timedelta(days=1)


def measured(value: float, when: timedelta, name: str = SPEED) -> Observation:
    return Observation(
        id="1",
        occurred_at=BEGAN + when,
        monitor="gait",
        about=LI.id,
        posture=Posture.STANDING,
        position=IN_HALLWAY,
        confidence=0.9,
        evidence=((name, value),),
    )


class Weeks:
    """Days of measured walks or rises that stand on record, and what the monitor says of each day."""

    def __init__(self, name: str = SPEED, seed: int = 0) -> None:
        self.watch = HouseWatch(lambda: house_of(LI), ZONE, [Gait()])
        self.told: list[tuple[int, ConcernRaised]] = []
        self._name = name
        self._days = 0
        self._generator = np.random.default_rng(seed)
        self.watch.recall([measured(0.0, timedelta(), "other")])

    def live(self, days: int, value: float, spread: float = 0.05, a_day: int = 5) -> None:
        """So many days with measures about `value`, and a look at each day's end."""
        for _ in range(days):
            now = self._days * DAY
            values = value + self._generator.normal(0.0, spread, a_day)
            records = [
                measured(float(one), now + number * timedelta(hours=1), self._name) for number, one in enumerate(values)
            ]
            self.watch.recall([*records, seen_on(BEGAN_SEEN + now)])
            noticed = self.watch.tick(BEGAN + now + timedelta(hours=10))
            self.told += [(self._days, event) for event in noticed if isinstance(event, ConcernRaised)]
            self._days += 1


BEGAN_SEEN = timedelta(hours=9)


def seen_on(when: timedelta) -> Observation:
    return Observation(
        id="2",
        occurred_at=BEGAN + when,
        monitor=PEOPLE,
        about=LI.id,
        posture=Posture.STANDING,
        position=IN_HALLWAY,
        confidence=0.9,
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_lasting_loss_of_pace_is_told_once_a_week(seed: int) -> None:
    weeks = Weeks(seed=seed)
    weeks.live(30, 0.9)
    assert weeks.told == []
    weeks.live(18, 0.72)
    days = [day for day, _ in weeks.told]
    assert 2 <= len(days) <= 3
    assert 34 <= days[0] <= 38
    assert all(later - earlier >= 7 for earlier, later in pairwise(days))
    event = weeks.told[0][1]
    assert event.concern is Concern.SLOWER_GAIT
    assert dict(event.evidence)[SPEED] < 0.8 < dict(event.evidence)["before_mps"]


@pytest.mark.parametrize("seed", range(6))
def test_an_even_pace_with_its_ups_and_downs_is_never_told(seed: int) -> None:
    weeks = Weeks(seed=seed)
    weeks.live(56, 0.75, spread=0.12)
    assert weeks.told == []


def test_one_slow_day_says_nothing() -> None:
    weeks = Weeks()
    weeks.live(30, 0.9)
    weeks.live(1, 0.5)
    weeks.live(10, 0.9)
    assert weeks.told == []


def test_a_smaller_loss_counts_where_it_crosses_a_class() -> None:
    crossing, within = Weeks(), Weeks()
    crossing.live(30, 1.03, spread=0.02)
    crossing.live(10, 0.96, spread=0.02)
    within.live(30, 0.93, spread=0.02)
    within.live(10, 0.86, spread=0.02)
    assert [event.concern for _, event in crossing.told] == [Concern.SLOWER_GAIT]
    assert within.told == []


def test_a_change_no_larger_than_days_differ_is_not_told() -> None:
    weeks = Weeks()
    for value in (0.6, 0.8, 1.0) * 10 + (0.6, 0.6, 1.0) * 3:
        weeks.live(1, value, spread=0.0)
    assert weeks.told == []


def test_without_weeks_to_compare_with_nothing_is_told() -> None:
    weeks = Weeks()
    weeks.live(5, 0.9)
    weeks.live(6, 0.5)
    assert weeks.told == []


def test_slower_rises_are_told() -> None:
    weeks = Weeks(RISE)
    weeks.live(30, 1.5, spread=0.2)
    weeks.live(9, 2.4, spread=0.2)
    assert [name for name, _ in weeks.told[0][1].evidence] == [RISE, "rise_before_s"]


def test_walks_through_the_hallway_are_measured() -> None:
    day = Script(Gait(), at(10))
    day.walk(Point(x_m=0.5, y_m=4.7))
    set_out = day.now + timedelta(seconds=5)
    for _ in range(3):
        day.stay(Point(x_m=0.5, y_m=4.7), timedelta(seconds=5), Posture.STANDING)
        day.walk(Point(x_m=7.5, y_m=4.7), speed_mps=0.7)
        day.stay(Point(x_m=7.5, y_m=4.7), timedelta(seconds=5), Posture.STANDING)
        day.walk(Point(x_m=0.5, y_m=4.7), speed_mps=0.7)
    speeds = [dict(event.evidence)[SPEED] for event in day.measured if event.occurred_at > set_out]
    assert len(speeds) >= 5
    assert speeds == pytest.approx([0.7] * len(speeds), abs=0.05)


@pytest.mark.parametrize("lasts_s", [1.0, 2.0, 3.5])
def test_a_rise_is_observedonce(lasts_s: float) -> None:
    bodies = motion(SITTING, stay(4, SITTING), Part(to=STANDING, lasts_s=lasts_s), stay(4, STANDING))
    watch = HouseWatch(lambda: house_of(LI), ZONE, [Gait()])
    scenes = joined(
        [(still(LAP), len(bodies) / 8)], lambda at_s: bodies[min(round(at_s * 8), len(bodies) - 1)], began=at(10)
    )
    noticed = [event for scene in scenes for event in watch.observe(scene)]
    rises = [
        dict(event.evidence)[RISE] for event in noticed if isinstance(event, Observation) and event.monitor == "gait"
    ]
    # Of a movement that is eased in and out, the middle four fifths of the way take 0.59 of the time.
    assert rises == [pytest.approx(0.59 * lasts_s, abs=0.45)]


def test_staying_seated_or_on_her_feet_is_no_rise() -> None:
    for body in (SITTING, STANDING):
        watch = HouseWatch(lambda: house_of(LI), ZONE, [Gait()])
        noticed = [event for scene in joined([(still(LAP), 15)], body, began=at(10)) for event in watch.observe(scene)]
        assert [event for event in noticed if event.monitor == "gait"] == []
