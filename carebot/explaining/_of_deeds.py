"""What is to be said of what the robot decided and did: modes, goals, its own start and end."""

from collections.abc import Mapping
from typing import Final

from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    GoalAccepted,
    GoalFinished,
    GoalInterrupted,
    GoalStarted,
    ModeChanged,
    RobotReady,
    RobotStarted,
    RobotStopping,
    Spoken,
)
from carebot.core.events import IntentRecognized, PauseRequested, StopPressed
from carebot.core.goals import Goal, GoalResult
from carebot.core.intents import NO
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Verdict
from carebot.explaining.case import NOT_ON_RECORD, Case, Said
from carebot.explaining.names import MODES
from carebot.explaining.speech import run_of_speech
from carebot.modes import Mode, Trigger
from skills.base import Finding

_TRIGGERS: Final[Mapping[str, Text]] = {
    Trigger.READY: Text(zh="部件都启动好了。", en="Everything had started."),
    Trigger.ENGAGE: Text(zh="开始和人说话。", en="It began to talk with somebody."),
    Trigger.WORK: Text(zh="开始做一项任务。", en="It began a task."),
    Trigger.REST: Text(zh="没有任务了。", en="There was no task left."),
    Trigger.DEGRADE: Text(zh="有部件出了故障。", en="A part of it had failed."),
    Trigger.INCIDENT_OPENED: Text(zh="有警情，其他任务都让路。", en="There was an incident, and all tasks gave way."),
    Trigger.INCIDENT_CLOSED: Text(zh="警情结束了。", en="The incident was over."),
    Trigger.PAUSE: Text(zh="有人让它暂停。", en="Somebody paused it."),
    Trigger.RESUME: Text(zh="有人让它继续。", en="Somebody let it go on."),
    Trigger.STOP: Text(zh="有人叫停；叫停立刻生效。", en="Somebody stopped it; a stop holds at once."),
    Trigger.RELEASE: Text(zh="停止被解除了。", en="The stop was released."),
    Trigger.RELEASE_EARLY: Text(zh="停止被解除了，接着启动。", en="The stop was released, and it went on starting."),
}
_CHECK: Final = "check_on_resident"
_FOUND: Final[Mapping[str, Text]] = {
    Finding.WELL: Text(zh="本人说没事", en="she says that she is well"),
    Finding.NEEDS_HELP: Text(zh="本人需要帮忙", en="she needs help"),
    Finding.NO_ANSWER: Text(zh="没有听到回答", en="no answer was heard"),
    Finding.REFUSED: Text(zh="本人不让靠近", en="she sent it away"),
}
_RESULTS: Final[Mapping[GoalResult, Text]] = {
    GoalResult.DONE: Text(zh="做完了", en="it was done"),
    GoalResult.FAILED: Text(zh="没有做成", en="it failed"),
    GoalResult.REFUSED: Text(zh="按规则没有做", en="a rule refused it"),
    GoalResult.CANCELLED: Text(zh="被取消", en="it was cancelled"),
    GoalResult.EXPIRED: Text(zh="耽搁太久，作废了", en="it had waited for too long"),
}


def of_mode(event: ModeChanged) -> Said:
    """Why the robot went from one mode to another."""
    before, after = _mode(event.before), _mode(event.after)
    return Said(
        what=Text(zh=f"模式由“{before.zh}”变为“{after.zh}”。", en=f"The mode went from “{before.en}” to “{after.en}”."),
        told=Text(zh=f"我现在的状态是：{after.zh}。", en=f"My state is: {after.en}."),
        why=(_TRIGGERS.get(event.trigger, NOT_ON_RECORD),),
    )


def _mode(mode: str) -> Text:
    return MODES[Mode(mode)] if mode in {one.value for one in Mode} else Text(zh=f"“{mode}”", en=f"“{mode}”")


def of_goal(case: Case, event: GoalAccepted | GoalStarted | GoalInterrupted | GoalFinished) -> Said:
    """Why a task was taken in, begun, set aside or ended."""
    match event:
        case GoalAccepted(goal=goal):
            return _accepted(case, goal)
        case GoalStarted():
            return _started(case, event)
        case GoalInterrupted():
            return _interrupted(case, event)
        case GoalFinished():
            return _finished(case, event)


def _accepted(case: Case, goal: Goal) -> Said:
    who, wish, title = case.who(goal.requested_by), case.told_wish(goal.requested_by), case.goal(goal)
    return Said(
        what=Text(zh=f"接下任务：{title.zh}。", en=f"It took in the task: {title.en}."),
        told=Text(zh=f"我要做的是：{title.zh}。{wish.zh}", en=f"My task is this: {title.en}. {wish.en}"),
        why=(Text(zh=f"由{who.zh}提出。", en=f"It was asked for by {who.en}."),),
        concerns=case.goal_concerns(goal),
    )


def _started(case: Case, event: GoalStarted) -> Said:
    goal = case.record.goal(event.goal)
    title = case.goal(goal)
    zh, en = ("重新接着做", "took up again") if event.resumed else ("开始做", "began")
    who = case.who(goal.requested_by) if goal else None
    wish = case.told_wish(goal.requested_by) if goal else NOT_ON_RECORD
    return Said(
        what=Text(zh=f"{zh}任务：{title.zh}。", en=f"It {en} the task: {title.en}."),
        told=_at_work(case, event, title, wish),
        why=(Text(zh=f"由{who.zh}提出。", en=f"It was asked for by {who.en}."),) if who else (NOT_ON_RECORD,),
        concerns=case.goal_concerns(goal),
    )


def _at_work(case: Case, event: GoalStarted, title: Text, wish: Text) -> Text:
    """What the robot is about, or was, and by whose wish where that is on record."""
    ended = any(isinstance(one, GoalFinished) for one in case.record.of_goal(event.goal))
    zh, en = ("我刚才做的是", "What I did last was this") if ended else ("我在做", "I am about this")
    return Text(zh=f"{zh}：{title.zh}。{wish.zh}", en=f"{en}: {title.en}. {wish.en}")


def _interrupted(case: Case, event: GoalInterrupted) -> Said:
    goal, other, cause = case.record.goal(event.goal), case.record.goal(event.by), case.record.event(event.by)
    title = case.goal(goal)
    if other is not None:
        instead = case.goal(other)
        why = Text(zh=f"有更要紧的事：{instead.zh}。", en=f"Something was more urgent: {instead.en}.")
    elif isinstance(cause, PauseRequested):
        who = case.who(cause.by)
        why = Text(zh=f"{who.zh}让它暂停。", en=f"{who.en} paused it.")
    else:
        why = NOT_ON_RECORD
    told = Text(
        zh="我先放下手上的事，因为有更要紧的事，或者有人让我等等。",
        en="I set it aside for something more urgent, or because I was asked to wait.",
    )
    return Said(
        what=Text(zh=f"放下任务：{title.zh}。", en=f"It set aside the task: {title.en}."),
        told=Text(zh=f"我先放下了手上的事。{why.zh}", en=f"I set aside what I was doing. {why.en}") if other else told,
        why=(why,),
        concerns=case.goal_concerns(goal),
    )


def _finished(case: Case, event: GoalFinished) -> Said:
    goal, conclusion = case.record.goal(event.goal), event.conclusion
    title, how = case.goal(goal), _how_ended(goal, event)
    why = _why_ended(case, event)
    return Said(
        what=Text(zh=f"任务“{title.zh}”结束：{how.zh}。", en=f"The task “{title.en}” ended: {how.en}."),
        told=Text(zh=f"{title.zh}：{how.zh}。{why.zh}", en=f"{title.en}: {how.en}. {why.en}"),
        why=(conclusion.summary, why) if why != conclusion.summary else (why,),
        concerns=case.goal_concerns(goal),
    )


def _how_ended(goal: Goal | None, event: GoalFinished) -> Text:
    """How a goal ended; of a check, what she answered: no answer is no failure of the robot."""
    found = _FOUND.get(event.conclusion.finding) if goal is not None and goal.skill == _CHECK else None
    return found or _RESULTS[event.conclusion.result]


def _why_ended(case: Case, event: GoalFinished) -> Text:
    """What ended a goal, from what stands on record about its last action or its cause."""
    cause = case.record.event(event.cause)
    match event.conclusion.result, cause:
        case GoalResult.CANCELLED, StopPressed():
            return Text(zh="有人叫停了。", en="Somebody stopped it.")
        case GoalResult.CANCELLED, IntentRecognized(intent=intent) if intent.name == NO:
            return Text(zh="有人说了不要。", en="Somebody said no.")
        case ((GoalResult.REFUSED | GoalResult.FAILED), ActionFinished(run=run, outcome=outcome)):
            refused = (one for one in case.record.of_run(run) if isinstance(one, ActionDecided))
            decision = next((one.decision for one in refused if one.decision.verdict is Verdict.DENY), None)
            decisive = decision.decisive if decision else None
            return decisive.spoken if decisive else outcome.detail if outcome.detail.zh else event.conclusion.summary
        case _:
            return event.conclusion.summary


def of_speech(case: Case, event: Spoken) -> Said:
    """Words of the robot, and the task for which they were said."""
    goal = case.goal_of_run(run) if (run := run_of_speech(case.record, event)) else None
    whom = case.person(event.to)
    title = case.goal(goal)
    reason = Text(zh=f"这是为了：{title.zh}。", en=f"It was for this: {title.en}.") if goal else NOT_ON_RECORD
    caption = Text(zh="只显示在面板上，没有出声。", en="It stood on the panel only and was not heard.")
    return Said(
        what=Text(zh=f"机器人对{whom.zh}说了话。", en=f"The robot spoke to {whom.en}."),
        told=Text(zh=f"我说那句话，是为了：{title.zh}。", en=f"I said that for this: {title.en}.")
        if goal
        else Text(zh="我说过那句话，原因我没有记下。", en="I said that; I have no record of why."),
        why=(reason,) if event.audible else (reason, caption, event.detail),
        concerns=event.to,
    )


def of_life(case: Case, event: RobotStarted | RobotReady | RobotStopping) -> Said:
    """The robot's process began, was ready, or ended."""
    match event:
        case RobotStarted(body=body, version=version):
            return Said(
                what=Text(
                    zh=f"carebot {version} 在“{body}”上启动。", en=f"carebot {version} started on the body “{body}”."
                ),
                told=Text(zh="我启动了。", en="I started."),
                why=(_before_start(case, event),),
            )
        case RobotReady():
            return Said(
                what=Text(zh="启动完毕。", en="It was ready."),
                told=Text(zh="我准备好了。", en="I was ready."),
                why=(_TRIGGERS[Trigger.READY],),
            )
        case RobotStopping():
            return Said(
                what=Text(zh="carebot 正常退出。", en="carebot ended on purpose."),
                told=Text(zh="我关机了。", en="I was switched off."),
                why=(Text(zh="记录里没有写是谁让它退出的。", en="The record does not say who ended it."),),
            )


def _before_start(case: Case, event: RobotStarted) -> Text:
    before: AnyEvent | None = next(case.record.latest(event), None)
    if before is None:
        return Text(zh="手头的记录由此开始。", en="The record at hand begins here.")
    if isinstance(before, RobotStopping):
        return Text(zh="上一次是正常退出的。", en="It had ended on purpose before.")
    return Text(
        zh="上一次没有正常退出（断电、崩溃或被强制结束）。",
        en="It had not ended on purpose before: the power failed, it crashed or it was killed.",
    )
