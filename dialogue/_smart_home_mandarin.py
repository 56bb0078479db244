"""Our own smart-home templates in Mandarin: how old people ask for a lamp or a curtain where Home Assistant's do not.

They use the lists and rules of its package, and give what they understand the same names and slots as those do.
"""

from collections.abc import Mapping
from itertools import chain
from typing import Final

from dialogue._smart_home_blocks import DIMMED_PERCENT, NOT_SWITCHED, Block, block

RULES: Final[Mapping[str, str]] = {
    "our_take": "[把|将|让|给]",
    "our_all": "(所有|全部|全|一切)[的]",
    "our_both": "[都|全都|全部|全]",
    "our_home": "(家里|全家|家|整个屋子|满屋子)[的]",
    "our_here": "(这里|这儿|这边|屋里|屋子里|房间里|房间|这屋|这间屋|这个房间|我这里|我这儿)[的]",
    "our_room": "{area}[里|里面|里头|那里|那边|那儿][的]",
    "our_light": "[这个|那个|这盏|那盏](电灯|灯光|照明|吸顶灯|吊灯|台灯|床头灯|小夜灯|夜灯|落地灯|灯)[儿]",
    "our_fan": "(电风扇|电扇|风扇|吊扇)",
    "our_air": "(空调|冷气|暖气|地暖)",
    "our_tv": "(电视机|电视|音响)",
    "our_on_after": "(打开|开开|开起来|开着|开启|开上|开一下|点亮|点上|开)",
    "our_on_before": "(打开|开开|开启|开一下|点亮|开)",
    "our_off_after": "(关掉|关上|关闭|关一下|关了|熄掉|熄灭|熄了|灭掉|灭了|关|灭)",
    "our_off_before": "(关掉|关上|关闭|关一下|关了|熄掉|熄灭|灭掉|关|熄)",
    "our_open": "(拉开|打开|拉起来|升起来|卷起来|开开|开一下|开)",
    "our_shut": "(拉上|拉好|拉起|合上|关上|关好|关掉|关闭|放下来|放下|降下来|关一下|关了|关)",
    "our_set": "(调|设|设置|设定|调节|调整|开|弄|打|升|降|换|变|改)(到|成|为|至|在)",
    "our_percent": "[百分之]{position:percentage}[%]",
    "our_whether": "(了吗|了没有|了没|没有|没|吗|不)",
    "our_degrees": "([温度][是|有|多](几度|多少度)|温度[是|有]多少|热不热|冷不冷)",
    "our_still": "[还|是|还是]",
    "our_louder": "(大|高|响)",
    "our_softer": "(小|低|轻)",
    "our_bit": "[一](点|些)[儿]",
}


_KINDS: Final[tuple[tuple[str, Mapping[str, str]], ...]] = (
    ("our_light", {"domain": "light"}),
    ("our_fan", {"domain": "fan", "name": "all"}),
    ("our_air", {"domain": "climate"}),
    ("our_tv", {"domain": "media_player"}),
)


def _switched(way: str) -> tuple[Block, ...]:
    """What is switched on or off, `way`, by its name, its kind and room, or all of its kind."""
    return (
        block(
            f"<our_take>[<our_room>]{{name}}<our_both><our_{way}_after>",
            f"<our_{way}_before>[<our_room>]{{name}}",
            no=NOT_SWITCHED,
        ),
        *chain.from_iterable(
            (
                block(
                    f"<our_take><our_room>[<our_all>]<{kind}><our_both><our_{way}_after>",
                    f"<our_{way}_before><our_room>[<our_all>]<{kind}>",
                    slots=slots,
                ),
                block(
                    f"<our_take>(<our_home>[<our_all>]|<our_all>)<{kind}><our_both><our_{way}_after>",
                    f"<our_{way}_before>(<our_home>[<our_all>]|<our_all>)<{kind}>",
                    slots=slots,
                ),
                block(
                    f"<our_take>[<our_here>]<{kind}><our_both><our_{way}_after>",
                    f"<our_{way}_before>[<our_here>]<{kind}>",
                    here=True,
                    slots=slots,
                ),
            )
            for kind, slots in _KINDS
        ),
    )


def _drawn(way: str) -> tuple[Block, ...]:
    """What is opened or shut, `way`, as curtains and blinds are."""
    kind = "{cover_classes:device_class}"
    return (
        block(f"<our_take>[<our_room>]{{name}}<our_both><our_{way}>", f"<our_{way}>[<our_room>]{{name}}", only="cover"),
        block(f"<our_take>[<our_room>]{{name}}<our_{way}>", f"<our_{way}>[<our_room>]{{name}}", only="valve"),
        block(
            f"<our_take>[<our_room>|<our_home>|<our_here>][<our_all>]{kind}<our_both><our_{way}>",
            f"<our_{way}>[<our_room>|<our_home>|<our_here>][<our_all>]{kind}",
            slots={
                "domain": "cover",
            },
        ),
    )


def _asked(state: str, said: str, opened: str, shown: str) -> tuple[Block, ...]:
    """Whether something is `said` to be on or off, or, where it opens, is `shown` to be open or closed."""
    return (
        block(*_whether("[<our_room>]{name}<our_both>", said), no=NOT_SWITCHED, slots={"state": state}),
        block(
            *_whether("[<our_room>]{name}<our_both>", shown), only="cover", slots={"domain": "cover", "state": opened}
        ),
        block(*_whether("[<our_room>]<our_light><our_both>", said), slots={"domain": "light", "state": state}),
        block(
            *_whether("[<our_room>]{cover_classes:device_class}<our_both>", shown),
            slots={"domain": "cover", "state": opened},
        ),
    )


def _whether(thing: str, said: str) -> tuple[str, str]:
    return f"{thing}<our_still>{said}<our_whether>", f"{thing}是不是[还|都]{said}[了]"


def _brighter(way: str, percent: int) -> tuple[Block, ...]:
    """The light set to `percent`: nobody knows how bright it is now, so that "a bit" is always the same."""
    return (
        block(
            f"<our_take>[<our_room>]{{name}}[再][调|开|弄]{way}<our_bit>", only="light", slots={"brightness": percent}
        ),
        block(
            f"<our_take>[<our_here>]<our_light>[再][调|开|弄]{way}<our_bit>",
            f"(调|开|弄){way}<our_bit>",
            here=True,
            slots={"name": "all", "brightness": percent},
        ),
    )


SAYINGS: Final[Mapping[str, tuple[Block, ...]]] = {
    "HassTurnOn": (
        *_switched("on"),
        block("<our_here>(太|有点|好)(黑|暗)[了]", here=True, slots={"domain": "light"}),
        *_drawn("open"),
        block("<our_take>[<our_room>]{name}锁(上|好|住|起来|了)", "锁(上|好|住)[<our_room>]{name}", only="lock"),
        block(
            "<our_take>[<our_room>|<our_home>][<our_all>]门<our_both>锁(上|好|住|了)",
            "锁[上|好][<our_room>]门",
            slots={
                "domain": "lock",
            },
        ),
        block(
            "<our_take>{name}(打开|开开)", "(打开|进入|换到|切到|开始){name}", only="scene", slots={"domain": "scene"}
        ),
    ),
    "HassTurnOff": (
        *_switched("off"),
        *_drawn("shut"),
        block("<our_take>[<our_room>]{name}(解锁|开锁)", "(解锁|开锁)[<our_room>]{name}", only="lock"),
    ),
    "HassLightSet": (
        block("<our_take>[<our_room>]{name}[的][亮度]<our_set><brightness>", only="light"),
        block("<our_take>[<our_room>]{name}[的][亮度][<our_set>]{brightness_level:brightness}", only="light"),
        block("<our_take>[<our_room>]{name}[的][颜色]<our_set>{color}", only="light"),
        block("<our_take><our_room><our_light>[的][亮度]<our_set><brightness>", slots={"name": "all"}),
        block(
            "<our_take><our_room><our_light>[的][亮度][<our_set>]{brightness_level:brightness}", slots={"name": "all"}
        ),
        block("<our_take><our_room><our_light>[的][颜色]<our_set>{color}", slots={"name": "all"}),
        block("<our_take>[<our_here>]<our_light>[的][亮度]<our_set><brightness>", here=True, slots={"name": "all"}),
        block(
            "<our_take>[<our_here>]<our_light>[的][亮度][<our_set>]{brightness_level:brightness}",
            here=True,
            slots={"name": "all"},
        ),
        block("<our_take>[<our_here>]<our_light>[的][颜色]<our_set>{color}", here=True, slots={"name": "all"}),
        *_brighter("(暗|小|柔和)", DIMMED_PERCENT),
        *_brighter("(亮|大)", 100),
        block(
            "[<our_here>][<our_light>](太|有点|好)(晃眼|刺眼|亮|扎眼)[了]",
            here=True,
            slots={"name": "all", "brightness": DIMMED_PERCENT},
        ),
    ),
    "HassClimateSetTemperature": (
        block("<our_take>[<our_room>]{name}[的][温度]<our_set>{temperature}度", only="climate"),
        block("<our_take><our_room>[<our_air>][的][温度]<our_set>{temperature}度"),
        block("<our_take>[<our_home>|<our_here>](<our_air>[的][温度]|温度)<our_set>{temperature}度", here=True),
        block("<our_take>[<our_room>]{name}[的][温度][再][调|开|弄|打|关](高|低|热|凉|大|小)<our_bit>", only="climate"),
        block(
            "<our_take>[<our_home>|<our_here>](<our_air>[的][温度]|温度)[再][调|开|弄|打](高|低|热|凉|大|小)<our_bit>",
            "(<our_here>|<our_home>)[太](热|冷|凉)(死了|得慌)",
            "(<our_here>|<our_home>)太(热|冷|凉)了",
            here=True,
        ),
    ),
    "HassClimateGetTemperature": (
        block("[现在]<our_room>[现在][的]<our_degrees>"),
        block("[现在](<our_here>|<our_home>|室内[的])[现在][的]<our_degrees>"),
    ),
    "HassGetState": (
        *_asked("on", "(开着|亮着|打开)", "open", "(开着|打开|拉开)"),
        *_asked("off", "(关|关掉|关好|关着|灭|灭掉)", "closed", "(关|关好|关上|关着|拉上|拉好)"),
        block(
            "[<our_room>]{name}<our_still>锁[着|好|上]<our_whether>",
            "[<our_room>]{name}是不是[还]锁(着|好|上)[了]",
            only="lock",
            slots={"domain": "lock", "state": "locked"},
        ),
        block(
            "[<our_room>|<our_home>][<our_all>]门<our_both>锁[着|好|上]<our_whether>",
            slots={"domain": "lock", "state": "locked"},
        ),
    ),
    "HassSetPosition": (
        block(
            "<our_take>[<our_room>]{name}(拉|开|关|放|升|降|卷|调)(到|成|至)<position>",
            only="cover",
            slots={"domain": "cover"},
        ),
        block(
            "<our_take>[<our_room>]{name}(拉|开|关|放|升|降|卷)[开|上|到|成]一半",
            only="cover",
            slots={"domain": "cover", "position": 50},
        ),
        block(
            "<our_take>[<our_room>]{cover_classes:device_class}(拉|开|关|放|升|降|卷)[开|上|到|成]一半",
            slots={"domain": "cover", "position": 50},
        ),
    ),
    "HassSetVolumeRelative": (
        block(
            "<our_take>[<our_room>]{name}[的][声音|音量][再][调|开|弄|放]<our_louder><our_bit>",
            only="media_player",
            slots={"volume_step": "up"},
        ),
        block(
            "<our_take>[<our_room>]{name}[的][声音|音量][再][调|开|弄|放]<our_softer><our_bit>",
            only="media_player",
            slots={"volume_step": "down"},
        ),
        block("{name}[的][声音|音量]太(响|吵|大|闹)了", only="media_player", slots={"volume_step": "down"}),
        block("{name}[的](没声|没声音|听不见|听不清|听不着)[了]", only="media_player", slots={"volume_step": "up"}),
        block("{name}[的][声音|音量]太(小|轻|低)了", only="media_player", slots={"volume_step": "up"}),
        block("<our_take>音量[再][调|开|弄|放]<our_louder><our_bit>", here=True, slots={"volume_step": "up"}),
        block("<our_take>音量[再][调|开|弄|放]<our_softer><our_bit>", here=True, slots={"volume_step": "down"}),
    ),
    "HassMediaPlayerMute": (
        block("<our_take>[<our_room>]{name}[调成|设成|设为|调]静音", "静音{name}", only="media_player"),
    ),
    "HassMediaPlayerUnmute": (
        block("(取消|解除|关掉)[<our_room>]{name}[的]静音", "<our_take>{name}(取消|解除)静音", only="media_player"),
    ),
    "HassFanSetSpeed": (
        block("<our_take>[<our_room>]{name}[的][风速|速度|风量|风]<our_set><our_percent>", only="fan"),
    ),
    "HassVacuumStart": (block("[让|叫]{name}[开始|去](扫地|打扫|清扫|吸尘|扫一下|扫一扫|拖地|干活)", only="vacuum"),),
    "HassVacuumReturnToBase": (
        block("[让|叫]{name}(回去|回家|回充|回去充电|回充电座|回基站|回基座|回到基站)", only="vacuum"),
    ),
}
