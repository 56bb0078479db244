"""Views: the robot's state as plain values in one language, ready for a page, for JSON or for a test to read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant for machines and, on the home's wall clock, for people; `dated` for what is kept and printed."""

    iso: str
    words: str
    dated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """What the robot is about, on the whole."""

    mode: str
    name: str
    hint: str
    stopped: bool
    paused: bool
    body: str
    untested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """An incident that somebody has to see to. `sounding`: nobody is on her way yet. `itself`: about the robot."""

    id: str
    text: str
    who: str
    where: str
    step: str
    stage: str
    stage_words: str
    level: int
    level_words: str
    sounding: bool
    attended: bool
    itself: bool
    acknowledged_by: str
    opened: Moment
    deadline: Moment | None
    deadline_words: str
    unreached: tuple[str, ...]
    x_m: float | None
    y_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedView:
    """An incident that is over. `right` is how a carer judged it: yes, no, or empty for not yet."""

    id: str
    text: str
    how: str
    right: str
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """A goal that has not ended: what, why, and what it is doing at present."""

    id: str
    skill: str
    title: str
    why: str
    state: str
    state_words: str
    step: str
    since: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceView:
    """Something heard or said. `caption` stands where words were shown and not sounded, `large` for who reads them."""

    id: str
    at: Moment
    said: bool
    who: str
    text: str
    language: str
    how: str
    caption: bool
    large: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """One answer of the gate, in a line. `watched`: the running monitor changed its bounds on the way."""

    id: str
    at: Moment
    action: str
    verdict: str
    verdict_words: str
    reason: str
    watched: bool
    revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationView:
    """An action that waits for somebody's yes. `for_staff`: a carer may give it here."""

    run: str
    digest: str
    action: str
    question: str
    from_whom: str
    for_staff: bool
    until: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultView:
    """A part of the robot that does not work, with what to do."""

    source: str
    level: int
    level_words: str
    text: str
    since: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class StateView:
    """Everything that the page shows and that changes with events."""

    now: str
    status: StatusView
    alarms: tuple[AlarmView, ...]
    closed: tuple[ClosedView, ...]
    confirmations: tuple[ConfirmationView, ...]
    doing: tuple[GoalView, ...]
    talk: tuple[UtteranceView, ...]
    decisions: tuple[DecisionView, ...]
    faults: tuple[FaultView, ...]
