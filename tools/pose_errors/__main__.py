"""python -m tools.pose_errors COMMAND FOLDER ...: how the pose engine errs in played scenes.

record FOLDER KIND=NUMBER ... [N/ALL]: plays so many scenes of each kind (at most eight) in each half, drawn, and keeps
what the engine finds beside the truth; those that the folder has are not played again. The kinds: life (windows of
ordinary life), fall, day (near misses close together), low (who bends, a child on the floor), down (who lies there).
tables FOLDER: prints carebot/bench/_pose_errors.toml, measured on one half.
check FOLDER [KIND ...]: the other half by what the engine found and by projected poses, beside each other.
show SEED ROOM FROM_S UNTIL_S: draws a window of ordinary life for the engine, and prints the falls that are told.
"""

import asyncio
import json
import os
import sys
from pathlib import Path


def main(command: str, *arguments: str) -> None:
    """Do what is asked for."""
    # The physics engine reads it when it is first imported.
    os.environ.setdefault("MUJOCO_GL", "egl")
    played = command in {"record", "show"}
    said = _played(command, arguments) if played else _measured(command, Path(arguments[0]), arguments[1:])
    print("\n".join(said))  # noqa: T201 - what it is for


def _played(command: str, arguments: tuple[str, ...]) -> list[str]:
    from tools.pose_errors import playing

    if command == "record":
        folder, *asked = arguments
        share, of = next((one.split("/") for one in asked if "/" in one), ("1", "1"))
        wanted = {kind: int(number) for kind, _, number in (one.partition("=") for one in asked) if number}
        chosen = list(playing.names(wanted))[int(share) - 1 :: int(of)]
        Path(folder).mkdir(parents=True, exist_ok=True)
        asyncio.run(playing.record(Path(folder), chosen))
        return []
    seed, room, from_s, until_s = arguments
    return playing.shown(int(seed), room, float(from_s), float(until_s)) or ["no fall told"]


def _measured(command: str, folder: Path, kinds: tuple[str, ...]) -> list[str]:
    from tools.pose_errors import checking, measuring, recording

    half = {"tables": 0, "check": 1}[command]
    kept = [(kind, one) for of, kind, one in recording.read(folder) if of == half and kind in (kinds or kind)]
    if command == "tables":
        return list(measuring.tables([person for _, one in kept for shown in one.shown for person in shown.people]))
    return [json.dumps(checking.compared(kept), indent=1)]


if __name__ == "__main__":
    main(*sys.argv[1:])
