"""Words of the day's care in both languages, as data: for sentences in which somebody mixes the two.

Names of things come from the household's own knowledge, those of rooms and people from the home; here stands what they
are done with, and what is no thing.
"""

from typing import Final

GLOSSARY: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("打开", ("turn on", "switch on", "put on", "open")),
    ("关掉", ("turn off", "switch off", "turn out", "close")),
    ("给我拿", ("bring me", "get me", "fetch me", "give me", "hand me", "pass me", "bring", "fetch")),
    ("给我讲", ("tell me",)),
    ("带我去", ("take me to", "walk me to", "bring me to", "take me back to", "accompany me to")),
    ("我想去", ("i want to go to", "i need to go to", "i would like to go to", "i'd like to go to")),
    ("我想要", ("i want", "i need", "i would like", "i'd like")),
    ("我想喝", ("i want to drink", "i would like to drink", "i'd like to drink")),
    ("我想听", ("i want to hear", "i want to listen to", "i would like to hear", "i'd like to hear")),
    ("去", ("go to", "drive to", "move to")),
    ("叫", ("call", "send for")),
    ("帮我找", ("find", "look for")),
    ("放", ("play",)),
    ("过来", ("come here", "come over")),
    ("睡觉", ("sleep", "go to sleep", "go to bed")),
    ("休息", ("rest", "have a rest", "take a rest")),
    ("起床", ("get up",)),
    ("吃药", ("take my medicine", "take my pills", "take my tablets")),
    ("提醒我", ("remind me to", "remind me")),
    ("再说一遍", ("say that again", "say it again", "repeat that")),
    ("安静", ("be quiet", "quiet")),
    ("聊天", ("chat", "have a chat")),
    ("护士", ("nurse",)),
    ("医生", ("doctor",)),
    ("护理员", ("carer", "caregiver", "care worker")),
    ("儿子", ("son",)),
    ("女儿", ("daughter",)),
    ("孙子", ("grandson",)),
    ("孙女", ("granddaughter",)),
    ("老伴", ("husband", "wife")),
    ("水", ("water", "glass of water", "cup of water", "some water")),
    ("药", ("medicine", "medication", "pills", "tablets")),
    ("眼镜", ("glasses",)),
    ("厕所", ("toilet", "loo", "restroom", "washroom")),
    ("卫生间", ("bathroom",)),
    ("厨房", ("kitchen",)),
    ("卧室", ("bedroom",)),
    ("客厅", ("living room", "sitting room", "lounge")),
    ("走廊", ("hallway", "hall", "corridor")),
    ("音乐", ("music",)),
    ("歌", ("song", "songs")),
    ("故事", ("story", "stories")),
    ("笑话", ("joke", "jokes")),
    ("诗", ("poem", "poems")),
    ("谜语", ("riddle", "riddles")),
    ("天气", ("weather",)),
    ("时间", ("time",)),
    ("日期", ("date",)),
    ("温度", ("temperature",)),
    ("灯", ("light", "lights", "lamp")),
    ("窗帘", ("curtain", "curtains")),
    ("空调", ("air conditioner", "air conditioning")),
    ("电视", ("television", "tv")),
    ("今天", ("today",)),
    ("明天", ("tomorrow",)),
    ("现在", ("now", "right now")),
    ("早上", ("this morning",)),
    ("晚上", ("tonight", "this evening")),
    ("怎么样", ("how is it",)),
    ("好吗", ("all right", "okay", "ok")),
)
"""A word or phrase of Mandarin, and what it is in English: the first of them is said for it."""

IDLE_EN: Final = ("please", "the", "my", "your", "a", "an", "some", "that", "this", "for me")
"""English words that go with a name or a wish, and have nothing for them in Mandarin."""
IDLE_ZH: Final = ("一下", "请", "的", "吧", "呢", "啊", "呀")
"""Mandarin words that have nothing for them in English."""
