"""Charts: numbers as shapes in SVG units, for templates to draw. Each chart has its numbers as a table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 700
HEIGHT: Final = 200
_MARGIN: Final = 24
SERIES: Final = 5
"""As many as can be told apart by colour; what is rarer is drawn together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One piece of a bar; `series` chooses its colour, and `says` is what it stands for."""

    x: float
    y: float
    width: float
    height: float
    series: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A word at the foot of the chart."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Stacked bars. `legend` names the series in the order of their colours, `rows` has every number."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    legend: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    most: int


def stacked(columns: Sequence[tuple[str, Mapping[str, int]]], others: str) -> Chart:
    """A bar for each of `columns`, made of its named numbers; the rarest names are drawn together as `others`."""
    names = _series(columns, others)
    rows = tuple((title, tuple(_number(counts, name, names, others) for name in names)) for title, counts in columns)
    most = max((sum(numbers) for _, numbers in rows), default=0)
    step = (WIDTH - 2 * _MARGIN) / max(1, len(columns))
    bars: list[Bar] = []
    for column, (title, numbers) in enumerate(rows):
        top = float(HEIGHT - _MARGIN)
        for series, number in enumerate(numbers):
            height = (HEIGHT - 2 * _MARGIN) * number / most if number else 0.0
            top -= height
            if number:
                x, says = _MARGIN + column * step, f"{title} · {names[series]}: {number}"
                bars.append(
                    Bar(x=round(x + step * 0.15, 1), y=round(top, 1), width=round(step * 0.7, 1),
                        height=round(height, 1), series=series, says=says)
                )  # fmt: skip
    ticks = tuple(Tick(x=round(_MARGIN + (one + 0.5) * step, 1), text=title) for one, (title, _) in enumerate(rows))
    return Chart(bars=tuple(bars), ticks=ticks, legend=names, rows=rows, most=most)


def _series(columns: Sequence[tuple[str, Mapping[str, int]]], others: str) -> tuple[str, ...]:
    totals: dict[str, int] = {}
    for _, counts in columns:
        for name, number in counts.items():
            totals[name] = totals.get(name, 0) + number
    ranked = sorted((name for name in totals if totals[name]), key=lambda name: (-totals[name], name))
    return tuple(ranked) if len(ranked) <= SERIES else (*ranked[: SERIES - 1], others)


def _number(counts: Mapping[str, int], name: str, names: tuple[str, ...], others: str) -> int:
    if name == others and others not in counts:
        return sum(number for one, number in counts.items() if one not in names)
    return counts.get(name, 0)
