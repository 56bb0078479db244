"""How people speak of their medicine: the phrasings and forms of remind_medication, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Phrasing

PHRASINGS: Final = (
    Phrasing(
        intent="remind_medication",
        zh=(
            "[请|你|麻烦你](提醒|叫)(我|{resident})(吃药|用药)",
            "(我|{resident})(该吃药了吗|该吃药了吧|到吃药时间了吗|是不是该吃药了)",
            "(该吃药了吗|现在要吃药吗|到吃药的时间了吗|到点吃药了吗)",
        ),
        en=(
            "[please] remind (me|{resident}) (to take|about|of) (my|her|his|the) (medicine|pills|tablets)",
            "(is it time for|do i need to take|should i take) my (medicine|medication|pills|tablets) [now]",
        ),
    ),
    Phrasing(
        intent="ask_dose",
        zh=(
            "[我|今天|早上|晚上][我的|我那](药|降压药|血压药)(吃了吗|吃了没有|吃了没|吃没吃)",
            "[我的|我那](心脏药|降糖药|安眠药|止疼药|眼药水)(吃了吗|吃了没有|吃了没|吃过了吗|点了吗|点了没有)",
            "我[今天|早上|今天早上|中午|晚上](吃药了吗|吃药了没有|吃药没有|吃没吃药|吃过药了吗|用药了吗)",
            "[这|今天的|早上的]药我(吃了吗|吃了没有|吃了没|吃过了吗|吃没吃)",
        ),
        en=(
            "have i (had|taken) my (medicine|medication|pill|pills|tablet|tablets|eye drops) [yet|today|this morning]",
            "have i (had|taken) my (blood pressure|heart) (pill|pills|tablet|tablets) [yet|today|this morning]",
            "have i (had|taken) my (water|sleeping) (pill|pills|tablet|tablets) [yet|today|this morning]",
            "did i (have|take) my (medicine|medication|pill|pills|tablet|tablets) [today|this morning]",
        ),
        slots=MappingProxyType({"wish": "ask"}),
    ),
    Phrasing(
        intent="dose_taken",
        zh=(
            "[我][已经|刚](把药吃了|吃过药了|吃完药了|用过药了)",
            "[我的]药[我][已经|刚](吃了|吃过了|吃完了|用过了)",
            "我[刚|已经|刚才](把)(降压药|血压药|药片|那片药)(吃了|吃下去了)",
        ),
        en=(
            "(i took|i have taken|i've taken|i already took|i had) my (medicine|pills|tablets) [already]",
            "(i've just|i have just|i just) (taken|took|had) my (medicine|medication|pill|pills|tablet|tablets)",
        ),
        slots=MappingProxyType({"said": "taken"}),
    ),
    Phrasing(
        intent="dose_refused",
        zh=("我(不吃药|不想吃药|不要吃药|不愿意吃药|不用药)", "(这药|这个药|药)我(不吃|不想吃)"),
        en=(
            "i (won't|will not|don't want to|do not want to) take (my|the|this|that) (medicine|medication|pills)",
            "no (medicine|medication|pills) [today|now]",
        ),
        slots=MappingProxyType({"said": "refused"}),
    ),
    Phrasing(
        intent="dose_later",
        zh=(
            "(药我|我|药|这药我|这药)(一会儿|等会儿|过会儿|过一会儿|待会儿|回头|晚点|吃完饭)再吃[药]",
            "我还没(吃药|吃药呢)",
        ),
        en=(
            "(i will|i'll) take my (medicine|medication|pills|pill|tablets) (later|in a bit|in a while)",
            "(i will|i'll) take my (medicine|medication) (after dinner|after lunch|after breakfast|after my tea)",
            "(i will|i'll) take my (pills|pill|tablets) (after dinner|after lunch|after breakfast|after my tea)",
            "(i will|i'll) take (it|them) (later|in a bit|in a while|when i'm ready)",
            "(i will|i'll) take (it|them) (after dinner|after lunch|after breakfast|after my tea)",
            "i (have not|haven't) taken my (medicine|pills|tablets) yet",
        ),
        slots=MappingProxyType({"said": "later"}),
    ),
)

FORMS: Final = (
    Form(
        intent="ask_dose",
        zh=(
            "[我]<when><mine><pill>[我]<when>[是不是|已经|有没有](吃|用|打|点|抹)(了没有|了没|没吃|没用|过没有|过没|了吗|过了吗|过吗)",
            "[我]<when>[我][是不是|已经|有没有](吃没吃|吃过|吃了|打了|吃)<pill>(没有|没|吗|了没有|了没|了吗|呀)",
            "<when><mine><pill>(是|该|得|到底)[什么时候|几点|多会儿](吃|用)",
        ),
        en=(
            "(did|have|has|do you know if|can you tell me if|tell me if|was it) {anything} (took|take|taken|had|have"
            "|give|given|gave) [me]"
            " <pill> [{anything}]",
            "i (can't|cannot|don't) [for the life of me] (remember|recall|know) (if|whether|when) {anything}"
            " (took|take|taken|had|have|give|given|gave) <pill> [{anything}]",
            "(when|what time) (is|are|do i take|do i have|should i take|'s) <pill> [due] [{anything}]",
            "(when's|when are) <pill> due [{anything}]",
        ),
        slots=MappingProxyType({"wish": "ask"}),
    ),
    Form(
        intent="dose_refused",
        zh=(
            "<pill>我[今天|就是|真|实在|真的|才](不想|不愿意|不乐意|不肯|懒得|不)[再]吃[了]",
            "我[今天|就是|真|实在|真的|才](不想|不愿意|不乐意|不肯|懒得|不)[再]吃<pill>[了]",
            "<pill>[太苦|苦得很|难吃][我](不想|不愿意|不乐意|不)[再]吃[了]",
        ),
        en=(
            "i (don't|do not|won't|will not|refuse to|shan't) (want|fancy|like|need|take|swallow|have) [to take|to"
            " have]"
            " <pill> [today|now|any more|again|tonight]",
        ),
        slots=MappingProxyType({"said": "refused"}),
    ),
)

SAYINGS: Final = (
    Phrasing(
        intent="ask_dose",
        zh=(
            *("我这记性，药到底吃了没有啊", "中午那顿药是不是漏了", "我怎么记不得吃没吃药了", "药吃过一遍了吧，别重了"),
            *("今天的药片还没给我吃呢吧", "晚上那几粒该吃了吧"),
        ),
        en=(
            *(
                "i can't think whether i've had my tablets",
                "it must be time for my pills",
                "did they give me my medicine",
            ),
            *("i don't want to take them twice, have i had them", "aren't my tablets due about now"),
        ),
        slots=MappingProxyType({"wish": "ask"}),
    ),
)
