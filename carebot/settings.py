"""Settings: TOML file and environment over embedded defaults. An unknown or wrong key is refused in one sentence."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_config_path, user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from carebot._reasons import of_file
from carebot._who_is_who import refuse_mixed_up, refuse_nobody
from carebot._wrong_settings import PREFIX, Environment, RefusedValueError, complaint, refuse_unknown_variables
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from carebot.core.people import Caregiver, Consent, Dose, Resident, Role

Plain = dict[str, Any]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Section):
    """A sentence or name in both languages."""

    zh: str
    en: str

    def text(self) -> Text:
        """As the core has it."""
        return Text(zh=self.zh, en=self.en)


class ResidentSettings(_Section):
    """Somebody who lives here."""

    id: str
    name: str
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
            name=self.name,
            called=self.called.text(),
            language=self.language,
            room=self.room,
            consents=self.consents,
            frail=self.frail,
            can_decide=self.can_decide,
        )


class CaregiverSettings(_Section):
    """Somebody who looks after residents."""

    id: str
    name: str
    role: Role = Role.CAREGIVER
    on_shift: bool = True

    def caregiver(self) -> Caregiver:
        """As the core has it."""
        return Caregiver(id=self.id, name=self.name, role=self.role, on_shift=self.on_shift)


class DoseSettings(_Section):
    """One dose as the medication record has it. `due` is on the home's wall clock."""

    id: str
    resident: str
    drug: Words
    amount: Words
    due: time

    def dose(self) -> Dose:
        """As the core has it."""
        return Dose(id=self.id, resident=self.resident, drug=self.drug.text(), amount=self.amount.text(), due=self.due)


class BodySettings(_Section):
    """Which body, and its own options."""

    name: str = "simulated"
    options: Plain = Field(default_factory=dict)


class SpeechSettings(_Section):
    """Ears and mouth. `microphone` and `loudspeaker` name devices; empty: the system's default."""

    recognizers: tuple[Literal["whisper", "vosk"], ...] = ("vosk", "whisper")
    microphone: str = ""
    loudspeaker: str = ""
    vosk_zh: Path | None = None
    vosk_en: Path | None = None
    rate: float = Field(default=1.0, ge=0.5, le=2.0)
    voice_is_resident: bool = True


class SightSettings(_Section):
    """The camera beside that of the body: a device or address; empty: none."""

    camera: str = ""
    frames_per_s: float = Field(default=8.0, gt=0, le=30)


class PanelSettings(_Section):
    """Where the panel listens. Beyond this machine only behind a proxy that encrypts."""

    host: str = "127.0.0.1"
    port: int = Field(default=8460, ge=0, le=65535)
    enabled: bool = True


class PolicySettings(_Section):
    """Policies that are switched off, each with a written reason, which the panel shows; and a home's own rules."""

    off: dict[str, str] = Field(default_factory=dict)
    house_rules: Path | None = None

    @field_validator("off")
    @classmethod
    def _reasons(cls, off: dict[str, str]) -> dict[str, str]:
        for name, reason in off.items():
            if len(reason.strip()) < 10:
                raise RefusedValueError(
                    Text(zh=f"关闭 {name} 须写明理由", en=f"switching off {name} needs a written reason")
                )
        return off


_DEFAULT_RESIDENT = ResidentSettings(
    id="wang",
    name="王秀英",
    called=Words(zh="王奶奶", en="Grandma Wang"),
    consents=frozenset(
        {Consent.CAMERA_POSE, Consent.NIGHT_ENTRY, Consent.TOUCH, Consent.REMEMBERING, Consent.MEDICATION_REMINDERS}
    ),
)
_DEFAULT_CAREGIVERS = (
    CaregiverSettings(id="li", name="李静", role=Role.NURSE),
    CaregiverSettings(id="zhang", name="张伟", role=Role.CAREGIVER),
)
_DEFAULT_DOSE = DoseSettings(
    id="amlodipine-morning",
    resident="wang",
    drug=Words(zh="降压药（氨氯地平）", en="blood pressure tablet (amlodipine)"),
    amount=Words(zh="一片", en="one tablet"),
    due=time(8, 0),
)


def _default_doses(given: Plain) -> tuple[DoseSettings, ...]:
    """The default dose, as long as the default resident lives here."""
    return tuple(dose for dose in (_DEFAULT_DOSE,) if dose.resident in {one.id for one in given["residents"]})


class Settings(BaseSettings):
    """All settings. Environment variables override the file: CAREBOT_PANEL__PORT=9000.

    There is somebody among the `caregivers`, whatever other outlets there are: a nurse-call system or a message gateway
    carries an alarm out of the house, but only a caregiver signs in at the panel to take it over and to resolve it.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, validate_default=True
    )

    language: Literal["zh", "en"] = "zh"
    timezone: str = "Asia/Shanghai"
    journal: Path = Field(default_factory=lambda: user_data_path("carebot") / "journal.db")
    body: BodySettings = BodySettings()
    home: Path | None = None
    speech: SpeechSettings = SpeechSettings()
    sight: SightSettings = SightSettings()
    panel: PanelSettings = PanelSettings()
    policies: PolicySettings = PolicySettings()
    outlets: dict[str, Plain] = Field(default_factory=dict)
    skills: dict[str, Plain] = Field(default_factory=dict)
    monitors: dict[str, Plain] = Field(default_factory=dict)
    weather_url: str = ""
    residents: tuple[ResidentSettings, ...] = (_DEFAULT_RESIDENT,)
    caregivers: tuple[CaregiverSettings, ...] = _DEFAULT_CAREGIVERS
    doses: tuple[DoseSettings, ...] = Field(default_factory=_default_doses)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given counts alone: `load` puts file, environment and command line together, in their order."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise RefusedValueError(
                Text(
                    zh=f"没有名为 {name!r} 的时区，请写成 Asia/Shanghai 这样",
                    en=f"no time zone is called {name!r}, write one as Asia/Shanghai",
                )
            ) from error
        return name

    @field_validator("caregivers")
    @classmethod
    def _somebody_to_call(cls, caregivers: tuple[CaregiverSettings, ...]) -> tuple[CaregiverSettings, ...]:
        refuse_nobody(caregivers)
        return caregivers

    @model_validator(mode="after")
    def _everybody_is_one_person(self) -> Self:
        """Names stand for one person or dose each, and every dose for somebody who lives here."""
        ids = {
            "residents": [resident.id for resident in self.residents],
            "caregivers": [caregiver.id for caregiver in self.caregivers],
            "doses": [dose.id for dose in self.doses],
        }
        refuse_mixed_up(ids, [dose.resident for dose in self.doses])
        return self


def default_file() -> Path:
    """Where the settings stand unless another file is named."""
    return user_config_path("carebot") / "carebot.toml"


def load(path: Path | None, overrides: Plain | None = None) -> Settings:
    """The settings from `path` (the default file when None and present), environment and `overrides`, strongest last.

    Raises SettingsError naming the wrong key.
    """
    chosen = path or default_file()
    values = _read(chosen, needed=path is not None)
    refuse_unknown_variables(Settings)
    above = overrides or {}
    try:
        return Settings(**_merged(_merged(values, Environment(Settings)()), above))
    except ValidationError as error:
        raise SettingsError(complaint(error.errors()[0], Settings, chosen, above)) from error


def _merged(below: Plain, above: Plain) -> Plain:
    """`below` with the values of `above` in their places."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
    return merged


def _read(path: Path, *, needed: bool) -> Plain:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, FileNotFoundError) and not needed:
            return {}
        why = of_file(error)
        raise SettingsError(
            Text(
                zh=f"设置文件 {path} 读不了：{why.zh}。请检查路径和权限，或用 --settings 另选一个。",
                en=f"The settings file {path} cannot be read: {why.en}. Check it, or name another with --settings.",
            )
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            Text(
                zh=f"设置文件 {path} 不是有效的 TOML（{error}）。请改正后再启动。",
                en=f"The settings file {path} is not valid TOML ({error}). Correct it and start again.",
            )
        ) from error
