"""What the running monitor is told many times a second, and which faults follow from it. A pure function.

What is missing or old counts as the worst: silence is a fault of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from carebot.core.body import BodyState, Health
from carebot.core.limits import SafetyLimits
from carebot.core.situation import Present


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """How robot and senses are, at the instant of sending.

    Ages are those of the readings then; None: there is no such reading. `confidence` is that of the least sure person
    in view. `releases` counts how often staff have released a stop, so that none is missed or taken twice.
    """

    body: BodyState | None
    body_age: timedelta
    people_age: timedelta | None
    confidence: float = 1.0
    releases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What counts as a fault.

    heartbeat: how long the program that drives the body may be silent. SAFETY.md demands 200 ms at most; with 20 ms
        between two looks and the braking of a small base, motion ends within 300 ms only when silence counts earlier.
    battery_low: the part of the charge below which the way to the dock is no longer sure.
    sure_confidence, sure_age: below this confidence, or older than this part of the age that a reading may have, people
        count as unsure (as in the policy on driving).
    """

    limits: SafetyLimits = field(default_factory=SafetyLimits)
    heartbeat: timedelta = timedelta(milliseconds=150)
    battery_low: float = 0.15
    sure_confidence: float = 0.5
    sure_age: float = 0.8


DEFAULTS: Final = Options()


def vitals_of(present: Present, releases: int) -> Vitals:
    """The vitals that the situation holds."""
    people = present.people
    seen = people.value.people if people is not None else ()
    return Vitals(
        body=present.body.value if present.body is not None else None,
        body_age=present.body.age if present.body is not None else timedelta(),
        people_age=people.age if people is not None else None,
        confidence=min((person.confidence for person in seen), default=1.0),
        releases=releases,
    )


def conditions(vitals: Vitals | None, silence: timedelta, options: Options = DEFAULTS) -> frozenset[str]:
    """The names of the faults (`safety.ladder.FAULTS`) whose condition is present, `silence` after `vitals` came.

    `vitals` is None until the first have come, which may take as long as it takes: nothing moves before.
    """
    if vitals is None:
        return frozenset()
    return frozenset((*_of_program(silence, options), *_of_body(vitals, silence, options)))


def _of_program(silence: timedelta, options: Options) -> Iterator[str]:
    if silence > options.heartbeat:
        yield "heartbeat_lost"


def _of_body(vitals: Vitals, silence: timedelta, options: Options) -> Iterator[str]:
    body = vitals.body
    if body is None or not _fresh(vitals.body_age + silence, options.limits.emergency_stop_age):
        yield "body_silent"
    if body is None:
        return
    if body.emergency_stop:
        yield "emergency_stop"
    if body.bumped:
        yield "bumped"
    if body.health is Health.DEGRADED:
        yield "body_degraded"
    elif body.health is not Health.OK:
        yield "body_failed"
    if not body.battery >= options.battery_low:
        yield "battery_low"
    if body.moves:
        yield from _of_motion(body, vitals, silence, options)


def _of_motion(body: BodyState, vitals: Vitals, silence: timedelta, options: Options) -> Iterator[str]:
    if not body.localised:
        yield "lost"
    if vitals.people_age is None or not _fresh(vitals.people_age + silence, options.limits.person_age):
        yield "people_unseen"
    elif not (
        vitals.confidence >= options.sure_confidence
        and _fresh(vitals.people_age + silence, options.sure_age * options.limits.person_age)
    ):
        yield "people_unsure"


def _fresh(age: timedelta, at_most: timedelta) -> bool:
    """Whether a reading of this age may be relied on; one from the future may not."""
    return timedelta() <= age <= at_most
