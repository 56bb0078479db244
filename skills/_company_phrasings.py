"""How people talk with a companion: the phrasings of keep_company, as data.

What is no more than an answer ("I'm fine", "not yet", "I took it") stands here too: said unasked, it is small talk.
"""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Phrasing
from skills.base import FINE, NOT_NOW, TAKEN


def _on(topic: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"topic": topic})


PHRASINGS: Final = (
    Phrasing(
        intent="greet",
        zh=("(你好|您好|你好啊|早|早上好|早啊|上午好|中午好|下午好|晚上好|哈喽)[机器人|小机器人]",),
        en=("(hello|hi|good morning|good afternoon|good evening|good day|hello there|hey there) [robot]",),
        slots=_on("greeting"),
    ),
    Phrasing(
        intent="chat",
        zh=(
            "[请|来](陪我|跟我|和我)(聊聊|聊天|聊聊天|聊会儿天|说说话|说会儿话|唠唠嗑|坐坐)[吧]",
            "(咱们|咱们俩|我们)(聊聊|聊聊天|聊会儿|说说话)[吧]",
            "(我想|我要)(聊天|聊聊天|说说话|找人说话)",
        ),
        en=(
            "[please] (talk|chat) (to|with) me [please|for a while]",
            "(let's|let us) (talk|chat|have a chat)",
            "(can|could) (we|you) (talk|chat) [to me|with me]",
            "keep me company [please]",
        ),
    ),
    Phrasing(
        intent="reminisce",
        zh=(
            "[咱们|我们](聊聊|说说|讲讲)(过去的事|从前的事|以前的事|我年轻的时候|小时候的事|老事儿)[吧]",
            "我给你讲讲[我]从前的事",
        ),
        en=(
            "(let's|let us) talk about (the past|old times|the old days|my childhood)",
            "[please] ask me about (the past|old times|the old days|my childhood|my youth)",
        ),
        slots=_on("memories"),
    ),
    Phrasing(
        intent="tell_poem",
        zh=(
            "[请|再][给我](念|背)[一首|首|几句](诗|古诗|唐诗)",
            "[我](想|要)听(诗|古诗|唐诗|首诗)",
            "(念|背)首(诗|古诗|唐诗)[吧]",
        ),
        en=(
            "[please] (tell|read|recite) [me] (a|another) poem [please]",
            "(i want|i'd like|i would like) to hear a poem",
        ),
        slots=_on("poem"),
    ),
    Phrasing(
        intent="tell_story",
        zh=(
            "[请|再][给我](讲|说)[个|一个|段](故事|老故事|成语故事)",
            "[我](想|要)听[个](故事|老故事)",
            "讲个故事[吧|听听]",
        ),
        en=("[please] tell [me] (a|another) story [please]", "(i want|i'd like|i would like) to hear a story"),
        slots=_on("story"),
    ),
    Phrasing(
        intent="tell_joke",
        zh=(
            "[请|再][给我](讲|说)[个|一个](笑话|小笑话)[吧]",
            "[我](想|要)听[个](笑话|小笑话)",
            "讲个笑话[吧|听听]",
            "(逗我笑笑|逗我乐乐|逗个乐)",
        ),
        en=("[please] tell [me] (a|another) joke [please]", "make me laugh", "say something funny"),
        slots=_on("joke"),
    ),
    Phrasing(
        intent="ask_who",
        zh=("(你是谁|你叫什么|你叫什么名字|你是什么|你是干什么的|你是谁呀)", "你是(真人|人|机器人|活人|机器|活的)[吗]"),
        en=(
            "who are you",
            "what are you",
            "(what is|what's) your name",
            "are you (a robot|a machine|real|human|a person|alive)",
        ),
        slots=_on("who"),
    ),
    Phrasing(
        intent="ask_relative",
        zh=(
            "你是(我儿子|我闺女|我女儿|我孙子|我孙女|我老伴儿|我老伴|我女婿)[吗]",
            "你(当|做)我的(儿子|闺女|女儿|孙子|孙女)[吧|好吗]",
            "(我想|我想念|我惦记|我想见)(儿子|我儿子|闺女|我闺女|女儿|我女儿|孙子|我孙子|孙女|我孙女|家里人|孩子|孩子们)[了]",
        ),
        en=(
            "are you my (son|daughter|grandson|granddaughter|husband|wife)",
            "(be|will you be) my (son|daughter|grandson|granddaughter)",
            "i (miss|want to see) my (son|daughter|children|family|grandson|granddaughter|grandchildren)",
        ),
        slots=_on("relative"),
    ),
    Phrasing(
        intent="long_for_home",
        zh=(
            "(我想回家|我要回自己家|我要找我妈|我妈妈呢|我妈在哪儿|我妈怎么还不来|我爸爸呢)",
            "(我得去接孩子|我要去接孩子了|我要去上班|我要去上班了|我得去上班了|孩子放学了吗)",
        ),
        en=(
            "i want to go home now",
            "(where is|where's) my (mother|mum|mom|father|dad)",
            "i (must|have to|need to) (pick up the children|fetch the children|go to work)",
        ),
        slots=_on("home"),
    ),
    Phrasing(
        intent="lean_on_robot",
        zh=(
            "(我只有你了|我就剩你了|我只想跟你说话|我只跟你说|你比我儿子强|你比我女儿强|你比儿女都强)",
            "(你是我唯一的朋友|你就是我的亲人|我离不开你|我爱你|我喜欢你|有你就够了|有你陪着就够了)[了]",
            "你(当我的|做我的)(老伴|老伴儿|亲人|家人)[吧|好吗]",
        ),
        en=(
            "(you are|you're) (my only friend|my best friend|all i have|all i need|better than my children)",
            "i (only have you|only want to talk to you|can't do without you|love you)",
            "(be|will you be) my (husband|wife|family)",
        ),
        slots=_on("attached"),
    ),
    Phrasing(
        intent="ask_feelings",
        zh=("(你好吗|你怎么样|你高兴吗|你累吗|你累不累|你喜欢我吗|你爱我吗|你想我吗)",),
        en=("how are you [today]", "are you (happy|sad|tired|all right)", "do you (love|like|miss) me"),
        slots=_on("feelings"),
    ),
    Phrasing(
        intent="ask_abilities",
        zh=("[你](会|能)(做什么|干什么|干啥|做些什么|干些什么|帮我什么|帮我做什么)", "你都会什么"),
        en=("what can you do [for me]", "how can you help [me]", "what are you for"),
        slots=_on("abilities"),
    ),
    Phrasing(
        intent="thank",
        zh=("(谢谢|谢谢你|谢谢您|多谢|谢了|辛苦了|辛苦你了|麻烦你了|太谢谢了|谢谢啊)",),
        en=("(thank you|thanks|many thanks|thank you very much|thanks a lot|thank you so much)",),
        slots=_on("thanks"),
    ),
    Phrasing(
        intent="say_goodbye",
        zh=("(再见|回头见|拜拜|回见|待会儿见)",),
        en=("(goodbye|good-bye|bye|bye bye|see you|see you later)",),
        slots=_on("goodbye"),
    ),
    Phrasing(
        intent="ask_for_watch",
        zh=("[请|你|麻烦你](看着我|守着我|照看着我|留意我|盯着我)[一点|点儿|点|一会儿]",),
        en=("[please] (keep an eye on me|watch over me|look after me for a while)",),
        slots=_on("watch"),
    ),
    Phrasing(
        intent="say_goodnight",
        zh=("(晚安|我睡了|我要睡了|我睡觉了)",),
        en=("(good night|goodnight|sleep well)",),
        slots=_on("goodnight"),
    ),
    Phrasing(
        intent="say_lonely",
        zh=(
            "我[好|很|有点|有点儿|真|太](孤单|孤独|寂寞|闷|闷得慌|没意思)",
            "(没人陪我|没人理我|没人跟我说话|我心里闷得慌|我一个人待着没意思)",
        ),
        en=("(i am|i'm|i feel|i am so|i'm so) (lonely|bored|sad|alone)", "nobody (talks to|visits|cares about) me"),
        slots=_on("lonely"),
    ),
    Phrasing(
        intent=FINE,
        zh=(
            "[我](没事|没事儿|没事的|挺好|挺好的|好着呢|没摔着|没伤着|不要紧|不碍事)[不用管我|不用帮忙]",
            "我(很好|好得很|都好)",
        ),
        en=(
            "(i am|i'm) (fine|well|good|all right|alright|ok|okay|not hurt) [thank you|thanks]",
            "(i feel fine|all is well|nothing happened|no harm done)",
        ),
        slots=_on("fine"),
    ),
    Phrasing(
        intent=NOT_NOW,
        zh=("(等一下|等一会儿|等会儿|过会儿|过一会儿|一会儿再说|回头再说|待会儿再说|现在不行|还没呢|还没好|还没有)",),
        en=("(not now|not yet|later|in a moment|in a minute|wait a moment|just a moment|give me a minute)",),
        slots=_on("not_now"),
    ),
    Phrasing(
        intent=TAKEN,
        zh=("[我][已经|刚](吃了|吃过了|吃完了|用过了|吃好了)",),
        en=("(i took|i have taken|i've taken|i already took) (it|them)", "(already taken|i have had it|i've had it)"),
        slots=_on("acknowledge"),
    ),
)
