"""The home file: what is wrong with it is said by its key."""

from pathlib import Path

import pytest

from carebot.assembly.house import build_house, read_home
from carebot.core.errors import SettingsError
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
