"""Many viewers of the panel's live stream, in a process of their own: when did each of them have which alarm.

`python -m carebot.bench._viewers ADDRESS COOKIE NUMBER`: says "ready" when all have their first picture, and one line
of JSON for each alarm that a viewer sees, until its standard input ends. Times are of the machine's steady clock.
"""

import asyncio
import json
import re
import sys
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from carebot.clocks import SystemClock

_LINE_BYTES: Final = 1 << 22
_ALARM: Final = re.compile(r'data-alarm="([^"]+)"')
# As the page does: it confirms at every second beat that it shows what it is sent.
_CONFIRMED_BEATS: Final = 2


class Viewer:
    """One open page. `saw(alarm)` is called for each alarm when it first stands in what was sent."""

    def __init__(self, address: str, cookie: str, saw: Callable[[str], None]) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._head = f"Host: {parts.netloc}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
        self._saw = saw
        self._known: set[str] = set()
        self._viewer = ""
        self._beats = 0
        self.ready = asyncio.Event()

    async def watch(self) -> None:
        """Read the stream until it ends."""
        reader, writer = await asyncio.open_connection(self._host, self._port, limit=_LINE_BYTES)
        writer.write(f"GET /live?language=zh HTTP/1.1\r\n{self._head}\r\n".encode())
        kind = ""
        while line := (await reader.readline()).decode().strip():
            if line.startswith("HTTP/") and " 200 " not in line:
                raise ConnectionError(line)
        while not reader.at_eof():
            line = (await reader.readline()).decode().strip()
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: "):
                await self._take(kind, json.loads(line.removeprefix("data: ")))

    async def _take(self, kind: str, data: dict[str, Any]) -> None:
        for alarm in _ALARM.findall(data.get("sections", {}).get("alarms", "")):
            if alarm not in self._known:
                self._known.add(alarm)
                self._saw(alarm)
        if kind == "snapshot":
            self._viewer = data["viewer"]
            await self._confirm()
            self.ready.set()
        elif kind == "beat":
            self._beats += 1
            if self._beats % _CONFIRMED_BEATS == 0:
                await self._confirm()

    async def _confirm(self) -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        head = f"POST /live/{self._viewer}/seen HTTP/1.1\r\n{self._head}Content-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        await reader.read()
        writer.close()


async def watch(address: str, cookie: str, number: int) -> None:
    """Let `number` viewers watch until standard input ends."""
    clock = SystemClock()

    def saw(alarm: str) -> None:
        _say(json.dumps({"alarm": alarm, "at_s": clock.monotonic().total_seconds()}))

    viewers = [Viewer(address, cookie, saw) for _ in range(number)]
    tasks = [asyncio.create_task(viewer.watch()) for viewer in viewers]
    for viewer in viewers:
        await viewer.ready.wait()
    _say("ready")
    await asyncio.to_thread(sys.stdin.read)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(watch(sys.argv[1], sys.argv[2], int(sys.argv[3])))
