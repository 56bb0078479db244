"""What is to be said of alarms: why an incident was opened, why it went on, who came, who could not be reached."""

from collections.abc import Mapping
from typing import Final, assert_never

from carebot.concerns import COURSES
from carebot.core.alarms import (
    AlarmAcknowledged,
    AlarmArrived,
    AlarmMarked,
    AlarmMissed,
    AlarmResolved,
    IncidentChanged,
    IncidentStage,
    NotificationSent,
)
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.deeds import ActionDecided, ActionFinished, GoalFinished, RobotReady
from carebot.core.events import FallSuspected, FaultCleared, FaultRaised, IntentRecognized, StopReleased, TimerElapsed
from carebot.core.goals import GoalResult
from carebot.core.ids import Id
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ResidentId
from carebot.core.reports import ReportSigned
from carebot.explaining.case import NOT_ON_RECORD, Case, Said, joined
from carebot.explaining.names import LEVELS, STAGES
from skills.base import Finding

_TOLD: Final[Mapping[IncidentStage, Text]] = {
    IncidentStage.SUSPECTED: Text(
        zh="我怕您摔着了，所以过来问问。", en="I feared that you had fallen, so I came to ask."
    ),
    IncidentStage.WATCHED: Text(
        zh="您说没事，我过一会儿再看看。", en="You said that you were well, and I would look again."
    ),
    IncidentStage.ARRIVED: Text(zh="有人已经到您身边了。", en="Somebody had come to you."),
    IncidentStage.ASKED: Text(zh="我在问您要不要紧。", en="I was asking whether you were all right."),
    IncidentStage.ALARM: Text(zh="我叫了人，因为怕您需要帮忙。", en="I called people because you might need help."),
    IncidentStage.ESCALATED: Text(
        zh="一直没有人到，我就叫了更多的人。", en="Nobody had come, so I called more people."
    ),
    IncidentStage.ACKNOWLEDGED: Text(zh="有人说正在赶来。", en="Somebody said she was on her way."),
    IncidentStage.RESOLVED: Text(zh="有人到您身边处理好了。", en="Somebody came to you and saw to it."),
    IncidentStage.DISMISSED: Text(zh="您说没事，我就没有叫人。", en="You said that you were well, so I called nobody."),
    IncidentStage.REPORTED: Text(zh="工作人员写好了报告。", en="Staff have written the report on it."),
}
_ADVICE: Final[Mapping[IncidentStage, Text]] = {
    IncidentStage.ALARM: Text(
        zh="请马上过去，到老人身边再结束警报。", en="Go at once, and end the alarm at the resident's side."
    ),
    IncidentStage.ESCALATED: Text(
        zh="请马上过去，到老人身边再结束警报。", en="Go at once, and end the alarm at the resident's side."
    ),
    IncidentStage.ARRIVED: Text(
        zh="处理完请结束警报，否则会再次升级。", en="End the alarm when all is seen to, or it rises again."
    ),
    IncidentStage.ACKNOWLEDGED: Text(
        zh="请按时赶到，否则警报会再次升级。", en="Be there in time, or the alarm rises again."
    ),
}
_CALLED_FOR_HELP: Final = Text(
    zh="有人呼救；呼救不再反问。", en="Somebody called for help; no questions are asked then."
)
_FALL: Final = Text(zh="看起来像是摔倒了。", en="It looked like a fall.")
_RESTART: Final = Text(
    zh="机器人重新启动，警情还没有结束，所以接着处理。",
    en="The robot had restarted with the incident open, and took it up again.",
)
_ASKING: Final = Text(zh="先问本人，再决定叫不叫人。", en="She is asked before people are called.")
_ASKED_FOR: Final = Text(zh="机器人替人叫了护理员。", en="The robot called carers on somebody's behalf.")
_REACHED_NOBODY: Final = Text(
    zh="通知没有送到任何人，所以立刻再往上叫。", en="The call had reached nobody, so the next step came at once."
)
_PANEL: Final = "panel"
_UNWATCHED: Final = Text(
    zh="机器人看不到、听不到或记不下发生的事，这本身就是警报。",
    en="The robot could not see, hear or record what happens, and that is itself an alarm.",
)
_WATCHES_AGAIN: Final = Text(
    zh="故障过去了，所以不再叫人；只等有人看一眼。",
    en="The fault was over, so nobody more was called; somebody is to look.",
)
_STOOD: Final = Text(
    zh="机器人停住以后，等了一段时间也没有人放行。", en="The robot had stopped, and in a while nobody had released it."
)
_RELEASED: Final = Text(zh="有人放行了机器人。", en="Somebody released the robot.")
_GO_TO_IT: Final = Text(
    zh="请到机器人那里看看；周围没有危险，就在面板上放行。",
    en="Go to the robot and look; where the area is clear, release it on the panel.",
)
_LOOK_AROUND: Final = Text(
    zh="请先看看老人是否安好，再照提示修好它。",
    en="See first that the residents are well, then put it right as it says.",
)
_CAUSES: Final[Mapping[type, Text]] = {
    FallSuspected: _FALL,
    IntentRecognized: _CALLED_FOR_HELP,
    RobotReady: _RESTART,
    ActionDecided: _ASKED_FOR,
    ActionFinished: _REACHED_NOBODY,
    FaultRaised: _UNWATCHED,
    FaultCleared: _WATCHES_AGAIN,
    StopReleased: _RELEASED,
}
_SOMEBODY: Final = Text(
    zh="有人可能需要帮忙，我先去处理了。", en="Somebody might have needed help, and I saw to that first."
)
_ANSWERS: Final[Mapping[str, Text]] = {
    Finding.WELL: Text(zh="问了本人，她清楚地说没事。", en="She was asked and clearly said that she was well."),
    Finding.NEEDS_HELP: Text(zh="问了本人，她需要帮忙。", en="She was asked and needed help."),
    Finding.NO_ANSWER: Text(zh="问了本人，没有听到清楚的回答。", en="She was asked, and no clear answer came."),
    Finding.REFUSED: Text(
        zh="问了本人，她不愿意答；没有听到“没事”，仍要叫人。",
        en="She was asked and would not answer; without hearing that she is well, people are called.",
    ),
}


def of_incident(case: Case, event: IncidentChanged) -> Said:
    """Why an incident stands where it does."""
    stage, level = STAGES[event.stage], LEVELS[event.level]
    steps = (_step(event),) if event.stage is IncidentStage.ESCALATED else ()
    return Said(
        what=Text(zh=f"{event.text.zh}：{stage.zh}（{level.zh}）。", en=f"{event.text.en}: {stage.en} ({level.en})."),
        told=_told(case, event.about, event.stage),
        why=(_why(case, event), *steps),
        advice=_advice(case, event),
    )


def _advice(case: Case, event: IncidentChanged) -> Text:
    """What to do now: nothing where somebody has seen to it since."""
    for after in case.record.of_incident(event.incident):
        if isinstance(after, IncidentChanged) and after.stage is IncidentStage.RESOLVED:
            return Text(zh=f"已由{after.by.zh}到场处理。", en=f"{after.by.en} has seen to it at the resident's side.")
    if COURSES[event.concern].itself and not event.stage.over:
        return _GO_TO_IT if event.concern is Concern.STANDS_STILL else _LOOK_AROUND
    return _ADVICE.get(event.stage, NOTHING)


def _told(case: Case, about: ResidentId, stage: IncidentStage) -> Text:
    """What anybody may hear of an incident: only whom it is about hears that she is meant."""
    return _TOLD[stage] if about and about == case.hearer else _SOMEBODY


def _step(event: IncidentChanged) -> Text:
    step = event.chain_step
    return Text(zh=f"这是第 {step} 级升级。", en=f"This was step {step} of the escalation.")


def _why(case: Case, event: IncidentChanged) -> Text:
    cause = case.record.event(event.cause)
    match cause:
        case TimerElapsed():
            stood = event.concern is Concern.STANDS_STILL and event.stage is IncidentStage.ALARM
            return _STOOD if stood else _deadline(case, event)
        case GoalFinished(conclusion=conclusion) if conclusion.result not in {GoalResult.CANCELLED, GoalResult.EXPIRED}:
            return _ANSWERS.get(conclusion.finding, _ANSWERS[Finding.NO_ANSWER])
        case AlarmAcknowledged() | AlarmArrived() | AlarmResolved():
            return _by_whom(cause)
        case ReportSigned(name=name):
            return Text(zh=f"{name.zh}签了事件报告。", en=f"{name.en} signed the report on it.")
        case ConcernRaised(concern=concern):
            words = COURSES[concern].words
            return Text(zh=f"看起来像是：{words.zh}。", en=f"It looked as if she {words.en}.")
        case _:
            known = _CAUSES.get(type(cause), NOT_ON_RECORD)
            return _ASKING if event.stage is IncidentStage.ASKED else known


def _by_whom(cause: AlarmAcknowledged | AlarmArrived | AlarmResolved) -> Text:
    name = cause.name
    match cause:
        case AlarmAcknowledged():
            return Text(zh=f"{name.zh}在面板上说正在赶去。", en=f"{name.en} said on the panel that she was on her way.")
        case AlarmArrived():
            return Text(zh=f"{name.zh}已到老人身边。", en=f"{name.en} was at the resident's side.")
        case AlarmResolved():
            return Text(zh=f"{name.zh}在老人身边结束了警报。", en=f"{name.en} ended it at the resident's side.")


def _deadline(case: Case, event: IncidentChanged) -> Text:
    """The deadline that passed, as the stage before it had set it."""
    earlier = (one for one in case.record.of_incident(event.incident) if isinstance(one, IncidentChanged))
    before = [one for one in earlier if case.record.place(one) < case.record.place(event)]
    if not before:
        return Text(zh="期限到了，没有人结束它。", en="Its deadline came and nobody had ended it.")
    if before[-1].stage in {IncidentStage.SUSPECTED, IncidentStage.ASKED}:
        return Text(zh="在时限内没有听到本人说没事。", en="She did not say in time that she was well.")
    if before[-1].stage is IncidentStage.WATCHED:
        return _looked_again(event)
    by = before[-1].by
    if before[-1].stage is IncidentStage.ARRIVED:
        return Text(zh=f"{by.zh}到了，但没有在时限内结束它。", en=f"{by.en} was there and did not end it in time.")
    if before[-1].stage is IncidentStage.ACKNOWLEDGED:
        return Text(zh=f"{by.zh}说过去，但没有在时限内到。", en=f"{by.en} had set out and did not arrive in time.")
    return Text(zh="在时限内没有人说要过去。", en="Nobody said in time that she would go.")


def _looked_again(event: IncidentChanged) -> Text:
    if event.stage is IncidentStage.DISMISSED:
        return Text(zh="再看时她没有躺在地上。", en="When the robot looked again, she was not lying there.")
    return Text(zh="她说没事，但再看时还躺着。", en="She had said that she was well, and was still lying there.")


def of_answer(case: Case, event: AlarmAcknowledged | AlarmArrived | AlarmResolved) -> Said:
    """What a carer did about an alarm."""
    name = event.name
    match event:
        case AlarmAcknowledged():
            what = Text(zh=f"{name.zh}说正在赶去。", en=f"{name.en} said that she was on her way.")
            stage = IncidentStage.ACKNOWLEDGED
        case AlarmArrived():
            what = Text(zh=f"{name.zh}已到老人身边。", en=f"{name.en} was at the resident's side.")
            stage = IncidentStage.ARRIVED
        case AlarmResolved(real=real):
            zh, en = ("警报属实", "it was a real alarm") if real else ("是误报", "it was a false alarm")
            what = Text(
                zh=f"{name.zh}在老人身边结束了警报：{zh}。", en=f"{name.en} ended it at the resident's side: {en}."
            )
            stage = IncidentStage.RESOLVED
        case _:
            assert_never(event)
    return Said(
        what=what,
        told=_told(case, about(case, event.incident), stage),
        why=(_of(case, event.incident),),
        advice=_ADVICE.get(stage, NOTHING),
    )


def of_alarm(case: Case, event: NotificationSent | AlarmMarked | AlarmMissed) -> Said:
    """Whether a call reached people, and how they judged it."""
    match event:
        case NotificationSent():
            return _of_notice(case, event)
        case AlarmMarked(name=name, right=right):
            zh, en = ("是对的", "was right") if right else ("是误报", "was false")
            return Said(
                what=Text(zh=f"{name.zh}认为这个警报{zh}。", en=f"{name.en} judged that the alarm {en}."),
                told=Text(zh="有人评了我报得对不对。", en="Somebody said whether I had been right."),
                why=(_of(case, event.incident),),
            )
        case AlarmMissed(name=name, concern=concern):
            whom, title = case.person(event.about), COURSES[concern].title
            return Said(
                what=Text(
                    zh=f"{name.zh}记下一次漏报：{whom.zh}，{title.zh}。",
                    en=f"{name.en} noted what no alarm had told of: {whom.en}, {title.en.lower()}.",
                ),
                told=Text(zh="有一次我没有发现，已经记下来了。", en="There was something I had missed; it is noted."),
                concerns=event.about,
            )


def _of_notice(case: Case, event: NotificationSent) -> Said:
    outlet = event.outlet
    named = outlet != _PANEL or event.whom == NOTHING
    by = Text(zh=f"经“{outlet}”", en=f" by “{outlet}”") if named else NOTHING
    zh, en = ("送到了", "got through") if event.delivered else ("没有送到", "did not get through")
    to = Text(zh=f"给{event.whom.zh}的", en=f" to {event.whom.en}") if event.whom != NOTHING else NOTHING
    step = (
        Text(zh=f"（第 {event.chain_step} 级升级）", en=f" (escalation {event.chain_step})")
        if event.chain_step
        else NOTHING
    )
    return Said(
        what=Text(zh=f"{to.zh}通知{by.zh}{zh}{step.zh}。", en=f"The call{to.en}{by.en} {en}{step.en}."),
        told=Text(zh="我通知了护理员。", en="I told the carers.")
        if event.delivered
        else Text(zh="有一路通知没有送到，我还有别的办法叫人。", en="One way of calling failed; there are others."),
        why=(joined((event.detail, _of(case, event.incident))),),
    )


def _of(case: Case, incident: Id) -> Text:
    texts = (one.text for one in case.record.of_incident(incident) if isinstance(one, IncidentChanged))
    text = next(texts, None)
    return Text(zh=f"事由：{text.zh}。", en=f"It was about this: {text.en}.") if text else NOT_ON_RECORD


def about(case: Case, incident: Id) -> ResidentId:
    """The resident whom an incident is about."""
    changes = (one for one in case.record.of_incident(incident) if isinstance(one, IncidentChanged))
    return next((one.about for one in changes), "")
