"""What holds for every skill: it ends whatever happens, repeats itself exactly, and speaks plainly."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pytest

from carebot.core.actions import Action, Approach, Ask, Escort, Motion, MoveTo, Notify, RemindDose, Say, SupportWalking
from carebot.core.goals import GoalResult, Resource
from carebot.core.intents import HELP, NO, STOP, YES
from carebot.core.language import Language, Text
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import Requester
from carebot.plugins import PluginFolder, build_options, options_of
from skills.base import CALL_CAREGIVER, DESPAIR, FINE, NOT_NOW, QUIET, TAKEN, Knowledge, Skill
from skills.other_language import OtherLanguage
from tests.skills.house import (
    BY_HERSELF,
    BY_SCHEDULE,
    HOUSE,
    KNOWLEDGE,
    REFUSAL,
    SILENCE,
    SUCCESS,
    Played,
    goal_of,
    play,
    reply,
)

SKILLS: Final = {name: skill() for name, skill in PluginFolder(package="skills", base=Skill).load_all().items()}
CASES: Final = [
    pytest.param(skill, dict(parameters), id="-".join((name, *(value for _, value in parameters))))
    for name, skill in SKILLS.items()
    for parameters in dict.fromkeys((*skill.examples, *(tuple(one.slots.items()) for one in skill.phrasings)))
]
ANSWERS: Final = (
    *(reply(intent) for intent in (YES, NO, STOP, HELP, FINE, NOT_NOW, QUIET, TAKEN, CALL_CAREGIVER, DESPAIR)),
    *(reply("ask_time"), reply(text="那个那个"), reply("fetch_item", object="glasses"), SILENCE, SUCCESS),
)
NAMES: Final = re.compile("[A-Za-z]")
CHINESE: Final = re.compile("[\u4e00-\u9fff]")
LONGEST_ZH: Final = 24
LONGEST_EN: Final = 18

World = Callable[[Action], Outcome]


def by_turn(turn: int, outcome: Outcome, otherwise: World) -> World:
    """A world in which the action number `turn` ends with `outcome`."""
    count = iter(range(10_000))
    return lambda action: outcome if next(count) == turn else otherwise(action)


def answering(answer: Outcome) -> World:
    """A world in which everything works and every question gets this answer."""
    return lambda action: answer if isinstance(action, Ask) else SUCCESS


agreeable: Final = answering(reply(YES, "好"))
silent: Final = answering(SILENCE)


def nothing_works(action: Action) -> Outcome:
    return Outcome(result=Result.EXECUTION)


def nothing_allowed(action: Action) -> Outcome:
    return REFUSAL


def tried(
    skill: Skill,
    parameters: dict[str, str],
    world: World,
    *,
    by: Requester = BY_HERSELF,
    knowledge: Knowledge = KNOWLEDGE,
    goal_id: str = "g1",
) -> Played:
    return play(skill.plan(goal_of(skill, parameters, by, goal_id), knowledge), world)


def all_played(skill: Skill, parameters: dict[str, str]) -> Iterator[Played]:
    """The plan in many worlds: everything works, nothing works, every answer, every failure of every action."""
    for by in (BY_HERSELF, BY_SCHEDULE):
        for world in (agreeable, silent, nothing_works, nothing_allowed):
            yield tried(skill, parameters, world, by=by)
        for answer in ANSWERS:
            yield tried(skill, parameters, answering(answer), by=by)
    for turn in range(len(tried(skill, parameters, agreeable).actions)):
        for result in Result:
            yield tried(skill, parameters, by_turn(turn, Outcome(result=result), agreeable))


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_a_plan_ends_with_words_in_both_languages(skill: Skill, parameters: dict[str, str]) -> None:
    for played in all_played(skill, parameters):
        summary = played.conclusion.summary
        assert CHINESE.search(summary.zh)
        assert summary.en.strip()
        assert not CHINESE.search(summary.en)


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_what_is_spoken_is_short_and_in_its_language(skill: Skill, parameters: dict[str, str]) -> None:
    for played in all_played(skill, parameters):
        for text in played.words:
            assert not NAMES.search(text.zh), text.zh
            assert CHINESE.search(text.zh)
            assert not CHINESE.search(text.en), text.en
            assert not re.search(r"\s\s|\s[.,?!]|[a-z]\.[A-Z]", text.en), text.en
            assert text.en[-1] in ".?!”", text.en
            assert text.en[0].isupper() or text.en[0] == "“", text.en
            for sentence in filter(None, re.split("[。？！；：]", text.zh)):
                assert len(sentence) <= LONGEST_ZH, sentence
            for sentence in filter(None, re.split("[.?!;:]", text.en)):
                assert len(sentence.split()) <= LONGEST_EN, sentence


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_the_same_outcomes_give_the_same_actions(skill: Skill, parameters: dict[str, str]) -> None:
    for world in (agreeable, silent, nothing_works, nothing_allowed):
        assert tried(skill, parameters, world) == tried(type(skill)(), parameters, world)


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_nothing_follows_a_stop(skill: Skill, parameters: dict[str, str]) -> None:
    for world in (agreeable, silent):
        for turn in range(len(tried(skill, parameters, world).actions)):
            stopped = tried(skill, parameters, by_turn(turn, Outcome(result=Result.CANCELLED), world))
            if "stop" in type(skill).__module__:
                assert stopped.conclusion.result is GoalResult.DONE
            else:
                assert len(stopped.actions) == turn + 1
                assert stopped.conclusion.result is GoalResult.CANCELLED


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_a_body_that_can_do_nothing_gets_no_credit(skill: Skill, parameters: dict[str, str]) -> None:
    def immobile(action: Action) -> Outcome:
        return Outcome(result=Result.UNSUPPORTED) if isinstance(action, Motion) else agreeable(action)

    played = tried(skill, parameters, immobile)
    drives = isinstance(next(iter(played.moves), None), MoveTo | Escort)
    assert not drives or played.conclusion.result is GoalResult.FAILED
    assert len(played.moves) <= 1


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_it_announces_itself_before_it_approaches(skill: Skill, parameters: dict[str, str]) -> None:
    for played in all_played(skill, parameters):
        for number, action in enumerate(played.actions):
            if isinstance(action, Approach | Escort):
                assert any(isinstance(before, Say | Ask | RemindDose) for before in played.actions[:number])


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_it_never_carries_a_persons_weight(skill: Skill, parameters: dict[str, str]) -> None:
    for played in all_played(skill, parameters):
        assert not played.of(SupportWalking)


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_it_holds_what_it_uses(skill: Skill, parameters: dict[str, str]) -> None:
    for played in all_played(skill, parameters):
        assert Resource.BODY in skill.holds or not played.moves
        assert Resource.TALK in skill.holds or not played.words


SPEECH = (Say, Ask, RemindDose)


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_it_speaks_the_language_of_the_resident(skill: Skill, parameters: dict[str, str]) -> None:
    english = replace(KNOWLEDGE, language=Language.EN)
    spoken = [one for one in tried(skill, parameters, agreeable, knowledge=english).actions if isinstance(one, SPEECH)]
    if isinstance(skill, OtherLanguage):  # whoever speaks a third language is answered in both
        assert {action.language for action in spoken} == set(Language)
    else:
        assert {action.language for action in spoken} <= {Language.EN}


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_it_does_not_break_when_nobody_in_particular_is_meant(skill: Skill, parameters: dict[str, str]) -> None:
    nobody = replace(KNOWLEDGE, resident=None, last_seen=None)
    for world in (agreeable, silent, nothing_works, nothing_allowed):
        played = tried(skill, parameters, world, knowledge=nobody)
        assert not any(text.zh.startswith("您，") for text in played.words)


@pytest.mark.parametrize(("skill", "parameters"), CASES)
def test_a_carer_is_never_said_to_be_told_who_was_not(skill: Skill, parameters: dict[str, str]) -> None:
    def unreachable(action: Action) -> Outcome:
        return Outcome(result=Result.EXECUTION) if isinstance(action, Notify) else agreeable(action)

    for world in (unreachable, lambda action: SILENCE if isinstance(action, Ask) else unreachable(action)):
        played = tried(skill, parameters, world)
        if played.of(Notify):
            assert "没能通知到护理员" in played.said
            assert "已经通知" not in played.said


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("fetch_item", {"object": "风筝"}),
        ("go_to_place", {"place": "月亮上"}),
        ("go_to_place", {"room": "车库"}),
        ("escort", {"place": "车库"}),
        ("patrol_rooms", {"rooms": "车库"}),
        ("remind_medication", {"dose": "no_such_dose"}),
    ],
)
def test_an_unknown_name_is_said_and_nothing_moves(name: str, parameters: dict[str, str]) -> None:
    played = tried(SKILLS[name], parameters, agreeable)
    assert played.conclusion.result is GoalResult.FAILED
    assert played.moves == []
    assert played.words or played.of(Notify)


@pytest.mark.parametrize("skill", SKILLS.values(), ids=SKILLS)
def test_it_presents_itself(skill: Skill) -> None:
    for text in (skill.title, skill.description):
        assert CHINESE.search(text.zh)
        assert text.en
    assert skill.examples
    assert skill.holds


@pytest.mark.parametrize(
    "skill", [one for one in SKILLS.values() if options_of(type(one))], ids=lambda one: one.title.en
)
def test_its_options_can_be_set_from_settings(skill: Skill) -> None:
    options = options_of(type(skill))
    assert options is not None
    assert build_options(options, {}) == options()


def test_conclusions_differ_from_goal_to_goal_only_by_their_seed() -> None:
    told = {
        tried(SKILLS["keep_company"], {"topic": "poem"}, agreeable, goal_id=f"g{number}").said for number in range(40)
    }
    assert len(told) > 3


def test_the_house_of_the_tests_is_whole() -> None:
    home = HOUSE.home
    assert all(home.place(thing.place) for thing in home.objects)
    assert all(home.room(place.room) for place in home.places)
    assert Text(zh="水杯", en="cup of water") in [thing.name for thing in home.objects]
