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
NUMBER: Final = Text(zh="这个动作里有不合理的数值。", en="A number in this action makes no sense.")
WITHIN_REASON: Final = Text(zh="换一个合理的数值，我就能做。", en="With a sensible number I can do it.")
RESIDENT: Final = Text(zh="我不知道这是指哪位老人。", en="I do not know which resident is meant.")
ASK_WHO: Final = Text(zh="请告诉我是哪一位。", en="Please tell me who it is.")
PLACE: Final = Text(zh="我不认识这个地方。", en="I do not know this place.")
ASK_WHERE: Final = Text(zh="请说一个我认识的地方。", en="Please name a place that I know.")
OBJECT: Final = Text(zh="我不认识这样东西。", en="I do not know this thing.")
ASK_WHAT: Final = Text(zh="请告诉我是哪一样东西。", en="Please tell me which thing it is.")
DOSE: Final = Text(zh="用药记录里没有这一次药。", en="The medication record has no such dose.")
ASK_NURSE: Final = Text(zh="请问护士。", en="Please ask the nurse.")
DEVICE: Final = Text(zh="没有说明是哪个设备。", en="It is not said which device is meant.")
STEP: Final = Text(zh="这件事里没有这一步。", en="The task has no such step.")
STEP_BY_STEP: Final = Text(zh="请再说一遍要做什么，我从头来。", en="Please say again what to do, and I start afresh.")
ASK_WHICH_DEVICE: Final = Text(zh="请告诉我是哪个设备。", en="Please tell me which device it is.")
CLOCK: Final = Text(zh="时钟不可靠，请检查时间设置。", en="The clock is not to be trusted; please check the time.")
UNTIL_THE_CLOCK: Final = Text(
    zh="时间校准以前，请护理员来做。", en="Until the clock is set, please ask a carer to do it."
)
MANIFEST: Final = Text(
    zh="机器人本体的参数不合理，请通知技术人员。",
    en="What the body says of itself makes no sense; please tell a technician.",
)
ABILITY: Final = Text(zh="这台机器人做不了这件事。", en="This robot's body cannot do this.")
CALL_CARER: Final = Text(zh="我可以请护理员来帮忙。", en="I can call a carer to help.")
PAYLOAD: Final = Text(zh="这样东西太重，我拿不动。", en="This is too heavy for me.")
REACH: Final = Text(zh="这样东西放得太高，我够不着。", en="This is out of my reach.")
HAND: Final = Text(zh="我手里拿的是另一样东西。", en="I hold something else in my hand.")
PUT_DOWN_FIRST: Final = Text(zh="我先把手里的放下，再来做。", en="I can put down what I hold first, and then do it.")
UNTIL_SENSED: Final = Text(
    zh="我原地等着，一收到新的信号就能接着做。", en="I wait where I am, and go on as soon as I sense afresh."
)
WITHOUT_MOVING: Final = Text(
    zh="我原地不动，仍然能说话、叫人。", en="I stay where I am, and can still talk and call people."
)
BODY_STATE: Final = Text(
    zh="没有收到机器人本体的状态，因此不动。", en="The body does not say how it is, so it does not move."
)
EMERGENCY_STOP_AGE: Final = Text(
    zh="急停和碰撞信号太旧，因此不动。",
    en="The word of the emergency stop and the bumpers is too old, so the body does not move.",
)
HEALTH_AGE: Final = Text(
    zh="机器人健康状态太旧，因此不动。", en="The word of the body's health is too old, so it does not move."
)
BODY_NONSENSE: Final = Text(
    zh="机器人本体报告的数值不合理，因此不动。请通知技术人员。",
    en="The body reports nonsense, so it does not move. Please tell a technician.",
)
PEOPLE_VIEW: Final = Text(
    zh="不知道周围有没有人，因此不动。", en="I do not know whether people are near, so I do not move."
)
PEOPLE_AGE: Final = Text(
    zh="对周围的人看得不够及时，因此不动。", en="What I know of the people around is too old, so I do not move."
)
PEOPLE_NONSENSE: Final = Text(
    zh="对周围的人的感知不合理，因此不动。请通知技术人员。",
    en="What I sense of the people around makes no sense, so I do not move. Please tell a technician.",
)
