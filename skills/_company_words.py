"""What the companion says in a conversation, as data: greetings, honest answers, offers, and words of leave."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text

ANSWERS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "who": Text(zh="我是照护机器人，是机器，不是真人。", en="I am a care robot: a machine, not a person."),
        "feelings": Text(zh="我是机器人，没有心情，但我一直在。", en="I am a robot and have no moods, but I am here."),
        "abilities": Text(
            zh="我能陪您聊天、拿东西、报时间，也能叫护理员。",
            en="I can chat, fetch things, tell the time and call a carer.",
        ),
        "thanks": Text(zh="不客气，有事随时叫我。", en="You are welcome. Call me whenever you need me."),
        "goodbye": Text(zh="好的，您歇着，有事叫我。", en="Good-bye. Call me when you need me."),
        "goodnight": Text(zh="晚安，您好好睡。", en="Good night. Sleep well."),
        "watch": Text(
            zh="没有别的事时，我会看着您。有事叫我。",
            en="With nothing else to do I keep an eye on you. Call me when you need me.",
        ),
        "fine": Text(zh="那就好。", en="That is good."),
        "not_now": Text(zh="好的，不着急。", en="All right, there is no hurry."),
        "half": Text(zh="不着急，您慢慢想。", en="There is no hurry. Take your time."),
        "acknowledge": Text(zh="好的，知道了。", en="All right, I see."),
    }
)
NO_WATCH: Final = Text(
    zh="对不起，我没法看着您。有事请叫我。",
    en="I'm sorry, I cannot keep an eye on you. Please call me when you need me.",
)
GO_ON_TELLING: Final = (
    Text(zh="嗯，我听着呢。", en="I am listening."),
    Text(zh="是这样啊，您接着说。", en="I see. Do go on."),
    Text(zh="您慢慢讲，我爱听。", en="Take your time. I like to hear it."),
)
NOT_UNDERSTOOD: Final = Text(zh="对不起，我没听明白。", en="I'm sorry, I did not understand that.")
ASK_SOMEBODY: Final = Text(zh="要我请护理员来吗？", en="Shall I ask a carer?")
NOT_KNOWN: Final = Text(zh="对不起，这个我不知道。", en="I'm sorry, I do not know that.")
HAS_A_QUESTION: Final = Text(zh="有事想问问，请过去一下", en="would like to ask something; please go and see")
WANTS_HELP: Final = Text(zh="想请人帮个忙", en="would like a helping hand")
NO_RELATIVE: Final = Text(zh="我是机器人，不是您家里人。", en="I am a robot, not one of your family.")
CALL_FAMILY: Final = Text(zh="要我请人帮您找家里人吗？", en="Shall I have a carer reach your family?")
LONELY: Final = Text(zh="要我请个人来陪您坐坐吗？", en="Shall I ask somebody to sit with you?")
LISTENING: Final = Text(zh="您愿意的话，跟我说说。", en="Tell me about it, if you like.")
CHAT: Final = Text(zh="我陪您聊会儿天，好吗？", en="Shall we have a little chat?")
LEAVE: Final = Text(zh="好的，我不打扰您了。", en="All right, I will not disturb you.")
THANKS_FOR_TELLING: Final = Text(zh="谢谢您讲给我听。", en="Thank you for telling me.")
POEM: Final = Text(zh="您想听首古诗吗？", en="Would you like to hear a poem?")
AS_YOU_LIKE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")
HEARD_YOU: Final = Text(zh="谢谢您肯告诉我，这话我听进去了。", en="Thank you for telling me. I have heard you.")
WANTS_FAMILY: Final = Text(zh="想跟家里人联系", en="would like to be in touch with the family")
WANTS_COMPANY: Final = Text(zh="想有人陪着坐坐", en="would like somebody's company")
SIGNS_OF_DESPAIR: Final = (
    *("不想活", "活着没意思", "活着没什么意思", "活够了", "死了算了", "想自杀", "寻短见", "一了百了"),
    *("kill myself", "want to die", "end my life", "want to live any", "better off dead", "not worth living"),
)
I_AM_HERE: Final = Text(zh="我就在这儿，想聊天就叫我。", en="I am here. Call me when you would like to talk.")
QUIET_COMPANY: Final = Text(zh="我在这儿，有事叫我。", en="I am here. Call me when you need me.")
GREETINGS: Final = (
    (0, Text(zh="夜深了，我在这儿。", en="It is late at night. I am here.")),
    (5, Text(zh="早上好。", en="Good morning.")),
    (11, Text(zh="中午好。", en="Good day.")),
    (13, Text(zh="下午好。", en="Good afternoon.")),
    (18, Text(zh="晚上好。", en="Good evening.")),
    (22, Text(zh="夜深了，我在这儿。", en="It is late at night. I am here.")),
)


NOT_TALKED: Final = Text(zh="没能跟老人说上话。", en="It could not talk with the resident.")
ONLY_A_MACHINE: Final = Text(zh="我愿意听您说，可我是机器。", en="I like to listen, but I am only a machine.")
SOMEBODY_TO_SIT: Final = Text(
    zh="有人在身边更好。要我请个人来坐坐吗？",
    en="A person beside you is better. Shall I ask somebody to come?",
)
TALKED_LONG: Final = Text(zh="咱们今天聊了好一会儿了。", en="We have talked for a good while today.")
PAUSE: Final = Text(zh="您要不要歇一会儿？", en="Would you like to rest for a while?")
YOU_MISS_IT: Final = Text(zh="您心里惦记着呢。", en="You have it on your mind.")
TELL_OF_HOME: Final = Text(zh="跟我说说，好吗？", en="Will you tell me about it?")
I_AM_WITH_YOU: Final = Text(zh="我在这儿陪着您。", en="I am here with you.")
