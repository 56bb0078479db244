"""Figures where carers look rather than read: alarms per day by cause, and who was met at which hour."""

import asyncio
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from carebot.concerns import COURSES
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.language import Language, Text
from carebot.core.people import Resident
from web.charts import HEIGHT, WIDTH, Chart, stacked
from web.drafting import LONGEST, incidents_since
from web.pages import page
from web.residents import lines_between, today_of
from web.roles import Right, residents_of
from web.timeline import Line, Topic
from web.visit import Carer, LanguageOf, Panel, PanelOf, needs

router = APIRouter(prefix="/figures")

_DAYS: Final = 14
_MET: Final = frozenset({Topic.SEEN, Topic.TALKED, Topic.REMINDER, Topic.TASK})
_OTHERS: Final = Text(zh="其他", en="Others")


@router.get("")
async def figures(
    request: Request, panel: PanelOf, language: LanguageOf, carer: Annotated[Carer, Depends(needs(Right.FIGURES))]
) -> Response:
    """The page."""
    now, known = panel.robot.clock.now(), panel.robot.orchestrator.known
    happened = await asyncio.to_thread(incidents_since, panel.robot.journal.path, now - timedelta(days=_DAYS))
    residents = residents_of(carer.caregiver, known.house)
    lines = await lines_between(panel, carer, now - LONGEST, now) if residents else ()
    return page(
        panel,
        "figures.html",
        request,
        language,
        carer=carer,
        chart=_alarms_by_day(panel, tuple(happened.values()), language),
        width=WIDTH,
        height=HEIGHT,
        activity=_activity_by_hour(panel, residents, lines, language) if residents else None,
    )


def _alarms_by_day(panel: Panel, happened: tuple[IncidentChanged, ...], language: Language) -> Chart:
    """The incidents of the last days by the day on which they began; what was dismissed by herself does not count."""
    local, today = panel.robot.orchestrator.known.local, today_of(panel)
    days = [today - timedelta(days=back) for back in reversed(range(_DAYS))]
    counts: dict[date, Counter[str]] = {day: Counter() for day in days}
    for incident in happened:
        day = local(incident.opened_at).date()
        if incident.stage is not IncidentStage.DISMISSED and day in counts:
            counts[day][COURSES[incident.concern].title.in_(language)] += 1
    return stacked([(day.strftime("%m-%d"), counts[day]) for day in days], _OTHERS.in_(language))


def _activity_by_hour(
    panel: Panel, residents: tuple[Resident, ...], lines: tuple[Line, ...], language: Language
) -> Chart:
    """How often each resident was met in each hour of the last day: seen somewhere, talked with, helped."""
    known = panel.robot.orchestrator.known
    now = panel.robot.clock.now()
    hours = [known.local(now - timedelta(hours=back)).replace(minute=0, second=0, microsecond=0) for back in range(24)]
    counts: dict[datetime, Counter[str]] = {hour: Counter() for hour in reversed(hours)}
    names = {one.id: one.name.in_(language) for one in residents}
    for line in lines:
        hour = known.local(line.at).replace(minute=0, second=0, microsecond=0)
        if line.topic in _MET and line.about in names and hour in counts:
            counts[hour][names[line.about]] += 1
    return stacked([(f"{hour:%H}", counts[hour]) for hour in counts], _OTHERS.in_(language))
