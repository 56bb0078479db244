"""Adding and removing on the panel: who lives here, cameras, devices. It counts from the next start on, as settings do.

What is removed leaves the record as it is: a resident's days stay on record, under her name.
"""

import asyncio
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from carebot.changing.fields import Raw
from carebot.changing.rows import ROWS, Rows, row_of
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING
from web.answers import RefusedError, answer, wants_page
from web.pages import page
from web.row_views import new_row_views
from web.setting_forms import NO_PAGE, ODD_FORM, Changing, book_of, refuse_foreign, sent_with
from web.setting_views import Said
from web.setting_words import ADDED, ADDING, REMOVED, WORDS, setting_words
from web.visit import Carer, LanguageOf, Panel, PanelOf

router = APIRouter(prefix="/settings")

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
    request: Request, panel: PanelOf, carer: Changing, key: Annotated[str, Form(max_length=1000)]
) -> Response:
    """Have one less from the next start on."""
    found = row_of(key)
    if found is None:
        raise RefusedError(404, NO_PAGE)
    rows, name = found
    refuse_foreign(carer, rows.whose)
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
        title=ADDING[rows.key].in_(language),
        action=f"/settings/add/{quote(rows.key)}",
        hint=WORDS["place_hint" if rows.parts else "english_hint"].in_(language),
        fields=await asyncio.to_thread(new_row_views, panel, book, rows, language, said),
        problem=general.in_(language) if general else "",
        refused=bool(said.problems),
        done=found.in_(language),
        tries="/settings/try" if rows.key == "sight.cameras" else "",
        w=setting_words(language),
    )


def _rows(carer: Carer, key: str) -> Rows:
    """The list of this name, if it is hers; raises RefusedError."""
    rows = ROWS.get(key)
    if rows is None:
        raise RefusedError(404, NO_PAGE)
    refuse_foreign(carer, rows.whose)
    return rows
