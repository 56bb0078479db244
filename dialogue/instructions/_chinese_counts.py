"""Numbers in Mandarin: how often, how long, how many of what measure; and people by surname and title."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from dialogue.instructions._chinese_phrases import Token

_NUMBERS: Final = {
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "几": 0,
    "半": 0.5, "二十": 20, "三十": 30,
}  # fmt: skip
_TIMES: Final = re.compile(r"(\d+|十|[一二两三四五六七八九几])(?:次|遍|回)")
_SPAN: Final = re.compile(r"(\d+|二十|三十|十|[一二两三四五六七八九半几])个?(半)?(秒|分钟|小时|钟头|天)")
COUNTED: Final = re.compile(
    r"(?:[一二两三四五六七八九十百几半每\d]+(?:[大小整满]?[个只把杯瓶碗块片些张本根盆件条双台盏支份袋桶壶锅瓢勺缸盘口粒层滴包颗"
    r"串段瓣朵株棵扇匙盒罐听卷团堆筐篮箱封度档格成样圈遍趟截点]))|(?:[小大薄厚细碎]+[块片丝丁段条末瓣])"
)
"""A number with its measure word, or what something is cut into: no thing by itself."""
TITLED: Final = re.compile(
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    r"任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文老]"
    r"(?:老?(?:奶奶|爷爷|大爷|大妈|大娘|阿姨|叔叔|伯伯|先生|女士|太太|老师|师傅|婆婆|老爷子|老太太|爷|奶))"
)
"""A surname with its title: somebody of the house."""
A_BIT: Final = ("determiner", "determiners")
_GOING: Final = frozenset({"去", "来", "过去", "过来"})
_SECONDS: Final = {"秒": 1, "分钟": 60, "小时": 3600, "钟头": 3600, "天": 86_400}


def is_a_bit(word: str, before: Sequence[Token]) -> bool:
    """Whether "点" is no deed but how much: what one adds a bit of ("加点盐"), unless one goes to light it."""
    return word == "点" and bool(before) and before[-1].tag == "verb" and before[-1].text not in _GOING


def counted(clause: str) -> tuple[int, timedelta | None, str]:
    """How often and how long, and the clause without it."""
    times, span = 1, None
    often = _TIMES.search(clause)
    if often is not None:
        number = often.group(1)
        times = int(min(float(number) if number.isdigit() else _NUMBERS[number], 10_000))
        clause = clause.replace(often.group(0), "")
    lasted = _SPAN.search(clause)
    if lasted is not None:
        number = lasted.group(1)
        count = float(number) if number.isdigit() else _NUMBERS[number]
        seconds = (count + (0.5 if lasted.group(2) else 0)) * _SECONDS[lasted.group(3)]
        span = timedelta(seconds=min(seconds, 86_400))
        clause = clause.replace(lasted.group(0), "")
    return times, span, clause
