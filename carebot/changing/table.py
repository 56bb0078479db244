"""Which settings may be changed on the panel, what each is called and whose it is; and which stay in the file, and why.

A `*` stands for an id. A setting that is in neither table stays in the file; a test demands each in one of them.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.changing.leaf import EITHER, Kind, Named, Whose
from carebot.changing.section_names import TITLES
from carebot.core.language import Text

_CARE: Final = frozenset({Whose.CARE})
_TECHNICAL: Final = frozenset({Whose.TECHNICAL})
_OF_DOSES: Final = frozenset({Whose.DOSES})


def _care(zh: str, en: str, kind: Kind | None = None, *, optional: bool = False) -> Named:
    return Named(name=Text(zh=zh, en=en), whose=_CARE, kind=kind, optional=optional)


def _technical(zh: str, en: str, kind: Kind | None = None, *, optional: bool = False) -> Named:
    return Named(name=Text(zh=zh, en=en), whose=_TECHNICAL, kind=kind, optional=optional)


_OF_A_RESIDENT: Final = {
    "name.zh": _care("中文姓名", "name in Mandarin", Kind.NAME),
    "name.en": _care("英文姓名", "name in English", Kind.NAME),
    "called.zh": _care("中文称呼", "how she is addressed in Mandarin", Kind.NAME),
    "called.en": _care("英文称呼", "how she is addressed in English", Kind.NAME),
    "language": _care("对她说哪种语言", "language that she is spoken to in"),
    "room": _care("住哪个房间", "her room", Kind.ROOM),
    "frail": _care("体弱", "frail"),
    "risks": _care("评估出的风险", "risks by her assessment"),
    "diet": _care("饮食医嘱", "diet as laid down"),
    "allergies": _care("过敏（用逗号或顿号隔开）", "allergies (commas between them)"),
    "zones": _care("可以独自活动的房间（一个不选就是全部）", "rooms where she may be alone (none: all)", Kind.ROOMS),
    "values.prefers_to_be_asked": _care("做事前愿意先被问", "prefers to be asked first"),
    "values.quiet_company": _care("喜欢安静的陪伴", "likes quiet company"),
    "values.quiet_hours": _care("不受打扰的时间（可以空着）", "hours in which nobody comes unasked (may be empty)"),
    "spoken_to.rate": _care("语速（1 是平常速度）", "speed of speech (1 is normal)"),
    "spoken_to.pause_s": _care("句间停顿（秒）", "pause between sentences (s)"),
    "spoken_to.volume_db": _care("音量（一米处的分贝数）", "loudness at one metre (dB)"),
    "spoken_to.repeats": _care("没回答时再问几次", "how often a question is asked again"),
    "spoken_to.large_captions": _care("用大字幕", "large captions"),
}


def _dose(zh: str, en: str, kind: Kind | None = None) -> Named:
    return Named(name=Text(zh=zh, en=en), whose=_OF_DOSES, kind=kind)


_OF_A_CARER: Final = {
    "name.zh": _care("中文姓名", "name in Mandarin", Kind.NAME),
    "name.en": _care("英文姓名", "name in English", Kind.NAME),
    "role": Named(
        name=Text(zh="身份", en="role"),
        whose=_CARE,
        choices=("caregiver", "nurse", "head_nurse", "family", "technician", "inspector"),
    ),
    "on_shift": _care("在班", "on shift"),
}
_OF_A_DOSE: Final = {
    "drug.zh": _dose("药（中文）", "medicine in Mandarin", Kind.TEXT),
    "drug.en": _dose("药（英文）", "medicine in English", Kind.TEXT),
    "amount.zh": _dose("用量（中文）", "amount in Mandarin", Kind.TEXT),
    "amount.en": _dose("用量（英文）", "amount in English", Kind.TEXT),
    "due": _dose("几点", "due at"),
}
_OF_A_PLACE: Final = {
    "x_m": _technical("位置 x（米，按地图）", "position x (m, by the map)"),
    "y_m": _technical("位置 y（米，按地图）", "position y (m, by the map)"),
    "height_m": _technical("离地高度（米）", "height above the floor (m)"),
    "heading_deg": _technical("朝向（度，从 x 轴逆时针）", "heading (degrees counter-clockwise from x)"),
    "tilt_deg": _technical("俯角（度）", "tilt down from level (degrees)"),
    "view_deg": _technical("视角（度）", "angle of view (degrees)"),
}
_WISHES_HOURS: Final = {
    "at": _care("什么时间主动陪伴", "times of day when company is offered"),
    "in_peace": _care("不打扰的时间（吃饭、午睡、探视）", "left in peace (meals, naps, visits)"),
    "lonely_after": _care("多久没人说话就去陪", "lonely after so long without talk"),
    "between_offers": _care("两次主动陪伴至少隔多久", "least time between two offers"),
    "offers_a_day": _care("一天最多主动几次", "offers a day at most"),
    "stay_away": _care("被打发走后多久不来", "stays away after being sent away"),
    "pause_after": _care("一天聊多久后建议休息", "suggests a pause after so much talk in a day"),
}
CHANGEABLE: Final[Mapping[str, Named]] = MappingProxyType(
    {
        "language": Named(name=Text(zh="面板的语言", en="language of the panel"), whose=EITHER),
        "timezone": _technical("时区", "time zone"),
        "sight.frames_per_s": _technical("每秒看几帧", "frames a second"),
        **{f"sight.cameras.*.place.{key}": named for key, named in _OF_A_PLACE.items()},
        "speech.rate": _technical("机器人的语速（1 是平常速度）", "the robot's speed of speech (1 is normal)"),
        "speech.phrases_ahead": _technical("启动时先做好警报语句", "make the sentences of alarms at the start"),
        "speech.by_meaning": _technical("按意思听懂没写下的说法", "understand sentences by what they mean"),
        "speech.listening": _technical("什么话算对机器人说的", "which words count as meant for the robot"),
        "speech.names_zh": _technical(
            "中文名字（用空格隔开）", "its names in Mandarin (spaces between them)", Kind.NAME
        ),
        "speech.names_en": _technical(
            "英文名字（用空格隔开）", "its names in English (spaces between them)", Kind.NAME
        ),
        "sight.cameras.*.source": _technical(
            "设备（如 /dev/video0）或地址（如 rtsp://…）",
            "device (such as /dev/video0) or address (such as rtsp://…)",
            Kind.SOURCE,
        ),
        "devices.*.kind": _technical("种类", "kind"),
        "devices.*.room": _technical("在哪个房间", "its room", Kind.ROOM),
        "devices.*.name.zh": _technical("中文名称", "name in Mandarin", Kind.NAME),
        "devices.*.name.en": _technical("英文名称", "name in English", Kind.NAME),
        "badges.readers.*.x_m": _technical("位置 x（米，按地图）", "position x (m, by the map)"),
        "badges.readers.*.y_m": _technical("位置 y（米，按地图）", "position y (m, by the map)"),
        "badges.readers.*.reach_m": _technical("离多近算在场（米）", "how near its wearer stands (m)"),
        "badges.worn.*": _care("谁戴这张胸卡", "who wears this badge", Kind.PERSON),
        "numbers.ambulance": _care("急救电话", "ambulance", Kind.TEXT, optional=True),
        "numbers.police": _care("报警电话", "police", Kind.TEXT, optional=True),
        "numbers.fire_brigade": _care("火警电话", "fire brigade", Kind.TEXT, optional=True),
        "numbers.crisis_line": _care("心理援助热线", "crisis line", Kind.TEXT, optional=True),
        "company.enabled": _care("主动陪伴", "offers company unasked"),
        **{f"company.{key}": named for key, named in _WISHES_HOURS.items()},
        **{f"residents.*.{key}": named for key, named in _OF_A_RESIDENT.items()},
        **{f"caregivers.*.{key}": named for key, named in _OF_A_CARER.items()},
        **{f"doses.*.{key}": named for key, named in _OF_A_DOSE.items()},
    }
)
"""By the setting; a monitor's options name themselves (`monitoring/monitors/base.py`)."""
WHEN_ADDED: Final[Mapping[str, Named]] = MappingProxyType(
    {
        "residents.*.consents": _care(
            "她（或代她决定的人）书面同意的用途", "what she, or her proxy, has agreed to on paper"
        ),
        "sight.cameras.*.name": _technical(
            "名字（小写字母、数字、- 和 _）", "name (small letters, digits, - and _)", Kind.TEXT
        ),
        "doses.*.resident": _dose("给谁", "for", Kind.RESIDENT),
        "badges.readers.*.name": _technical(
            "名字（刷卡消息里这样称呼它）", "name (as the messages of badges call it)", Kind.TEXT
        ),
        "badges.worn.*.name": _care("胸卡的编号", "number of the badge", Kind.TEXT),
        "badges.worn.*.person": _care("谁戴这张胸卡", "who wears this badge", Kind.PERSON),
        "outlets.*.name": Named(
            name=Text(zh="名字（小写字母、数字和 _）", en="name (small letters, digits and _)"), whose=EITHER
        ),
        "devices.*.id": _technical(
            "在智能家居系统里的名字（如 light.lamp）", "its name in the smart home (such as light.lamp)", Kind.TEXT
        ),
    }
)
"""What is asked for only where somebody or something is added (`carebot/changing/rows.py`)."""

_RECORD: Final = Text(zh="写错会丢记录或找不到记录", en="a wrong one loses the record, or does not find it")
_SENDS: Final = Text(zh="决定数据送到哪里、谁连得进来", en="decides where data go and who may connect")
_OPENS: Final = Text(zh="是文件或设备，机器人会打开它", en="a file or device that the robot opens")
_ENGINES: Final = Text(
    zh="要看这台机器上装了什么；选错会听不见、说不出",
    en="depends on what is installed here; a wrong one leaves the robot deaf or dumb",
)
_HER_OWN: Final = Text(
    zh="由老人自己或代她决定的人定，要有书面依据",
    en="hers to decide, or her proxy's, and on paper",
)
STAYS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "journal": _RECORD,
        "memories": _RECORD,
        "body": Text(zh="换机身是工程，不是设置", en="another body is work on the machine, not a setting"),
        "home": Text(zh="平面图是一个文件，错了机器人不启动", en="the plan is a file, and a wrong one ends the start"),
        "devices.*.id": Text(zh="是另一个系统里的名字", en="it is the name in another system"),
        "devices.*.aliases": Text(zh="两种语言的列表，一行写不下", en="a list in two languages, which no field holds"),
        "speech.recognizers": _ENGINES,
        "speech.voices": _ENGINES,
        "speech.microphone": _ENGINES,
        "speech.loudspeaker": _ENGINES,
        "speech.vosk_zh": _OPENS,
        "speech.vosk_en": _OPENS,
        "speech.sherpa": _OPENS,
        "speech.wake_word": _OPENS,
        "speech.wyoming": _SENDS,
        "speech.wyoming_voice": _SENDS,
        "speech.wyoming_beyond_this_machine": _SENDS,
        "speech.satellites": _SENDS,
        "speech.voice_is_resident": Text(zh="决定听到的声音有谁的权限", en="decides whose rights a voice has"),
        "understanding": Text(
            zh="会把话送出去，要每位住户同意", en="sends words away, which everybody who lives here agrees to first"
        ),
        "sight.camera": _OPENS,
        "sight.cameras.*.name": Text(zh="记录按它找摄像头", en="the record knows the camera by it"),
        **{f"badges.{key}": _SENDS for key in ("host", "port", "topic", "user", "password", "tls", "ca_file")},
        "badges.reader": Text(zh="是消息的格式", en="how messages are written"),
        "badges.badge": Text(zh="是消息的格式", en="how messages are written"),
        "panel": Text(zh="写错就再也打不开面板", en="with a wrong one nobody opens the panel again"),
        "policies": Text(
            zh="关闭安全规则要书面理由和机器旁的人", en="rules are switched off at the machine, with a written reason"
        ),
        "company.music": _OPENS,
        "outlets": Text(
            zh="证书文件和等多久在文件里写；其余在面板上添加和修改",
            en="certificate files and how long is waited; the rest is added and changed on the panel",
        ),
        "skills": Text(zh="按测量定的", en="set by measurement"),
        "monitors": Text(zh="按测量定的，改了就不知道还准不准", en="set by measurement, and unmeasured once changed"),
        "weather_url": _SENDS,
        "residents.*.id": Text(zh="记录按它找人", en="the record knows her by it"),
        "residents.*.consents": Text(
            zh="由她亲口同意或撤回，记录在案，比设置优先",
            en="given and withdrawn by her own word, which is on record and stands above the settings",
        ),
        "residents.*.can_decide": _HER_OWN,
        **{f"residents.*.values.{key}": _HER_OWN for key in ("matters_most", "advance", "proxy", "told", "narrowings")},
        "caregivers.*.id": Text(zh="登录和记录按它找人", en="she signs in by it, and the record knows her by it"),
        "doses.*.id": Text(zh="记录按它找", en="the record knows it by it"),
        "doses.*.resident": Text(zh="别人的药是另一条", en="somebody else’s is another one"),
    }
)
"""By the setting, with everything below it: why it is changed in the settings file alone."""


WHOLES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "residents": Text(zh="老人", en="resident"),
        "caregivers": Text(zh="工作人员或家属", en="carer"),
        "doses": Text(zh="用药", en="dose"),
        "badges.worn": Text(zh="胸卡", en="badge"),
        "badges.readers": Text(zh="胸卡读卡器", en="badge reader"),
        "outlets": Text(zh="报警出口", en="way out for alarms"),
        "sight.cameras": Text(zh="摄像头", en="camera"),
        "devices": Text(zh="设备", en="device"),
    }
)
"""What is added and removed as a whole on the panel: one of each list."""


def whole(key: str) -> Text | None:
    """What is added and removed under this key; None for a setting."""
    return next((name for prefix, name in WHOLES.items() if key.startswith(f"{prefix}.[")), None)


def name_of(key: str) -> Text:
    """What a setting of this key is called, with the key; where no name is known, as of a monitor's, its section's."""
    if (name := whole(key)) is not None:
        row = key.partition(".[")[2][:-1]
        return Text(zh=f"{name.zh}“{row}”", en=f"{name.en} '{row}'")
    for pattern, named in CHANGEABLE.items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".+"), key):
            return Text(zh=f"{named.name.zh}〔{key}〕", en=f"{named.name.en} [{key}]")
    section = TITLES.get(key.partition(".")[0])
    return Text(zh=f"{section.zh}〔{key}〕", en=f"{section.en} [{key}]") if section else Text(zh=key, en=key)


HEADINGS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "residents.*.values": Text(zh="她的习惯", en="As she likes it"),
        "residents.*.spoken_to": Text(zh="怎么对她说话", en="Speaking with her"),
        "sight.cameras.*.place": Text(zh="装在哪里", en="Where it hangs"),
    }
)
"""What parts of a long page are called."""
