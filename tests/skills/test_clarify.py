"""Asking back: what was meant is found out in two questions at most, or it is said that it was not understood."""

from itertools import chain, repeat

import pytest

from carebot.core.actions import Action, AlarmLevel, Ask, Notify
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, YES, Candidate, Intent
from carebot.core.language import Text
from carebot.core.outcomes import Outcome, Result
from skills.base import CALL_CAREGIVER, DESPAIR, QUIET, Finding
from skills.clarify import Clarify, candidates_to_json
from tests.skills.house import KNOWLEDGE, SILENCE, SUCCESS, Played, goal_of, play, reply

WATER = Candidate(
    intent=Intent(name="fetch_water"), confidence=0.7, sentence=Text(zh="给我拿杯水", en="bring me some water")
)
CUP = Candidate(
    intent=Intent(name="fetch_item", slots={"object": "cup"}),
    confidence=0.66,
    sentence=Text(zh="给我拿水杯", en="bring me the cup"),
)
STORY = Candidate(intent=Intent(name="tell_story"), confidence=0.62, sentence=Text(zh="讲个故事", en="tell a story"))
MUTE = Candidate(intent=Intent(name="chat"), confidence=0.9)


def asked(candidates: tuple[Candidate, ...], *answers: Outcome, unclear: str = "给我那水") -> Played:
    to_come = chain(answers, repeat(SILENCE))

    def world(action: Action) -> Outcome:
        return next(to_come) if isinstance(action, Ask) else SUCCESS

    skill = Clarify()
    parameters = {"unclear": unclear, "candidates": candidates_to_json(candidates)}
    return play(skill.plan(goal_of(skill, parameters), KNOWLEDGE), world)


def questions(played: Played) -> list[Text]:
    return [action.text for action in played.actions if isinstance(action, Ask)]


def notices(played: Played) -> list[Notify]:
    return [action for action in played.actions if isinstance(action, Notify)]


def test_a_yes_brings_out_what_was_meant() -> None:
    played = asked((WATER, CUP), reply(YES))
    assert [one.zh for one in questions(played)] == ["您是说“给我拿杯水”吗？"]
    assert [one.en for one in questions(played)] == ["Did you mean “bring me some water”?"]
    assert played.conclusion.finding == "0"


def test_a_no_leads_to_the_next_and_two_questions_are_enough() -> None:
    assert asked((WATER, CUP, STORY), reply(NO), reply(YES)).conclusion.finding == "1"
    played = asked((WATER, CUP, STORY), reply(NO), reply(NO), reply(YES))
    assert len(played.of(Ask)) == 2
    assert played.conclusion.finding == Finding.NONE
    assert played.said.endswith("对不起，我没听明白。请您再说一遍。")


def test_what_has_no_sentence_is_not_asked_about() -> None:
    assert candidates_to_json((MUTE,)) == ""
    assert questions(asked((MUTE, WATER), reply(YES)))[0].en == "Did you mean “bring me some water”?"


@pytest.mark.parametrize(
    ("answer", "result", "finding"),
    [
        (SILENCE, GoalResult.DONE, Finding.NO_ANSWER),
        (reply("fetch_item", object="glasses"), GoalResult.DONE, Finding.NONE),
        (reply(QUIET), GoalResult.DONE, Finding.NONE),
        (Outcome(result=Result.UNHEARD, heard=False), GoalResult.FAILED, Finding.NONE),
        (Outcome(result=Result.CANCELLED), GoalResult.CANCELLED, Finding.NONE),
    ],
)
def test_one_question_is_enough_when_it_is_not_answered(answer: Outcome, result: GoalResult, finding: Finding) -> None:
    played = asked((WATER, CUP), answer)
    assert len(played.of(Ask)) == 1
    assert played.conclusion.result is result
    assert played.conclusion.finding == finding


def test_another_unclear_answer_is_not_examined_further() -> None:
    played = asked((WATER, CUP), reply(text="哎就那个嘛"))
    assert len(played.of(Ask)) == 1
    assert played.said.endswith("请您再说一遍。")


def test_who_wants_a_person_gets_one() -> None:
    played = asked((WATER,), reply(CALL_CAREGIVER, "叫护士"))
    assert [one.level for one in notices(played)] == [AlarmLevel.MEDIUM]


def test_nobody_is_asked_whether_she_wants_to_die() -> None:
    death = Candidate(intent=Intent(name=DESPAIR), confidence=0.8, sentence=Text(zh="我想死", en="i want to die"))
    played = asked((death,), reply(YES))
    assert [one.zh for one in questions(played)] == ["您心里是不是很难受？"]
    assert played.conclusion.finding == "0"


@pytest.mark.parametrize("words", ["唉，真觉得活着没什么意思", "i think i want to die you know"])
def test_despair_that_was_half_understood_calls_a_person_without_a_question(words: str) -> None:
    played = asked((WATER,), reply(NO), unclear=words)
    assert played.of(Ask) == []
    [notice] = notices(played)
    assert notice.level is AlarmLevel.HIGH
    assert words in notice.text.zh


def test_nothing_to_ask_about_is_nothing_understood() -> None:
    played = asked((), reply(YES))
    assert played.of(Ask) == []
    assert played.said == "对不起，我没听明白。请您再说一遍。"


def test_a_broken_list_of_candidates_is_no_list() -> None:
    skill = Clarify()
    for line in ("{", '[{"intent":"x"}]', "3", "null", '["a"]'):
        played = play(skill.plan(goal_of(skill, {"unclear": "嗯", "candidates": line}), KNOWLEDGE), lambda _: SUCCESS)
        assert played.of(Ask) == []
