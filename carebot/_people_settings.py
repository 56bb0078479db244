"""Settings of people: who lives here, who looks after them, and which doses they are prescribed."""

from datetime import time
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict

from carebot.core.language import Language, Text
from carebot.core.people import Caregiver, Consent, Dose, Resident, Role


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
