"""The server: a port that is taken, signals left alone, open streams, an end and a new beginning."""

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from carebot.clocks import SystemClock
from carebot.core.errors import DeviceError, SettingsError
from carebot.core.language import Language
from tests.web.robot import RobotUnderTest, robot_at
from web.access import Access
from web.panel import create_panel
from web.server import PanelServer, bind

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[PanelServer, RobotUnderTest, httpx.AsyncClient]]:
    """A panel on a free port, and a client that is signed in."""
    clock = SystemClock()
    async with robot_at(folder, clock=clock) as robot:
        access = Access(clock)
        server = PanelServer(create_panel(robot, access, Language.EN, clock), bind("127.0.0.1", 0))
        serving = asyncio.create_task(server.serve())
        try:
            async with httpx.AsyncClient(base_url=server.address, headers={"Sec-Fetch-Site": "same-origin"}) as client:
                await client.post("/enter", data={"token": access.new_link_token(), "caregiver": "nurse"})
                yield server, robot, client
        finally:
            await server.aclose()
            await serving


def test_a_port_that_is_taken_is_told_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError) as told:
            bind("127.0.0.1", port)
        assert str(port) in told.value.text.zh
        assert told.value.text.en.startswith(f"Port {port} is in use.")


@pytest.mark.parametrize(("host", "port"), [("203.0.113.7", 0), ("no such host", 8460), ("127.0.0.1", 70000)])
def test_an_address_that_cannot_be_had_is_told(host: str, port: int) -> None:
    with pytest.raises(SettingsError) as told:
        bind(host, port)
    assert "panel.host" in told.value.text.en
    assert "panel.host" in told.value.text.zh


async def test_pages_are_served_and_links_work(tmp_path: Path) -> None:
    async with served(tmp_path) as (server, _, client):
        assert server.address.startswith("http://127.0.0.1:")
        assert (await client.get("/")).status_code == 200


@pytest.mark.slow
async def test_signals_stay_with_the_robot(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with served(tmp_path) as (_, _, client):
        await client.get("/")
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_an_alarm_reaches_an_open_stream(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, robot, client), client.stream("GET", "/live") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = stream.aiter_lines()
        assert await anext(lines) == "event: snapshot"
        robot.alarm()
        async for line in lines:
            if line.startswith("data: ") and "Please go at once" in json.loads(line[6:]).get("sections", {}).get(
                "alarms", ""
            ):
                break


@pytest.mark.slow
async def test_closing_ends_open_streams_in_time_and_gives_the_port_back(tmp_path: Path) -> None:
    async with served(tmp_path) as (server, _, client), client.stream("GET", "/live") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "event: snapshot"
        port = int(server.address.rsplit(":", 1)[1].strip("/"))
        async with asyncio.timeout(5):
            await server.aclose()
            assert [line async for line in lines][-1:] != ["event: snapshot"]
        bind("127.0.0.1", port).close()


async def end_at_once(_: uvicorn.Server) -> None:
    """A server whose loop ends though nobody asked it to."""


async def give_up(_: uvicorn.Server, sockets: object = None) -> None:
    """A server that wants to end the whole process."""
    raise SystemExit(3)


@pytest.mark.slow
@pytest.mark.parametrize(("step", "failing"), [("main_loop", end_at_once), ("startup", give_up)])
async def test_a_server_that_ends_by_itself_says_so_and_can_serve_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, failing: Callable[..., Awaitable[None]]
) -> None:
    async with robot_at(tmp_path) as robot:
        clock = SystemClock()
        server = PanelServer(create_panel(robot, Access(clock), Language.ZH, clock), bind("127.0.0.1", 0))
        with monkeypatch.context() as patched:
            patched.setattr(uvicorn.Server, step, failing)
            with pytest.raises(DeviceError):
                await server.serve()
        serving = asyncio.create_task(server.serve())
        async with httpx.AsyncClient(base_url=server.address) as client:
            assert (await client.get("/")).status_code == 401
        await server.aclose()
        await serving


async def test_a_server_that_is_cancelled_lets_go_of_its_visitors(tmp_path: Path) -> None:
    async with robot_at(tmp_path) as robot:
        clock = SystemClock()
        server = PanelServer(create_panel(robot, Access(clock), Language.ZH, clock), bind("127.0.0.1", 0))
        address = server.address
        serving = asyncio.create_task(server.serve())
        async with httpx.AsyncClient(base_url=address) as client:
            await client.get("/")
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving
        await server.aclose()
        async with httpx.AsyncClient(base_url=address) as client:
            with pytest.raises(httpx.ConnectError):
                await client.get("/")
