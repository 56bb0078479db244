"""The people of the house: residents, carers, roles, what each has agreed to, and who asked for something."""

from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from enum import StrEnum

from carebot.core.language import Language, Text
from carebot.core.values import AdvanceDecision, Hours, Narrowing, Value

ResidentId = str
CaregiverId = str


class Role(StrEnum):
    """What a person is to the resident, as far as rights follow from it."""

    RESIDENT = "resident"
    CAREGIVER = "caregiver"
    NURSE = "nurse"
    HEAD_NURSE = "head_nurse"
    FAMILY = "family"
    VISITOR = "visitor"
    TECHNICIAN = "technician"
    INSPECTOR = "inspector"


NURSES = frozenset({Role.NURSE, Role.HEAD_NURSE})
"""Who decides what is a nurse's to decide."""
STAFF = NURSES | {Role.CAREGIVER}
"""Who looks after residents for their living."""


class Consent(StrEnum):
    """The purposes that a resident agrees to one by one, and can withdraw by voice."""

    CAMERA_POSE = "camera_pose"
    RECORDING = "recording"
    NIGHT_ENTRY = "night_entry"
    TOUCH = "touch"
    FAMILY_VIEW = "family_view"
    FAMILY_HEALTH = "family_health"
    REMEMBERING = "remembering"
    MEDICATION_REMINDERS = "medication_reminders"
    MOOD = "mood"


class Risk(StrEnum):
    """What the assessment of a resident has found her to be at risk of (GB 38600-2019: the assessment drives care)."""

    WANDERING = "wandering"
    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    SCALDS = "scalds"
    DEMENTIA = "dementia"
    EXERTION = "exertion"


class Diet(StrEnum):
    """What a nurse or doctor has laid down about eating and drinking."""

    SOFT_FOOD = "soft_food"
    THICK_DRINKS = "thick_drinks"
    LOW_SUGAR = "low_sugar"
    NOTHING_BY_MOUTH = "nothing_by_mouth"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueProfile:
    """What matters to this resident where rules leave a choice.

    `matters_most` are the values that she puts first, and `advance` what she has decided for later. `proxy` decides
    when she cannot, and `told` are the people who hear how she is. In `quiet_hours` nobody comes or talks unasked.
    """

    prefers_to_be_asked: bool = True
    quiet_company: bool = False
    matters_most: tuple[Value, ...] = ()
    advance: tuple[AdvanceDecision, ...] = ()
    proxy: CaregiverId = ""
    told: frozenset[CaregiverId] = frozenset()
    quiet_hours: Hours | None = None
    narrowings: tuple[Narrowing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTo:
    """How a resident hears and follows best.

    `rate` is a share of a voice's normal one, `pause` the rest between sentences, `volume_db` the level at one metre,
    dB(A). A question without an answer is asked `repeats` times again. `large_captions`: she reads what is said.
    `usual_rate` and `usual_volume_db` are those of the settings, where she has asked for others.
    """

    rate: float = 1.0
    pause: timedelta = timedelta()
    volume_db: float = 55.0
    repeats: int = 0
    large_captions: bool = False
    usual_rate: float | None = None
    usual_volume_db: float | None = None

    @property
    def as_usual(self) -> "SpokenTo":
        """As the settings have it."""
        return replace(
            self,
            rate=self.rate if self.usual_rate is None else self.usual_rate,
            volume_db=self.volume_db if self.usual_volume_db is None else self.usual_volume_db,
            usual_rate=None,
            usual_volume_db=None,
        )

    def as_asked(self, rate: float, volume_db: float) -> "SpokenTo":
        """As she asked for herself, with what the settings have kept beside it; as usual where that is the same."""
        usual = self.as_usual
        if (rate, volume_db) == (usual.rate, usual.volume_db):
            return usual
        return replace(usual, rate=rate, volume_db=volume_db, usual_rate=usual.rate, usual_volume_db=usual.volume_db)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resident:
    """Somebody who lives here.

    `called` is how she wishes to be addressed. `zones` are the rooms in which she may be without staff; none: all.
    """

    id: ResidentId
    name: Text
    called: Text
    language: Language = Language.ZH
    room: str = ""
    consents: frozenset[Consent] = frozenset()
    frail: bool = True
    can_decide: bool = True
    risks: frozenset[Risk] = frozenset()
    diet: frozenset[Diet] = frozenset()
    allergies: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    values: ValueProfile = field(default_factory=ValueProfile)
    spoken_to: SpokenTo = field(default_factory=SpokenTo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caregiver:
    """Somebody who looks after residents."""

    id: CaregiverId
    name: Text
    role: Role = Role.CAREGIVER
    on_shift: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """One dose of a prescription as the medication record has it. The robot reminds; it decides nothing about it."""

    id: str
    resident: ResidentId
    drug: Text
    amount: Text
    route: str = "oral"
    due: time
    window: timedelta = timedelta(minutes=60)


class RequesterKind(StrEnum):
    """Where a wish comes from."""

    RESIDENT = "resident"
    CAREGIVER = "caregiver"
    FAMILY = "family"
    SCHEDULE = "schedule"
    ROBOT = "robot"
    UNKNOWN_VOICE = "unknown_voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Who asked, as surely as is known. A voice that nobody vouches for has low-risk rights only.

    `remote`: she is not in the house, so that she sees and hears nothing but what the robot lets her.
    """

    kind: RequesterKind
    id: str = ""
    remote: bool = False


ROBOT_ITSELF = Requester(kind=RequesterKind.ROBOT)
SCHEDULE = Requester(kind=RequesterKind.SCHEDULE)
