"""Tales to be told, and people who are longed for: the forms of keep_company, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form

_ASK_ZH: Final = "[请|你|您|再|来|快|我想|我想听|想听|我要|给我|给咱|给咱们|给大家|你给我|再给我]"
_ASK_EN: Final = "[go on|go on and|let's|let us|i want you to|you might]"

FORMS: Final = (
    Form(
        intent="tell_joke",
        zh=(
            f"{_ASK_ZH}[讲|说|来|听][个|段|一个|一段|点|点儿|几个](笑话|小笑话|乐子|逗乐的|好笑的|段子)[{{anything}}]",
        ),
        en=(
            f"{_ASK_EN} (tell|give|have|hear) [me|us] (a|an|another|some|one of your|something) [good|little]"
            " (joke|jokes|funny|silly) [{anything}]",
            "{anything} make me (laugh|smile)",
        ),
        slots=MappingProxyType({"topic": "joke"}),
    ),
    Form(
        intent="tell_story",
        zh=(
            f"{_ASK_ZH}(讲|说|来|听|念)[个|段|一个|一段|点|点儿|几个][短|小|好听的|有意思的|从前的|老|别的|新](故事|古|故事书)[{{anything}}]",
        ),
        en=(
            f"{_ASK_EN} (tell|read|give|hear|have) [me|us] (a|another|one of your|some) [good|nice|short|little|old"
            f"|bedtime]"
            " (story|stories|tale|yarn) [{anything}]",
        ),
        slots=MappingProxyType({"topic": "story"}),
    ),
    Form(
        intent="tell_poem",
        zh=(
            f"{_ASK_ZH}(念|背|读|来|听|朗诵|说)[个|段|一首|首|一段|点|点儿|几句|两句|一句][唐|宋|古|李白的|杜甫的](诗|诗词|词|诗歌)[{{anything}}]",
        ),
        en=(
            f"{_ASK_EN} (read|recite|say|give|tell|hear|have) [me|us] (a|another|some|a bit of|a few lines of)"
            " [good|nice|short|little|old] (poem|poems|poetry|verse|rhyme|rhymes) [{anything}]",
        ),
        slots=MappingProxyType({"topic": "poem"}),
    ),
    Form(
        intent="long_for_home",
        told=True,
        zh=(
            "<spouse_or_parent>[今天](怎么|咋|什么时候|几点|为什么)[还|才|会](不|没|没有)(来|回来|回家|到家|接我|来接我|回)[了|呀]",
            "<spouse_or_parent>[今天](什么时候|几点|啥时候)[才|会](来|回来|回家|到家|来接我|下班)",
            "<spouse_or_parent>[今天](来了吗|来过吗|来了没有|回来了吗|回来了没有|回家了吗|到家了吗)",
            "我(不想|不愿意|不愿)[再](住|待|呆)[在]这[儿|里]{anything}",
            "我不想[再](住|待|呆)[在]这(儿|里)[了]",
        ),
        en=(
            "(has|is|isn't|hasn't|when is|when's|where's|where is|when will|will)"
            " [my] (mother|mum|mam|father|dad|husband|wife|mummy|daddy)"
            " (been|coming|come|back|home|here|not|be) [{anything}]",
            "i (don't|do not) (want|wish) to (stay|live|be|stop) here [{anything}]",
        ),
        slots=MappingProxyType({"topic": "home"}),
    ),
    Form(
        intent="say_lonely",
        told=True,
        zh=("[{anything}](就|只|光)剩[下]我(一个|自己|自个儿|一个人)[孤零零的|在这儿][了]",),
        en=("[{anything}] (left|leave) me [all] (alone|on my own|by myself) [{anything}]",),
        slots=MappingProxyType({"topic": "lonely"}),
    ),
    Form(
        intent="miss_family",
        told=True,
        zh=(
            "我[真|好|又|很|可|老|天天|特别](想|想念|惦记|挂念|想见)(<kin>|<spouse_or_parent>|他们|她们)[了|得慌|啊]",
            "<child>(怎么|咋)[还|也|就](不|没)(来|打电话来|来电话|打电话|回来|来看我)",
        ),
        en=(
            "i [do|really|so|still] (miss|want to see|long to see|long for|think about|keep thinking about)"
            " (<kin>|my (mother|mum|father|dad)) [{anything}]",
            "<kin> (hasn't|haven't|never|don't|doesn't) (rung|ring|rings|called|call|calls|come|comes|been|phoned"
            "|visited|visits) [{anything}]",
        ),
        slots=MappingProxyType({"topic": "missing"}),
    ),
)
