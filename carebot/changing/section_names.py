"""What the sections of the settings are called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text

TITLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "language": Text(zh="语言", en="Language"),
        "timezone": Text(zh="时区", en="Time zone"),
        "journal": Text(zh="日志", en="Journal"),
        "memories": Text(zh="记忆", en="Memories"),
        "body": Text(zh="机器人本体", en="Body"),
        "home": Text(zh="住处平面", en="Map of the home"),
        "devices": Text(zh="智能家居", en="Smart home"),
        "speech": Text(zh="听和说", en="Hearing and speaking"),
        "understanding": Text(zh="理解", en="Understanding"),
        "sight": Text(zh="摄像头和视觉", en="Cameras and sight"),
        "badges": Text(zh="胸卡", en="Badges"),
        "panel": Text(zh="面板", en="Panel"),
        "policies": Text(zh="规则", en="Rules"),
        "numbers": Text(zh="急救电话", en="Emergency numbers"),
        "company": Text(zh="陪伴", en="Company"),
        "outlets": Text(zh="报警出口", en="Ways out for alarms"),
        "skills": Text(zh="技能", en="Skills"),
        "monitors": Text(zh="监测", en="Monitors"),
        "weather_url": Text(zh="天气", en="Weather"),
        "residents": Text(zh="老人", en="Residents"),
        "caregivers": Text(zh="护理员", en="Carers"),
        "doses": Text(zh="用药记录", en="Medication record"),
    }
)
"""What each section of the settings is called."""
