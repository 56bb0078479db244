"""What may weigh against what: values, data about a person, who may have them, and what she has decided in advance."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Final


class Value(StrEnum):
    """What is at stake when one good can only be had at the price of another. The order is that of the house."""

    LIFE = "life"
    CHOICE = "choice"
    DIGNITY = "dignity"
    PRIVACY = "privacy"
    HONESTY = "honesty"
    FAIRNESS = "fairness"
    FAMILY = "family"
    WORKLOAD = "workload"


class Data(StrEnum):
    """What the senses and the record hold of a person, from least to most revealing."""

    PRESENCE = "presence"
    POSE = "pose"
    WORDS = "words"
    HEALTH = "health"
    PICTURE = "picture"
    CLIP = "clip"


class Audience(StrEnum):
    """Who may come to have data about a person. ROBOT is the taking itself, in memory and for the moment."""

    ROBOT = "robot"
    HERSELF = "herself"
    CARER = "carer"
    NURSE = "nurse"
    FAMILY = "family"
    TECHNICIAN = "technician"
    OTHERS = "others"


class Purpose(StrEnum):
    """What data are for. Consent to one purpose is none to another."""

    CARE = "care"
    ALARM = "alarm"
    FAMILY_CONTACT = "family_contact"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A part of the day on the home's wall clock, from `start` up to `end`, over midnight where `end` is earlier."""

    start: time
    end: time

    def has(self, local_minute: int) -> bool:
        """Whether `local_minute`, counted from midnight, lies in these hours."""
        first, last = (one.hour * 60 + one.minute for one in (self.start, self.end))
        if first <= last:
            return first <= local_minute < last
        return local_minute >= first or local_minute < last


BY_DAY: Final = Hours(start=time(8, 0), end=time(20, 30))
"""When a resident may be spoken to unasked, if nothing else is known of her day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a resident keeps for herself beyond the floor of the house: these data, from these people, there and then.

    `rooms` are ids; empty sets and no hours mean all of them. A narrowing never widens.
    """

    data: frozenset[Data]
    audiences: frozenset[Audience] = frozenset()
    rooms: frozenset[str] = frozenset()
    hours: Hours | None = None
    purposes: frozenset[Purpose] = frozenset()


class Wish(StrEnum):
    """What a resident can decide in advance, while she is able to."""

    NO_NIGHT_CHECKS = "no_night_checks"
    NO_BEDROOM_CAMERA = "no_bedroom_camera"
    NO_FAMILY_VISITS = "no_family_visits"
    NO_REMINDERS = "no_reminders"


class GivesWay(StrEnum):
    """At which alarm a decision made in advance gives way."""

    ANY_ALARM = "any_alarm"
    HIGH_ALARM = "high_alarm"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceDecision:
    """A wish for the time when nobody can or should ask her again, and at which alarm it gives way."""

    wish: Wish
    gives_way: GivesWay = GivesWay.ANY_ALARM
