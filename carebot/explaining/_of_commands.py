"""What is to be said of what people commanded, allowed and agreed to."""

from typing import Final

from carebot.core.deeds import GoalAccepted, GoalFinished
from carebot.core.events import (
    ConfirmationGiven,
    ConsentChanged,
    FaultCleared,
    FaultRaised,
    GoalRequested,
    PauseRequested,
    SpeechChanged,
    StopPressed,
    StopReleased,
)
from carebot.core.goals import GoalResult
from carebot.core.language import Text
from carebot.core.people import RequesterKind
from carebot.explaining.actions_in_words import speech_in_words
from carebot.explaining.case import NOT_ON_RECORD, Case, Said, joined
from carebot.explaining.names import CONSENTS, SOURCES

_GUARDS: Final = ("monitor", "watchdog")
"""The sources of faults by which the robot stops itself."""
_STOP_RULE: Final = Text(zh="叫停立刻生效，不需要任何人批准。", en="A stop holds at once and needs nobody's leave.")
_STILL_STOPPED: Final = Text(
    zh="停止还没有解除：请工作人员确认周围安全后，在面板上解除。",
    en="The stop has not been released: staff may release it on the panel once the area is clear.",
)
_SAY_GO_ON: Final = Text(
    zh="要我继续，请您说“继续”，或者请工作人员来解除。", en="To let me go on, say “go on”, or ask staff to release me."
)
_GO_ON: Final = Text(zh="在面板上点“继续”，它就接着做。", en="Press “Go on” on the panel, and it goes on.")
_LET_ME_GO_ON: Final = Text(zh="护理员点了“继续”，我就接着做。", en="I go on once a carer presses “Go on”.")
_SET_ASIDE: Final = Text(zh="手上的任务都先放着。", en="The tasks under way were set aside.")
_NOTHING_ENDED: Final = Text(zh="当时没有任务因此中断。", en="No task ended by it.")
_ONE_YES: Final = Text(
    zh="同意只对这一个动作、在短时间内有效；没有回答算作不同意。",
    en="A yes holds for this one action and for a short time; silence counts as no.",
)


def of_command(case: Case, event: StopPressed | StopReleased | PauseRequested | GoalRequested) -> Said:
    """What a person commanded."""
    who, told = case.who(event.by), case.told_who(event.by)
    match event:
        case StopPressed():
            return _stopped(case, event)
        case StopReleased():
            return Said(
                what=Text(zh=f"{who.zh}解除了停止。", en=f"{who.en} released the stop."),
                told=Text(
                    zh=f"{told.zh}解除了停止，我又可以动了。",
                    en=f"The stop was released by {told.en}, so I may move again.",
                ),
            )
        case PauseRequested():
            return _paused(case, event)
        case GoalRequested():
            return _requested(case, event)


def _stopped(case: Case, event: StopPressed) -> Said:
    if event.by.kind is RequesterKind.ROBOT:
        return _stopped_itself(case, event)
    who, told, how = case.who(event.by), case.told_who(event.by), SOURCES[event.source]
    return Said(
        what=Text(zh=f"{who.zh}让机器人停下（{how.zh}）。", en=f"{who.en} stopped the robot ({how.en})."),
        told=Text(zh=f"我停下，是因为{told.zh}叫我停。", en=f"I stopped because {told.en} told me to."),
        why=(_STOP_RULE, _left_off(case, event)),
        advice=_released(case, event),
    )


def _stopped_itself(case: Case, event: StopPressed) -> Said:
    """A stop that the watchdog or the running monitor latched: what was wrong then stands on record as a fault."""
    faults = _faults_in_force(case, event)
    why = joined(faults) if faults else NOT_ON_RECORD
    return Said(
        what=Text(zh="机器人自己停下并锁定。", en="The robot stopped by itself and stays stopped."),
        told=Text(zh=f"我自己停下了。{why.zh}", en=f"I stopped by myself. {why.en}"),
        why=(*(faults or (NOT_ON_RECORD,)), _left_off(case, event)),
        advice=_released(case, event),
    )


def _faults_in_force(case: Case, event: StopPressed) -> tuple[Text, ...]:
    """What the watchdog and the running monitor had found wrong and not yet found right again, the latest first."""
    cleared: set[str] = set()
    found: dict[str, Text] = {}
    for before in case.record.latest(event):
        if isinstance(before, FaultCleared):
            cleared.add(before.source)
        elif isinstance(before, FaultRaised) and before.source.startswith(_GUARDS) and before.source not in cleared:
            found.setdefault(before.source, before.text)
    return tuple(found.values())


def _paused(case: Case, event: PauseRequested) -> Said:
    who, told = case.who(event.by), case.told_who(event.by)
    if not event.paused:
        return Said(
            what=Text(zh=f"{who.zh}让机器人继续。", en=f"{who.en} let the robot go on."),
            told=Text(zh=f"{told.zh}让我继续了。", en=f"I go on because {told.en} let me."),
        )
    return Said(
        what=Text(zh=f"{who.zh}让机器人暂停。", en=f"{who.en} paused the robot."),
        told=Text(zh=f"我停下，是因为{told.zh}让我先等一等。", en=f"I stopped because {told.en} asked me to wait."),
        why=(_SET_ASIDE,),
        advice=_LET_ME_GO_ON if case.hearer else _GO_ON,
    )


def _requested(case: Case, event: GoalRequested) -> Said:
    who, wish = case.who(event.by), case.told_wish(event.by)
    accepted = next((one for one in case.record.consequences(event.id) if isinstance(one, GoalAccepted)), None)
    title = case.goal(accepted.goal) if accepted else Text(zh=f"“{event.skill}”", en=f"“{event.skill}”")
    return Said(
        what=Text(zh=f"{who.zh}要求：{title.zh}。", en=f"{who.en} asked for: {title.en}."),
        told=Text(zh=f"我要做的是：{title.zh}。{wish.zh}", en=f"My task is this: {title.en}. {wish.en}"),
        concerns=case.goal_concerns(accepted.goal) if accepted else "",
    )


def _left_off(case: Case, event: StopPressed) -> Text:
    """What was under way and ended with a stop."""
    ended = [
        case.goal(case.record.goal(one.goal))
        for one in case.record.consequences(event.id)
        if isinstance(one, GoalFinished) and one.conclusion.result is GoalResult.CANCELLED
    ]
    if not ended:
        return _NOTHING_ENDED
    titles = joined(ended, "、", ", ")
    return Text(zh=f"因此中断的任务：{titles.zh}。", en=f"Tasks that ended by it: {titles.en}.")


def _released(case: Case, event: StopPressed) -> Text:
    for after in case.record.following(event):
        if isinstance(after, StopReleased):
            who = case.told_who(after.by) if case.hearer else case.who(after.by)
            return Text(zh=f"后来由{who.zh}解除了。", en=f"It was released later by {who.en}.")
    return _SAY_GO_ON if case.hearer and case.hearer == event.by.id else _STILL_STOPPED


def of_answer(case: Case, event: ConfirmationGiven | ConsentChanged | SpeechChanged) -> Said:
    """A word of somebody whom it was for to give: yes or no, a consent, how she is to be spoken to."""
    if isinstance(event, SpeechChanged):
        return _spoken_to(case, event)
    return _answered(case, event) if isinstance(event, ConfirmationGiven) else _agreed(case, event)


def _spoken_to(case: Case, event: SpeechChanged) -> Said:
    whom, manner = case.person(event.resident), speech_in_words(event.rate, event.volume_db)
    return Said(
        what=Text(zh=f"从此跟{whom.zh}说话：{manner.zh}。", en=f"{whom.en} is spoken to so from then on: {manner.en}."),
        told=Text(zh=f"您让我这样说话：{manner.zh}。", en=f"You asked me to speak so: {manner.en}."),
        concerns=event.resident,
    )


def _answered(case: Case, event: ConfirmationGiven) -> Said:
    who, told, proposed = case.who(event.by), case.told_who(event.by), case.record.proposed(event.run)
    action = case.action(proposed.action) if proposed else Text(zh="一个动作", en="an action")
    zh, en = ("同意", "said yes to") if event.confirmed else ("不同意", "said no to")
    return Said(
        what=Text(zh=f"{who.zh}{zh}：{action.zh}。", en=f"{who.en} {en}: {action.en}."),
        told=Text(zh=f"{told.zh}{zh}了我问的那件事。", en=f"I had asked, and {told.en} {en} it."),
        why=(_ONE_YES,),
        concerns=case.owner_concerns(proposed),
    )


def _agreed(case: Case, event: ConsentChanged) -> Said:
    who, whom, purpose = case.who(event.by), case.person(event.resident), CONSENTS[event.consent]
    zh, en = ("同意", "agreed to") if event.given else ("不再同意", "no longer agreed to")
    return Said(
        what=Text(
            zh=f"{whom.zh}{zh}：{purpose.zh}（由{who.zh}登记）。",
            en=f"{whom.en} {en} {purpose.en} (entered by {who.en}).",
        ),
        told=Text(zh=f"您{zh}：{purpose.zh}。", en=f"You {en} {purpose.en}."),
        concerns=event.resident,
    )
