"""A book of settings as tests have it: a home with two rooms, a monitor with one time, and a file of the test's own."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from carebot.assembly.outlets import build_outlets
from carebot.changing.book import Book
from carebot.changing.fields import shown
from carebot.changing.layers import Layers, layered
from carebot.changing.leaf import Bounds, Json, Kind, Leaf, Whose, plain
from carebot.changing.panel_file import Entry, PanelFile, panel_file_of
from carebot.changing.refusing import Among
from carebot.changing.states import Wanted, drawn
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.settings import Settings, Sources

AT: Final = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
ROOMS: Final[Among] = {
    "bedroom": Text(zh="卧室", en="Bedroom"),
    "hallway": Text(zh="走廊", en="Hallway"),
}
SIT: Final = Leaf(
    place=("monitors", "sitting", "allowed", "usual"),
    group="monitors.sitting",
    name=Text(zh="坐多久", en="seated for so long"),
    whose=frozenset(Whose),
    kind=Kind.DURATION,
    bounds=Bounds(least=3600, most=10800),
    default=7200,
)
PLACED: Final = {
    "name": "hall",
    "source": "/dev/video9",
    "place": {"x_m": 1.0, "y_m": 2.0, "height_m": 2.3, "heading_deg": 0.0, "view_deg": 80.0},
}
WORN: Final = {"readers": {"door": {"x_m": 1.0, "y_m": 2.0}}, "worn": {"b1": "wang"}}
LAMP: Final = {"id": "light.lamp", "name": {"zh": "台灯", "en": "lamp"}, "kind": "light", "room": "bedroom"}
PAGER: Final = {"kind": "webhook", "url": "https://gateway.test/call?key=geheim", "whom": "值班护士"}
STAFF: Final = [
    {"id": "head_nurse", "name": {"zh": "周护士长", "en": "Head nurse Zhou"}, "role": "head_nurse"},
    {"id": "zhang", "name": {"zh": "张伟", "en": "Zhang Wei"}},
]
FULL: Final = {
    "sight": {"cameras": [PLACED]},
    "badges": WORN,
    "devices": [LAMP],
    "outlets": {"pager": PAGER},
    "caregivers": STAFF,
}
"""Settings in which every list has something."""


class TwoRooms:
    """A robot of two rooms with one monitor; `hallway` is no room to live in."""

    def leaves(self, settings: Settings) -> tuple[Leaf, ...]:
        return (SIT,)

    def tree(self, settings: Settings) -> dict[str, Json]:
        usual: Mapping[str, Json] = {"least": 3600, "usual": 7200, "most": 10800}
        own = settings.monitors.get("sitting", {}).get("allowed", {})
        return {"monitors": {"sitting": {"allowed": plain({**usual, **own})}}}

    def among(self, settings: Settings) -> Mapping[Kind, Among]:
        residents = {one.id: one.name.text() for one in settings.residents}
        carers = {one.id: one.name.text() for one in settings.caregivers}
        return {
            Kind.ROOM: ROOMS,
            Kind.ROOMS: ROOMS,
            Kind.RESIDENT: residents,
            Kind.PERSON: {**residents, **carers},
        }

    def refuse(self, settings: Settings) -> None:
        for resident in settings.residents:
            if resident.room == "hallway":
                raise SettingsError(Text(zh="走廊不能住人。", en="Nobody lives in the hallway."))
        build_outlets(settings.outlets)

    def titles(self) -> Mapping[str, Text]:
        return {"sitting": Text(zh="久坐", en="Sitting long")}


ROBOT: Final = TwoRooms()


def layers_at(
    folder: Path,
    file: Mapping[str, object] = FULL,
    environment: Mapping[str, object] | None = None,
    command_line: Mapping[str, object] | None = None,
) -> Layers:
    """The layers of a robot with its journal in `folder`."""
    above = {"journal": folder / "journal.db", **(command_line or {})}
    sources = Sources(
        path=folder / "carebot.toml", file=dict(file), environment=dict(environment or {}), command_line=above
    )
    return layered(sources, ROBOT)


def book_at(folder: Path, file: Mapping[str, object] = FULL, environment: Mapping[str, object] | None = None) -> Book:
    """The book of that robot."""
    return Book(layers_at(folder, file, environment), ROBOT)


def file_at(folder: Path) -> PanelFile:
    """The panel's file of that robot."""
    return panel_file_of(folder / "journal.db")


def keep(folder: Path, **values: Json) -> None:
    """Write `values` into the panel's file, dots in the place of double underscores."""
    file_at(folder).write(
        {key.replace("__", "."): Entry(value=value, by="head_nurse", at=AT) for key, value in values.items()}
    )


def as_drawn(book: Book, key: str) -> Wanted:
    """What a form sends back for a field that nobody touches."""
    leaf = book.leaf(key)
    assert leaf is not None
    (state,) = book.states([leaf])
    return Wanted(raw=shown(leaf, state.next), was=drawn(state.next))


def written(book: Book, key: str, *raw: str) -> dict[str, Wanted]:
    """What a form sends in which somebody wrote `raw` into one field that she had opened just now."""
    return {key: Wanted(raw=raw, was=as_drawn(book, key).was)}
