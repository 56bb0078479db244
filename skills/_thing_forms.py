"""Wishes for things and questions where they are: the forms of fetch_item and find_thing, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Phrasing

_GET_ZH: Final = (
    "(拿|取|递|端|捎|拎|抱|倒|沏|泡|冲|盛|热|弄|整|找|来|切|削|洗|煮|剥|接|带|要|盖|披|围|垫|戴|买)[一下|上]"
)
_TO_ME_ZH: Final = "[来|过来|给我|吃|喝|用|穿|戴|盖|盖上|看|看看|尝尝|吃吃|来给我|过来给我]"
_WATER_ZH: Final = "(水|白水|温水|热水|凉水|白开水|凉白开|温开水|开水)"
_WHERE_ZH: Final = (
    "[给我|让我][放|放在|搁|搁在|搁到|扔|扔到|扔在|摆|摆在|在|丢|丢在|落|落在|跑|跑到|藏|藏在|塞|塞到|收|收到|弄|弄到|去|放到|忘|忘在]"
    "(哪|哪儿|哪里|哪屋|哪个屋|什么地方)[里][了|去了|去|呢|来着|啦]"
)
_HERE_EN: Final = "[here|over|over here|to me|for me]"
_WATER_EN: Final = "(water|drop of water|glass of water|drink of water|cup of water|sip of water|warm water|cold water)"

FETCH: Final = (
    Form(
        intent="fetch_water",
        zh=(
            f"<ask>[<for_me>]{_GET_ZH}<measure>{_WATER_ZH}{_TO_ME_ZH}",
            f"我(想|要|想要|还想|还要)[要|喝]<measure>{_WATER_ZH}",
            "[哎哟|哎呀]<mine>(嗓子|嘴|嘴巴|口|喉咙|嗓子眼)[里|这儿]<degree>(干|渴|冒烟)[得|都|都快|得都](冒烟|要命|不行|慌|难受)[了]",
        ),
        en=(
            f"<go> (bring|get|fetch|pass|hand|give|find|pour|fix) [me|us] <some> {_WATER_EN} {_HERE_EN}",
            f"<i_want> [to (drink|have)] <some> {_WATER_EN}",
            f"<det> {_WATER_EN} would (be (lovely|nice|grand|good|great|welcome)|do nicely|go down (well|a treat))",
            "my (mouth|throat|lips|tongue) (is|are|feels|feel|is like|feels like) <very> [as] (dry|parched) [as"
            " {anything}]",
            "my (mouth|throat)'s <very> [as] (dry|parched) [as {anything}]",
        ),
        slots=MappingProxyType({"need": "water"}),
    ),
    Form(
        intent="fetch_item",
        zh=(
            f"<ask><for_me>{_GET_ZH}<measure>{{portable}}{_TO_ME_ZH}",
            f"<ask><for_me>{_GET_ZH}<measure>{{portable}}(垫|盖|披|擦|捂|暖|挡|围|敷|配|戴|穿|看|用|喝|吃){{anything}}",
            "<ask>(把|将)<mine><measure>{portable}[给我|帮我|替我](拿|取|递|端|抱|拎|找|捎|带|盖|披)[给我|过来|来|一下|给我用用|上]",
            "<ask>(拿|取|端|倒|沏|泡|来)<measure>{portable}(来|过来|给我)",
            "<mine><measure>{portable}[都|也](给|帮|替)我(拿|递|端|取|抱)[过来|来|一下]",
            "<ask>来<measure>{portable}[吃|喝|尝尝]",
            "我(想|还想|要|还要|得)(要|吃|喝|用|戴|穿|盖)<measure>{portable}",
            "我(想要|要|得要)<measure>{portable}",
        ),
        en=(
            f"<go> (bring|get|fetch|pass|hand|give|find|make|pour|fix) (me|us) [over] <some> {{portable}} {_HERE_EN}",
            f"<go> (bring|fetch|get|pass|hand) <det> {{portable}} {_HERE_EN}",
            "<i_want> [to (eat|drink|have|wear|use)] <some> {portable}",
            "<det> {portable} would (be (lovely|nice|grand|good|great|welcome)|do nicely|go down (well|a treat))",
            "(put|lay|tuck|wrap) <det> {portable} (over|round|around|on) (me|my <body>|us)",
        ),
    ),
)
FIND: Final = (
    Form(
        intent="ask_where",
        zh=(
            f"[你|您|请][帮我|给我|替我][知道|看见|看看]<mine><measure>{{thing}}[又|都|是|到底|究竟|不知道|不知道又]{_WHERE_ZH}[知道吗]",
            "[你|您](看见|瞧见|见着|见到|见过|看到)[了]<mine><measure>{thing}[了](吗|没有|没)",
            "<mine><measure>{thing}[又|怎么|怎么又|也](呢|找不着|找不到|找不见|不见|丢|没|哪去|哪儿去|上哪儿)[了]",
            "[我][又|怎么|怎么又|老|也](找不着|找不到|找不见)<mine><measure>{thing}[了]",
            f"[我][又|怎么|怎么又|老|也](不知道|忘了|想不起来|不记得)[把]<mine><measure>{{thing}}{_WHERE_ZH}",
            "<ask>(给我|帮我|替我|帮忙)(找|找找|找一下|找一找)<mine><measure>{thing}",
        ),
        en=(
            "[do you know|can you see|can you tell me|tell me|any idea|i wonder]"
            " (where|where on earth|wherever|where the devil|where the dickens)"
            " [is|are|did i|have i|has|have|i|did you|have you|i've|did they|have they]"
            " [put|left|leave|laid|hidden|lay|hide|got] <my> {thing}"
            " [got to|gone|gone to|gotten to|wandered off to|walked off to|disappeared to|are|is|kept|put|be|got|to"
            "|again|this time|been put]",
            "(where's|where've i|where'd i) [put|left|got] <my> {thing} [got to|gone|gone to|kept|again|this time|put]",
            "(what've i|what have i|what did i|what have they|what have you) (done|do) with <my> {thing} [again|now"
            "|this time]",
            "(have you|did you|has anybody|has anyone|have they) (seen|see|moved|taken) <my> {thing} [anywhere]",
            "[now] (i can't|i cannot|i couldn't|i can never|i don't seem to) [seem to] (find|see|remember where i put)"
            " <my> {thing} [anywhere|again]",
            "[now] (i've|i have) [gone and|only gone and] (lost|mislaid|misplaced) <my> {thing} [anywhere|again]",
            "[help me] [to] (find|look for|have a look for) <my> {thing}",
        ),
    ),
)

SAYINGS: Final = (
    Phrasing(
        intent="fetch_water",
        zh=(
            *(
                "嘴唇都干得起皮了",
                "舌头都粘上牙膛了",
                "说了半天话，口干得慌",
                "嗓子里跟着了火一样",
                "一上午没沾一滴水了",
            ),
            *("这杯子见底了", "天这么干，想润润嗓子", "半天没喝上一口了"),
        ),
        en=(
            *(
                "my tongue's sticking to the roof of my mouth",
                "i'm as dry as dust",
            ),
            *("my throat's like sawdust", "my glass is empty", "i need something to wet my whistle", "i'm gasping"),
        ),
        slots=MappingProxyType({"need": "water"}),
    ),
)
