"""The ladder of what the robot does about faults: the worst active fault decides, and each says when it clears.

A fault that comes and goes counts as present in between, so flickering outruns neither its delay nor its clearing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text


class Rung(IntEnum):
    """What the robot does, from least to most drastic."""

    NORMAL = 0
    WARN = 1
    SLOW = 2
    HOLD = 3
    RETREAT = 4
    LOWER_AND_RELEASE = 5
    SAFE_STOP = 6
    POWER_OFF = 7


class Clearing(StrEnum):
    """Who ends a fault once its condition is gone."""

    BY_ITSELF = "by_itself"
    BY_STAFF = "by_staff"
    BY_RESTART = "by_restart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault: what it leads to, how long its condition must last first, how it clears, and why so (`source`).

    `settled_after` is how long the condition must be gone without a break before the fault counts as gone.
    """

    name: str
    rung: Rung
    text: Text
    source: str
    clearing: Clearing = Clearing.BY_ITSELF
    delay: timedelta = timedelta()
    settled_after: timedelta = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """What is remembered of one fault: since when it is there, when its condition was last seen, and if it fired."""

    since: timedelta
    last_seen: timedelta
    fired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderState:
    """Everything remembered of the faults that are there."""

    tracks: Mapping[str, Track] = field(default_factory=lambda: MappingProxyType({}))


_MILLISECONDS: Final = timedelta(milliseconds=1)
FAULTS: Final[tuple[Fault, ...]] = (
    Fault(
        name="battery_low",
        rung=Rung.WARN,
        text=Text(zh="电量低，请让机器人充电。", en="The battery is low; let the robot charge."),
        source="carebot: the way to the dock must remain possible",
        settled_after=timedelta(minutes=1),
    ),
    Fault(
        name="people_unsure",
        rung=Rung.SLOW,
        text=Text(zh="看不清周围的人，慢行。", en="People around are not seen for sure; going slowly."),
        source="SAFETY.md, hazards: stale sensing 0.3 m/s, then stop",
    ),
    Fault(
        name="body_degraded",
        rung=Rung.SLOW,
        text=Text(zh="机器人本体有小故障，慢行。", en="The body is not at its best; going slowly."),
        source="SAFETY.md, limits: unsure goes slowly",
    ),
    Fault(
        name="people_unseen",
        rung=Rung.HOLD,
        text=Text(zh="感知不到周围的人，停住等待。", en="People around are not sensed; holding."),
        source="SAFETY.md, hazards: stale sensing 0.3 m/s, then stop",
        delay=300 * _MILLISECONDS,
    ),
    Fault(
        name="lost",
        rung=Rung.HOLD,
        text=Text(zh="不知道自己在哪里，停住等待。", en="The robot does not know where it is; holding."),
        source="ISO 13482: lost localisation stops",
    ),
    Fault(
        name="agitation",
        rung=Rung.RETREAT,
        text=Text(
            zh="老人情绪激动，退开两米并叫人。", en="The resident is agitated; backing off two metres and calling."
        ),
        source="SAFETY.md, hazards: self-harm, violence",
        clearing=Clearing.BY_STAFF,
    ),
    Fault(
        name="contact_force",
        rung=Rung.LOWER_AND_RELEASE,
        text=Text(zh="碰到人的力气太大，放低并松开。", en="Contact is too forceful; lowering and letting go."),
        source="ISO/TS 15066, half of its limits",
        clearing=Clearing.BY_STAFF,
    ),
    Fault(
        name="heartbeat_lost",
        rung=Rung.SAFE_STOP,
        text=Text(zh="控制程序没有响应，安全停止。", en="The control program does not answer; safe stop."),
        source="SAFETY.md, hazards: 200 ms heartbeat",
    ),
    Fault(
        name="body_silent",
        rung=Rung.SAFE_STOP,
        text=Text(zh="收不到机器人本体的状态，安全停止。", en="The body does not say how it is; safe stop."),
        source="SAFETY.md, gate: e-stop state at most 200 ms old",
    ),
    Fault(
        name="bumped",
        rung=Rung.SAFE_STOP,
        text=Text(zh="碰到东西了，安全停止。", en="The body bumped into something; safe stop."),
        source="SAFETY.md, hazards: the bumper latches the safe stop",
        clearing=Clearing.BY_STAFF,
    ),
    Fault(
        name="emergency_stop",
        rung=Rung.SAFE_STOP,
        text=Text(zh="急停按下了。", en="The emergency stop is pressed."),
        source="SAFETY.md, hazards: restart after e-stop",
        clearing=Clearing.BY_STAFF,
    ),
    Fault(
        name="body_failed",
        rung=Rung.SAFE_STOP,
        text=Text(zh="机器人本体故障，安全停止。", en="The body has failed; safe stop."),
        source="SAFETY.md, hazards: hang, crash, lost link",
        clearing=Clearing.BY_STAFF,
    ),
    Fault(
        name="crash_loop",
        rung=Rung.SAFE_STOP,
        text=Text(
            zh="控制程序反复失去响应，已锁定停止。", en="The control program keeps failing; stopped and latched."
        ),
        source="SAFETY.md, hazards: a crash loop latches the safe stop",
        clearing=Clearing.BY_STAFF,
        settled_after=timedelta(),  # a release forgets the hangs, and with them the condition
    ),
    Fault(
        name="overheated",
        rung=Rung.POWER_OFF,
        text=Text(zh="机器人过热，断电。", en="The body overheats; powering off."),
        source="ISO 13482: hazardous temperatures",
        clearing=Clearing.BY_RESTART,
    ),
)


class Ladder:
    """The step function over a table of faults. It remembers nothing itself."""

    def __init__(self, faults: Collection[Fault] = FAULTS) -> None:
        self._faults = {fault.name: fault for fault in faults}

    def step(
        self, state: LadderState, conditions: Collection[str], now: timedelta, *, released: bool = False
    ) -> LadderState:
        """The state at `now`, given the names of the faults whose condition is present and whether staff release.

        Raises KeyError for a condition that no fault is named after.
        """
        tracks: dict[str, Track] = {}
        for name in {*state.tracks, *conditions}:
            track = self._follow(self._faults[name], state.tracks.get(name), now, present=name in conditions)
            if not self._gone(self._faults[name], track, now, released=released):
                tracks[name] = track
        return LadderState(tracks=MappingProxyType(tracks))

    def active(self, state: LadderState) -> tuple[Fault, ...]:
        """The faults that act now, the worst first."""
        fired = (self._faults[name] for name, track in state.tracks.items() if track.fired)
        return tuple(sorted(fired, key=lambda fault: (-fault.rung, fault.name)))

    def rung(self, state: LadderState) -> Rung:
        """What the robot does now: the worst active fault wins."""
        return max((fault.rung for fault in self.active(state)), default=Rung.NORMAL)

    def _follow(self, fault: Fault, before: Track | None, now: timedelta, *, present: bool) -> Track:
        if before is None:
            return Track(since=now, last_seen=now, fired=fault.delay <= timedelta())
        if not present:
            return before
        return replace(before, last_seen=now, fired=before.fired or now - before.since >= fault.delay)

    def _gone(self, fault: Fault, track: Track, now: timedelta, *, released: bool) -> bool:
        """Whether the fault is over: its condition gone long enough, and ended by whoever must end it."""
        if now - track.last_seen < fault.settled_after or track.last_seen == now:
            return False
        if not track.fired or fault.clearing is Clearing.BY_ITSELF:
            return True
        return released and fault.clearing is Clearing.BY_STAFF
