"""Settings in force, for whoever sees to the robot. No secret stands there; who lives here only for those who may know.

They are read here, and changed one page further (`web/changing.py`) or in the settings file.
"""

import asyncio
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import TypeAdapter

from carebot.changing.choices import NAMES
from carebot.changing.known_as import called
from carebot.changing.section_names import TITLES
from carebot.core import durations
from carebot.core.language import Language, Text
from carebot.core.situation import House
from carebot.explaining.names import ROLES, person_name
from web.answers import RefusedError
from web.left_out import left_out_views
from web.pages import page
from web.roles import Right, may, refusal
from web.row_views import list_views
from web.setting_views import hers, in_words, page_views, sentence
from web.setting_words import OF_PEOPLE, WORDS, setting_words
from web.visit import Carer, CarerOf, LanguageOf, Panel, PanelOf, SettingInForce

router = APIRouter()


def reading(carer: CarerOf) -> Carer:
    """Who may read the settings, or change some of them; raises RefusedError for everybody else."""
    if not may(carer.caregiver, Right.SETTINGS) and not hers(carer):
        raise RefusedError(403, refusal(carer.caregiver.role, Right.SETTINGS))
    return carer


Reading = Annotated[Carer, Depends(reading)]

_HERE: Final = Text(zh="自己设的", en="set here")
_HIDDEN: Final = Text(zh="已设置，不显示", en="set, not shown")
_EMPTY: Final = Text(zh="没有设置", en="not set")
_DURATION: Final = re.compile(r"-?P(?=.)(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:[\d.]+S)?)?")
"""As ISO 8601 has it, and nobody reads it."""
_A_DURATION: Final = TypeAdapter(timedelta)
_VALUES: Final[Mapping[str, Text]] = {**NAMES, **{role.value: text for role, text in ROLES.items()}}
_PEOPLE: Final = frozenset({"resident", "proxy", "told"})
_TIME: Final = re.compile(r"\d\d:\d\d(?::\d\d)?")
_WORDS: Final = MappingProxyType({True: Text(zh="是", en="yes"), False: Text(zh="否", en="no")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One setting as it is shown: its name, its key in the file, its value, and where it was set if it is no default.

    `about` is whom or what it is about, where the settings list several.
    """

    name: str
    key: str
    value: str
    source: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The rows about one person or thing; `about` is empty for those of the section itself."""

    about: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """A section under its title."""

    title: str
    parts: tuple[Part, ...]


@router.get("/settings")
async def shown(request: Request, panel: PanelOf, language: LanguageOf, carer: Reading, *, said: str = "") -> Response:
    """Every section that she may see, in the order of the settings."""
    whole, reads = may(carer.caregiver, Right.RESIDENTS), may(carer.caregiver, Right.SETTINGS)
    lines = [one for one in panel.settings if reads and (whole or one.section not in OF_PEOPLE)]
    lists = await asyncio.to_thread(list_views, panel, carer, language)
    pages = await asyncio.to_thread(page_views, panel, carer, language)
    return page(
        panel,
        "settings.html",
        request,
        language,
        carer=carer,
        reads=reads,
        sections=await asyncio.to_thread(_sections, panel, lines, language),
        lists=lists,
        done=WORDS[said].in_(language) if said in {"added", "removed", "taken_back"} else "",
        pages=[one for one in pages if one.group not in {row.group for each in lists for row in each.rows}],
        left_out=await asyncio.to_thread(left_out_views, panel, carer, language),
        trouble=await asyncio.to_thread(_trouble, panel, carer, language),
        w=setting_words(language),
    )


def _sections(panel: Panel, lines: Iterable[SettingInForce], language: Language) -> tuple[SectionRows, ...]:
    return tuple(
        SectionRows(title=TITLES[name].in_(language), parts=tuple(_parts(panel, its, language)))
        for name, its in groupby(lines, key=lambda one: one.section)
    )


def _parts(panel: Panel, lines: Iterable[SettingInForce], language: Language) -> Iterator[Part]:
    rows = {row.key: row for row in _rows(panel, lines, language)}
    for about, its in groupby(rows.values(), key=lambda row: row.about):
        yield Part(about=about, rows=tuple(its))


def _rows(panel: Panel, lines: Iterable[SettingInForce], language: Language) -> Iterator[Row]:
    """The lines with their names; what may be changed on the panel is one row, in the words of its own page."""
    book = panel.changing
    states = {state.leaf.key: state for state in book.states(book.leaves())} if book else {}
    for line in lines:
        state = next((one for key, one in states.items() if line.key == key or line.key.startswith(f"{key}.")), None)
        key = state.leaf.key if state else line.key
        name, about = called(key) or (None, "")
        if book and state and not line.secret:
            value = in_words(state.leaf, state.now, book.among(state.leaf.kind))
            name = state.leaf.name
        else:
            value = _in_words(line, panel.robot.orchestrator.known.house)
        source = line.source or (_HERE if line.changed else None)
        yield Row(
            name=sentence(name.in_(language)) if name else "",
            key=key,
            value=value.in_(language),
            source=source.in_(language) if source else "",
            about=person_name(about, panel.robot.orchestrator.known.house).in_(language) if about else "",
        )


def _trouble(panel: Panel, carer: Carer, language: Language) -> str:
    """That the panel's file cannot be read, for whoever changes settings."""
    trouble = panel.changing.trouble if panel.changing and hers(carer) else None
    return trouble.in_(language) if trouble else ""


def _in_words(line: SettingInForce, house: House) -> Text:
    if line.value in {None, ""}:
        return _EMPTY
    if line.secret:
        return _HIDDEN
    if isinstance(line.value, bool):
        return _WORDS[line.value]
    words = str(line.value)
    if _DURATION.fullmatch(words):
        return durations.in_words(_A_DURATION.validate_python(words))
    if _TIME.fullmatch(words):
        return Text(zh=words[:5], en=words[:5])
    of_people = line.key.rpartition(".")[2] in _PEOPLE
    names = [
        _VALUES.get(one) or (person_name(one, house) if of_people else _as_it_is(one)) for one in words.split(", ")
    ]
    return Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))


def _as_it_is(words: str) -> Text:
    return Text(zh=words, en=words)
