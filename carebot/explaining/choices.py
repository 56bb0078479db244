"""The words of what may be chosen when something is supposed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.actions import AlarmLevel
from carebot.core.language import Text
from carebot.core.situation import Posture
from carebot.explaining.names import LEVELS, POSTURES

_YES_NO: Final = {
    "yes": Text(zh="是", en="yes"),
    "no": Text(zh="否", en="no"),
    "unknown": Text(zh="不知道", en="unknown"),
}
_OF: Final[Mapping[str, Mapping[str, Text]]] = MappingProxyType(
    {
        "asker": {
            "resident": Text(zh="本人", en="the resident herself"),
            "other_resident": Text(zh="另一位老人", en="another resident"),
            "carer": Text(zh="在班护理员", en="a carer on shift"),
            "nurse": Text(zh="在班护士", en="a nurse on shift"),
            "technician": Text(zh="技术人员", en="a technician"),
            "inspector": Text(zh="检查人员", en="an inspector"),
            "family": Text(zh="家属", en="family"),
            "voice": Text(zh="不认识的声音", en="an unknown voice"),
            "schedule": Text(zh="日程", en="the schedule"),
            "robot": Text(zh="机器人自己", en="the robot itself"),
        },
        "alarm": {level.name.lower(): LEVELS[level] for level in AlarmLevel},
        "posture": {posture.value: POSTURES[posture] for posture in Posture},
        "senses": {
            "fresh": Text(zh="正常", en="fresh"),
            "stale": Text(zh="十秒前的", en="ten seconds old"),
            "none": Text(zh="没有数据", en="lost"),
        },
        "yes": {
            "resident": Text(zh="本人", en="the resident"),
            "nurse": Text(zh="在班护士", en="a nurse on shift"),
            "both": Text(zh="两人都", en="both"),
        },
    }
)


def choice_in_words(question: str, choice: str) -> Text:
    """What people read for `choice`; as it stands where it has no words."""
    return _OF.get(question, _YES_NO).get(choice, Text(zh=choice, en=choice))
