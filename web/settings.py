"""Settings in force, for whoever sees to the robot. No secret stands there; who lives here only for those who may know.

They are read here, and changed one page further (`web/changing.py`) or in the settings file.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from carebot.core.language import Language, Text
from web.pages import page
from web.roles import Right, may
from web.row_views import list_views
from web.setting_views import hers, left_out_views, page_views
from web.setting_words import ADDING, OF_PEOPLE, TITLES, WORDS, setting_words
from web.visit import Carer, LanguageOf, Panel, PanelOf, SettingInForce, needs

router = APIRouter()

Reading = Annotated[Carer, Depends(needs(Right.SETTINGS))]

_HERE: Final = Text(zh="自己设的", en="set here")
_HIDDEN: Final = Text(zh="已设置，不显示", en="set, not shown")
_EMPTY: Final = Text(zh="没有设置", en="not set")
_WORDS: Final = MappingProxyType({True: Text(zh="是", en="yes"), False: Text(zh="否", en="no")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One setting as it is shown: its name in the file, its value, and where it was set where it is no default."""

    key: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """A section under its title."""

    title: str
    rows: tuple[Row, ...]


@router.get("/settings")
async def shown(request: Request, panel: PanelOf, language: LanguageOf, carer: Reading, *, said: str = "") -> Response:
    """Every section that she may see, in the order of the settings."""
    whole = may(carer.caregiver, Right.RESIDENTS)
    lines = [one for one in panel.settings if whole or one.section not in OF_PEOPLE]
    return page(
        panel,
        "settings.html",
        request,
        language,
        carer=carer,
        sections=_sections(lines, language),
        lists=await asyncio.to_thread(list_views, panel, carer, language),
        adding={key: text.in_(language) for key, text in ADDING.items()},
        done=WORDS[said].in_(language) if said in {"added", "removed", "taken_back"} else "",
        pages=await asyncio.to_thread(page_views, panel, carer, language),
        left_out=await asyncio.to_thread(left_out_views, panel, carer, language),
        trouble=await asyncio.to_thread(_trouble, panel, carer, language),
        w=setting_words(language),
    )


def _sections(lines: Iterable[SettingInForce], language: Language) -> tuple[SectionRows, ...]:
    return tuple(
        SectionRows(title=TITLES[name].in_(language), rows=tuple(_row(one, language) for one in its))
        for name, its in groupby(lines, key=lambda one: one.section)
    )


def _row(line: SettingInForce, language: Language) -> Row:
    source = line.source or (_HERE if line.changed else None)
    return Row(key=line.key, value=_in_words(line).in_(language), source=source.in_(language) if source else "")


def _trouble(panel: Panel, carer: Carer, language: Language) -> str:
    """That the panel's file cannot be read, for whoever changes settings."""
    trouble = panel.changing.trouble if panel.changing and hers(carer) else None
    return trouble.in_(language) if trouble else ""


def _in_words(line: SettingInForce) -> Text:
    if line.value in {None, ""}:
        return _EMPTY
    if line.secret:
        return _HIDDEN
    if isinstance(line.value, bool):
        return _WORDS[line.value]
    return Text(zh=str(line.value), en=str(line.value))
