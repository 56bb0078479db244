"""The watchdog: when the loop misses its beat, everything that moves is stopped, from a thread of its own.

It judges nothing and never raises. Its decision is a pure step of the time and the last beat.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from carebot.core.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """When a beat counts as missed.

    limit: the heartbeat of SAFETY.md (hang, crash, lost link). Measured (`benchmark.measure_beats`) on two cores at a
        load of 8, a loop that beats every 20 ms beside pose estimation left gaps of at most 45 ms; with a thread in its
        process that never rests 104 ms; with two such threads 351 ms, which is a miss.
    period: how often the watchdog looks, and how often it repeats the stop while the beat is missing.
    hang: a miss of this length is no hiccup; `hangs` of them within `hang_window` latch the stop until staff release.
    """

    limit: timedelta = timedelta(milliseconds=200)
    period: timedelta = timedelta(milliseconds=20)
    hang: timedelta = timedelta(seconds=2)
    hangs: int = 3
    hang_window: timedelta = timedelta(minutes=5)


_DEFAULTS: Final = Options()


class Pulse(Enum):
    """How the loop is doing."""

    BEATING = auto()
    MISSED = auto()
    CRASH_LOOP = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the watchdog tells when the pulse changes. `gap` is the time since the last beat."""

    pulse: Pulse
    gap: timedelta
    text: Text


class Heartbeat:
    """The pulse as a pure function of beats and time."""

    def __init__(self, options: Options, now: timedelta) -> None:
        self._options = options
        self._last_beat = now
        self._gap = timedelta()
        self._pulse = Pulse.BEATING
        self._hung = False
        self._hangs: deque[timedelta] = deque(maxlen=options.hangs)

    @property
    def pulse(self) -> Pulse:
        """The pulse at the last step."""
        return self._pulse

    @property
    def gap(self) -> timedelta:
        """The time since the last beat at the last step."""
        return self._gap

    def beat(self, now: timedelta) -> None:
        """The loop is alive at `now`."""
        self._last_beat = now

    def release(self) -> None:
        """Staff end a crash loop."""
        self._hangs.clear()
        self._pulse = Pulse.BEATING

    def step(self, now: timedelta) -> News | None:
        """Look at the pulse at `now`; news when it has changed."""
        self._gap = now - self._last_beat
        before = self._pulse
        if before is not Pulse.CRASH_LOOP:
            self._pulse = self._looked_at(now)
        return None if self._pulse is before else News(pulse=self._pulse, gap=self._gap, text=_TEXTS[self._pulse])

    def _looked_at(self, now: timedelta) -> Pulse:
        if self._gap <= self._options.limit:
            self._hung = False
            return Pulse.BEATING
        if self._gap >= self._options.hang and not self._hung:
            self._hung = True
            self._hangs.append(now)
        recent = [hang for hang in self._hangs if now - hang <= self._options.hang_window]
        return Pulse.CRASH_LOOP if len(recent) >= self._options.hangs else Pulse.MISSED


_LOG: Final = logging.getLogger(__name__)
_STOP_FAILED: Final = Text(
    zh="看门狗让机器人停下时出错，请按机身急停按钮！",
    en="The watchdog could not stop everything. Press the emergency stop on the body!",
)
_TEXTS: Final = {
    Pulse.BEATING: Text(zh="控制程序恢复响应。", en="The control program answers again."),
    Pulse.MISSED: Text(
        zh="控制程序没有响应，已让机器人停下。", en="The control program does not answer; the robot was stopped."
    ),
    Pulse.CRASH_LOOP: Text(
        zh="控制程序反复失去响应，机器人已锁定停止。请工作人员检查后解除。",
        en="The control program keeps failing; the robot is stopped and latched. Staff must check and release it.",
    ),
}


class Watchdog:
    """Stops everything in `stops` while the beat is missing, and tells `told` when that begins and ends.

    Both are called from the watchdog's thread. `monotonic` must be real time, whatever clock the loop lives by.
    """

    def __init__(
        self,
        stops: Sequence[Callable[[], None]],
        told: Callable[[News], None],
        monotonic: Callable[[], timedelta],
        options: Options = _DEFAULTS,
    ) -> None:
        self._stops = stops
        self._told = told
        self._options = options
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._heartbeat: Heartbeat | None = None
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to watch; the first beat is due within the limit."""
        self._closed.clear()
        self._heartbeat = Heartbeat(self._options, self._monotonic())
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the watch. What was stopped stays stopped."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def beat(self) -> None:
        """The loop is alive. Called from the loop, at least every 50 ms."""
        with self._lock:
            if self._heartbeat is not None:
                self._heartbeat.beat(self._monotonic())

    def release(self) -> None:
        """Staff end a crash loop."""
        with self._lock:
            if self._heartbeat is not None:
                self._heartbeat.release()

    def look(self) -> Pulse:
        """Look once: stop everything where the beat is missing, tell where the pulse has changed."""
        with self._lock:
            if self._heartbeat is None:
                return Pulse.BEATING
            news = self._heartbeat.step(self._monotonic())
            pulse = self._heartbeat.pulse
            gap = self._heartbeat.gap
        stopped = pulse is Pulse.BEATING or self._stop_all()
        if news is not None:
            self._tell(news)
        if not stopped:
            self._tell(News(pulse=pulse, gap=gap, text=_STOP_FAILED))
        return pulse

    def _stop_all(self) -> bool:
        """Call every stop, whatever the others do; whether all of them went through."""
        went_through = [_call(stop) for stop in self._stops]
        return all(went_through)

    def _tell(self, news: News) -> None:
        _call(lambda: self._told(news))

    def _watch(self) -> None:
        while not self._closed.wait(self._options.period.total_seconds()):
            self.look()


def _call(step: Callable[[], None]) -> bool:
    """Do one step of stopping or telling; whether it went through. What fails keeps nothing else from being done."""
    try:
        step()
    except Exception:  # noqa: BLE001 - the stop path goes on whatever an actuator raises; the next look repeats it
        _LOG.exception("the watchdog goes on although a step of it failed")
        return False
    return True
