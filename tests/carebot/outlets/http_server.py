"""A small HTTP server on a free port of this machine, which notes what it is sent and answers as it is told to."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client sent."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(slots=True, kw_only=True)
class HttpServer:
    """Where it is, what it was sent, and how it answers. `asked` is set by the first request."""

    url: str
    answer: Answer
    requests: list[Request] = field(default_factory=list)
    asked: asyncio.Event = field(default_factory=asyncio.Event)


def status(code: int, **headers: str) -> Answer:
    """Answers with this status and no body."""
    fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items())

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {code} Reason\r\n{fields}content-length: 0\r\n\r\n".encode())
        await writer.drain()

    return answer


def saying(body: str | bytes, code: int = 200) -> Answer:
    """Answers with this body."""
    content = body.encode() if isinstance(body, str) else body

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {code} Reason\r\ncontent-length: {len(content)}\r\n\r\n".encode() + content)
        await writer.drain()

    return answer


async def nothing(writer: asyncio.StreamWriter) -> None:
    """Hangs up without a word."""


async def never(writer: asyncio.StreamWriter) -> None:
    """Keeps the line and says nothing."""
    await asyncio.get_running_loop().create_future()


async def dripping(writer: asyncio.StreamWriter) -> None:
    """Sends a header that has no end, a little at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nx-noise: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.005)


async def accepted_without_end(writer: asyncio.StreamWriter) -> None:
    """Accepts at once and never ends its body."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
    await never(writer)


async def garbage(writer: asyncio.StreamWriter) -> None:
    """Speaks no HTTP."""
    writer.write(b"\x00\x01 what?\r\n\r\n")
    await writer.drain()


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[HttpServer]:
    """A server for as long as the context lasts."""
    connections: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            server.requests.append(await _request(reader))
            server.asked.set()
            await server.answer(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(asyncio.create_task(converse(reader, writer)))

    listening = await asyncio.start_server(connected, "127.0.0.1", 0)
    host, port = listening.sockets[0].getsockname()
    server = HttpServer(url=f"http://{host}:{port}/notices", answer=answer)
    try:
        yield server
    finally:
        listening.close()
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await listening.wait_closed()


async def _request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    line, *fields = head.rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(line=line, headers=headers, body=body)
