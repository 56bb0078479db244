"""Keep watch: with nothing else to do the eye stays on the resident, because a fall unseen is a fall alone."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.actions import Look
from carebot.core.goals import Goal, Plan, Priority, Resource
from carebot.core.language import Text
from skills.base import DONE, Knowledge, Skill, conclude, conclude_from, ends_when_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long one watch lasts; whoever wants it to go on asks again."""

    lasts: timedelta = timedelta(minutes=10)


_DEFAULTS: Final = Options()


class KeepWatch(Skill):
    """Turns the head after the resident; everything else comes first. Parameters: none."""

    title: ClassVar[Text] = Text(zh="留意老人", en="Keep watch")
    description: ClassVar[Text] = Text(
        zh="没有别的事时，目光跟着老人，好及时发现她摔倒。",
        en="With nothing else to do, keeps its eye on the resident, so that a fall is noticed at once.",
    )
    priority: ClassVar[Priority] = Priority.WATCH
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.BODY})
    stale_after: ClassVar[timedelta] = timedelta()
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = ((),)

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Watch for a while, without a word, whoever wants it."""
        del goal
        look = Look(person=knowledge.resident_id(), duration=self._options.lasts)
        outcome = yield look
        if not outcome.succeeded:
            return conclude_from(outcome, look)
        return conclude(DONE, "留意了老人一会儿。", "It kept an eye on the resident for a while.")
