"""Badge readers joined to the robot: what they read names whoever stands there, where the settings say who wears it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from carebot._badge_settings import BadgeSettings
from carebot.badge_line import BadgeLine, Options
from carebot.bus import Bus
from carebot.core.actions import AlarmLevel
from carebot.core.events import BadgeRead
from carebot.core.home import Point
from carebot.core.language import Text
from carebot.robot import Announcer
from carebot.settings import Settings
from carebot.supervisor import Supervisor

SAME_AGAIN: Final = timedelta(seconds=5)
"""A reader that reads whoever stands there once a second tells nothing new."""


def attach_badges(
    settings: Settings, bus: Bus, announcer: Announcer, supervisor: Supervisor, take: Callable[[BadgeRead], None]
) -> None:
    """Hear of badges for as long as the robot runs, and hand each to `take`; nothing where no broker is set."""
    bus.subscribe(BadgeRead, lambda event: take(event) if isinstance(event, BadgeRead) else None)
    if not settings.badges.host:
        return
    desk = _Desk(settings, bus, announcer)
    line = BadgeLine(_options(settings.badges), desk.read, desk.odd)
    supervisor.keep("badges", line.run)


def _options(badges: BadgeSettings) -> Options:
    return Options(
        host=badges.host,
        port=badges.port,
        topic=badges.topic,
        user=badges.user,
        password=badges.password,
        tls=badges.tls,
        ca_file=badges.ca_file,
        reader=badges.reader,
        badge=badges.badge,
    )


class _Desk:
    """Knows where readers hang and who wears what; a badge of nobody's is a visitor's and tells nothing."""

    def __init__(self, settings: Settings, bus: Bus, announcer: Announcer) -> None:
        self._readers = settings.badges.readers
        self._worn = {badge.casefold(): who for badge, who in settings.badges.worn.items()}
        self._residents = {resident.id for resident in settings.residents}
        self._bus = bus
        self._announcer = announcer
        self._last: dict[tuple[str, str], datetime] = {}

    def read(self, reader: str, badge: str) -> None:
        """A reader read a badge."""
        its, wearer = self._readers.get(reader), self._worn.get(badge.casefold())
        if its is None:
            self.odd(_unknown_reader(reader))
            return
        stamp = self._announcer.stamp()
        now = stamp["occurred_at"]
        before = self._last.get((reader, wearer or ""))
        if wearer is None or (before is not None and timedelta() <= now - before < SAME_AGAIN):
            return
        self._last[reader, wearer] = now
        self._bus.publish(
            BadgeRead(
                **stamp,
                reader=reader,
                position=Point(x_m=its.x_m, y_m=its.y_m),
                reach_m=its.reach_m,
                wearer=wearer if wearer in self._residents else "",
            )
        )

    def odd(self, text: Text | None) -> None:
        """A message could not be used, or the last one could."""
        self._announcer.fault("badges", text, AlarmLevel.LOW)


def _unknown_reader(reader: str) -> Text:
    return Text(
        zh=f"读卡器“{reader[:40]}”不在设置 badges.readers 里，没有用上。请补上它的位置。",
        en=f"The badge reader '{reader[:40]}' is not in badges.readers and was left out. Say there where it hangs.",
    )
