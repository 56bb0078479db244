"""Settings of cameras: each with a name of its own, placed or not, beside the one without a name."""

from pathlib import Path

import pytest

from carebot.core.errors import SettingsError
from carebot.settings import Settings, load

PLACED = """
[sight]
camera = "0"

[[sight.cameras]]
name = "bedroom"
source = "rtsp://192.168.1.20/stream"
place = { x_m = 1.0, y_m = 2.0, height_m = 2.2, heading_deg = 90, tilt_deg = 25, view_deg = 80 }

[[sight.cameras]]
name = "hall"
source = "/dev/video2"
"""


def settings(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "carebot.toml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_every_camera_is_known_by_its_name(tmp_path: Path) -> None:
    cameras = settings(tmp_path, PLACED).sight.all_cameras()
    assert [camera.name for camera in cameras] == ["camera", "bedroom", "hall"]
    assert [camera.place is not None for camera in cameras] == [False, True, False]


@pytest.mark.parametrize(
    "wrong",
    [
        PLACED + '\n[[sight.cameras]]\nname = "hall"\nsource = "1"\n',
        '[[sight.cameras]]\nname = "head"\nsource = "1"\n',
        '[sight]\ncamera = "0"\n[[sight.cameras]]\nname = "camera"\nsource = "1"\n',
        '[[sight.cameras]]\nname = "Big Hall"\nsource = "1"\n',
        '[[sight.cameras]]\nname = "hall"\nsource = ""\n',
        PLACED.replace("view_deg = 80", "view_deg = 400"),
        PLACED.replace("height_m = 2.2, ", ""),
    ],
    ids=["twice", "the body's", "the nameless one's", "spaces", "no source", "no angle", "no height"],
)
def test_wrong_cameras_are_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SettingsError, match="camera"):
        settings(tmp_path, wrong)
