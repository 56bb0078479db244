"""What a device is, by its id."""

import pytest

from safety._devices import DeviceKind, device_kind


@pytest.mark.parametrize(
    ("device", "kind"),
    [
        ("stove", DeviceKind.HEAT),
        ("switch.kitchen_stove", DeviceKind.HEAT),
        ("fan heater", DeviceKind.HEAT),
        ("厨房煤气灶", DeviceKind.HEAT),
        ("bath", DeviceKind.WATER),
        ("浴缸", DeviceKind.WATER),
        ("bathroom_light", DeviceKind.HARMLESS),
        ("light.bath", DeviceKind.HARMLESS),
        ("climate.bedroom", DeviceKind.HARMLESS),
        ("lock.front_door", DeviceKind.DOOR),
        ("cover.garage", DeviceKind.DOOR),
        ("大门", DeviceKind.DOOR),
        ("smoke_alarm", DeviceKind.PROTECTIVE),
        ("switch.oxygen_concentrator", DeviceKind.PROTECTIVE),
        ("制氧机", DeviceKind.PROTECTIVE),
        ("living_room_curtains", DeviceKind.HARMLESS),
        ("客厅灯", DeviceKind.HARMLESS),
        ("Kitchen-Lamp", DeviceKind.HARMLESS),
        ("contraption", DeviceKind.UNKNOWN),
        ("switch.relay3", DeviceKind.UNKNOWN),
        ("lightning", DeviceKind.UNKNOWN),
        ("light", DeviceKind.HARMLESS),
        ("vacuum", DeviceKind.UNKNOWN),
        ("bed_rail", DeviceKind.RESTRAINT),
        ("床栏", DeviceKind.RESTRAINT),
        ("railway_clock", DeviceKind.UNKNOWN),
        ("video_doorbell_camera", DeviceKind.CAMERA),
        ("卧室摄像头", DeviceKind.CAMERA),
        ("", DeviceKind.UNKNOWN),
    ],
)
def test_kind(device: str, kind: DeviceKind) -> None:
    assert device_kind(device) is kind


def test_the_most_dangerous_word_counts() -> None:
    assert device_kind("stove alarm") is DeviceKind.PROTECTIVE
    assert device_kind("oven door light") is DeviceKind.HEAT
    assert device_kind("bath door") is DeviceKind.WATER
    assert device_kind("door light") is DeviceKind.DOOR
    assert device_kind("bedroom camera door") is DeviceKind.CAMERA
    assert device_kind("bed rail heater") is DeviceKind.RESTRAINT
