"""`carebot demo`: a day in the simulated home, unattended. Exits 0 only when every link of the chain happened."""

import argparse
import asyncio
import math
from contextlib import AsyncExitStack, ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from carebot.app import running
from carebot.assembly.panel import attach_panel, bind_panel
from carebot.assembly.parts import Running
from carebot.assembly.scenes import attach_scenes
from carebot.commands.base import add_settings, print_json, settings_from
from carebot.commands.terminal import here, terminal_language
from carebot.core.deeds import Spoken
from carebot.core.errors import SettingsError
from carebot.core.events import Transcript
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.demo import Day, Link
from carebot.film import FRAMES_PER_S, Film
from carebot.settings import Settings
from robot_adapters.simulated import SimulatedRobot

# Five minutes to eight in Beijing, so that the morning's tablets fall due during the day that is shown.
STARTS_AT: Final = datetime(2026, 3, 2, 23, 58, 30, tzinfo=UTC)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot demo` takes."""
    parser.add_argument(
        "--speed",
        type=_speed,
        default="1",
        help=here(Text(zh="真实时间的几倍，或 max（最快）", en="times real time, or max")),
    )
    parser.add_argument("--headless", action="store_true", help=here(Text(zh="不开面板", en="without the panel")))
    parser.add_argument(
        "--video", type=Path, metavar="FILE", help=here(Text(zh="把这一天拍成影片（.mp4）", en="film the day (.mp4)"))
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help=here(Text(zh="每一环一行 JSON，最后再一行", en="one JSON line for each link and one at the end")),
    )
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Play the day."""
    overrides: dict[str, Any] = {
        "body": {"name": "simulated", "options": {"speed": args.speed, "start_place": "living_room"}}
    }
    return asyncio.run(_play(settings_from(args, overrides), args))


def _speed(text: str) -> float | None:
    """Times real time; None is as fast as it goes. Raises SettingsError for what is no pace."""
    if text == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = math.nan
    if not 0 < speed < math.inf:
        raise SettingsError(
            Text(
                zh=f"--speed 应为大于 0 的倍数或 max，而不是 {text!r}。请改正，例如 --speed 2。",
                en=f"--speed must be a number above 0 or max, not {text!r}. Correct it, as in --speed 2.",
            )
        )
    return speed


async def _play(settings: Settings, args: argparse.Namespace) -> int:
    with ExitStack() as sockets:
        listening = None if args.headless else bind_panel(settings, sockets)

        async def show(at_work: Running, stack: AsyncExitStack) -> None:
            attach_scenes(at_work)
            if listening is not None:
                print((await attach_panel(settings, listening, at_work, stack)).link, flush=True)

        async with running(settings, start_at=STARTS_AT, first=show) as at_work:
            day = Day(at_work, lambda link: _tell(link, as_json=args.json))
            if args.video is not None:
                at_work.robot.supervisor.start("film", _film(at_work, args.video))
            await day.play()
    if args.json:
        print_json(
            {"whole": day.whole, "links": len(day.links), "missing": [x.name for x in day.links if x.at is None]}
        )
    return 0 if day.whole else 1


def _tell(link: Link, *, as_json: bool) -> None:
    at_s = None if link.at is None else round((link.at - STARTS_AT).total_seconds(), 1)
    if as_json:
        print_json({"link": link.name, "at_s": at_s, "detail": link.detail})
    else:
        mark = "✓" if link.at is not None else "✗"
        when = "" if at_s is None else f"{at_s:7.1f} s"
        print(f"{mark} {when:>10}  {link.text.in_(terminal_language())}  {link.detail}", flush=True)


async def _film(at_work: Running, path: Path) -> None:
    """Film until cancelled."""
    film, captions = Film(path), _Captions()
    at_work.robot.bus.subscribe(Transcript, captions.on_event)
    at_work.robot.bus.subscribe(Spoken, captions.on_event)
    assert isinstance(at_work.body, SimulatedRobot)
    try:
        while True:
            home = await at_work.body.scene.picture("overview", 640, 480)
            robot = await at_work.body.scene.picture("robot", 640, 480)
            film.add([home, robot], captions.text)
            await at_work.robot.clock.sleep(timedelta(seconds=1 / FRAMES_PER_S))
    finally:
        film.close()


class _Captions:
    """The last words of each side."""

    def __init__(self) -> None:
        self._robot = ""
        self._resident = ""

    def on_event(self, event: AnyEvent) -> None:
        match event:
            case Spoken(text=text):
                self._robot = text
            case Transcript(text=text):
                self._resident = text
            case _:
                pass

    @property
    def text(self) -> str:
        return f"carebot: {self._robot}\n她: {self._resident}"
