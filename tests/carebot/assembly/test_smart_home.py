"""The home's devices as sentences name them: in both languages, by their kinds."""

from dataclasses import replace

from carebot.assembly.hearing import build_hearing
from carebot.assembly.plugins import SKILLS
from carebot.assembly.smart_home import smart_home
from carebot.core.home import SmartDevice, SmartDeviceKind
from carebot.core.language import Language, Text
from carebot.core.situation import House
from dialogue.smart_home import Area, Device
from tests.skills.house import HOUSE

LAMP = SmartDevice(
    id="light.bedroom",
    name=Text(zh="卧室灯", en="bedroom lamp"),
    kind=SmartDeviceKind.LIGHT,
    room="bedroom",
    aliases=(Text(zh="大灯", en="big light"),),
)
CURTAIN = SmartDevice(id="cover.x", name=Text(zh="窗帘", en="curtain"), kind=SmartDeviceKind.CURTAIN)


def house(*devices: SmartDevice) -> House:
    return replace(HOUSE, home=replace(HOUSE.home, devices=devices))


def test_devices_and_rooms_are_named_in_both_languages() -> None:
    home = smart_home(house(LAMP).home)
    assert home.devices == (
        Device(
            id="light.bedroom",
            name="卧室灯",
            aliases=("bedroom lamp", "大灯", "big light"),
            domain="light",
            area="bedroom",
        ),
    )
    assert Area(id="bedroom", name="卧室", aliases=("bedroom",)) in home.areas


def test_what_opens_is_a_cover_of_its_class() -> None:
    (curtain,) = smart_home(house(CURTAIN).home).devices
    assert (curtain.domain, curtain.device_class) == ("cover", "curtain")


def test_every_kind_is_a_domain_or_a_class_of_covers() -> None:
    every = [replace(LAMP, id=kind.value, kind=kind) for kind in SmartDeviceKind]
    devices = smart_home(house(*every).home).devices
    assert {device.device_class or device.domain for device in devices} == set(SmartDeviceKind)


def test_the_robot_understands_a_wish_for_its_devices() -> None:
    skills = {name: skill() for name, skill in SKILLS.load_all().items()}
    interpreter = build_hearing(house(LAMP), skills, by_meaning=True).interpreter
    interpreter.start()
    for text, intent in (
        ("打开大灯", "control_devices"),
        ("turn on the bedroom lamp", "control_devices"),
        ("停", "stop"),
    ):
        found = interpreter.interpret(text, Language.ZH).intent
        assert found is not None
        assert found.name == intent
