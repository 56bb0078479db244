"""What only people can do, put in other words: the sayings of pass_on, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Phrasing


def _what(wish: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"what": wish})


SAYINGS: Final = (
    Phrasing(
        intent="telephone",
        zh=("好久没听见闺女的声音了，通个话吧", "给老家那边挂个电话", "想跟老同学在电话里聊聊"),
        en=(
            "i ought to ring my brother",
            "i want to hear my daughter's voice on the telephone",
            "get my son on the line",
        ),
        slots=_what("call"),
    ),
    Phrasing(
        intent="send_word",
        zh=("跟我闺女说一声，礼拜天过来", "给孩子带句话，说我都好", "让家里知道一下这个事"),
        en=("somebody ought to let my daughter know", "my family should be told", "get word to my son, would you"),
        slots=_what("message"),
    ),
    Phrasing(
        intent="ask_unseen",
        zh=(
            *("饭怎么还不来，都过点了", "护士什么时候来给我量血压", "今天谁来过没有", "大夫今儿查房没有"),
            *("中午给我们做的什么饭", "我这药是谁送来的", "洗澡排到哪天了", "我那衣裳洗好了没有"),
        ),
        en=(
            *("where's my dinner got to", "when does the doctor do his visits", "has anyone been asking for me"),
            *("what are they giving us for lunch", "is my washing done yet", "what day is my bath"),
            *("what time does the nurse come to do my leg", "has the post been"),
        ),
        slots=_what("unseen"),
    ),
    Phrasing(
        intent="go_and_see",
        zh=("外头吵吵嚷嚷的，出什么事了", "门铃响了半天了", "听见有人敲门，是谁呀"),
        en=(
            "there's somebody ringing the bell",
            "who's that hammering at the door",
            "what's all that commotion outside",
        ),
        slots=_what("order"),
    ),
    Phrasing(
        intent="go_out",
        zh=(
            *("老在屋里憋着，想到外头转一圈", "外边太阳这么好，推我出去坐坐", "好几天没下楼了", "想去花园里看看花"),
            *("在床上躺够了，想活动活动腿脚",),
        ),
        en=(
            *(
                "i've been cooped up indoors all week",
                "it's too nice a day to stay inside",
                "i'd like to feel the sun on my face",
            ),
            *("a little stroll would do me good", "i want to stretch my legs", "could we sit in the garden a while"),
        ),
        slots=_what("order"),
    ),
    Phrasing(
        intent="something_to_eat",
        zh=("肚子都咕咕叫了", "嘴里没味儿，想吃口甜的", "想喝碗热乎汤", "来杯热茶就好了", "前胸贴后背了"),
        en=(
            *(
                "my stomach's rumbling",
                "i could eat a horse",
                "i'd love a nice hot cup of tea",
                "i could just go a biscuit",
            ),
            *("is there anything to nibble", "a bowl of soup would be lovely"),
        ),
        slots=_what("order"),
    ),
    Phrasing(
        intent="mishap",
        zh=(
            *("茶碗打翻了，流了一桌子", "东西掉床底下了，我弯不下腰", "杯子摔碎了，一地玻璃", "衣服扣子扣不上"),
            *(
                "被子滑下去了，盖不上",
                "我够不着柜子上的东西",
                "床单湿了",
                "鞋带散了，我系不上",
                "枕头太低，垫高点儿就好了",
            ),
            *(
                "假牙不知道怎么戴不上",
                "眼镜腿儿掉了",
                "这瓶盖儿我拧不开",
                "遥控器不灵了",
                "头发该洗洗了",
                "指甲长得该剪了",
            ),
        ),
        en=(
            *(
                "i've knocked my tea over",
                "it's rolled under the bed and i can't bend down",
                "there's broken glass on the floor",
            ),
            *(
                "i can't do these buttons up",
                "my blanket's slipped off and i can't reach it",
                "i can't get the top off this jar",
            ),
            *("my sheets are wet", "my shoelace has come undone", "my pillow's too flat", "i can't reach the shelf"),
            *("my glasses have come apart", "the remote control's stopped working", "my hair wants washing"),
            *("my nails need cutting", "i've dropped my knitting needle", "i've made a mess on the carpet"),
        ),
        slots=_what("order"),
    ),
)
