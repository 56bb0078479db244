"""Deeds: events of what the robot decides and does, from goal to spoken word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from carebot.core.actions import Action
from carebot.core.events import Event
from carebot.core.goals import Conclusion, Goal
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome
from carebot.core.people import Requester, ResidentId
from carebot.core.situation import House, Present
from carebot.core.verdicts import Confirmer, Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeChanged(Event):
    """The robot went from one mode to another."""

    kind: Literal["mode_changed"] = "mode_changed"
    before: str
    after: str
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAccepted(Event):
    """A goal entered the queue."""

    kind: Literal["goal_accepted"] = "goal_accepted"
    goal: Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStarted(Event):
    """A goal's plan runs, for the first time or again (`resumed`)."""

    kind: Literal["goal_started"] = "goal_started"
    goal: Id
    skill: str
    resumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalInterrupted(Event):
    """A goal's plan was set aside for something more urgent."""

    kind: Literal["goal_interrupted"] = "goal_interrupted"
    goal: Id
    skill: str
    by: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFinished(Event):
    """A goal ended."""

    kind: Literal["goal_finished"] = "goal_finished"
    goal: Id
    skill: str
    conclusion: Conclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionProposed(Event):
    """A plan or an incident wants an action. `run` identifies this attempt; `owner` the goal or incident."""

    kind: Literal["action_proposed"] = "action_proposed"
    run: Id
    owner: Id
    action: Action
    requester: Requester


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWithdrawn(Event):
    """The owner no longer wants an action that it had proposed."""

    kind: Literal["action_withdrawn"] = "action_withdrawn"
    run: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDecided(Event):
    """The gate's decision on a proposed action, with the circumstances that it judged."""

    kind: Literal["action_decided"] = "action_decided"
    run: Id
    decision: Decision
    present: Present


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationNeeded(Event):
    """An action waits for somebody's yes until `until`; silence is no."""

    kind: Literal["confirmation_needed"] = "confirmation_needed"
    run: Id
    action_digest: str
    confirmers: frozenset[Confirmer]
    question: Text
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsTightened(Event):
    """The running monitor changed the bounds of an action in the situation `present`, or revoked it (`revoked`)."""

    kind: Literal["limits_tightened"] = "limits_tightened"
    run: Id
    decision: Decision
    present: Present
    revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFinished(Event):
    """An action ended, or was refused."""

    kind: Literal["action_finished"] = "action_finished"
    run: Id
    action: Action
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken(Event):
    """Words that the robot uttered; `audible` is false when they stand on the panel only."""

    kind: Literal["spoken"] = "spoken"
    text: str
    language: Language
    to: ResidentId
    audible: bool
    detail: Text = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotStarted(Event):
    """The robot's process began its work, with this body and these settings that matter to a replay."""

    kind: Literal["robot_started"] = "robot_started"
    body: str
    version: str
    timezone: str
    house: House


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotReady(Event):
    """Everything that could be started has been."""

    kind: Literal["robot_ready"] = "robot_ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotStopping(Event):
    """The robot's process ends its work on purpose."""

    kind: Literal["robot_stopping"] = "robot_stopping"
