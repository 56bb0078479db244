"""No movement: a still body counts, a hand that moves does not; nobody seen at home counts, an outing does not."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.events import Observation
from carebot.core.home import Furniture, Home
from carebot.core.situation import Posture
from monitoring.allowances import Allowance
from monitoring.house_watch import PEOPLE, HouseWatch
from monitoring.monitors._stillness import Stillness, still_since
from monitoring.monitors.no_movement import NoMovement, Options
from monitoring.scene import Scene
from tests.monitoring.gestures import CHEST, LAP, Hands, joined, still
from tests.monitoring.house_script import (
    AT_PORCH,
    BED,
    BEFORE_PORCH,
    HOME,
    IN_HALLWAY,
    IN_LIVING,
    LI,
    ZONE,
    Script,
    at,
    house_of,
    rectangle,
)
from tests.monitoring.kinematics import SITTING, Body

MINUTE = timedelta(minutes=1)
SHORT = Options(
    still=Allowance(least=timedelta(seconds=20), usual=timedelta(seconds=30), most=timedelta(seconds=60)),
)
"""The same monitor in seconds: a still body looks alike after half a minute and after an hour."""


def sit(parts: list[tuple[Hands, float]], began: datetime, home: Home = HOME, seed: int = 0) -> list[ConcernRaised]:
    watch = HouseWatch(lambda: house_of(LI, home=home), ZONE, [NoMovement(SHORT)])
    noticed = [event for scene in joined(parts, SITTING, began=began, seed=seed) for event in watch.observe(scene)]
    return [event for event in noticed if isinstance(event, ConcernRaised)]


@pytest.mark.parametrize("seed", range(2))
def test_a_body_that_does_not_stir_is_told(seed: int) -> None:
    found = sit([(still(LAP), 40)], at(10), seed=seed)
    assert [event.concern for event in found] == [Concern.NO_MOVEMENT]
    assert timedelta(seconds=30) <= found[0].occurred_at - found[0].since < timedelta(seconds=32)


def turning_pages() -> list[tuple[Hands, float]]:
    one_hand = (LAP[0], CHEST[1])
    return [(still(LAP), 15), (still(one_hand), 5)] * 3


def test_a_hand_that_moves_now_and_then_is_enough() -> None:
    assert sit(turning_pages(), at(10)) == []


def test_at_nap_time_the_longest_counts() -> None:
    assert sit([(still(LAP), 50)], at(13)) == []
    assert len(sit([(still(LAP), 65)], at(13))) == 1


def test_at_night_and_in_bed_nobody_minds() -> None:
    assert sit([(still(LAP), 40)], at(23)) == []
    bed = replace(BED, outline=rectangle(2.0, -1.0, 4.0, 1.0))
    around = replace(HOME.rooms[3], outline=rectangle(0.0, -3.0, 6.0, 3.0))
    assert sit([(still(LAP), 40)], at(10), replace(HOME, rooms=(around,), furniture=(bed,))) == []


def two_cameras(parts: list[tuple[Hands, float]]) -> Iterator[Scene]:
    for scene in joined(parts, SITTING, began=at(10)):
        yield scene
        yield replace(scene, camera="wall")


def test_two_cameras_that_see_her_agree() -> None:
    for parts, expected in (([(still(LAP), 40.0)], 1), (turning_pages(), 0)):
        watch = HouseWatch(lambda: house_of(LI), ZONE, [NoMovement(SHORT)])
        noticed = [event for scene in two_cameras(parts) for event in watch.observe(scene)]
        assert sum(isinstance(event, ConcernRaised) for event in noticed) == expected


def test_whoever_no_camera_sees_is_not_known_to_be_still() -> None:
    assert still_since([Stillness()], at(10)) is None


def test_nobody_is_seen_at_home_for_hours() -> None:
    day = Script(NoMovement(), at(9))
    day.stay(IN_LIVING, MINUTE, Posture.STANDING)
    day.unseen(3.9 * timedelta(hours=1), step=timedelta(seconds=20))
    assert day.concerns == []
    day.unseen(10 * MINUTE)
    assert day.concerns == [Concern.NO_MOVEMENT]


def test_the_night_does_not_count() -> None:
    day = Script(NoMovement(), at(20))
    day.stay(IN_LIVING, MINUTE, Posture.STANDING)
    day.unseen(timedelta(hours=14.9), step=timedelta(seconds=20))
    assert day.concerns == []
    day.unseen(10 * MINUTE)
    assert [event.since for event in day.told] == [at(7, day=3)]


def test_nobody_ever_seen_counts_from_the_first_picture() -> None:
    day = Script(NoMovement(), at(9))
    day.unseen(timedelta(hours=4.1), step=timedelta(seconds=20))
    assert day.concerns == [Concern.NO_MOVEMENT]


def test_whoever_has_gone_out_is_not_missed() -> None:
    day = Script(NoMovement(), at(9))
    day.walk(IN_HALLWAY, BEFORE_PORCH, AT_PORCH)
    day.unseen(timedelta(hours=6), step=timedelta(seconds=20))
    assert day.concerns == []


def test_where_no_way_out_is_on_the_map_the_longest_time_counts() -> None:
    day = Script(NoMovement(), at(9), home=replace(HOME, rooms=HOME.rooms[:-1]))
    day.stay(IN_LIVING, MINUTE, Posture.STANDING)
    day.unseen(timedelta(hours=7.9), step=timedelta(seconds=20))
    assert day.concerns == []
    day.unseen(10 * MINUTE)
    assert day.concerns == [Concern.NO_MOVEMENT]


def test_two_who_live_together_and_blind_cameras_say_nothing_of_absence() -> None:
    together = Script(NoMovement(), at(9))
    together.house = house_of(LI, replace(LI, id="wang"))
    together.stay(IN_LIVING, MINUTE, Posture.STANDING)
    together.unseen(timedelta(hours=6), step=timedelta(seconds=20))
    assert together.concerns == []
    blind = Script(NoMovement(), at(9))
    blind.stay(IN_LIVING, MINUTE, Posture.STANDING)
    for hour in range(6):
        assert not [event for event in blind.watch.tick(at(10 + hour)) if isinstance(event, ConcernRaised)]


def test_an_absence_that_ended_is_remembered_and_tunes_what_is_allowed() -> None:
    day = Script(NoMovement(), at(7), home=HOME)
    for _ in range(11):
        day.stay(IN_LIVING, MINUTE, Posture.STANDING)
        day.unseen(32 * MINUTE, step=timedelta(seconds=20))
    day.stay(IN_LIVING, MINUTE, Posture.STANDING)
    assert [name for event in day.measured for name, _ in event.evidence] == ["unseen_s"] * 11
    day.watch.recall(day.measured * 3)
    day.unseen(119 * MINUTE, step=timedelta(seconds=20))
    assert day.concerns == []
    day.unseen(3 * MINUTE)
    assert day.concerns == [Concern.NO_MOVEMENT]


def test_a_long_stillness_that_ended_is_remembered() -> None:
    watch = HouseWatch(lambda: house_of(LI), ZONE, [NoMovement()])
    parts = [(still(LAP), 5.0), (still(CHEST), 5.0)]
    scenes = list(joined(parts, SITTING, began=at(10)))
    for minutes in range(0, 12, 1):
        for scene in scenes[:40]:
            shift = minutes * MINUTE
            tracks = tuple(replace(track, last_seen_at=track.last_seen_at + shift) for track in scene.tracks)
            list(watch.observe(replace(scene, taken_at=scene.taken_at + shift, tracks=tracks)))
    measured: list[Observation] = []
    for scene in scenes[40:]:
        shift = 11 * MINUTE
        tracks = tuple(replace(track, last_seen_at=track.last_seen_at + shift) for track in scene.tracks)
        noticed = watch.observe(replace(scene, taken_at=scene.taken_at + shift, tracks=tracks))
        measured += [event for event in noticed if isinstance(event, Observation) and event.monitor != PEOPLE]
    assert [name for event in measured for name, _ in event.evidence] == ["still_s"]


def test_furniture_that_is_no_bed() -> None:
    stool = Furniture(id="stool", name=LI.name, outline=rectangle(2.5, -0.5, 3.5, 0.5), rest_height_m=0.45)
    around = replace(HOME.rooms[3], outline=rectangle(0.0, -3.0, 6.0, 3.0))
    assert len(sit([(still(LAP), 40)], at(10), replace(HOME, rooms=(around,), furniture=(stool,)))) == 1


def stirred(parts: list[tuple[Hands, float]], *changes: tuple[float, Body]) -> bool:
    """Whether somebody who sits still is seen to stir when her body changes at these seconds."""
    stillness = Stillness()

    def body(at_s: float) -> Body:
        return next((later for since_s, later in reversed(changes) if at_s >= since_s), SITTING)

    for scene in joined(parts, body, began=at(10)):
        for track in scene.tracks:
            if track.in_view:
                stillness.see(track)
    return stillness.stirred_at is not None


def test_leaning_over_and_moving_the_chair_are_stirring_too() -> None:
    resting = [(still(LAP), 12.0)]
    assert not stirred(resting)
    assert stirred(resting, (6.0, replace(SITTING, torso=math.radians(25))))
    assert stirred(resting, (6.0, replace(SITTING, place=(3.7, 0.0))))


def test_after_a_long_gap_stillness_begins_anew() -> None:
    stillness = Stillness()
    scenes = list(joined([(still(LAP), 6.0)], SITTING, began=at(10)))
    for shift in (timedelta(), 10 * MINUTE):
        for scene in scenes:
            for track in scene.tracks:
                if track.in_view:
                    stillness.see(replace(track, last_seen_at=track.last_seen_at + shift))
    assert stillness.watched_since is not None
    assert stillness.watched_since - at(10) >= 10 * MINUTE
    assert stillness.stirred_at is None
    assert still_since([stillness], at(10) + 11.5 * MINUTE) is None
