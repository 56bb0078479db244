"""A browser at a panel that is really served: Chromium, driven by playwright."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from carebot.changing.book import Book
from carebot.clocks import SystemClock
from carebot.core.language import Language
from carebot.explaining.book import RuleBook
from tests.web.robot import RobotUnderTest, robot_at
from tests.web.visitor import IN_FORCE
from web.access import Access
from web.accounts import Accounts
from web.panel import create_panel
from web.server import PanelServer, bind

CHROMIUM: Final = Path("/usr/bin/chromium")
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium at /usr/bin/chromium")
DESKTOP: Final = ViewportSize(width=1280, height=800)
PHONE: Final = ViewportSize(width=360, height=740)
_SWITCHES: Final = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


class Relay:
    """A network between browser and panel that can go dead without a word."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._alive = asyncio.Event()
        self._alive.set()
        self._pipes: set[asyncio.Task[None]] = set()

    async def start(self) -> str:
        """Listen; gives the address of the panel beyond."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"

    def go_dead(self) -> None:
        """Pass nothing on, and close nothing."""
        self._alive.clear()

    def recover(self) -> None:
        """Pass on again, what was held back as well."""
        self._alive.set()

    async def aclose(self) -> None:
        self._server.close()
        for pipe in self._pipes:
            pipe.cancel()
        await asyncio.gather(*self._pipes, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        beyond = await asyncio.open_connection("127.0.0.1", self._port)
        for source, sink in ((reader, beyond[1]), (beyond[0], writer)):
            pipe = asyncio.create_task(self._pass_on(source, sink))
            self._pipes.add(pipe)
            pipe.add_done_callback(self._pipes.discard)

    async def _pass_on(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while data := await source.read(65536):
                await self._alive.wait()
                sink.write(data)
                await sink.drain()
        except ConnectionError:
            return
        finally:
            sink.close()


@dataclass
class Ward:
    """A robot, its panel, and a browser to look at it."""

    robot: RobotUnderTest
    access: Access
    server: PanelServer
    serving: asyncio.Task[None]
    browser: Browser
    address: str

    async def stop_serving(self) -> None:
        """The panel goes away, as when its process is killed."""
        await self.server.aclose()
        await self.serving

    def serve_again(self) -> None:
        """The panel comes back at the same address with the same sessions."""
        port = int(self.address.rsplit(":", 1)[1].strip("/"))
        clock = SystemClock()
        self.server = PanelServer(create_panel(self.robot, self.access, Language.ZH, clock), bind("127.0.0.1", port))
        self.serving = asyncio.create_task(self.server.serve())

    async def open(
        self,
        language: Language = Language.EN,
        size: ViewportSize = DESKTOP,
        scheme: Literal["light", "dark"] = "light",
        caregiver: str = "nurse",
        address: str = "",
    ) -> Page:
        """A page of somebody who has signed in by a link, its stream being live."""
        context = await self.browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        page = await context.new_page()
        token = self.access.new_link_token()
        await page.goto(f"{address or self.address}enter?token={token}&language={language.value}")
        await page.click(f"button[value={caregiver}]")
        await page.wait_for_selector(".connection.live")
        return page


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser with no page yet."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_SWITCHES)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def ward(
    browser: Browser,
    folder: Path,
    *,
    ready: bool = True,
    book: RuleBook | None = None,
    accounts: Accounts | None = None,
    changing: Book | None = None,
) -> AsyncIterator[Ward]:
    """A panel on a free port with a browser beside it; `book` answers what might be. Nobody stays signed in."""
    clock = SystemClock()
    async with robot_at(folder, clock=clock, ready=ready) as robot:
        access = Access(clock, accounts=accounts)
        server = PanelServer(
            create_panel(robot, access, Language.ZH, clock, book=book, in_force=IN_FORCE, changing=changing),
            bind("127.0.0.1", 0),
        )
        serving = asyncio.create_task(server.serve())
        at = Ward(robot=robot, access=access, server=server, serving=serving, browser=browser, address=server.address)
        try:
            yield at
        finally:
            for context in browser.contexts:
                await context.close()
            await at.stop_serving()
