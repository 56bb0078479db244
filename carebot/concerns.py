"""How each concern is seen to: whether the robot asks first, at which level people are called, in which words.

Levels follow IEC 60601-1-8: high where minutes decide over harm that cannot be mended, medium where it can.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.concerns import Concern, ConcernRaised
from carebot.core.events import FallSuspected
from carebot.core.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a concern is seen to. `level` is that of the call; `asks`: she is asked before people are called.

    `looks_again`: her word that she is well is looked into once more. `title` stands in lists, `words` follow whom and
    where. `itself`: it is about the robot and no resident.
    """

    title: Text
    level: AlarmLevel
    words: Text
    asks: bool = False
    looks_again: bool = False
    itself: bool = False


COURSES: Final[Mapping[Concern, Course]] = MappingProxyType(
    {
        Concern.FALL: Course(
            title=Text(zh="跌倒", en="Fall"),
            level=AlarmLevel.HIGH,
            asks=True,
            looks_again=True,
            words=Text(zh="可能摔倒了", en="may have fallen"),
        ),
        Concern.HELP: Course(
            title=Text(zh="呼救", en="Cry for help"), level=AlarmLevel.HIGH, words=Text(zh="呼救", en="calls for help")
        ),
        Concern.DANGER: Course(
            title=Text(zh="说到的危险", en="Danger spoken of"),
            level=AlarmLevel.HIGH,
            words=Text(zh="说到了危险的事", en="spoke of a danger"),
        ),
        Concern.CALL: Course(
            title=Text(zh="叫人", en="Call"), level=AlarmLevel.MEDIUM, words=Text(zh="叫人", en="calls for somebody")
        ),
        Concern.NO_MOVEMENT: Course(
            title=Text(zh="没有动静", en="No movement"),
            level=AlarmLevel.HIGH,
            asks=True,
            looks_again=True,
            words=Text(zh="很久没有动静了", en="has not moved for a long time"),
        ),
        Concern.LONG_IN_BATHROOM: Course(
            title=Text(zh="久在卫生间", en="Long in the bathroom"),
            level=AlarmLevel.HIGH,
            asks=True,
            words=Text(zh="进卫生间很久没有出来", en="has been in the bathroom for a long time"),
        ),
        Concern.CHOKING: Course(
            title=Text(zh="噎住", en="Choking"), level=AlarmLevel.HIGH, words=Text(zh="可能噎住了", en="may be choking")
        ),
        Concern.AT_EXIT: Course(
            title=Text(zh="走到出口", en="At an exit"),
            level=AlarmLevel.HIGH,
            words=Text(zh="独自走到了出口", en="has gone to an exit alone"),
        ),
        Concern.WANDERING: Course(
            title=Text(zh="走失风险", en="Wandering"),
            level=AlarmLevel.MEDIUM,
            words=Text(zh="走到了不该独自去的地方", en="is where she should not be alone"),
        ),
        Concern.OUT_OF_BED: Course(
            title=Text(zh="夜间离床", en="Out of bed at night"),
            level=AlarmLevel.MEDIUM,
            words=Text(zh="夜里离开了床", en="has left her bed at night"),
        ),
        Concern.DISTRESS: Course(
            title=Text(zh="进餐不适", en="Unwell at a meal"),
            level=AlarmLevel.MEDIUM,
            words=Text(zh="吃饭时好像不舒服", en="seems unwell at a meal"),
        ),
        Concern.AGITATION: Course(
            title=Text(zh="激动", en="Agitation"), level=AlarmLevel.MEDIUM, words=Text(zh="很激动", en="is agitated")
        ),
        Concern.UNWATCHED: Course(
            title=Text(zh="无法看护", en="Cannot keep watch"),
            level=AlarmLevel.MEDIUM,
            words=Text(zh="机器人无法看护", en="the robot cannot keep watch"),
            itself=True,
        ),
        Concern.STANDS_STILL: Course(
            title=Text(zh="机器人停住", en="Robot stands still"),
            level=AlarmLevel.LOW,
            words=Text(zh="机器人停住了", en="the robot stands still"),
            itself=True,
        ),
        Concern.SITTING_LONG: Course(
            title=Text(zh="久坐", en="Sitting long"),
            level=AlarmLevel.LOW,
            words=Text(zh="坐了很久没有起身", en="has been sitting for a long time"),
        ),
        Concern.SLOWER_GAIT: Course(
            title=Text(zh="步速变慢", en="Slower gait"),
            level=AlarmLevel.LOW,
            words=Text(zh="走路比以前慢了", en="walks more slowly than before"),
        ),
    }
)
"""Wandering is accompanied and called about, never held (SAFETY.md); a slower gait is a trend for a nurse to weigh.

Standing still calls at medium where nobody stopped the robot (`carebot/_standing.py`), at low where somebody did.
"""


def concern_of(event: FallSuspected | ConcernRaised) -> Concern:
    """What a monitor suspects."""
    return event.concern if isinstance(event, ConcernRaised) else Concern.FALL


def course_of(event: FallSuspected | ConcernRaised) -> Course:
    """How it is seen to. After a hard fall nobody is asked before people are called: she may be unable to answer."""
    course = COURSES[concern_of(event)]
    return replace(course, asks=False) if isinstance(event, FallSuspected) and event.hard else course


_WATCHING: Final = frozenset({"sight", "journal", "microphone"})
_LISTENING: Final = "task.microphone"
"""The ears are a task that is kept: it fails where the microphone is missing, breaks off or is unplugged."""


def keeps_from_watch(source: str, level: AlarmLevel) -> bool:
    """Whether a fault keeps the robot from seeing, hearing or recording what happens, where it is set up to do so."""
    return source == _LISTENING or (level is AlarmLevel.HIGH and source.partition(".")[0] in _WATCHING)
