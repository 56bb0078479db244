"""The register: events of who came in or was refused, whose session ended, which account or setting changed.

Nothing secret stands in it: no password, PIN or token, and no name that nobody has, in whose place a password may be.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from carebot.core.clock import Clock
from carebot.core.entries import (
    AccountChange,
    AccountChanged,
    Means,
    OutletTried,
    SessionEnded,
    SettingsChanged,
    SignedIn,
    SignInRefused,
)
from carebot.core.ids import fresh_id
from carebot.core.people import CaregiverId
from carebot.core.record import AnyEvent
from carebot.scribe import Stamp
from web.access import Session
from web.accounts import Accounts
from web.devices import device_in_words
from web.robot import PanelRobot

LOOKS_EVERY: Final = timedelta(seconds=5)
"""How often accounts that another process changed are looked for."""
_NAMELESS_EVERY: Final = timedelta(seconds=10)
"""Whoever guesses names fills no record: those that nobody has are counted, and written down so often at most."""


class Register:
    """Publishes entries on the robot's bus, from the loop's thread. `clock` is the wall clock of the panel."""

    def __init__(self, robot: PanelRobot, clock: Clock) -> None:
        self._robot = robot
        self._clock = clock
        self._nameless = 0
        self._nameless_at: timedelta | None = None
        self._changed_at: dict[CaregiverId, datetime] = {}

    def came_in(self, caregiver: CaregiverId, means: Means, agent: str, *, remote: bool) -> None:
        """Somebody began a session."""
        device = device_in_words(agent)
        self._publish(SignedIn(**self._stamp(), caregiver=caregiver, means=means, device=device, remote=remote))

    def refused(self, caregiver: CaregiverId, means: Means, agent: str, *, remote: bool) -> None:
        """It was not she; `caregiver` is empty for a name that nobody has."""
        times = 1
        if not caregiver:
            now = self._clock.monotonic()
            self._nameless += 1
            if self._nameless_at is not None and now - self._nameless_at < _NAMELESS_EVERY:
                return
            times, self._nameless, self._nameless_at = self._nameless, 0, now
        device = device_in_words(agent)
        self._publish(
            SignInRefused(**self._stamp(), caregiver=caregiver, means=means, device=device, remote=remote, times=times)
        )

    def ended(self, session: Session, by: CaregiverId) -> None:
        """Somebody ended a session, her own or another's."""
        device = device_in_words(session.device)
        self._publish(SessionEnded(**self._stamp(), caregiver=session.caregiver, by=by, device=device))

    def changed(self, caregiver: CaregiverId, change: AccountChange, at: datetime) -> None:
        """She changed her own account on the panel."""
        if change is not AccountChange.PIN:
            self._changed_at[caregiver] = at
        self._publish(AccountChanged(**self._stamp(), caregiver=caregiver, change=change, by=caregiver, changed_at=at))

    def set_on_panel(
        self, by: CaregiverId, keys: Sequence[str], *, taken_back: bool = False, removed: bool = False
    ) -> None:
        """She changed settings for the next start, left them to the settings file again, or removed somebody."""
        sections = tuple(dict.fromkeys(key.partition(".")[0] for key in keys))
        stamp = self._stamp()
        self._publish(
            SettingsChanged(**stamp, sections=sections, by=by, keys=tuple(keys), taken_back=taken_back, removed=removed)
        )

    def tried(self, by: CaregiverId, outlet: str, *, delivered: bool) -> None:
        """She sent a test message by a way out."""
        self._publish(OutletTried(**self._stamp(), outlet=outlet, by=by, delivered=delivered))

    def take_up(self, past: Iterable[AnyEvent]) -> None:
        """Learn which changes stand on record already."""
        for event in past:
            if isinstance(event, AccountChanged) and event.change is not AccountChange.PIN:
                self._changed_at[event.caregiver] = event.changed_at

    def look(self, accounts: Accounts) -> None:
        """Write down what was changed outside the panel, also while the robot did not run."""
        for caregiver, at in accounts.changes().items():
            if self._changed_at.get(caregiver) != at:
                self._changed_at[caregiver] = at
                change = AccountChange.PASSWORD if accounts.has(caregiver) else AccountChange.REMOVED
                self._publish(AccountChanged(**self._stamp(), caregiver=caregiver, change=change, changed_at=at))

    async def watch(self, accounts: Accounts) -> None:
        """Look again and again, the first time once the robot's start stands on record."""
        while True:
            await self._clock.sleep(LOOKS_EVERY)
            self.look(accounts)

    def _publish(self, event: AnyEvent) -> None:
        self._robot.bus.publish(event)

    def _stamp(self) -> Stamp:
        return Stamp(id=fresh_id(), occurred_at=self._robot.clock.now(), cause="")
