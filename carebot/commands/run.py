"""`carebot run`: start the robot. It ends on Ctrl-C, a termination signal, or with the recordings it was given."""

import argparse
import asyncio
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from carebot.app import running
from carebot.assembly.fitting import Fitting
from carebot.assembly.panel import Served, attach_panel, bind_panel
from carebot.assembly.parts import Recordings, Running
from carebot.assembly.scenes import attach_scenes
from carebot.changing.book import Book
from carebot.changing.layers import Layers
from carebot.commands.admitting import NEWCOMER
from carebot.commands.base import add_settings, say
from carebot.commands.layers import layers_from
from carebot.commands.terminal import here
from carebot.core.language import Text
from web.roles import is_led
from web.words import WORDS

_NOT_LED: Final = Text(zh=f"{WORDS['no_head_nurse'].zh}\n{NEWCOMER}", en=f"{WORDS['no_head_nurse'].en}\n{NEWCOMER}")
_PLAYED: Final = Text(
    zh="录下的内容放完了，机器人结束运行。还没有结束的警报，下次启动会继续。",
    en="The recording is over, and with it the run. An alarm that is still open goes on at the next start.",
)
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot run` takes."""
    parser.add_argument(
        "--camera",
        type=Path,
        metavar="FILE",
        help=here(Text(zh="用一段视频代替摄像头", en="a video in the place of the camera")),
    )
    parser.add_argument(
        "--microphone",
        type=Path,
        metavar="FILE",
        help=here(Text(zh="用一个声音文件代替麦克风", en="a sound file in the place of the microphone")),
    )
    parser.add_argument("--body", metavar="NAME", help=here(Text(zh="用哪个机身", en="which body to drive")))
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=here(Text(zh="面板的端口；0 表示任选一个空的", en="port of the panel; 0 takes a free one")),
    )
    parser.add_argument(
        "--language", choices=("zh", "en"), help=here(Text(zh="面板的语言", en="the language of the panel"))
    )
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
    fitting = Fitting()
    return asyncio.run(_run(layers_from(args, overrides, fitting), fitting, recordings))


async def _run(layers: Layers, fitting: Fitting, recordings: Recordings) -> int:
    settings = layers.settings
    with _ended_by_signals(), ExitStack() as sockets:
        listening = bind_panel(settings, sockets)

        async def show(at_work: Running, stack: AsyncExitStack) -> None:
            attach_scenes(at_work)
            if listening is not None:
                _welcome(await attach_panel(settings, listening, at_work, stack, Book(layers, fitting)))
                if not is_led(at_work.robot.orchestrator.known.house):
                    say(_NOT_LED)

        async with running(settings, recordings, first=show) as at_work:
            await _over(at_work)
    return 0


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """End the block, wherever it is, at Ctrl-C or a termination signal; a second one does not disturb the ending."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    told: list[int] = []

    def end(number: int) -> None:
        if not told:
            told.append(number)
            task.cancel()

    for number in _SIGNALS:
        loop.add_signal_handler(number, end, number)
    try:
        yield
    except asyncio.CancelledError:
        if not told:
            raise
    finally:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)


def _welcome(served: Served) -> None:
    say(
        Text(
            zh=f"护理面板：{served.address}\n一次性登录链接：{served.link}",
            en=f"Care panel: {served.address}\nLink that signs in once: {served.link}",
        )
    )


async def _over(at_work: Running) -> None:
    """Wait for the end of every recording; without one there is no end."""
    if not at_work.recordings:
        await asyncio.Event().wait()
    await asyncio.gather(*at_work.recordings, return_exceptions=True)
    say(_PLAYED)
