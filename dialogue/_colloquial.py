"""Everyday speech of Beijing and of English homes, said again in the plain words that sentences are written in.

A word is changed only where it means the same: nothing is added to what was said, and a denial stays one.
"""

import re
from typing import Final

from carebot.core.language import Language

_CALLED_ZH: Final = "好?闺女|丫头|姑娘|孩子|小伙子|小家伙|宝贝儿?|乖孩子|乖乖|小朋友|伙计|老伙计|同志|师傅|老弟"
"""Whom people say they speak to; "闺女什么时候来" speaks of a daughter, so a wish or a question has to follow."""
_WISH_ZH: Final = (
    "给|帮|替|把|拿|倒|端|去|来|过|扶|陪|带|领|叫|快|别|甭|不|停|你|您|能|现在|这会|今|明|几点|啥|什么(?!时)|咋|怎么"
    "|我(?:想|要|渴|饿|冷|热|累|困|疼|难受|不|这|那|的|腰|腿|头)"
)
_POLITE_ZH: Final = (
    (rf"^(?:{_CALLED_ZH})(?:啊|呀|哎|嘿)?(?={_WISH_ZH})", ""),
    (rf"^(?:{_CALLED_ZH}|小.)(?:啊|呀|哎|嘿)?$", ""),
    (r"^(?:劳您?驾|劳驾您?|麻烦(?:你|您)?|受累|费心|有劳(?:你|您)?|辛苦(?:你|您)|烦劳)(?:一下)?(?=.)", ""),
    (r"^(?:我说|我?跟你说|你听我说|得嘞|得了|得|嗨|嘿|欸|哟|哎哟喂|咳)(?=[^了嘞])", ""),
    (r"(?:得嘞|行不行|行不|成不成|成不|成吗|中不中|中不|好不|可好|呗|来着|哩|嘞|呐|哪|咧|不啦|不咧)$", ""),
)
_MANDARIN: Final = (
    (r"打(?:一?个)?电话给(我?\S{1,5})$", r"给\1打电话"),
    *_POLITE_ZH,
    (r"(?:闺女|丫头|姑娘|孩子|小伙子|宝贝儿?|乖乖|伙计|您呐|您哪|您嘞)$", ""),
    (r"(?<=..)(?:给(?:我|咱|我们|咱们|大家)(?:听听?|看看?|瞧瞧|逗逗乐|解解闷))$", ""),
    (r"^(?:来)?(?:咱们?俩?|我们俩?)?(?:一起|一块儿?|一同|一道|一起来|一块儿?来)(?=.)", "咱们"),
    (r"^(?![我你他她它把将])(\S{1,6}?)(关|开|打开|关上|关掉|拉上|拉开)了?吧$", r"把\1\2"),
    (r"^(?:来)?(?:咱俩|咱们俩|我们俩)(?=.)", "咱们"),
    (r"^咱(?=[今明现几])", ""),
    (r"^((?:给|帮|替)?我?[开关])(?:一?个|一下儿?)(?=\S)", r"\1"),
    (r"甭(?:了|啦)$", "不用了"),
    (r"甭管我", "不用管我"),
    (r"甭", "别"),
    (r"今(?:儿个?|个儿)(?!子)", "今天"),
    (r"明(?:儿个?|个儿)(?!子)", "明天"),
    (r"昨(?:儿个?|个儿)", "昨天"),
    (r"这会儿?|这阵儿?|眼下|这当口|目前|这时候", "现在"),
    (r"咋个?样", "怎么样"),
    (r"咋", "怎么"),
    (r"啥", "什么"),
    (r"多会儿|多咱", "什么时候"),
    (r"俺", "我"),
    (r"[搁撂](?=哪|在|这|那|到)", "放"),
    (r"哪(?:个地方|块儿|疙瘩|里)", "哪儿"),
    (r"[忒特恁贼](?=[黑暗亮冷热吵闷累困渴饿疼响大小])", "太"),
    (r"头晌|上半晌", "上午"),
    (r"后晌|过晌|下半晌", "下午"),
    (r"晌午", "中午"),
    (r"[瞅瞧]见", "看见"),
    (r"^你?(?:给|帮)?我?(?:看看|瞧瞧|瞅瞅)(?=现在|几点|今天|外|这会)", ""),
    (r"(?<=[厅室厨房间院])(?:坐坐|坐会儿|坐一坐|坐一会儿|歇歇|歇会儿|转转|待会儿|看看)$", ""),
    (r"堂屋|厅里头?|大厅", "客厅"),
    (r"里屋|睡房|睡屋", "卧室"),
    (r"灶间|灶屋|伙房", "厨房"),
    (r"拧(?=[大小高低])", "调"),
    (r"[瞅瞧](?:一眼|一下|[瞅瞧])?", "看看"),
    (r"撒尿|尿尿|解个?手|方便一下|上个?茅房|出恭", "上厕所"),
    (r"[喽咯啦嘞]$", "了"),
    (r"声儿", "声音"),
    (r"(?<=点)儿", ""),
    (r"一丁点|一丢丢|一星半点", "一点"),
    (r"半[拉个]来?钟头|半拉小时", "半个钟头"),
    (r"(把|将)(.{1,8}?)(?:给我|给咱|帮我|替我)(?=[开关打拉调弄熄灭锁升降放])", r"\1\2"),
    (r"(?:给|帮|替)(?:我|咱)把", "把"),
    (r"统统|通通|一股脑儿?|一概", "都"),
    (r"((?:把|将).{1,8}?)给(?=[开关点打拉熄])", r"\1"),
    (r"(?<=拉开|拉上|打开|关上)点$", ""),
    (r"(?<=[都全])(?:给|帮)(?:我|咱)(?=[开关打拉熄灭])", ""),
    (r"((?:把|将).{1,8}?)[也都](?=[开关打拉调熄灭])", r"\1"),
    (r"弄(?=[亮暗大小高低响轻])", "调"),
    (r"电灯泡?|电棒", "灯"),
    (r"戏匣子|话匣子|无线电|半导体", "收音机"),
    (r"电视机", "电视"),
)
_DEARS_EN: Final = r"(?:my )?(?:dear|love|darling|pet|duck|sweetheart|sweetie|honey|dearie|lovey|son|lad|young man)"
_KIND_EN: Final = (
    r"(?:dear|love|angel|darling|sweetheart|pet|sport|good \w+|so (?:kind|good) as to|(?:kind|good) enough to)"
)
_POLITE_EN: Final = (
    (r"^(?:oh|well|right|now|actually|on second thoughts|listen|look|hey|here|i say|come on|ah) (?=\w)", ""),
    (rf"^(?:{_DEARS_EN}|robot) (?!(?:is|was|has|had|used|said|went|came|will|would|and)\b)(?=\w)", ""),
    (
        r" (?:(?<! my )(?<! the )(?<! a )(?:dear|love|darling|sweetheart|dearie|lovey)"
        r"|(?:would|will|could|can|won't) you|for me|for us"
        r"|if you (?:would|don't mind|wouldn't mind|can|please|like)|there's a (?:dear|love|good \w+)"
        r"|when (?:you|she|he)(?:'ve|'s| have| has)? (?:got )?(?:a|the) (?:minute|moment|mo|sec|time)|ta|cheers"
        r"|thanks|thank you|please|you know|eh)$",
        "",
    ),
    (
        r"^(?:would|could|will|can) you (?:please |possibly |kindly |just |perhaps )*"
        rf"(?:be (?:a |an )?{_KIND_EN}(?: and)? )?(?=\w)",
        "",
    ),
    (rf"^be (?:a|an) {_KIND_EN}(?: and)? (?=\w)", ""),
    (
        r"^(?:do you think you (?:could|can)|i don't suppose you (?:could|can)|any chance you (?:could|can)"
        r"|is there any chance you (?:could|can)|i wonder if you (?:could|can)|i was wondering if you (?:could|can)"
        r"|i'd be (?:(?:ever so|so|very|most) )?(?:glad|grateful|obliged) if you(?:'d| would| could)"
        r"|i want you to|i need you to|i'd like you to) ",
        "",
    ),
)
_ENGLISH: Final = (
    *_POLITE_EN,
    (rf" {_DEARS_EN}$", ""),
    (r" (?:then|together|(?<!by )(?<!right )now|at once|a minute|again)$", ""),
    (
        r"^(?:i (?:could (?:murder|do with|fancy|use)|fancy|wouldn't mind|quite fancy|feel like|wouldn't say no to)"
        r"|i'd (?:love|kill for|give anything for|quite like)|(?:can|could|may|might) i (?:have|get)"
        r"|how about|what about|any chance of|is there any) (?=(?:a|an|some|the|my|another) )",
        "i would like ",
    ),
    (r"^(?:pop|nip|slip|stick|whack|bung|flick) (?=the |my |that |on )", "put "),
    (r"\b(?:tv|telly|tele|goggle box)\b", "television"),
    (r"\bwireless\b", "radio"),
    (r"\b(?:radiators?|central heating)\b", "heating"),
    (r"^(?:ring|phone|telephone|buzz)(?: up)? (?=my |the |for )", "call "),
    (r"^give (my \w+|the \w+) (?:a )?(?:ring|call|buzz|bell|tinkle)$", r"call \1"),
    (r"\bbrolly\b", "umbrella"),
    (r"\b(?:lounge|sitting room|front room|parlour)\b", "living room"),
    (r"\b(?:specs|spectacles)\b", "glasses"),
    (r"\b(?:ever so|awfully|terribly|dreadfully|frightfully|ruddy|bloody|blooming) (?=\w)", "so "),
    (r"(?<=\w)'s (?=(?:much |far |a bit |so |way )?too )", " is "),
    (r"\b(i) am\b", r"\1'm"),
    (r"\b(you|we|they) are\b", r"\1're"),
    (r"\b(it|that|there|what|where|who|he|she) is\b", r"\1's"),
    (r"\b(i|you|we|they) have (?=(?:been|got|gone|had|just|lost|never|not)\b)", r"\1've "),
    (r"\b(do|does|did|is|are|was|were|have|has|could|would|should) not\b", r"\1n't"),
    (r"\bcan ?not\b", "can't"),
    (r"(?<=\w)'s not\b(?! (?:yet )?(?:me|mine))", " isn't"),
    (r"\bgonna\b", "going to"),
    (r"\bwanna\b", "want to"),
    (r"\bgotta\b", "have to"),
)
_PLAIN: Final = {
    Language.ZH: tuple((re.compile(said), plain) for said, plain in _MANDARIN),
    Language.EN: tuple((re.compile(said), plain) for said, plain in _ENGLISH),
}
"""Words and what they mean in plain speech, applied in this order."""

_POLITE: Final = {
    Language.ZH: tuple(re.compile(said) for said, _ in _POLITE_ZH),
    Language.EN: tuple(re.compile(said, re.IGNORECASE) for said, _ in _POLITE_EN),
}

_PASSES: Final = 3
"""Politeness comes in layers: "hey, be a dear and pop the light on, love"."""


def unadorned(words: str, language: Language) -> str:
    """`words` as they are, without whom they are said to and what makes them polite; empty where that is all."""
    for _ in range(_PASSES):
        before = words
        for said in _POLITE[language]:
            words = said.sub("", words).strip()
        if words == before:
            break
    return words


def plain_speech(words: str, language: Language) -> str:
    """`words`, as `normalize` gives them, in plain speech; as they are where nothing would be left of them."""
    for _ in range(_PASSES):
        before = words
        for said, plain in _PLAIN[language]:
            words = said.sub(plain, words).strip() or words
        if words == before:
            break
    return words
