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


def troubles(check: CameraCheck, pictures: list[Rgb], frames_per_s: float = 8.0, grabbed: int = 1) -> list[Text | None]:
    return [
        check.trouble(
            Frame(
                camera="hall",
                sequence=number * grabbed,
                taken_at=BEGAN + timedelta(seconds=number / frames_per_s),
                rgb=picture,
            )
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
    found = troubles(CameraCheck(noisy=True), [ROOM] * 79)
    assert found[:60] == [None] * 60
    assert found[-1] is not None
    assert "frozen" in found[-1].en


def test_a_drawn_room_may_stand_still() -> None:
    assert troubles(CameraCheck(noisy=False), [ROOM] * 40) == [None] * 40


def test_a_hand_before_the_lens_has_shades_but_no_edges() -> None:
    shades = np.linspace(40, 120, 640)[None, :, None] + np.linspace(0, 60, 480)[:, None, None]
    hand = np.broadcast_to(shades, (480, 640, 3)).astype(np.uint8)
    assert float(hand.std()) > 6
    found = troubles(CameraCheck(noisy=False), [ROOM] * 4 + [hand] * 30)[-1]
    assert found is not None
    assert "covered" in found.en


def test_one_frame_a_second_is_told_within_ten_seconds_and_taken_back() -> None:
    check = CameraCheck(noisy=True)
    pictures = [noisy(ROOM[::4, ::4]) for _ in range(10)]
    slow = troubles(check, pictures, frames_per_s=1.0)
    assert slow[-1] is not None
    assert "4 pictures a second" in slow[-1].en
    assert troubles(CameraCheck(noisy=False), pictures, frames_per_s=1.0) == [None] * 10


def test_a_machine_that_is_slow_is_not_taken_for_a_slow_camera() -> None:
    """Every eighth frame was looked at, but the camera took them all."""
    found = troubles(CameraCheck(noisy=True), [noisy(ROOM[::4, ::4]) for _ in range(10)], frames_per_s=1.0, grabbed=8)
    assert found == [None] * 10


def test_a_picture_that_was_turned_is_told_until_it_is_as_before() -> None:
    turned = np.rot90(ROOM).copy()
    found = troubles(CameraCheck(noisy=False), [ROOM, turned, turned, ROOM])
    assert found[0] is None
    assert found[1] is not None
    assert "640×480" in found[1].en
    assert "480×640" in found[1].zh
    assert found[3] is None
