"""Keeping watch: without a word, on the resident meant, and for a while only."""

from dataclasses import replace
from datetime import timedelta

from carebot.core.actions import Look
from carebot.core.goals import GoalResult, Priority, Resource
from skills.keep_watch import KeepWatch, Options
from tests.skills.house import BY_SCHEDULE, KNOWLEDGE, REFUSAL, failed, run


def test_it_looks_after_the_resident_for_a_while_without_a_word() -> None:
    played = run(KeepWatch(Options(lasts=timedelta(minutes=3))), by=BY_SCHEDULE)
    assert played.moves == [Look(person="wang", duration=timedelta(minutes=3))]
    assert played.words == []
    assert played.conclusion.result is GoalResult.DONE


def test_with_nobody_in_particular_it_looks_after_whoever_is_there() -> None:
    played = run(KeepWatch(), by=BY_SCHEDULE, knowledge=replace(KNOWLEDGE, resident=None))
    assert [move.person for move in played.moves if isinstance(move, Look)] == [""]


def test_a_refusal_ends_it_in_silence() -> None:
    assert run(KeepWatch(), by=BY_SCHEDULE, ends={"look": REFUSAL}).conclusion.result is GoalResult.REFUSED
    played = run(KeepWatch(), by=BY_SCHEDULE, ends={"look": failed()})
    assert (played.conclusion.result, played.words) == (GoalResult.FAILED, [])


def test_everything_else_comes_first() -> None:
    assert KeepWatch.priority == min(Priority)
    assert Resource.TALK not in KeepWatch.holds
