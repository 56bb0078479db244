"""How people say that they are lonely, or would like to be told something: sayings of keep_company, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Phrasing

SAYINGS: Final = (
    Phrasing(
        intent="say_lonely",
        zh=(
            *(
                "一天到晚对着四面墙",
                "这日子过得一点滋味都没有",
                "孩子们一个个都忙，谁顾得上我",
                "盼星星盼月亮也盼不来个人",
            ),
            *(
                "电话一天也不响一回",
                "屋里冷冷清清的",
                "连个拌嘴的人都没有",
                "坐着发呆，一坐就是半天",
                "从早到晚没人言语一声",
            ),
            *("老姐妹们一个个都走了", "过节也就我一个人", "闲得骨头都疼", "都把我给忘了", "儿女在外地，一年见不着一面"),
        ),
        en=(
            *(
                "i just sit and look at the four walls",
                "the telephone never rings these days",
                "one day's just like another",
            ),
            *("they're all so busy with their own lives", "i don't see a soul from one week to the next"),
            *(
                "there's nobody left who remembers me",
                "all my friends have gone now",
                "it's a long old day on your own",
            ),
            *("my children live so far away", "sunday's the worst day for being on your own", "i feel quite forgotten"),
            *("i've not spoken to anyone since breakfast", "i've nothing to do but watch the clock"),
            *("time hangs heavy on my hands", "i rattle around in this place all by myself"),
        ),
        slots=MappingProxyType({"topic": "lonely"}),
    ),
    Phrasing(
        intent="chat",
        zh=(
            *("你要是没事就在这儿陪陪我", "睡不着，跟我说说话吧", "咱们随便唠点什么", "你坐这儿跟我拉拉家常"),
            *("有个人说说话就好了", "别急着走，再待会儿"),
        ),
        en=(
            *(
                "have you got a minute to sit with me",
                "i could do with a bit of conversation",
                "don't rush off just yet",
            ),
            *("let's have a natter", "i'd be glad of somebody to talk to", "stop here with me a while"),
        ),
    ),
    Phrasing(
        intent="tell_joke",
        zh=("心里堵得慌，逗我开心一下", "有什么乐呵事儿没有", "说个逗的听听", "让我笑一笑吧"),
        en=(
            *("i need cheering up", "have you heard any good ones lately", "give me something to laugh about"),
            *("i could do with a good chuckle",),
        ),
        slots=MappingProxyType({"topic": "joke"}),
    ),
    Phrasing(
        intent="tell_story",
        zh=("有什么新鲜事儿给我讲讲", "给我来一段，什么都行，解解闷", "躺着没事，听你说个古"),
        en=("tell me a tale to send me off to sleep", "what stories have you got for me tonight", "spin me a yarn"),
        slots=MappingProxyType({"topic": "story"}),
    ),
    Phrasing(
        intent="miss_family",
        zh=(
            *(
                "我那孙子也不知道长多高了",
                "闺女说好了来，到现在也没影儿",
                "心里老惦记着远处的儿子",
                "好想听听孩子的声音",
            ),
            *("不知道他们在外头吃得好不好", "儿子怎么也不来个信儿", "做梦都梦见我闺女"),
        ),
        en=(
            *("i wonder how my grandson's getting on", "my son said he'd come and there's no sign of him"),
            *("i do worry about my daughter so far away", "i'd give anything to hear their voices"),
            *("she said she'd write and i've had nothing", "the grandchildren must be so big now"),
        ),
        slots=MappingProxyType({"topic": "missing"}),
    ),
)
