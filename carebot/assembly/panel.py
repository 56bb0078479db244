"""The panel of this robot: its socket first, so that a taken port is told before anything starts."""

import socket
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass

from carebot.assembly.parts import Running
from carebot.clocks import SystemClock
from carebot.core.language import Language
from carebot.outlets.panel import Panel
from carebot.settings import Settings
from web.access import Access
from web.panel import create_panel
from web.server import PanelServer, bind


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


async def attach_panel(settings: Settings, listening: socket.socket, at_work: Running, stack: AsyncExitStack) -> Served:
    """Serve the panel of the robot at work."""
    robot = at_work.robot
    access = Access(SystemClock(), settings.journal.with_suffix(".sessions.json"))
    access.start()
    app = create_panel(robot, access, Language(settings.language), SystemClock())
    server = PanelServer(app, listening)
    stack.push_async_callback(server.aclose)
    robot.supervisor.keep("panel", server.serve)
    for outlet in at_work.outlets.values():
        if isinstance(outlet, Panel):
            outlet.attach(server.viewers)
    at_work.speaking.listeners.readers.append(server.viewers)
    return Served(address=server.address, link=server.link(access))
