"""Say again: repeats what it said last, a little louder, as often and as patiently as she asks."""

from dataclasses import replace
from typing import ClassVar, Final

from carebot.core.goals import Goal, Plan, Resource, SafeEnd
from carebot.core.intents import SAY_AGAIN, Phrasing
from carebot.core.language import Text
from skills._talking import asked_aloud
from skills.base import DONE, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

LOUDER_DB: Final = 5.0
"""A step that is clearly louder and startles nobody; the gate keeps it within its limits."""
_NOTHING: Final = Text(zh="我刚才没有说什么。", en="I did not say anything just now.")


class SayAgain(Skill):
    """Repeats its last words to whoever asks."""

    title: ClassVar[Text] = Text(zh="再说一遍", en="Say it again")
    description: ClassVar[Text] = Text(
        zh="没听清时，把刚才的话再说一遍，声音大一点。", en="Says its last words again, a little louder."
    )
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent=SAY_AGAIN,
            zh=(
                "[请|麻烦](你|您)[再]说一遍[吧]",
                "[请|麻烦]再(说|讲)(一遍|一次)[吧]",
                "(你|您)[刚才|刚刚](说|讲)(什么|啥)[了|来着|呢]",
                "[我](没听清|没听清楚|没听见|听不清|听不见|听不着)[你说什么|你说的话]",
                "[你|您|请](大声|大声点|大声点儿|大声一点|大点儿声|大点声|声音大点|声音大一点)[说|再说一遍]",
            ),
            en=(
                "[please|can you|could you] (say|repeat) (that|it) [again] [please]",
                "what did you [just] say",
                "(pardon|pardon me|come again|i beg your pardon)",
                "i (didn't|did not|couldn't|could not|can't) (hear|catch) (that|you|it|what you said)",
                "[please] (speak up|louder) [a bit|a little] [please]",
            ),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """The same words again; louder for whoever asks aloud, and did not hear them."""
        say = knowledge.say(knowledge.last_said or _NOTHING)
        if knowledge.last_said is not None and asked_aloud(goal):
            say = replace(say, volume_db=say.volume_db + LOUDER_DB)
        said = yield say
        if not said.succeeded:
            return conclude_from(said, say)
        return conclude(DONE, "又说了一遍。", "It said it again.")
