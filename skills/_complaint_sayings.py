"""How people complain of pains, weakness, nights without sleep and fears: the sayings of comfort, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Phrasing

COMPLAIN: Final = "complain"

SAYINGS: Final = (
    Phrasing(
        intent=COMPLAIN,
        zh=(
            *(
                "这膝盖一变天就不饶人",
                "胃里老翻腾，泛酸水",
                "后脊梁骨跟针扎似的",
                "半边身子发麻",
                "这腿灌了铅一样，抬不动",
            ),
            *("心里头突突直跳", "眼前老有黑影飘", "耳朵里跟有蝉叫一样", "一坐起来就天旋地转", "这肩膀抬都抬不起来"),
            *("牙疼得我饭都吃不下", "嗓子疼，咽口水都费劲", "肚子咕噜咕噜闹了一上午", "好几天没解大手了", "尿老憋不住"),
            *("走两步就喘得不行", "浑身骨头跟散了架似的", "手抖得筷子都拿不住", "脚脖子肿起来了", "身上痒得抓心挠肝"),
            *(
                "我这胸口老觉着有东西顶着",
                "夜里腿抽筋，疼醒好几回",
                "一宿没睡踏实",
                "怎么躺都睡不着",
                "翻腾到天亮也没合眼",
            ),
            *(
                "吃什么都没胃口",
                "嘴里发苦，什么都不想吃",
                "头沉得抬不起来",
                "今儿一点精神都没有",
                "我这身子骨一天不如一天了",
            ),
            *("刚才站起来差点栽一跟头", "腿肚子直打颤", "这药吃得我反胃", "伤口那儿一跳一跳地疼", "我脚上磨了个泡"),
            *("这两天老咳，痰也多", "腰直不起来了", "手指头关节都僵了", "眼睛干得睁不开", "我这头跟要裂开一样"),
        ),
        en=(
            *("my knees always tell me when the weather's turning", "there's pins and needles all down my arm"),
            *("my stomach keeps turning over", "i can't straighten up this morning", "my heart's going like a hammer"),
            *("there's a ringing in my ears", "my legs are like lead", "my legs won't hold me up today"),
            *("i came over all giddy when i stood up", "i nearly went over just now", "my hip's on fire"),
            *("i've a tooth that's driving me mad", "it hurts to swallow", "my tummy's been gurgling all morning"),
            *("i haven't been for days, if you follow me", "i keep having to run to the lavatory"),
            *("i get out of breath just crossing the room", "my fingers won't do as they're told"),
            *("my ankles have swollen up", "i'm itching all over", "i had cramp in the night, something dreadful"),
            *("i was awake half the night", "i tossed and turned till morning", "i can't get off to sleep at all"),
            *("i've no appetite whatever", "nothing tastes of anything", "i've no strength left in me"),
            *("i'm worn out and i've done nothing", "i'm not at all the thing today", "i feel as weak as a kitten"),
            *("these tablets make me feel sick", "i've got a blister on my heel", "this cough won't leave me alone"),
            *("my eyes are sore and gritty", "my head feels fit to split", "my shoulder's seized up again"),
            *("my hands are stiff as boards", "i've a stitch in my side", "i ache from top to toe"),
        ),
        slots=MappingProxyType({"topic": "complaint"}),
    ),
    Phrasing(
        intent="say_afraid",
        zh=(
            *(
                "半夜里总觉着门外头有动静",
                "一关灯我这心就提起来了",
                "外头那声音听得我心里发毛",
                "一个人我睡不踏实，怕出事",
            ),
            *("刚才那一声把我魂都吓没了", "我老担心夜里没人知道"),
        ),
        en=(
            *("i keep hearing noises on the landing at night", "that bang made me jump out of my skin"),
            *("i don't like it when the house is so dark", "i lie there listening for burglars"),
            *("what if something happens and nobody comes", "i'm all of a jitter with that storm"),
        ),
        slots=MappingProxyType({"topic": "afraid"}),
    ),
)
