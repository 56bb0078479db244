"""Remember what she tells, say what is remembered, and forget it at her word: only with her consent, in her own words.

Nothing is said to be kept or gone that an outcome does not show.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import ClassVar, Final

from carebot.core.actions import Forget, Say, SetConsent
from carebot.core.actions import Remember as Keep
from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.ids import derived_id
from carebot.core.intents import REMEMBER_THIS, Form, Phrasing
from carebot.core.language import Language, Text
from carebot.core.memories import Memory
from carebot.core.people import Consent
from skills._talking import ANSWER_TIME, Steps, explain, said_yes
from skills.base import DONE, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

_TOLD_AT_MOST: Final = 5
_KEPT: Final = Text(zh="好，我记住了。", en="All right, I will remember that.")
_NOTHING: Final = Text(zh="我没有记着您的什么事。", en="I remember nothing that you told me.")
_NOTHING_TO_KEEP: Final = Text(zh="您要我记住什么？您说说看。", en="Tell me what to remember, please.")
_THESE: Final = Text(zh="您说过的，我记着这些。", en="This is what I remember of what you told me.")
_MORE: Final = Text(zh="还有一些更早的。", en="There is more from before.")
_SURE: Final = Text(zh="您说的事我都忘掉，好吗？", en="Shall I forget everything that you told me?")
_FORGOTTEN: Final = Text(zh="好，我忘掉了。", en="All right, it is forgotten.")
_ALL_FORGOTTEN: Final = Text(zh="好，我都忘掉了。", en="All right, everything is forgotten.")
_NO_MORE: Final = Text(
    zh="好，我都忘掉了，以后也不记。", en="All right, all is forgotten, and I will remember no more."
)
_REMINDERS_STAY: Final = Text(
    zh="您让我到点提醒的事照旧，不要了就说取消。", en="What I am to remind you of stays, until you cancel it."
)
_STILL_THERE: Final = Text(zh="好的，那我留着。", en="All right, I will keep it.")
_MAY_REMEMBER: Final = Text(zh="好，您说的事我会记着。", en="All right, I will remember what you tell me.")
_ANY_TIME: Final = Text(zh="您随时可以让我忘掉。", en="I forget it whenever you say so.")
_NOBODY: Final = Text(zh="对不起，我不知道是谁在说话。", en="I'm sorry, I do not know who is speaking.")
_WISHES: Final = {
    "keep": Text(zh="记这件事", en="remember that"),
    "forget": Text(zh="忘掉这件事", en="forget that"),
    "consent": Text(zh="改这个", en="change that"),
}
_BEGINNING: Final = {
    Language.ZH: re.compile(r"^.*?(?:记住|记着|记一下|记下来|别忘了)[，,：: 。]*"),
    Language.EN: re.compile(
        r"^.*?\b(?:remember|make a note|don't (?:you )?forget|note down)(?: that| this)?[,: ]*", re.IGNORECASE
    ),
}


class Remember(Skill):
    """Keeps and forgets. Parameter `wish`: none (keep what was just said), `tell`, `last`, `all`, `never`, `agree`."""

    title: ClassVar[Text] = Text(zh="记住和忘掉", en="Remember and forget")
    description: ClassVar[Text] = Text(
        zh="老人同意才记她说的话；问它就照实说，让它忘就忘。",
        en="Remembers what a resident tells, if she agrees; says what it remembers; forgets it at her word.",
    )
    priority: ClassVar[Priority] = Priority.REQUEST
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta(minutes=1)
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    examples: ClassVar[tuple[tuple[tuple[str, str], ...], ...]] = ((),)
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent="ask_memories",
            zh=(
                "[你][还](知道|记得|记着)我[说过|告诉过你|跟你说过|的]{anything}(什么时候|几号|叫什么|什么|是谁|哪天|哪年)[你][吗|不]",
                "[{anything}](的事|说的话|说的|告诉你的)[你][还|都](记得|记着|记住)(没有|吗|不|没)[了]",
                "我[有没有](说过|告诉过你|跟你说过)[我]{anything}[吗]",
            ),
            en=(
                "do you (know|remember|recall) (when|what|where|who|how old|which|how many) (my|i|our|we) {anything}",
                "(have i|did i) [ever] (told|tell|mentioned|mention) [to] [you] (when|what|where|who|how|about)"
                " {anything}",
                "i (suppose|expect|bet) you've forgotten [what] {anything}",
            ),
            slots=MappingProxyType({"wish": "tell"}),
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent=REMEMBER_THIS,
            zh=("[请|你|帮我]记住(这件事|这个)", "这件事[你](记着|记一下)"),
            en=("[please] remember (this|that)", "[please] make a note of (this|that)"),
        ),
        Phrasing(
            intent="ask_memories",
            zh=(
                "你[都|还](记得|记着|记住了|知道)我[的](什么|什么事|哪些事|些什么)",
                "你[都](记着|记了|知道)(我些什么|我哪些事|我的哪些事|我多少事)",
                "(我的事你都记着什么|我的事你记得什么|关于我你记得什么|我的事你知道多少)",
                "(我跟你说过的事你还记得吗|我说过什么你还记得吗|你记住了什么)",
            ),
            en=(
                "what do you (remember|know) about me",
                "(do you remember|can you tell me) what i told you",
                "what have i told you",
            ),
            slots=MappingProxyType({"wish": "tell"}),
        ),
        Phrasing(
            intent="forget_that",
            zh=(
                "[你|请](忘掉它|忘了它|忘掉这个|忘了这个|忘掉这件事|忘了这件事)[吧]",
                "[你|请](忘掉|忘了)我刚才说的[话|事]",
                "[刚才|刚刚](说的|那件事|这件事|这事)[你](别记|不要记|别记了|不要记了|不用记了|别往心里去)",
                "[刚才|刚刚](那话|我说的|说的那个|说的那件事|这个)[你](别记|不要记|别记了|不要记了|不用记了|别往心里去)",
                "[把](刚才|刚刚)(说的|那件事|那话|我说的|说的话)(忘了|忘掉|抹掉)[吧]",
                "[把](刚才|刚刚)(说的|那件事|那话|我说的|说的话)(抹了|删了|删掉|划掉)[吧]",
                "[你](把它|把这个|把那个|把这事|把这话|给我)(忘了|忘掉|抹掉|抹了|删了|删掉|划了)[吧]",
                "(当我没说|就当我没说|当我没说过|就当没听见|这话当没听见|别记着了|不用记着了|别记了|这个不算)",
            ),
            en=(
                "[please] forget (it|that|this|what i said|what i just said|what i just told you)",
                "[please] (don't|do not) (remember|keep|store) (that|this|what i just said|any of that)",
                "[please] (don't|do not) (save|write down|hold on to) (that|this|what i just said|any of that)",
                "[please] (scrub|wipe|delete|erase) (it|that|this|what i said|that last bit|that one|all that)",
                "[please] (scratch|strike|drop|forget) (it|that|this|what i said|that last bit|that one|all that)",
                "i'd (rather|prefer) you (didn't|did not) (keep|remember|store|hold on to) (that|this|it)",
                "(pretend i never said that|pretend i didn't say that|i take that back)",
                "(i never said that|forget i said that|forget i said anything)",
                "(keep|put) that out of your (memory|head|mind|book|records)",
            ),
            slots=MappingProxyType({"wish": "last"}),
        ),
        Phrasing(
            intent="forget_all",
            zh=(
                "[你|请](忘掉|忘了)(一切|所有的事|我的一切|我所有的事|我的事|我说的一切|我说过的话)[吧]",
                "把我(说的|说过的|的事)[全|都|全都](忘掉|忘了|删掉|删了)[吧]",
            ),
            en=("[please] (forget|delete|erase) (everything|all) [about me|that i told you|i told you]",),
            slots=MappingProxyType({"wish": "all"}),
        ),
        Phrasing(
            intent="remember_no_more",
            zh=(
                "[你|以后](别|不要|不许)[再](记我的事|记我说的话|记我说的)[了]",
                "我不(同意|想|愿意)(你记我的事|让你记我说的话)[了]",
            ),
            en=(
                "[please] (don't|do not) remember (anything about me|what i tell you) [any more|anymore]",
                "i (don't|do not) want you to remember (me|anything about me|what i tell you)",
            ),
            slots=MappingProxyType({"wish": "never"}),
        ),
        Phrasing(
            intent="may_remember",
            zh=(
                "[以后]你可以(记我的事|记着我的事|记住我说的话|记我说的话)[了]",
                "我同意你(记我的事|记住我说的话|记我说的话)",
            ),
            en=("you may remember (what i tell you|things about me)", "i agree that you remember what i tell you"),
            slots=MappingProxyType({"wish": "agree"}),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """What the wish asks for; without a resident whose affair it is, nothing."""
        if knowledge.resident is None:
            words = knowledge.say(_NOBODY)
            yield words
            return conclude(DONE, "不知道是谁在说话，没有记。", "It did not know who spoke, and kept nothing.")
        wish = _PLANS.get(goal.parameter("wish"))
        return (yield from wish(knowledge) if wish is not None else _keep(goal, knowledge))


def _keep(goal: Goal, knowledge: Knowledge) -> Plan:
    words = _BEGINNING[knowledge.language].sub("", knowledge.words, count=1).strip(" ，。,.!！")
    if len(words) < 2 or words in {"这个", "这件事", "this", "that"}:
        ask = knowledge.ask(_NOTHING_TO_KEEP, ANSWER_TIME)
        answer = yield ask
        words = answer.answer_text
    action = Keep(
        about=knowledge.resident_id(),
        memory=derived_id(goal.id, "memory"),  # of nothing that would tell of the words once they are forgotten
        words=words.strip(),
        language=knowledge.language,
        source=goal.cause,
    )
    if not words.strip():
        return conclude(DONE, "没有听到要记的事。", "Nothing was heard that was to be remembered.", Finding.NO_ANSWER)
    outcome = yield action
    if not outcome.succeeded:
        yield from explain(knowledge, outcome, _WISHES["keep"])
        return conclude_from(outcome, action)
    yield knowledge.say(_KEPT)
    return conclude(DONE, "记住了她说的一件事。", "It remembered something that she told.")


def _tell(knowledge: Knowledge) -> Plan:
    if not knowledge.memories:
        yield knowledge.say(_NOTHING)
        return conclude(DONE, "没有记着什么。", "It remembers nothing.")
    latest = knowledge.memories[-_TOLD_AT_MOST:]
    said = yield _private(_THESE, knowledge)
    if not said.succeeded:
        yield from explain(knowledge, said, Text(zh="说您的事", en="speak of your affairs"))
        return conclude_from(said, _private(_THESE, knowledge))
    for memory in reversed(latest):
        yield _private(_in_her_words(memory), knowledge)
    if len(latest) < len(knowledge.memories):
        yield _private(_MORE, knowledge)
    yield knowledge.say(_ANY_TIME)
    return conclude(DONE, "说了记着的事。", "It said what it remembers.")


def _private(text: Text, knowledge: Knowledge) -> Say:
    return Say(text=text, language=knowledge.language, to=knowledge.resident_id(), private=True)


def _in_her_words(memory: Memory) -> Text:
    at = memory.told_at
    return Text(
        zh=f"{at.month}月{at.day}日您说：“{memory.words}”", en=f"On {at.day} {at:%B} you said: “{memory.words}”"
    )


def _forget(knowledge: Knowledge, memories: tuple[Memory, ...], done: Text) -> Plan:
    if not memories:
        yield knowledge.say(_NOTHING)
        return conclude(DONE, "没有可忘的。", "There was nothing to forget.")
    action = Forget(about=knowledge.resident_id(), memories=tuple(memory.id for memory in memories))
    outcome = yield action
    if not outcome.succeeded:
        yield from explain(knowledge, outcome, _WISHES["forget"])
        return conclude_from(outcome, action)
    yield knowledge.say(done)
    return conclude(DONE, "忘掉了她说的事。", "It forgot what she told.")


def _forget_last(knowledge: Knowledge) -> Plan:
    return (yield from _forget(knowledge, knowledge.memories[-1:], _FORGOTTEN))


def _forget_all(knowledge: Knowledge) -> Plan:
    """All at once cannot be undone, so it is asked once."""
    if knowledge.memories:
        answer = yield knowledge.ask(_SURE, ANSWER_TIME)
        if not said_yes(answer):
            yield knowledge.say(_STILL_THERE)
            return conclude(DONE, "她想留着。", "She wanted it kept.", Finding.REFUSED)
    forgotten = yield from _forget(knowledge, knowledge.memories, _ALL_FORGOTTEN)
    yield from _tell_of_reminders(knowledge)
    return forgotten


def _tell_of_reminders(knowledge: Knowledge) -> Steps[None]:
    """What she wants to be reminded of is another wish than what is remembered: it is said that it stays."""
    if knowledge.reminders:
        yield knowledge.say(_REMINDERS_STAY)


def _withdraw(knowledge: Knowledge) -> Plan:
    """Consent ends at her word, and everything is erased without a question."""
    action = SetConsent(resident=knowledge.resident_id(), consent=Consent.REMEMBERING, given=False)
    outcome = yield action
    erased = yield Forget(about=knowledge.resident_id())
    if not outcome.succeeded or not erased.succeeded:
        yield from explain(knowledge, erased if outcome.succeeded else outcome, _WISHES["forget"])
        return conclude_from(erased if outcome.succeeded else outcome, action)
    yield knowledge.say(_NO_MORE)
    yield from _tell_of_reminders(knowledge)
    return conclude(DONE, "她收回了同意，已全部忘掉。", "She withdrew her consent; everything is forgotten.")


def _agree(knowledge: Knowledge) -> Plan:
    action = SetConsent(resident=knowledge.resident_id(), consent=Consent.REMEMBERING, given=True)
    outcome = yield action
    if not outcome.succeeded:
        yield from explain(knowledge, outcome, _WISHES["consent"])
        return conclude_from(outcome, action)
    yield knowledge.say(_MAY_REMEMBER)
    yield knowledge.say(_ANY_TIME)
    return conclude(DONE, "她同意让我记事。", "She agrees to being remembered.")


_PLANS: Final[Mapping[str, Callable[[Knowledge], Plan]]] = MappingProxyType(
    {"tell": _tell, "last": _forget_last, "all": _forget_all, "never": _withdraw, "agree": _agree}
)
