"""Pages: the main page, signing in and out, the live stream, the state as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from carebot.codec import plain
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.people import CaregiverId
from carebot.explaining import names
from web.answers import RefusedError, answer
from web.board import Section
from web.map import map_view
from web.showing import Showing
from web.visit import (
    SESSION_COOKIE,
    CarerOf,
    LanguageOf,
    Panel,
    PanelOf,
    ShowingOf,
    VisitorOf,
    language_of,
    panel_of,
    remember_language,
)
from web.words import words_in

router = APIRouter()

_LINK_SPENT = Text(
    zh="这个登录链接已用过或已过期，请再要一个新的。",
    en="This link was used before or has expired; please ask for a new one.",
)


_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_OTHER_DEVICE = Text(
    zh="在另一台设备上打开，30 分钟内有效，只能用一次。", en="Open it on the other device within 30 min; it works once."
)
_ONLY_HERE = Text(
    zh="30 分钟内有效，只能用一次。这个地址只有本机能打开；其他设备要用面板在网络上的地址。",
    en="It works once, within 30 min. This address opens on this computer alone; other devices need the panel’s "
    "address on the network.",
)


def page(panel: Panel, name: str, request: Request, language: Language, status: int = 200, **more: Any) -> Response:
    """A page of the panel in `language`; a language chosen by the address is remembered."""
    context = {"t": words_in(language), "language": language, "carer": None, "path": request.url.path, **more}
    response = panel.templates.TemplateResponse(request, name, context, status_code=status)
    if request.query_params.get("language") == language.value:
        remember_language(response, language)
    return response


def problem(request: Request, text: Text, status: int) -> Response:
    """What happened and what to do, for a browser that would show nothing else."""
    panel = panel_of(request)
    language = language_of(request, panel)
    name = "sign_in.html" if status == 401 else "problem.html"
    return page(panel, name, request, language, status=status, problem=text.in_(language))


@router.get("/")
def main_page(request: Request, panel: PanelOf, language: LanguageOf, carer: VisitorOf) -> Response:
    """Everything at once, for whoever is signed in; how to sign in, for everybody else."""
    if carer is None:
        return page(panel, "sign_in.html", request, language, status=401)
    house = panel.robot.orchestrator.known.house
    return page(
        panel,
        "panel.html",
        request,
        language,
        carer=carer,
        sections={section.value: panel.sections.render(section, language) for section in Section},
        map=map_view(house, language),
        offers=panel.catalogue.offers(house),
        residents=house.residents,
        body=Showing(panel.robot, panel.board, language).status(),
        scenes=panel.robot.scenes,
    )


@router.get("/enter")
def choose_name(request: Request, panel: PanelOf, language: LanguageOf, token: str = "") -> Response:
    """Who is it? The link is used up only when somebody answers."""
    link = panel.access.link(token)
    if link is None:
        return page(panel, "sign_in.html", request, language, status=401, problem=_LINK_SPENT.in_(language))
    caregivers = [one for one in panel.robot.orchestrator.known.house.caregivers if link.caregiver in {"", one.id}]
    roles = {one.id: names.ROLES[one.role].in_(language) for one in caregivers}
    return page(panel, "enter.html", request, language, token=token, caregivers=caregivers, roles=roles)


@router.post("/enter")
def enter(
    request: Request,
    panel: PanelOf,
    language: LanguageOf,
    token: Annotated[str, Form(max_length=200)],
    caregiver: Annotated[CaregiverId, Form(max_length=100)],
) -> Response:
    """Use the link up and begin a session."""
    if panel.robot.orchestrator.known.house.caregiver(caregiver) is None:
        raise RefusedError(422, Text(zh="没有这位护理人员。", en="There is no such carer."))
    session = panel.access.enter(token, caregiver)
    if session is None:
        return page(panel, "sign_in.html", request, language, status=401, problem=_LINK_SPENT.in_(language))
    response = RedirectResponse("/", status_code=303)
    response.set_cookie(
        SESSION_COOKIE, session, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )
    return response


@router.post("/leave")
def leave(request: Request, panel: PanelOf) -> Response:
    """End the session."""
    panel.access.leave(request.cookies.get(SESSION_COOKIE, ""))
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


@router.post("/links")
def new_link(request: Request, panel: PanelOf, _: CarerOf) -> Response:
    """A link for a colleague or another device."""
    address = str(request.url_for("choose_name").include_query_params(token=panel.access.new_link_token()))
    return answer(_ONLY_HERE if request.url.hostname in _LOOPBACK else _OTHER_DEVICE, link=address)


@router.get("/state")
def state(show: ShowingOf, _: CarerOf) -> Response:
    """Everything that the page shows, as JSON in the reader's language."""
    return answer(Text(zh="当前状态", en="The present state"), state=plain(show.state()))


@router.get("/live")
async def live(panel: PanelOf, language: LanguageOf, _: CarerOf) -> Response:
    """The live stream."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(panel.live.stream(language), media_type="text/event-stream", headers=headers)


@router.post("/live/{viewer}/seen")
def seen(viewer: Id, panel: PanelOf, _: CarerOf) -> Response:
    """A page confirms that it shows what it is sent."""
    if not panel.live.seen(viewer):
        raise RefusedError(404, Text(zh="连接已断，请重新连接。", en="The connection is gone; connect again."))
    return Response(status_code=204)
