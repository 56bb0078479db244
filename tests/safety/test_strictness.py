"""A home may lower every limit and raise none."""

import math
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carebot.core.errors import SettingsError
from carebot.core.limits import SafetyLimits
from safety.policies.physical import Options, Physical

LOOSER: list[tuple[str, Any]] = [
    ("room_speed_mps", 0.51),
    ("corridor_speed_mps", 0.81),
    ("cautious_speed_mps", 0.31),
    ("contact_speed_mps", 0.11),
    ("contact_distance_m", 0.29),
    ("touch_force_n", 65.1),
    ("frail_touch_force_n", 32.1),
    ("walking_support_n", 294.1),
    ("payload_kg", 5.1),
    ("high_payload_kg", 1.1),
    ("high_reach_m", 1.21),
    ("drink_temperature_c", 50.1),
    ("bath_temperature_c", 41.1),
    ("surface_temperature_c", 43.1),
    ("night_start_minute", 22 * 60 + 1),
    ("night_end_minute", 6 * 60 - 1),
    ("night_volume_db", 45.1),
    ("volume_db", 75.1),
    ("clip_retention", timedelta(hours=72, seconds=1)),
    ("emergency_stop_age", timedelta(milliseconds=201)),
    ("person_age", timedelta(milliseconds=301)),
    ("health_age", timedelta(milliseconds=1001)),
]


def test_the_default_limits_are_accepted_and_all_can_be_checked() -> None:
    Physical().prepare()
    assert {name for name, _ in LOOSER} | {"separation"} == set(SafetyLimits.__dataclass_fields__)


@pytest.mark.parametrize(("name", "value"), LOOSER)
def test_no_limit_can_be_loosened(name: str, value: Any) -> None:
    limits = replace(SafetyLimits(), **{name: value})
    with pytest.raises(SettingsError, match=name) as raised:
        Physical(Options(limits=limits)).prepare()
    assert name in raised.value.text.zh


@pytest.mark.parametrize(
    ("name", "value"),
    [("person_mps", 1.59), ("reaction_s", 0.19), ("braking_mps2", 1.01), ("margin_m", 0.19), ("margin_m", math.nan)],
)
def test_the_separation_rule_cannot_be_loosened(name: str, value: float) -> None:
    limits = SafetyLimits()
    looser = replace(limits, separation=replace(limits.separation, **{name: value}))
    with pytest.raises(SettingsError, match=f"separation.{name}"):
        Physical(Options(limits=looser)).prepare()


@pytest.mark.parametrize(("name", "value"), [("room_speed_mps", math.nan), ("room_speed_mps", -0.1)])
def test_a_limit_that_is_no_number_is_not_strict(name: str, value: Any) -> None:
    with pytest.raises(SettingsError, match=name):
        Physical(Options(limits=replace(SafetyLimits(), **{name: value}))).prepare()


def test_nothing_at_all_is_stricter_than_anything() -> None:
    Physical(Options(limits=SafetyLimits(touch_force_n=0.0, clip_retention=timedelta()))).prepare()
    with pytest.raises(SettingsError, match="clip_retention"):
        Physical(Options(limits=SafetyLimits(clip_retention=-timedelta(seconds=1)))).prepare()
