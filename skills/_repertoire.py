"""What the companion can tell: Tang poems, old fables, small jokes, and questions that invite to remember.

The poems and fables are in the public domain; their English is this project's own. Questions touch no loss or illness.
"""

from dataclasses import dataclass
from typing import Final

from carebot.core.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something to tell, in the parts in which it is spoken, so that a word can end it between them."""

    announcement: Text
    parts: tuple[Text, ...]


POEMS: Final = (
    Piece(
        announcement=Text(zh="给您念一首李白的《静夜思》。", en="Here is “Quiet Night Thoughts” by Li Bai."),
        parts=(
            Text(
                zh="床前明月光，疑是地上霜。",
                en="Bright moonlight lies before my bed; I take it for frost upon the ground.",
            ),
            Text(
                zh="举头望明月，低头思故乡。",
                en="I lift my head to the shining moon; I lower it and think of home.",
            ),
        ),
    ),
    Piece(
        announcement=Text(zh="给您念一首孟浩然的《春晓》。", en="Here is “Spring Morning” by Meng Haoran."),
        parts=(
            Text(
                zh="春眠不觉晓，处处闻啼鸟。", en="In spring I sleep past break of day; on every side I hear the birds."
            ),
            Text(
                zh="夜来风雨声，花落知多少。",
                en="All night the sound of wind and rain: how many petals may have fallen?",
            ),
        ),
    ),
    Piece(
        announcement=Text(zh="给您念一首王之涣的《登鹳雀楼》。", en="Here is “Climbing Stork Tower” by Wang Zhihuan."),
        parts=(
            Text(
                zh="白日依山尽，黄河入海流。",
                en="The white sun sinks behind the hills; the Yellow River runs to the sea.",
            ),
            Text(zh="欲穷千里目，更上一层楼。", en="To see a thousand miles further, climb one more flight of stairs."),
        ),
    ),
    Piece(
        announcement=Text(zh="给您念一首王维的《鹿柴》。", en="Here is “Deer Park” by Wang Wei."),
        parts=(
            Text(zh="空山不见人，但闻人语响。", en="On the empty hill I see nobody, yet I hear the sound of voices."),
            Text(
                zh="返景入深林，复照青苔上。",
                en="The late light comes back through the deep wood and shines once more on the green moss.",
            ),
        ),
    ),
    Piece(
        announcement=Text(zh="给您念一首王维的《相思》。", en="Here is “Red Beans” by Wang Wei."),
        parts=(
            Text(
                zh="红豆生南国，春来发几枝。",
                en="Red beans grow in the southern land; in spring they put out many sprigs.",
            ),
            Text(
                zh="愿君多采撷，此物最相思。",
                en="Gather as many as you can, my friend: they say best that we think of you.",
            ),
        ),
    ),
    Piece(
        announcement=Text(zh="给您念一首白居易的《问刘十九》。", en="Here is “A Question to a Friend” by Bai Juyi."),
        parts=(
            Text(zh="绿蚁新醅酒，红泥小火炉。", en="New wine with green foam on it; a little stove of red clay."),
            Text(zh="晚来天欲雪，能饮一杯无？", en="Tonight it looks like snow. Will you come and drink a cup?"),
        ),
    ),
)

STORIES: Final = (
    Piece(
        announcement=Text(zh="给您讲个故事：塞翁失马。", en="Here is a story: the old man who lost his horse."),
        parts=(
            Text(zh="从前，边塞上有位老人，丢了一匹马。", en="Once an old man at the frontier lost a horse."),
            Text(
                zh="邻居来劝他，他说：没准儿是好事。", en="His neighbours were sorry. He said: perhaps it is good luck."
            ),
            Text(
                zh="过了几个月，那匹马带着一匹好马回来了。",
                en="Months later the horse came home and brought another fine horse along.",
            ),
            Text(
                zh="所以老话说：塞翁失马，焉知非福。",
                en="So people say: when the old man loses his horse, who knows if it is not a blessing?",
            ),
        ),
    ),
    Piece(
        announcement=Text(zh="给您讲个故事：曹冲称象。", en="Here is a story: how the boy weighed the elephant."),
        parts=(
            Text(zh="古时候，有人送给曹操一头大象。", en="Long ago, somebody gave Lord Cao Cao an elephant."),
            Text(
                zh="大家想知道它有多重，可没有那么大的秤。",
                en="Everybody asked how heavy it was, but no scale was big enough.",
            ),
            Text(
                zh="他的小儿子说：先把象牵上船，看水没到哪儿。",
                en="His little son said: lead it onto a boat and mark how deep the boat lies.",
            ),
            Text(
                zh="再装石头，装到一样深，称称石头就行了。",
                en="Then load stones until it lies as deep, and weigh the stones.",
            ),
        ),
    ),
    Piece(
        announcement=Text(zh="给您讲个故事：愚公移山。", en="Here is a story: the old man who moved the mountains."),
        parts=(
            Text(zh="从前有位老人，家门口有两座大山。", en="Once two great mountains stood before an old man's door."),
            Text(zh="他带着一家人，天天挖土搬石头。", en="With his family he carried earth and stones away every day."),
            Text(
                zh="别人笑他，他说：我还有儿孙呢，山可不会再长了。",
                en="People laughed. He said: my children go on; mountains do not grow.",
            ),
            Text(zh="老天爷受了感动，把山给搬走了。", en="Heaven was moved, and took the mountains away."),
        ),
    ),
)

JOKES: Final = (
    Piece(
        announcement=Text(zh="给您讲个小笑话。", en="Here is a little joke."),
        parts=(
            Text(zh="妻子问：今天的鱼怎么这么咸？", en="She asks: why is the fish so salty today?"),
            Text(zh="丈夫说：它在海里泡了一辈子呀。", en="He says: it spent its whole life in the sea."),
        ),
    ),
    Piece(
        announcement=Text(zh="给您讲个小笑话。", en="Here is a little joke."),
        parts=(
            Text(zh="邻居问：您家的钟怎么慢了？", en="A neighbour asks: why is your clock so slow?"),
            Text(
                zh="老王说：它跟我一样，退休了，不着急。",
                en="The old man says: it has retired, as I have. It is in no hurry.",
            ),
        ),
    ),
    Piece(
        announcement=Text(zh="给您讲个小笑话。", en="Here is a little joke."),
        parts=(
            Text(zh="老师问：你怎么上课睡觉？", en="The teacher asks: why do you sleep in class?"),
            Text(zh="小明说：下课太吵，睡不着。", en="The boy says: in the breaks it is too noisy."),
        ),
    ),
    Piece(
        announcement=Text(zh="给您讲个小笑话。", en="Here is a little joke."),
        parts=(
            Text(zh="儿子问：爸，冬天为什么天黑得早？", en="A boy asks: Dad, why does it get dark so early in winter?"),
            Text(
                zh="爸爸说：天儿冷，太阳也想早点儿回家。",
                en="His father says: it is cold, so the sun wants to be home early.",
            ),
        ),
    ),
)

OPENINGS: Final = (
    Text(zh="您今天想做点什么？", en="What would you like to do today?"),
    Text(zh="您今天歇得好吗？", en="Have you rested well today?"),
    Text(zh="您最近看了什么好节目？", en="Have you watched or heard anything nice lately?"),
    Text(zh="您喜欢什么样的天气？", en="What weather do you like best?"),
)

MEMORIES: Final = (
    Text(zh="您小时候最爱吃什么？", en="What did you like best to eat as a child?"),
    Text(zh="您小时候都玩儿什么？", en="What did you play as a child?"),
    Text(zh="您年轻的时候做什么工作？", en="What work did you do when you were young?"),
    Text(zh="您老家是什么样儿的？", en="What was your home town like?"),
    Text(zh="您年轻时爱听什么歌？", en="Which songs did you love when you were young?"),
    Text(zh="从前过年，家里都做什么好吃的？", en="What good things were cooked at home for the New Year?"),
)
