"""Riddles: the answer is told whatever she says, and a word ends the game."""

import pytest

from carebot.core.actions import AlarmLevel, Ask, Notify
from carebot.core.intents import HELP, NO
from carebot.core.outcomes import Outcome
from skills.base import NOT_NOW, QUIET, Finding
from skills.play_quiz import PlayQuiz
from skills.repertoire.quizzes import RIDDLES
from tests.skills.house import SILENCE, reply, run

GUESS = reply(text="是西瓜吧")


def test_each_riddle_gets_its_answer_whatever_she_guessed() -> None:
    played = run(PlayQuiz(), [GUESS] * 3)
    asked = [ask.text for ask in played.of(Ask) if isinstance(ask, Ask)]
    assert len(asked) == len(set(asked)) == 3
    answers = {riddle.question: riddle.answer for riddle in RIDDLES}
    for question in asked:
        assert played.words[played.words.index(question) + 1] == answers[question]


@pytest.mark.parametrize("answer", [reply(NO), reply(QUIET), reply(NOT_NOW)])
def test_a_word_ends_the_game(answer: Outcome) -> None:
    played = run(PlayQuiz(), [answer])
    assert len(played.of(Ask)) == 1
    assert played.said.endswith("好的，不猜了。")
    assert played.conclusion.finding is Finding.REFUSED


def test_silence_gets_the_answer_and_no_further_riddle() -> None:
    assert len(run(PlayQuiz(), [SILENCE]).of(Ask)) == 1


def test_a_call_for_help_ends_it_at_once() -> None:
    played = run(PlayQuiz(), [reply(HELP, "救命")])
    [notice] = [one for one in played.of(Notify) if isinstance(one, Notify)]
    assert notice.level is AlarmLevel.HIGH
    assert len(played.of(Ask)) == 1
