"""Find a thing: says where it is kept, and brings it if she likes; what it does not know it does not guess.

It never says that she mislaid something or asked before.
"""

import re
from dataclasses import replace
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.goals import Goal, Plan, SafeEnd
from carebot.core.home import Home, HouseholdObject
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from skills._passing_on import called_thing, pass_on
from skills._places import with_article
from skills._talking import ANSWER_TIME, said_no, said_yes
from skills._thing_forms import FIND
from skills.base import DONE, FAILED, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped
from skills.fetch_item import FetchItem

_SHALL_I: Final = Text(zh="要我去拿来吗？", en="Shall I bring it to you?")
_AS_YOU_LIKE: Final = Text(zh="好的，听您的。", en="All right, as you wish.")
_ASK_THE_NURSE: Final = Text(zh="药由护士收着，请您问护士。", en="The nurse looks after the medicine. Please ask her.")
_SHALL_I_ASK: Final = Text(zh="要我请人来帮您找吗？", en="Shall I ask somebody to look for it?")
_GO_AND_LOOK: Final = re.compile(r"找|拿|去|来|\b(?:bring|fetch|get|look|find|go)\b", re.IGNORECASE)
_NOT_THAT: Final = re.compile(r"不|别|甭|没|自己|\b(?:no|not|never|myself)\b|n't\b", re.IGNORECASE)


class FindThing(Skill):
    """Tells where a thing is kept. Parameters: `object`, or `called` for what the home does not know."""

    title: ClassVar[Text] = Text(zh="找东西", en="Find a thing")
    description: ClassVar[Text] = Text(
        zh="说东西平常放在哪儿，要的话拿过来；不知道就直说，问要不要请人找。",
        en="Says where a thing is kept and brings it if wanted; says so when it does not know, and offers a person.",
    )
    safe_end: ClassVar[SafeEnd] = SafeEnd.HOLD_ON
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = (
        (("object", "cup_of_water"),),
        (("object", "tablets"),),
        (("called", "钱包"),),
        (),
    )
    forms: ClassVar[tuple[Form, ...]] = FIND
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="ask_where",
            zh=(
                "[我的]{object}(放|在|放在)(哪儿|哪里|哪)[了|呢]",
                "[你](看见|看到|见到)[我的]{object}了吗",
                "[我]找不(着|到)[我的]{object}了",
                "(帮我|给我)(找|找找|找一下)[我的]{object}",
            ),
            en=(
                "where (is|are|did i put|have i put) [the|my] {object}",
                "have you seen [the|my] {object}",
                "i (can't|cannot) find [the|my] {object}",
                "[please] (find|look for) [the|my] {object} [please]",
            ),
            slots=MappingProxyType({}),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """Where it is kept, and the offer to bring it."""
        thing = knowledge.house.home.object(goal.parameter("object"))
        if thing is None:
            return (yield from _unknown(goal, knowledge))
        if thing.medicine:
            return (yield from _said(knowledge, _ASK_THE_NURSE))
        kept = knowledge.say(_kept(thing, knowledge.house.home))
        said = yield kept
        if not said.succeeded:
            return conclude_from(said, kept)
        answer = yield knowledge.ask(_SHALL_I, ANSWER_TIME)
        return (yield from _bring(answer, goal, thing, knowledge))


def _bring(answer: Outcome, goal: Goal, thing: HouseholdObject, knowledge: Knowledge) -> Plan:
    """Bring it where she wants it; else it stays where it is."""
    if said_yes(answer) or _go_and_look(answer):
        parameters = MappingProxyType({**goal.parameters, "object": thing.id})
        return (yield from FetchItem().plan(replace(goal, parameters=parameters), knowledge))
    if said_no(answer):
        yield knowledge.say(_AS_YOU_LIKE)
        return conclude(DONE, "说了在哪儿，她不用拿。", "It said where; she wanted it left.", Finding.REFUSED)
    return conclude(DONE, "说了东西放在哪儿。", "It said where the thing is kept.")


def _unknown(goal: Goal, knowledge: Knowledge) -> Plan:
    name = called_thing(goal.parameter("called"))
    cannot = Text(zh=f"对不起，我不知道{name.zh}在哪儿。", en=f"I'm sorry, I do not know where {name.en} is.")
    for_carers = Text(zh=f"在找{name.zh}，请帮着找找", en=f"is looking for {name.en}; please help")
    return (yield from pass_on(goal, knowledge, cannot, _SHALL_I_ASK, for_carers))


def _said(knowledge: Knowledge, text: Text) -> Plan:
    words = knowledge.say(text)
    said = yield words
    return conclude(DONE if said.succeeded else FAILED, text.zh, text.en)


def _kept(thing: HouseholdObject, home: Home) -> Text:
    """Where a thing is kept. Nobody looked just now, so it is not said to be there."""
    place = home.place(thing.place)
    name = with_article(thing.name)
    if place is None:
        return Text(zh=f"{name.zh}我能拿到。", en=f"I know where {name.en} is kept.")
    return Text(
        zh=f"{name.zh}平常放在{place.name.zh}那儿。", en=f"The place for {name.en} is {with_article(place.name).en}."
    )


def _go_and_look(answer: Outcome) -> bool:
    """Whether words that are no plain yes ask for it all the same: "那你给我找找去", "have a look, then"."""
    words = answer.answer_text
    return answer.answer is None and bool(_GO_AND_LOOK.search(words)) and not _NOT_THAT.search(words)
