"""Settings of the cameras beside that of the body."""

from typing import Final

from pydantic import Field, field_validator, model_validator

from carebot._people_settings import Section
from carebot._wrong_settings import RefusedValueError
from carebot.core.language import Text

BODY_CAMERA: Final = "head"
"""The name of the body's own camera."""


class CameraPlaceSettings(Section):
    """Where a camera hangs: metres on the map, degrees counter-clockwise from its x axis and down from level."""

    x_m: float
    y_m: float
    height_m: float = Field(gt=0, le=10)
    heading_deg: float = Field(ge=-360, le=360)
    tilt_deg: float = Field(default=0.0, ge=-45, lt=90)
    view_deg: float = Field(gt=10, lt=150)


class CameraSettings(Section):
    """One camera: a device of this machine, an address (`rtsp://...`) or a file. Without a `place` it is unplaced."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,31}$")
    source: str = Field(min_length=1)
    place: CameraPlaceSettings | None = None


class SightSettings(Section):
    """The cameras beside that of the body. `camera` is one without a name: a device or address; empty: none."""

    camera: str = ""
    cameras: tuple[CameraSettings, ...] = ()
    frames_per_s: float = Field(default=8.0, gt=0, le=30)

    @field_validator("cameras")
    @classmethod
    def _names(cls, cameras: tuple[CameraSettings, ...]) -> tuple[CameraSettings, ...]:
        names = [camera.name for camera in cameras]
        for name in names:
            if names.count(name) > 1 or name == BODY_CAMERA:
                raise RefusedValueError(
                    Text(zh=f"有两个摄像头都叫 {name!r}", en=f"two cameras are called {name!r}, names must differ")
                )
        return cameras

    @model_validator(mode="after")
    def _one_without_a_name(self) -> "SightSettings":
        if self.camera and any(camera.name == "camera" for camera in self.cameras):
            raise RefusedValueError(
                Text(
                    zh="sight.camera 的摄像头就叫 'camera'，请给 sight.cameras 里的换个名字",
                    en="the camera of `sight.camera` is called 'camera', give that in `sight.cameras` another name",
                )
            )
        return self

    def all_cameras(self) -> tuple[CameraSettings, ...]:
        """Every camera, the one without a name included."""
        return (*((CameraSettings(name="camera", source=self.camera),) if self.camera else ()), *self.cameras)
