"""Safety limits as data, each with its source, and the separation rule that navigation and gate share."""

import math
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """Speed follows distance, in the form of ISO 13855: the person's way plus the robot's, plus a margin.

    person 1.6 m/s (ISO 13855 walking speed), reaction and braking measured for each body, margin 0.2 m.
    """

    person_mps: float = 1.6
    reaction_s: float = 0.2
    braking_mps2: float = 1.0
    margin_m: float = 0.2

    def distance_m(self, speed_mps: float) -> float:
        """The distance to keep from a person at `speed_mps`."""
        stopping_s = self.reaction_s + speed_mps / self.braking_mps2
        own_way_m = speed_mps * self.reaction_s + speed_mps**2 / (2 * self.braking_mps2)
        return self.person_mps * stopping_s + own_way_m + self.margin_m

    def speed_mps(self, distance_m: float) -> float:
        """The highest speed that keeps `distance_m`: the root of `distance_m(speed)`, 0 where there is none."""
        a = 1 / (2 * self.braking_mps2)
        b = self.person_mps / self.braking_mps2 + self.reaction_s
        c = self.person_mps * self.reaction_s + self.margin_m - distance_m
        if not c < 0:
            return 0.0
        if math.isinf(c):
            return math.inf
        return (-b + math.sqrt(b * b - 4 * a * c)) / (2 * a)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLimits:
    """The default limits. A body or a home may lower them, never raise them.

    Speeds, heat, load and night hours: carebot's hazard analysis (SAFETY.md). Forces: half of the quasi-static limits
    of ISO/TS 15066, which are for healthy adults, capped for intended touch.
    """

    room_speed_mps: float = 0.5
    corridor_speed_mps: float = 0.8
    cautious_speed_mps: float = 0.3
    contact_speed_mps: float = 0.1
    contact_distance_m: float = 0.3
    touch_force_n: float = 65.0
    frail_touch_force_n: float = 32.0
    walking_support_n: float = 294.0
    payload_kg: float = 5.0
    high_payload_kg: float = 1.0
    high_reach_m: float = 1.2
    drink_temperature_c: float = 50.0
    bath_temperature_c: float = 41.0
    surface_temperature_c: float = 43.0
    night_start_minute: int = 22 * 60
    night_end_minute: int = 6 * 60
    night_volume_db: float = 45.0
    volume_db: float = 75.0
    clip_retention: timedelta = timedelta(hours=72)
    emergency_stop_age: timedelta = timedelta(milliseconds=200)
    person_age: timedelta = timedelta(milliseconds=300)
    health_age: timedelta = timedelta(seconds=1)
    separation: Separation = Separation()

    def is_night(self, local_minute: int) -> bool:
        """Whether `local_minute`, counted from midnight, lies in the night hours."""
        return local_minute >= self.night_start_minute or local_minute < self.night_end_minute
