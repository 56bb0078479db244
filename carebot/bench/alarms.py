"""Alarms: how soon many open panels show one, and whether kills in the middle of alarms lose any."""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import httpx

from carebot.app import running
from carebot.assembly.panel import attach_panel
from carebot.assembly.parts import Running
from carebot.bench._killed import kill_often
from carebot.clocks import SystemClock
from carebot.commands.terminal import here
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.events import FallSuspected
from carebot.core.ids import Id, fresh_id
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.settings import Settings, load
from web.server import bind

_BETWEEN_S: Final = 2.0
_LATEST_S: Final = 20.0

Figures = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the suite takes."""
    parser.add_argument(
        "--viewers",
        type=int,
        default=400,
        help=here(Text(zh="同时打开的面板数（0：不测这部分）", en="open panels (0: leave this part out)")),
    )
    parser.add_argument(
        "--alarms", type=int, default=10, help=here(Text(zh="给它们看的警报数", en="alarms that they are shown"))
    )
    parser.add_argument(
        "--kills",
        type=int,
        default=500,
        help=here(Text(zh="报警途中强行终止的次数（0：不测）", en="kills in the middle of alarms (0: leave them out)")),
    )


def run(args: argparse.Namespace) -> Figures:
    """Both parts, one after the other."""
    figures: Figures = {}
    if args.viewers:
        figures["panel"] = asyncio.run(_measure_panel(args.viewers, args.alarms))
    if args.kills:
        with tempfile.TemporaryDirectory() as folder:
            killed = kill_often(Path(folder) / "journal.db", args.kills)
        figures["kills"] = {**asdict(killed), "lost": len(killed.lost)}
    return figures


@dataclass(slots=True)
class _Decided:
    """When each alarm was decided, by the steady clock."""

    at_s: dict[Id, float] = field(default_factory=dict)

    def take_in(self, event: AnyEvent) -> None:
        """Note the instant at which an incident opens."""
        if isinstance(event, IncidentChanged) and event.stage is IncidentStage.SUSPECTED:
            self.at_s[event.incident] = SystemClock().monotonic().total_seconds()


async def _measure_panel(viewers: int, alarms: int) -> Figures:
    decided = _Decided()
    async with _served() as (at_work, address, cookie):
        at_work.robot.bus.subscribe(IncidentChanged, decided.take_in)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "carebot.bench._viewers", address, cookie, str(viewers),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        await process.stdout.readuntil(b"ready\n")
        # Read from the first alarm on: a viewer whose words nobody takes stands still, and is late by that alone.
        collecting = asyncio.create_task(_collect(process.stdout, viewers * alarms, _BETWEEN_S * alarms + _LATEST_S))
        for _ in range(alarms):
            at_work.robot.bus.publish(_somebody_falls())
            await asyncio.sleep(_BETWEEN_S)
        seen = await collecting
        process.stdin.close()
        await process.wait()
    return _figures(decided, seen, viewers * alarms)


async def _collect(words: asyncio.StreamReader, expected: int, within_s: float) -> list[tuple[Id, float]]:
    """What the viewers saw, until it is all there or too late."""
    seen: list[tuple[Id, float]] = []
    try:
        async with asyncio.timeout(within_s):
            while len(seen) < expected and (line := await words.readline()):
                told = json.loads(line)
                seen.append((told["alarm"], told["at_s"]))
    except TimeoutError:
        pass
    return seen


def _figures(decided: _Decided, seen: list[tuple[Id, float]], expected: int) -> Figures:
    late_s = sorted(at_s - decided.at_s[alarm] for alarm, at_s in seen if alarm in decided.at_s)
    if not late_s:
        return {"shown": 0, "expected": expected}
    return {
        "shown": len(late_s),
        "expected": expected,
        "latency_s": {
            "p50": round(late_s[len(late_s) // 2], 3),
            "p99": round(late_s[int(len(late_s) * 0.99)], 3),
            "max": round(late_s[-1], 3),
        },
    }


def _somebody_falls() -> FallSuspected:
    now = SystemClock().now()
    return FallSuspected(
        id=fresh_id(),
        occurred_at=now,
        monitor="fall",
        about=fresh_id(),
        position=None,
        confidence=0.9,
        onset_at=now,
        camera="bench",
    )


@asynccontextmanager
async def _served() -> AsyncIterator[tuple[Running, str, str]]:
    """The whole robot in the simulated home, with its panel's address and a signed-in carer's cookie."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load(None, {"journal": Path(folder) / "journal.db", "panel": {"port": 0}})
        served: list[tuple[str, str]] = []

        async def first(at_work: Running, stack: AsyncExitStack) -> None:
            panel = await attach_panel(settings, bind("127.0.0.1", 0), at_work, stack)
            served.append((panel.address, panel.link))

        async with running(settings, first=first) as at_work:
            address, link = served[0]
            yield at_work, address, await _sign_in(settings, address, link)


async def _sign_in(settings: Settings, address: str, link: str) -> str:
    token = parse_qs(urlsplit(link).query)["token"][0]
    async with httpx.AsyncClient(base_url=address, headers={"Sec-Fetch-Site": "same-origin"}) as client:
        await client.post("/enter", data={"token": token, "caregiver": settings.caregivers[0].id})
        return "; ".join(f"{name}={value}" for name, value in client.cookies.items())
