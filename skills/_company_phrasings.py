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
            "(我想|我要)(聊天|聊聊天|说说话|找人说话|找个人说话|唠唠)",
            "[你](陪着我|陪陪我|陪我|陪我待会儿|陪我坐会儿|跟我唠唠|跟我唠会儿|跟我说几句话)[吧]",
        ),
        en=(
            "[please] (talk|chat) (to|with) me [please|for a while]",
            "(let's|let us) (talk|chat|have a chat)",
            "(can|could) (we|you) (talk|chat) [to me|with me]",
            "keep me company [please|for a while|for a bit]",
            "(sit|stay) with me [please|for a while|for a bit|a while|a bit|a little]",
            "(i'd like|i would like|i want|i fancy) (a chat|a natter|some company|a bit of company|someone to talk to)",
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
            "(讲|说)(点|一段|段)(故事|老故事|新鲜的|有意思的)[听听|给我听]",
            "[再](讲|说|换)(个|一个)(别的|新的|新鲜的)[故事][吧]",
        ),
        en=(
            "[please] tell [me] (a|another) story [please]",
            "(i want|i'd like|i would like) to hear a story",
            "(have you got|do you know|do you have) (a|another|any) (story|stories|other story|other stories)",
            "[please] tell me (a different one|a new one|another one)",
        ),
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
        ),
        en=(
            "are you my (son|daughter|grandson|granddaughter|husband|wife)",
            "(be|will you be) my (son|daughter|grandson|granddaughter)",
        ),
        slots=_on("relative"),
    ),
    Phrasing(
        intent="miss_family",
        zh=(
            "(我想|我想念|我惦记|我想见)(儿子|我儿子|闺女|我闺女|女儿|我女儿|孙子|我孙子|孙女|我孙女|家里人|孩子|孩子们)[了]",
        ),
        en=(
            "i (miss|want to see) my (son|daughter|children|family|grandson|granddaughter|grandchildren)",
            "when (is|are) my (son|daughter|children|family|grandchildren) coming [to see me|to visit]",
        ),
        slots=_on("missing"),
    ),
    Phrasing(
        intent="long_for_home",
        zh=(
            "(我想回家|我要回自己家|我要找我妈|我妈妈呢|我妈在哪儿|我妈怎么还不来|我爸爸呢)",
            "(我得去接孩子|我要去接孩子了|我要去上班|我要去上班了|我得去上班了|孩子放学了吗)",
            "[我](老伴儿|老伴|老头子|爱人|丈夫|妈|娘|爸|爹)(怎么)(还没|还不)(回来|回家|来|下班)",
            "[我](老伴儿|老伴|老头子|爱人|丈夫|妈|娘|爸|爹)(呢|在哪儿|在哪儿呢|哪儿去了|去哪儿了|上哪儿了|上哪儿去了)",
            "我(得|该|得赶紧|要赶紧)(回家|回去|家去|回家去)[了]",
            "(送我回家|我要找我妈妈|我要找妈妈|我要找我爸|我要找我老伴|我要回我自己的家|我要回家|我要回老家)",
            "我(妈|娘|爸|爹|妈妈|老伴)[该|会|要|准](着急|等急|惦记|担心)了",
        ),
        en=(
            "i want to go home now",
            "(where is|where's) my (mother|mum|mom|father|dad)",
            "i (must|have to|need to) (pick up the children|fetch the children|go to work)",
            "(where is|where's|where has) my (husband|wife|hubby|mother|father|mum|dad) (gone|got to|now|today)",
            "(where is|where's) my (husband|wife|hubby|mam|mummy|daddy|mother and father)",
            "(he|she|my husband|my wife) should be (home|back|here) [from work] [by now]",
            "(when is|when's) my (husband|wife|mother|father|mum|dad) coming [home|back]",
            "i (want|need|have|ought|must) (to go|to get|to be getting|go|get) (home|back home) [now]",
            "i want my (mum|mam|mother|mummy|dad|father|husband|wife|daddy)",
            "(take me home|i must be getting home|let me go home|i should be getting home)",
            "(mother|mum|father|dad) will be (worried|worrying|waiting|wondering) [about me]",
            "(my mother|my mum|my husband|my dad) will be (worried|worrying|waiting|wondering) [about me]",
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
        zh=(
            "(再见|回头见|拜拜|回见|待会儿见)",
            "我(歇会儿|歇一会儿|歇着了|歇了|休息会儿|休息一会儿|眯一会儿|眯会儿|躺会儿|打个盹儿)[了]",
        ),
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
        intent="half_said",
        zh=("(叫什么来着|那个叫什么来着|我想说什么来着|我要说什么来着|我忘了要说什么|我忘了我要说什么)",),
        en=("(what was i saying|what was i going to say|what's it called|i forget what i wanted|i've lost my thread)",),
        slots=_on("half"),
    ),
    Phrasing(
        intent="say_lonely",
        zh=(
            "我[好|很|有点|有点儿|真|太](孤单|孤独|寂寞|闷|闷得慌|没意思)",
            "(没人陪我|没人理我|没人跟我说话|我心里闷得慌|我一个人待着没意思)",
            "[我]心里[头][真|好](空落落的|空荡荡的|憋屈|委屈|不痛快|不是滋味|不好受|难过|没着没落的)",
            "[都|也|就是]没人(管我|来看我|搭理我|疼我|惦记我|想着我|跟我说说话|要我)[了]",
            "[我|就我]一个人[怪|好|挺|太](闷|孤单|孤单的|冷清|冷清的|没意思|没意思的|闷得慌)",
            "(闷死了|无聊死了|我闷得慌|我闲得慌|一天到晚没事干|一天到晚没个人说话|一天到晚也没个说话的人|日子真难熬)",
            "(孩子们都忙顾不上我|谁也想不起我来|谁都不管我了|就剩我一个人了|老伴走了就剩我一个|没人要我这个老婆子了)",
            "(我想哭|我难过|我心里难过|我心烦|我烦得慌|我不高兴|我伤心|我命苦)",
        ),
        en=(
            "(i am|i'm|i feel|i am so|i'm so) (lonely|bored|sad|alone)",
            "nobody (talks to|visits|cares about) me",
            "i (get|do get|feel|do feel|am) [so|very] (lonely|low|down) [of an evening|at night|today]",
            "i (get|do get) [so|very] (blue|miserable|fed up|unhappy) [of an evening|at night|today]",
            "i (feel|do feel|am) [so|very] (blue|miserable|fed up|unhappy) [of an evening|at night|today]",
            "i'm (so|very|ever so|terribly) (low|down|blue|miserable|fed up|unhappy|lonely) [today|at night]",
            "(i've|i have) [got] (nobody|no one) (to talk to|left|of my own|who cares)",
            "(nobody|no one) (ever comes|comes to see me|wants me|bothers with me|rings me|ever visits) [now|any more]",
            "(where's|where is|where has) (everybody|everyone) [gone]",
            "(nobody bothers with an old woman|they've all forgotten about me|they're all too busy for me|i'm all on"
            " my own)",
            "(i've nobody left to talk to|there's nothing to do all day|i'm bored stiff|the days drag|i feel left"
            " out of things)",
            "(nobody's|no one's) been [to see me] (today|all day|all week|for days)",
            "(it's so quiet here|the days are so long|i feel like crying|i could cry|i've been crying)",
        ),
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
        zh=(
            "(等一下|等一会儿|等会儿|过会儿|过一会儿|一会儿再说|回头再说|待会儿再说|现在不行|还没呢|还没好|还没有)",
            "[你](慢点|慢点儿|慢着点|慢着点儿|慢一点|慢慢来|别急|别着急|别催|别催我|别催了|别催我了|急什么)",
            "[我](跟不上|跟不上了|来不及|没跟上|反应不过来|这就吃|马上吃|现在就吃)",
        ),
        en=(
            "(not now|not yet|later|in a moment|in a minute|wait a moment|just a moment|give me a minute)",
            "(hang on|hold on|wait a minute|just a minute)",
            "(half a minute|give me a chance|give me a moment|all in good time)",
            "[please] (slow down|not so fast|i can't keep up) [a bit|a little] [for me|please]",
            "(don't rush me|don't hurry me|stop rushing me|stop nagging|don't nag|stop fussing|don't fuss) [me]",
        ),
        slots=_on("not_now"),
    ),
    Phrasing(
        intent=TAKEN,
        zh=(
            "[我][已经|刚|刚刚|刚才](吃了|吃过了|吃完了|用过了|吃好了)",
            "[我](这就吃了|正吃着呢|这不吃了吗|这不吃着呢)",
        ),
        en=(
            "(i took|i have taken|i've taken|i already took) (it|them)",
            "(already taken|i have had it|i've had it)",
            "(i've just|i have just|i just) (taken|had|took) (it|them)",
            "(i'm taking|i am taking) (it|them) now",
        ),
        slots=_on("acknowledge"),
    ),
)
