"""What follows from words that were not quite understood, from a correction, and from "go on"."""

from dataclasses import replace

import pytest

from carebot.core.actions import Ask, Say
from carebot.core.deeds import GoalAccepted, GoalFinished
from carebot.core.events import IntentRecognized, IntentUnclear, PauseRequested, Source, StopReleased
from carebot.core.goals import GoalResult
from carebot.core.intents import NO, STOP, YES, Candidate, Intent
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester, RequesterKind
from carebot.modes import Mode
from carebot.orchestrator import CLARIFY_SKILL, GO_ON, UNCLEAR_SKILL
from skills.clarify import Clarify
from tests.carebot import test_orchestrator as bench
from tests.carebot.test_orchestrator import World
from tests.safety.builders import BY_LI, BY_NURSE

ERRAND = Candidate(intent=Intent(name="errand"), confidence=0.7, sentence=Text(zh="跑腿", en="errand"))
CHAT = Candidate(intent=Intent(name="chat"), confidence=0.65, sentence=Text(zh="聊天", en="chat"))
VISITOR = Requester(kind=RequesterKind.UNKNOWN_VOICE)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setitem(bench.SKILLS, CLARIFY_SKILL, Clarify())
    return World()


def mumble(world: World, *candidates: Candidate) -> None:
    world.tell(
        lambda s: IntentUnclear(
            **s, text="跑特", language=Language.ZH, source=Source.MICROPHONE, speaker=BY_LI, candidates=candidates
        )
    )


def answer(world: World, intent: str) -> None:
    """She answers the question: the plan gets the answer, and it is recorded as words that were understood."""
    world.finish(Outcome(result=Result.SUCCEEDED, answer=Intent(name=intent), answer_text=intent))


def test_a_yes_lets_what_was_meant_be_done_as_if_it_had_been_clear(world: World) -> None:
    mumble(world, ERRAND, CHAT)
    assert isinstance(world.pending()[-1].action, Ask)
    answer(world, YES)
    [meant] = world.of(IntentRecognized)
    assert (meant.intent, meant.text, meant.speaker) == (ERRAND.intent, "跑特", BY_LI)
    assert world.of(GoalAccepted)[-1].goal.skill == "errand"


def test_after_a_no_the_next_is_asked_about(world: World) -> None:
    mumble(world, ERRAND, CHAT)
    answer(world, NO)
    answer(world, YES)
    assert [event.intent for event in world.of(IntentRecognized)] == [CHAT.intent]


def test_two_noes_leave_it_at_that(world: World) -> None:
    mumble(world, ERRAND, CHAT)
    answer(world, NO)
    answer(world, NO)
    assert isinstance(world.pending()[-1].action, Say)
    world.finish()
    assert world.of(IntentRecognized) == []
    assert world.of(GoalFinished)[-1].conclusion.result is GoalResult.DONE


def test_without_anything_to_ask_about_it_says_so(world: World) -> None:
    mumble(world)
    mumble(world, replace(ERRAND, sentence=None))
    assert {event.goal.skill for event in world.of(GoalAccepted)} == {UNCLEAR_SKILL}


def test_a_question_about_words_waits_for_no_other_plan(world: World) -> None:
    """While something more urgent than company talks, it is not asked back later, when nobody remembers the words."""
    world.hear(STOP)
    mumble(world, ERRAND)
    assert CLARIFY_SKILL not in {event.goal.skill for event in world.of(GoalAccepted)}


def test_a_correction_ends_what_it_corrects_and_nothing_else(world: World) -> None:
    world.hear("chat")
    world.hear("errand")
    wrong = world.of(IntentRecognized)[-1]
    world.tell(
        lambda s: IntentRecognized(
            **s, intent=Intent(name="errand", slots={"to": "shop"}), text="不是，去商店", language=Language.ZH,
            confidence=0.9, source=Source.MICROPHONE, speaker=BY_LI, instead_of=wrong.id,
        )
    )  # fmt: skip
    [ended] = world.of(GoalFinished)
    assert (ended.skill, ended.conclusion.result) == ("errand", GoalResult.CANCELLED)
    assert world.of(GoalAccepted)[-1].goal.parameter("to") == "shop"


@pytest.mark.parametrize(("by", "goes_on"), [(BY_LI, True), (VISITOR, True), (BY_NURSE, False)])
def test_who_paused_by_word_goes_on_by_word(world: World, by: Requester, goes_on: bool) -> None:
    world.tell(lambda s: PauseRequested(**s, by=by, paused=True))
    assert world.mode == Mode.PAUSED
    world.hear(GO_ON)
    assert (world.mode != Mode.PAUSED) is goes_on


def test_go_on_as_an_answer_releases_nothing(world: World) -> None:
    mumble(world, ERRAND)
    world.hear(GO_ON)
    assert world.of(StopReleased) == []
    assert [event for event in world.of(PauseRequested) if not event.paused] == []
