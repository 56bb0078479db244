"""The server: uvicorn as the robot's guest. It takes no signals, ends no process, and the robot outlives it."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator
from typing import Final

import uvicorn
from fastapi import FastAPI

from carebot.core.errors import DeviceError, SettingsError
from carebot.core.language import Text
from carebot.core.people import CaregiverId
from web.access import Access
from web.links import entrance
from web.panel import live_of

_BACKLOG: Final = 128
_GOODBYE_S: Final = 2
_ENDED: Final = Text(
    zh="面板服务意外结束，正在重新启动。", en="The panel's server ended unexpectedly and is being restarted."
)


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens at `host` and `port` (0: any free one); raises SettingsError when that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        raise SettingsError(_cannot_listen(host, port, error)) from error
    listening.setblocking(False)
    return listening


class _Guest(uvicorn.Server):
    """A server that leaves the signals to whoever owns the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signal."""
        yield


class PanelServer:
    """Serves the panel `app` on a socket from `bind`. A server that failed can serve again."""

    def __init__(self, app: FastAPI, listening: socket.socket) -> None:
        self._app = app
        self._listening = listening
        self._guest: _Guest | None = None
        self._closing = False
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def address(self) -> str:
        """The address of the main page."""
        host, port = self._listening.getsockname()[:2]
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
        return f"http://{shown}:{port}/"

    def link(self, access: Access, caregiver: CaregiverId = "") -> str:
        """A link that signs one person in, once."""
        return entrance(self.address, access.new_link_token(caregiver))

    def viewers(self) -> int:
        """How many pages are open and confirm that they show alarms."""
        return live_of(self._app).viewers()

    async def serve(self) -> None:
        """Serve until `aclose`; raises DeviceError when the server ends by itself."""
        if self._closing:
            return
        config = uvicorn.Config(
            self._app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=_GOODBYE_S
        )
        # uvicorn closes the sockets that it is given; with a copy of its own it can be started again.
        copy = self._listening.dup()
        self._guest = _Guest(config)
        self._idle.clear()
        try:
            await self._guest.serve(sockets=[copy])
        except SystemExit as end:
            raise DeviceError(_ENDED) from end
        except asyncio.CancelledError:
            if self._guest.started:
                await self._guest.shutdown(sockets=[copy])
            raise
        finally:
            copy.close()
            self._idle.set()
        if not self._closing:
            raise DeviceError(_ENDED)

    async def aclose(self) -> None:
        """End the live streams, then the server, then let go of the port."""
        self._closing = True
        live_of(self._app).end()
        if self._guest is not None:
            self._guest.should_exit = True
        await self._idle.wait()
        self._listening.close()


def _cannot_listen(host: str, port: int, error: OSError | OverflowError) -> Text:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return Text(
            zh=f"端口 {port} 已被占用。请关闭占用它的程序，或用 --port 另选一个（0 表示任选空闲端口）。",
            en=f"Port {port} is in use. Close the program that uses it, or choose another with --port (0: any).",
        )
    if number == errno.EACCES:
        return Text(
            zh=f"没有权限使用端口 {port}。请用 --port 选一个大于 1023 的端口。",
            en=f"Port {port} is not allowed. Choose one above 1023 with --port.",
        )
    return Text(
        zh=f"面板无法在 {host}:{port} 上打开（{error}）。请检查设置 panel.host 和 panel.port。",
        en=f"The panel cannot listen at {host}:{port} ({error}). Check the settings panel.host and panel.port.",
    )
