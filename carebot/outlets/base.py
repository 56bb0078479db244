"""What an outlet is: one way to reach a person. It says delivered or not, never hopes."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from carebot.core.actions import AlarmLevel
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What somebody is to be told. `chain_step` counts escalations from 0, `sent_at` is when it was first sent."""

    id: Id
    text: Text
    level: AlarmLevel
    incident: Id
    chain_step: int
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Whether a notice reached a device that a person has before her, and if not, why and what to do."""

    delivered: bool
    detail: Text = NOTHING


class Outlet(ABC):
    """One way to reach a person. Its name is its module's name; `Options` are its settings."""

    title: ClassVar[Text]

    async def start(self) -> None:
        """Prepare; raises SettingsError when the options cannot work."""
        return

    @abstractmethod
    async def deliver(self, notice: Notice) -> Delivery:
        """Try to deliver `notice` once, within seconds."""

    async def aclose(self) -> None:
        """Let go of what `start` took."""
        return
