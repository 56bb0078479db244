"""Settings: TOML file and environment over embedded defaults. An unknown or wrong key is refused in one sentence."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_config_path, user_data_path
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from carebot._badge_settings import BadgeSettings
from carebot._company_settings import CompanySettings
from carebot._device_settings import DeviceSettings
from carebot._people_settings import (
    DEFAULT_CAREGIVERS,
    DEFAULT_RESIDENT,
    CaregiverSettings,
    DoseSettings,
    ResidentSettings,
    Section,
    default_doses,
)
from carebot._reasons import of_file
from carebot._sight_settings import SightSettings
from carebot._speech_settings import SpeechSettings
from carebot._understanding_settings import UnderstandingSettings
from carebot._who_is_who import refuse_mixed_up, refuse_nobody, refuse_strangers, refuse_unknown_wearers
from carebot._wrong_settings import PREFIX, Environment, RefusedValueError, complaint, refuse_unknown_variables
from carebot.core.dangers import EmergencyNumbers
from carebot.core.errors import SettingsError
from carebot.core.language import Text

Plain = dict[str, Any]

_DIALLED: Final = re.compile(r"[+]?[0-9][0-9 -]{1,18}")
_PUBLIC_KEY: Final = re.compile(r"ed25519:[A-Za-z0-9+/]{43}=")


class BodySettings(Section):
    """Which body, and its own options."""

    name: str = "simulated"
    options: Plain = Field(default_factory=dict)


class PanelSettings(Section):
    """Where the panel listens. Beyond this machine only behind a proxy that encrypts."""

    host: str = "127.0.0.1"
    port: int = Field(default=8460, ge=0, le=65535)
    enabled: bool = True


class PolicySettings(Section):
    """Policies that are switched off, each with a written reason, which the panel shows; and a home's own rules.

    `rule_keys` are the public keys of those who may sign `house_rules`; `carebot rules keys` makes one.
    """

    off: dict[str, str] = Field(default_factory=dict)
    house_rules: Path | None = None
    rule_keys: tuple[str, ...] = ()

    @field_validator("off")
    @classmethod
    def _reasons(cls, off: dict[str, str]) -> dict[str, str]:
        for name, reason in off.items():
            if len(reason.strip()) < 10:
                raise RefusedValueError(
                    Text(zh=f"关闭 {name} 须写明理由", en=f"switching off {name} needs a written reason")
                )
        return off

    @field_validator("rule_keys")
    @classmethod
    def _keys(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        for key in keys:
            if not _PUBLIC_KEY.fullmatch(key):
                raise RefusedValueError(
                    Text(
                        zh=f"{key!r} 不是公钥，公钥由“carebot rules keys”给出",
                        en=f"{key!r} is no public key, `carebot rules keys` gives one",
                    )
                )
        return keys


class NumbersSettings(Section):
    """The telephone numbers of the place, as carers read them and residents hear them; empty where there is none."""

    ambulance: str = "120"
    police: str = "110"
    fire_brigade: str = "119"
    crisis_line: str = "12356"

    @field_validator("*")
    @classmethod
    def _dialled(cls, number: str) -> str:
        if number and not _DIALLED.fullmatch(number):
            raise RefusedValueError(Text(zh=f"{number!r} 不是电话号码", en=f"{number!r} is no telephone number"))
        return number

    def numbers(self) -> EmergencyNumbers:
        """As the core has it."""
        return EmergencyNumbers(**self.model_dump())


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
    memories: Path | None = None
    body: BodySettings = BodySettings()
    home: Path | None = None
    devices: tuple[DeviceSettings, ...] = ()
    speech: SpeechSettings = SpeechSettings()
    understanding: UnderstandingSettings = UnderstandingSettings()
    sight: SightSettings = SightSettings()
    badges: BadgeSettings = BadgeSettings()
    panel: PanelSettings = PanelSettings()
    policies: PolicySettings = PolicySettings()
    numbers: NumbersSettings = NumbersSettings()
    company: CompanySettings = CompanySettings()
    outlets: dict[str, Plain] = Field(default_factory=dict)
    skills: dict[str, Plain] = Field(default_factory=dict)
    monitors: dict[str, Plain] = Field(default_factory=dict)
    weather_url: str = ""
    residents: tuple[ResidentSettings, ...] = (DEFAULT_RESIDENT,)
    caregivers: tuple[CaregiverSettings, ...] = DEFAULT_CAREGIVERS
    doses: tuple[DoseSettings, ...] = Field(default_factory=default_doses)

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

    @property
    def memory_file(self) -> Path:
        """Where memories stand: beside the journal, unless another file is named."""
        return self.memories or self.journal.with_name("memories.db")

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
        """Names stand for one person, dose or device each, and every dose for somebody who lives here."""
        ids = {
            "residents": [resident.id for resident in self.residents],
            "caregivers": [caregiver.id for caregiver in self.caregivers],
            "doses": [dose.id for dose in self.doses],
            "devices": [device.id for device in self.devices],
        }
        refuse_mixed_up(ids, [dose.resident for dose in self.doses])
        trusted = {one.id: (one.values.proxy, *sorted(one.values.told)) for one in self.residents}
        refuse_strangers(trusted, ids["caregivers"])
        refuse_unknown_wearers(self.badges.worn, [*ids["residents"], *ids["caregivers"]])
        return self


def default_file() -> Path:
    """Where the settings stand unless another file is named."""
    return user_config_path("carebot") / "carebot.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the settings are made of: the file, above it the environment, above that the command line."""

    path: Path
    file: Plain
    environment: Plain
    command_line: Plain

    def settings(self) -> Settings:
        """What they come to; raises ValidationError."""
        return Settings(**_merged(_merged(self.file, self.environment), self.command_line))


def sources(path: Path | None, overrides: Plain | None = None) -> Sources:
    """What stands in `path` (the default file when None and present) and above it; raises SettingsError."""
    chosen = path or default_file()
    values = _read(chosen, needed=path is not None)
    refuse_unknown_variables(Settings)
    return Sources(path=chosen, file=values, environment=Environment(Settings)(), command_line=overrides or {})


def load(path: Path | None, overrides: Plain | None = None) -> Settings:
    """The settings from `path` (the default file when None and present), environment and `overrides`, strongest last.

    Raises SettingsError naming the wrong key.
    """
    return settings_of(sources(path, overrides))


def settings_of(given: Sources) -> Settings:
    """What they come to; raises SettingsError naming the wrong key and where it stands."""
    try:
        return given.settings()
    except ValidationError as error:
        raise SettingsError(complaint(error.errors()[0], Settings, given.path, given.command_line)) from error


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
