"""PortAudio's devices, looked for again: PortAudio knows those of its own start, and starts anew only without a stream.

What is plugged in later would stay unknown to the process otherwise. A stream that is open keeps the list as it is, so
whoever listens all the time lets go for a moment when somebody misses a device (`wanted`).
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final

lock: Final = threading.RLock()
"""Held by whoever asks PortAudio about devices, so that its list is not made anew under her hands."""
_looking: Final = threading.Event()
_open: set[int] = set()


class Held:
    """A stream that is open until it is closed; as long as one is, the list of devices stays as it is."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        _open.add(id(self))

    def close(self) -> None:
        """Stop and let go of the device."""
        with lock:
            if id(self) in _open:
                self._stream.close()
                _open.discard(id(self))


def started(make: Callable[[], Any]) -> Held:
    """The stream that `make` gives, running; raises PortAudioError or ValueError where it cannot run."""
    with lock, ExitStack() as unless_started:
        stream = make()
        unless_started.callback(stream.close)
        stream.start()
        unless_started.pop_all()
        return Held(stream)


def look_again() -> None:
    """Make the list of devices anew, in 5 ms and what the drivers take; a stream that is open puts it off."""
    import sounddevice

    with lock:
        if _open:
            _looking.set()
            return
        _looking.clear()
        sounddevice._terminate()
        sounddevice._initialize()


def wanted() -> bool:
    """Whether somebody misses a device, and one stream at most keeps the list as it is."""
    return _looking.is_set() and len(_open) <= 1
