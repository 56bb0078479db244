"""OpenCV's captures of devices, network streams and files. Every call blocks: it belongs in the capture's thread."""

import os
from datetime import timedelta
from typing import Any, Final

from monitoring.frames import Rgb

NO_FRAME_FOR: Final = timedelta(seconds=5)
"""A device that gives no frame for so long does not work."""


def opened(address: str) -> Any:
    """An OpenCV capture of `address`, or None when there is nothing to be read."""
    # OpenCV and FFmpeg would write their own lines to the terminal; what is wrong is said by whoever asked.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    import cv2

    if "://" in address:
        patience_ms = NO_FRAME_FOR // timedelta(milliseconds=1)
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, patience_ms, cv2.CAP_PROP_READ_TIMEOUT_MSEC, patience_ms]
        capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, limits)
    else:
        capture = cv2.VideoCapture(int(address) if address.isdecimal() else address)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture if capture.isOpened() else None


def next_time(capture: Any, sequence: int) -> timedelta | None:
    """Go on to the next frame without decoding it: its time from the file's start, or None at the end."""
    import cv2

    if not capture.grab():
        return None
    told_s = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
    counted_s = sequence / (capture.get(cv2.CAP_PROP_FPS) or 30.0)
    return timedelta(seconds=told_s if told_s > 0 else counted_s)


def retrieved(capture: Any) -> Rgb | None:
    """The picture of the frame that was gone to; None where it cannot be decoded."""
    import cv2

    succeeded, image = capture.retrieve()
    if not succeeded:
        return None
    rgb: Rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
    return rgb
