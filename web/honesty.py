"""How often the alarms were right, on a page: by cause and by room, with what nobody judged and what was missed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from carebot import honesty
from carebot.concerns import COURSES
from carebot.core.concerns import Concern
from carebot.core.language import Language, Text
from carebot.core.people import ResidentId
from carebot.core.situation import House
from carebot.honesty import Figures, Honesty, Share
from web.answers import RefusedError
from web.pages import page
from web.roles import Right
from web.visit import Carer, LanguageOf, PanelOf, needs

router = APIRouter(prefix="/honesty")

PERIODS: Final = (7, 30, 90)
_NONE: Final = "–"
_ALL: Final = Text(zh="全部", en="All")
_NOWHERE: Final = Text(zh="地点不明", en="Place unknown")
_NO_TIME: Final = Text(zh="请选一个已经过去的时间。", en="Choose a time that has passed.")
_NOBODY: Final = Text(zh="请选一位老人。", en="Choose a resident.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table, in the reader's language. `right` and `found` are shares with their 95 % intervals."""

    name: str
    calls: int
    asked: int
    right: str
    unjudged: int
    missed: int
    found: str
    false_a_day: str
    to_person: str


class Missed(BaseModel):
    """What no alarm told of: what it was, with whom, when on the home's clock."""

    model_config = ConfigDict(extra="forbid")

    concern: Concern
    about: ResidentId
    happened_at: datetime
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""


@router.get("")
def figures(
    request: Request,
    panel: PanelOf,
    language: LanguageOf,
    carer: Annotated[Carer, Depends(needs(Right.FIGURES))],
    days: Annotated[int, Query(ge=1, le=366)] = 30,
) -> Response:
    """The figures of the last `days`."""
    known = panel.robot.orchestrator.known
    until = panel.robot.clock.now()
    since = until - timedelta(days=days)
    told = honesty.of_journal(panel.robot.journal.path, since, known.house)
    table = _Table(told, since, until, language, known.house)
    return page(
        panel,
        "honesty.html",
        request,
        language,
        carer=carer,
        days=days,
        periods=PERIODS,
        rows=table.rows(),
        concerns=[(one.value, COURSES[one].title.in_(language)) for one in Concern],
        residents=[(one.id, one.name.in_(language)) for one in known.house.residents],
        now=known.local(until).strftime("%Y-%m-%dT%H:%M"),
    )


@router.post("/missed")
async def missed(
    told: Annotated[Missed, Form()], panel: PanelOf, carer: Annotated[Carer, Depends(needs(Right.ANSWER_ALARMS))]
) -> Response:
    """Note what was missed, and show the figures with it."""
    known = panel.robot.orchestrator.known
    at = told.happened_at if told.happened_at.tzinfo else told.happened_at.replace(tzinfo=known.timezone)
    if at > panel.robot.clock.now():
        raise RefusedError(422, _NO_TIME)
    if known.house.resident(told.about) is None:
        raise RefusedError(422, _NOBODY)
    panel.robot.missed(told.concern, told.about, carer.requester, carer.name, happened_at=at, note=told.note)
    await panel.robot.settle()
    return RedirectResponse("/honesty", status_code=303)


class _Table:
    """The rows of one period: everything, then each cause and each room in which anything was."""

    def __init__(self, told: Honesty, since: datetime, until: datetime, language: Language, house: House) -> None:
        self._told = told
        self._since = since
        self._until = until
        self._language = language
        self._house = house

    def rows(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """The groups of rows, each with its kind: all, cause, room."""
        causes = [self._row(COURSES[one].title, self._of_cause(one)) for one in Concern]
        rooms = [self._row(self._room_name(one), self._of_room(one)) for one in self._told.rooms()]
        whole = self._row(_ALL, lambda _concern, _room: True)
        return (
            ("all", (whole,)),
            ("cause", tuple(row for row in causes if row.calls or row.asked or row.missed)),
            ("room", tuple(rooms)),
        )

    def _of_cause(self, concern: Concern) -> Callable[[Concern, str], bool]:
        return lambda one, _room: one is concern

    def _of_room(self, room: str) -> Callable[[Concern, str], bool]:
        return lambda _concern, one: one == room

    def _room_name(self, room_id: str) -> Text:
        room = next((one for one in self._house.home.rooms if one.id == room_id), None)
        return room.name if room else _NOWHERE

    def _row(self, name: Text, among: Callable[[Concern, str], bool]) -> Row:
        counted = self._told.figures(self._since, self._until, among)
        return Row(
            name=name.in_(self._language),
            calls=counted.calls,
            asked=counted.asked,
            right=_share(counted.precision),
            unjudged=counted.unjudged,
            missed=counted.missed,
            found=_share(counted.recall),
            false_a_day=_NONE if counted.false_a_resident_day is None else f"{counted.false_a_resident_day:.2f}",
            to_person=_times(counted),
        )


def _share(share: Share) -> str:
    """A share as people read it: how many of how many, and how sure that is."""
    interval = share.interval
    if interval is None:
        return _NONE
    low, high = interval
    return f"{share.part}/{share.of} ({low:.0%}–{high:.0%})"


def _times(figures: Figures) -> str:
    """The median and the ninth decile of the time to a person, in minutes and seconds."""
    if figures.to_person_p50 is None or figures.to_person_p90 is None:
        return _NONE
    return f"{_minutes(figures.to_person_p50)} / {_minutes(figures.to_person_p90)}"


def _minutes(time: timedelta) -> str:
    minutes, seconds = divmod(round(time.total_seconds()), 60)
    return f"{minutes}:{seconds:02d}"
