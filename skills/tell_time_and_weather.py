"""Tell the time, the date and the weather, as people say them; a forecast that is not there is not made up."""

from datetime import datetime, timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from skills._clock_words import DIGITS, MONTHS, WEEKDAYS, WEEKDAYS_ZH, number_zh, time_of_day
from skills.base import DONE, FAILED, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

_NO_FORECAST: Final = Text(zh="对不起，我这儿没有天气预报。", en="I'm sorry, I have no weather forecast.")


class TellTimeAndWeather(Skill):
    """Answers what time it is, which day it is and what the weather will be. Parameter `topic`: time, date, weather."""

    title: ClassVar[Text] = Text(zh="报时间和天气", en="Tell the time and the weather")
    description: ClassVar[Text] = Text(
        zh="说现在几点、今天几号、天气怎么样；没有预报就直说。",
        en="Says the time, the date and the weather; says so when there is no forecast.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("topic", "time"),),
        (("topic", "date"),),
        (("topic", "weather"),),
        (),
    )
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent="ask_time",
            zh=("[{anything}](现在|这会儿|都|到)[都|到|是|是不是](几点|几点钟|什么时辰)[了]",),
            en=("(what's|what does) the clock say [now|then]", "[{anything}] what time (it is|is it) [now|{anything}]"),
            slots=MappingProxyType({"topic": "time"}),
        ),
        Form(
            intent="ask_date",
            zh=("[{anything}](今天|现在)[到底|又|都][是|是不是](几号|几月几号|星期几|礼拜几|周几|什么日子)[了]",),
            en=("[{anything}] what (day|date) [of the (week|month)] (it is|is it|we're on) [now|today|{anything}]",),
            slots=MappingProxyType({"topic": "date"}),
        ),
        Form(
            intent="ask_weather",
            zh=(
                "[今天|明天|外头|外面|这会儿][这|的][天|天儿|太阳][好不好|好吗](能|能不能|可以|适合|适合不适合)"
                "(晒|洗|出门|出去|散步|遛弯){anything}",
            ),
            en=("(is it|will it be|would it be) (worth|good for|nice enough for|dry enough for|fit to) {anything}",),
            slots=MappingProxyType({"topic": "weather"}),
        ),
    )
    by_meaning: ClassVar[frozenset[str]] = frozenset({"ask_time", "ask_date", "ask_weather"})
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="ask_time",
            zh=(
                "[请问|你说][现在|这会儿](几点了|几点|几点钟了|几点钟|什么时间|什么时间了|什么时候了)",
                "(告诉我|说一下|报一下)[现在的|现在](时间|几点|几点了)",
                "[现在]是(早上还是晚上|上午还是下午|白天还是晚上|白天还是黑夜|早上还是下午|早晨还是晚上)",
                "[现在](到中午了吗|什么时辰了|什么时辰|多晚了)",
            ),
            en=(
                "what time is it [now] [please]",
                "(what is|what's) the time [now] [please]",
                "[please] tell me (the time|what time it is) [please]",
                "(can|could) you tell me (the time|what time it is)",
                "do you [happen to] know (the time|what time it is)",
                "is it (morning|day|daytime|night|evening|afternoon) [yet] or (night|evening|afternoon|morning|day)",
                "(how late is it|have you got the time|do you have the time|what's the hour|is it late)",
            ),
            slots=MappingProxyType({"topic": "time"}),
        ),
        Phrasing(
            intent="ask_date",
            zh=(
                "[请问]今天(几号|是几号|几月几号|是几月几号|多少号|星期几|是星期几|礼拜几|是礼拜几|周几|是周几|什么日子)[了|啊]",
                "[请问](今年是哪年|今年哪一年|现在几月了|现在是几月|现在什么季节|现在什么季节了)",
                "(是|到)(星期几|礼拜几|周几)了",
                "(几号|几月几号)(了|啊|呀)",
            ),
            en=(
                "(what day|what date|which day) is it [today]",
                "(what is|what's) (the date|today's date|the day) [today]",
                "what (year|month|season|day of the week) is it",
                "is it (monday|tuesday|wednesday|thursday|friday|saturday|sunday) today",
                "is it (monday|tuesday|wednesday) or (monday|tuesday|wednesday|thursday|friday|saturday|sunday) today",
                "is it (thursday|friday|saturday|sunday) or (monday|tuesday|wednesday) today",
                "is it (thursday|friday|saturday|sunday) or (thursday|friday|saturday|sunday) today",
                "(what day are we on|what's today|what is today|which day of the week is it)",
                "[please] tell me (the date|what day it is)",
            ),
            slots=MappingProxyType({"topic": "date"}),
        ),
        Phrasing(
            intent="ask_weather",
            zh=(
                "[请问][今天|明天|外面|外头|现在](天气怎么样|天气好吗|天儿怎么样|什么天气|天气如何)",
                "[今天|明天|外面|外头|待会儿](冷吗|冷不冷|热吗|热不热|下雨吗|会下雨吗|下不下雨|有雨吗|刮风吗|要带伞吗)",
                "(说说|告诉我|报一下)[今天的|明天的]天气",
                "[今天|明天|出门](用不用|要不要|该不该)(穿棉袄|穿外套|穿大衣|带伞|打伞|加衣服|加件衣服|戴帽子|多穿点)",
                "[请问][今天|明天|外面|外头|现在](天气|天儿)(好不好|冷不冷|热不热|凉不凉)",
                "[今天|明天|今晚|夜里|晚上|今天夜里|今天晚上|一会儿|待会儿|外面|外头]会不会(下雨|下雪|刮风|上冻|结冰|降温|起雾|打雷)",
                "[今天|明天|今晚|夜里|晚上|今天夜里|今天晚上|一会儿|待会儿|外面|外头]会(下雨|下雪|刮风|上冻|结冰|降温|起雾|打雷)吗",
            ),
            en=(
                "(what is|what's|how is|how's) the weather [like] [today|tomorrow|outside]",
                "(will|is) it (rain|raining|going to rain|cold|warm|hot|sunny) [today|tomorrow|outside]",
                "(will it|is it going to) (rain|snow|freeze|thunder|get cold|get colder|be windy|be foggy|be icy)"
                " [today|tonight|tomorrow|later]",
                "(do|will|would|should) i (need|want|take|wear) (an umbrella|my umbrella|a coat) [today]",
                "(do|will|would|should) i (need|want|take|wear) (my coat|a jacket|a hat) [today]",
                "(what's|what is|how's|how is) it (doing|looking|like) (out|outside|out there)",
                "is it (raining|cold|warm|hot|wet|windy|nice|sunny|icy|chilly) (out|out there|outdoors)",
                "[please] tell me the weather",
            ),
            slots=MappingProxyType({"topic": "weather"}),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """One sentence."""
        match goal.parameter("topic"):
            case "weather":
                text = knowledge.weather or _NO_FORECAST
            case "date":
                text = date_in_words(knowledge.local_time)
            case _:
                text = time_in_words(knowledge.local_time)
        say = knowledge.say(text)
        outcome = yield say
        if not outcome.succeeded:
            return conclude_from(outcome, say)
        return conclude(FAILED if text is _NO_FORECAST else DONE, text.zh, text.en)


def time_in_words(at: datetime) -> Text:
    """The time of day as a sentence."""
    clock = time_of_day(at.time())
    return Text(zh=f"现在{clock.zh}。", en=f"It is {clock.en}.")


def date_in_words(date: datetime) -> Text:
    """The day as a sentence, with weekday and year."""
    year = "".join(DIGITS[int(digit)] for digit in str(date.year))
    return Text(
        zh=f"今天是{year}年{number_zh(date.month)}月{number_zh(date.day)}号，星期{WEEKDAYS_ZH[date.weekday()]}。",
        en=f"Today is {WEEKDAYS[date.weekday()]}, {date.day} {MONTHS[date.month - 1]} {date.year}.",
    )
