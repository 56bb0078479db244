"""Why: what the record says of one event, at the level of whoever reads, with a switch between those she may see."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from carebot.core.errors import UnknownEventError
from carebot.core.language import Language, Text
from carebot.explaining.asked import look_up, only_resident, told
from carebot.explaining.levels import Level
from carebot.explaining.telling import LABELS, Telling
from web.answers import RefusedError
from web.pages import page
from web.roles import Right, view_of
from web.visit import Carer, LanguageOf, Panel, PanelOf, needs

router = APIRouter(prefix="/why")

_NAMES: Final = {
    Level.RESIDENT: Text(zh="老人", en="the resident"),
    Level.CARER: Text(zh="护理员", en="a carer"),
    Level.MANAGER: Text(zh="负责人", en="a manager"),
    Level.INSPECTOR: Text(zh="检查人员", en="an inspector"),
    Level.DEVELOPER: Text(zh="技术人员", en="a developer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part of a telling."""

    name: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelView:
    """A level to switch to."""

    value: str
    name: str
    chosen: bool


@router.get("/{wanted}")
def why(
    wanted: str,
    request: Request,
    panel: PanelOf,
    language: LanguageOf,
    carer: Annotated[Carer, Depends(needs(Right.WHY))],
    *,
    level: Annotated[Level | None, Query()] = None,
) -> Response:
    """The event that `wanted` means, explained, as a page or as a part of one for whoever asks by htmx."""
    allowed = view_of(carer.caregiver).levels
    chosen = level if level in allowed else allowed[0]
    telling = _telling(panel, wanted, chosen)
    name = "why_part.html" if request.headers.get("hx-request") else "why.html"
    return page(
        panel,
        name,
        request,
        language,
        carer=carer,
        wanted=wanted,
        parts=_parts(telling, language),
        at=panel.robot.orchestrator.known.local(telling.at).strftime("%Y-%m-%d %H:%M:%S"),
        levels=[LevelView(value=one.value, name=_NAMES[one].in_(language), chosen=one is chosen) for one in allowed],
        record=_record(telling),
    )


def _telling(panel: Panel, wanted: str, level: Level) -> Telling:
    """What the journal says of the event that is meant; raises RefusedError where it has none."""
    try:
        found = look_up(panel.robot.journal.path, wanted)
    except UnknownEventError as error:
        raise RefusedError(404, error.text) from error
    if panel.book is not None:
        panel.book.renew()
    return told(found, level, only_resident(found.house) if level is Level.RESIDENT else "", panel.book)


def _parts(telling: Telling, language: Language) -> tuple[PartView, ...]:
    return tuple(
        PartView(
            name=part.value,
            label=LABELS[part].in_(language),
            lines=tuple(text.in_(language) for text in texts if text.zh),
        )
        for part, texts in telling.parts
    )


def _record(telling: Telling) -> dict[str, Any] | None:
    return dict(telling.record) if telling.record is not None else None
