"""Other language: says in both languages which two it understands, and sends for a person who may understand more."""

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import AlarmLevel
from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.intents import Phrasing
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome
from skills._talking import Steps, call_result, name_for_carers, notify
from skills.base import DONE, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

_ONLY_TWO: Final = Text(zh="对不起，我只听得懂普通话和英语。", en="I'm sorry, I only understand Mandarin and English.")


class OtherLanguage(Skill):
    """Answers words in a third language. Parameter: `heard`, where they were heard and nobody asked about languages."""

    title: ClassVar[Text] = Text(zh="别的语言", en="Another language")
    description: ClassVar[Text] = Text(
        zh="听到别的语言时，用普通话和英语说明只懂这两种，并告诉护理员。",
        en="On words in a third language it says in both that it knows Mandarin and English, and tells the carers.",
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = ((), (("heard", "yes"),))
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="other_language",
            zh=(
                "你(会|能|会不会)(说|讲|听)(日语|韩语|法语|俄语|德语|粤语|广东话|上海话|方言|别的语言|外语)[吗]",
                "你(会|能)(说|听)(哪些|几种|什么)(语言|话)",
            ),
            en=(
                "(do|can) you (speak|understand) (japanese|korean|french|russian|german|cantonese|other languages)",
                "(what|which) languages (do|can) you (speak|understand)",
            ),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """In both languages, since nobody knows which of them is the less strange."""
        said = yield from _in_both(_ONLY_TWO, knowledge)
        if not said.succeeded:
            return conclude_from(said, knowledge.say(_ONLY_TWO))
        if not goal.parameter("heard"):
            return conclude(DONE, "说明了只懂普通话和英语。", "It said which two languages it understands.")
        who = name_for_carers(knowledge)
        called = yield from notify(
            knowledge,
            Text(
                zh=f"{who.zh}说了机器人听不懂的语言，请过去看看。",
                en=f"{who.en} spoke a language that the robot does not understand. Please look in.",
            ),
            AlarmLevel.LOW,
        )
        yield from _in_both(call_result(called), knowledge)
        return conclude(DONE, "说明了只懂普通话和英语。", "It said which two languages it understands.")


def _in_both(text: Text, knowledge: Knowledge) -> Steps[Outcome]:
    """Say `text` in one language after the other; gives what became of the first that was not said, or of the last."""
    first = yield replace(knowledge.say(text), language=Language.ZH)
    second = yield replace(knowledge.say(text), language=Language.EN)
    return second if first.succeeded else first
