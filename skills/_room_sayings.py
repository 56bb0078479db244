"""What people say of a room that is cold, hot, stuffy, dark or glaring: the sayings of ease_room, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Phrasing

COLD: Final = "cold"
HOT: Final = "hot"
STUFFY: Final = "stuffy"
DARK: Final = "dark"
BLACK: Final = "black"
SUNNY: Final = "sunny"
GLARING: Final = "glaring"
DRAUGHTY: Final = "draughty"


def _room_is(state: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"room_is": state})


PHRASINGS: Final = (
    Phrasing(
        intent="room_cold",
        zh=(
            "(屋里|房间里|这屋里|这屋)[有点|有点儿|好|真|太](冷|凉)[了|啊]",
            "[我](好|有点|有点儿|真|太)(冷)[了|啊]",
            "[我](冷死了|冻死了|冻死我了|冷得慌|冻得慌)",
        ),
        en=(
            "(i am|i'm|i feel) [so|very|a bit|rather] (cold|chilly|freezing|frozen)",
            "(it is|it's) [so|very|a bit|rather] (cold|chilly|freezing) in here",
        ),
        slots=_room_is(COLD),
    ),
    Phrasing(
        intent="room_hot",
        zh=(
            "(屋里|房间里|这屋里|这屋)[有点|有点儿|好|真|太]热[了|啊]",
            "[我](好|有点|有点儿|真|太)热[了|啊]",
            "[我](热死了|热死我了|热得慌)",
        ),
        en=(
            "(i am|i'm|i feel) [so|very|a bit|rather|far too] (hot|warm|boiling)",
            "(it is|it's) [so|very|a bit|rather] (hot|warm|boiling) in here",
        ),
        slots=_room_is(HOT),
    ),
    Phrasing(
        intent="room_stuffy",
        zh=("(屋里|这屋里|这屋)[有点|有点儿|好|真|太](闷|憋闷|不透气)[了|得慌]",),
        en=("(it is|it's) [so|very|a bit|rather] (stuffy|close|airless) in here",),
        slots=_room_is(STUFFY),
    ),
    Phrasing(
        intent="room_draughty",
        zh=("(屋里|这屋里|这儿)[有点|好|真|太](漏风|透风|有风)[了|啊]",),
        en=("(it is|it's) [so|very|a bit|rather] draughty in here", "there's a draught"),
        slots=_room_is(DRAUGHTY),
    ),
    Phrasing(
        intent="room_dark",
        zh=("(屋里|房间里|这屋里|这屋)[有点|有点儿|好|真|太](黑|暗)[了|啊]",),
        en=("(it is|it's) [so|very|a bit|rather|too] (dark|dim|gloomy) in here",),
        slots=_room_is(DARK),
    ),
    Phrasing(
        intent="room_black",
        zh=(
            "[屋里|这屋里](太黑了|真黑|黑咕隆咚的|黑乎乎的)[我](什么都|什么也|啥都|路都)看不见[了]",
            "[我](什么都|什么也|啥都|路都)看不见[了](屋里|这屋里)(太黑了|真黑|黑咕隆咚的)",
        ),
        en=(
            "(it is|it's) (so|too|pitch) dark [in here] [that] i (can't|cannot) see (a thing|anything)",
            "i (can't|cannot) see (a thing|anything) (it is|it's) (so|too|pitch) dark [in here]",
        ),
        slots=_room_is(BLACK),
    ),
    Phrasing(
        intent="room_sunny",
        zh=("[这](太阳|阳光)[有点|好|真|太](刺眼|晃眼|晒)[了|啊]",),
        en=("the (sun|sunlight) is [so|very|too] (bright|strong|dazzling)", "the sun is in my eyes"),
        slots=_room_is(SUNNY),
    ),
    Phrasing(
        intent="lamp_glaring",
        zh=("[这](灯|灯光)[有点|好|真|太](刺眼|晃眼|扎眼)[了|啊]",),
        en=("(the|that|this) (lamp|light) is [so|very|far|too] (glaring|dazzling)", "(the|that) light is in my eyes"),
        slots=_room_is(GLARING),
    ),
)

_IN_HERE_ZH: Final = "[哎呀][这|这儿|这屋|屋|屋子|房间|房][里|里头]"
_BLACK_ZH: Final = (
    "[太|好|真|怎么|一片|都|这么|全]"
    "(黑|暗|黑咕隆咚|黑漆漆|黑洞洞|黑乎乎|黑灯瞎火|乌漆麻黑|漆黑|伸手不见五指)[了|的|得|啊]"
)
_UNSEEN_ZH: Final = (
    "[我][什么|什么东西|啥|啥东西|东西|路|人|一点|一点儿|一样][都|也]"
    "(看不见|看不清|看不着|瞧不见|瞅不见|看不到)[东西|路|人|了|呢|啊]"
)
_BLACK_EN: Final = (
    "(it's|it is|the room's|the room is) [all|so|very|too|quite|that|as] (dark|black|pitch dark|pitch black"
    "|pitch-dark|black as pitch) [in here]"
)
_UNSEEN_EN: Final = (
    "i (can't|cannot|can hardly|can barely|couldn't) see [a thing|anything|nothing|my hand in front of my face"
    "|where i'm going|what i'm doing|the door|the way]"
)

FORMS: Final = (
    Form(
        intent="room_black",
        zh=(f"{_IN_HERE_ZH}{_BLACK_ZH}{_UNSEEN_ZH}", f"{_UNSEEN_ZH}{_IN_HERE_ZH}{_BLACK_ZH}"),
        en=(f"{_BLACK_EN} [and|so|that] {_UNSEEN_EN}", f"{_UNSEEN_EN} [because] {_BLACK_EN}"),
        slots=_room_is(BLACK),
    ),
)
"""Darkness in which she sees nothing: it may be the lamp, and it may be her eyes."""

SAYINGS: Final = (
    Phrasing(
        intent="room_cold",
        zh=(
            *("手脚冰凉的，捂不热", "冻得我直打哆嗦", "这被窝里一点热乎气儿都没有", "穿这么多还是觉着凉"),
            *("屋里冷飕飕的", "这暖气是不是没来啊", "浑身发凉，坐不住", "冷得我牙直打架", "这屋子跟冷库一样"),
            *("脚底下冰凉冰凉的", "暖气片摸着一点不热", "凉得我骨头疼", "我这儿冷得待不住人", "这天儿屋里比外头还冷"),
        ),
        en=(
            *("my hands are like ice", "my feet have gone like blocks of ice", "i'm chilled to the bone"),
            *("i can't seem to get warm", "it's like the north pole in this room", "i'm shivering in my cardigan"),
            *("the heating can't be on, surely", "this room never warms up", "i'm perished", "i'm frozen stiff"),
            *("the radiator's stone cold", "i could do with a bit of warmth", "it's perishing today"),
            *("i've two jumpers on and still i'm cold", "there's a real nip in the air in here"),
        ),
        slots=_room_is(COLD),
    ),
    Phrasing(
        intent="room_hot",
        zh=(
            *("热得我一身汗", "屋里跟蒸笼似的", "这汗出得衣裳都湿透了", "热得喘气都费劲", "暖气烧得太足了"),
            *("捂得我浑身难受，太热了", "跟进了火炉一样", "这么热怎么待得住", "热得我心烦", "背心都贴在身上了，真热"),
        ),
        en=(
            *("i'm roasting", "it's like an oven in here", "i'm melting", "i'm dripping with the heat"),
            *("the heating's on far too high", "this heat is too much for me", "it's sweltering in this room"),
            *("i'm boiling in this cardigan", "it's like a greenhouse", "i can't bear this heat"),
        ),
        slots=_room_is(HOT),
    ),
    Phrasing(
        intent="room_stuffy",
        zh=(
            *("屋里味儿太大了，散散吧", "这屋子一点不通风", "空气不新鲜，头昏脑涨的", "该开窗户透透气了"),
            *("屋里一股子药味儿", "憋闷得很，放点新鲜空气进来", "窗户关得死死的，透不过气"),
        ),
        en=(
            *("there's no air in here", "this room wants airing", "it smells musty in here"),
            *("we could do with some fresh air in this room", "the air's so thick you could cut it"),
            *("somebody ought to open a window", "it's dreadfully airless", "it's fusty in here"),
        ),
        slots=_room_is(STUFFY),
    ),
    Phrasing(
        intent="room_draughty",
        zh=(
            *("有股凉风直吹我脖子", "不知道哪儿进风", "窗户缝里嗖嗖地进风", "门没关严，风往里钻"),
            *("风吹得我肩膀疼", "窗帘让风吹得直飘"),
        ),
        en=(
            *("there's a wind blowing straight down my neck", "that door lets in such a draught"),
            *("i can feel the wind coming through the window", "there's a gale coming under that door"),
            *("somebody's left the window open and it's blowing in", "the rain's coming in at the window"),
        ),
        slots=_room_is(DRAUGHTY),
    ),
    Phrasing(
        intent="room_dark",
        zh=(
            *("黑咕隆咚的，什么都看不见", "光线不够，看报纸费劲", "这么暗怎么做针线", "屋里黑乎乎的"),
            *("天都黑了，屋里还没亮灯", "字都看不清，太暗了", "伸手不见五指"),
        ),
        en=(
            *("i can't see to read", "i can't see my knitting in this light", "it's as black as pitch in here"),
            *("it's getting too dim for the paper", "it's gone ever so gloomy", "i'm sitting here in the dark"),
            *("there isn't enough light to see what i'm doing", "i can hardly see my hand in front of my face"),
        ),
        slots=_room_is(DARK),
    ),
    Phrasing(
        intent="room_sunny",
        zh=(
            *("太阳照得我眼睛疼", "太阳光正打在我脸上", "外头的光照进来，电视都看不清了", "晒得我睁不开眼"),
            *("这太阳直射进来，坐不住", "阳光照脸上，睡不着觉"),
        ),
        en=(
            *("the sun's right in my face", "i can't see the screen for the sun", "i have to squint with all this sun"),
            *("the sunshine's pouring straight in on me", "i'm sat in the full glare of the sun"),
            *("that sun is coming right through the glass at me",),
        ),
        slots=_room_is(SUNNY),
    ),
    Phrasing(
        intent="lamp_glaring",
        zh=(
            *("灯光直照脸上，睡不着", "这灯太亮，照得人难受", "亮得我眼都花了", "这灯泡刺得我眼睛生疼"),
            *("大灯开着晃得慌", "灯开得太亮堂了，歇不了"),
        ),
        en=(
            *("that light hurts my eyes", "i'm dazzled by that bulb", "that bulb is blinding me"),
            *("the light's shining straight at me", "it's too bright to sleep with that on"),
            *("that great light up there is too much for me",),
        ),
        slots=_room_is(GLARING),
    ),
)
