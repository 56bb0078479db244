"""Sign-ins: who came in at the panel of late or was refused, and what became of sessions, accounts, settings."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from carebot import journal
from carebot.core.entries import SignInRefused
from carebot.core.record import AnyEvent
from carebot.explaining.case import Case
from carebot.explaining.record import Record
from carebot.explaining.saying import said_of
from carebot.journal import Entry
from web.pages import page
from web.roles import Right
from web.showing import Showing
from web.view import Moment
from web.visit import Carer, LanguageOf, PanelOf, needs

router = APIRouter()

Reading = Annotated[Carer, Depends(needs(Right.SIGN_INS))]

KINDS: Final = ("signed_in", "sign_in_refused", "session_ended", "account_changed", "settings_changed", "outlet_tried")
_LATELY: Final = timedelta(days=30)
_MOST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One entry in words. `refused`: somebody did not come in."""

    at: Moment
    text: str
    why: str
    refused: bool


@router.get("/sign-ins")
async def listed(request: Request, panel: PanelOf, language: LanguageOf, carer: Reading) -> Response:
    """The entries of the last month, the latest first."""
    path, house = panel.robot.journal.path, panel.robot.orchestrator.known.house
    found = await asyncio.to_thread(_lately, path, panel.robot.clock.now() - _LATELY)
    show = Showing(panel.robot, panel.board, language)
    record = Record(house=house, timezone=panel.robot.orchestrator.known.timezone.key)

    def view(event: AnyEvent) -> EntryView:
        said = said_of(Case(event=event, record=record, house=house))
        why = " ".join(one.in_(language) for one in said.why)
        refused = isinstance(event, SignInRefused)
        return EntryView(at=show.moment(event.occurred_at), text=said.what.in_(language), why=why, refused=refused)

    shown = [view(entry.event) for entry in reversed(found[-_MOST:])]
    return page(panel, "signins.html", request, language, carer=carer, entries=shown, more=len(found) > _MOST)


def _lately(path: Path, since: datetime) -> list[Entry]:
    return list(journal.read_since(path, since, KINDS))
