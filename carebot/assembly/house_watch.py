"""The watch over the house joined to the robot: it hears every camera, ticks by the clock, and knows its own record."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from carebot import journal as journals
from carebot.assembly.plugins import house_monitors
from carebot.bus import Bus
from carebot.core.clock import Clock
from carebot.core.concerns import ConcernRaised
from carebot.core.events import Observation
from carebot.core.situation import House
from carebot.settings import Settings
from carebot.supervisor import Supervisor
from monitoring.house_watch import PEOPLE, HouseWatch

LOOKS_EVERY: Final = timedelta(seconds=1)
WHEREABOUTS_SINCE: Final = timedelta(hours=12)
"""Whoever went into a bathroom or left her bed longer ago has been seen since, or the robot was off for half a day."""
_KINDS: Final = ("observation", "concern_raised")


def attach_house_watch(
    settings: Settings, house: Callable[[], House], bus: Bus, clock: Clock, supervisor: Supervisor
) -> HouseWatch:
    """Begin to watch the house; gives what every camera's lookout has to look with as well.

    Raises SettingsError for wrong settings of a monitor; JournalError for a file that is no journal.
    """
    watch = HouseWatch(house, ZoneInfo(settings.timezone), house_monitors(settings.monitors))
    watch.recall(remembered(settings.journal, watch.remembered, clock.now()))

    async def tick() -> None:
        while True:
            for event in watch.tick(clock.now()):
                bus.publish(event)
            await clock.sleep(LOOKS_EVERY)

    supervisor.keep("house watch", tick)
    return watch


def remembered(journal: Path, measured: dict[str, timedelta], now: datetime) -> Iterator[Observation | ConcernRaised]:
    """What the record at `journal` holds for the watch, the oldest first.

    That is what each monitor in `measured` told, as far back as it remembers, and where people were lately.
    """
    spans = {name: max(span, WHEREABOUTS_SINCE) for name, span in measured.items()} | {PEOPLE: WHEREABOUTS_SINCE}
    found = [
        entry.event
        for name, span in spans.items()
        for entry in journals.read_since(journal, now - span, _KINDS, naming=f'"monitor":"{name}"')
    ]
    found.sort(key=lambda event: event.occurred_at)
    return (event for event in found if isinstance(event, Observation | ConcernRaised))
