"""The panel: the web application by which carers see and command the robot. It holds nothing that is not recorded."""

from functools import partial
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from jinja2 import StrictUndefined

from carebot.changing.book import Book
from carebot.core.clock import Clock
from carebot.core.events import Event
from carebot.core.language import Language
from carebot.explaining.book import RuleBook
from web import (
    account,
    alarms,
    changing,
    control,
    decisions,
    entering,
    figures,
    goals,
    honesty,
    pages,
    reports,
    residents,
    rows,
    rules,
    scenes,
    settings,
    signins,
    supposing,
    talk,
    trying,
    trying_ways,
    why,
)
from web import map as floor_plan
from web.access import Access
from web.answers import answer_errors
from web.attempts import Attempts
from web.board import Board
from web.door import Door
from web.live import Live
from web.map import motion
from web.pausing import Pauses
from web.register import Register
from web.robot import PanelRobot
from web.sections import Sections
from web.visit import NO_TRIES, Panel, SettingInForce, Tries

_HERE: Final = Path(__file__).parent
ROUTERS: Final = (
    *(pages, entering, account, alarms, talk, control, goals, decisions, why, supposing, rules, scenes, floor_plan),
    *(residents, reports, figures, honesty, signins, settings, rows, trying, trying_ways, changing),
)


def create_panel(
    robot: PanelRobot,
    access: Access,
    language: Language,
    wall_clock: Clock,
    board: Board | None = None,
    *,
    book: RuleBook | None = None,
    in_force: tuple[SettingInForce, ...] = (),
    changing: Book | None = None,
    tries: Tries = NO_TRIES,
) -> FastAPI:
    """The panel of `robot`, for whom `access` lets in: `board` knows the past, `book` rules, `changing` settings."""
    board, templates, sections, live = _shown(robot, wall_clock, board or Board())
    panel = Panel(
        robot=robot,
        access=access,
        language=language,
        board=board,
        live=live,
        sections=sections,
        templates=templates,
        attempts=Attempts(wall_clock),
        register=Register(robot, wall_clock),
        pauses=Pauses(wall_clock),
        book=book,
        settings=in_force,
        changing=changing,
        tries=tries,
    )
    return _with_routes(panel)


def _shown(robot: PanelRobot, wall_clock: Clock, board: Board) -> tuple[Board, Jinja2Templates, Sections, Live]:
    """What changes on the pages, from what `board` takes in, with it."""
    templates = _templates()
    robot.bus.subscribe(Event, board.take_in)
    sections = Sections(robot, board, templates.env)
    live = Live(robot.bus, wall_clock, lambda: robot.clock.now().isoformat(), sections.render, partial(motion, robot))
    return board, templates, sections, live


def _with_routes(panel: Panel) -> FastAPI:
    """Every page behind the one door, and an answer to every error."""
    app = FastAPI(title="carebot", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.panel = panel
    for routes in ROUTERS:
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.add_middleware(Door)
    answer_errors(app, pages.problem)
    return app


def _templates() -> Jinja2Templates:
    """The templates; one that names what it was not given is an error."""
    templates = Jinja2Templates(_HERE / "templates")
    templates.env.undefined = StrictUndefined
    templates.env.trim_blocks = templates.env.lstrip_blocks = True
    return templates


def register_of(app: FastAPI) -> Register:
    """The register of who came in."""
    panel: Panel = app.state.panel
    return panel.register


def live_of(app: FastAPI) -> Live:
    """The live stream of a panel."""
    panel: Panel = app.state.panel
    return panel.live
