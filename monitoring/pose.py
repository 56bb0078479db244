"""Body poses: MediaPipe in its own process, fed one frame at a time.

A frame that the process loses by dying is lost and no more: the process is started again, and a fault says so.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final, Protocol

from carebot.core.clock import Clock
from carebot.core.errors import ModelError
from carebot.core.language import Text
from monitoring._pose_engine import EngineError, PoseEngine
from monitoring.frames import Frame
from monitoring.skeletons import Look, PoseFrame

MOST_PEOPLE: Final = 4
_LOADS_WITHIN: Final = timedelta(seconds=60)
_ANSWERS_WITHIN: Final = timedelta(seconds=5)
_FIRST_PAUSE: Final = timedelta(milliseconds=500)
_LONGEST_PAUSE: Final = timedelta(seconds=30)

Computing = Callable[[], AbstractAsyncContextManager[None]]


class PoseEstimator(Protocol):
    """Finds the people in a frame."""

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame | None:
        """The skeletons in `frame`, and what extra `looks` at it find; None when the engine lost the frame."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseModels:
    """The model files of the engine: MediaPipe's PoseLandmarker, and MoveNet, which finds bodies in any posture.

    Without the second, looks find fewer.
    """

    landmarker: Path
    finder: Path | None = None


class MediaPipePose:
    """The PoseLandmarker of MediaPipe with the files that `models` gives or raises ModelError: asked at each start.

    `fault` hears why there are no poses, and that there are again (None). `computing` holds simulated time meanwhile.
    """

    def __init__(
        self,
        models: Callable[[], PoseModels],
        clock: Clock,
        *,
        fault: Callable[[Text | None], None],
        computing: Computing = nullcontext,
        answers_within: timedelta = _ANSWERS_WITHIN,
    ) -> None:
        self._models = models
        self._clock = clock
        self._fault = fault
        self._computing = computing
        self._answers_within = answers_within
        self._engine: PoseEngine | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._reviving: asyncio.Task[None] | None = None
        self._trouble: Text | None = _NOT_STARTED
        self._spent_s = 0.0

    @property
    def process_id(self) -> int | None:
        """The id of the engine's process; None while there is none."""
        return self._engine.process_id if self._engine is not None else None

    @property
    def cpu_s(self) -> float:
        """The processor time that the engine's processes have used so far."""
        return self._spent_s + (self._engine.cpu_s if self._engine is not None else 0.0)

    def readiness(self) -> Text | None:
        """Why there are no poses; None when the engine is ready."""
        return self._trouble

    async def start(self) -> None:
        """Start the engine anew and wait until it is ready; raises ModelError when the model is missing or unusable."""
        async with self._computing():
            models = await asyncio.to_thread(self._models)
            if not models.landmarker.is_file():
                raise ModelError(_no_model(models.landmarker))
            await self._end()
            await self._launch(models)
        self._trouble = None

    async def start_or_try_again(self) -> None:
        """Start the engine; where that fails, tell why, and try again with growing pauses until it works."""
        try:
            await self.start()
        except ModelError as error:
            self._try_again(error.text)

    async def aclose(self) -> None:
        """End the engine; a frame that is with it is lost without a fault."""
        self._trouble = _NOT_STARTED
        if self._reviving is not None:
            self._reviving.cancel()
            await asyncio.gather(self._reviving, return_exceptions=True)
        await self._end()

    async def estimate(self, frame: Frame, looks: Sequence[Look] = ()) -> PoseFrame | None:
        """The skeletons in `frame`, and what extra `looks` at it find; None when the engine lost the frame."""
        engine, thread = self._engine, self._thread
        if engine is None or thread is None or self._trouble is not None:
            return None
        async with self._computing():
            try:
                async with asyncio.timeout(self._answers_within.total_seconds()):
                    return await asyncio.get_running_loop().run_in_executor(thread, engine.ask, frame, looks)
            except (EngineError, TimeoutError):
                await self._end()
        if self._trouble is None:
            self._try_again(_LOST)
        return None

    async def _launch(self, models: PoseModels) -> None:
        """A new process in a new thread of its own; raises ModelError when it does not become ready."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pose engine")
        self._engine = PoseEngine(models.landmarker, MOST_PEOPLE, models.finder)
        try:
            async with asyncio.timeout(_LOADS_WITHIN.total_seconds()):
                await asyncio.get_running_loop().run_in_executor(self._thread, self._engine.wait_ready)
        except (EngineError, TimeoutError) as error:
            await self._end()
            raise ModelError(_unusable(models.landmarker, str(error) or type(error).__name__)) from error
        except asyncio.CancelledError:
            await self._end()
            raise

    def _try_again(self, trouble: Text) -> None:
        self._report(trouble)
        self._reviving = asyncio.create_task(self._revive(), name="pose engine restart")

    async def _revive(self) -> None:
        """Start the engine again, with growing pauses between vain attempts."""
        pause = _FIRST_PAUSE
        while self._trouble is not None:
            await self._clock.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            try:
                await self.start()
            except ModelError as error:
                self._report(error.text)
        self._fault(None)

    def _report(self, trouble: Text) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._fault(trouble)

    async def _end(self) -> None:
        """End the process first, which frees the thread from whatever it waits for."""
        engine, self._engine = self._engine, None
        thread, self._thread = self._thread, None
        if engine is not None and thread is not None:
            engine.kill()
            self._spent_s += engine.cpu_s
            await asyncio.get_running_loop().run_in_executor(thread, engine.close)
            thread.shutdown(wait=False)


_NOT_STARTED: Final = Text(zh="姿势识别还没有启动。", en="Pose estimation has not been started.")
_LOST: Final = Text(
    zh="姿势识别意外停止，正在重新启动。在此期间机器人看不出有人跌倒。若反复出现请通知技术人员。",
    en="Pose estimation stopped unexpectedly and is being restarted. Until then the robot cannot see a fall. "
    "If it keeps happening, tell a technician.",
)


def _no_model(model: Path) -> Text:
    return Text(
        zh=f"缺少姿势识别模型 {model}。请运行 carebot models install pose-landmarker-full。",
        en=f"The pose model {model} is missing. Run: carebot models install pose-landmarker-full",
    )


def _unusable(model: Path, reason: str) -> Text:
    return Text(
        zh=f"姿势识别无法启动（{reason}）。请运行 carebot models verify 检查 {model}。",
        en=f"Pose estimation cannot start ({reason}). Check {model} with: carebot models verify",
    )
