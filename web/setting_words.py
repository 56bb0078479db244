"""What the pages of the settings call their sections, and say."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.changing.leaves import GENERAL
from carebot.changing.section_names import TITLES
from carebot.core.language import Language, Text

OF_PEOPLE: Final = frozenset({"residents", "caregivers", "doses", "badges"})
"""Sections that tell who lives and works here; a technician needs them for nothing."""
PAGES: Final[Mapping[str, Text]] = MappingProxyType(
    {**TITLES, GENERAL: Text(zh="语言和时区", en="Language and time zone")}
)
"""What a page on which settings are changed is called where it is about nobody and nothing by name."""
WAYS_TO_ADD: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "residents": Text(zh="添加一位老人", en="Add a resident"),
        "caregivers": Text(zh="添加一位工作人员或家属", en="Add a carer or family"),
        "doses": Text(zh="添加一条用药", en="Add a dose"),
        "badges.worn": Text(zh="添加一张胸卡", en="Add a badge"),
        "badges.readers": Text(zh="添加一个读卡器", en="Add a badge reader"),
        "outlets.webhook": Text(zh="添加报警出口：网络回调", en="Add a way out: webhook"),
        "outlets.mqtt": Text(zh="添加报警出口：MQTT 消息", en="Add a way out: MQTT"),
        "outlets.mail": Text(zh="添加报警出口：电子邮件", en="Add a way out: e-mail"),
        "sight.cameras": Text(zh="添加一个摄像头", en="Add a camera"),
        "devices": Text(zh="添加一台设备", en="Add a device"),
    }
)
"""What the form for one more of a list is called."""
LISTED: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "residents": Text(zh="老人", en="Residents"),
        "caregivers": Text(zh="工作人员和家属", en="Carers and family"),
        "doses": Text(zh="用药", en="Doses"),
        "badges.worn": Text(zh="谁戴哪张胸卡", en="Who wears which badge"),
        "badges.readers": Text(zh="胸卡读卡器", en="Badge readers"),
        "outlets": Text(zh="报警出口", en="Ways out for alarms"),
        "sight.cameras": Text(zh="摄像头", en="Cameras"),
        "devices": Text(zh="智能家居设备", en="Smart home devices"),
    }
)
"""What such a list is called."""
HINTS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "caregivers": Text(
            zh="新加的人从下次启动起，用同事在面板上生成的链接或“carebot account add”第一次登录。",
            en="From the next start on a new one signs in with a link that a colleague makes on the panel, or after "
            "`carebot account add`.",
        ),
        "doses": Text(
            zh="机器人只提醒、不给药；请照医嘱写，改完请另一位护士核对。",
            en="The robot reminds and gives nothing. Write what is prescribed, and have another nurse check it.",
        ),
        "badges.readers": Text(
            zh="读到哪张胸卡，由消息服务器（MQTT）转来；它的地址和密码在设置文件的 badges 里写。",
            en="A broker (MQTT) passes on which badge was read; its address and password stand in the settings file, "
            "under badges.",
        ),
        "outlets": Text(
            zh="护理面板总会响；没有打开面板的人，只有这里写的出口能叫到。证书文件（ca_file）在设置文件里写。",
            en="The care panel always sounds; whoever has not got it open is reached by these ways alone. Certificate "
            "files (ca_file) are named in the settings file.",
        ),
    }
)
"""What is to be known of a list."""
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
        "caregivers": Text(
            zh=f"{_GOES.zh}到那时为止还能登录：要马上挡住，请在自己的名字下面结束此人的登录，"
            "再在电脑上执行 carebot account remove。",
            en=f"{_GOES.en} Until then she can still sign in: to keep her out at once, end her sessions under your own "
            "name, and run `carebot account remove` on the computer.",
        ),
        "doses": Text(
            zh="下次启动起不再提醒这一条。以前的记录都还在。",
            en="From the next start on nobody is reminded of it. What is on record stays.",
        ),
        "badges.worn": _GOES,
        "badges.readers": _GOES,
        "outlets": _GOES,
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
_EXPLAINED: Final[Mapping[str, Text]] = {
    "body": Text(
        zh="每行一个“名字 = 值”，或者写 JSON；空着就送整条通知。花括号里的由机器人填：{text_zh} 是整句话，"
        "{level_zh} 级别，{who_zh} 谁，{where_zh} 哪里，{time} 时间，{key} 防重复的编号（英文用 _en）；"
        "网关的密钥写 {secret}，填在下一项",
        en="a line each: name = value, or JSON; left empty the notice itself is sent. The robot fills in what stands "
        "in braces: {text_en} the whole sentence, {level_en}, {who_en}, {where_en}, {time}, {key} the same for both "
        "attempts ({text_zh} and so on in Mandarin). For the gateway’s key write {secret}, and fill it in below",
    ),
    "secret": Text(
        zh="放在内容里 {secret} 的位置；不用就空着", en="stands in the body where {secret} is; empty if there is none"
    ),
    "headers": Text(
        zh="每行一个“名字: 值”，如 X-Api-Key: …；一般不用",
        en="a line each: name: value, as X-Api-Key: …; seldom needed",
    ),
    "accepted": Text(
        zh="很多短信网关没发出去也回答 200：照它的说明写回答里必须有什么，如 code = 0 或 result.status = ok；"
        "空着就只看 2xx",
        en="many gateways answer 200 to what they do not send: write what the answer must say, as code = 0 or "
        "result.status = ok; empty: any 2xx",
    ),
}
"""What is to be known of a setting of a way out, by the last part of its key."""


def explanation(key: str) -> Text | None:
    """What is to be known of a setting beside its bounds, where anything is."""
    return _EXPLAINED.get(key.rpartition(".")[2]) if key.startswith("outlets.") else None


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
        "try_way": Text(zh="发一条试验消息", en="Send a test message"),
        "try_way_hint": Text(
            zh="试验消息里写明是试验，由谁发出；只发给这一个出口。谁试过会记录在案。",
            en="The message says that it is a test and who sent it, and goes by this way alone. Trying goes on record.",
        ),
        "try_kept_hint": Text(
            zh="试的是已经保存的，不是上面刚写的。", en="It tries what is kept, not what was just written above."
        ),
        "last_way": Text(
            zh="这是最后一个报警出口：移出以后，没有打开护理面板的人谁也叫不到。",
            en="This is the last way out: without it nobody is reached who has not the care panel open.",
        ),
        "last_way_sure": Text(
            zh="我知道，会有人一直看着面板", en="I know; somebody will always have the panel before her"
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
        "see_below": Text(zh="还不能试，请看下面标出的地方。", en="It cannot be tried yet; see what is marked below."),
        "next_start_hint": Text(
            zh="改动从机器人下次启动起作用；谁改了什么会记录在案。",
            en="Changes count from the robot’s next start on; who changed what goes on record.",
        ),
        "remove_it": Text(zh="去掉，不再用", en="Remove it"),
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
