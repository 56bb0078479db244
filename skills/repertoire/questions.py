"""Questions that begin a talk or invite to remember. They touch no loss and no illness."""

from typing import Final

from carebot.core.language import Text

OPENINGS: Final = (
    Text(zh="您今天想做点什么？", en="What would you like to do today?"),
    Text(zh="您今天歇得好吗？", en="Have you rested well today?"),
    Text(zh="您最近看了什么好节目？", en="Have you seen or heard anything nice lately?"),
    Text(zh="您喜欢什么样的天气？", en="What weather do you like best?"),
)

MEMORIES: Final = (
    Text(zh="您小时候最爱吃什么？", en="As a child, what did you like to eat?"),
    Text(zh="您小时候都玩儿什么？", en="What did you play as a child?"),
    Text(zh="您年轻的时候做什么工作？", en="What was your work when you were young?"),
    Text(zh="您老家是什么样儿的？", en="What was your home town like?"),
    Text(zh="您年轻时爱听什么歌？", en="Which songs did you love, when young?"),
    Text(zh="从前过年，家里做什么好吃的？", en="At New Year, what was cooked at home?"),
    Text(zh="您小时候，夏天怎么乘凉？", en="How did you keep cool in summer?"),
    Text(zh="您最拿手的菜是什么？", en="Which dish do you cook best?"),
    Text(zh="您上学时，最喜欢哪位老师？", en="Which teacher did you like best?"),
    Text(zh="您第一次看电影，看的什么？", en="What was the first film you saw?"),
)
"""Nothing is right or wrong in them, so that they invite whoever lives with dementia, too."""
