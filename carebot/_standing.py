"""That the robot stands still and cannot come to anybody, told to carers in time. Part of the orchestrator.

A stop that nobody pressed is told soon and climbs the chain; one that a person pressed is only reminded of, much later.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from carebot import incidents
from carebot._alarm_texts import MOVES_AGAIN, standing_text, stopped_text
from carebot._incident_book import IncidentBook
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.deeds import RobotReady
from carebot.core.events import FaultCleared, FaultRaised, StopPressed, StopReleased, TimerElapsed
from carebot.core.home import Point
from carebot.core.ids import derived_id
from carebot.core.language import Text
from carebot.core.people import Requester, RequesterKind
from carebot.core.record import AnyEvent
from carebot.explaining.names import requester_name
from carebot.incidents import Chain, Incident
from carebot.knowing import Known
from carebot.scribe import Scribe
from safety.ladder import FAULTS, Clearing, Rung

SOON: Final = timedelta(minutes=1)
"""Engineering choice: whoever is beside the robot has stepped back and released it by then; nobody else knows of it."""

ON_PURPOSE: Final = timedelta(minutes=30)
"""Engineering choice: washing and dressing somebody in bed, for which a robot is stopped, takes 20 to 30 minutes."""

_PRESSED: Final = "monitor.emergency_stop"
_LATCHING: Final = frozenset(
    f"monitor.{fault.name}"
    for fault in FAULTS
    if fault.rung >= Rung.RETREAT and fault.clearing is not Clearing.BY_ITSELF
) | {"watchdog"}
"""The sources of faults that latch a stop."""
_HOLDING: Final = frozenset({"monitor.body_silent", "monitor.lost", "monitor"})
"""Faults that keep it from moving for as long as they last, and latch nothing.

That nobody is sensed is none of them: where a camera fails, being unable to watch is an alarm of its own.
"""
_STOP: Final = "stop"
_SOMEBODY: Final = Text(zh="有人", en="Somebody")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Halt:
    """One reason for which it stands still: the timer after which carers are told, and who did it; None: nobody."""

    timer: str
    position: Point | None = None
    who: Text | None = None


class Standing:
    """Why the robot stands still, and the incident about it. Every call follows from the event at hand."""

    def __init__(
        self,
        scribe: Scribe,
        known: Known,
        chain: Chain,
        book: IncidentBook,
        timer: Callable[[str, timedelta], None],
    ) -> None:
        self._scribe = scribe
        self._known = known
        self._chain = chain
        self._book = book
        self._timer = timer
        self._halts: dict[str, _Halt] = {}

    def follow(self, event: AnyEvent) -> None:
        """Take note of what stops the robot, of what lets it go, and of the time that has passed since."""
        match event:
            case StopPressed(by=by, position=position):
                self._stopped(by, position)
            case StopReleased(by=by):
                self._halts.pop(_STOP, None)
                self._let_go(by)
            case FaultRaised(source=source) if source in _HOLDING and source not in self._halts:
                self._halts[source] = _Halt(timer=self._set(SOON))
            case FaultCleared(source=source) if self._halts.pop(source, None):
                self._let_go(None)
            case RobotReady():
                self._let_go(None)
            case TimerElapsed(timer=timer):
                self._waited(timer)
            case IncidentChanged(concern=Concern.STANDS_STILL, stage=IncidentStage.RESOLVED, by=who):
                self._seen_to(who)
            case _:
                pass

    def _stopped(self, by: Requester, position: Point | None) -> None:
        """The first to stop it counts: what the robot did by itself is not put right by a further press."""
        if _STOP in self._halts:
            return
        who = None if by.kind is RequesterKind.ROBOT else requester_name(by, self._known.house)
        if _PRESSED in self._known.faults:
            who = _SOMEBODY
        self._halts[_STOP] = _Halt(timer=self._set(SOON if who is None else ON_PURPOSE), position=position, who=who)

    def _set(self, after: timedelta) -> str:
        name = f"standing:{self._scribe.cause}"
        self._timer(name, after)
        return name

    def _waited(self, timer: str) -> None:
        """It has stood still for as long as nobody is told: carers are, now."""
        halt = next((one for one in self._halts.values() if one.timer == timer), None)
        if halt is None:
            return
        level, before = AlarmLevel.MEDIUM if halt.who is None else AlarmLevel.LOW, self._open
        if before is None:
            self._book.change(incidents.alarm(self._new(halt), self._scribe.now, self._chain, level))
        elif before.level <= level:
            text = self._text(halt)
            after = incidents.called_again(replace(before, text=text), text, level, self._scribe.now, self._chain)
            self._book.change(after, before)

    def _new(self, halt: _Halt) -> Incident:
        return incidents.suspect(
            derived_id(self._scribe.cause, "incident"),
            "",
            self._text(halt),
            at=self._scribe.now,
            position=halt.position,
            chain=self._chain,
            concern=Concern.STANDS_STILL,
        )

    def _text(self, halt: _Halt) -> Text:
        if halt.who is not None:
            return stopped_text(self._known, halt.who, ON_PURPOSE, halt.position)
        faults = [fault for source, fault in self._known.faults.items() if _holds(source, fault.level)]
        return standing_text(self._known, faults, halt.position)

    def _let_go(self, by: Requester | None) -> None:
        """It may move again: whoever released it has seen to it; what ended by itself waits for somebody to look."""
        before = self._open
        if self._halts or before is None:
            return
        if by is None:
            after = incidents.mended(before, MOVES_AGAIN)
        else:
            after = incidents.resolved(before, requester_name(by, self._known.house))
        self._book.change(after, before)

    def _seen_to(self, who: Text) -> None:
        """Somebody has ended the incident and left the robot standing: from then on it stands on purpose."""
        if self._halts:
            timer = self._set(ON_PURPOSE)
            self._halts = {source: replace(one, timer=timer, who=who) for source, one in self._halts.items()}

    @property
    def _open(self) -> Incident | None:
        return self._book.of_itself(Concern.STANDS_STILL)


def _holds(source: str, level: AlarmLevel) -> bool:
    """Whether a fault keeps the robot from moving; a beat that its program missed is told at low, and is over."""
    return source in _HOLDING or (source in _LATCHING and level > AlarmLevel.LOW)
