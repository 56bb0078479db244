"""The network that finds bodies in any posture, and what is measured of the bodies that it finds."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from carebot.clocks import SystemClock
from carebot.core.errors import ModelError
from carebot.models import ModelStore, model_cache
from monitoring._body_finder import JOINTS, BodyFinder
from monitoring._pose_process import Landmarker
from monitoring.camera import VideoFile
from monitoring.frames import Frame
from monitoring.keypoints import ANKLES, HEAD, middle
from monitoring.skeletons import Look, skeletons_of
from tests.monitoring.models import pose_model, recorded_falls, short_clips

pytestmark = pytest.mark.slow
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def network() -> Path:
    """The installed network; skips the test where there is none."""
    try:
        return ModelStore(model_cache()).path("movenet-multipose")
    except ModelError as error:
        pytest.skip(f"no network for any posture: {error}")


@pytest.fixture(scope="module")
def finder() -> BodyFinder:
    made = BodyFinder(network().read_bytes())
    made.start()
    return made


async def frames_of(path: Path) -> list[Frame]:
    source = VideoFile(path, SystemClock(), waits=False, begins_at=BEGAN)
    return [frame async for frame in source.frames()]


@pytest.fixture(scope="module")
def fallen() -> list[Frame]:
    """The last two seconds of a recorded fall, by when somebody lies."""
    folder = recorded_falls()
    clip = next(clip for clip in short_clips(folder) if clip["events"])
    return asyncio.run(frames_of(folder / clip["file"]))[-16::4]


def test_nobody_is_found_in_an_empty_picture(finder: BodyFinder) -> None:
    assert finder.find(np.full((120, 160, 3), 127, dtype=np.uint8)).shape == (0, JOINTS, 3)


def test_the_same_body_is_found_in_light_and_dark_and_wherever_the_picture_is_wider(
    finder: BodyFinder, fallen: list[Frame]
) -> None:
    for frame in fallen:
        (body, *_) = finder.find(frame.rgb)
        dark = finder.find((frame.rgb * 0.4).astype(np.uint8))[0]
        sure = (body[:, 2] > 0.3) & (dark[:, 2] > 0.3)
        assert sure.sum() >= 5
        assert np.median(np.abs(body - dark)[sure, :2]) < 10
        wide = finder.find(np.pad(frame.rgb, ((0, 0), (200, 0), (0, 0)), constant_values=90))[0]
        assert np.median(wide[sure, 0] - body[sure, 0]) == pytest.approx(200, abs=25)


def test_who_lies_is_found_in_every_frame_and_measured_lying(fallen: list[Frame]) -> None:
    landmarker = Landmarker(pose_model(), 4, network())
    landmarker.start()
    for frame in fallen:
        look = Look(left=0, top=0, width=frame.width, height=frame.height, located=True)
        (skeleton, *_) = skeletons_of(landmarker.look(frame.rgb, look), look)
        assert skeleton.located
        assert skeleton.second_look
        assert not skeleton.turned
        head, ankles = (middle(skeleton.world_m, part) for part in (HEAD, ANKLES))
        assert ankles[1] - head[1] < 0.9, "an adult who stands takes 1.4 m and more from head to ankles"
