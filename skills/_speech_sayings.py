"""How people want to be spoken to: the phrasings, forms and sayings of speak_her_way, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Form, Phrasing


def _how(manner: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"how": manner})


_A_BIT_ZH: Final = "(点|点儿|一点|一点儿|些)"

PHRASINGS: Final = (
    Phrasing(
        intent="speak_softer",
        zh=(
            "[以后](说话|讲话)小声(点|点儿|一点)",
            "[你](小点声|小声点|轻点声|轻点|轻点儿)[说]",
            "[你](说话|嗓门)太大[声]了",
        ),
        en=("[please] (speak|talk) more (softly|quietly) [from now on]", "[please] (lower|drop) your voice"),
        slots=_how("softer"),
    ),
    Phrasing(
        intent="speak_louder",
        zh=(
            "[以后](说话|讲话)大声(点|点儿|一点)",
            "再大声(点|点儿|一点)",
            "[你]说话太小声了",
            "我[这]耳朵(背|聋|不好|不好使)[了]",
        ),
        en=("[please] (speak|talk) louder [from now on]", "i'm [a bit|rather|very] (deaf|hard of hearing)"),
        slots=_how("louder"),
    ),
    Phrasing(
        intent="speak_slower",
        zh=("[以后](说话|讲话|说|讲)慢(点|点儿|一点)", "慢(点|点儿|一点)说", "[你](说|讲|说话)[得]太快了"),
        en=(
            "[please] (speak|talk) more slowly [from now on]",
            "you (speak|talk) too fast [for me]",
            "(that's|that was|you're|you are|you're going|you are going) too fast [for me]",
        ),
        slots=_how("slower"),
    ),
    Phrasing(
        intent="speak_faster",
        zh=("[以后](说话|讲话|说|讲)快(点|点儿|一点)", "快(点|点儿|一点)说", "[你](说|讲|说话)[得]太慢了"),
        en=("[please] (speak|talk) faster [from now on]", "you (speak|talk) too slowly [for me]"),
        slots=_how("faster"),
    ),
    Phrasing(
        intent="speak_as_before",
        zh=("[还是]像(原来|以前)(那样|一样)[说|说话][吧]",),
        en=("[please] (speak|talk) (as before|normally|as you used to) [again]",),
        slots=_how("before"),
    ),
)

FORMS: Final = (
    Form(
        intent="speak_softer",
        zh=(
            f"[请|你|以后|你以后](说话|讲话)[声音]再[放]小[声]{_A_BIT_ZH}[声]",
            f"[请|你|以后|你以后](说话|讲话)[声音|嗓门][放](小|小声|轻|轻声){_A_BIT_ZH}[声][吧]",
            f"[请|你](小声|轻声){_A_BIT_ZH}[说|说话|讲]",
            "[请|你](小点声|小点儿声|轻点声|轻点儿声|小一点声|别那么大声|别那么大嗓门|别嚷嚷)[说|说话][了|啊]",
            "[你](说话|说话声|声音|嗓门)[也]太大[声][了]",
        ),
        en=(
            "[please] (speak|talk) [a bit|a little|much] (more softly|more quietly|softer|quieter|softly|quietly)"
            " [from now on|please|to me]",
            "[please] (lower|drop|keep down) your voice [please|a bit|a little]",
            "[keep it] [a] [bit|little|lot] (quieter|softer|lower|less loud) [please]",
            "(that's|that is|it's|it is|that was) [far|much|a bit|way] too (loud|noisy) [for me]",
            "that was [rather|a bit] loud",
            "(not so|less) loud [please]",
            "[please] keep your voice down [please]",
            "(don't|do not|no need to|there's no need to) shout [at me|so]",
            "(you are|you're|your voice is) [much|far|a bit|rather] too loud [for me]",
        ),
        slots=_how("softer"),
    ),
    Form(
        intent="speak_louder",
        zh=(
            f"[请|你|以后|你以后](说话|讲话)[声音|嗓门][放](大|大声|响){_A_BIT_ZH}[声][吧]",
            f"[请|你]再(大声|响){_A_BIT_ZH}",
            "[你](说话|说话声|声音|嗓门)[也]太小[声][了]",
            "我[这]耳朵[有点|有点儿|太|不行](背|聋|不好|不好使|不行|不灵)[了]",
            "我[有点|有点儿|可]耳(背|聋)[了|得厉害]",
            "我[有点|有点儿|可|都|太]聋[了|得厉害]",
        ),
        en=(
            "[please] (speak|talk) [a bit|a little|much] (louder|more loudly) [from now on|please|to me]",
            "(you are|you're|your voice is) [much|far|a bit|rather] too (quiet|soft|faint) [for me]",
            "[just] (a bit|a little|slightly) louder [please]",
            "i'm [a bit|a little|rather|very|getting|going] (deaf|hard of hearing)",
            "my hearing (is bad|is poor|is going|isn't good|isn't what it was|isn't what it used to be)",
        ),
        slots=_how("louder"),
    ),
    Form(
        intent="speak_slower",
        zh=(
            f"[请|你|以后|你以后](说话|讲话|说|讲)[得]慢{_A_BIT_ZH}[说|讲][吧]",
            f"[请|你|以后|你以后]慢{_A_BIT_ZH}(说|讲)[话][吧]",
            "[请|你]慢慢(说|讲)",
            "[你](说|讲|说话|讲话)[得|的]太快[了]",
        ),
        en=(
            "[please] (speak|talk|say it) [a bit|a little|much] (more slowly|slower|slowly) [from now on|please|to me]",
            "(you speak|you talk|you're speaking|you're talking|you are talking) [much|far|a bit|rather] too fast"
            " [for me]",
            "[please] slow down (when you talk|when you speak|your talking)",
        ),
        slots=_how("slower"),
    ),
    Form(
        intent="speak_faster",
        zh=(
            f"[请|你|以后|你以后](说话|讲话|说|讲)[得]快{_A_BIT_ZH}[说|讲][吧]",
            f"[请|你|以后|你以后]快{_A_BIT_ZH}(说|讲)话[吧]",
            "[你](说|讲|说话|讲话)[得|的]太慢[了]",
        ),
        en=(
            "[please] (speak|talk) [a bit|a little|much] (faster|quicker|more quickly) [from now on|please|to me]",
            "(you speak|you talk|you're speaking|you're talking) [much|far|a bit|rather] too slowly [for me]",
        ),
        slots=_how("faster"),
    ),
    Form(
        intent="speak_as_before",
        zh=(
            "[你][还|还是|就|说话][还|还是|就](像|跟|照)(原来|以前|从前|平常|平时|往常)(那样|一样|那么)[说|说话|讲话][吧]",
            "(原来|以前)那样[说|说话]就(行|好|挺好)",
            "说话(恢复|变回|回到)(原来|以前)[的样子|那样][吧]",
        ),
        en=(
            "[please] (speak|talk) (as before|like before|normally|as usual|as you used to|like you used to)"
            " [again|please]",
            "(speak|talk) the way you (did before|used to)",
            "(go back to|use) your (usual|old|normal|ordinary) (voice|way of speaking|way of talking)",
        ),
        slots=_how("before"),
    ),
)

SAYINGS: Final = (
    Phrasing(
        intent="speak_softer",
        zh=(
            *("你说话震得我耳朵嗡嗡的", "别跟吵架似的，好好说", "我又不聋，用不着那么大嗓门", "你这大嗓门吓我一跳"),
            *("夜里说话轻着点儿", "你这嗓门跟大喇叭一样", "小声说就行，我听得见"),
        ),
        en=(
            *("i'm not deaf, you know", "you nearly burst my eardrums", "there's no call to bellow at me"),
            *(
                "a bit less noise out of you when you talk",
                "you do boom so",
                "i can hear you perfectly well, no need to raise your voice",
            ),
        ),
        slots=_how("softer"),
    ),
    Phrasing(
        intent="speak_louder",
        zh=(
            *(
                "你说话跟蚊子哼哼似的",
                "人老了，耳朵不中用了，你使点劲说",
                "声音太小了，听着费劲",
                "你嘟囔什么呢，听不真",
            ),
            *("你凑近点大声跟我说", "我这耳朵背得厉害，你嗓门得亮点"),
        ),
        en=(
            *("you'll have to talk up, my ears aren't what they were", "you mumble so", "you speak in such a whisper"),
            *("i only catch half of what you say", "don't mumble, dear", "i haven't got my hearing aid in"),
        ),
        slots=_how("louder"),
    ),
    Phrasing(
        intent="speak_slower",
        zh=(
            *("你说话跟打机关枪一样", "一句一句来，我脑子转得慢", "你说那么快谁跟得上啊", "说话别那么赶"),
            *("慢着点讲，我好听明白",),
        ),
        en=(
            *("you gabble so", "one word at a time, if you please", "my head can't keep up with your chatter"),
            *("you talk nineteen to the dozen", "take your time when you talk to me"),
        ),
        slots=_how("slower"),
    ),
    Phrasing(
        intent="speak_faster",
        zh=("你说话慢吞吞的，急死人", "说利索点，我听得懂"),
        en=("you do drag your words out", "you needn't talk to me as if i were slow"),
        slots=_how("faster"),
    ),
    Phrasing(
        intent="speak_as_before",
        zh=("刚才那么说就挺好，变回去吧", "我还是爱听你以前那个声儿", "别这么说话了，还照老样子"),
        en=("i liked the way you talked before", "put your voice back the way it was", "talk in your own voice again"),
        slots=_how("before"),
    ),
)
