"""What is to be said of actions: wanted, withdrawn, judged, waiting for a yes, bounded on the way, ended."""

from collections.abc import Mapping
from typing import Final

from carebot.core.deeds import (
    ActionDecided,
    ActionFinished,
    ActionProposed,
    ActionWithdrawn,
    ConfirmationNeeded,
    GoalInterrupted,
    LimitsTightened,
)
from carebot.core.events import ConfirmationGiven, StopPressed
from carebot.core.language import Text
from carebot.core.outcomes import Result
from carebot.core.people import ResidentId
from carebot.core.verdicts import Decision, Verdict
from carebot.explaining.case import NOT_ON_RECORD, Case, Said, joined
from carebot.explaining.names import CONFIRMERS, VERDICTS
from carebot.explaining.record import OfRun
from safety.explain import explain

RESULTS: Final[Mapping[Result, Text]] = {
    Result.SUCCEEDED: Text(zh="做成了", en="it was done"),
    Result.REFUSED: Text(zh="按规则没有做", en="a rule refused it"),
    Result.UNSUPPORTED: Text(zh="这个身体做不了", en="this body cannot do it"),
    Result.PRECONDITION: Text(zh="条件还不具备", en="something was missing for it"),
    Result.PLANNING: Text(zh="找不到走得通的路", en="there was no free way"),
    Result.EXECUTION: Text(zh="做的时候出了问题", en="something went wrong while doing it"),
    Result.POSTCONDITION: Text(zh="做完一检查，没有做成", en="it was done, and the check found that it had not worked"),
    Result.CANCELLED: Text(zh="中途取消", en="it was cancelled on the way"),
    Result.INTERRUPTED: Text(zh="有人插话", en="somebody spoke into it"),
    Result.UNHEARD: Text(zh="没有人听到", en="nobody heard it"),
    Result.TIMED_OUT: Text(zh="等得太久", en="it took too long"),
}
_SILENCE: Final = Text(
    zh="没有人在时限内答应；没有回答算作不同意。", en="Nobody said yes in time, and silence counts as no."
)
_SAID_NO: Final = Text(zh="问到的人不同意。", en="Whoever was asked said no.")
_SLOWED: Final = Text(zh="我走得慢", en="I went slowly")
_STOOD: Final = Text(zh="我停下了", en="I stopped")
_NOT_DONE: Final = Text(zh="这件事我没有做", en="I did not do it")
_WAITED: Final = Text(zh="这件事要先有人同意", en="This needs a yes first")


def of_action(case: Case, event: OfRun) -> Said:
    """One step of an attempt at an action."""
    match event:
        case ActionProposed():
            return _wanted(case, event)
        case ActionWithdrawn():
            return _withdrawn(case, event)
        case ActionDecided():
            return _judged(case, event)
        case LimitsTightened():
            return _bounded(case, event)
        case ConfirmationNeeded():
            return _waiting(case, event)
        case ActionFinished():
            return _ended(case, event)
        case ConfirmationGiven():
            raise AssertionError("an answer is told as one")


def concerned(case: Case, run: str) -> ResidentId:
    """The resident on whose behalf an action was wanted."""
    return case.owner_concerns(case.record.proposed(run))


def _wanted(case: Case, event: ActionProposed) -> Said:
    who, action = case.who(event.requester), case.action(event.action)
    goal, incident = case.record.goal(event.owner), case.record.of_incident(event.owner)
    title = case.goal(goal)
    if goal is not None:
        why = Text(zh=f"这是任务“{title.zh}”的一步。", en=f"It was a step of the task “{title.en}”.")
    elif incident:
        why = Text(zh="这是为了处理一件警情。", en="It was for an incident.")
    else:
        why = NOT_ON_RECORD
    told = Text(zh=f"我那样做，是为了：{title.zh}。", en=f"I did that for this: {title.en}.")
    return Said(
        what=Text(zh=f"要做：{action.zh}（{who.zh}的要求）。", en=f"It was about to: {action.en} (for {who.en})."),
        told=told if goal else Text(zh="我那样做，是因为有警情。", en="I did that because of an alarm."),
        why=(why,),
        concerns=case.owner_concerns(event),
    )


def _withdrawn(case: Case, event: ActionWithdrawn) -> Said:
    proposed, cause = case.record.proposed(event.run), case.record.event(event.cause)
    action = case.action(proposed.action) if proposed else Text(zh="一个动作", en="an action")
    aside = any(isinstance(one, GoalInterrupted) for one in case.record.consequences(event.cause))
    if isinstance(cause, StopPressed):
        why = Text(zh="有人叫停了。", en="Somebody stopped it.")
    elif aside:
        why = Text(zh="有更要紧的事，或者有人让它等等。", en="Something was more urgent, or it was asked to wait.")
    else:
        why = Text(zh="要它的任务已经结束。", en="The task that wanted it had ended.")
    return Said(
        what=Text(zh=f"不再需要：{action.zh}。", en=f"No longer wanted: {action.en}."),
        told=Text(zh=f"我半路停下了。{why.zh}", en=f"I left off on the way. {why.en}"),
        why=(why,),
        concerns=concerned(case, event.run),
    )


def _judged(case: Case, event: ActionDecided) -> Said:
    decision, verdict = event.decision, VERDICTS[event.decision.verdict]
    action, explanation = case.action(decision.requested), explain(event.decision)
    told = explanation.to_resident
    if decision.verdict is Verdict.DENY:
        told = _because(_NOT_DONE, decision)
    elif decision.verdict is Verdict.LIMIT:
        told = _because(_SLOWED if _slower(decision) else _WAS_CAREFUL, decision)
    elif decision.verdict is Verdict.CONFIRM:
        told = _because(_WAITED, decision)
    return Said(
        what=Text(zh=f"{verdict.zh}：{action.zh}。", en=f"{verdict.en}: {action.en}."),
        told=told,
        why=_reasons(decision),
        advice=explanation.alternative,
        concerns=concerned(case, event.run),
    )


_WAS_CAREFUL: Final = Text(zh="我做得比要求的小心", en="I did it more carefully than asked")


def _bounded(case: Case, event: LimitsTightened) -> Said:
    decision = event.decision
    action, explanation = case.action(decision.requested), explain(decision)
    stands = event.revoked or decision.verdict is Verdict.DENY
    if event.revoked:
        how = Text(zh="中途收回许可，不再做", en="Leave was taken back on the way")
    elif stands:
        how = Text(zh="中途停住等着", en="It was held on the way")
    elif decision.verdict is Verdict.ALLOW:
        how = Text(zh="中途放宽了限制", en="Its bounds were widened on the way")
    else:
        how = Text(zh="中途放慢", en="It was slowed on the way")
    free = Text(zh="我又可以照常走了。", en="I may go at the usual pace again.")
    return Said(
        what=Text(zh=f"{how.zh}：{action.zh}。", en=f"{how.en}: {action.en}."),
        told=free if decision.verdict is Verdict.ALLOW else _because(_STOOD if stands else _SLOWED, decision),
        why=_reasons(decision),
        advice=explanation.alternative,
        concerns=concerned(case, event.run),
    )


def _waiting(case: Case, event: ConfirmationNeeded) -> Said:
    whom = joined((CONFIRMERS[one] for one in sorted(event.confirmers)), "、", ", ")
    proposed = case.record.proposed(event.run)
    action = case.action(proposed.action) if proposed else Text(zh="一个动作", en="an action")
    return Said(
        what=Text(zh=f"等待{whom.zh}同意：{action.zh}。", en=f"It waited for a yes of {whom.en}: {action.en}."),
        told=Text(zh=f"我在等一句同意。{event.question.zh}", en=f"I was waiting for a yes. {event.question.en}"),
        why=(event.question, _answer_to(case, event)),
        concerns=concerned(case, event.run),
    )


def _answer_to(case: Case, event: ConfirmationNeeded) -> Text:
    given = [one for one in case.record.of_run(event.run) if isinstance(one, ConfirmationGiven)]
    if any(not one.confirmed for one in given):
        return _SAID_NO
    if {one.confirmer for one in given} >= event.confirmers:
        return Text(zh="后来都同意了。", en="Everybody asked said yes.")
    return _SILENCE


def _ended(case: Case, event: ActionFinished) -> Said:
    action, how, outcome = case.action(event.action), RESULTS[event.outcome.result], event.outcome
    why = _why_ended(case, event)
    return Said(
        what=Text(zh=f"{action.zh}：{how.zh}。", en=f"{action.en}: {how.en}."),
        told=Text(zh=f"{how.zh}。{why.zh}", en=f"{how.en[:1].upper()}{how.en[1:]}. {why.en}"),
        why=(why,),
        advice=outcome.alternative,
        concerns=concerned(case, event.run),
    )


def _why_ended(case: Case, event: ActionFinished) -> Text:
    """The words of the outcome; of what waited in vain for a yes, who did not say it."""
    needed = [one for one in case.record.of_run(event.run) if isinstance(one, ConfirmationNeeded)]
    if event.outcome.result is Result.REFUSED and needed:
        return _answer_to(case, needed[-1])
    if event.outcome.detail.zh or event.outcome.result is Result.SUCCEEDED:
        return event.outcome.detail
    return NOT_ON_RECORD


def _because(what: Text, decision: Decision) -> Text:
    decisive = decision.decisive
    reason = decisive.spoken if decisive else NOT_ON_RECORD
    return Text(zh=f"{what.zh}，因为：{reason.zh}", en=f"{what.en}. {reason.en}")


def _reasons(decision: Decision) -> tuple[Text, ...]:
    """The sentences of the rules that were as strict as the verdict."""
    strictest = [one.reason for one in decision.judgements if one.verdict is decision.verdict]
    return tuple(dict.fromkeys(strictest)) or (Text(zh="没有规则反对。", en="No rule was against it."),)


def _slower(decision: Decision) -> bool:
    """Whether what was tightened is a speed."""
    return decision.limits.speed_mps > 0.0
