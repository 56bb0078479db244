"""Wishes that only people can fulfil, and questions that only they can answer: the forms of pass_on, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form

FORMS: Final = (
    Form(
        intent="telephone",
        zh=(
            "<ask>[给我|帮我|替我|我要|我想|我得](给|跟|和){name}(打|拨|通|来)[个|一个|一下](电话|视频|语音|话)[{anything}]",
            "<ask>(帮我|给我|替我)(拨|打)[个|通|一个|一下](电话|视频)[{anything}]",
            "(我想|我要)(跟|和)<kin>(视频|通话|通电话|讲电话|说话|说说话|说两句)",
        ),
        en=(
            "(call|get|dial|ring) [up] <kin> [on the (phone|telephone|line)] [and {anything}]",
            "(get|put) me (through to|on to) ({name}|<kin>)",
            "(get|put) (him|her|them|<kin>) on the (phone|telephone|line)",
            "[<i_want> to|can i|could i|may i] (call|ring|phone|speak to|talk to|telephone|have a word with) <kin>"
            " [on the (phone|telephone)] [{anything}]",
        ),
        slots=MappingProxyType({"what": "call"}),
    ),
    Form(
        intent="send_word",
        zh=(
            "<ask>[帮我|替我|给我][去|打电话](告诉|通知|转告|让|叫|喊|请|问|问问)[一声|一下]<kin>[一声|一下][{anything}]",
            "<ask>[帮我|替我](跟|给|和)<kin>(说|捎|带|讲|传|发)[一声|个话|个信|句话|几句|个消息|条消息][{anything}]",
            "<ask>[帮我|替我](叫|喊|让|请){name}(来|过来)[一趟|一下|看我|看看我][{anything}]",
            "<ask>[帮我|替我](把|将){name}(叫|喊|请|找)(来|过来)[一趟|一下][{anything}]",
        ),
        en=(
            "(let|tell|ask|text|message|write to|get|have) <kin>"
            " (know|that|to|i|i'm|i've|i'll|we|about|if|whether|when|come|call|ring|not|he's|she's|he|she|they|it's)"
            " [{anything}]",
            "<go> (fetch|send for) {name}",
            "<go> (ask|tell|get|have) [the] {name} to (come|pop in|look in|call) [{anything}]",
            "(send|pass on|take|give) <kin> (a message|word|my love|a note|my regards) [{anything}]",
            "(send|pass on|leave|take|give) (a message|word|my love|a note|my regards) (to|for) <kin> [{anything}]",
        ),
        slots=MappingProxyType({"what": "message"}),
    ),
    Form(
        intent="ask_unseen",
        zh=(
            "[我]<when>[我][有没有](吃过|吃了|吃没吃|吃)<meal>(了没有|没有|没|了吗|吗|了没)",
            "<when><meal>(吃|是|有)(什么|啥|些什么)[好吃的|菜|饭]",
            "<meal>(怎么|咋|什么时候|几点)[还](不|没|才)[送|开|做|吃][来|好|过来]",
            "<when>(<carer>|<child>)<when>(什么时候|几点|哪天|多会儿)(来|过来|回来|到|上班|来看我)",
            "<when>(<child>|<kin>|有没有人|有人|谁)<when>(来过|打过电话|来电话|打电话来|来看过我|来看我)[了](没有|没|吗)",
            "[{anything}](怎么|咋)[还|都|也](没|没有)人(来|过来|管|理|送)[{anything}]",
            "<when>[是]谁<when>(来过|来了|敲门|打电话|打过电话)[了|过]",
            "<when>谁(给|帮)我{anything}",
            "<when>(食堂|厨房|伙房)<when>(做没做|做|有没有|有|吃){anything}",
            "[看看]<mine><pill>(是|该|要|得)(饭前|饭后|空腹)[{anything}]",
            "[看看]<mine><pill>(怎么吃|吃几片|吃多少|一天几次|管什么|治什么|是治什么)[{anything}]",
            "<when>[该|轮到|是]谁(值班|上班|当班|在班|在)",
        ),
        en=(
            "(have|did) i (had|have|eat|eaten) [any|my] (<meal>|anything) [to eat] [yet|today|already|this morning]",
            "(what's|what is|what are we having|what have we got) [for] <meal> [today|tonight]",
            "(why hasn't|where's|when's|when is|what time is) [my|the] <meal> [come|coming|ready|got to|yet|served"
            "|here]",
            "(is|when is|when's|what time is) (the <carer>|<kin>) (coming|due|here|calling|visiting|on) [{anything}]",
            "(has|did|have) (anybody|anyone|<kin>|they|the <carer>)"
            " (been|rung|ring|called|call|phoned|visited|come|come to see me|been to see me|been in)"
            " [today|yet|for me|to see me|while i was asleep]",
            "(who was that|who came|who called|who rang|who was here|who's been|who was at the door)"
            " [just now|then|earlier|today|this morning|to see me|for me|while i was asleep]",
            "(who's|who is|who'll be|who will be) (doing|giving|helping|taking|bringing|seeing|coming|on) [{anything}]",
            "is it {anything} for <meal> [today|tonight]",
            "(do|should|must) i take {anything} (before|after|with) (food|meals|<meal>|water|milk)",
            "(what's|what is|what are) (this|these|that|those|<pill>) [<pill>] for",
        ),
        slots=MappingProxyType({"what": "unseen"}),
    ),
    Form(
        intent="go_and_see",
        zh=(
            "<ask>[去](看看|瞧瞧|看一下|看一眼)(门口|外头|外面|楼下|门外|是谁|谁)[{anything}]",
            "[请|你|您|快|先|麻烦你]去(看看|瞧瞧|问问|打听打听){anything}",
            "(有人|谁)[在](敲门|按门铃|来了)[你]去(看看|开门|开一下门|看一下)",
        ),
        en=(
            "go [and|on and|out and] (see|look|check|find out|ask) {anything}",
            "(see|look|check|find out) (who|who's|if there's|whether there's) {anything}",
            "(somebody's|someone's) at the door [{anything}]",
            "(answer|get|open|see to) the (door|bell|doorbell) [{anything}]",
        ),
        slots=MappingProxyType({"what": "order"}),
    ),
    Form(
        intent="go_out",
        zh=(
            "<ask>(带|陪|领|送|扶|搀|推)[着]我(出去|出门|下楼|到楼下|到院子里|去院子里|到外面|到外头|去外面|去外头|去公园|到花园|去花园)[{anything}]",
            "我(想|要)(去|到){anything}",
            "我(想|要)(出去|出门|下楼|到楼下|到院子里|去院子里|到外面|到外头|去外面|去外头|去公园|到花园|去花园)[{anything}]",
            "<us>(出去|出门|下楼)(遛|走|转|逛|散|透|晒|玩|溜)[{anything}]",
        ),
        en=(
            "(take|wheel|push|walk) me (out|outside|round the garden|into the garden|to the garden|to the park) "
            "[{anything}]",
            "<i_want> to (go|get|sit) (to|by|near|in|out to|over to|over by) {anything}",
            "<i_want> (a|some) (turn|stroll|walk|wander|breath of fresh air|fresh air) [{anything}]",
            "<i_want> to (go out|get out|go outside|go for a walk|go into the garden|go round the garden) [{anything}]",
            "(shall we|let's|can we|could we) go (out|outside|for a walk|for a stroll|for a breath of air|round the"
            " garden) [{anything}]",
        ),
        slots=MappingProxyType({"what": "order"}),
    ),
    Form(
        intent="something_to_eat",
        zh=(
            "我[还](想|要|想要)(吃|喝)[点|点儿|口|些|个]{anything}",
            "<ask>[<for_me>](弄|做|来|整|热|煮)[点|点儿|口|碗|些]{anything}(吃|喝|吃吃|尝尝|来)",
            "[我][有点|有点儿|好|很|真|都|又]饿[了|得慌|坏了|死了]",
            "还有[点|什么|没有]{anything}(没有|没|吗)",
        ),
        en=(
            "(i'd love|i fancy|i feel like|i could fancy|<i_want>) (something|anything|a bit of something) {anything}",
            "i'm [a bit|a little|so|very|rather|ever so|getting] (hungry|peckish|starving|famished)",
            "(are there|have we|have you|have we got|have you got|is there) [got] (any|some) {anything} [left]",
        ),
        slots=MappingProxyType({"what": "order"}),
    ),
    Form(
        intent="change_channel",
        zh=("(电视|电视机|收音机)[的][声音|声儿|动静](太|有点|有点儿|好|真)(大|吵|响|小|轻)[了]",),
        en=(
            "the (television|radio) (is|'s) [a bit|much|far] [too] (blaring|loud|quiet|faint)",
            "the (television's|radio's) [a bit|much|far] [too] (blaring|loud|quiet|faint)",
        ),
        slots=MappingProxyType({"what": "order"}),
    ),
)
