"""What the record has of talk with a resident: how long, since when, and whether she wanted to be left in peace."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Companionship:
    """Talk with one resident, as of the last event. `talked_today` is on the home's calendar.

    `sent_away` counts how often in a row she wanted to be left in peace, since she last asked for company herself.
    """

    talked_today: timedelta = timedelta()
    last_talk_at: datetime | None = None
    sent_away_at: datetime | None = None
    sent_away: int = 0
    offered_at: datetime | None = None
    offers_today: int = 0
    pause_suggested: bool = False
