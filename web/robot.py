"""What the panel needs of the robot: its record, its state, and the few things that people may tell it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from carebot.bus import Bus
from carebot.core.body import BodyState
from carebot.core.clock import Clock
from carebot.core.concerns import Concern
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.people import Requester, ResidentId
from carebot.core.situation import PersonSeen
from carebot.core.verdicts import Confirmer
from carebot.journal import Journal
from carebot.orchestrator import Orchestrator


class PanelRobot(Protocol):
    """The robot as the panel meets it. Every command becomes an event; `settle` tells when it is safely recorded."""

    @property
    def bus(self) -> Bus:
        """The events as they happen."""
        ...

    @property
    def orchestrator(self) -> Orchestrator:
        """Mode, goals, incidents and knowledge."""
        ...

    @property
    def journal(self) -> Journal:
        """The record."""
        ...

    @property
    def clock(self) -> Clock:
        """The robot's clock, which in the simulated home is that of the simulation."""
        ...

    @property
    def scenes(self) -> Mapping[str, Text]:
        """What can be made to happen in the simulated home, by name; empty on a real body."""
        ...

    def body_state(self) -> BodyState | None:
        """What the body measures now; None when it cannot be read."""
        ...

    def people(self) -> tuple[PersonSeen, ...]:
        """Who is in view."""
        ...

    @property
    def microphone_level_dbfs(self) -> float | None:
        """How loud it is at the microphone, dB of full scale; None where nothing listens."""
        ...

    def attend(self) -> None:
        """What is said next is meant for the robot."""
        ...

    def hear(self, text: str, language: Language, by: Requester) -> None:
        """Take typed words as if they had been spoken by `by`."""
        ...

    def stop(self, by: Requester) -> None:
        """Stop all motion and sound at once."""
        ...

    def release(self, by: Requester) -> None:
        """Release a stop."""
        ...

    def pause(self, by: Requester, *, paused: bool) -> None:
        """Leave off, or go on."""
        ...

    def request(self, skill: str, parameters: Mapping[str, str], by: Requester) -> None:
        """Set a goal."""
        ...

    def acknowledge(self, incident: Id, by: Requester, name: Text) -> None:
        """Somebody is on her way."""
        ...

    def arrive(self, incident: Id, by: Requester, name: Text) -> None:
        """Somebody is at the resident's side."""
        ...

    def mark(self, incident: Id, by: Requester, name: Text, *, right: bool) -> None:
        """Somebody judges an alarm."""
        ...

    def missed(
        self, concern: Concern, about: ResidentId, by: Requester, name: Text, *, happened_at: datetime, note: str
    ) -> None:
        """Somebody tells of what no alarm told of."""
        ...

    def resolve(self, incident: Id, by: Requester, name: Text, *, real: bool, note: str) -> None:
        """Somebody at the resident's side ends the alarm."""
        ...

    def confirm(self, run: Id, digest: str, confirmer: Confirmer, by: Requester, *, confirmed: bool) -> None:
        """A yes or no to one action with exactly its parameters."""
        ...

    async def play_scene(self, name: str) -> None:
        """Make something happen in the simulated home."""
        ...

    async def settle(self) -> None:
        """Return once everything told so far is safely recorded."""
        ...
