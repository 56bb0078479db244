"""The home that Home Assistant's test sentences speak of, from a fixtures file as its intents repository has them.

A name may be a template of several; each of them is then a name of its own, as its own tests have it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from hassil.errors import HassilError
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence
from hassil.util import is_template
from pydantic import BaseModel, Field, ValidationError

from carebot._reasons import key_of
from carebot.bench._rows import text_of
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from dialogue.smart_home import Area, Device, Floor, SmartHome


class _Floor(BaseModel):
    id: str
    name: str


class _Area(BaseModel):
    id: str
    name: str
    floor: str = ""


class _Attributes(BaseModel):
    device_class: str = ""


class _Entity(BaseModel):
    id: str
    name: str
    area: str = ""
    state: Any = ""
    attributes: _Attributes = _Attributes()


class _Fixtures(BaseModel):
    language: str
    floors: tuple[_Floor, ...] = ()
    areas: tuple[_Area, ...] = ()
    entities: tuple[_Entity, ...] = Field(default=())


def home_in(file: Path) -> tuple[Language, SmartHome]:
    """The home that `file` describes and the language of its names; raises SettingsError."""
    try:
        fixtures = _Fixtures.model_validate(yaml.safe_load(text_of(file)))
        return language_of(fixtures.language), _home(fixtures)
    except ValidationError as error:
        key = key_of(error.errors()[0]) or "?"
        raise _unusable(file, Text(zh=f"{key} 不对", en=f"{key} is missing or wrong")) from error
    except (yaml.YAMLError, HassilError, ParseError, RecursionError) as error:
        raise _unusable(file, Text(zh=f"内容不对（{error}）", en=f"its content is wrong ({error})")) from error


def language_of(tag: str) -> Language:
    """The language of a tag like zh-cn; raises SettingsError for any that carebot does not speak."""
    try:
        return Language(tag.lower().replace("_", "-").partition("-")[0])
    except ValueError as error:
        raise SettingsError(
            Text(zh=f"没有 {tag!r} 这种语言，只有 zh 和 en。", en=f"There is no language {tag!r}; write zh or en.")
        ) from error


def _home(fixtures: _Fixtures) -> SmartHome:
    return SmartHome(
        floors=tuple(Floor(id=one.id, name=name) for one in fixtures.floors for name in _names(one.name)),
        areas=tuple(Area(id=one.id, name=name, floor=one.floor) for one in fixtures.areas for name in _names(one.name)),
        devices=tuple(_device(one, name) for one in fixtures.entities for name in _names(one.name)),
    )


def _device(entity: _Entity, name: str) -> Device:
    return Device(
        id=entity.id,
        name=name,
        domain=entity.id.partition(".")[0],
        device_class=entity.attributes.device_class,
        area=entity.area,
    )


def _names(name: str) -> Iterator[str]:
    if not is_template(name):
        yield name.strip()
        return
    for said in sample_sentence(parse_sentence(name)):
        yield said.strip()


def _unusable(file: Path, why: Text) -> SettingsError:
    return SettingsError(
        Text(zh=f"{file} 用不了：{why.zh}。请改正它。", en=f"{file} cannot be used: {why.en}. Correct it.")
    )
