"""The panel's file: what was changed on the panel, by whom and when, beside the journal and for its owner alone.

It stands above the settings file and below the environment and the command line.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from carebot._reasons import key_of, of_file, of_value
from carebot.changing.leaf import Json
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.people import CaregiverId
from carebot.private_file import write_private

_MOST_BYTES: Final = 4 * 1024 * 1024
_BROKEN: Final = ".broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A value that somebody set on the panel."""

    value: Json
    by: CaregiverId
    at: datetime


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=False)

    value: Any
    by: str = Field(max_length=200)
    at: AwareDatetime


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=1, le=1)
    settings: dict[str, _Written]


class PanelFile:
    """The file at `path`; where there is none, nothing was changed."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, Entry]:
        """What stands in it, by key in the order of setting; raises SettingsError for a file that is none of ours."""
        try:
            with self.path.open("rb") as file:
                content = file.read(_MOST_BYTES)
            whole = _File.model_validate(json.loads(content.decode("utf-8")))
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise self._unusable(of_file(error)) from error
        except ValidationError as error:
            raise self._unusable(_wrong(error)) from error
        except (ValueError, RecursionError) as error:
            raise self._unusable(Text(zh="不是有效的 JSON", en="it is not valid JSON")) from error
        return {key: Entry(value=one.value, by=one.by, at=one.at) for key, one in whole.settings.items()}

    def write(self, entries: Mapping[str, Entry]) -> None:
        """Put `entries` in its place, whole or not at all; raises SettingsError, and then all is as it was."""
        settings = {key: {"value": one.value, "by": one.by, "at": one.at.isoformat()} for key, one in entries.items()}
        try:
            write_private(self.path, json.dumps({"version": 1, "settings": settings}, ensure_ascii=False, indent=1))
        except OSError as error:
            why = of_file(error)
            raise SettingsError(
                Text(
                    zh=f"没有保存：日志旁边的 {self.path.name} 写不进去（{why.zh}）。设置没有变，请告诉技术人员。",
                    en=f"Nothing was kept: {self.path.name}, beside the journal, cannot be written ({why.en}). All "
                    "settings are as they were; tell a technician.",
                )
            ) from error

    def set_aside(self) -> None:
        """Keep a file that cannot be read under another name, for whoever mends it."""
        try:
            self.path.replace(self.path.with_name(f"{self.path.name}{_BROKEN}"))
        except OSError as error:
            raise self._unusable(of_file(error)) from error

    def _unusable(self, why: Text) -> SettingsError:
        # Whoever reads it on the panel need not learn which folders there are.
        return SettingsError(
            Text(
                zh=f"面板上改过的设置用不了：日志旁边的 {self.path.name} {why.zh}。机器人按设置文件运行；"
                "请恢复备份，或删掉它后在面板上重新设。",
                en=f"What was set on the panel cannot be used: {self.path.name}, beside the journal: {why.en}. The "
                "robot goes by the settings file; restore a copy, or delete it and set it again on the panel.",
            )
        )


def panel_file_of(journal: Path) -> PanelFile:
    """The panel's file of the robot that has this journal."""
    return PanelFile(journal.with_suffix(".settings.json"))


def _wrong(error: ValidationError) -> Text:
    first = error.errors()[0]
    key, why = key_of(first) or "JSON", of_value(first)
    return Text(zh=f"里 {key} 的值 {why.zh}", en=f"{key} = {why.en}")
