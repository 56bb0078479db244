"""The pose engine's process as its owner thread has it: start, ask, end. Every call blocks; `kill` ends any other."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from monitoring.frames import Frame
from monitoring.keypoints import COUNT
from monitoring.skeletons import VALUES, Look, PoseFrame, Skeleton, skeletons_of

_PROCESS: Final = "monitoring._pose_process"
_PIPE_BYTES: Final = 1 << 20
"""The most that Linux gives everybody: a picture then goes over in one or two pieces and not in forty."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class EngineError(Exception):
    """The process ended, or answers nonsense. The message is its own account of why, where it gave one."""


class PoseEngine:
    """One process of the engine. `cpu_s` is the processor time that it has used so far."""

    def __init__(self, model: Path, most_people: int, finder: Path | None = None) -> None:
        self.cpu_s = 0.0
        self._finds = finder is not None
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            [sys.executable, "-m", _PROCESS, str(model), str(most_people), *([str(finder)] if finder else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=_PIPE_BYTES,
            env=os.environ | {"OMP_NUM_THREADS": "1"},
        )

    @property
    def process_id(self) -> int:
        """The id of the process."""
        return self._process.pid

    def wait_ready(self) -> None:
        """Return once the model is loaded; raises EngineError where it cannot be."""
        head = self._head()
        if "ready" not in head:
            raise EngineError(str(head.get("failure", "")))

    def ask(self, frame: Frame, looks: Sequence[Look]) -> PoseFrame:
        """Have one frame searched; raises EngineError when the process dies over it."""
        looks = [possible(look, finds=self._finds) for look in looks]
        head = {
            "camera": frame.camera,
            "at_ms": (frame.taken_at - _EPOCH) // timedelta(milliseconds=1),
            "width": frame.width,
            "height": frame.height,
            "looks": [asdict(look) for look in looks],
        }
        self._send(json.dumps(head).encode() + b"\n", np.ascontiguousarray(frame.rgb).data)
        answer = self._head()
        self.cpu_s = float(answer.get("cpu_s", 0.0))
        found: list[Skeleton] = []
        for look, number in zip((None, *looks), answer.get("people", ()), strict=True):
            values = np.frombuffer(self._read(number * COUNT * VALUES * 4), dtype=np.float32)
            found.extend(skeletons_of(values.reshape(number, COUNT, VALUES), look))
        return PoseFrame(camera=frame.camera, sequence=frame.sequence, taken_at=frame.taken_at, skeletons=tuple(found))

    def kill(self) -> None:
        """End the process at once; callable from any thread, any number of times."""
        self._process.kill()

    def close(self) -> None:
        """End the process and free what it held."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # what was not yet written is lost with the process

    def _send(self, head: bytes, picture: memoryview) -> None:
        if self._process.stdin is None:
            raise EngineError
        try:
            self._process.stdin.write(head)
            self._process.stdin.write(picture)
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise EngineError(str(error)) from error

    def _read(self, size: int) -> bytes:
        data = b"" if self._process.stdout is None else self._process.stdout.read(size)
        if len(data) < size:
            raise EngineError
        return data

    def _head(self) -> dict[str, Any]:
        line = b"" if self._process.stdout is None else self._process.stdout.readline()
        try:
            head: dict[str, Any] = json.loads(line)
        except ValueError as error:
            raise EngineError(f"exit code {self._process.poll()}") from error
        return head


def possible(look: Look, *, finds: bool) -> Look:
    """The look as it can be done: what finds bodies in any posture needs no turned picture, and may not be there."""
    if not look.located:
        return look
    return replace(look, quarters=0) if finds else replace(look, located=False)
