"""What is said in a home all day and means neither stop nor help: sentences to measure false alarms with, as data.

Many hold a word of stop or help inside another meaning, or sound like one; about eight minutes in each language.
"""

from typing import Final

from carebot.core.language import Language

_CLOSE_ZH: Final = (
    *(
        "停车场在楼下，走两步就到。",
        "昨天晚上停电了。",
        "停云霭霭，时雨濛濛。",
        "那趟车早就停运了。",
        "他停了一会儿才开口。",
    ),
    *(
        "挺好的，你放心吧。",
        "挺好。",
        "听。",
        "听见了。",
        "听话，把药吃了。",
        "行。",
        "请。",
        "请坐，喝茶。",
        "亭子里有人下棋。",
    ),
    *("别客气。", "别着急，慢慢说。", "别的都不用买。", "病都好了，动一动也舒服。", "这个别墅真大。", "洞口很窄。"),
    *("住在二楼。", "煮粥吧，别放糖。", "他是我的老主顾。", "祝寿的人来了一屋子。", "注意脚下。", "主要是价钱太贵。"),
    *("不要紧，我自己来。", "要不要来一碗汤？", "布料要软一点的。", "不用。", "不错。", "不知道。", "买不买都行。"),
    *("九点钟开门。", "旧棉被晒一晒。", "求你件事。", "秋天明朗得很。", "就明天吧。", "他命好，儿女都孝顺。"),
    *(
        "来客人了。",
        "老人家来得早。",
        "来年春天再种。",
        "莱阳的梨又甜又脆。",
        "来了。",
        "女儿来电话了。",
        "让人等久了不好。",
    ),
    *("我知道了。", "我吃饱了。", "我刷到一个笑话。", "我摔了一个杯子，没伤着手。", "我算到头了。", "我睡着了没听见。"),
    *(
        "他说他小时候常摔倒。",
        "电影里的人喊救命，我都看哭了。",
        "广告停不下来，真烦人。",
        "站住脚的道理不多。",
        "动手之前先想一想。",
    ),
)
_EVERYDAY_ZH: Final = (
    *(
        "早上好，昨晚睡得怎么样？",
        "今天外面有点风，多穿一件衣服。",
        "药放在床头柜第二个抽屉里。",
        "中午想吃西红柿鸡蛋面。",
    ),
    *("帮我把窗帘拉开，屋里太暗了。", "孙子下个星期放假，说要来看我。", "电视的声音调小一点。", "这双鞋穿着有点挤脚。"),
    *("我想给老同学打个电话。", "晚饭以后我们去楼下散步吧。", "血压计拿过来，我量一量。", "医生说要少吃盐，多喝水。"),
    *(
        "水开了，记得把火关掉。",
        "昨天买的苹果又大又红。",
        "你看那只猫，又跑到沙发底下去了。",
        "这首歌我年轻的时候常常唱。",
    ),
    *(
        "天气预报说明天有小雨。",
        "老花镜不知道放到哪里去了。",
        "邻居送来一篮子新鲜的鸡蛋。",
        "下午三点有一个社区的讲座。",
    ),
    *(
        "把空调温度调高两度。",
        "我的拐杖在门后面。",
        "这件毛衣是我女儿织的。",
        "楼上的小孩在练钢琴。",
        "今天星期几？",
        "现在几点了？",
    ),
    *("洗衣机里的衣服该晾了。", "去年这个时候已经下雪了。", "这道菜有点咸，下次少放点酱油。", "报纸上说菜市场要搬家。"),
    *("床前明月光，疑是地上霜。", "举头望明月，低头思故乡。", "白日依山尽，黄河入海流。", "欲穷千里目，更上一层楼。"),
    *("春眠不觉晓，处处闻啼鸟。", "夜来风雨声，花落知多少。", "离离原上草，一岁一枯荣。", "野火烧不尽，春风吹又生。"),
    *("从前有一座山，山上有一座庙。", "老和尚正在给小和尚讲故事。", "狐狸看见葡萄高高地挂着，怎么也够不着。"),
    *("它一边走一边说，那葡萄一定是酸的。", "兔子跑得快，在树下睡了一觉。", "乌龟不慌不忙，一步一步走到了终点。"),
    *("我们家原来住在河边，夏天可以划船。", "那时候一斤白菜只要两分钱。", "我在纺织厂工作了三十年。"),
    *(
        "退休以后学会了写毛笔字。",
        "你先去忙吧，我一个人坐一会儿。",
        "好，谢谢你。",
        "没关系。",
        "对，就是那个。",
        "好的，再见。",
    ),
    *(
        "嗯，我想想。",
        "明天上午去医院复查。",
        "排队的人太多，等了一个小时。",
        "护士很耐心，一点也不疼。",
        "把灯打开。",
        "关门。",
    ),
    *(
        "拿杯温水给我。",
        "米饭煮得软一点。",
        "豆腐脑要甜的还是咸的？",
        "包子两块钱一个。",
        "阳台上的花该浇水了。",
        "小狗在叫。",
    ),
    *(
        "他们兄弟俩长得很像。",
        "我把钥匙落在家里了。",
        "这本书的字太小，看着费劲。",
        "麻将三缺一，你来不来？",
        "他下棋总是输给我。",
    ),
    *(
        "过马路要看红绿灯。",
        "公园里的荷花开了。",
        "医保卡在钱包里。",
        "快递放在门口了。",
        "手机没电了，帮我充一下。",
        "信号不太好，你大声点。",
    ),
)
_CLOSE_EN: Final = (
    *(
        "The bus stop is far from here.",
        "We went to the shop at the top of the hill.",
        "It is a non-stop train to London.",
    ),
    *(
        "He put a stopper in the bath.",
        "Top.",
        "Stock up on soup before the holidays.",
        "Step by step, there is no hurry.",
    ),
    *("She never stops talking about her garden.", "The clock stopped at half past nine.", "Store.", "Stuff happens."),
    *(
        "It does not stop raining in April.",
        "Drop me a line when you get there.",
        "They chopped the wood and stacked it.",
    ),
    *(
        "Help yourself to some cake.",
        "He helped me with my coat.",
        "Thanks for being so helpful.",
        "It cannot be helped.",
    ),
    *(
        "Health is everything at our age.",
        "Hello there.",
        "Hell of a game last night.",
        "He held the door for me.",
        "Hope so.",
    ),
    *(
        "I feel fine.",
        "I felt sorry for him.",
        "I fell asleep in front of the television.",
        "The leaves fell early that year.",
    ),
    *(
        "Prices fell last week.",
        "I fill it up twice a day.",
        "I sell eggs at the market.",
        "If all goes well, we eat at six.",
    ),
    *(
        "The cup fell off the table.",
        "Somebody told me a good joke.",
        "Emergency rooms were busy on the news.",
        "Sit down.",
    ),
)
_EVERYDAY_EN: Final = (
    *(
        "Good morning, did you sleep well?",
        "There is a cold wind today, so take your scarf.",
        "The pills are in the drawer.",
    ),
    *(
        "Could you open the curtains for me?",
        "My grandson is coming on Sunday with his new bicycle.",
        "What time is it now?",
    ),
    *(
        "I would like a cup of tea with a little milk.",
        "Turn the radio down a bit, I am reading.",
        "These shoes pinch my toes.",
    ),
    *(
        "Let us go for a walk after dinner.",
        "The doctor says I should drink more water.",
        "Where did I leave my glasses?",
    ),
    *(
        "The neighbours brought us tomatoes from their garden.",
        "There is a talk at the library at three this afternoon.",
    ),
    *(
        "My walking stick is behind the door.",
        "She knitted this jumper for my seventieth birthday.",
        "Is it Tuesday today?",
    ),
    *(
        "The washing needs to be hung out before it rains.",
        "Last year it had already snowed by now.",
        "That is too salty.",
    ),
    *(
        "They say the old market hall will be turned into flats.",
        "Bright moonlight lies before my bed.",
        "Yes, please.",
    ),
    *("Once upon a time there was a fox who was very hungry.", "He saw some grapes hanging high above a wall."),
    *("He jumped and jumped but could not reach them.", "Those grapes are surely sour, he said, and walked away."),
    *("The hare ran ahead and lay down under a tree.", "The tortoise walked on slowly and came first in the end."),
    *("When I was young we lived beside the river.", "In summer my brothers and I would row across to the island."),
    *("I worked in the mill for thirty years, and I liked it.", "A loaf of bread cost next to nothing in those days."),
    *(
        "You go on ahead, I shall rest here for a while.",
        "No, thank you.",
        "That's right.",
        "All right then.",
        "Never mind.",
    ),
    *("Tomorrow morning I have to see the dentist.", "We waited an hour, and the nurse was very kind about it."),
    *(
        "Switch the light on in the hall.",
        "Please bring me the blanket from the bedroom.",
        "Is there any news about the match?",
    ),
    *(
        "The dog next door has been barking all night.",
        "Someone should water the plants on the balcony.",
        "Oh, lovely.",
    ),
    *(
        "I can never remember where the spare key is.",
        "The print in this book is far too small for me.",
        "Well, let me think.",
    ),
    *(
        "We used to play cards with the Millers every Friday.",
        "My phone needs charging again.",
        "Can you speak up a little?",
    ),
    *(
        "Look both ways before you cross the road.",
        "The roses in the park are out already.",
        "The parcel is at the front door.",
    ),
    *(
        "My sister and I look very much alike, people say.",
        "I take mine without sugar.",
        "How about some music?",
        "Fine.",
    ),
)

EVERYDAY: Final = {Language.ZH: _EVERYDAY_ZH, Language.EN: _EVERYDAY_EN}
"""What is said all day."""

NEAR_MISSES: Final = {Language.ZH: _CLOSE_ZH, Language.EN: _CLOSE_EN}
"""What holds a word of stop or help inside another meaning, or sounds like one."""
