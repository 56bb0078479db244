"""How falls are scored, and what the recorded ones bring."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from carebot.clocks import SystemClock
from carebot.core.errors import ModelError
from monitoring.evaluation import Alarm, ClipResult, Fallen, FallScore, Unlosing, evaluate_clip, score
from monitoring.frames import Frame
from monitoring.monitors.fall import Fall
from monitoring.pose import MediaPipePose
from monitoring.skeletons import Look, PoseFrame
from tests.monitoring.clocks import LeapingClock
from tests.monitoring.kinematics import BEGAN
from tests.monitoring.models import given, pose_model, recorded_falls, short_clips

LEAST_SENSITIVITY = 5 / 6
MOST_FALSE_ALARMS = 1
LEAST_FRAMES_PER_CORE_S = 8.0
"""What one core must do to watch one camera."""


def result(*alarms_s: float, duration_s: float = 60.0) -> ClipResult:
    alarms = tuple(Alarm(at_s=at, onset_s=at - 1, confidence=0.9, cause="flat +2.0") for at in alarms_s)
    return ClipResult(alarms=alarms, frames=480, duration_s=duration_s, cpu_s=20.0)


def test_each_fall_counts_once_and_every_other_alarm_is_false() -> None:
    falls = {"a": [Fallen(onset_s=5.0, end_s=9.0)], "b": [Fallen(onset_s=2.0, end_s=4.0)]}
    scored = score({"a": result(7.0, 8.0), "b": result(), "quiet": result(30.0)}, falls)
    assert scored == FallScore(
        falls=2,
        found=1,
        sensitivity=0.5,
        false_alarms=2,
        false_alarms_per_hour=40.0,
        latency_p50_s=2.0,
        latency_p90_s=2.0,
        frames_per_core_s=24.0,
    )


@pytest.mark.parametrize(("at_s", "found"), [(4.4, 0), (4.6, 1), (5.0, 1), (9.0, 1), (18.9, 1), (19.1, 0)])
def test_an_alarm_belongs_to_a_fall_from_its_onset_until_a_while_after(at_s: float, found: int) -> None:
    scored = score({"a": result(at_s)}, {"a": [Fallen(onset_s=5.0, end_s=9.0)]})
    assert (scored.found, scored.false_alarms) == (found, 1 - found)


def test_without_falls_there_is_no_sensitivity() -> None:
    scored = score({"a": result()}, {})
    assert scored.sensitivity is None
    assert scored.latency_p50_s is None
    assert scored.false_alarms_per_hour == 0.0


@pytest.mark.slow
def test_recorded_falls_are_found_without_false_alarms() -> None:
    """All but the long clips, which `carebot bench falls` has."""
    folder, model = recorded_falls(), pose_model()
    results, falls = asyncio.run(evaluated(folder, model, short_clips(folder)))
    scored = score(results, falls)
    assert scored.falls >= 6
    assert scored.sensitivity is not None
    assert scored.sensitivity >= LEAST_SENSITIVITY
    assert scored.false_alarms <= MOST_FALSE_ALARMS
    assert scored.latency_p50_s is not None
    assert scored.latency_p50_s < 2.5
    assert scored.frames_per_core_s is not None
    assert scored.frames_per_core_s > LEAST_FRAMES_PER_CORE_S


class Loses(MediaPipePose):
    """An engine that loses as many frames before it answers."""

    def __init__(self, frames: int) -> None:
        super().__init__(given(Path("none.task")), LeapingClock(BEGAN), fault=lambda _: None)
        self._left = frames

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame | None:
        self._left -= 1
        if self._left >= 0:
            return None
        return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=())


@pytest.mark.parametrize(("lost", "measured"), [(0, True), (40, True), (400, False)])
def test_what_the_engine_loses_is_shown_to_it_again_and_no_engine_is_no_figure(lost: int, measured: bool) -> None:
    pose = Unlosing(Loses(lost), LeapingClock(BEGAN))
    frame = Frame(camera="c", sequence=7, taken_at=BEGAN, rgb=np.zeros((2, 2, 3), dtype=np.uint8))
    if measured:
        assert asyncio.run(pose.estimate(frame)).sequence == 7
        return
    with pytest.raises(ModelError, match="not been started"):
        asyncio.run(pose.estimate(frame))


async def evaluated(
    folder: Path, model: Path, clips: list[dict[str, Any]]
) -> tuple[dict[str, ClipResult], dict[str, list[Fallen]]]:
    pose = MediaPipePose(given(model), SystemClock(), fault=lambda _: None)
    await pose.start()
    results: dict[str, ClipResult] = {}
    falls: dict[str, list[Fallen]] = {}
    for clip in clips:
        results[clip["id"]] = await evaluate_clip(folder / clip["file"], pose, [Fall()], SystemClock())
        falls[clip["id"]] = [Fallen(onset_s=event["onset_s"], end_s=event["end_s"]) for event in clip["events"]]
    await pose.aclose()
    return results, falls
