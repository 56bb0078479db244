"""Residents: who lives here, and one day of each in plain language, with links to why."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.people import Resident, ResidentId, SpokenTo
from carebot.explaining.actions_in_words import speech_in_words
from carebot.explaining.names import CONSENTS, STAGES
from web.answers import RefusedError
from web.pages import page
from web.reminding import to_come
from web.roles import Right, may, residents_of
from web.timeline import Line, Timeline, Topic
from web.visit import Carer, LanguageOf, Panel, PanelOf, needs

router = APIRouter(prefix="/residents")

Reading = Annotated[Carer, Depends(needs(Right.RESIDENTS))]

_NOT_HERS: Final = Text(
    zh="您不能看这位老人的情况，或者没有这位老人。请找在班的护理员或护士。",
    en="You cannot read about this resident, or there is none. Please ask a carer or nurse on shift.",
)
_BEGAN: Final = date(2000, 1, 1)
"""No record is older."""
_LATELY: Final = timedelta(hours=12)
"""A night shift looks back over midnight."""
_NO_DAY: Final = Text(
    zh="这一天没有记录，请选今天或以前的日子。", en="Of that day there is no record; choose today or before."
)
_TOPICS: Final = {
    Topic.SEEN: Text(zh="看到", en="Seen"),
    Topic.TALKED: Text(zh="说话", en="Talk"),
    Topic.ALARM: Text(zh="警报", en="Alarm"),
    Topic.REMINDER: Text(zh="提醒", en="Reminder"),
    Topic.TASK: Text(zh="任务", en="Task"),
    Topic.CONSENT: Text(zh="同意", en="Consent"),
    Topic.FAULT: Text(zh="故障", en="Fault"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One sentence of the timeline."""

    iso: str
    clock: str
    topic: str
    topic_words: str
    text: str
    event: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentView:
    """A resident in the list. `alarm`: how her open alarm stands, for whoever answers alarms; empty without one."""

    id: ResidentId
    name: str
    called: str
    last: str
    alarm: str


@router.get("")
async def listed(request: Request, panel: PanelOf, language: LanguageOf, carer: Reading) -> Response:
    """Everybody whom she may read about, with the last that was seen or heard of each."""
    house, now = panel.robot.orchestrator.known.house, panel.robot.clock.now()
    lines = await lines_between(panel, carer, now - _LATELY, now)
    residents = tuple(
        ResidentView(
            id=one.id,
            name=one.name.in_(language),
            called=one.called.in_(language),
            last=_last(panel, [line for line in lines if line.about == one.id], language),
            alarm=_alarm(panel, carer, one.id, language),
        )
        for one in residents_of(carer.caregiver, house)
    )
    return page(panel, "residents.html", request, language, carer=carer, residents=residents)


@router.get("/{resident}")
async def one(
    resident: ResidentId,
    request: Request,
    panel: PanelOf,
    language: LanguageOf,
    carer: Reading,
    *,
    day: Annotated[date | None, Query()] = None,
) -> Response:
    """One day of one resident, the latest first."""
    known = panel.robot.orchestrator.known
    who = next((one for one in residents_of(carer.caregiver, known.house) if one.id == resident), None)
    if who is None:
        raise RefusedError(403 if known.house.resident(resident) else 404, _NOT_HERS)
    chosen = _on_record(day or today_of(panel), today_of(panel))
    lines = [line for line in await day_lines(panel, carer, chosen) if line.about == resident]
    return page(
        panel,
        "resident.html",
        request,
        language,
        carer=carer,
        **_of_her(who, language),
        settings_page=_settings_page(panel, carer, resident),
        day=chosen.isoformat(),
        before=(chosen - timedelta(days=1)).isoformat(),
        after=(chosen + timedelta(days=1)).isoformat() if chosen < today_of(panel) else "",
        reminders=to_come(panel, carer, resident, language) if chosen == today_of(panel) else (),
        lines=[line_view(panel, line, language) for line in reversed(lines)],
        asks_why=may(carer.caregiver, Right.WHY),
    )


def _of_her(who: Resident, language: Language) -> dict[str, Any]:
    """What of her stands above every day."""
    return {
        "resident": who,
        "consents": [CONSENTS[one.value].in_(language) for one in sorted(who.consents)],
        "spoken_to": _spoken_to(who.spoken_to).in_(language),
    }


def _settings_page(panel: Panel, carer: Carer, resident: ResidentId) -> str:
    """Where her settings are changed, for whoever may; empty where nobody changes them."""
    page_of_hers = f"residents.{resident}"
    if panel.changing is None or not may(carer.caregiver, Right.SET_CARE):
        return ""
    there = any(leaf.group == page_of_hers for leaf in panel.changing.leaves())
    return f"/settings/{quote(page_of_hers, safe='')}" if there else ""


def _spoken_to(manner: SpokenTo) -> Text:
    """How she is spoken to, and how by the settings where she has asked for something else herself."""
    now, usual = speech_in_words(manner.rate, manner.volume_db), manner.as_usual
    if manner == usual:
        return now
    before = speech_in_words(usual.rate, usual.volume_db)
    return Text(zh=f"{now.zh}（她自己要的；原来是{before.zh}）", en=f"{now.en} (at her word; before: {before.en})")


def _on_record(day: date, today: date) -> date:
    """`day`, if there may be a record of it; raises RefusedError else."""
    if not _BEGAN <= day <= today:
        raise RefusedError(404, _NO_DAY)
    return day


def today_of(panel: Panel) -> date:
    """Today on the home's calendar."""
    return panel.robot.orchestrator.known.local(panel.robot.clock.now()).date()


async def day_lines(panel: Panel, carer: Carer, day: date) -> tuple[Line, ...]:
    """What the record says of a day of the home's calendar, as far as `carer` may have it."""
    known = panel.robot.orchestrator.known
    since = datetime.combine(day, time(), known.timezone)
    until = datetime.combine(day + timedelta(days=1), time(), known.timezone)
    return await lines_between(panel, carer, since, until)


async def lines_between(panel: Panel, carer: Carer, since: datetime, until: datetime) -> tuple[Line, ...]:
    """What the record says from `since` up to `until`, as far as `carer` may have it."""
    timeline = Timeline(panel.robot.journal.path, panel.robot.orchestrator.known)
    return timeline.seen_by(carer.caregiver, await asyncio.to_thread(timeline.lines, since, until))


def line_view(panel: Panel, line: Line, language: Language) -> LineView:
    """A line as the page shows it."""
    local = panel.robot.orchestrator.known.local
    begin, end = local(line.at).strftime("%H:%M"), local(line.until).strftime("%H:%M")
    return LineView(
        iso=line.at.isoformat(),
        clock=begin if begin == end else f"{begin}–{end}",
        topic=line.topic.value,
        topic_words=_TOPICS[line.topic].in_(language),
        text=line.text.in_(language),
        event=line.event,
    )


def _alarm(panel: Panel, carer: Carer, resident: ResidentId, language: Language) -> str:
    """How the gravest open alarm about her stands."""
    if not may(carer.caregiver, Right.ANSWER_ALARMS):
        return ""
    of_hers = [one for one in panel.robot.orchestrator.alarming.open if one.about == resident]
    gravest = max(of_hers, key=lambda one: one.level, default=None)
    return STAGES[gravest.stage].in_(language) if gravest else ""


def _last(panel: Panel, lines: list[Line], language: Language) -> str:
    if not lines:
        return ""
    shown = line_view(panel, lines[-1], language)
    return f"{shown.clock} {shown.text}"
