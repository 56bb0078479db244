"""What only people see to, and what only they know, put in other words: more sayings of pass_on, as data."""

from types import MappingProxyType
from typing import Final

from carebot.core.intents import Phrasing


def _what(wish: str) -> MappingProxyType[str, str]:
    return MappingProxyType({"what": wish})


CHORES: Final = Phrasing(
    intent="mishap",
    zh=(
        *(
            "把这份报纸念给我听听",
            "帮我瞧瞧这药盒上的小字写的啥",
            "替我写封信",
            "帮我把这张表填一下",
            "这电费单子你给我看看",
        ),
        *("花该浇了，叶子都蔫了", "地上该扫扫了", "碗还没洗呢", "垃圾该倒了", "衣服该收了", "鸟还没喂呢", "桌子该擦了"),
        *("给我梳梳头", "帮我捶捶背", "给我揉揉腿", "帮我剪剪脚指甲", "帮我把衣服换了", "给我削个梨", "帮我穿个针"),
        *("推我去吃饭", "把我挪到窗户边上去", "扶我上床躺下", "该给我翻个身了", "轮椅给我推过来", "帮我洗个澡"),
        *("灯泡憋了", "水管子漏了", "马桶堵上了", "下水道反味", "冰箱不制冷了", "牛奶馊了", "剩饭都长毛了", "暖气不热"),
        *("厕所里卫生纸用光了", "洗手液没了", "电池没电了", "钟停了", "门把手松了", "轮椅刹不住", "床摇不起来了"),
        *("电视没影儿了", "收音机光响没声儿", "窗户关不严", "助听器没声音了", "拐棍底下那胶皮磨平了", "被罩破了个口子"),
    ),
    en=(
        *(
            "read me the bit in the paper",
            "what does it say on this label",
            "write a letter for me",
            "would you fill in this form",
        ),
        *("look at this bill for me", "the flowers are wilting, they need a drop of water", "the floor wants sweeping"),
        *(
            "the washing up hasn't been done",
            "the bin wants emptying",
            "the bird hasn't been fed",
            "the bed wants making",
        ),
        *("comb my hair for me", "rub my back a little", "would you cut my toenails", "help me on with my cardigan"),
        *("peel me an apple", "thread this needle for me", "push me in to dinner", "put me by the window"),
        *("help me into bed", "it's time i was turned", "bring my wheelchair round", "give me a wash"),
        *(
            "the bulb's gone",
            "the pipe's leaking",
            "the toilet's blocked",
            "the drains smell",
            "the fridge isn't cold any more",
        ),
        *(
            "the bread's gone mouldy",
            "the heater has packed up",
            "there's no soap left in the bathroom",
            "we've run out of tissues",
        ),
        *("the battery's flat", "the clock's stopped", "the door handle's come loose", "my wheelchair won't brake"),
        *("the picture's gone on the television", "the window won't shut properly", "my hearing aid's gone quiet"),
        *("the rubber's come off my stick", "there's a hole in this blanket", "the tap won't turn off"),
    ),
    slots=_what("order"),
)
"""What people have to see to in a house: small services, and what is broken, spoilt, dirty or used up."""

ENQUIRIES: Final = Phrasing(
    intent="ask_unseen",
    zh=(
        *("刚走的那个是谁呀", "门口站着的是哪位", "谁把我的椅子搬走了", "他们在外头说什么呢", "怎么来了这么多人"),
        *("楼上咚咚的干什么呢", "刚才是什么声音", "救护车拉谁呢", "护工小刘今天怎么没来", "我儿子到哪儿了"),
        *("这片药是管什么的", "这药一天吃几回", "我的药还够吃几天", "我哪天去复查"),
        *("今天晚饭有什么菜", "他们哪天放假", "孩子什么时候回来看我", "电话是谁打来的", "快递到了没有"),
        *("我血压多少", "我这气色怎么样", "我这腿什么时候能好", "什么时候能出院"),
    ),
    en=(
        *(
            "who was that who left just now",
            "who's that standing at the door",
            "who's moved my chair",
            "what are they all talking about",
        ),
        *(
            "why are there so many people here",
            "what's that thumping upstairs",
            "what was that noise",
            "who's the ambulance for",
        ),
        *(
            "why isn't the other girl on today",
            "where has my son got to",
            "what's this tablet for",
            "how often do i take these",
        ),
        *("have i enough tablets to last the week", "when's my next check-up", "am i having a blood test tomorrow"),
        *(
            "what's for supper",
            "when are the children off school",
            "when is my daughter coming next",
            "who was that on the telephone",
        ),
        *("has my parcel come", "what was my blood pressure", "how do i look to you", "when will my leg be better"),
        *("when can i go home from here",),
    ),
    slots=_what("unseen"),
)
"""Questions that only people who were there, or who know her papers, can answer."""
