"""Reports: rounds, the handover of a shift and what happened at an incident, drafted, edited and signed by a person."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from carebot.core.ids import Id, fresh_id
from carebot.core.language import Language, Text
from carebot.core.reports import ReportKind, ReportSigned
from web.answers import RefusedError, answer, wants_page
from web.drafting import (
    LONGEST,
    Chapter,
    Round,
    handover,
    incident_report,
    incidents_since,
    rounds,
    signed_reports,
    since_last,
)
from web.pages import page
from web.residents import lines_between
from web.roles import Right, may, residents_of
from web.showing import Showing
from web.signing import Draft, refuse_signed, refuse_time, sentences_of
from web.view import Moment
from web.visit import Carer, LanguageOf, Panel, PanelOf, needs

router = APIRouter()

Reading = Annotated[Carer, Depends(needs(Right.REPORTS))]
Signing = Annotated[Carer, Depends(needs(Right.SIGN))]

_ROBOT: Final = Text(zh="机器人", en="The robot")
_TITLES: Final = {
    ReportKind.HANDOVER: Text(zh="交班", en="Handover"),
    ReportKind.INCIDENT: Text(zh="事件报告", en="Incident report"),
}
_NO_REPORT: Final = Text(zh="没有这份记录。", en="There is no such report.")
_NO_INCIDENT: Final = Text(
    zh="最近一个月的记录里没有这个事件。", en="The record of the last month has no such incident."
)
_STILL_OPEN: Final = Text(
    zh="这个警报还没有结束。请先到老人身边处理完、结束警报，再签事件报告。",
    en="This alarm is still open. See to it at the resident’s side and end it first, then sign the report on it.",
)
_SIGNED: Final = Text(zh="已签名，已记录。", en="It is signed and recorded.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a report is about: a stretch of time, and the incident, if one."""

    report: ReportKind
    incident: Id
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A signed report in a list."""

    id: Id
    title: str
    by: str
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """An incident on which a report may be written once it is over."""

    id: Id
    text: str
    at: Moment
    reported: bool
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsView:
    """The rounds of one resident."""

    name: str
    hours: tuple[Round, ...]


@router.get("/reports")
async def overview(request: Request, panel: PanelOf, language: LanguageOf, carer: Reading) -> Response:
    """The rounds of the last day, what may be drafted, and what was signed."""
    path, now, known = panel.robot.journal.path, panel.robot.clock.now(), panel.robot.orchestrator.known
    since, show = now - LONGEST, Showing(panel.robot, panel.board, language)
    signed = await asyncio.to_thread(signed_reports, path, now)
    lines = await lines_between(panel, carer, since, now)
    return page(
        panel,
        "reports.html",
        request,
        language,
        carer=carer,
        rounds=[
            RoundsView(name=one.name.in_(language), hours=rounds(lines, one.id, known, now))
            for one in residents_of(carer.caregiver, known.house)
        ],
        incidents=await _incident_lines(panel, show, language, since, signed),
        signed=[_report_view(one, show, language) for one in reversed(signed)],
        asks_why=may(carer.caregiver, Right.WHY),
    )


@router.get("/reports/{report}")
async def signed_report(report: Id, request: Request, panel: PanelOf, language: LanguageOf, carer: Reading) -> Response:
    """One signed report, as it was signed."""
    signed = await asyncio.to_thread(signed_reports, panel.robot.journal.path, panel.robot.clock.now())
    found = next((one for one in signed if one.id == report), None)
    if found is None:
        raise RefusedError(404, _NO_REPORT)
    show = Showing(panel.robot, panel.board, language)
    return page(
        panel,
        "report.html",
        request,
        language,
        carer=carer,
        report=found,
        line=_report_view(found, show, language),
        since=show.moment(found.since),
        until=show.moment(found.until),
    )


@router.get("/handover")
async def draft_handover(request: Request, panel: PanelOf, language: LanguageOf, carer: Signing) -> Response:
    """The draft of a handover since the last one."""
    until = panel.robot.clock.now()
    since = await asyncio.to_thread(since_last, panel.robot.journal.path, until)
    subject = Subject(report=ReportKind.HANDOVER, incident="", since=since, until=until)
    chapters = await _drafted(panel, carer, language, subject)
    return page(
        panel, "draft.html", request, language, carer=carer, **_shown(panel, language, subject), chapters=chapters
    )


@router.get("/incidents/{incident}")
async def draft_incident(
    incident: Id, request: Request, panel: PanelOf, language: LanguageOf, carer: Signing
) -> Response:
    """The draft of the report on an incident."""
    now = panel.robot.clock.now()
    subject = Subject(report=ReportKind.INCIDENT, incident=incident, since=now, until=now)
    chapters = await _drafted(panel, carer, language, subject)
    times = [one.at for chapter in chapters for one in chapter.sentences]
    if not times:
        raise RefusedError(404, _NO_INCIDENT)
    subject = replace(subject, since=min(times), until=max(times))
    return page(
        panel, "draft.html", request, language, carer=carer, **_shown(panel, language, subject), chapters=chapters
    )


@router.post("/reports")
async def sign(
    request: Request, panel: PanelOf, language: LanguageOf, carer: Signing, draft: Annotated[Draft, Form()]
) -> Response:
    """Sign what was drafted and edited; it is recorded as it stands, with what is hers."""
    now = panel.robot.clock.now()
    refuse_time(draft, now)
    refuse_signed(draft, await asyncio.to_thread(signed_reports, panel.robot.journal.path, now))
    if draft.report is ReportKind.INCIDENT and _is_open(panel, draft.incident):
        raise RefusedError(409, _STILL_OPEN)
    subject = Subject(report=draft.report, incident=draft.incident, since=draft.since, until=draft.until)
    chapters = await _drafted(panel, carer, language, subject)
    drafted = {one.event: one.text for chapter in chapters for one in chapter.sentences}
    sentences = sentences_of(draft, drafted)
    signed = ReportSigned(
        id=fresh_id(),
        occurred_at=panel.robot.clock.now(),
        report=draft.report,
        incident=draft.incident,
        since=draft.since,
        until=draft.until,
        language=language,
        sentences=sentences,
        by=carer.requester,
        name=carer.name,
    )
    panel.robot.bus.publish(signed)
    await panel.robot.settle()
    if wants_page(request):
        return RedirectResponse(f"/reports/{signed.id}", status_code=303)
    return answer(_SIGNED, report=signed.id)


async def _incident_lines(
    panel: Panel, show: Showing, language: Language, since: datetime, signed: Sequence[ReportSigned]
) -> list[IncidentLine]:
    """The incidents since then, and whether they are over and reported on."""
    happened = await asyncio.to_thread(incidents_since, panel.robot.journal.path, since)
    reported = {report.incident for report in signed}
    return [
        IncidentLine(
            id=one.incident,
            text=one.text.in_(language),
            at=show.moment(one.opened_at),
            reported=one.incident in reported,
            open=_is_open(panel, one.incident),
        )
        for one in happened.values()
    ]


def _is_open(panel: Panel, incident: Id) -> bool:
    return any(one.id == incident for one in panel.robot.orchestrator.alarming.open)


async def _drafted(panel: Panel, carer: Carer, language: Language, subject: Subject) -> Sequence[Chapter]:
    known = panel.robot.orchestrator.known
    if subject.report is ReportKind.HANDOVER:
        return handover(await lines_between(panel, carer, subject.since, subject.until), known, language)
    path, now = panel.robot.journal.path, panel.robot.clock.now()
    return [await asyncio.to_thread(incident_report, path, subject.incident, known, now, language)]


def _shown(panel: Panel, language: Language, subject: Subject) -> dict[str, Any]:
    """What the page of a draft shows of its subject, and by what names."""
    show, house = Showing(panel.robot, panel.board, language), panel.robot.orchestrator.known.house
    names = {one.id: one.name.in_(language) for one in house.residents}
    return {
        "title": _TITLES[subject.report].in_(language),
        "report": subject.report.value,
        "incident": subject.incident,
        "since": show.moment(subject.since),
        "until": show.moment(subject.until),
        "names": {**names, "": _ROBOT.in_(language)},
    }


def _report_view(signed: ReportSigned, show: Showing, language: Language) -> ReportView:
    return ReportView(
        id=signed.id,
        title=_TITLES[signed.report].in_(language),
        by=signed.name.in_(language),
        at=show.moment(signed.occurred_at),
    )
