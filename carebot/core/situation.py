"""The situation: the snapshot that policies judge an action against. Every reading carries its age."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from carebot.core.actions import AlarmLevel
from carebot.core.body import BodyState, Manifest
from carebot.core.dangers import EmergencyNumbers
from carebot.core.home import Home, Indexed, Point
from carebot.core.household import Standing
from carebot.core.people import Caregiver, CaregiverId, Dose, Requester, Resident, ResidentId
from carebot.core.verdicts import Confirmer

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[T]):
    """A value and how old it is. A value that was never read has no Reading."""

    value: T
    age: timedelta


class Posture(StrEnum):
    """How a person holds herself, as far as the senses tell."""

    UNKNOWN = "unknown"
    STANDING = "standing"
    SITTING = "sitting"
    LYING = "lying"
    FALLEN = "fallen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSeen:
    """A person as the senses have her: where, how near her nearest point is to the body, and in what posture.

    `resident` is empty when the senses cannot say who it is; `likely`: how likely it is that it is she, 0 to 1.
    """

    track: str
    position: Point
    nearest_m: float
    posture: Posture = Posture.UNKNOWN
    resident: ResidentId = ""
    confidence: float = 1.0
    likely: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """Everybody in view and the distance to the nearest thing that may be part of a person (inf: none)."""

    people: tuple[PersonSeen, ...]
    nearest_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A person's yes to one action with exactly its parameters.

    `in_her_stead`: a resident's yes, given by somebody else for her. `remote`: whoever gave it is not in the house.
    """

    action_digest: str
    confirmer: Confirmer
    by: str
    at: datetime
    in_her_stead: bool = False
    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class House(Indexed):
    """What is known in advance and changes seldom: the home, its people, their prescriptions and the body."""

    home: Home
    manifest: Manifest
    residents: tuple[Resident, ...] = ()
    caregivers: tuple[Caregiver, ...] = ()
    doses: tuple[Dose, ...] = ()
    numbers: EmergencyNumbers = field(default_factory=EmergencyNumbers)

    def resident(self, resident_id: ResidentId) -> Resident | None:
        """The resident with this id."""
        return self._residents.get(resident_id)

    def caregiver(self, caregiver_id: CaregiverId) -> Caregiver | None:
        """The caregiver with this id."""
        return self._caregivers.get(caregiver_id)

    def dose(self, dose_id: str) -> Dose | None:
        """The dose with this id."""
        return self._doses.get(dose_id)

    @cached_property
    def _residents(self) -> Mapping[ResidentId, Resident]:
        return {person.id: person for person in reversed(self.residents)}

    @cached_property
    def _caregivers(self) -> Mapping[CaregiverId, Caregiver]:
        return {person.id: person for person in reversed(self.caregivers)}

    @cached_property
    def _doses(self) -> Mapping[str, Dose]:
        return {dose.id: dose for dose in reversed(self.doses)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What changes from moment to moment. A reading that was never made is None and counts as the worst case.

    `local_minute` counts from midnight in the home's time zone. `refused_by` are residents whose "no" is in force.
    `announced` says that the robot has told the person ahead that it comes. `given_doses` are the doses that the
    medication record has as given today; None when the record is not at hand. `things` are household things of which
    more is known than their kind.
    """

    at: datetime
    local_minute: int
    mode: str
    requester: Requester
    body: Reading[BodyState] | None = None
    people: Reading[PeopleView] | None = None
    confirmations: tuple[Confirmation, ...] = ()
    refused_by: frozenset[ResidentId] = frozenset()
    alarm: AlarmLevel = AlarmLevel.INFORMATION
    announced: bool = False
    stopped: bool = False
    held_by: tuple[str, ...] = ()
    given_doses: frozenset[str] | None = None
    things: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that the gate may take into account."""

    house: House
    present: Present
