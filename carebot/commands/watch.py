"""`carebot watch FILE`: what is noticed in a recording, one line for each thing, with its time."""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from carebot.assembly.playing import check_video
from carebot.assembly.plugins import camera_monitors
from carebot.assembly.pose_engines import pose_engine
from carebot.clocks import SimulatedClock
from carebot.commands.base import add_settings, print_json, say
from carebot.commands.layers import all_settings_from
from carebot.commands.terminal import complain, here
from carebot.core.errors import DeviceError, ModelError
from carebot.core.language import Text
from carebot.settings import Settings
from monitoring.camera import VideoFile
from monitoring.lookout import Lookout
from monitoring.people import PeopleEstimate
from monitoring.watch import promise_of, watch

# A recording without a date of its own is told as if it began then; its lines count in seconds from its first frame.
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot watch` takes."""
    parser.add_argument("file", type=Path, help=here(Text(zh="一段视频", en="a video")))
    parser.add_argument(
        "--json",
        action="store_true",
        help=here(Text(zh="每注意到一件事一行 JSON", en="one JSON line for each thing noticed")),
    )
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Watch the file to its end."""
    return asyncio.run(_watch(args.file, all_settings_from(args), as_json=args.json))


async def _watch(path: Path, settings: Settings, *, as_json: bool) -> int:
    clock = SimulatedClock(EPOCH)
    troubles: list[Text] = []
    noticed = False
    await check_video(path)
    promise = await asyncio.to_thread(promise_of, path)
    estimator = pose_engine(clock, fault=lambda text: troubles.append(text) if text else None)
    await estimator.start()
    try:
        lookout = Lookout(estimator, camera_monitors(settings.monitors), PeopleEstimate())
        source = VideoFile(path, clock, waits=False, begins_at=EPOCH, frames_per_s=settings.sight.frames_per_s)
        async for line in watch(source, lookout, promise):
            noticed = True
            if as_json:
                print_json(line)
            else:
                print(f"{line['at_s']:>8} s  {line['kind']}  {line['monitor']}  {line['confidence']:.2f}")
    except DeviceError as error:
        return complain(error)
    finally:
        await estimator.aclose()
    if troubles:
        return complain(ModelError(troubles[-1]))
    if not noticed and not as_json:
        say(Text(zh=f"{path} 里没有发现需要留意的事。", en=f"Nothing to mind was noticed in {path}."))
    return 0
