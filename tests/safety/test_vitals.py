"""Which faults follow from what the running monitor is told, on both sides of every limit."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.body import Health
from safety.ladder import FAULTS
from safety.vitals import Options, Vitals, conditions, vitals_of
from tests.safety import builders as b

NOW = timedelta()
MICROSECOND = timedelta(microseconds=1)
LIMITS = Options().limits
HEARTBEAT = Options().heartbeat
DRIVING: dict[str, Any] = {"linear_mps": 0.3}


def vitals(age: timedelta = NOW, people_age: timedelta | None = NOW, confidence: float = 1.0, **body: Any) -> Vitals:
    return Vitals(body=b.body(**body), body_age=age, people_age=people_age, confidence=confidence)


def faults(told: Vitals | None, silence: timedelta = NOW) -> set[str]:
    return set(conditions(told, silence))


def test_a_body_in_order_has_no_fault() -> None:
    assert faults(vitals()) == set()
    assert faults(vitals(**DRIVING)) == set()


def test_before_the_first_word_nothing_is_known_and_nothing_moves() -> None:
    assert faults(None, timedelta(days=1)) == set()


def test_silence_is_the_loss_of_the_heartbeat() -> None:
    assert faults(vitals(), HEARTBEAT) == set()
    assert faults(vitals(), HEARTBEAT + MICROSECOND) == {"heartbeat_lost"}


def test_the_state_of_the_body_grows_old_while_nobody_speaks() -> None:
    age = LIMITS.emergency_stop_age
    assert faults(vitals(age=age)) == set()
    assert faults(vitals(age=age), MICROSECOND) == {"body_silent"}
    assert faults(vitals(age=-MICROSECOND)) == {"body_silent"}
    assert faults(replace(vitals(), body=None)) == {"body_silent"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"emergency_stop": True}, {"emergency_stop"}),
        ({"bumped": True}, {"bumped"}),
        ({"health": Health.DEGRADED}, {"body_degraded"}),
        ({"health": Health.FAILED}, {"body_failed"}),
        ({"health": 7}, {"body_failed"}),
        ({"battery": 0.15}, set()),
        ({"battery": 0.149}, {"battery_low"}),
        ({"battery": float("nan")}, {"battery_low"}),
        ({"localised": False}, set()),
        ({"localised": False, "linear_mps": 0.021}, {"lost"}),
        ({"localised": False, "linear_mps": -0.021}, {"lost"}),
        ({"localised": False, "linear_mps": 0.02, "angular_radps": 0.05}, set()),
        ({"localised": False, "angular_radps": 0.051}, {"lost"}),
        ({"localised": False, "linear_mps": float("nan")}, {"lost"}),
        ({"localised": False, "angular_radps": float("-inf")}, {"lost"}),
    ],
)
def test_the_body_says_what_it_has(body: dict[str, Any], expected: set[str]) -> None:
    assert faults(vitals(**body)) == expected


@pytest.mark.parametrize(
    ("age", "confidence", "expected"),
    [
        (None, 1.0, {"people_unseen"}),
        (LIMITS.person_age, 1.0, {"people_unsure"}),
        (LIMITS.person_age + MICROSECOND, 1.0, {"people_unseen"}),
        (-MICROSECOND, 1.0, {"people_unseen"}),
        (0.8 * LIMITS.person_age, 1.0, set()),
        (0.8 * LIMITS.person_age + MICROSECOND, 1.0, {"people_unsure"}),
        (NOW, 0.5, set()),
        (NOW, 0.499, {"people_unsure"}),
        (NOW, float("nan"), {"people_unsure"}),
    ],
)
def test_whoever_moves_must_see_people(age: timedelta | None, confidence: float, expected: set[str]) -> None:
    assert faults(vitals(people_age=age, confidence=confidence, **DRIVING)) == expected
    assert faults(vitals(people_age=age, confidence=confidence)) == set()


def test_what_is_known_of_people_grows_old_while_nobody_speaks() -> None:
    seen = vitals(people_age=LIMITS.person_age - 10 * MICROSECOND, **DRIVING)
    assert faults(seen, 10 * MICROSECOND) == {"people_unsure"}
    assert faults(seen, 11 * MICROSECOND) == {"people_unseen"}
    sure = vitals(people_age=0.8 * LIMITS.person_age, **DRIVING)
    assert faults(sure, MICROSECOND) == {"people_unsure"}


def test_several_faults_are_all_named() -> None:
    told = vitals(people_age=None, bumped=True, localised=False, battery=0.0, **DRIVING)
    assert faults(told, timedelta(seconds=1)) == {
        *("heartbeat_lost", "body_silent", "bumped", "battery_low", "lost", "people_unseen")
    }


def test_every_condition_is_a_fault_of_the_ladder() -> None:
    told = vitals(people_age=None, bumped=True, localised=False, battery=0.0, health=Health.FAILED, **DRIVING)
    assert faults(told, timedelta(seconds=1)) <= {fault.name for fault in FAULTS}


def test_vitals_are_what_the_situation_holds() -> None:
    seen = b.people(b.person(confidence=0.9), b.person(confidence=0.4))
    present = b.present(body=b.fresh(b.body(), timedelta(milliseconds=30)), people=seen)
    told = vitals_of(present, 3)
    assert told == Vitals(
        body=b.body(),
        body_age=timedelta(milliseconds=30),
        people_age=seen.age,
        confidence=0.4,
        releases=3,
    )


def test_a_situation_without_readings_is_told_as_such() -> None:
    assert vitals_of(b.present(body=None, people=None), 0) == Vitals(body=None, body_age=NOW, people_age=None)
