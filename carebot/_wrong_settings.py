"""Settings that cannot be used: which one, why, and where it was given."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import EnvSettingsSource

from carebot._reasons import MISSING_KEY, UNKNOWN_KEY, key_of, of_value
from carebot.core.errors import SettingsError
from carebot.core.language import Text

PREFIX: Final = "CAREBOT_"
OTHER_VARIABLES: Final = frozenset({"CAREBOT_MODELS", "CAREBOT_BENCH", "CAREBOT_LANGUAGE_MODEL_KEY"})
"""Variables beside the settings: the folder of the model files, that of recorded cases for tests, a secret."""


class RefusedValueError(ValueError):
    """A value that has the right form and cannot be meant; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Environment(EnvSettingsSource):
    """Settings from environment variables; a value that is no JSON where there must be some is refused in words."""

    def prepare_field_value(self, field_name: str, field: FieldInfo, value: Any, value_is_complex: bool) -> Any:
        """The value of one field; raises SettingsError naming the variables it was read from."""
        try:
            return super().prepare_field_value(field_name, field, value, value_is_complex)
        except ValueError as error:
            names = " / ".join(_variables((field_name,)))
            raise SettingsError(
                Text(
                    zh=f"环境变量 {names} 的值不是有效的 JSON（{error}）。请改正它。",
                    en=f"The value of the environment variable {names} is not valid JSON ({error}). Correct it.",
                )
            ) from error


def refuse_unknown_variables(settings: type[BaseModel]) -> None:
    """Raise SettingsError for a CAREBOT_ variable that no part of carebot reads: it is misspelt."""
    for name in os.environ:
        field = name.upper().removeprefix(PREFIX).split("__")[0].lower()
        if name.upper().startswith(PREFIX) and name not in OTHER_VARIABLES and field not in settings.model_fields:
            known = ", ".join(f"{PREFIX}{one.upper()}" for one in settings.model_fields)
            raise SettingsError(
                Text(
                    zh=f"没有 {name} 这个环境变量设置。可用：{known}。请改正或删除它。",
                    en=f"There is no setting {name} for the environment. There are: {known}. Correct or remove it.",
                )
            )


def complaint(error: ErrorDetails, settings: type[BaseModel], path: Path, overrides: Mapping[str, Any]) -> Text:
    """The sentence for `error`. Where the value stands is found in `overrides` (the command line) and the environment.

    What stands in neither came from the file at `path`.
    """
    key, kind = key_of(error), error["type"]
    place = _place(error["loc"], path, overrides)
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, RefusedValueError):
        why = cause.text
    elif kind in UNKNOWN_KEY:
        allowed = ", ".join(_keys_beside(settings, error["loc"])) or "-"
        why = Text(zh=f"没有 {key} 这项设置，可用：{allowed}", en=f"there is no setting {key}, only: {allowed}")
    elif kind in MISSING_KEY:
        why = Text(zh=f"缺少 {key}", en=f"{key} is missing")
    else:
        value = of_value(error)
        why = Text(zh=f"{key} 的值 {value.zh}", en=f"{key} = {value.en}")
    return Text(
        zh=f"设置不对：{why.zh}。请改正{place.zh}。", en=f"The settings are wrong: {why.en}. Correct {place.en}."
    )


def _place(keys: tuple[int | str, ...], path: Path, overrides: Mapping[str, Any]) -> Text:
    """Where a person gave the value at `keys`: the command line, the environment, or else the file."""
    above: object = overrides
    for key in keys:
        above = above.get(str(key)) if isinstance(above, dict) else None
    if above is not None and keys:
        return Text(zh="命令行", en="the command line")
    variables = " / ".join(_variables(keys)) if keys else ""
    if variables:
        return Text(zh=f"环境变量 {variables}", en=f"the environment variable {variables}")
    return Text(zh=f"设置文件 {path}", en=f"the settings file {path}")


def _variables(keys: tuple[int | str, ...]) -> list[str]:
    """The environment variables that give the value at `keys`, or a whole that it is part of."""
    name = PREFIX + "__".join(str(key) for key in keys).upper()
    return sorted(
        each
        for each in os.environ
        if each.upper().startswith(PREFIX)
        and (f"{name}__".startswith(f"{each.upper()}__") or each.upper().startswith(f"{name}__"))
    )


def _keys_beside(settings: type[BaseModel], keys: tuple[int | str, ...]) -> list[str]:
    """The keys allowed where the last of `keys` stands."""
    here: type[BaseModel] | None = settings
    for key in keys[:-1]:
        if isinstance(key, int):
            continue
        field = here.model_fields.get(key) if here is not None else None
        here = _section_of(field.annotation) if field is not None else None
    return sorted(here.model_fields) if here is not None else []


def _section_of(annotation: object) -> type[BaseModel] | None:
    """The section that a field holds, by itself or in a list."""
    kinds = get_args(annotation) or (annotation,)
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
