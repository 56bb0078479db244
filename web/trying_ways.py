"""Trying a way out for alarms: one message, marked as a test, by this way alone, and whether it was delivered."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from carebot.changing.row_kinds import ADDING, ROWS
from carebot.core.actions import AlarmLevel
from carebot.core.errors import SettingsError, WrongValueError
from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.outlets.base import Notice
from web.answers import RefusedError, answer, wants_page
from web.changing import group_page
from web.rows import new_row_page, written_of
from web.setting_forms import NO_PAGE, Changing, book_of, refuse_foreign
from web.setting_views import Said
from web.visit import Carer, LanguageOf, Panel, PanelOf

router = APIRouter(prefix="/settings")

_WAYS: Final = ROWS["outlets"]
_BUSY: Final = Text(
    zh="有人正在试报警出口，请过几秒再试。", en="Somebody is trying a way out just now; try again in some seconds."
)
_NOT_KEPT: Final = ""
_DELIVERED: Final = Text(
    zh="试验消息送到了：对方已经收下。请问一问那边有没有人看到。",
    en="The test message was delivered: the other side has taken it. Ask whether anybody there has seen it.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What came of it; `problem` where it was not delivered, at a setting where one is to blame."""

    found: Text = NOTHING
    problem: Text | None = None
    key: str = ""
    refused: int = 422

    @property
    def status(self) -> int:
        return 200 if self.problem is None else self.refused

    def plain(self) -> Response:
        """For whoever takes no page."""
        return answer(self.found if self.problem is None else self.problem, self.status)


@router.post("/try/{key}")
async def try_new(key: str, request: Request, panel: PanelOf, language: LanguageOf, carer: Changing) -> Response:
    """Send a test message by what the form for a new one says, and give the form back with what came."""
    refuse_foreign(carer, _WAYS.whose)
    rows = ADDING.get(key)
    if rows is None or rows.place != _WAYS.place:
        raise RefusedError(404, NO_PAGE)
    written = await written_of(request, rows)
    name, given, problems = await asyncio.to_thread(book_of(panel).tried, rows, written)
    tried = _Tried(problem=next(iter(problems.values()), None))
    if isinstance(given, dict):
        tried = await _tried(panel, carer, name, given, _NOT_KEPT)
        problems = {rows.in_form(tried.key, name): tried.problem} if tried.problem else {}
    if not wants_page(request):
        return tried.plain()
    said = Said(status=tried.status, tried=True, written=written, problems=problems)
    return await new_row_page(request, panel, language, carer, rows=rows, said=said, found=tried.found)


@router.post("/try-kept/{name}")
async def try_kept(name: str, request: Request, panel: PanelOf, language: LanguageOf, carer: Changing) -> Response:
    """Send a test message by a way out that there is, as it will be from the next start on."""
    refuse_foreign(carer, _WAYS.whose)
    given = await asyncio.to_thread(book_of(panel).whole_of, _WAYS, name)
    if not isinstance(given, dict):
        raise RefusedError(404, NO_PAGE)
    tried = await _tried(panel, carer, name, given, name)
    if not wants_page(request):
        return tried.plain()
    key = tried.key if book_of(panel).leaf(tried.key) else ""
    said = Said(status=tried.status, tried=True, problems={key: tried.problem} if tried.problem else {})
    return await group_page(request, panel, language, carer, group=f"outlets.{name}", said=said, found=tried.found)


async def _tried(panel: Panel, carer: Carer, name: str, given: Mapping[str, Any], way: str) -> _Tried:
    """Send it, and write down that it was; not where one is tried already, nor where `way` just was."""
    if panel.sending.locked():
        return _Tried(problem=_BUSY, refused=409)
    if (wait := panel.pauses.wait(way)) > timedelta():
        return _Tried(problem=_too_soon(wait), refused=429)
    async with panel.sending:
        try:
            delivery = await panel.tries.send(name, given, _notice(panel, carer))
        except WrongValueError as error:
            return _Tried(problem=error.why, key=".".join(error.place))
        except SettingsError as error:
            return _Tried(problem=error.text)
    panel.pauses.tried(way)
    panel.register.tried(carer.caregiver.id, name, delivered=delivery.delivered)
    detail = delivery.detail
    if delivery.delivered:
        return _Tried(found=Text(zh=f"{_DELIVERED.zh}{detail.zh}", en=f"{_DELIVERED.en} {detail.en}".rstrip()))
    why = Text(
        zh=f"试验消息没有送到：{detail.zh}",
        en=f"The test message was not delivered: {detail.en}",
    )
    return _Tried(problem=why)


def _too_soon(wait: timedelta) -> Text:
    seconds = ceil(wait.total_seconds())
    return Text(
        zh=f"刚刚发过一条试验消息：请 {seconds} 秒后再试。真的警报不用等。",
        en=f"A test message was sent just now: try again in {seconds} s. Real alarms never wait.",
    )


def _notice(panel: Panel, carer: Carer) -> Notice:
    now, by = panel.robot.clock.now(), carer.name
    return Notice(
        id=fresh_id(),
        text=Text(
            zh=f"【试验】这是试验消息，不是警报，什么也不用做。由{by.zh}在护理面板上发出。",
            en=f"TEST: this is a test message and no alarm; nothing has to be done. {by.en} sent it from the panel.",
        ),
        level=AlarmLevel.INFORMATION,
        incident="",
        chain_step=0,
        sent_at=panel.robot.orchestrator.known.local(now),
    )
