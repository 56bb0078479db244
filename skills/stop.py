"""Stop: the words by which people stop the robot, and what it says when it has stopped.

Stopping itself passes no plan and no gate: it has happened before this skill's first action.
"""

from datetime import timedelta
from typing import ClassVar

from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import STOP, Phrasing
from carebot.core.language import Text
from skills._talking import asked_aloud
from skills.base import DONE, Knowledge, Skill, conclude


class Stop(Skill):
    """Says that it has stopped. It moves nothing, not even away."""

    title: ClassVar[Text] = Text(zh="停下", en="Stop")
    description: ClassVar[Text] = Text(
        zh="听到“停”“别动”就立刻停下，不再动。", en="Stops at once on “stop” or “don't move”, and does not move again."
    )
    priority: ClassVar[Priority] = Priority.EMERGENCY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent=STOP,
            zh=(
                "[快|赶紧](停|停下|停下来|停住|停止|停一下)[吧]",
                "[快](站住|住手|打住)",
                "[你](别|不要|不许)(动|动了|乱动)",
                "[你](别|不要)(过来|过来了|靠近我|靠过来|碰我|拉我|拽我|抓我|再走了|往前走了)",
            ),
            en=(
                "[please] stop [now|it|that|moving|right there|right now]",
                "(halt|freeze|hold it|stay there|stay where you are|stay back|stay away|keep away|back off)",
                "(don't|do not) (move|touch me|come closer|come any closer|come near me|grab me|pull me)",
            ),
        ),
    )

    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """One sentence to whoever said stop; the goal is reached whether or not it is heard, for the robot stands."""
        if asked_aloud(goal):
            yield knowledge.say(Text(zh="好的，我不动了。", en="All right. I am not moving."))
        return conclude(DONE, "按要求停下了。", "It stopped as it was told.")
