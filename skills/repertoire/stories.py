"""Old fables, and small jokes. The fables are in the public domain; their wording is this project's own."""

from typing import Final

from carebot.core.language import Text
from skills.repertoire.base import OWN, Piece


def _piece(announcement: tuple[str, str], source: str, *parts: tuple[str, str]) -> Piece:
    zh, en = announcement
    return Piece(
        announcement=Text(zh=zh, en=en), parts=tuple(Text(zh=one, en=other) for one, other in parts), source=source
    )


STORIES: Final = (
    _piece(
        ("给您讲个故事：塞翁失马。", "Here is a story: the old man's horse."),
        "《淮南子·人间训》, retold",
        ("从前，边塞上有位老人，丢了一匹马。", "Once, at the frontier, an old man lost a horse."),
        ("邻居来劝他，他说：没准儿是好事。", "His neighbours were sorry. He said: perhaps it is luck."),
        ("过了几个月，那匹马回来了。", "Months later, the horse came home."),
        ("它还带回来一匹好马。", "It brought another fine horse along."),
        ("老话说：塞翁失马，焉知非福。", "So people say: who knows what is a blessing?"),
    ),
    _piece(
        ("给您讲个故事：曹冲称象。", "Here is a story: the boy and the elephant."),
        "《三国志·魏书》, retold",
        ("古时候，有人送来一头大象。", "Long ago, somebody sent an elephant."),
        ("大家想称它，可没有那么大的秤。", "Everybody asked its weight, but no scale was big enough."),
        ("有个小男孩说：把象牵上船。", "A little boy said: lead it onto a boat."),
        ("看看船沉到哪儿，画一道线。", "See how deep the boat lies, and mark it."),
        ("再装石头，装到那道线，称石头就行了。", "Load stones up to the mark, then weigh the stones."),
    ),
    _piece(
        ("给您讲个故事：愚公移山。", "Here is a story: moving the mountains."),
        "《列子·汤问》, retold",
        ("从前有位老人，门口有两座大山。", "Two mountains stood before an old man's door."),
        ("他带着一家人，天天搬石头。", "With his family, he carried stones every day."),
        ("别人笑他，他说：我还有儿孙呢。", "People laughed. He said: my children will go on."),
        ("山可不会再长了。", "Mountains do not grow."),
        ("老天爷受了感动，把山搬走了。", "Heaven was moved, and took the mountains away."),
    ),
    _piece(
        ("给您讲个故事：孔融让梨。", "Here is a story: the pears."),
        "《后汉书·孔融传》 with commentary, retold",
        ("从前有个小孩，叫孔融。", "Once there was a boy, Kong Rong."),
        ("家里分梨，他拿了最小的。", "The family shared pears, and he took the smallest."),
        ("爸爸问：怎么不拿大的？", "His father asked: why not a big one?"),
        ("他说：哥哥大，吃大的，我小，吃小的。", "He said: my brothers are big, I am small."),
    ),
    _piece(
        ("给您讲个故事：龟兔赛跑。", "Here is a story: the hare and the tortoise."),
        "Aesop, retold",
        ("兔子和乌龟比赛跑步。", "A hare and a tortoise ran a race."),
        ("兔子跑得快，半路睡着了。", "The hare was quick, and fell asleep."),
        ("乌龟一步一步，慢慢往前走。", "Step by step, the tortoise went on."),
        ("兔子醒来一看，乌龟早到了。", "When the hare woke, the tortoise was there."),
    ),
)

JOKES: Final = (
    _piece(
        ("给您讲个小笑话。", "Here is a little joke."),
        OWN,
        ("妻子问：今天的鱼怎么这么咸？", "She asks: why is the fish so salty?"),
        ("丈夫说：它在海里泡了一辈子呀。", "He says: it lived in the sea."),
    ),
    _piece(
        ("给您讲个小笑话。", "Here is a little joke."),
        OWN,
        ("邻居问：您家的钟怎么慢了？", "A neighbour asks: why is your clock slow?"),
        ("老王说：它跟我一样，退休了，不着急。", "The man says: it retired, and takes its time."),
    ),
    _piece(
        ("给您讲个小笑话。", "Here is a little joke."),
        OWN,
        ("老师问：你怎么上课睡觉？", "The teacher asks: why do you sleep here?"),
        ("小明说：下课太吵，睡不着。", "The boy says: the breaks are too noisy."),
    ),
    _piece(
        ("给您讲个小笑话。", "Here is a little joke."),
        OWN,
        ("儿子问：冬天怎么黑得早？", "A boy asks: why does winter get dark early?"),
        ("爸爸说：天儿冷，太阳也想早点儿回家。", "His father says: the sun wants to be home."),
    ),
)
