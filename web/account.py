"""One's own account: password, PIN, and where one is signed in. A head nurse sees and ends everybody's sessions."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from carebot.core.entries import AccountChange, Means
from carebot.core.errors import SettingsError
from carebot.core.language import Language, Text
from carebot.explaining.names import person_name
from web.access import Session
from web.answers import RefusedError, answer, wants_page
from web.devices import device_in_words
from web.entering import begin_afresh, show_to_be
from web.pages import page
from web.roles import Right, may, refusal
from web.showing import Showing
from web.view import Moment
from web.visit import SESSION_COOKIE, Carer, LanguageOf, Panel, PanelOf, needs

router = APIRouter()

Anybody = Annotated[Carer, Depends(needs(Right.STOP))]
Secret = Annotated[str, StringConstraints(max_length=200)]

_DIFFERENT: Final = Text(zh="两次输入不一样。", en="The two are not the same.")
_CHANGED: Final = Text(
    zh="密码已更换，其他地方的登录都已失效。", en="The password is changed; every other session of yours is over."
)
_PIN_SET: Final = Text(
    zh="PIN 已设好，只在科室共用的平板上有效。", en="The PIN is set; it counts on shared tablets only."
)
_NO_PASSWORD: Final = Text(zh="请先设密码，再设 PIN。", en="Set a password first, then the PIN.")
_NO_SESSION: Final = Text(zh="这个登录已经结束了。", en="This session is over already.")
_ENDED: Final = Text(zh="已结束这个登录。", en="The session is ended.")


class NewPassword(BaseModel):
    """A new password, twice, and the one that holds."""

    model_config = ConfigDict(extra="forbid")

    new: Secret
    again: Secret
    old: Secret = ""


class NewPin(BaseModel):
    """A new PIN, and the password."""

    model_config = ConfigDict(extra="forbid")

    pin: Secret
    old: Secret = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A session, for whoever may end it."""

    name: str
    who: str
    device: str
    since: Moment
    here: bool


@router.get("/account")
def account(request: Request, panel: PanelOf, language: LanguageOf, carer: Anybody, said: str = "") -> Response:
    """The page."""
    told = {"password": _CHANGED, "pin": _PIN_SET, "ended": _ENDED}.get(said)
    return _page(request, panel, language, carer, done=told)


@router.post("/account/password")
async def change_password(
    request: Request, panel: PanelOf, language: LanguageOf, carer: Anybody, wanted: Annotated[NewPassword, Form()]
) -> Response:
    """Change the password, or set the first; a new session begins here, and all others of hers are over."""
    me = carer.caregiver.id
    try:
        await _is_she(panel, request, me, wanted.old)
        if wanted.new != wanted.again:
            raise RefusedError(422, _DIFFERENT)
        now = panel.access.now()
        panel.accounts.set_password(me, wanted.new, now)
        panel.register.changed(me, AccountChange.PASSWORD, now)
    except (RefusedError, SettingsError) as error:
        return _refused(request, panel, language, carer, error)
    return begin_afresh(panel, request, me, "/account?said=password")


@router.post("/account/pin")
async def change_pin(
    request: Request, panel: PanelOf, language: LanguageOf, carer: Anybody, wanted: Annotated[NewPin, Form()]
) -> Response:
    """Change the PIN for shared tablets."""
    me = carer.caregiver.id
    try:
        if not panel.accounts.has(me):
            raise RefusedError(409, _NO_PASSWORD)
        await _is_she(panel, request, me, wanted.old)
        panel.accounts.set_pin(me, wanted.pin)
        panel.register.changed(me, AccountChange.PIN, panel.access.now())
    except (RefusedError, SettingsError) as error:
        return _refused(request, panel, language, carer, error)
    return RedirectResponse("/account?said=pin", status_code=303)


@router.post("/sessions/{name}/end")
async def end_session(name: str, request: Request, panel: PanelOf, carer: Anybody) -> Response:
    """End a session of one's own, or as head nurse anybody's."""
    session = panel.access.sessions().get(name)
    if session is None:
        raise RefusedError(404, _NO_SESSION)
    if session.caregiver != carer.caregiver.id and not may(carer.caregiver, Right.ALL_SESSIONS):
        raise RefusedError(403, refusal(carer.caregiver.role, Right.ALL_SESSIONS))
    panel.access.end(name)
    panel.register.ended(session, carer.caregiver.id)
    return RedirectResponse("/account?said=ended", status_code=303) if wants_page(request) else answer(_ENDED)


async def _is_she(panel: Panel, request: Request, me: str, old: str) -> None:
    """Raise RefusedError where she has a password and this is not it."""
    if panel.accounts.has(me):
        await show_to_be(panel, request, me, old, Means.PASSWORD)


def _refused(
    request: Request, panel: Panel, language: Language, carer: Carer, error: RefusedError | SettingsError
) -> Response:
    status = error.status if isinstance(error, RefusedError) else 422
    if not wants_page(request):
        return answer(error.text, status)
    return _page(request, panel, language, carer, status=status, problem=error.text.in_(language))


def _page(
    request: Request,
    panel: Panel,
    language: Language,
    carer: Carer,
    *,
    status: int = 200,
    done: Text | None = None,
    problem: str = "",
) -> Response:
    return page(
        panel,
        "account.html",
        request,
        language,
        status,
        carer=carer,
        done=done.in_(language) if done else "",
        problem=problem,
        has_password=panel.accounts.has(carer.caregiver.id),
        sessions=_sessions(panel, carer, language, request.cookies.get(SESSION_COOKIE, "")),
    )


def _sessions(panel: Panel, carer: Carer, language: Language, token: str) -> tuple[SessionView, ...]:
    everybody = may(carer.caregiver, Right.ALL_SESSIONS)
    show, here = Showing(panel.robot, panel.board, language), panel.access.name_of(token)
    seen = panel.access.sessions().items()
    chosen = [(name, one) for name, one in seen if everybody or one.caregiver == carer.caregiver.id]
    latest = sorted(chosen, key=lambda one: one[1].began_at, reverse=True)
    return tuple(_session(name, one, panel, show, language, here=name == here) for name, one in latest)


def _session(
    name: str, session: Session, panel: Panel, show: Showing, language: Language, *, here: bool
) -> SessionView:
    return SessionView(
        name=name,
        who=person_name(session.caregiver, panel.robot.orchestrator.known.house).in_(language),
        device=device_in_words(session.device),
        since=show.moment(session.began_at),
        here=here,
    )
