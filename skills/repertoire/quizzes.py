"""Riddles and sayings to complete, for fun. Common property of the language; the wording of the answers is our own."""

from typing import Final

from carebot.core.language import Text
from skills.repertoire.base import Riddle

_SAYING: Final = "common saying"
_RIDDLE: Final = "folk riddle"


def _riddle(question: tuple[str, str], answer: tuple[str, str], source: str) -> Riddle:
    return Riddle(question=Text(zh=question[0], en=question[1]), answer=Text(zh=answer[0], en=answer[1]), source=source)


RIDDLES: Final = (
    _riddle(("远亲不如什么？", "A friend in need is what?"), ("是近邻。", "It is: a friend indeed."), _SAYING),
    _riddle(("早起的鸟儿怎么样？", "The early bird does what?"), ("有虫吃。", "It catches the worm."), _SAYING),
    _riddle(
        ("饭后百步走，下一句是什么？", "An apple a day does what?"),
        ("活到九十九。", "It keeps the doctor away."),
        _SAYING,
    ),
    _riddle(("一年之计在于什么？", "Make hay while what?"), ("在于春。", "While the sun shines."), _SAYING),
    _riddle(
        ("家和什么兴？", "There is no place like what?"), ("家和万事兴。", "There is no place like home."), _SAYING
    ),
    _riddle(
        ("麻屋子，红帐子，里面是什么？", "What has hands, but cannot clap?"),
        ("里面是花生，也叫白胖子。", "It is a clock."),
        _RIDDLE,
    ),
    _riddle(
        ("兄弟七八个，围着柱子坐，是什么？", "What has keys, and opens no door?"),
        ("是大蒜。", "It is a piano."),
        _RIDDLE,
    ),
    _riddle(
        ("有时圆，有时弯，晚上才出来，是什么？", "What grows wetter the more it dries?"),
        ("是月亮。", "It is a towel."),
        _RIDDLE,
    ),
    _riddle(
        ("身穿大皮袄，爱吃草，咩咩叫，是谁？", "What has a neck, and no head?"),
        ("是羊。", "It is a bottle."),
        _RIDDLE,
    ),
    _riddle(
        ("一物像人又像狗，爬树本领很高，是谁？", "What has teeth, and cannot bite?"),
        ("是猴子。", "It is a comb."),
        _RIDDLE,
    ),
)
