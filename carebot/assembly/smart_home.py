"""The home's devices joined with what understands sentences about them."""

from typing import Final

from carebot.core.home import Home, SmartDevice, SmartDeviceKind
from dialogue.smart_home import Area, Device, SmartHome

_COVERS: Final = frozenset(
    {
        *(SmartDeviceKind.CURTAIN, SmartDeviceKind.BLIND, SmartDeviceKind.SHADE, SmartDeviceKind.SHUTTER),
        *(SmartDeviceKind.AWNING, SmartDeviceKind.WINDOW, SmartDeviceKind.DOOR, SmartDeviceKind.GARAGE),
        SmartDeviceKind.GATE,
    }
)
"""What Home Assistant calls covers, each a class of its own (home-assistant.io/integrations/cover)."""


def smart_home(home: Home) -> SmartHome:
    """What sentences may name of `home`, in both languages at once: people mix them."""
    return SmartHome(
        areas=tuple(Area(id=room.id, name=room.name.zh, aliases=(room.name.en,)) for room in home.rooms),
        devices=tuple(_device(device) for device in home.devices),
    )


def _device(device: SmartDevice) -> Device:
    cover = device.kind in _COVERS
    return Device(
        id=device.id,
        name=device.name.zh,
        aliases=(device.name.en, *(said for alias in device.aliases for said in (alias.zh, alias.en))),
        domain="cover" if cover else device.kind.value,
        device_class=device.kind.value if cover else "",
        area=device.room,
    )
