"""What the pages of the settings call their sections, and say."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.changing.leaves import GENERAL
from carebot.core.language import Language, Text

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
OF_PEOPLE: Final = frozenset({"residents", "caregivers", "doses", "badges"})
"""Sections that tell who lives and works here; a technician needs them for nothing."""
PAGES: Final[Mapping[str, Text]] = MappingProxyType(
    {**TITLES, GENERAL: Text(zh="语言和时区", en="Language and time zone")}
)
"""What a page on which settings are changed is called where it is about nobody and nothing by name."""
ADDING: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "residents": Text(zh="添加一位老人", en="Add a resident"),
        "sight.cameras": Text(zh="添加一个摄像头", en="Add a camera"),
        "devices": Text(zh="添加一台设备", en="Add a device"),
    }
)
"""What the form for one more of a list is called."""
LISTED: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "residents": Text(zh="老人", en="Residents"),
        "sight.cameras": Text(zh="摄像头", en="Cameras"),
        "devices": Text(zh="智能家居设备", en="Smart home devices"),
    }
)
"""What such a list is called."""
_GOES: Final = Text(
    zh="下次启动起不再有，设过的内容也一起去掉。以前的记录都还在。",
    en="Not there any more from the next start on, and what was set goes with it. What is on record stays.",
)
GOING: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "residents": Text(
            zh=f"{_GOES.zh}她以后再搬回来，记录里算新的一位。",
            en=f"{_GOES.en} Should she move back in later, she is somebody new to it.",
        ),
        "sight.cameras": _GOES,
        "devices": _GOES,
    }
)
"""What is said before one is removed."""
ADDED: Final = Text(
    zh="已添加。机器人下次启动起就有；请选老人身边有人的时候重新启动。",
    en="Added. It is there from the robot’s next start on; restart it while somebody is with the residents.",
)
REMOVED: Final = Text(
    zh="已移出，机器人下次启动起不再有。以前的记录都还在。",
    en="Removed: it is there no more from the robot’s next start on. What is on record stays there.",
)
WORDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "added": ADDED,
        "removed": REMOVED,
        "there_is": Text(zh="这里有谁、有什么", en="Who and what there is"),
        "remove": Text(zh="移出", en="Remove"),
        "remove_yes": Text(zh="确认移出", en="Yes, remove"),
        "keep_after_all": Text(zh="还是留下", en="Keep after all"),
        "place_hint": Text(
            zh="装在哪里可以都空着，那样它看到的就不在地图上。",
            en="Where it hangs may be left empty as a whole; what it sees then stands nowhere on the map.",
        ),
        "try_it": Text(zh="先试一试", en="Try it first"),
        "try_hint": Text(
            zh="试的时候只看两秒，不留任何画面。", en="Trying looks for two seconds and keeps no picture."
        ),
        "english_hint": Text(zh="英文可以空着，就用中文的。", en="What is left empty in English is as in Mandarin."),
        "change": Text(zh="可以在这里改的", en="What you may change here"),
        "save": Text(zh="保存", en="Save"),
        "all_settings": Text(zh="全部设置", en="All settings"),
        "kept": Text(
            zh="已保存。机器人下次启动时起作用；请选老人身边有人的时候重新启动。",
            en="Kept. It counts from the robot’s next start on; restart it while somebody is with the residents.",
        ),
        "taken_back": Text(
            zh="已还给设置文件。机器人下次启动时起作用。",
            en="Left to the settings file again. It counts from the robot’s next start on.",
        ),
        "nothing_new": Text(zh="没有改动，什么也没有保存。", en="Nothing was changed, so nothing was kept."),
        "not_kept": Text(zh="什么都没有保存，请看下面标出的地方。", en="Nothing was kept; see what is marked below."),
        "next_start_hint": Text(
            zh="改动从机器人下次启动起作用；谁改了什么会记录在案。",
            en="Changes count from the robot’s next start on; who changed what goes on record.",
        ),
        "back": Text(zh="用回设置文件里的", en="Back to the settings file’s value"),
        "back_to_default": Text(zh="用回默认的", en="Back to the default"),
        "begins": Text(zh="从", en="from"),
        "ends": Text(zh="到", en="to"),
        "left_out_title": Text(zh="面板上设的、不再起作用的", en="Set on the panel, and not counting any more"),
        "forget": Text(zh="删掉这一项", en="Forget it"),
    }
)
"""The words of those pages."""


def setting_words(language: Language) -> dict[str, str]:
    """All of them in one language."""
    return {key: text.in_(language) for key, text in WORDS.items()}
