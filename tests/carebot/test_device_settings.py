"""Devices in the settings: each with its names, kind and room, and an id of its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from carebot.assembly.house import build_house
from carebot.core.errors import SettingsError
from carebot.core.home import SmartDevice, SmartDeviceKind
from carebot.core.language import Text
from carebot.settings import load
from tests.skills.house import HOME, HOUSE

LAMP = """
[[devices]]
id = "light.bedroom"
name = { zh = "卧室灯", en = "bedroom lamp" }
kind = "light"
room = "%s"
aliases = [{ zh = "大灯", en = "big light" }]
"""
SMART_LAMP = SmartDevice(
    id="light.bedroom",
    name=Text(zh="卧室灯", en="bedroom lamp"),
    kind=SmartDeviceKind.LIGHT,
    room="bedroom",
    aliases=(Text(zh="大灯", en="big light"),),
)


def devices_of(tmp_path: Path, content: str, *own: SmartDevice) -> tuple[SmartDevice, ...]:
    file = tmp_path / "carebot.toml"
    file.write_text(content, encoding="utf-8")
    return build_house(load(file), HOUSE.manifest, replace(HOME, devices=own)).home.devices


def test_a_device_is_read_whole_and_stands_beside_those_of_the_home(tmp_path: Path) -> None:
    own = replace(SMART_LAMP, id="light.hall", room="")
    assert devices_of(tmp_path, LAMP % "bedroom", own) == (own, SMART_LAMP)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (LAMP % "attic", "'attic'"),
        (LAMP % "bedroom" * 2, "stands twice"),
        (LAMP.replace("light.bedroom", "bedroom light") % "bedroom", "without spaces"),
        (LAMP.replace("light.bedroom", "") % "bedroom", "without spaces"),
        (LAMP.replace('"light"', '"lamp"') % "bedroom", "devices.0.kind = 'lamp'"),
        (LAMP.replace("kind", "sort") % "bedroom", "devices.0"),
        (LAMP.replace('{ zh = "卧室灯", en = "bedroom lamp" }', '"卧室灯"') % "bedroom", "devices.0.name"),
    ],
)
def test_a_device_that_is_wrong_is_refused_by_its_key(content: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        devices_of(tmp_path, content)
    assert says in refused.value.text.en
    assert refused.value.text.zh != refused.value.text.en


def test_a_device_of_the_settings_may_not_take_the_id_of_the_home_s(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="stands twice"):
        devices_of(tmp_path, LAMP % "bedroom", SMART_LAMP)
