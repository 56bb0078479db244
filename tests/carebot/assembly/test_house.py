"""The home file: what is wrong with it is said by its key."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from carebot._badge_settings import BadgeSettings, ReaderSettings
from carebot._sight_settings import CameraPlaceSettings, CameraSettings, SightSettings
from carebot.assembly.house import body_plan_flaw, build_house, read_home
from carebot.clocks import SystemClock
from carebot.core.deeds import RobotStarted
from carebot.core.errors import SettingsError
from carebot.core.home import Home, Point
from carebot.journal import Journal
from carebot.settings import Settings
from tests.carebot.still_body import StillBody

ROOM = """
[[rooms]]
id = "hall"
name = {zh = "大厅", en = "hall"}
kind = "%s"
outline = [{x_m = 0.0, y_m = 0.0}, {x_m = 4.0, y_m = 0.0}, {x_m = 4.0, y_m = %s}]
"""


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("rooms = []", "places is missing"),
        ("places = []\nobjects = []\n" + ROOM % ("cellar", "4.0"), "rooms.0.kind = 'cellar'"),
        ("places = []\nobjects = []\n" + ROOM % ("living", '"far"'), "rooms.0.outline.2.y_m = 'far'"),
        ("rooms = [", "TOML"),
    ],
)
def test_a_home_that_is_wrong_is_refused_by_its_key(content: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        read_home(path)
    assert named in refusal.value.text.en
    for sentence in (refusal.value.text.zh, refusal.value.text.en):
        assert str(path) in sentence
        assert "\n" not in sentence


def room(name: str, *corners: tuple[float, float]) -> str:
    outline = ", ".join(f"{{x_m = {x_m}, y_m = {y_m}}}" for x_m, y_m in corners)
    return f'[[rooms]]\nid = "{name}"\nname = {{zh = "房", en = "room"}}\nkind = "living"\noutline = [{outline}]\n'


def spot(name: str, in_room: str, x_m: float, yaw: str = "0.0") -> str:
    pose = f"pose = {{x_m = {x_m}, y_m = 1.0, yaw_rad = {yaw}}}"
    return f'[[places]]\nid = "{name}"\nname = {{zh = "点", en = "spot"}}\nroom = "{in_room}"\n{pose}\n'


HALL = room("hall", (0, 0), (4, 0), (4, 3), (0, 3))
L_SHAPED = room("l", (0, 0), (4, 0), (4, 2), (2, 2), (2, 4), (0, 4))
TOUCHING = room("loop", (0, 0), (4, 0), (4, 4), (2, 4), (2, 2), (2, 4), (0, 4))


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("rooms = []\nplaces = []\n", "rooms is empty"),
        (f"places = []\n{HALL}{HALL}", "rooms has 'hall' twice"),
        (HALL + spot("door", "hall", 1.0) + spot("door", "hall", 2.0), "places has 'door' twice"),
        ("places = []\n" + room("hall", (0, 0), (4, 0)), "'hall' has fewer than 3 corners"),
        ("places = []\n" + room("hall", (0, 0), (4, 3), (4, 0), (0, 3)), "'hall' crosses itself"),
        ("places = []\n" + room("hall", (0, 0), (4000, 0), (4000, 3000)), "'hall' has an impossible corner"),
        ("places = []\n" + room("hall", (0, 0), (4, 0), (4, float("nan"))), "'hall' has an impossible corner"),
        ("places = []\n" + room("hall", (0, 0), (4, 0), (8, 0)), "'hall' has next to no area"),
        (HALL + spot("door", "cellar", 1.0), "the room 'cellar' of place 'door'"),
        (HALL + spot("door", "hall", 9.0), "place 'door' lies in no room"),
        (HALL + spot("door", "hall", 1.0, "nan"), "place 'door' lies in no room"),
    ],
)
def test_a_wrong_floor_plan_is_refused_and_named(plan: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text("objects = []\n" + plan, encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        read_home(path)
    assert said in refusal.value.text.en
    assert str(path) in refusal.value.text.zh


@pytest.mark.parametrize("shape", [HALL, L_SHAPED, TOUCHING])
def test_rooms_may_have_any_shape_whose_walls_do_not_cross(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text(f"objects = []\nplaces = []\n{shape}", encoding="utf-8")
    assert len(read_home(path).rooms) == 1


@pytest.mark.parametrize(
    ("x_m", "y_m", "sound"),
    [(2.0, 1.0, True), (0.0, 0.0, True), (-2.5, 1.0, True), (7.1, 1.0, False), (2.0, -4.0, False), (2000.0, 1, False)],
)
def test_a_camera_that_hangs_nowhere_near_a_room_is_named(x_m: float, y_m: float, sound: bool, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text("objects = []\nplaces = []\n" + HALL, encoding="utf-8")
    place = CameraPlaceSettings(x_m=x_m, y_m=y_m, height_m=2.4, heading_deg=0.0, view_deg=90.0)
    sight = SightSettings(cameras=(CameraSettings(name="unplaced", source="0"),
                                   CameraSettings(name="hall", source="1", place=place)))  # fmt: skip
    settings = Settings(home=path, sight=sight, residents=())
    if sound:
        assert build_house(settings, StillBody.manifest, None).residents == ()
    else:
        with pytest.raises(SettingsError, match=r"The camera 'hall' at .* is in no room and near none"):
            build_house(settings, StillBody.manifest, None)


@pytest.mark.parametrize(("x_m", "sound"), [(2.0, True), (-2.5, True), (7.1, False), (2000.0, False)])
def test_a_badge_reader_that_hangs_nowhere_near_a_room_is_named(x_m: float, sound: bool, tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text("objects = []\nplaces = []\n" + HALL, encoding="utf-8")
    badges = BadgeSettings(readers={"door": ReaderSettings(x_m=x_m, y_m=1.0)})
    settings = Settings(home=path, badges=badges, residents=())
    if sound:
        assert build_house(settings, StillBody.manifest, None).residents == ()
    else:
        with pytest.raises(SettingsError, match=r"The badge reader 'door' at .* is in no room and near none"):
            build_house(settings, StillBody.manifest, None)


@pytest.mark.parametrize("name", ["none.toml", "."])
def test_a_home_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be used"):
        read_home(tmp_path / name)


def test_a_whole_home_is_read(tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text("places = []\nobjects = []\n" + ROOM % ("living", "4.0"), encoding="utf-8")
    assert [room.id for room in read_home(path).rooms] == ["hall"]


def test_a_room_that_is_not_in_the_home_is_told_with_the_resident_s_name(tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text("places = []\nobjects = []\n" + ROOM % ("living", "4.0"), encoding="utf-8")
    with pytest.raises(SettingsError) as refusal:
        build_house(Settings(home=path), StillBody.manifest, None)
    assert "王秀英的房间“bedroom”" in refusal.value.text.zh
    assert "'bedroom' of Wang Xiuying is" in refusal.value.text.en


def test_a_body_without_a_map_needs_a_home_file() -> None:
    with pytest.raises(SettingsError, match="name a home file in the setting 'home'"):
        build_house(Settings(), StillBody.manifest, None)


def of_body(*outline: tuple[float, float]) -> Home:
    """The body's plan: its one room, with this outline."""
    whole = StillBody.plan()
    corners = tuple(Point(x_m=x_m, y_m=y_m) for x_m, y_m in outline)
    return replace(whole, rooms=(replace(whole.rooms[0], outline=corners),))


CROSSED = of_body((0, 0), (4, 3), (4, 0), (0, 3))


def ran_before(path: Path, body: str, homes: Sequence[Home]) -> None:
    """A record of runs with this body, each with the plan that it went by."""
    house, written = build_house(Settings(), StillBody.manifest, StillBody.plan()), Journal(path, lambda _: None)
    written.start()
    for number, home in enumerate(homes):
        of_run = replace(house, home=home)
        now = SystemClock().now()
        written.append(
            RobotStarted(id=f"{number}", occurred_at=now, body=body, version="1", timezone="UTC", house=of_run)
        )
    written.close()


def test_a_wrong_floor_plan_of_a_body_is_named_and_its_last_good_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    good = of_body((0, 0), (5, 0), (5, 5), (0, 5))
    ran_before(path, "simulated", (StillBody.plan(), good, CROSSED))
    settings = Settings(journal=path)
    assert build_house(settings, StillBody.manifest, CROSSED).home.rooms == good.rooms
    told = body_plan_flaw(settings, CROSSED)
    assert told is not None
    assert "'bedroom' crosses itself" in told.en
    assert "bedroom" in told.zh
    assert body_plan_flaw(settings, good) is None
    assert build_house(settings, StillBody.manifest, good).home.rooms == good.rooms


@pytest.mark.parametrize("body", ["another", ""])
def test_a_body_that_never_gave_a_good_floor_plan_is_refused_in_words(body: str, tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    if body:
        ran_before(path, body, (StillBody.plan(),))
    with pytest.raises(SettingsError, match=r"that the body gives cannot be used: .* crosses itself.*home file"):
        build_house(Settings(journal=path), StillBody.manifest, CROSSED)


def test_where_a_home_file_stands_nobody_goes_by_the_body_s_plan(tmp_path: Path) -> None:
    path = tmp_path / "home.toml"
    path.write_text("objects = []\nplaces = []\n" + HALL, encoding="utf-8")
    settings = Settings(home=path, residents=())
    assert body_plan_flaw(settings, CROSSED) is None
    assert [room.id for room in build_house(settings, StillBody.manifest, CROSSED).home.rooms] == ["hall"]
