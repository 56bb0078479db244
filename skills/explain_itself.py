"""Explain itself: says why it stopped, would not, was slow, came, called people or said something, from its record.

What the record does not have is said not to be there; nothing is made up.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Phrasing
from carebot.core.language import Text
from carebot.core.remembered import Remembered, Topic
from skills._explaining_phrasings import PHRASINGS, SUPPOSING
from skills.base import DONE, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

_NOTHING: Final[Mapping[Topic, Text]] = MappingProxyType(
    {
        Topic.STOP: Text(zh="我这儿没记着停下过。", en="I have no record of stopping."),
        Topic.REFUSAL: Text(
            zh="我这儿没记着不肯做什么。",
            en="I have no record of saying no.",
        ),
        Topic.SLOWNESS: Text(zh="我这儿没记着走慢过。", en="I have no record of going slowly."),
        Topic.DOING: Text(zh="我这会儿没做什么。", en="I am not doing anything just now."),
        Topic.CALL: Text(zh="我这儿没记着叫过人。", en="I have no record of calling anybody."),
        Topic.WORDS: Text(zh="我这儿没记着说过话。", en="I have no record of saying anything."),
    }
)
_NOT_THAT: Final = Text(zh="我这儿没记着不肯拿这个。", en="I have no record of refusing to bring that.")
_ON_THE_PANEL: Final = Text(
    zh="这个我不随便猜。护理员可以在面板上的“假如”里试给您看。",
    en="I would rather not guess. A carer can try it for you on the panel, under “What if”.",
)
_JUST_NOW: Final = timedelta(minutes=2)
_AN_HOUR: Final = timedelta(hours=1)


class ExplainItself(Skill):
    """Answers for its own deeds. Parameters: `topic`, `object` or `about` for what it was about, `supposing`."""

    title: ClassVar[Text] = Text(zh="说明自己的做法", en="Explain itself")
    description: ClassVar[Text] = Text(
        zh="说它为什么停下、不肯做、走得慢、叫人；记录里没有的就说没有。",
        en="Says why it stopped, would not, was slow or called people; what is not on record it says is not.",
    )
    # Why it stands is asked while it stands, when nothing less urgent may speak.
    priority: ClassVar[Priority] = Priority.EMERGENCY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        *((("topic", topic.value),) for topic in Topic),
        (("topic", Topic.REFUSAL.value), ("object", "cup")),
        (("supposing", "yes"),),
        (),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = PHRASINGS

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """One answer."""
        found = None
        if goal.parameter(SUPPOSING):
            text = _ON_THE_PANEL
        else:
            topic = _topic(goal)
            wanted = goal.parameter("object") or goal.parameter("about")
            found = _latest(knowledge, topic, wanted)
            text = _told(found, knowledge) if found else _NOT_THAT if wanted else _NOTHING[topic]
        say = knowledge.say(text)
        outcome = yield say
        if not outcome.succeeded:
            return conclude_from(outcome, say)
        if found is None:
            return conclude(DONE, "如实说了没有记录可答。", "It said truly that its record has no answer.")
        return conclude(DONE, "说明了自己的做法。", "It answered for what it had done.")


def _topic(goal: Goal) -> Topic:
    """What is asked about; a question that names nothing is about what it is doing."""
    named = goal.parameter("topic")
    return Topic(named) if named in set(Topic) else Topic.DOING


def _latest(knowledge: Knowledge, topic: Topic, wanted: str) -> Remembered | None:
    """The last deed of the topic, and about the thing that is named; of refusals, what a person had asked for first."""
    deeds = [one for one in knowledge.remembered if one.topic is topic and (not wanted or wanted in one.things)]
    if topic is Topic.REFUSAL:
        deeds.sort(key=lambda deed: not deed.asked)
    return deeds[0] if deeds else None


def _told(deed: Remembered, knowledge: Knowledge) -> Text:
    """The deed in words, with how long ago it was where that is not plain."""
    since = knowledge.local_time - deed.at
    if since < _JUST_NOW:
        return deed.text
    if since < _AN_HOUR:
        minutes = round(since / timedelta(minutes=1))
        return Text(zh=f"{minutes}分钟以前，{deed.text.zh}", en=f"{minutes} minutes ago: {deed.text.en}")
    hours = round(since / _AN_HOUR)
    return Text(
        zh=f"大约{hours}个小时以前，{deed.text.zh}",
        en=f"About {hours} hour{'' if hours == 1 else 's'} ago: {deed.text.en}",
    )
