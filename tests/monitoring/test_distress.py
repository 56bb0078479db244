"""Distress at meals: bowing hand at mouth, and sinking down for good; not eating, laughing or a dropped napkin."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from carebot.core.concerns import Concern, ConcernRaised
from monitoring.house_watch import HouseWatch
from monitoring.monitors.distress import Distress
from tests.monitoring.gestures import LAP, MOUTH, Hands, Spot, joined, still, swung
from tests.monitoring.house_script import LI, ZONE, at, house_of
from tests.monitoring.kinematics import SITTING, Body

AT_LUNCH = at(11, 30)
HAND_AT_MOUTH: tuple[Spot, Spot] = (MOUTH[0], LAP[1])
UPRIGHT = replace(SITTING, torso=math.radians(5))


def bowing(hertz: float, degrees: float) -> Callable[[float], Body]:
    """The trunk goes forward and back so often, by so much."""

    def body(at_s: float) -> Body:
        return replace(SITTING, torso=math.radians(5 + degrees * (1 - math.cos(2 * math.pi * hertz * at_s)) / 2))

    return body


def sinking(from_s: float, until_s: float, degrees: float) -> Callable[[float], Body]:
    """The trunk hangs forward during this time."""

    def body(at_s: float) -> Body:
        return replace(SITTING, torso=math.radians(degrees if from_s <= at_s < until_s else 5))

    return body


def told(
    parts: Sequence[tuple[Hands, float]], body: Body | Callable[[float], Body], began: object = None
) -> list[ConcernRaised]:
    watch = HouseWatch(lambda: house_of(LI), ZONE, [Distress()])
    scenes = joined(parts, body, began=AT_LUNCH if began is None else at(15))
    noticed = [event for scene in scenes for event in watch.observe(scene)]
    return [event for event in noticed if isinstance(event, ConcernRaised)]


def test_a_bout_of_coughing_is_told_once() -> None:
    found = told([(still(LAP), 3), (still(HAND_AT_MOUTH), 12)], bowing(0.9, 45))
    assert [event.concern for event in found] == [Concern.DISTRESS]
    assert [name for name, _ in found[0].evidence] == ["coughing_s"]


def test_sinking_down_and_staying_down_is_told() -> None:
    found = told([(still(LAP), 60)], sinking(28, 60, 70))
    assert [event.concern for event in found] == [Concern.DISTRESS]
    assert [name for name, _ in found[0].evidence] == ["sunk_s"]
    assert 19 <= (found[0].occurred_at - found[0].since).total_seconds() < 25


@pytest.mark.parametrize(
    ("parts", "body"),
    [
        ([(swung(HAND_AT_MOUTH, (0.0, 0.15, 0.0), 0.2), 40)], bowing(0.2, 25)),
        ([(still(LAP), 20)], bowing(0.9, 45)),
        ([(still(HAND_AT_MOUTH), 20)], bowing(0.9, 12)),
        ([(still(LAP), 60)], sinking(28, 42, 70)),
        ([(still(LAP), 60)], sinking(28, 60, 25)),
    ],
    ids=["eating", "laughing", "hand at mouth", "picking up a napkin", "nodding over the bowl"],
)
def test_what_is_none(parts: Sequence[tuple[Hands, float]], body: Callable[[float], Body]) -> None:
    assert told(parts, body) == []


def test_between_meals_nobody_minds_a_nap_in_the_chair() -> None:
    assert told([(still(LAP), 60)], sinking(28, 60, 70), began="afternoon") == []


def test_what_one_forgets_does_not_count() -> None:
    monitor = Distress()
    watch = HouseWatch(lambda: house_of(LI), ZONE, [monitor])
    scenes = list(joined([(still(LAP), 60)], sinking(28, 60, 70), began=AT_LUNCH))
    for scene in scenes[: len(scenes) - 100]:
        list(watch.observe(scene))
    watch.reset()
    left = [event for scene in scenes[len(scenes) - 100 :] for event in watch.observe(scene)]
    assert [event for event in left if isinstance(event, ConcernRaised)] == []
    assert scenes[-1].taken_at - AT_LUNCH > timedelta(seconds=50)


def test_what_two_cameras_see_in_turns_is_no_bow() -> None:
    """Each errs in its own way about how she holds her trunk."""
    watch = HouseWatch(lambda: house_of(LI), ZONE, [Distress()])
    views = zip(
        joined([(still(HAND_AT_MOUTH), 30)], bowing(0.9, 0), began=AT_LUNCH),
        joined([(still(HAND_AT_MOUTH), 30)], replace(SITTING, torso=math.radians(35)), began=AT_LUNCH),
        strict=True,
    )
    told = [
        event
        for first, second in views
        for one in (first, replace(second, camera="other"))
        for event in watch.observe(one)
    ]
    assert [event for event in told if isinstance(event, ConcernRaised)] == []
