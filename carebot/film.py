"""The film of a day: an onlooker's view of the home beside the robot's own, with what was said, as H.264."""

from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Rgb = NDArray[np.uint8]

FRAMES_PER_S: Final = 5
_CAPTION_HEIGHT: Final = 72
_FONT_SIZE: Final = 22
_FONTS: Final = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)


class Film:
    """Writes one picture after another; `aclose` ends the file properly."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container: Any = None
        self._stream: Any = None
        self._font: Any = None

    @property
    def shows_mandarin(self) -> bool:
        """Whether a font with Chinese characters is at hand for captions."""
        return any(Path(font).is_file() for font in _FONTS)

    def add(self, views: list[Rgb], caption: str) -> None:
        """Add one picture: the views side by side (equal heights), the caption below."""
        picture = _captioned(np.concatenate(views, axis=1), caption, self._load_font())
        if self._container is None:
            self._open(picture.shape[1], picture.shape[0])
        import av

        for packet in self._stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
            self._container.mux(packet)

    def close(self) -> None:
        """End the file."""
        if self._container is not None:
            for packet in self._stream.encode():
                self._container.mux(packet)
            self._container.close()
            self._container = None

    def _open(self, width: int, height: int) -> None:
        import av

        self._container = av.open(str(self._path), "w")
        self._stream = self._container.add_stream("libx264", rate=FRAMES_PER_S)
        self._stream.width, self._stream.height = width, height
        self._stream.pix_fmt = "yuv420p"
        self._stream.options = {"preset": "ultrafast", "crf": "26"}

    def _load_font(self) -> Any:
        if self._font is None:
            path = next((font for font in _FONTS if Path(font).is_file()), None)
            self._font = ImageFont.truetype(path, _FONT_SIZE) if path else ImageFont.load_default(_FONT_SIZE)
        return self._font


def _captioned(picture: Rgb, caption: str, font: Any) -> Rgb:
    height, width, _ = picture.shape
    canvas = Image.new("RGB", (width, height + _CAPTION_HEIGHT), (18, 22, 28))
    canvas.paste(Image.fromarray(picture), (0, 0))
    ImageDraw.Draw(canvas).multiline_text((16, height + 8), caption, fill=(240, 240, 235), font=font)
    return np.asarray(canvas, dtype=np.uint8)
