"""What is said to the network while it learns: cries in several wordings, and what sounds like them or holds them.

None of these sentences stands in carebot/bench, which measures.
"""

import re
from functools import cache
from typing import Final

import numpy as np

from carebot.core.language import Language
from dialogue._cry_classifier import NOTHING

CRIES: Final = {
    Language.ZH: {
        **dict.fromkeys(("停！", "停停停！", "停。"), "停"),
        **dict.fromkeys(("停下！", "停下来！", "快停下！"), "停下"),
        **dict.fromkeys(("别动！", "别动别动！"), "别动"),
        "住手！": "住手",
        **dict.fromkeys(("不要！", "不要不要！"), "不要"),
        **dict.fromkeys(("救命！", "救命啊！"), "救命"),
        **dict.fromkeys(("来人！", "来人啊！", "快来人！"), "来人"),
        **dict.fromkeys(("我摔倒了！", "我摔倒了，救命！"), "摔倒了"),
    },
    Language.EN: {
        **dict.fromkeys(("Stop!", "Stop.", "Stop it!", "Stop, stop!", "Please stop!"), "stop"),
        **dict.fromkeys(("Help!", "Help.", "Help me!", "Help, help!", "Help me, please!"), "help"),
        **dict.fromkeys(("I fell!", "I fell.", "I fell down!", "I've fallen!"), "fell"),
    },
}
"""Wordings, and the word of dialogue/_cry_classifier.py that each counts as."""

_ALIKE_ZH: Final = (
    "停车,停车场,停车位,停电了,停水了,暂停营业,雨停了,听,听话,听见了,听一下,听下来,听听,听歌,听戏,请,请坐,请进,请下来,行,行啊,"
    "定下来,顶上,订下了,天,庭院,亭子,挺好的,挺大,听得见,经理,警察,精神,心,新,情,青,下来,下去,下雨了,别的,别的东西,别人,别墅,"
    "别说了,别急,别忘了,别等,病重,病房,冬天,懂了,动物,运动,不动,不用,不行,不好,不知道,不错,不要紧,不要钱,不妨,不,布鞋,要,"
    "要喝水,要不要,吃药,需要,重要,补药,步骤,主席,煮粥,煮熟,祝寿,注意,主要,住在,住处,助手,抓手,首都,手机,洗手,就是,九点,九名,"
    "救了他,旧的,酒瓶,秋明,求你,就明天,就命名,明天,名字,命令,生命,来了,来吧,来过,来年,来日,来客人,来认人,有人,老人,女人,男人,"
    "家人,那人,懒人,我,我走了,我知道了,我睡着了,我说了,我摔了碗,我刷牙了,我到了,我吃饱了,我算好了,我帅吧,碗摔了,倒了,水倒了,"
    "好,好的,好吧,对,对啊,嗯,哦,啊,是,是的,没事,没有,谢谢,再见,你好,早上好,晚安,几点了,喝水,吃饭,睡觉,开灯,关灯,看电视"
)
_WITHIN_ZH: Final = (
    *("下一站停在哪里？", "车停在院子外面了。", "外头的雨停了没有？", "他说着说着停了一下。", "钟停了，要换电池。"),
    *("停下脚步看看花。", "这雨下得停不下来。", "公交车今天停运。", "停薪留职是以前的事。", "别动气，慢慢讲。"),
    *("不要紧，明天再说。", "我不要紧的。", "要不要添件衣服？", "他不要钱，只要花。", "不要忘了带伞。"),
    *("不要太咸了。", "救命恩人是谁，我还记得。", "那可是他的救命钱。", "救命稻草也要抓一把。", "来人是邻居家的儿子。"),
    *(
        "家里要来人，多做两个菜。",
        "往来人等都要登记。",
        "别动不动就生气。",
        "住手工艺学校的那个人。",
        "书里写他不住手地写。",
    ),
    *(
        "小时候我摔倒了都不哭。",
        "他没有摔倒，站得很稳。",
        "摔倒了的花盆扶起来。",
        "停一年的电费是多少？",
        "听完了再停也不迟。",
    ),
)
_ALIKE_EN: Final = (
    "top,tops,shop,shopping,chop,drop,crop,pop,hop,stock,stack,step,steps,stamp,stuff,star,start,state,stay,store,story,"
    "stool,spot,stub,stump,strap,setup,sob,soap,soup,tap,tip,tub,taught,dot,not,got,hot,hope,health,healthy,held,hell,"
    "hello,helm,hemp,yelp,kelp,how,help yourself,helpful,helper,halt the press,felt,fell asleep,I feel well,I feel,"
    "I fed the cat,I felt it,I sell,I said,I fill it,I failed,I see,I tell you,I fail,file,I follow,a bell,the well,"
    "yes,no,okay,well,sure,good morning,please,thank you,what time is it,all right,oh,ah,now,never mind,come in,"
    "sit down,go on,wait,some water please,tea,coffee,lights on,lights off,night fell,leaves fell,what,that,it,"
    "that's it,up"
)
_WITHIN_EN: Final = (
    *(
        "The next stop is the library.",
        "Where does the bus stop?",
        "I could not stop laughing.",
        "A full stop ends it.",
    ),
    *(
        "We made a short stop on the way.",
        "The rain will stop soon.",
        "She stopped smoking years ago.",
        "Non-stop music.",
    ),
    *("Don't stop now, it is lovely.", "He stops by every Sunday.", "The stopwatch is broken.", "They stop at noon."),
    *(
        "Help yourself to the soup.",
        "Thanks for your help.",
        "It helps to walk a little.",
        "He is a great help to me.",
    ),
    *("Could you help me with the buttons?", "I can help you cook.", "My helper comes on Monday.", "That was no help."),
    *("Helpful people live here.", "I help out at the church.", "With a little help it worked.", "It can't be helped."),
    *("I fell in love with the place.", "I fell asleep in the chair.", "The price fell again.", "Night fell early."),
    *("I fell for an old trick.", "I fell behind with my letters.", "The leaves fell late.", "Her face fell."),
    *("A stop sign stands there.", "Stop by whenever you like.", "The music stopped.", "He stopped to think."),
)
_TALK_ZH: Final = (
    *(
        "昨天晚上的电视剧演到哪儿了？",
        "把窗户关小一点，风有点凉。",
        "这个西瓜真甜，你也尝一块。",
        "我把眼镜忘在书房里了。",
    ),
    *("医生让我每天量两次血压。", "院子里的桂花开得正香。", "小孙女今年上三年级了。", "冰箱里还有半只鸡，晚上炖汤吧。"),
    *("我年轻的时候在铁路上工作。", "这份报纸是哪一天的？", "明天轮到谁去买菜？", "楼下新开了一家面馆。"),
    *("膝盖又有点酸，怕是要变天。", "先把水烧上，一会儿泡茶喝。", "相册放在柜子最上面一层。", "广播里正在说天气呢。"),
)
_TALK_EN: Final = (
    *("The kettle is on, tea will be ready soon.", "I left my glasses in the study.", "Who is coming for dinner?"),
    *("Her granddaughter is in the third form now.", "We used to dance every Saturday night.", "Open the window."),
    *("The doctor wants me to walk more.", "I never liked that programme much.", "It looks like snow tomorrow."),
    *("There is some chicken left in the fridge.", "My knee aches when the weather turns.", "Read me the paper."),
    *("We worked at the mill for thirty years.", "The photographs are on the top shelf.", "What a lovely song."),
)
_FRAGMENTS: Final = re.compile(r"[停]|别动|住手|不要|救命|来人|摔倒|\bstop|\bhelp|\bfell", re.IGNORECASE)


def cries(language: Language) -> list[tuple[str, str]]:
    """Wordings of `language` with the word that each counts as."""
    return list(CRIES[language].items())


def other(language: Language, drawn: np.random.Generator, share: float) -> list[tuple[str, str]]:
    """This share of all that is no cry, as `drawn` has it; what holds a cry's word counts twice as much."""
    alike, within, talk = (
        (_ALIKE_ZH, _WITHIN_ZH, _TALK_ZH) if language is Language.ZH else (_ALIKE_EN, _WITHIN_EN, _TALK_EN)
    )
    ended = [f"{words}{'。' if language is Language.ZH else '.'}" for words in alike.split(",")]
    chosen = [
        *_some(ended, share, drawn),
        *_some(within, min(1.0, 2 * share), drawn),
        *_some(talk, share, drawn),
        *_some(_words(language), share, drawn),
    ]
    return [(text, NOTHING) for text in chosen]


def _some(texts: list[str] | tuple[str, ...], share: float, drawn: np.random.Generator) -> list[str]:
    count = max(1, round(share * len(texts)))
    return [texts[int(number)] for number in drawn.choice(len(texts), count, replace=False)]


@cache
def _words(language: Language) -> list[str]:
    """Words from dictionaries, a few in a row: sounds of every kind. Mandarin by pypinyin, English by PocketSphinx."""
    drawn = np.random.default_rng(11)
    if language is Language.ZH:
        from pypinyin.phrases_dict import phrases_dict

        known = sorted(phrase for phrase in phrases_dict if 2 <= len(phrase) <= 4)
    else:
        known = _english_words()
    known = [words for words in known if not _FRAGMENTS.search(words)]
    joint, end = ("，", "。") if language is Language.ZH else (" ", ".")
    return [f"{joint.join(drawn.choice(known, 1 + number % 3))}{end}" for number in range(120)]


def _english_words() -> list[str]:
    from pocketsphinx import get_model_path

    with open(f"{get_model_path()}/en-us/cmudict-en-us.dict", encoding="utf-8") as file:
        words = [line.split(maxsplit=1)[0] for line in file]
    return [word for word in words if word.isalpha() and 3 <= len(word) <= 9]
