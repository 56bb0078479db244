"""Whether a home's limits are at least as strict as the defaults: a home may lower a limit, never raise it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits

DEFAULTS: Final = SafetyLimits()


def check_strictness(limits: SafetyLimits) -> None:
    """Raise SettingsError naming the first of `limits` that is looser than carebot's own, or no number at all."""
    for name, stricter, value, default in _compared(limits):
        if not stricter:
            raise SettingsError(
                Text(
                    zh=f"安全限值 limits.{name} = {value} 比默认值 {default} 宽松。只能收紧，不能放宽，请改回。",
                    en=f"The safety limit limits.{name} = {value} is looser than the default {default}. "
                    "A limit may be lowered, never raised; please set it back.",
                )
            )


def _compared(limits: SafetyLimits) -> Iterator[tuple[str, bool, float | timedelta, float | timedelta]]:
    """Name, whether strict enough, value and default of every limit; a comparison with NaN is not strict enough."""
    for name, value, default in _ceilings(limits):
        yield name, 0 <= value <= default, value, default
    for name, duration, longest in _durations(limits):
        yield name, timedelta() <= duration <= longest, duration, longest
    for name, value, default in _floors(limits):
        yield name, default <= value, value, default


def _ceilings(limits: SafetyLimits) -> Iterator[tuple[str, float, float]]:
    """The limits that are stricter the lower they are."""
    yield "room_speed_mps", limits.room_speed_mps, DEFAULTS.room_speed_mps
    yield "corridor_speed_mps", limits.corridor_speed_mps, DEFAULTS.corridor_speed_mps
    yield "cautious_speed_mps", limits.cautious_speed_mps, DEFAULTS.cautious_speed_mps
    yield "contact_speed_mps", limits.contact_speed_mps, DEFAULTS.contact_speed_mps
    yield "touch_force_n", limits.touch_force_n, DEFAULTS.touch_force_n
    yield "frail_touch_force_n", limits.frail_touch_force_n, DEFAULTS.frail_touch_force_n
    yield "walking_support_n", limits.walking_support_n, DEFAULTS.walking_support_n
    yield "payload_kg", limits.payload_kg, DEFAULTS.payload_kg
    yield "high_payload_kg", limits.high_payload_kg, DEFAULTS.high_payload_kg
    yield "high_reach_m", limits.high_reach_m, DEFAULTS.high_reach_m
    yield "drink_temperature_c", limits.drink_temperature_c, DEFAULTS.drink_temperature_c
    yield "bath_temperature_c", limits.bath_temperature_c, DEFAULTS.bath_temperature_c
    yield "surface_temperature_c", limits.surface_temperature_c, DEFAULTS.surface_temperature_c
    yield "night_start_minute", limits.night_start_minute, DEFAULTS.night_start_minute
    yield "night_volume_db", limits.night_volume_db, DEFAULTS.night_volume_db
    yield "volume_db", limits.volume_db, DEFAULTS.volume_db
    yield "separation.braking_mps2", limits.separation.braking_mps2, DEFAULTS.separation.braking_mps2


def _durations(limits: SafetyLimits) -> Iterator[tuple[str, timedelta, timedelta]]:
    """The ages and spans that are stricter the shorter they are."""
    yield "clip_retention", limits.clip_retention, DEFAULTS.clip_retention
    yield "emergency_stop_age", limits.emergency_stop_age, DEFAULTS.emergency_stop_age
    yield "person_age", limits.person_age, DEFAULTS.person_age
    yield "health_age", limits.health_age, DEFAULTS.health_age


def _floors(limits: SafetyLimits) -> Iterator[tuple[str, float, float]]:
    """The limits that are stricter the higher they are."""
    yield "contact_distance_m", limits.contact_distance_m, DEFAULTS.contact_distance_m
    yield "night_end_minute", limits.night_end_minute, DEFAULTS.night_end_minute
    yield "separation.person_mps", limits.separation.person_mps, DEFAULTS.separation.person_mps
    yield "separation.reaction_s", limits.separation.reaction_s, DEFAULTS.separation.reaction_s
    yield "separation.margin_m", limits.separation.margin_m, DEFAULTS.separation.margin_m
