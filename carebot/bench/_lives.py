"""Ordinary life played part by part, and what its parts say together."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from carebot.core.concerns import Concern

SUITE: Final = "life"
GESTURES: Final = frozenset({Concern.CHOKING, Concern.DISTRESS, Concern.CALL, Concern.AGITATION})
"""Told by hands, whose errors are the coarsest, or by a trunk that trembles: projected poses say nothing of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that was told: when (seconds since midnight), by which camera, what, why, and what was being done."""

    at_s: float
    camera: str
    what: str
    cause: str
    doing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What a part of a day brought. `in_view_s`: how long a camera saw somebody; `rises`: how often she got up.

    `done` counts what she did; `cpu_s` is what all of it took.
    """

    suite: str = SUITE
    seed: int
    part: str
    placed: bool
    lasted_s: float
    in_view_s: float
    rises: int
    done: dict[str, int]
    told: tuple[Told, ...]
    looks: int
    cpu_s: float


async def play(hours: float, share: tuple[int, int], state: Path | None, lived: list[Lived]) -> None:
    """Play whole parts until this share of the hours is full. Raises ModelError without the resident's body."""
    from carebot.bench._life_player import LifePlayer

    number, of = share
    seed, known = number - 1, {one.seed for one in lived}
    player = LifePlayer()
    while _hours(one for one in lived if one.seed % of == number - 1) < hours / of:
        if seed not in known:
            note(state, lived, await player.play(seed))
        seed += of


def figures(lived: Iterable[Lived]) -> dict[str, Any]:
    """What all parts say together: nothing ought to have been told, so whatever was is false; gestures are left out."""
    parts = list(lived)
    hours = _hours(parts)
    told = [(one, told) for one in parts for told in one.told]
    falls = [pair for pair in told if pair[1].what == "fall"]
    return {
        "poses": "projected",
        "hours": round(hours, 2),
        "in_view_hours": round(sum(one.in_view_s for one in parts) / 3600, 2),
        "false_falls": len(falls),
        "false_falls_per_day": 24 * len(falls) / hours if hours else None,
        "false_by_concern": dict(Counter(one.what for _, one in told if one.what not in GESTURES)),
        "gestures_left_out": sum(one.what in GESTURES for _, one in told),
        "false_falls_by_doing": dict(Counter(one.doing for _, one in falls)),
        "rises_per_day": 24 * sum(one.rises for one in parts) / hours if hours else None,
        "times_real_time": hours * 3600 / max(sum(one.cpu_s for one in parts), 1e-9),
        "false": [{"seed": part.seed, "part": part.part} | asdict(one) for part, one in told],
    }


def note(state: Path | None, lived: list[Lived], part: Lived) -> None:
    """Keep a part that was played."""
    lived.append(part)
    if state is not None:
        with state.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(part), ensure_ascii=False) + "\n")


def read(state: Path | None) -> list[Lived]:
    """The parts that were played before."""
    if state is None or not state.exists():
        return []
    rows = [json.loads(line) for line in state.read_text(encoding="utf-8").splitlines()]
    parts = [row for row in rows if row["suite"] == SUITE]
    return [Lived(**row | {"told": tuple(Told(**one) for one in row["told"])}) for row in parts]


def _hours(lived: Iterable[Lived]) -> float:
    return sum(one.lasted_s for one in lived) / 3600
