"""Adding and removing on the panel: who and what there is. It counts from the next start on, as settings do.

What is removed leaves the record as it is: a resident's days stay on record, under her name.
"""

import asyncio
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from carebot.changing.fields import Raw
from carebot.changing.row_kinds import ADDING, Rows, row_of
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING
from web.answers import RefusedError, answer, wants_page
from web.pages import page
from web.row_views import new_row_views
from web.setting_forms import NO_PAGE, ODD_FORM, Changing, book_of, refuse_foreign, sent_with
from web.setting_views import Said
from web.setting_words import ADDED, HINTS, REMOVED, WAYS_TO_ADD, WORDS, setting_words
from web.visit import Carer, LanguageOf, Panel, PanelOf

router = APIRouter(prefix="/settings")

Sure = Annotated[bool, Form()]

_WAS = "was:"


@router.get("/add/{key}")
async def form(key: str, request: Request, panel: PanelOf, language: LanguageOf, carer: Changing) -> Response:
    """The form for a new one."""
    return await new_row_page(request, panel, language, carer, rows=_rows(carer, key), said=Said())


@router.post("/add/{key}")
async def add(key: str, request: Request, panel: PanelOf, language: LanguageOf, carer: Changing) -> Response:
    """Have one more from the next start on."""
    rows, book = _rows(carer, key), book_of(panel)
    written = await written_of(request, rows)
    outcome = await asyncio.to_thread(book.add, rows, written, carer.caregiver.id, panel.robot.clock.now())
    if outcome.problems:
        said = Said(status=422, written=written, problems=outcome.problems)
        if wants_page(request):
            return await new_row_page(request, panel, language, carer, rows=rows, said=said)
        return answer(next(iter(outcome.problems.values())), 422, fields=sorted(outcome.problems))
    panel.register.set_on_panel(carer.caregiver.id, outcome.kept)
    if not wants_page(request):
        return answer(ADDED, fields=list(outcome.kept))
    return RedirectResponse("/settings?said=added", status_code=303)


@router.post("/remove")
async def remove(
    request: Request, panel: PanelOf, carer: Changing, key: Annotated[str, Form(max_length=1000)], *, sure: Sure = False
) -> Response:
    """Have one less from the next start on. Of the last way out for alarms, whoever removes it says that she knows."""
    found = row_of(key)
    if found is None:
        raise RefusedError(404, NO_PAGE)
    rows, name = found
    refuse_foreign(carer, rows.whose)
    await refuse_last_way(panel, key, sure=sure)
    at = panel.robot.clock.now()
    outcome = await asyncio.to_thread(book_of(panel).remove, rows, name, carer.caregiver.id, at)
    if not outcome.kept:
        raise RefusedError(409, outcome.problems[""])
    panel.register.set_on_panel(carer.caregiver.id, outcome.kept, removed=True)
    if not wants_page(request):
        return answer(REMOVED, fields=list(outcome.kept))
    return RedirectResponse("/settings?said=removed", status_code=303)


async def written_of(request: Request, rows: Rows) -> dict[str, Raw]:
    """What the form for a new one says of each of its settings; raises RefusedError for a form that is none of ours."""
    sent, asked = await sent_with(request), [leaf.key for leaf in rows.leaves()]
    if not set(sent) <= {*asked, *(f"{_WAS}{one}" for one in asked)}:
        raise RefusedError(422, ODD_FORM)
    return {one: tuple(sent.get(one, ())) for one in asked}


async def new_row_page(
    request: Request, panel: Panel, language: Language, carer: Carer, *, rows: Rows, said: Said, found: Text = NOTHING
) -> Response:
    """The form with what was said of it; `found` is what came of trying."""
    book = book_of(panel)
    general = said.problems.get("")
    return page(
        panel,
        "setting_page.html",
        request,
        language,
        said.status,
        carer=carer,
        title=WAYS_TO_ADD[rows.form_key].in_(language),
        action=f"/settings/add/{quote(rows.form_key)}",
        hints=[one.in_(language) for one in _hints(rows)],
        fields=await asyncio.to_thread(new_row_views, panel, book, rows, language, said),
        problem=general.in_(language) if general else "",
        refused=bool(said.problems),
        tried=said.tried,
        done=found.in_(language),
        tries=_tries(rows),
        kept_tries="",
        w=setting_words(language),
    )


def _hints(rows: Rows) -> Iterator[Text]:
    if rows.key in HINTS:
        yield HINTS[rows.key]
    if rows.parts:
        yield WORDS["place_hint"]
    if any(leaf.place[-1] == "en" for leaf in rows.leaves()):
        yield WORDS["english_hint"]
    if _tries(rows):
        yield WORDS["try_way_hint" if rows.given else "try_hint"]


def _tries(rows: Rows) -> str:
    """Where the form is sent to be tried; empty where nothing is to be tried."""
    if rows.given:
        return f"/settings/try/{quote(rows.form_key)}"
    return "/settings/try" if rows.key == "sight.cameras" else ""


async def refuse_last_way(panel: Panel, key: str, *, sure: bool) -> None:
    """Raise RefusedError where the last way out for alarms would go, and nobody has said that she knows it."""
    found = row_of(key)
    if not sure and found is not None and await asyncio.to_thread(book_of(panel).is_last_way, *found):
        raise RefusedError(409, WORDS["last_way"])


def _rows(carer: Carer, key: str) -> Rows:
    """The list of this name, if it is hers; raises RefusedError."""
    rows = ADDING.get(key)
    if rows is None:
        raise RefusedError(404, NO_PAGE)
    refuse_foreign(carer, rows.whose)
    return rows
