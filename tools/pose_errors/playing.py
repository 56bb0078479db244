"""Plays the scenes that the pose engine is measured on, and keeps what it finds in a folder.

Each kind is played in two halves by other seeds: one to measure on, one to check on.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from carebot.bench import _scene_player
from carebot.bench._ordinary_life import life_scene
from carebot.bench._staged_scenes import StagedDay, staged_day
from carebot.bench.simfalls import estimator_of
from carebot.core.home import Home
from monitoring.pose import MediaPipePose
from robot_adapters.scenes.watched_home import plan
from tools.pose_errors.low_scenes import LowWindows, lying
from tools.pose_errors.recording import Recording, write
from tools.pose_errors.scenes import RecordingPlayer, Windows

FIRST_SEED: Final = 304
"""A life of this seed is of dawn; those from 0 on are measured by."""
HALF: Final = 8
KINDS: Final = ("life", "fall", "day", "low", "down")


async def record(folder: Path, scenes: Sequence[str]) -> None:
    """Play those of these scenes ("half-kind-seed") that the folder has not."""
    _scene_player.staged_day = _from_corners
    async with estimator_of("seen") as pose:
        assert pose is not None, "pictures are looked at by the engine"
        for name in scenes:
            path = folder / f"{name}.pickle"
            if not path.exists():
                _, kind, seed = name.split("-")
                write(path, await _played(pose, kind, int(seed)))


async def _played(pose: MediaPipePose, kind: str, seed: int) -> list[Recording]:
    match kind:
        case "life":
            return await Windows(pose, life_scene(seed, plan())).record()
        case "low":
            return await LowWindows(pose, seed).record()
        case "down":
            return await lying(pose, seed)
    kept: list[Recording] = []
    with RecordingPlayer(pose, kept) as player:
        await (player.fall(seed) if kind == "fall" else player.day(seed))
    return kept


async def _shown(seed: int, room: str, from_s: float, until_s: float) -> list[str]:
    async with estimator_of("seen") as pose:
        assert pose is not None, "pictures are looked at by the engine"
        return await Windows(pose, life_scene(seed, plan())).shown(room, from_s, until_s)


def shown(seed: int, room: str, from_s: float, until_s: float) -> list[str]:
    """What the engine is told to have seen of a window of ordinary life, run to its end."""
    return asyncio.run(_shown(seed, room, from_s, until_s))


def names(scenes: Mapping[str, int]) -> Iterator[str]:
    """So many scenes of each kind in each half, at most HALF."""
    for number in range(HALF):
        for half in range(2):
            seed = FIRST_SEED + HALF * half + number
            yield from (f"{half}-{kind}-{seed}" for kind in KINDS if number < scenes.get(kind, 0))


def _from_corners(seed: int, home: Home) -> StagedDay:
    staged = staged_day(seed, home)
    if seed % 2 == 0:
        return staged
    view = life_scene(seed, home).cameras[staged.room]
    return replace(staged, scene=replace(staged.scene, view=view, screen=None))
