"""Settings in force, for whoever sees to the robot. No secret stands there; who lives here only for those who may know.

They are read here and changed in the settings file: a change counts from the next start on, and is on record then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from carebot.core.language import Language, Text
from web.pages import page
from web.roles import Right, may
from web.visit import Carer, LanguageOf, PanelOf, SettingInForce, needs

router = APIRouter()

Reading = Annotated[Carer, Depends(needs(Right.SETTINGS))]

TITLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "language": Text(zh="语言", en="Language"),
        "timezone": Text(zh="时区", en="Time zone"),
        "journal": Text(zh="日志", en="Journal"),
        "memories": Text(zh="记忆", en="Memories"),
        "body": Text(zh="机器人本体", en="Body"),
        "home": Text(zh="住处平面", en="Map of the home"),
        "devices": Text(zh="智能家居", en="Smart home"),
        "speech": Text(zh="听和说", en="Hearing and speaking"),
        "understanding": Text(zh="理解", en="Understanding"),
        "sight": Text(zh="摄像头和视觉", en="Cameras and sight"),
        "badges": Text(zh="胸卡", en="Badges"),
        "panel": Text(zh="面板", en="Panel"),
        "policies": Text(zh="规则", en="Rules"),
        "numbers": Text(zh="急救电话", en="Emergency numbers"),
        "company": Text(zh="陪伴", en="Company"),
        "outlets": Text(zh="报警出口", en="Ways out for alarms"),
        "skills": Text(zh="技能", en="Skills"),
        "monitors": Text(zh="监测", en="Monitors"),
        "weather_url": Text(zh="天气", en="Weather"),
        "residents": Text(zh="老人", en="Residents"),
        "caregivers": Text(zh="护理员", en="Carers"),
        "doses": Text(zh="用药记录", en="Medication record"),
    }
)
"""What each section of the settings is called."""
OF_PEOPLE: Final = frozenset({"residents", "caregivers", "doses", "badges"})
"""Sections that tell who lives and works here; a technician needs them for nothing."""
_HIDDEN: Final = Text(zh="已设置，不显示", en="set, not shown")
_EMPTY: Final = Text(zh="没有设置", en="not set")
_WORDS: Final = MappingProxyType({True: Text(zh="是", en="yes"), False: Text(zh="否", en="no")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One setting as it is shown: its name in the file, and its value. `changed`: it is not the default."""

    key: str
    value: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """A section under its title."""

    title: str
    rows: tuple[Row, ...]


@router.get("/settings")
async def shown(request: Request, panel: PanelOf, language: LanguageOf, carer: Reading) -> Response:
    """Every section that she may see, in the order of the settings."""
    whole = may(carer.caregiver, Right.RESIDENTS)
    lines = [one for one in panel.settings if whole or one.section not in OF_PEOPLE]
    return page(panel, "settings.html", request, language, carer=carer, sections=_sections(lines, language))


def _sections(lines: Iterable[SettingInForce], language: Language) -> tuple[SectionRows, ...]:
    return tuple(
        SectionRows(title=TITLES[name].in_(language), rows=tuple(_row(one, language) for one in its))
        for name, its in groupby(lines, key=lambda one: one.section)
    )


def _row(line: SettingInForce, language: Language) -> Row:
    return Row(key=line.key, value=_in_words(line).in_(language), changed=line.changed)


def _in_words(line: SettingInForce) -> Text:
    if line.value in {None, ""}:
        return _EMPTY
    if line.secret:
        return _HIDDEN
    if isinstance(line.value, bool):
        return _WORDS[line.value]
    return Text(zh=str(line.value), en=str(line.value))
