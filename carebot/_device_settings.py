"""Settings of the devices that may be switched by word."""

from pydantic import field_validator

from carebot._people_settings import Section, Words
from carebot._wrong_settings import RefusedValueError
from carebot.core.home import RoomId, SmartDevice, SmartDeviceKind
from carebot.core.language import Text


class DeviceSettings(Section):
    """A device by its id, as Home Assistant writes one (`light.bedroom_lamp`), with its names, kind and room."""

    id: str
    name: Words
    kind: SmartDeviceKind
    room: RoomId = ""
    aliases: tuple[Words, ...] = ()

    @field_validator("id")
    @classmethod
    def _one_word(cls, device_id: str) -> str:
        if len(device_id.split()) != 1 or device_id != device_id.strip():
            raise RefusedValueError(
                Text(
                    zh=f"设备的 id {device_id!r} 要写成 light.bedroom_lamp 这样，不带空格",
                    en=f"write the device id {device_id!r} as light.bedroom_lamp, without spaces",
                )
            )
        return device_id

    def device(self) -> SmartDevice:
        """As the core has it."""
        return SmartDevice(
            id=self.id,
            name=self.name.text(),
            kind=self.kind,
            room=self.room,
            aliases=tuple(alias.text() for alias in self.aliases),
        )
