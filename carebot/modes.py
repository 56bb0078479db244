"""The modes of the robot, as a table on the synchronous `transitions.Machine`. The machine decides, others act."""

from enum import StrEnum
from typing import Final

from transitions import Machine, MachineError


class Mode(StrEnum):
    """What the robot is about, on the whole."""

    STARTING = "starting"
    IDLE = "idle"
    ENGAGED = "engaged"
    WORKING = "working"
    INCIDENT = "incident"
    PAUSED = "paused"
    STOPPED = "stopped"
    DEGRADED = "degraded"


class Trigger(StrEnum):
    """What may change the mode."""

    READY = "ready"
    ENGAGE = "engage"
    WORK = "work"
    REST = "rest"
    DEGRADE = "degrade"
    INCIDENT_OPENED = "incident_opened"
    INCIDENT_CLOSED = "incident_closed"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    RELEASE = "release"
    RELEASE_EARLY = "release_early"


_M = Mode
_CALM: Final = (_M.IDLE, _M.ENGAGED, _M.WORKING, _M.DEGRADED)

# (trigger, from, to). A stop holds from every mode and is left only by a release; released before the robot
# was ready, it goes on starting. An incident interrupts everything but a stop and is left only when it is closed; a
# pause is left only by somebody's word.
TABLE: Final[tuple[tuple[Trigger, tuple[Mode, ...], Mode], ...]] = (
    (Trigger.READY, (_M.STARTING,), _M.IDLE),
    (Trigger.ENGAGE, _CALM, _M.ENGAGED),
    (Trigger.WORK, _CALM, _M.WORKING),
    (Trigger.REST, _CALM, _M.IDLE),
    (Trigger.DEGRADE, _CALM, _M.DEGRADED),
    (Trigger.INCIDENT_OPENED, (*_CALM, _M.STARTING, _M.PAUSED), _M.INCIDENT),
    (Trigger.INCIDENT_CLOSED, (_M.INCIDENT,), _M.IDLE),
    (Trigger.PAUSE, _CALM, _M.PAUSED),
    (Trigger.RESUME, (_M.PAUSED,), _M.IDLE),
    (Trigger.STOP, tuple(Mode), _M.STOPPED),
    (Trigger.RELEASE, (_M.STOPPED,), _M.IDLE),
    (Trigger.RELEASE_EARLY, (_M.STOPPED,), _M.STARTING),
)


class ModeMachine:
    """The present mode. A trigger that the table does not know from here changes nothing and says so."""

    def __init__(self) -> None:
        self._machine = Machine(
            model=None,
            states=[mode.value for mode in Mode],
            initial=Mode.STARTING.value,
            auto_transitions=False,
            send_event=False,
        )
        self._model = _Model()
        self._machine.add_model(self._model, initial=Mode.STARTING.value)
        for trigger, sources, target in TABLE:
            self._machine.add_transition(trigger.value, [source.value for source in sources], target.value)

    @property
    def mode(self) -> Mode:
        """The present mode."""
        return Mode(self._model.state)

    def fire(self, trigger: Trigger) -> bool:
        """Follow `trigger`; whether the table allows it from here."""
        try:
            self._machine.events[trigger.value].trigger(self._model)
        except MachineError:
            return False
        return True


class _Model:
    """What the machine writes the state to."""

    state: str = Mode.STARTING.value


def diagram() -> str:
    """The table as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", f"    [*] --> {Mode.STARTING.value}"]
    for trigger, sources, target in TABLE:
        lines += [f"    {source.value} --> {target.value}: {trigger.value}" for source in sources if source != target]
    return "\n".join(lines)
