"""The sentences of the policy on form."""

from typing import Final

from carebot.core.language import Text

IN_BOTH: Final = Text(
    zh="请技术人员补上缺的那种语言，其他的话我照样能说。",
    en="A technician can add the missing words; I can say anything else meanwhile.",
)
LANGUAGE: Final = Text(
    zh="要说的话必须同时有中文和英文，现在缺了一种。",
    en="What is to be said must exist in Mandarin and in English; one of them is missing.",
)
NUMBER: Final = Text(zh="有个数不对，我做不了。", en="One of the numbers cannot be right, so I cannot do it.")
WITHIN_REASON: Final = Text(zh="换一个数，我就能做。", en="With another number I can do it.")
RESIDENT: Final = Text(zh="我不知道说的是哪一位。", en="I do not know who is meant.")
ASK_WHO: Final = Text(zh="请告诉我是哪一位。", en="Please tell me who it is.")
PLACE: Final = Text(zh="我不认识这个地方。", en="I do not know this place.")
ASK_WHERE: Final = Text(zh="请说一个我认识的地方。", en="Please name a place that I know.")
OBJECT: Final = Text(zh="我不认识这样东西。", en="I do not know this thing.")
ASK_WHAT: Final = Text(zh="请告诉我是哪一样东西。", en="Please tell me which thing it is.")
DOSE: Final = Text(zh="用药记录上没有这次药。", en="This dose is not in the medication record.")
ASK_NURSE: Final = Text(zh="请问护士。", en="Please ask the nurse.")
DEVICE: Final = Text(zh="我不知道要开关哪一样。", en="I do not know what to switch.")
STEP: Final = Text(zh="我弄不清这件事做到哪儿了。", en="I have lost my place in this task.")
STEP_BY_STEP: Final = Text(zh="请再说一遍，我从头来。", en="Please tell me again, and I will start over.")
ASK_WHICH_DEVICE: Final = Text(zh="请告诉我是哪一样。", en="Please tell me which one it is.")
CLOCK: Final = Text(zh="我的钟不准，请人帮我校一下。", en="My clock is wrong. Please have it set.")
UNTIL_THE_CLOCK: Final = Text(zh="校准以前，请护理员来做。", en="Until then, please ask a carer to do it.")
MANIFEST: Final = Text(
    zh="我身上有个数据不对，请通知技术人员。",
    en="Something that my body says of itself cannot be right. Please tell a technician.",
)
ABILITY: Final = Text(zh="这件事我做不了。", en="I am not able to do this.")
CALL_CARER: Final = Text(zh="我可以请护理员来帮忙。", en="I can call a carer to help.")
PAYLOAD: Final = Text(zh="这样东西太重，我拿不动。", en="This is too heavy for me.")
REACH: Final = Text(zh="这样东西放得太高，我够不着。", en="This is out of my reach.")
HAND: Final = Text(zh="我手里正拿着别的东西。", en="I am holding something else.")
PUT_DOWN_FIRST: Final = Text(zh="我先把手里的放下，再来做。", en="I can put down what I hold first, and then do it.")
UNTIL_SENSED: Final = Text(zh="我在这儿等一下，好了就接着做。", en="I will wait here, and go on as soon as I can.")
WITHOUT_MOVING: Final = Text(
    zh="我就在这儿，还能说话，也能叫人。", en="I am staying here. I can still talk, and call people."
)
BODY_STATE: Final = Text(
    zh="我一时不知道自己身上的情况，先不动。",
    en="I cannot tell how my own body is, so I am staying still.",
)
EMERGENCY_STOP_AGE: Final = Text(
    zh="急停和防撞那边没有新消息，我先不动。",
    en="I have no fresh word from my stop button and bumpers, so I am staying still.",
)
HEALTH_AGE: Final = Text(
    zh="我有一会儿没查到自己的状况了，先不动。",
    en="I have not heard lately how my body is, so I am staying still.",
)
BODY_NONSENSE: Final = Text(
    zh="我身上报来的数不对，先不动。请通知技术人员。",
    en="What my body reports cannot be right, so I am staying still. Please tell a technician.",
)
PEOPLE_VIEW: Final = Text(
    zh="我看不清旁边有没有人，先不动。",
    en="I cannot tell whether anybody is near, so I am staying still.",
)
PEOPLE_AGE: Final = Text(
    zh="我有一会儿没看清旁边的人了，先不动。",
    en="I have not seen lately who is near, so I am staying still.",
)
PEOPLE_NONSENSE: Final = Text(
    zh="我看到的旁边的人不对劲，先不动。请通知技术人员。",
    en="What I see of people near me cannot be right, so I am staying still. Please tell a technician.",
)
