"""Settings of company: when it is offered, and when she is left in peace."""

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field

from carebot._people_settings import HoursSettings, Section
from carebot.rhythm import Rhythm

_DEFAULTS = Rhythm()
Span = Annotated[timedelta, Field(gt=timedelta(), le=timedelta(hours=48))]


class CompanySettings(Section):
    """When company is offered unasked. `in_peace` are meals, naps and visits; `pause_after` is two hours at most.

    `music` is the folder with the sound files that it may play.
    """

    enabled: bool = _DEFAULTS.enabled
    at: tuple[time, ...] = _DEFAULTS.at
    in_peace: tuple[HoursSettings, ...] = tuple(
        HoursSettings(start=hours.start, end=hours.end) for hours in _DEFAULTS.in_peace
    )
    lonely_after: Span = _DEFAULTS.lonely_after
    between_offers: Span = _DEFAULTS.between_offers
    offers_a_day: int = Field(default=_DEFAULTS.offers_a_day, ge=0, le=12)
    stay_away: Span = _DEFAULTS.stay_away
    pause_after: Annotated[timedelta, Field(gt=timedelta(), le=timedelta(hours=2))] = _DEFAULTS.pause_after
    music: Path | None = None

    def rhythm(self) -> Rhythm:
        """As the house has it."""
        return Rhythm(
            enabled=self.enabled,
            at=self.at,
            in_peace=tuple(one.hours() for one in self.in_peace),
            lonely_after=self.lonely_after,
            between_offers=self.between_offers,
            offers_a_day=self.offers_a_day,
            stay_away=self.stay_away,
            pause_after=self.pause_after,
        )
