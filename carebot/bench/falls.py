"""Falls in recordings: sensitivity, false alarms, latency and cost, against a manifest of what truly happened.

With `--cameras`, the clips are shown to so many cameras at once instead, to see whether this machine keeps up.
"""

import argparse
import asyncio
import json
from contextlib import AsyncExitStack
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from carebot.assembly.plugins import camera_monitors
from carebot.assembly.pose_engines import engines_for, pose_engine
from carebot.bench._cameras_at_once import AtOnce, watch_at_once
from carebot.clocks import SystemClock
from carebot.commands.terminal import here
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from monitoring.evaluation import ClipResult, Fallen, evaluate_clip, score
from monitoring.lookout import Lookout
from monitoring.motion_gate import MotionGate
from monitoring.people import PeopleEstimate


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the suite takes."""
    parser.add_argument(
        "folder",
        type=Path,
        help=here(Text(zh="放着 manifest.json 和录像的文件夹", en="folder with manifest.json and its clips")),
    )
    parser.add_argument(
        "--cameras",
        type=int,
        metavar="N",
        help=here(
            Text(zh="让 N 个摄像头同时按原速看这些录像", en="show the clips to N cameras at once, at their own pace")
        ),
    )
    parser.add_argument(
        "--seconds",
        type=float,
        default=60.0,
        help=here(Text(zh="与 --cameras 同用：看多少秒（默认 60）", en="for so long, with --cameras (default: 60)")),
    )


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Each clip's alarms, and the whole; with `--cameras`, what that many at once cost."""
    manifest = _manifest(args.folder)
    if args.cameras:
        clips = [args.folder / clip["file"] for clip in manifest]
        return asdict(asyncio.run(_at_once(clips, args.cameras, timedelta(seconds=args.seconds))))
    results = asyncio.run(_evaluate(args.folder, manifest))
    truth = {
        clip["id"]: [Fallen(onset_s=each["onset_s"], end_s=each["end_s"]) for each in clip["events"]]
        for clip in manifest
    }
    whole = asdict(score(results, truth))
    latency_s = {"p50": whole.pop("latency_p50_s"), "p90": whole.pop("latency_p90_s")}
    return {**whole, "latency_s": latency_s, "clips": {name: asdict(result) for name, result in results.items()}}


async def _evaluate(folder: Path, manifest: list[dict[str, Any]]) -> dict[str, ClipResult]:
    estimator = pose_engine(SystemClock(), fault=lambda _: None)
    await estimator.start()
    try:
        results = {}
        for clip in manifest:
            monitors = camera_monitors({})
            results[clip["id"]] = await evaluate_clip(folder / clip["file"], estimator, monitors, SystemClock())
        return results
    finally:
        await estimator.aclose()


async def _at_once(clips: list[Path], cameras: int, lasts: timedelta) -> AtOnce:
    """As many engines as the robot would have for so many cameras."""
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        engines = []
        for _ in range(engines_for(cameras)):
            engine = pose_engine(clock, fault=lambda _: None)
            stack.push_async_callback(engine.aclose)
            await engine.start()
            engines.append(engine)
        lookouts = [
            Lookout(engines[number % len(engines)], camera_monitors({}), PeopleEstimate(), gate=MotionGate())
            for number in range(cameras)
        ]
        return await watch_at_once(clips, lookouts, lasts, clock, lambda: sum(engine.cpu_s for engine in engines))


def _manifest(folder: Path) -> list[dict[str, Any]]:
    try:
        clips: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["clips"]
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(
            Text(
                zh=f"{folder} 里没有可用的 manifest.json（{error}）。",
                en=f"There is no usable manifest.json in {folder} ({error}).",
            )
        ) from error
    return clips
