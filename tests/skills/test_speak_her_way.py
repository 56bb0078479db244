"""Speaking her way: what changes, by how much at most, what she hears of it, and how it goes back."""

from dataclasses import replace

import pytest

from carebot.core.actions import Say
from carebot.core.goals import GoalResult
from carebot.core.people import SpokenTo
from carebot.core.speech import SetSpeech
from skills.base import Knowledge
from skills.speak_her_way import FASTEST, LOUDEST_DB, SLOWEST, SOFTEST_DB, SpeakHerWay
from tests.skills.house import GRANDMOTHER, KNOWLEDGE, REFUSAL, Played, run


def spoken_to(now: SpokenTo) -> Knowledge:
    return replace(KNOWLEDGE, resident=replace(GRANDMOTHER, spoken_to=now))


def asked(how: str, now: SpokenTo | None = None) -> Played:
    return run(SpeakHerWay(), knowledge=spoken_to(now or SpokenTo()), how=how)


@pytest.mark.parametrize(
    ("how", "rate", "volume_db"),
    [("softer", 1.0, 50.0), ("louder", 1.0, 60.0), ("slower", 0.85, 55.0), ("faster", 1.15, 55.0)],
)
def test_a_word_changes_one_thing_and_is_answered_in_the_new_manner(how: str, rate: float, volume_db: float) -> None:
    played = asked(how)
    assert played.kinds == ["set_speech", "say"]
    assert played.actions[0] == SetSpeech(resident="wang", rate=rate, level_db=volume_db)
    said = played.actions[1]
    assert isinstance(said, Say)
    assert said.volume_db == volume_db


@pytest.mark.parametrize(
    ("how", "now"),
    [
        ("softer", SpokenTo(volume_db=SOFTEST_DB)),
        ("softer", SpokenTo(volume_db=SOFTEST_DB - 3)),
        ("louder", SpokenTo(volume_db=LOUDEST_DB)),
        ("louder", SpokenTo(volume_db=LOUDEST_DB + 5)),
        ("slower", SpokenTo(rate=SLOWEST)),
        ("slower", SpokenTo(rate=SLOWEST - 0.1)),
        ("faster", SpokenTo(rate=FASTEST)),
        ("before", SpokenTo(rate=0.8, volume_db=60.0)),
    ],
)
def test_it_goes_no_further_than_the_bounds_and_never_the_other_way(how: str, now: SpokenTo) -> None:
    played = asked(how, now)
    assert played.kinds == ["say"]
    assert played.conclusion.result is GoalResult.DONE


def test_near_a_bound_it_goes_just_there() -> None:
    assert asked("louder", SpokenTo(volume_db=LOUDEST_DB - 2)).actions[0] == SetSpeech(
        resident="wang", rate=1.0, level_db=LOUDEST_DB
    )


@pytest.mark.parametrize("how", ["before", "faster"])
def test_back_to_the_settings_it_holds_nothing_of_its_own(how: str) -> None:
    now = SpokenTo(rate=1.0, volume_db=60.0).as_asked(0.85, 60.0)
    assert asked(how, now).actions[0] == SetSpeech(resident="wang")


@pytest.mark.parametrize("how", ["", "backwards", "Louder"])
def test_it_refuses_what_it_does_not_know_and_changes_nothing(how: str) -> None:
    played = asked(how, SpokenTo().as_asked(0.85, 60.0))
    assert played.kinds == ["say"]
    assert played.conclusion.result is GoalResult.REFUSED


def test_it_promises_nobody_what_it_cannot_keep() -> None:
    assert run(SpeakHerWay(), knowledge=replace(KNOWLEDGE, resident=None), how="slower").kinds == ["say"]
    refused = run(SpeakHerWay(), ends={"set_speech": REFUSAL}, how="slower")
    assert refused.conclusion.result is GoalResult.REFUSED
    assert "好的" not in refused.said
