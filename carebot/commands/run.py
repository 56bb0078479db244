"""`carebot run`: start the robot. It ends on Ctrl-C, a termination signal, or with the recordings it was given."""

import argparse
import asyncio
import signal
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from carebot.app import running
from carebot.assembly.panel import Served, attach_panel, bind_panel
from carebot.assembly.parts import Recordings, Running
from carebot.assembly.scenes import attach_scenes
from carebot.commands.base import add_settings, say, settings_from
from carebot.core.language import Text
from carebot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot run` takes."""
    parser.add_argument("--camera", type=Path, metavar="FILE", help="a video in the place of the camera")
    parser.add_argument("--microphone", type=Path, metavar="FILE", help="a sound file in the place of the microphone")
    parser.add_argument("--body", metavar="NAME", help="which body to drive")
    parser.add_argument("--port", type=int, metavar="N", help="port of the panel; 0 takes a free one")
    parser.add_argument("--language", choices=("zh", "en"), help="the language of the panel")
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Run until told to end."""
    overrides: dict[str, Any] = {}
    if args.body is not None:
        overrides["body"] = {"name": args.body, "options": {}}
    if args.port is not None:
        overrides["panel"] = {"port": args.port}
    if args.language is not None:
        overrides["language"] = args.language
    recordings = Recordings(camera=args.camera, microphone=args.microphone)
    return asyncio.run(_run(settings_from(args, overrides), recordings))


async def _run(settings: Settings, recordings: Recordings) -> int:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with AsyncExitStack() as stack:
        socket = bind_panel(settings, stack)
        at_work = await stack.enter_async_context(running(settings, recordings))
        attach_scenes(at_work)
        if socket is not None:
            _welcome(await attach_panel(settings, socket, at_work, stack))
        await _until(ended, at_work)
    return 0


def _welcome(served: Served) -> None:
    say(
        Text(
            zh=f"护理面板：{served.address}\n一次性登录链接：{served.link}",
            en=f"Care panel: {served.address}\nLink that signs in once: {served.link}",
        )
    )


async def _until(ended: asyncio.Event, at_work: Running) -> None:
    """Wait for a signal, or for the end of every recording."""
    told = asyncio.create_task(ended.wait(), name="signal")
    over = asyncio.create_task(_over(at_work), name="end of recordings")
    await asyncio.wait({told, over}, return_when=asyncio.FIRST_COMPLETED)
    for task in (told, over):
        task.cancel()


async def _over(at_work: Running) -> None:
    if not at_work.recordings:
        await asyncio.Event().wait()
    await asyncio.gather(*at_work.recordings, return_exceptions=True)
