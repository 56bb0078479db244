"""A smart home for the tests, its names in both languages as the robot has them."""

from functools import cache
from typing import Final

from dialogue.smart_home import Area, Device, Floor, SmartHome, SmartHomeSentences


def _device(device_id: str, zh: str, en: str, area: str, *more: str) -> Device:
    domain = device_id.partition(".")[0]
    device_class = "curtain" if domain == "cover" else ""
    return Device(id=device_id, name=zh, aliases=(en, *more), domain=domain, device_class=device_class, area=area)


HOME: Final = SmartHome(
    floors=(Floor(id="up", name="楼上", aliases=("upstairs",)),),
    areas=(
        Area(id="living_room", name="客厅", aliases=("living room",)),
        Area(id="bedroom", name="卧室", aliases=("bedroom",), floor="up"),
        Area(id="study", name="书房", aliases=("study",), floor="up"),
        Area(id="kitchen", name="厨房", aliases=("kitchen",)),
    ),
    devices=(
        _device("light.bedroom_lamp", "卧室灯", "bedroom lamp", "bedroom"),
        _device("light.living_room", "客厅灯", "living room lamp", "living_room", "大灯", "big light"),
        _device("light.study", "书桌灯", "desk lamp", "study"),
        _device("fan.living_room", "吊扇", "ceiling fan", "living_room"),
        _device("climate.bedroom", "空调", "air conditioner", "bedroom"),
        _device("media_player.tv", "电视", "television", "living_room", "TV"),
        _device("cover.bedroom", "卧室窗帘", "bedroom curtain", "bedroom"),
        _device("cover.living_room", "客厅窗帘", "living room curtain", "living_room"),
        _device("lock.front_door", "前门", "front door", ""),
        _device("vacuum.sweeper", "扫地机", "sweeper", "living_room"),
        _device("switch.radio", "收音机", "radio", "bedroom"),
        _device("switch.radio_too", "收音机", "radio", "kitchen"),
        _device("scene.night", "睡觉模式", "night scene", ""),
        _device("valve.water", "水阀", "water valve", "kitchen"),
    ),
    here="客厅",
)


@cache
def sentences() -> SmartHomeSentences:
    started = SmartHomeSentences(HOME)
    started.start()
    return started
