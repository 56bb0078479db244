"""The panel of this robot: its socket first, so that a taken port is told before anything starts."""

import asyncio
import socket
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from typing import Final

from carebot import journal
from carebot.assembly.asking import book_of
from carebot.assembly.outlets import send_by
from carebot.assembly.parts import Running
from carebot.assembly.settings_record import in_force
from carebot.changing.book import Book
from carebot.changing.telling import left_out_in_short
from carebot.clocks import SystemClock
from carebot.core.actions import AlarmLevel
from carebot.core.language import Language, Text
from carebot.outlets.panel import Panel
from carebot.robot import Robot
from carebot.settings import Settings
from monitoring.camera import CameraDevice
from monitoring.glance import Glance, glance
from web.access import Access
from web.accounts import accounts_of
from web.board import Board
from web.links import LinkFolder, links_of
from web.panel import create_panel, register_of
from web.past import recall
from web.register import Register
from web.server import PanelServer, bind
from web.visit import Tries

_NO_ACCOUNTS: Final = Text(
    zh="日志旁的帐号文件读不出来，谁也不能用密码登录；登录链接照样能用。"
    "请恢复备份，或删掉它后用 carebot account add 重建。",
    en="The file of accounts beside the journal cannot be read, so nobody signs in with a password; links still work. "
    "Restore it, or delete it and add the accounts again with `carebot account add`.",
)

_ALL: Final = 120.0
"""More pictures a second than any camera gives, so that all of them are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Where the panel is, and a link that signs one person in once."""

    address: str
    link: str


def bind_panel(settings: Settings, stack: ExitStack) -> socket.socket | None:
    """The panel's socket, None when the panel is off; raises SettingsError when the port cannot be had."""
    if not settings.panel.enabled:
        return None
    listening = bind(settings.panel.host, settings.panel.port)
    stack.callback(listening.close)
    return listening


async def attach_panel(
    settings: Settings, listening: socket.socket, at_work: Running, stack: AsyncExitStack, changing: Book | None = None
) -> Served:
    """Serve the panel of the robot; to be called before it comes to life, so that the panel misses nothing.

    By the book `changing` settings are changed on it; without one they are only shown.
    """
    robot = at_work.robot
    waiting = links_of(settings.journal)
    access = _access(settings, waiting, robot)
    board, book = await _board(robot), await asyncio.to_thread(book_of, settings)
    _tell_left_out(robot, changing)
    app = create_panel(
        robot,
        access,
        Language(settings.language),
        SystemClock(),
        board,
        book=book,
        in_force=in_force(settings, changing),
        changing=changing,
        tries=Tries(look=_look, send=send_by),
    )
    await _keep_register(robot, register_of(app), access)
    server = PanelServer(app, listening)
    _let_links_in(waiting, server.address, robot, stack)
    stack.push_async_callback(server.aclose)
    robot.supervisor.keep("panel", server.serve)
    _let_see(at_work, server)
    return Served(address=server.address, link=server.link(access))


async def _look(source: str) -> Glance:
    """Look through a camera that is not kept yet."""
    clock = SystemClock()
    return await glance(CameraDevice(source, clock, camera="new", frames_per_s=_ALL), clock)


async def _keep_register(robot: Robot, register: Register, access: Access) -> None:
    """Write down what becomes of accounts, also of what was changed while the robot did not run."""
    past = (entry.event for entry in journal.read(robot.journal.path, kinds=("account_changed",)))
    await asyncio.to_thread(register.take_up, past)
    robot.supervisor.keep("panel.register", lambda: register.watch(access.accounts))


def _access(settings: Settings, waiting: LinkFolder, robot: Robot) -> Access:
    """Who gets in, with the sessions of before."""
    sessions = settings.journal.with_suffix(".sessions.json")
    access = Access(SystemClock(), sessions, waiting, accounts_of(settings.journal))
    if not access.accounts.readable():
        robot.announcer.fault("panel.accounts", _NO_ACCOUNTS, AlarmLevel.LOW)
    access.start()
    return access


def _let_see(at_work: Running, server: PanelServer) -> None:
    """Whoever has a page open is reached by alarms, and reads what is said."""
    for way in at_work.ways.values():
        if isinstance(way.outlet, Panel):
            way.outlet.attach(server.viewers)
    at_work.speaking.listeners.readers.append(server.viewers)


def _tell_left_out(robot: Robot, changing: Book | None) -> None:
    """Say what was set on the panel and does not count, one fault for all of it."""
    if changing is not None and (fault := left_out_in_short(changing.left_out)) is not None:
        robot.announcer.fault("panel.settings", fault, AlarmLevel.LOW)


async def _board(robot: Robot) -> Board:
    """What the panel shows of the time before this start."""
    recalled = await asyncio.to_thread(recall, robot.journal.path)
    if recalled.troubles:
        why = recalled.troubles[0]
        text = Text(zh=f"面板上缺少启动以前的部分记录：{why.zh}", en=f"The panel lacks part of the past: {why.en}")
        robot.announcer.fault("panel.past", text, AlarmLevel.LOW)
    return recalled.board


def _let_links_in(links: LinkFolder, address: str, robot: Robot, stack: AsyncExitStack) -> None:
    """Tell `carebot link` where the panel is; a folder that cannot be written harms nothing else."""
    stack.callback(links.close)
    try:
        links.open_at(address)
    except OSError as error:
        why = error.strerror
        text = Text(
            zh=f"“carebot link”现在不能用：写不进日志旁的文件夹（{why}）。",
            en=f"`carebot link` does not work now: the folder beside the journal cannot be written ({why}).",
        )
        robot.announcer.fault("panel.links", text, AlarmLevel.LOW)
