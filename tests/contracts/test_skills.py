"""What every skill must do, whoever wrote it: plans end, repeat themselves, speak both languages and never raise."""

import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final, get_args

import pytest
from hassil import ListReference, Sentence, parse_sentence
from hassil.expression import Expression, Group
from hypothesis import given, settings
from hypothesis import strategies as st

from carebot.assembly.plugins import SKILLS
from carebot.core.actions import (
    Action,
    AlarmLevel,
    Ask,
    Handover,
    Manipulate,
    Motion,
    Notify,
    Pick,
    PutDown,
    RemindDose,
    Say,
    SupportWalking,
)
from carebot.core.goals import Conclusion, Goal, GoalResult, Priority, SafeEnd
from carebot.core.home import Home, Point
from carebot.core.intents import NO, YES, Intent, Phrasing
from carebot.core.language import Language, Text
from carebot.core.outcomes import NOTHING, Outcome, Result
from carebot.core.people import SCHEDULE
from carebot.core.permits import canonical
from carebot.core.reminders import Pending
from skills.base import CALL_CAREGIVER, FEEL_UNWELL, FINE, NOT_NOW, QUIET, TAKEN, Knowledge, Skill
from tests.contracts.actions import REMINDER
from tests.contracts.rig import bilingual
from tests.safety.builders import HOUSE, LI, WANG

MOST_ACTIONS: Final = 200
SLOT_LISTS: Final = frozenset({"object", "place", "room", "resident", "caregiver"})
CHINESE_MARKS: Final = range(0x4E00, 0xA000)
NOON: Final = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

Answer = Callable[[int, Action], Outcome]

KNOWLEDGE: Final = {
    "li": Knowledge(
        house=HOUSE,
        local_time=NOON,
        language=Language.ZH,
        resident=LI,
        reminders=(Pending(reminder=REMINDER, at=NOON - timedelta(minutes=1)),),
    ),
    "wang at night": Knowledge(
        house=HOUSE,
        local_time=NOON - timedelta(hours=9),
        language=Language.EN,
        resident=WANG,
        last_seen=Point(x_m=1.0, y_m=2.0),
        weather=Text(zh="晴，二十度。", en="Sunny, 20 degrees."),
        holding="cup",
        given_doses=frozenset({"noon"}),
        alarm=AlarmLevel.HIGH,
    ),
    "nobody in an empty house": Knowledge(
        house=replace(HOUSE, home=Home(rooms=(), places=(), objects=()), residents=(), caregivers=(), doses=()),
        local_time=NOON,
        language=Language.EN,
        resident=None,
    ),
}
OUTCOMES: Final = (
    *(Outcome(result=result) for result in Result),
    Outcome(result=Result.REFUSED, detail=Text(zh="不行。", en="No."), alternative=Text(zh="坐着。", en="Sit.")),
    Outcome(result=Result.SUCCEEDED, answer_text="嗯", heard=False),
    *(
        Outcome(result=Result.SUCCEEDED, answer=Intent(name=name), answer_text=name)
        for name in (YES, NO, FINE, CALL_CAREGIVER, FEEL_UNWELL, QUIET, NOT_NOW, TAKEN, "something else")
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How one plan went."""

    actions: tuple[Action, ...]
    conclusion: Conclusion


def goal_for(name: str, skill: Skill, parameters: Sequence[tuple[str, str]]) -> Goal:
    return Goal(
        id="goal",
        skill=name,
        parameters=MappingProxyType(dict(parameters)),
        priority=skill.priority,
        requested_by=SCHEDULE,
        cause="cause",
        created_at=NOON,
    )


def follow(skill: Skill, goal: Goal, knowledge: Knowledge, answer: Answer) -> Course:
    """The course of the plan when each action ends as `answer` says; fails when it does not come to an end."""
    plan = skill.plan(goal, knowledge)
    actions: list[Action] = []
    try:
        action = next(plan)
        while True:
            actions.append(action)
            assert len(actions) <= MOST_ACTIONS, f"{goal.skill} does not end"
            action = plan.send(answer(len(actions) - 1, action))
    except StopIteration as end:
        return Course(actions=tuple(actions), conclusion=end.value)


def all_well(_: int, __: Action) -> Outcome:
    return Outcome(result=Result.SUCCEEDED)


def always(outcome: Outcome) -> Answer:
    return lambda number, action: outcome


def failing(at: int, outcome: Outcome) -> Answer:
    return lambda number, action: outcome if number == at else all_well(number, action)


def texts_of(course: Course) -> Iterator[Text]:
    """Everything that people hear or read in a course."""
    yield course.conclusion.summary
    for action in course.actions:
        match action:
            case Say(text=text) | Ask(text=text) | Notify(text=text):
                yield text
            case RemindDose(text=text, drug=drug):
                yield from (text, drug)


def check(course: Course) -> None:
    """What holds for every course of every plan."""
    assert isinstance(course.conclusion, Conclusion)
    assert isinstance(course.conclusion.result, GoalResult)
    assert [text for text in texts_of(course) if not bilingual(text)] == []


@pytest.fixture(params=SKILLS.names())
def name(request: pytest.FixtureRequest) -> str:
    """The name of a skill."""
    return str(request.param)


@pytest.fixture
def skill(name: str) -> Skill:
    """A skill with its default options."""
    return SKILLS.load(name)()


@pytest.fixture(params=KNOWLEDGE)
def knowledge(request: pytest.FixtureRequest) -> Knowledge:
    """What a plan knows when it starts."""
    return KNOWLEDGE[request.param]


def test_a_skill_describes_itself(skill: Skill) -> None:
    assert bilingual(skill.title)
    assert bilingual(skill.description)
    assert isinstance(skill.priority, Priority)
    assert skill.holds
    assert skill.stale_after >= timedelta()
    assert skill.examples


def test_a_skill_says_how_it_ends_when_it_is_stopped(name: str, skill: Skill) -> None:
    """Hands stay closed where a plan uses hands, wheels stand where it moves; where it only speaks it falls silent."""
    done: set[type[object]] = set()
    things = [(("object", thing.id),) for thing in HOUSE.home.objects]
    places = [(("place", place.id), ("room", place.room)) for place in HOUSE.home.places]
    agreed = always(Outcome(result=Result.SUCCEEDED, answer=Intent(name=YES), answer_text=YES))
    for parameters, knowledge in itertools.product((*skill.examples, *things, *places), KNOWLEDGE.values()):
        goal = goal_for(name, skill, parameters)
        for answer in (all_well, agreed):
            done |= {type(action) for action in follow(skill, goal, knowledge, answer).actions}
    needed = SafeEnd.SILENT
    if done & set(get_args(Motion)):
        needed = SafeEnd.STAND_STILL
    if done & {Pick, PutDown, Handover, SupportWalking, Manipulate}:
        needed = SafeEnd.HOLD_ON
    assert skill.safe_end is needed


def test_phrasings_are_templates_of_known_lists_in_both_languages(skill: Skill) -> None:
    for phrasing in skill.phrasings:
        assert phrasing.zh
        assert phrasing.en
        for template in (*phrasing.zh, *phrasing.en):
            assert set(list_names(parse_sentence(template))) <= SLOT_LISTS, template
        assert [template for template in phrasing.en if has_chinese(template)] == []
        assert [template for template in phrasing.zh if not has_chinese(template)] == []


def list_names(node: Sentence | Expression) -> Iterator[str]:
    """The lists that a template refers to."""
    match node:
        case Sentence():
            yield from list_names(node.expression)
        case Group():
            for item in node.items:
                yield from list_names(item)
        case ListReference():
            yield node.list_name


def has_chinese(words: str) -> bool:
    return any(ord(mark) in CHINESE_MARKS for mark in words)


def test_no_two_skills_claim_the_same_sentence() -> None:
    claims: dict[str, set[tuple[str, Intent | str]]] = {}
    for name in SKILLS.names():
        for phrasing in SKILLS.load(name).phrasings:
            for template in (*phrasing.zh, *phrasing.en):
                claims.setdefault(template, set()).add((name, phrasing.intent))
    assert {template: claimed for template, claimed in claims.items() if len(claimed) > 1} == {}


def test_no_two_skills_answer_to_the_same_intent() -> None:
    owners: dict[str, set[str]] = {}
    for name in SKILLS.names():
        for phrasing in SKILLS.load(name).phrasings:
            owners.setdefault(phrasing.intent, set()).add(name)
    assert {intent: names for intent, names in owners.items() if len(names) > 1} == {}
    assert not {YES, NO} & set(owners)


def test_a_plan_is_a_generator_and_starts_by_doing_nothing(name: str, skill: Skill, knowledge: Knowledge) -> None:
    plan = skill.plan(goal_for(name, skill, skill.examples[0]), knowledge)
    assert inspect.isgenerator(plan)
    assert inspect.getgeneratorstate(plan) == inspect.GEN_CREATED


def test_a_plan_ends_whatever_always_happens(name: str, skill: Skill, knowledge: Knowledge) -> None:
    for parameters, outcome in itertools.product(skill.examples, OUTCOMES):
        check(follow(skill, goal_for(name, skill, parameters), knowledge, always(outcome)))


@pytest.mark.slow
def test_a_plan_ends_whichever_action_fails(name: str, skill: Skill, knowledge: Knowledge) -> None:
    for parameters in skill.examples:
        goal = goal_for(name, skill, parameters)
        length = len(follow(skill, goal, knowledge, all_well).actions)
        for at, outcome in itertools.product(range(length), OUTCOMES):
            check(follow(skill, goal, knowledge, failing(at, outcome)))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(course=st.lists(st.sampled_from(OUTCOMES), max_size=12), words=st.text(max_size=6))
@pytest.mark.parametrize("name", SKILLS.names())
def test_the_same_outcomes_give_the_same_actions(name: str, course: list[Outcome], words: str) -> None:
    skill = SKILLS.load(name)()

    def answer(number: int, action: Action) -> Outcome:
        return course[number] if number < len(course) else all_well(number, action)

    for parameters in (*skill.examples, (("resident", words), ("object", words), ("place", words))):
        goal = goal_for(name, skill, parameters)
        first = follow(skill, goal, KNOWLEDGE["li"], answer)
        assert follow(SKILLS.load(name)(), goal, KNOWLEDGE["li"], answer) == first
        check(first)


def test_a_plan_can_be_left_at_any_point(name: str, skill: Skill, knowledge: Knowledge) -> None:
    for parameters in skill.examples:
        goal = goal_for(name, skill, parameters)
        for steps in range(len(follow(skill, goal, knowledge, all_well).actions) + 1):
            plan = skill.plan(goal, knowledge)
            for number, _ in enumerate(range(steps)):
                action = next(plan) if number == 0 else plan.send(Outcome(result=Result.SUCCEEDED))
                assert action.kind
            plan.close()


def test_a_plan_can_be_printed_and_permitted(name: str, skill: Skill) -> None:
    for parameters in skill.examples:
        goal = goal_for(name, skill, parameters)
        course = follow(skill, goal, KNOWLEDGE["li"], all_well)
        printed = [f"{number}. {action!r}" for number, action in enumerate(course.actions, start=1)]
        assert [line for line in printed if "object at 0x" in line] == []
        assert all(canonical(action) for action in course.actions)


def test_nothing_is_called_done_when_all_was_refused(name: str, skill: Skill) -> None:
    """A finding may stand, such as what the resident said before the robot was refused to answer."""
    refused = Outcome(result=Result.REFUSED, detail=Text(zh="规则不允许。", en="A rule forbids it."))
    for parameters in skill.examples:
        course = follow(skill, goal_for(name, skill, parameters), KNOWLEDGE["li"], always(refused))
        done = course.conclusion.result is GoalResult.DONE and not course.conclusion.finding
        assert not (course.actions and done), course.conclusion.summary.en


class Endless(Skill):
    """A skill that goes on for ever, says nothing and stumbles over a refusal."""

    title = description = Text(zh="没完没了", en="Endless")
    phrasings = (Phrasing(intent="endless", zh=("没完",), en=("endless {nothing}",)),)

    def plan(self, goal: Goal, knowledge: Knowledge):  # type: ignore[no-untyped-def] # what it gives is beside the point
        """Speaks without words."""
        while True:
            yield Say(text=NOTHING, language=Language.EN)


def test_this_suite_finds_an_endless_plan() -> None:
    skill = Endless()
    with pytest.raises(AssertionError, match="does not end"):
        follow(skill, goal_for("endless", skill, ()), KNOWLEDGE["li"], all_well)
    mute = Course(
        actions=(Say(text=NOTHING, language=Language.EN),),
        conclusion=Conclusion(result=GoalResult.DONE, summary=Text(zh="好。", en="Done.")),
    )
    with pytest.raises(AssertionError):
        check(mute)
    with pytest.raises(AssertionError):
        test_phrasings_are_templates_of_known_lists_in_both_languages(skill)
