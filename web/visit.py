"""A visit: whose request this is, in which language she reads, and what all routes share."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response
from fastapi.templating import Jinja2Templates

from carebot.changing.book import Book
from carebot.core.errors import DeviceError
from carebot.core.language import Language, Text
from carebot.core.people import Caregiver, Requester, RequesterKind
from carebot.explaining.book import RuleBook
from carebot.outlets.base import Delivery, Notice
from monitoring.glance import Glance
from web.access import Access
from web.accounts import Accounts
from web.answers import RefusedError
from web.attempts import Attempts
from web.board import Board
from web.catalogue import Catalogue, whole_catalogue
from web.live import Live
from web.pausing import Pauses
from web.register import Register
from web.robot import PanelRobot
from web.roles import Right, may, refusal
from web.sections import Sections
from web.showing import Showing
from web.verifying import Verifying

SESSION_COOKIE: Final = "carebot_session"
LANGUAGE_COOKIE: Final = "carebot_language"
_A_YEAR_S: Final = 365 * 24 * 3600
_NO_CAMERAS: Final = Text(zh="这里试不了摄像头。", en="No camera can be tried here.")
_NO_WAYS: Final = Text(zh="这里试不了报警出口。", en="No way out can be tried here.")
_SIGN_IN: Final = Text(
    zh="请先登录。没有密码的，请已登录的同事生成一个登录链接，或在运行 carebot 的电脑上执行 carebot link。",
    en="Please sign in. Without a password, have a signed-in colleague make a link, or run `carebot link` on its "
    "computer.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingInForce:
    """One setting: its section, its name in the settings file, and its value; of a `secret` only whether there is one.

    `changed`: it is not the default. `source`: where it was set, where that is known.
    """

    section: str
    key: str
    value: str | int | float | bool | None
    secret: bool = False
    changed: bool = False
    source: Text | None = None


Look = Callable[[str], Awaitable[Glance]]
"""Looks through a camera of this address for a moment; raises DeviceError where it gives no pictures."""


async def no_look(_: str) -> Glance:
    """Where nobody looks through cameras; raises DeviceError."""
    raise DeviceError(_NO_CAMERAS)


Send = Callable[[str, Mapping[str, Any], Notice], Awaitable[Delivery]]
"""Sends a notice by a way out of this name and these settings, in force or not; raises SettingsError for wrong ones."""


async def no_way(_: str, __: Mapping[str, Any], ___: Notice) -> Delivery:
    """Where no way out can be tried."""
    return Delivery(delivered=False, detail=_NO_WAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """How cameras and ways out are tried before they are in force."""

    look: Look = no_look
    send: Send = no_way


NO_TRIES: Final = Tries()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything that the routes share.

    Without a `book` nothing can be asked about what might be, and without `changing` no setting can be changed. `tries`
    has how cameras are tried, one at a time while `looking` is held, and ways out, while `sending` is, with `pauses`
    between.
    """

    robot: PanelRobot
    access: Access
    language: Language
    board: Board
    live: Live
    sections: Sections
    catalogue: Catalogue = field(default_factory=whole_catalogue)
    templates: Jinja2Templates
    attempts: Attempts
    register: Register
    pauses: Pauses
    verifying: Verifying = field(default_factory=Verifying)
    book: RuleBook | None = None
    settings: tuple[SettingInForce, ...] = ()
    changing: Book | None = None
    tries: Tries = NO_TRIES
    looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def accounts(self) -> Accounts:
        """Who signs in with a password."""
        return self.access.accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Carer:
    """Somebody who is signed in, as the record names her. `remote`: her request comes from outside the house."""

    caregiver: Caregiver
    remote: bool = False

    @property
    def name(self) -> Text:
        """Her name."""
        return self.caregiver.name

    @property
    def requester(self) -> Requester:
        """Whose wish her commands are."""
        return Requester(kind=RequesterKind.CAREGIVER, id=self.caregiver.id, remote=self.remote)


class NotSignedInError(RefusedError):
    """There is no good session."""

    def __init__(self) -> None:
        super().__init__(401, _SIGN_IN)


def panel_of(request: Request) -> Panel:
    """What the routes of this application share."""
    panel: Panel = request.app.state.panel
    return panel


PanelOf = Annotated[Panel, Depends(panel_of)]


def language_of(request: Request, panel: PanelOf) -> Language:
    """The reader's language: what she has just chosen, has chosen before, or the panel's own."""
    for choice in (request.query_params.get("language"), request.cookies.get(LANGUAGE_COOKIE)):
        if choice in {language.value for language in Language}:
            return Language(choice)
    return panel.language


def remember_language(response: Response, language: Language) -> None:
    """Keep the choice of language for a year."""
    response.set_cookie(LANGUAGE_COOKIE, language.value, max_age=_A_YEAR_S, samesite="strict", httponly=True)


def visitor(request: Request, panel: PanelOf) -> Carer | None:
    """Who is signed in, if anybody is."""
    session = panel.access.session(request.cookies.get(SESSION_COOKIE, ""))
    caregiver = panel.robot.orchestrator.known.house.caregiver(session.caregiver) if session else None
    return Carer(caregiver=caregiver, remote=from_outside(request)) if caregiver else None


def from_outside(request: Request) -> bool:
    """Whether a request comes from beyond the house's own network by its addresses; unsure counts as yes."""
    return not all(_of_the_house(address) for address in _addresses(request))


def _addresses(request: Request) -> Iterator[str]:
    """Where the request comes from, and where a proxy says that it had it from."""
    yield request.client.host if request.client else ""
    for forwarded in request.headers.getlist("x-forwarded-for"):
        yield from (address.strip() for address in forwarded.split(","))


def _of_the_house(address: str) -> bool:
    try:
        return ip_address(address).is_private
    except ValueError:
        return False


def signed_in(who: Annotated[Carer | None, Depends(visitor)]) -> Carer:
    """Who is signed in; raises NotSignedInError."""
    if who is None:
        raise NotSignedInError
    return who


LanguageOf = Annotated[Language, Depends(language_of)]
VisitorOf = Annotated[Carer | None, Depends(visitor)]
CarerOf = Annotated[Carer, Depends(signed_in)]


def needs(right: Right) -> Callable[[Carer], Carer]:
    """A dependency that gives whoever is signed in and has `right`; it raises RefusedError for everybody else."""

    def entitled(carer: CarerOf) -> Carer:
        if not may(carer.caregiver, right):
            raise RefusedError(403, refusal(carer.caregiver.role, right))
        return carer

    return entitled


def showing(panel: PanelOf, language: LanguageOf) -> Showing:
    """The views in the reader's language."""
    return Showing(panel.robot, panel.board, language)


ShowingOf = Annotated[Showing, Depends(showing)]
