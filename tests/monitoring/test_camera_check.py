"""Cameras that see nothing: covered, dark, frozen."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from carebot.core.language import Text
from monitoring.camera_check import CameraCheck
from monitoring.frames import Frame, Rgb

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
RANDOM = np.random.default_rng(4)
ROOM: Rgb = np.kron(RANDOM.integers(0, 255, (12, 16, 3)), np.ones((40, 40, 1))).astype(np.uint8)
DARK: Rgb = np.full((480, 640, 3), 3, dtype=np.uint8)


def troubles(check: CameraCheck, pictures: list[Rgb]) -> list[Text | None]:
    return [
        check.trouble(
            Frame(camera="hall", sequence=number, taken_at=BEGAN + timedelta(seconds=number / 8), rgb=picture)
        )
        for number, picture in enumerate(pictures)
    ]


def noisy(picture: Rgb) -> Rgb:
    return np.clip(picture + RANDOM.normal(0, 3, picture.shape), 0, 255).astype(np.uint8)


@pytest.mark.slow
def test_a_room_is_no_trouble() -> None:
    assert troubles(CameraCheck(noisy=True), [noisy(ROOM) for _ in range(40)]) == [None] * 40


@pytest.mark.slow
@pytest.mark.parametrize("shade", [0, 90, 250])
def test_a_covered_camera_is_told_after_a_while_and_cleared_at_once(shade: int) -> None:
    covered = np.full((480, 640, 3), shade, dtype=np.uint8)
    found = troubles(CameraCheck(noisy=False), [ROOM] * 8 + [noisy(covered) for _ in range(32)] + [ROOM] * 4)
    assert found[: 8 + 20] == [None] * 28
    text = found[8 + 28]
    assert text is not None
    assert "covered" in text.en
    assert "hall" in text.zh
    assert found[-1] is None


def test_a_moment_in_the_dark_is_no_trouble() -> None:
    assert troubles(CameraCheck(noisy=False), [ROOM] * 4 + [DARK] * 12 + [ROOM] * 4) == [None] * 20


def test_a_picture_that_never_changes_is_frozen_when_the_sensor_has_noise() -> None:
    found = troubles(CameraCheck(noisy=True), [ROOM] * 32)
    assert found[:20] == [None] * 20
    assert found[-1] is not None
    assert "frozen" in found[-1].en


def test_a_drawn_room_may_stand_still() -> None:
    assert troubles(CameraCheck(noisy=False), [ROOM] * 40) == [None] * 40
