"""Pages: the main page, the live stream, the state as JSON; each shows what the reader's role sees."""

from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from carebot.codec import plain
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.people import STAFF, CaregiverId
from web.answers import RefusedError, answer
from web.board import Section
from web.live import Watcher
from web.map import map_view
from web.navigation import ways
from web.roles import Right, Sight, is_led, may, refusal, view_of
from web.showing import Showing
from web.visit import (
    SESSION_COOKIE,
    Carer,
    LanguageOf,
    Panel,
    PanelOf,
    ShowingOf,
    VisitorOf,
    language_of,
    needs,
    panel_of,
    remember_language,
    visitor,
)
from web.words import words_in

router = APIRouter()

Watching = Annotated[Carer, Depends(needs(Right.WATCH))]
# Where the parts of the state stand on the page.
_PARTS: Final = {"closed": Section.ALARMS}


def page(panel: Panel, name: str, request: Request, language: Language, status: int = 200, **more: Any) -> Response:
    """A page of the panel in `language`; a language chosen by the address is remembered."""
    carer: Carer | None = more.get("carer")
    context = {
        "t": words_in(language),
        "language": language,
        "carer": None,
        "path": request.url.path,
        "rights": view_of(carer.caregiver).rights if carer else frozenset(),
        "sight": view_of(carer.caregiver).sight if carer else None,
        "ways": ways(carer.caregiver, language) if carer else (),
        "has_accounts": panel.accounts.any(),
        "is_led": is_led(panel.robot.orchestrator.known.house),
        **more,
    }
    response = panel.templates.TemplateResponse(request, name, context, status_code=status)
    if request.query_params.get("language") == language.value:
        remember_language(response, language)
    return response


def problem(request: Request, text: Text, status: int) -> Response:
    """What happened and what to do, for a browser that would show nothing else; her alarms stay in view beside it."""
    panel = panel_of(request)
    language, carer = language_of(request, panel), visitor(request, panel)
    name = "sign_in.html" if status == 401 else "problem.html" if carer is None else "refused.html"
    return page(panel, name, request, language, status=status, problem=text.in_(language), carer=carer)


@router.get("/")
def main_page(request: Request, panel: PanelOf, language: LanguageOf, carer: VisitorOf) -> Response:
    """Everything at once, for whoever is signed in; how to sign in, for everybody else."""
    if carer is None:
        return page(panel, "sign_in.html", request, language, status=401)
    if not may(carer.caregiver, Right.WATCH):
        return _elsewhere(carer, language)
    house = panel.robot.orchestrator.known.house
    seen_parts = view_of(carer.caregiver).sight.sections
    return page(
        panel,
        "panel.html",
        request,
        language,
        carer=carer,
        sections={
            section.value: panel.sections.render(section, language) if section in seen_parts else None
            for section in Section
        },
        map=map_view(house, language),
        offers=panel.catalogue.offers(house) if may(carer.caregiver, Right.ASK) else (),
        colleagues=_colleagues(panel, carer, language),
        residents=house.residents,
        body=Showing(panel.robot, panel.board, language).status(),
        scenes=panel.robot.scenes if may(carer.caregiver, Right.SCENES) else {},
    )


def _colleagues(panel: Panel, carer: Carer, language: Language) -> tuple[tuple[CaregiverId, str], ...]:
    """Who of the staff can take over a tablet that the ward shares, by id and name."""
    if not may(carer.caregiver, Right.ANSWER_ALARMS):
        return ()
    return tuple(
        (one.id, one.name.in_(language))
        for one in panel.robot.orchestrator.known.house.caregivers
        if one.role in STAFF and panel.accounts.has(one.id)
    )


def _elsewhere(carer: Carer, language: Language) -> Response:
    """The first page of a role that does not watch the robot; raises RefusedError where there is none."""
    there = ways(carer.caregiver, language)
    if not there:
        raise RefusedError(403, refusal(carer.caregiver.role, Right.WATCH))
    return RedirectResponse(there[0].path, status_code=303)


@router.get("/state")
def state(show: ShowingOf, carer: Watching) -> Response:
    """Everything that the page shows to her role, as JSON in the reader's language."""
    seen_parts = view_of(carer.caregiver).sight.sections
    shown = {
        name: part
        for name, part in plain(show.state()).items()
        if name == "now" or _PARTS.get(name, name) in seen_parts
    }
    return answer(Text(zh="当前状态", en="The present state"), state=shown)


@router.get("/live")
async def live(
    request: Request, panel: PanelOf, language: LanguageOf, carer: Watching, *, only: Section | None = None
) -> Response:
    """The live stream of what her role sees, or of one section of it, until she is signed out."""
    sight, token = view_of(carer.caregiver).sight, request.cookies.get(SESSION_COOKIE, "")
    if only is not None:
        sight = Sight(sections=sight.sections & {only})
    watcher = Watcher(language=language, sight=sight, signed_in=partial(panel.access.holds, token))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(panel.live.stream(watcher), media_type="text/event-stream", headers=headers)


@router.post("/live/{viewer}/seen")
def seen(viewer: Id, panel: PanelOf, _: Watching) -> Response:
    """A page confirms that it shows what it is sent."""
    if not panel.live.seen(viewer):
        raise RefusedError(404, Text(zh="连接已断，请重新连接。", en="The connection is gone; connect again."))
    return Response(status_code=204)
