"""What an outlet is: one way to reach a person. It says delivered or not, never hopes."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from carebot.bearings import NO_BEARINGS, Bearings
from carebot.core.actions import AlarmLevel
from carebot.core.ids import Id, derived_id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING

LAST_STEP: Final = 3
"""The highest step of the chain by which a notice escalates (`carebot.incidents.Chain`)."""
LEVEL_WORDS: Final[Mapping[AlarmLevel, Text]] = {
    AlarmLevel.INFORMATION: Text(zh="通知", en="Notice"),
    AlarmLevel.LOW: Text(zh="低级提醒", en="Low-priority alarm"),
    AlarmLevel.MEDIUM: Text(zh="中级报警", en="Medium-priority alarm"),
    AlarmLevel.HIGH: Text(zh="高级报警", en="High-priority alarm"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What somebody is to be told, in whole sentences. `chain_step` counts escalations from 0.

    `sent_at` is when it was first sent, on the home's wall clock. `to` names the outlet that it is sent by, and `whom`
    those whom it reaches there. `bearings` say apart, for programs and letters, who, where, since when and which step.
    """

    id: Id
    text: Text
    level: AlarmLevel
    incident: Id
    chain_step: int
    sent_at: datetime
    to: str = ""
    whom: Text = NOTHING
    bearings: Bearings = NO_BEARINGS

    @property
    def key(self) -> Id:
        """The same for each attempt to send it by one outlet, and another for every other outlet and notice."""
        return derived_id(self.id, self.to)


def in_both(words: Text) -> str:
    """`words` in one line for whoever reads either language; a name that is the same in both stands once."""
    return words.zh if words.zh == words.en else f"{words.zh} / {words.en}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Whether a notice reached a device that a person has before her, and if not, why and what to do.

    `passing`: what went wrong may be over in a moment, so that trying once more makes sense.
    """

    delivered: bool
    detail: Text = NOTHING
    passing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why settings cannot work and what to do; `option` is the one to mend."""

    text: Text
    option: str


class Outlet(ABC):
    """One way to reach a person. Its kind is its module's name; `Options` are its settings.

    `built_in`: there is one of it in any case, and it is used from the first step at every level.
    """

    title: ClassVar[Text]
    built_in: ClassVar[bool] = False

    @property
    def switched_on(self) -> bool:
        """Whether its settings say where to send anything."""
        return True

    def fault(self) -> Fault | None:
        """Why its settings cannot work; nothing is reached or sent to find out."""
        return None

    async def start(self) -> None:
        """Prepare, whether or not anybody can be reached by now."""
        return

    @abstractmethod
    async def deliver(self, notice: Notice) -> Delivery:
        """Try to deliver `notice` once, within seconds."""

    async def aclose(self) -> None:
        """Let go of what `start` took."""
        return


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """When an outlet is used, and whom it reaches: from a step of the chain on, for alarms of a level and above."""

    from_step: int = 0
    least_level: AlarmLevel = AlarmLevel.INFORMATION
    whom: Text = NOTHING

    def covers(self, level: AlarmLevel, step: int) -> bool:
        """Whether a notice of `level` at `step` of the chain is sent."""
        return step >= self.from_step and level >= self.least_level


ALWAYS: Final = Reach()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One outlet of this home, with its reach."""

    outlet: Outlet
    reach: Reach = ALWAYS
