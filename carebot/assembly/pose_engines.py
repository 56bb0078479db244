"""The engines that find people in pictures: how many a home needs, and each with the models that this machine has."""

import math
import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Final

from carebot.core.clock import Clock
from carebot.core.errors import ModelError
from carebot.core.language import Text
from carebot.models import ModelStore, model_cache
from monitoring.pose import Computing, MediaPipePose, PoseModels

_POSE_MODEL: Final = "pose-landmarker-full"
_FINDER: Final = "movenet-multipose"
_CAMERAS_AN_ENGINE: Final = 2


def engines_for(cameras: int) -> int:
    """How many pose engines so many cameras need, each on a core of its own: two cameras fill most of one."""
    wanted = math.ceil(cameras / _CAMERAS_AN_ENGINE)
    return max(1, min(wanted, os.cpu_count() or 1))


def pose_engine(
    clock: Clock, *, fault: Callable[[Text | None], None], computing: Computing = nullcontext
) -> MediaPipePose:
    """An engine that is not started yet, with the models that this machine has by then."""
    return MediaPipePose(_models, clock, fault=fault, computing=computing)


def _models() -> PoseModels:
    store = ModelStore(model_cache())
    return PoseModels(landmarker=store.path(_POSE_MODEL), finder=_finder(store))


def _finder(store: ModelStore) -> Path | None:
    """What finds bodies in any posture. Without it falls are seen worse, which is better than not at all."""
    try:
        return store.path(_FINDER)
    except ModelError:
        return None
