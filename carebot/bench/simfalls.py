"""Falls, near misses and ordinary life played in the simulated home: sensitivity, false alarms, each by its seed.

Falls and near misses are looked at by the pose engine in drawn pictures, or by projected poses; ordinary life, hours of
it, by projected ones alone. What was measured is kept in a file, so that a long run goes on where it was stopped; a
file of another state of the code, or of other poses, is to be deleted.
"""

import argparse
import asyncio
import json
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from carebot.assembly.pose_engines import pose_engine
from carebot.bench import _lives
from carebot.bench._lives import Lived
from carebot.bench._scenes_played import Played
from carebot.clocks import SystemClock
from carebot.commands.terminal import here
from carebot.core.language import Text
from monitoring.evaluation import percentile
from monitoring.pose import MediaPipePose

_LEAST_IN_SIGHT: Final = 0.4
"""A fall counts where the camera sees so much of the body, before and after: nobody sees through walls."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the suite takes."""
    parser.add_argument(
        "--falls",
        type=int,
        default=200,
        help=here(Text(zh="演几次跌倒（默认 200）", en="falls to be played (default: 200)")),
    )
    parser.add_argument(
        "--hours",
        type=float,
        default=1.0,
        help=here(Text(zh="演几小时像跌倒的动作（默认 1）", en="hours of near misses close together (default: 1)")),
    )
    _add_life_and_poses(parser)
    parser.add_argument("--seed", type=int, help=here(Text(zh="只演这一次跌倒", en="play this fall alone")))
    share = Text(zh="只演几份中的第几份（如 1/2），每个核一份", en="play this share alone (such as 1/2), one a core")
    parser.add_argument("--share", type=_share, default=(1, 1), metavar="N/ALL", help=here(share))
    parser.add_argument(
        "--state",
        type=Path,
        metavar="FILE",
        help=here(
            Text(zh="把测到的存在这里，下次从这里接着测", en="keep what was measured here, and go on from there")
        ),
    )


def _add_life_and_poses(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--life",
        type=float,
        default=40.0,
        help=here(Text(zh="演几小时的日常生活（默认 40）", en="hours of ordinary life (default: 40)")),
    )
    parser.add_argument(
        "--poses",
        choices=("seen", "projected"),
        default="seen",
        help=here(
            Text(
                zh="跌倒用识别出的姿势（seen，默认）还是投影的姿势（projected，快）",
                en="falls by the poses that the engine sees in pictures (seen, the default) or projected ones, faster",
            )
        ),
    )


def _share(text: str) -> tuple[int, int]:
    """Which of how many shares; raises ValueError for none."""
    number, _, shares = text.partition("/")
    share, of = int(number), int(shares)
    if not 1 <= share <= of:
        raise ValueError(text)
    return share, of


def run(args: argparse.Namespace) -> dict[str, Any]:
    """The figures of all scenes, those measured before included; raises ModelError without models."""
    os.environ.setdefault("MUJOCO_GL", "egl")
    played, lived = _read(args.state), _lives.read(args.state)
    asyncio.run(_play(args, played, lived))
    return figures(played) | {"poses": args.poses} | ({"life": _lives.figures(lived)} if lived else {})


def figures(played: Iterable[Played]) -> dict[str, Any]:
    """What the scenes say together. A fall out of the camera's sight, and one that ended against a
    wall, are counted apart and judged no further.
    """
    scenes = list(played)
    staged = [one for one in scenes if one.onset_s is not None]
    falls = [one for one in staged if one.down and one.in_sight >= _LEAST_IN_SIGHT]
    latencies = {one.seed: _latency_s(one) for one in falls}
    found = [one for one in falls if latencies[one.seed] is not None]
    seen_falling = [latencies[one.seed] for one in found if one.what != "already_down"]
    false_alarms = sum(len(one.alarms) for one in scenes if one.onset_s is None)
    false_alarms += sum(max(len(one.alarms) - 1, 0) for one in found)
    hours = sum(one.shown_s for one in scenes) / 3600
    return {
        "falls": len(falls),
        "found": len(found),
        "sensitivity": len(found) / len(falls) if falls else None,
        "out_of_sight": sum(one.down for one in staged) - len(falls),
        "held_up": sum(not one.down for one in staged),
        "false_alarms": false_alarms,
        "hours": round(hours, 3),
        "false_alarms_per_hour": false_alarms / hours if hours else None,
        "false_alarms_per_day": 24 * false_alarms / hours if hours else None,
        "latency_s": {f"p{percent}": percentile([one or 0.0 for one in seen_falling], percent) for percent in (50, 90)},
        "frames_per_core_s": _frames_per_core_s(scenes),
        "by_kind": _by_kind(falls, found),
        "misses": [{"seed": one.seed, "what": one.what, "room": one.room} for one in falls if one not in found],
        "false": [
            {"seed": one.seed, "room": one.room, "what": one.what, "at_s": one.alarms, "causes": one.causes}
            for one in scenes
            if one.alarms and one.onset_s is None
        ],
    }


def _frames_per_core_s(scenes: list[Played]) -> float | None:
    cpu_s = sum(one.cpu_s for one in scenes)
    return sum(one.frames for one in scenes) / cpu_s if cpu_s else None


def _latency_s(fall: Played) -> float | None:
    onset_s = fall.onset_s or 0.0
    return next((alarm - onset_s for alarm in fall.alarms if alarm >= onset_s - 0.5), None)


def _by_kind(falls: list[Played], found: list[Played]) -> dict[str, str]:
    every, right = Counter(one.what for one in falls), Counter(one.what for one in found)
    return {kind: f"{right[kind]}/{number}" for kind, number in sorted(every.items())}


async def _play(args: argparse.Namespace, played: list[Played], lived: list[Lived]) -> None:
    """Play what is still missing, scene by scene."""
    if args.falls or args.hours or args.seed is not None:
        await _play_scenes(args, played)
    if args.seed is None:
        await _lives.play(args.life, args.share, args.state, lived)


async def _play_scenes(args: argparse.Namespace, played: list[Played]) -> None:
    from carebot.bench._scene_player import ScenePlayer

    known = {(one.suite, one.seed) for one in played}
    share, of = args.share
    seeds = range(share - 1, args.falls, of) if args.seed is None else (args.seed,)
    async with estimator_of(args.poses) as pose:
        with ScenePlayer(pose) as player:
            for seed in seeds:
                if ("fall", seed) not in known:
                    _note(args.state, played, await player.fall(seed))
            seed = share - 1
            while args.seed is None and _hours_of_life(played, share, of) < args.hours / of:
                if ("day", seed) not in known:
                    _note(args.state, played, await player.day(seed))
                seed += of


def _hours_of_life(played: Iterable[Played], share: int, of: int) -> float:
    own = (one for one in played if one.onset_s is None and one.seed % of == share - 1)
    return sum(one.shown_s for one in own) / 3600


@asynccontextmanager
async def estimator_of(poses: str) -> AsyncIterator[MediaPipePose | None]:
    """The engine that looks at drawn pictures; None where poses are projected. Raises ModelError without its model."""
    if poses == "projected":
        yield None
        return
    pose = pose_engine(SystemClock(), fault=lambda _: None)
    await pose.start()
    try:
        yield pose
    finally:
        await pose.aclose()


def _note(state: Path | None, played: list[Played], scene: Played) -> None:
    played.append(scene)
    if state is not None:
        with state.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(scene)) + "\n")


def _read(state: Path | None) -> list[Played]:
    if state is None or not state.exists():
        return []
    rows = [json.loads(line) for line in state.read_text(encoding="utf-8").splitlines()]
    scenes = [row for row in rows if row["suite"] != _lives.SUITE]
    return [Played(**row | {"alarms": tuple(row["alarms"]), "causes": tuple(row["causes"])}) for row in scenes]
