"""The pose engine and its process: what it answers, and that its dying costs a frame and nothing else."""

import asyncio
import io
import json
import os
import signal
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import numpy as np
import pytest

from carebot.clocks import SystemClock
from carebot.core.errors import ModelError
from carebot.core.language import Text
from monitoring._pose_engine import EngineError, possible
from monitoring._pose_process import Keypoints, Landmarker, serve
from monitoring.camera import VideoFile
from monitoring.frames import Frame
from monitoring.keypoints import ANKLES, COUNT, HEAD
from monitoring.pose import MediaPipePose, PoseModels
from monitoring.skeletons import VALUES, Look, PoseFrame
from tests.monitoring.clocks import LeapingClock
from tests.monitoring.models import given, pose_model, recorded_falls, short_clips

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def blank(number: int = 0) -> Frame:
    return Frame(
        camera="c",
        sequence=number,
        taken_at=BEGAN + timedelta(seconds=number / 8),
        rgb=np.full((120, 160, 3), 127, dtype=np.uint8),
    )


class OneOfEach(Landmarker):
    """Finds one person in the stream and two in every look, with the place and turn of the look in the numbers."""

    def __init__(self) -> None:
        super().__init__(Path("unused"), 4)

    def follow(self, camera: str, at_ms: int, rgb: np.ndarray[Any, np.dtype[np.uint8]]) -> Keypoints:
        return np.full((1, COUNT, VALUES), float(rgb[0, 0, 0]), dtype=np.float32)

    def look(self, rgb: np.ndarray[Any, np.dtype[np.uint8]], look: Look) -> Keypoints:
        return np.full((2, COUNT, VALUES), float(look.left), dtype=np.float32)


def request(value: int, looks: list[dict[str, int]]) -> bytes:
    head = {"camera": "c", "at_ms": 1, "width": 4, "height": 2, "looks": looks}
    return json.dumps(head).encode() + b"\n" + bytes([value] * 24)


def test_the_process_answers_each_frame_with_its_looks_in_order() -> None:
    answers = io.BytesIO()
    look = {"left": 3, "top": 0, "width": 1, "height": 2, "quarters": 1}
    serve(io.BytesIO(request(10, []) + request(20, [look])), answers, OneOfEach())
    answers.seek(0)
    first = json.loads(answers.readline())
    assert first["people"] == [1]
    assert np.frombuffer(answers.read(COUNT * VALUES * 4), dtype=np.float32).max() == 10
    second = json.loads(answers.readline())
    assert second["people"] == [1, 2]
    values = np.frombuffer(answers.read(3 * COUNT * VALUES * 4), dtype=np.float32).reshape(3, COUNT, VALUES)
    assert values[:, 0, 0].tolist() == [20.0, 3.0, 3.0]
    assert answers.read() == b""


class WhatItSees(Landmarker):
    """Instead of people, keeps the picture that it is to search."""

    def __init__(self) -> None:
        super().__init__(Path("unused"), 4)
        self.seen = np.zeros((0, 0, 3), dtype=np.uint8)
        self._single = self

    def detect(self, image: Any) -> Any:
        self.seen = image.numpy_view().copy()
        return SimpleNamespace(pose_landmarks=[], pose_world_landmarks=[])


@pytest.mark.slow
def test_whoever_a_look_does_without_is_painted_over_in_it_and_nowhere_else() -> None:
    rgb = np.full((32, 32, 3), 100, dtype=np.uint8)
    rgb[4:20, 10:20] = 255
    kept = rgb.copy()
    landmarker = WhatItSees()
    landmarker.look(rgb, Look(left=8, top=0, width=24, height=32, without=((10, 4, 20, 20), (0, 24, 4, 40))))
    assert landmarker.seen.shape == (32, 24, 3)
    assert landmarker.seen.max() < 200
    assert set(landmarker.seen[21:].ravel().tolist()) == {100}
    landmarker.look(rgb, Look(left=8, top=0, width=24, height=32))
    assert landmarker.seen.max() == 255
    assert np.array_equal(rgb, kept)


@pytest.mark.slow
@pytest.mark.parametrize("quarters", range(5))
def test_a_look_is_turned_counter_clockwise(quarters: int) -> None:
    rgb = np.random.default_rng(1).integers(0, 255, (32, 40, 3), dtype=np.uint8)
    landmarker = WhatItSees()
    landmarker.look(rgb, Look(left=8, top=4, width=24, height=20, quarters=quarters))
    assert np.array_equal(landmarker.seen, np.rot90(rgb[4:24, 8:32], quarters))


def test_the_process_ends_when_a_frame_breaks_off() -> None:
    answers = io.BytesIO()
    serve(io.BytesIO(request(10, [])[:-5]), answers, OneOfEach())
    assert answers.getvalue() == b""


def test_a_missing_model_is_named_with_what_to_do(tmp_path: Path) -> None:
    pose = MediaPipePose(given(tmp_path / "none.task"), SystemClock(), fault=lambda _: None)
    with pytest.raises(ModelError, match="carebot models install") as caught:
        run(pose.start())
    assert "none.task" in caught.value.text.zh


def test_before_the_start_there_are_no_poses_and_it_says_why() -> None:
    pose = MediaPipePose(given(Path("none.task")), SystemClock(), fault=lambda _: None)
    assert pose.readiness() is not None
    assert run(pose.estimate(blank())) is None
    assert pose.process_id is None


@pytest.mark.slow
def test_a_damaged_model_is_refused_with_the_engines_own_words(tmp_path: Path) -> None:
    model = tmp_path / "damaged.task"
    model.write_bytes(b"not a model" * 1000)
    pose = MediaPipePose(given(model), SystemClock(), fault=lambda _: None)
    with pytest.raises(ModelError, match="cannot start") as caught:
        run(pose.start())
    assert "damaged.task" in caught.value.text.en
    assert pose.readiness() is not None


class ReadyAtLast:
    """In the place of the engine's process: the first three of these do not become ready."""

    cpu_s = 0.0
    made = 0

    def __init__(self, *_: object) -> None:
        ReadyAtLast.made += 1

    def wait_ready(self) -> None:
        if ReadyAtLast.made <= 3:
            raise EngineError("no room")

    def ask(self, frame: Frame, _: object) -> PoseFrame:
        return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=())

    def kill(self) -> None: ...

    def close(self) -> None: ...


def test_an_engine_that_cannot_start_is_tried_again_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model is nowhere, then there, then the engine has no room three times."""
    monkeypatch.setattr("monitoring.pose.PoseEngine", ReadyAtLast)
    monkeypatch.setattr(ReadyAtLast, "made", 0)
    clock, faults, sees = LeapingClock(BEGAN), list[Text | None](), asyncio.Event()
    model = tmp_path / "model.task"

    def hear(fault: Text | None) -> None:
        faults.append(fault)
        if fault is None:
            sees.set()

    def installed() -> PoseModels:
        if faults:
            model.touch()
        return PoseModels(landmarker=model)

    async def seen() -> list[bool]:
        pose = MediaPipePose(installed, clock, fault=hear)
        await pose.start_or_try_again()
        answered = [await pose.estimate(blank(0)) is not None]
        async with asyncio.timeout(60):
            await sees.wait()
        answered.append(await pose.estimate(blank(1)) is not None)
        assert pose.readiness() is None
        await pose.aclose()
        return answered

    assert run(seen()) == [False, True]
    assert [fault and fault.en.partition(" (")[0].partition(f" {model}")[0] for fault in faults] == [
        "The pose model", "Pose estimation cannot start", None,
    ]  # fmt: skip
    assert clock.monotonic() == timedelta(seconds=0.5 + 1 + 2 + 4)


def test_whoever_closes_a_robot_that_never_saw_waits_for_nothing(tmp_path: Path) -> None:
    faults: list[Text | None] = []

    async def closed() -> bool:
        pose = MediaPipePose(given(tmp_path / "none.task"), LeapingClock(BEGAN), fault=faults.append)
        await pose.start_or_try_again()
        await pose.aclose()
        return await pose.estimate(blank()) is None

    assert run(closed())
    assert [fault is None for fault in faults] == [False]


@pytest.mark.slow
def test_people_in_a_recording_are_found_upright_and_turned() -> None:
    folder = recorded_falls()
    clip = folder / next(one["file"] for one in short_clips(folder) if one["label"] == "adl")

    async def found() -> PoseFrame | None:
        pose = MediaPipePose(given(pose_model()), SystemClock(), fault=lambda _: None)
        await pose.start()
        assert pose.readiness() is None
        poses = None
        async for frame in VideoFile(clip, SystemClock(), waits=False).frames():
            looks = [Look(left=0, top=0, width=frame.width, height=frame.height, quarters=2)]
            poses = await pose.estimate(frame, looks)
            if frame.taken_at.microsecond and poses and len(poses.skeletons) >= 2:
                break
        assert pose.cpu_s > 0
        await pose.aclose()
        return poses

    poses = run(found())
    assert poses is not None
    upright, turned = poses.skeletons[:2]
    assert turned.turned
    assert not upright.turned
    assert upright.image_px[list(HEAD), 1].mean() < upright.image_px[list(ANKLES), 1].mean() - 200
    assert np.abs(upright.image_px - turned.image_px)[[11, 12, 23, 24]].max() < 40
    assert np.abs(upright.world_m - turned.world_m)[[11, 12, 23, 24]].max() < 0.25


async def killed(how: signal.Signals) -> tuple[list[Text | None], list[bool]]:
    """What is told when the engine's process gets `how` between two frames, and which frames were answered."""
    faults: list[Text | None] = []
    cleared = asyncio.Event()

    def hear(fault: Text | None) -> None:
        faults.append(fault)
        if fault is None:
            cleared.set()

    pose = MediaPipePose(given(pose_model()), LeapingClock(BEGAN), fault=hear, answers_within=timedelta(seconds=3))
    await pose.start()
    first = pose.process_id
    assert first is not None
    answered = [await pose.estimate(blank(0)) is not None]
    spent_s = pose.cpu_s
    os.kill(first, how)
    answered.append(await pose.estimate(blank(1)) is not None)
    assert pose.readiness() is not None
    answered.append(await pose.estimate(blank(2)) is not None)
    async with asyncio.timeout(60):
        await cleared.wait()
    answered.append(await pose.estimate(blank(3)) is not None)
    assert pose.process_id != first
    assert pose.cpu_s > spent_s > 0
    assert pose.readiness() is None
    await pose.aclose()
    return faults, answered


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_an_engine_that_dies_or_hangs_costs_frames_and_comes_back(how: signal.Signals) -> None:
    faults, answered = run(killed(how))
    assert answered == [True, False, False, True]
    assert [fault is None for fault in faults] == [False, True]
    assert faults[0] is not None
    assert "cannot see a fall" in faults[0].en


@pytest.mark.slow
def test_closing_ends_the_process_and_what_ends_the_whole_program_does_not() -> None:
    """A terminal and a service tell every process of theirs to end; the engine ends with what it works for."""

    async def ended() -> list[int]:
        pose = MediaPipePose(given(pose_model()), SystemClock(), fault=lambda _: None)
        started = []
        for _ in range(2):
            await pose.start()
            assert pose.process_id is not None
            started.append(pose.process_id)
            for how in (signal.SIGINT, signal.SIGTERM):
                os.kill(pose.process_id, how)
            assert await pose.estimate(blank(len(started))) is not None
        for _ in range(2):
            await pose.aclose()
            assert pose.process_id is None
        return started

    first, second = run(ended())
    assert first != second
    for process_id in (first, second):
        with pytest.raises(ProcessLookupError):
            os.kill(process_id, 0)


@pytest.mark.slow
def test_whoever_gives_up_waiting_does_not_confuse_the_next_answer() -> None:
    async def answers() -> PoseFrame | None:
        pose = MediaPipePose(given(pose_model()), SystemClock(), fault=lambda _: None)
        await pose.start()
        waiting = asyncio.create_task(pose.estimate(blank(1)))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        found = await pose.estimate(blank(2))
        await pose.aclose()
        return found

    found = run(answers())
    assert found is not None
    assert found.sequence == 2


def test_a_look_for_any_posture_is_not_turned_and_without_its_network_is_a_turned_one() -> None:
    look = Look(left=0, top=0, width=4, height=2, quarters=3, located=True)
    assert possible(look, finds=True) == Look(left=0, top=0, width=4, height=2, quarters=0, located=True)
    assert possible(look, finds=False) == Look(left=0, top=0, width=4, height=2, quarters=3)
    turned = Look(left=0, top=0, width=4, height=2, quarters=3)
    assert possible(turned, finds=True) == turned
