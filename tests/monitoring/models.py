"""Where tests find the pose model and the recorded falls; without them they skip with a clear word."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carebot.core.errors import ModelError
from carebot.models import ModelStore, model_cache
from monitoring.pose import PoseModels

ROOT = Path(__file__).resolve().parents[2]


def pose_model() -> Path:
    """The installed PoseLandmarker bundle; skips the test where there is none."""
    try:
        return ModelStore(model_cache()).path("pose-landmarker-full")
    except ModelError as error:
        pytest.skip(f"no pose model: {error}")


def given(model: Path) -> Callable[[], PoseModels]:
    """The models of an engine that has this one alone."""
    return lambda: PoseModels(landmarker=model)


def recorded_falls() -> Path:
    """The folder of recorded falls with its manifest.json; skips the test where there is none."""
    bench = Path(os.environ.get("CAREBOT_BENCH", ROOT.parent / "shared" / "bench")) / "falls"
    if not (bench / "manifest.json").is_file():
        pytest.skip(f"no recorded falls in {bench}; set CAREBOT_BENCH")
    return bench


def short_clips(folder: Path) -> list[dict[str, Any]]:
    """The clips of the manifest that last less than a minute, as it describes them."""
    clips: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text())["clips"]
    return [clip for clip in clips if clip.get("duration_s", 60) < 60]
