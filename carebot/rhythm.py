"""The rhythm of company in a home: when it is offered, for how long she is left in peace, when a pause is suggested."""

from dataclasses import dataclass
from datetime import time, timedelta

from carebot.core.values import BY_DAY, Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a home wants company offered. `at` are times of day, good for `window`; `in_peace` are meals and naps.

    `pause_after` is the talk of a day after which a pause is suggested: two hours by the CAC draft on human-like AI,
    2025; a home may set less. `stay_away` is for how long the first sending away is remembered; each further one
    doubles it, up to `stay_away_at_most`. Whoever agrees is asked for her mood after `mood_every`, from `mood_from` on.
    """

    enabled: bool = True
    at: tuple[time, ...] = (time(10, 0), time(15, 30))
    window: timedelta = timedelta(minutes=30)
    lonely_after: timedelta = timedelta(hours=4)
    after_talk: timedelta = timedelta(hours=1)
    between_offers: timedelta = timedelta(hours=1)
    offers_a_day: int = 4
    stay_away: timedelta = timedelta(hours=2)
    stay_away_at_most: timedelta = timedelta(hours=24)
    pause_after: timedelta = timedelta(hours=2)
    mood_every: timedelta = timedelta(days=3)
    mood_from: time = time(15, 0)
    mood_report_every: timedelta = timedelta(days=7)
    by_day: Hours = BY_DAY
    in_peace: tuple[Hours, ...] = (
        Hours(start=time(7, 0), end=time(8, 30)),
        Hours(start=time(11, 30), end=time(14, 30)),
        Hours(start=time(17, 30), end=time(18, 30)),
    )
