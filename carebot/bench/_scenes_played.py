"""What a played scene brought."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One scene: `alarms` in seconds from its beginning, `onset_s` None in ordinary life.

    `in_sight` is the least share of the body that the camera saw, before the fall and after it; `down` whether she lay
    or sat on the floor in the end, for walls and furniture hold some up. `cpu_s` is what looking
    at the frames cost, without the drawing of them.
    """

    suite: str
    seed: int
    what: str
    room: str
    onset_s: float | None
    in_sight: float
    down: bool
    alarms: tuple[float, ...]
    causes: tuple[str, ...]
    shown_s: float
    frames: int
    cpu_s: float
