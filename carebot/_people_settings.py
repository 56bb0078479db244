"""Settings of people: who lives here, who looks after them, and which doses they are prescribed."""

from datetime import time, timedelta
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from carebot.core.language import Language, Text
from carebot.core.people import Caregiver, Consent, Diet, Dose, Resident, Risk, Role, SpokenTo, ValueProfile
from carebot.core.values import (
    AdvanceDecision,
    Audience,
    Data,
    GivesWay,
    Hours,
    Narrowing,
    Purpose,
    Value,
    Wish,
)


class Section(BaseModel):
    """A part of the settings, in which an unknown key is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Section):
    """A sentence or name in both languages."""

    zh: str
    en: str

    def text(self) -> Text:
        """As the core has it."""
        return Text(zh=self.zh, en=self.en)


def _in_both(name: object) -> object:
    return {"zh": name, "en": name} if isinstance(name, str) else name


Name = Annotated[Words, BeforeValidator(_in_both)]
"""A person's name in both languages; one that stands alone counts in both."""


class HoursSettings(Section):
    """A part of the day on the home's wall clock, over midnight where `end` is the earlier."""

    start: time
    end: time

    def hours(self) -> Hours:
        """As the core has it."""
        return Hours(start=self.start, end=self.end)


class AdvanceSettings(Section):
    """What she decided in advance, and at which alarm it gives way."""

    wish: Wish
    gives_way: GivesWay = GivesWay.ANY_ALARM


class NarrowingSettings(Section):
    """What she keeps for herself, where, when and from whom; what is left out means all, but for alarms."""

    data: frozenset[Data]
    audiences: frozenset[Audience] = frozenset()
    rooms: frozenset[str] = frozenset()
    hours: HoursSettings | None = None
    purposes: frozenset[Purpose] = frozenset()

    def narrowing(self) -> Narrowing:
        """As the core has it."""
        return Narrowing(
            data=self.data,
            audiences=self.audiences,
            rooms=self.rooms,
            hours=self.hours.hours() if self.hours else None,
            purposes=self.purposes,
        )


class ValuesSettings(Section):
    """What matters to a resident, what she decided in advance, who decides when she cannot, and who is told."""

    prefers_to_be_asked: bool = True
    quiet_company: bool = False
    matters_most: tuple[Value, ...] = ()
    advance: tuple[AdvanceSettings, ...] = ()
    proxy: str = ""
    told: frozenset[str] = frozenset()
    quiet_hours: HoursSettings | None = None
    narrowings: tuple[NarrowingSettings, ...] = ()

    def profile(self) -> ValueProfile:
        """As the core has it."""
        return ValueProfile(
            prefers_to_be_asked=self.prefers_to_be_asked,
            quiet_company=self.quiet_company,
            matters_most=self.matters_most,
            advance=tuple(AdvanceDecision(wish=one.wish, gives_way=one.gives_way) for one in self.advance),
            proxy=self.proxy,
            told=self.told,
            quiet_hours=self.quiet_hours.hours() if self.quiet_hours else None,
            narrowings=tuple(one.narrowing() for one in self.narrowings),
        )


class SpokenToSettings(Section):
    """How a resident hears and follows best, as SpokenTo has it. The gate keeps loudness within its limits."""

    rate: float = Field(default=1.0, ge=0.5, le=1.5)
    pause_s: float = Field(default=0.0, ge=0.0, le=5.0)
    volume_db: float = Field(default=55.0, ge=40.0, le=75.0)
    repeats: int = Field(default=0, ge=0, le=2)
    large_captions: bool = False

    def spoken_to(self) -> SpokenTo:
        """As the core has it."""
        return SpokenTo(
            rate=self.rate,
            pause=timedelta(seconds=self.pause_s),
            volume_db=self.volume_db,
            repeats=self.repeats,
            large_captions=self.large_captions,
        )


class ResidentSettings(Section):
    """Somebody who lives here."""

    id: str
    name: Name
    called: Words
    language: Language = Language.ZH
    room: str = "bedroom"
    consents: frozenset[Consent] = frozenset()
    frail: bool = True
    can_decide: bool = True
    risks: frozenset[Risk] = frozenset()
    diet: frozenset[Diet] = frozenset()
    allergies: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    values: ValuesSettings = ValuesSettings()
    spoken_to: SpokenToSettings = SpokenToSettings()

    def resident(self) -> Resident:
        """As the core has it."""
        return Resident(
            id=self.id,
            name=self.name.text(),
            called=self.called.text(),
            language=self.language,
            room=self.room,
            consents=self.consents,
            frail=self.frail,
            can_decide=self.can_decide,
            risks=self.risks,
            diet=self.diet,
            allergies=self.allergies,
            zones=self.zones,
            values=self.values.profile(),
            spoken_to=self.spoken_to.spoken_to(),
        )


class CaregiverSettings(Section):
    """Somebody who looks after residents."""

    id: str
    name: Name
    role: Role = Role.CAREGIVER
    on_shift: bool = True

    def caregiver(self) -> Caregiver:
        """As the core has it."""
        return Caregiver(id=self.id, name=self.name.text(), role=self.role, on_shift=self.on_shift)


class DoseSettings(Section):
    """One dose as the medication record has it. `due` is on the home's wall clock."""

    id: str
    resident: str
    drug: Words
    amount: Words
    due: time

    def dose(self) -> Dose:
        """As the core has it."""
        return Dose(id=self.id, resident=self.resident, drug=self.drug.text(), amount=self.amount.text(), due=self.due)


DEFAULT_RESIDENT: Final = ResidentSettings(
    id="wang",
    name=Words(zh="王秀英", en="Wang Xiuying"),
    called=Words(zh="王奶奶", en="Grandma Wang"),
    consents=frozenset(
        {Consent.CAMERA_POSE, Consent.NIGHT_ENTRY, Consent.TOUCH, Consent.REMEMBERING, Consent.MEDICATION_REMINDERS}
    ),
)
DEFAULT_CAREGIVERS: Final = (
    CaregiverSettings(id="li", name=Words(zh="李静", en="Li Jing"), role=Role.NURSE),
    CaregiverSettings(id="zhang", name=Words(zh="张伟", en="Zhang Wei"), role=Role.CAREGIVER),
)
_DEFAULT_DOSE: Final = DoseSettings(
    id="amlodipine-morning",
    resident="wang",
    drug=Words(zh="降压药（氨氯地平）", en="blood pressure tablet (amlodipine)"),
    amount=Words(zh="一片", en="one tablet"),
    due=time(8, 0),
)


def default_doses(given: dict[str, Any]) -> tuple[DoseSettings, ...]:
    """The default dose, as long as the default resident lives here."""
    return tuple(dose for dose in (_DEFAULT_DOSE,) if dose.resident in {one.id for one in given["residents"]})
