"""Riddles and sayings for fun: the answer is told whatever she says, nothing is counted and nothing is called wrong.

Whoever lives with dementia is never put to the test: she is invited to tell of the past instead.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final, TypeVar

from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from carebot.core.outcomes import Outcome
from skills._keeping import keep
from skills._talking import call_and_say, level_of_call, nothing_heard, said_no, wants_a_person
from skills.base import DONE, NOT_NOW, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped
from skills.repertoire.questions import MEMORIES
from skills.repertoire.quizzes import RIDDLES

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many riddles, and how long there is to think."""

    riddles: int = 3
    thinking: timedelta = timedelta(seconds=25)


_DEFAULTS: Final = Options()
_FOR_FUN: Final = Text(zh="咱们猜着玩，不打分。", en="Just for fun, nobody keeps score.")
_ENOUGH: Final = Text(zh="好的，不猜了。", en="All right, no more riddles.")
_GLAD: Final = Text(zh="跟您猜谜真有意思。", en="That was good fun with you.")
_THANKS: Final = Text(zh="谢谢您讲给我听。", en="Thank you for telling me.")
_CALLED: Final = Text(zh="猜谜时想找人", en="asked for a person during a game")


class PlayQuiz(Skill):
    """Asks a few riddles, one at a time, and goes on only as long as she likes."""

    title: ClassVar[Text] = Text(zh="猜谜", en="Riddles")
    description: ClassVar[Text] = Text(
        zh="猜谜语、接俗语，猜着玩，不打分，也不说谁错。",
        en="Riddles and sayings for fun; nothing is counted and nothing is called wrong.",
    )
    priority: ClassVar[Priority] = Priority.COMPANY
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent="play_quiz",
            zh=("<ask>[给我|给咱|咱们|陪我](出|说|来|讲|猜)[个|一个|条|道|几个](谜语|谜|脑筋急转弯|灯谜)[{anything}]",),
            en=("<go> (ask|tell|give|set) [me|us] (a|another|some) [good] (riddle|riddles|puzzle|quiz) [{anything}]",),
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent="play_quiz",
            zh=(
                "[咱们|我们|陪我|跟我](猜个谜|猜谜语|猜谜|猜猜谜|接俗语|玩猜谜)[吧]",
                "[给我]出个(谜语|谜)[吧]",
                "(我想|我要)猜谜[语]",
            ),
            en=(
                "[please] (ask me|tell me|give me) a riddle [please]",
                "(let's|let us) (play a game|do a quiz|have a quiz|play riddles)",
                "play a (quiz|game) with me",
            ),
        ),
    )

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """One riddle after another; for whoever is not to be tested, a question that has no wrong answer."""
        if knowledge.plainly:
            return (yield from self._invite(goal, knowledge))
        first = knowledge.say(_FOR_FUN)
        said = yield first
        if not said.succeeded:
            return conclude_from(said, first)
        for riddle in _some(RIDDLES, goal, self._options.riddles):
            answer = yield knowledge.ask(riddle.question, self._options.thinking)
            if wants_a_person(answer):
                yield from call_and_say(knowledge, _CALLED, level_of_call(answer))
                return conclude(DONE, "猜谜时叫了人。", "A person was called.", Finding.NEEDS_HELP)
            if _enough(answer):
                yield knowledge.say(_ENOUGH)
                return conclude(DONE, "她不想再猜了。", "She wanted no more riddles.", Finding.REFUSED)
            yield knowledge.say(riddle.answer)
            if nothing_heard(answer):
                return conclude(DONE, "没有回应，没再出谜。", "There was no answer; it asked no more.")
        yield knowledge.say(_GLAD)
        return conclude(DONE, "一起猜了谜。", "They played riddles.")

    def _invite(self, goal: Goal, knowledge: Knowledge) -> Plan:
        question = _some(MEMORIES, goal, 1)[0]
        answer = yield knowledge.ask(question, self._options.thinking)
        if wants_a_person(answer):
            yield from call_and_say(knowledge, _CALLED, level_of_call(answer))
        elif _enough(answer):
            yield knowledge.say(_ENOUGH)
        elif not nothing_heard(answer):
            yield knowledge.say(_THANKS)
            yield from keep(goal, knowledge, question, answer.answer_text if answer.answer is None else "")
        if not answer.succeeded and not nothing_heard(answer):
            return conclude_from(answer, knowledge.ask(question, self._options.thinking))
        return conclude(DONE, "请她讲了讲从前。", "It invited her to tell of the past.", Finding.NO_ANSWER)


def _enough(answer: Outcome) -> bool:
    return said_no(answer) or (answer.answer is not None and answer.answer.name == NOT_NOW)


def _some(choices: Sequence[T], goal: Goal, count: int) -> Sequence[T]:
    """`count` of `choices` in an order that differs from goal to goal and is always the same for the same goal."""
    return sorted(choices, key=lambda one: hashlib.blake2s(f"{goal.id}{one!r}".encode()).digest())[:count]
