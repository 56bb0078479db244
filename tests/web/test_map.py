"""The map: north is up, names are escaped, and every piece of the home is drawn."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from carebot.core.home import Furniture, Home, Point, Room, RoomKind
from carebot.core.language import Language, Text
from carebot.core.people import Resident, ValueProfile
from carebot.core.values import Data, Narrowing
from tests.safety.builders import HOME, HOUSE, LI, WANG, middle, person
from tests.web.test_live import EVERYTHING
from tests.web.visitor import visiting
from web.map import map_view, motion

pytestmark = pytest.mark.anyio
BARE = replace(LI, consents=frozenset())
KEEPS_IT = replace(
    LI, values=ValueProfile(narrowings=(Narrowing(data=frozenset({Data.POSE}), rooms=frozenset({"living"})),))
)
SVG = "{http://www.w3.org/2000/svg}"


def test_north_is_up() -> None:
    view = map_view(HOUSE, Language.EN)
    assert view.view_box == "-0.30 -4.30 34.60 5.68"
    living = next(room for room in view.rooms if room.id == "living")
    assert living.points == "0.000,-0.000 4.000,-0.000 4.000,-4.000 0.000,-4.000"
    hallway = next(room for room in view.rooms if room.id == "hallway")
    assert (hallway.x_m, hallway.y_m) == (12.0, -2.0)


def test_names_are_in_the_readers_language() -> None:
    assert map_view(HOUSE, Language.ZH).rooms[0].name == "living（中）"


def test_a_label_stays_on_the_map() -> None:
    """A porch is narrower than its name; where there is room for the name, it stands in the middle."""
    wide, narrow = rectangle("hall", 0.0, 10.0), rectangle("front door", -1.0, 0.0)
    view = map_view(replace(HOUSE, home=Home(rooms=(wide, narrow), places=(), objects=())), Language.EN)
    hall, porch = view.rooms
    assert hall.x_m == 5.0
    left_m = float(view.view_box.split()[0])
    on_phones = 1.35
    assert porch.x_m - len("front door") * 0.6 * on_phones * view.label_m / 2 == pytest.approx(left_m, abs=0.01)


@pytest.mark.parametrize("language", Language)
def test_names_along_a_corridor_do_not_cover_one_another(language: Language) -> None:
    """Twelve rooms of three metres: each name is wider than its room. On phones it is written larger by 1.35."""
    rooms = tuple(rectangle(f"长长的房间 {n}", 3.0 * n, 3.0 * n + 3) for n in range(12))
    view = map_view(replace(HOUSE, home=Home(rooms=rooms, places=(), objects=())), language)
    high_m = view.label_m * 1.35 * 1.45
    wide_m = view.label_m * 1.35 * (5 + 3 * 0.6)
    for one, other in combinations(view.rooms, 2):
        assert abs(other.x_m - one.x_m) >= wide_m - 0.5 or abs(other.y_m - one.y_m) >= high_m - 0.01, (one, other)
    left, upper, width, height = map(float, view.view_box.split())
    assert min(room.y_m for room in view.rooms) - high_m / 2 >= upper - 0.01
    assert max(room.y_m for room in view.rooms) + high_m / 2 <= upper + height + 0.01
    assert (left, width) == (-0.3, 36.6)


def rectangle(name: str, west_m: float, east_m: float) -> Room:
    corners = ((west_m, 0.0), (east_m, 0.0), (east_m, 2.0), (west_m, 2.0))
    outline = tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in corners)
    return Room(id=name, name=Text(zh=name, en=name), kind=RoomKind.HALLWAY, outline=outline)


def test_a_home_without_rooms_can_be_drawn() -> None:
    empty = replace(HOUSE, home=Home(rooms=(), places=(), objects=()))
    assert map_view(empty, Language.EN).rooms == ()


async def test_the_drawing_is_sound_whatever_things_are_called(tmp_path: Path) -> None:
    corners = (Point(x_m=1.0, y_m=1.0), Point(x_m=2.0, y_m=1.0), Point(x_m=2.0, y_m=2.0))
    odd = Furniture(id="sofa", name=Text(zh="沙发<script>", en='"><script>alert(1)</script>'), outline=corners)
    async with visiting(tmp_path) as visit:
        visit.robot.orchestrator.known.house = replace(HOUSE, home=replace(HOME, furniture=(odd,)))
        answer = await visit.client.get("/map.svg?language=en")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        drawing = ET.fromstring(answer.text)
        assert len(drawing.findall(f"{SVG}polygon")) == len(HOME.rooms) + 1
        assert not drawing.findall(f".//{SVG}script")
        assert next(drawing.iter(f"{SVG}title")).text == '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    ("room", "who", "alarm", "shown"),
    [
        ("living", LI, False, "sitting"),
        ("living", BARE, False, "unknown"),
        ("living", BARE, True, "sitting"),
        ("bathroom", LI, True, "unknown"),
        ("bathroom", None, True, "unknown"),
        ("living", None, False, "sitting"),
        ("living", KEEPS_IT, False, "unknown"),
        ("kitchen", KEEPS_IT, False, "sitting"),
    ],
)
async def test_a_posture_is_shown_by_the_map_of_dignity(
    tmp_path: Path, room: str, who: Resident | None, alarm: bool, shown: str
) -> None:
    async with visiting(tmp_path) as visit:
        robot = visit.robot
        residents = (who, WANG) if who is not None else (LI, WANG)
        robot.orchestrator.known.house = replace(HOUSE, residents=residents)
        robot.seen = (person("li" if who is not None else "", position=middle(room)),)
        if alarm:
            robot.alarm()
        (seen,) = motion(robot, Language.EN, EVERYTHING)["people"]
        assert seen["posture"] == shown
        assert (seen["x"], seen["y"]) != (0.0, 0.0), "where she is remains to be seen"


@pytest.mark.parametrize(("likely", "name"), [(0.9, LI.called.en), (0.7, f"{LI.called.en}?")])
async def test_that_it_is_a_guess_who_she_is_stands_behind_her_name(tmp_path: Path, likely: float, name: str) -> None:
    async with visiting(tmp_path) as visit:
        visit.robot.seen = (person("li", likely=likely),)
        (seen,) = motion(visit.robot, Language.EN, EVERYTHING)["people"]
        assert seen["name"] == name


@pytest.mark.parametrize(("level", "shown"), [(None, None), (-96.0, -96), (-41.0, -42), (-38.5, -36), (0.0, 0)])
async def test_the_microphone_is_shown_in_steps(tmp_path: Path, level: float | None, shown: int | None) -> None:
    async with visiting(tmp_path) as visit:
        visit.robot.microphone_level_dbfs = level
        assert motion(visit.robot, Language.EN, EVERYTHING)["microphone"] == shown
