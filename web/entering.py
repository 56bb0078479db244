"""Entering: by password, by a one-time link, by a PIN on a tablet that a ward shares; and leaving."""

import asyncio
import re
from datetime import timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from carebot.core.entries import Means
from carebot.core.language import Text
from carebot.core.people import STAFF, Caregiver, CaregiverId
from carebot.core.situation import House
from carebot.explaining import names
from web.answers import RefusedError, answer, wants_page
from web.links import Link
from web.pages import page
from web.roles import Right, may, view_of
from web.visit import SESSION_COOKIE, Carer, CarerOf, LanguageOf, Panel, PanelOf, VisitorOf, from_outside, needs

router = APIRouter()

_MOST_WAITING: Final = 8
_PAGE: Final = re.compile(r"(/(residents|reports|incidents|decisions|why)(/[A-Za-z0-9_-]+)?)|/[a-z-]+")
"""Where one may go on after signing in: a page of the panel's, and nowhere else."""
_NOBODY: Final = "?"
"""Before a name that the settings do not know, so that it is nobody's account."""
_LINK_SPENT: Final = Text(
    zh="这个登录链接已用过或已过期，请再要一个新的。",
    en="This link was used before or has expired; please ask for a new one.",
)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_OTHER_DEVICE: Final = Text(
    zh="在另一台设备上打开，30 分钟内有效，只能用一次。", en="Open it on the other device within 30 min; it works once."
)
_ONLY_HERE: Final = Text(
    zh="30 分钟内有效，只能用一次。这个地址只有本机能打开；其他设备要用面板在网络上的地址。",
    en="It works once, within 30 min. This address opens on this computer alone; other devices need the panel’s "
    "address on the network.",
)
_WRONG: Final = Text(
    zh="名字或密码不对。忘了密码，请护士长或技术人员用 carebot account password 重设。",
    en="Name or password is wrong. Forgot it? Have the head nurse or a technician set a new one with "
    "`carebot account password`.",
)
_WRONG_PIN: Final = Text(zh="PIN 或密码不对。", en="PIN or password is wrong.")
_BUSY: Final = Text(
    zh="登录的人太多，请过几秒再试。", en="Too many people sign in at once; try again in a few seconds."
)
_NOT_STAFF: Final = Text(
    zh="这里只能换成护理员或护士。其他人请退出后重新登录。",
    en="Only carers and nurses switch here. Others sign out and sign in again.",
)
_SWITCHED: Final = Text(zh="已换人。", en="The user is changed.")


@router.post("/sign-in")
async def sign_in(
    request: Request,
    panel: PanelOf,
    language: LanguageOf,
    *,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=200)],
    there: Annotated[str, Form(max_length=200)] = "/",
) -> Response:
    """Begin a session with a name and its password, and go on where she was."""
    caregiver = _named(name, panel.robot.orchestrator.known.house)
    try:
        # A name that the settings do not know has no account, whatever the file of accounts still holds.
        await show_to_be(panel, request, caregiver.id if caregiver else f"{_NOBODY}{name}", password, Means.PASSWORD)
    except RefusedError as error:
        if not wants_page(request):
            raise
        said = error.text.in_(language)
        return page(
            panel, "sign_in.html", request, language, error.status, problem=said, account_name=name, there=there
        )
    assert caregiver is not None
    _came_in(panel, request, caregiver.id, Means.PASSWORD)
    return begin_afresh(panel, request, caregiver.id, there if _PAGE.fullmatch(there) else "/")


@router.post("/switch")
async def switch(
    request: Request,
    panel: PanelOf,
    carer: Annotated[Carer, Depends(needs(Right.ANSWER_ALARMS))],
    caregiver: Annotated[CaregiverId, Form(max_length=100)],
    secret: Annotated[str, Form(max_length=200)],
) -> Response:
    """Somebody else of the staff works on this tablet from here on; the page with its alarms stays as it is."""
    other = panel.robot.orchestrator.known.house.caregiver(caregiver)
    if other is None or other.role not in STAFF:
        raise RefusedError(403, _NOT_STAFF)
    pin = not carer.remote and panel.accounts.has_pin(caregiver)
    means = Means.PIN if pin else Means.PASSWORD
    await show_to_be(panel, request, caregiver, secret, means)
    token = panel.access.begin(caregiver, _agent(request))
    _leave(panel, request)
    _came_in(panel, request, caregiver, means)
    response = answer(_SWITCHED, name={"zh": other.name.zh, "en": other.name.en}, id=other.id)
    _give_cookie(response, request, token)
    return response


@router.get("/enter")
def choose_name(request: Request, panel: PanelOf, language: LanguageOf, carer: VisitorOf, token: str = "") -> Response:
    """Who is it? The link is used up only when somebody answers; who is in by it and comes back to it stays in."""
    link = panel.access.link(token)
    if link is None and carer is not None:
        return RedirectResponse("/", status_code=303)
    if link is None:
        return page(panel, "sign_in.html", request, language, status=401, problem=_LINK_SPENT.in_(language))
    caregivers = _let_in_by(link, panel)
    roles = {one.id: names.ROLES[one.role].in_(language) for one in caregivers}
    return page(panel, "enter.html", request, language, token=token, caregivers=caregivers, roles=roles)


@router.post("/enter")
async def enter(
    request: Request,
    panel: PanelOf,
    language: LanguageOf,
    token: Annotated[str, Form(max_length=200)],
    caregiver: Annotated[CaregiverId, Form(max_length=100)],
) -> Response:
    """Use the link up and begin a session."""
    if panel.robot.orchestrator.known.house.caregiver(caregiver) is None:
        raise RefusedError(422, Text(zh="没有这位护理人员。", en="There is no such carer."))
    link = panel.access.link(token)
    entitled = link is not None and caregiver in {one.id for one in _let_in_by(link, panel)}
    session = panel.access.enter(token, caregiver, _agent(request)) if entitled else None
    if session is None:
        panel.register.refused("", Means.LINK, _agent(request), remote=from_outside(request))
        return page(panel, "sign_in.html", request, language, status=401, problem=_LINK_SPENT.in_(language))
    _came_in(panel, request, caregiver, Means.LINK)
    return _with_cookie(request, session)


@router.post("/leave")
async def leave(request: Request, panel: PanelOf) -> Response:
    """End the session."""
    _leave(panel, request)
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(SESSION_COOKIE, path="/")
    return response


@router.post("/links")
def new_link(request: Request, panel: PanelOf, carer: CarerOf) -> Response:
    """A link for another device of hers, or for a colleague where she may let colleagues in."""
    me = carer.caregiver.id
    invites = may(carer.caregiver, Right.INVITE)
    token = panel.access.new_link_token("" if invites else me, invited_by=me)
    address = str(request.url_for("choose_name").include_query_params(token=token))
    return answer(_ONLY_HERE if request.url.hostname in _LOOPBACK else _OTHER_DEVICE, link=address)


def _let_in_by(link: Link, panel: Panel) -> tuple[Caregiver, ...]:
    """Whom a link lets in: the one it is for; else its maker, and whoever has no password and no more rights."""
    house, maker = panel.robot.orchestrator.known.house, link.invited_by
    if link.caregiver:
        return tuple(one for one in house.caregivers if one.id == link.caregiver)
    inviter = house.caregiver(maker)
    limit = view_of(inviter).rights if inviter else frozenset(Right)
    return tuple(
        one
        for one in house.caregivers
        if one.id == maker or (not panel.accounts.has(one.id) and view_of(one).rights <= limit)
    )


def _agent(request: Request) -> str:
    return request.headers.get("user-agent", "")


def _came_in(panel: Panel, request: Request, caregiver: CaregiverId, means: Means) -> None:
    panel.register.came_in(caregiver, means, _agent(request), remote=from_outside(request))


def _leave(panel: Panel, request: Request) -> None:
    """End the session of this browser, if there is one."""
    token = request.cookies.get(SESSION_COOKIE, "")
    session = panel.access.session(token)
    panel.access.leave(token)
    if session is not None:
        panel.register.ended(session, session.caregiver)


async def show_to_be(panel: Panel, request: Request, account: str, secret: str, means: Means) -> None:
    """Return if this is her password, or her PIN; else raise RefusedError. Only sign-ins ever wait here."""
    address = _address(request)
    wait = panel.attempts.wait(account, address)
    if wait > timedelta():
        raise _too_soon(wait)
    if panel.verifying.waiting >= _MOST_WAITING:
        raise RefusedError(429, _BUSY)
    check = panel.accounts.right_pin if means is Means.PIN else panel.accounts.right_password
    async with panel.verifying.turn():
        right = await asyncio.to_thread(check, account, secret)
    if not right:
        panel.attempts.failed(account, address)
        known = "" if account.startswith(_NOBODY) else account
        panel.register.refused(known, means, _agent(request), remote=from_outside(request))
        raise RefusedError(401, _WRONG_PIN if means is Means.PIN else _WRONG)
    panel.attempts.succeeded(account, address)


def _address(request: Request) -> str:
    """Where an attempt comes from: behind a proxy on this computer, the address that the proxy had it from."""
    direct = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "")
    return forwarded.rsplit(",", 1)[-1].strip() if direct in _LOOPBACK and forwarded else direct


def _too_soon(wait: timedelta) -> RefusedError:
    seconds = max(1, round(wait.total_seconds()))
    return RefusedError(
        429,
        Text(
            zh=f"试错太多次，请 {seconds} 秒后再试。警报照常响，已登录的同事照常能处理。",
            en=f"Too many wrong attempts: try again in {seconds} s. Alarms go on, and colleagues who are signed in "
            "answer them as ever.",
        ),
    )


def _named(name: str, house: House) -> Caregiver | None:
    """Who is meant by an id or by a name in either language."""
    wanted = name.strip().casefold()
    known = ((one, {one.id.casefold(), one.name.zh.casefold(), one.name.en.casefold()}) for one in house.caregivers)
    return next((one for one, called in known if wanted in called), None)


def begin_afresh(panel: Panel, request: Request, caregiver: CaregiverId, path: str = "/") -> Response:
    """Begin a session of `caregiver` in this browser, and go on at `path`."""
    return _with_cookie(request, panel.access.begin(caregiver, _agent(request)), path)


def _with_cookie(request: Request, session: str, path: str = "/") -> Response:
    response = RedirectResponse(path, status_code=303)
    _give_cookie(response, request, session)
    return response


def _give_cookie(response: Response, request: Request, session: str) -> None:
    response.set_cookie(
        SESSION_COOKIE, session, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
    )
