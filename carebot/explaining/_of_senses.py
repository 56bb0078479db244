"""What is to be said of what senses, clocks and parts of the robot brought."""

from typing import Final

from carebot.concerns import COURSES
from carebot.core.concerns import ConcernRaised
from carebot.core.events import (
    BadgeRead,
    FallSuspected,
    FaultCleared,
    FaultRaised,
    Observation,
    TimerElapsed,
    WeatherReported,
)
from carebot.core.language import Text
from carebot.explaining.case import Case, Said
from carebot.explaining.cues import cues_in_words
from carebot.explaining.names import LEVELS, POSTURES

_PEOPLE: Final = "people"
_NO_CUES: Final = Text(zh="记录里没有", en="none on record")


def of_senses(
    case: Case, event: Observation | FallSuspected | ConcernRaised | BadgeRead | TimerElapsed | WeatherReported
) -> Said:
    """What a sense, a badge reader, a clock or a forecast brought."""
    match event:
        case Observation() | FallSuspected():
            return _seen(case, event)
        case ConcernRaised():
            return _concern(case, event)
        case BadgeRead():
            return _badge(case, event)
        case TimerElapsed(timer=timer):
            return Said(
                what=Text(zh="事先定好的期限到了。", en="A deadline that had been set came."),
                told=Text(zh="等的时间到了。", en="The time of waiting was up."),
                why=(Text(zh=f"期限的名称：{timer}", en=f"The deadline's name: {timer}"),),
            )
        case WeatherReported(text=text):
            return Said(
                what=Text(zh=f"收到天气预报：{text.zh}", en=f"A weather forecast came: {text.en}"),
                told=Text(zh="我收到了天气预报。", en="I was given a weather forecast."),
            )


def _seen(case: Case, event: Observation | FallSuspected) -> Said:
    whom, cues = case.person(event.about), _cues(event)
    if isinstance(event, FallSuspected):
        return Said(
            what=Text(zh=f"怀疑{whom.zh}摔倒了。", en=f"{whom.en} was thought to have fallen."),
            told=Text(zh="我看着像是您摔倒了，不放心。", en="It looked to me as if you had fallen, and I was worried."),
            why=(cues,),
            concerns=event.about,
        )
    if event.monitor != _PEOPLE:
        return _measured(case, event)
    how = POSTURES[event.posture]
    return Said(
        what=Text(zh=f"看到{whom.zh}：{how.zh}。", en=f"{whom.en} was seen: {how.en}."),
        told=Text(zh="我留意了一下您的样子。", en="I took note of how you were."),
        why=(cues,),
        concerns=event.about,
    )


def _measured(case: Case, event: Observation) -> Said:
    """What a monitor measured of somebody, which it compares with other days."""
    whom = case.person(event.about)
    cues = cues_in_words(event.evidence, event.monitor)
    return Said(
        what=Text(zh=f"量到{whom.zh}：{cues.zh}。", en=f"{whom.en} was measured: {cues.en}."),
        told=Text(zh="我留意了一下您的作息和走路。", en="I took note of your day and of how you walk."),
        why=(Text(zh=f"来自 {event.monitor}。", en=f"By {event.monitor}."),),
        concerns=event.about,
    )


def _concern(case: Case, event: ConcernRaised) -> Said:
    whom, words = case.person(event.about), COURSES[event.concern].words
    return Said(
        what=Text(zh=f"留意到{whom.zh}{words.zh}。", en=f"{whom.en} {words.en}, as it seemed."),
        told=Text(zh="我有点不放心您。", en="I was a little worried about you."),
        why=(_cues(event),),
        concerns=event.about,
    )


def _badge(case: Case, event: BadgeRead) -> Said:
    whose = case.person(event.wearer) if event.wearer else Text(zh="一位工作人员", en="somebody who works here")
    return Said(
        what=Text(
            zh=f"读卡器 {event.reader} 读到了{whose.zh}的胸卡。",
            en=f"The reader {event.reader} read a badge of {whose.en}.",
        ),
        told=Text(zh="读卡器读到了您的胸卡。", en="A reader read your badge."),
        why=(
            Text(
                zh="站在读卡器旁的若只有一个人，就当作是此人；这只是推测，不带来任何权限。",
                en="Whoever stands there alone is taken for that person; it is a guess and gives no rights.",
            ),
        ),
        concerns=event.wearer,
    )


def _cues(event: Observation | FallSuspected | ConcernRaised) -> Text:
    """How sure a sense was, and by which cues."""
    cues = cues_in_words(event.evidence, event.monitor) if event.evidence else _NO_CUES
    sure = f"{event.confidence:.0%}"
    return Text(zh=f"把握 {sure}；依据：{cues.zh}。", en=f"Confidence {sure}; cues: {cues.en}.")


def of_fault(case: Case, event: FaultRaised | FaultCleared) -> Said:
    """A part that failed, or works again."""
    if isinstance(event, FaultRaised):
        level = LEVELS[event.level]
        return Said(
            what=Text(
                zh=f"出了故障（{level.zh}，来自 {event.source}）。",
                en=f"Something failed ({level.en}, told by {event.source}).",
            ),
            told=Text(
                zh="我有个部件出了故障，已经告诉工作人员了。", en="A part of me failed; it stands on the carers' panel."
            ),
            why=(event.text,),
            advice=event.text,
        )
    raised = (one for one in case.record.latest(event) if isinstance(one, FaultRaised) and one.source == event.source)
    before = next(raised, None)
    return Said(
        what=Text(zh=f"一个故障消除了（来自 {event.source}）。", en=f"A fault is over (told by {event.source})."),
        told=Text(zh="我的部件又好了。", en="The part of me that had failed works again."),
        why=(before.text,) if before else (),
    )
