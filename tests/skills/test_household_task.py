"""A household task: judged whole, then done with what the robot has for each step; a refusal comes with its reason."""

from dataclasses import replace

import pytest

from carebot.core.actions import Action, Approach, Ask, Handover, Manipulate, MoveTo, Pick, PutDown, SetDevice
from carebot.core.goals import GoalResult
from carebot.core.household import Deed, DeedKind, Mention, Relation, Task, Where
from carebot.core.outcomes import Outcome, Result
from carebot.core.tasks import task_to_json
from skills.household_task import HouseholdTask
from tests.skills.house import KNOWLEDGE, REFUSAL, SILENCE, SUCCESS, Played, goal_of, play

CUP = Mention(kind="cup", words="cup of water")
TABLE = Where(relation=Relation.ON, thing=Mention(kind="dining_table", words="dining room"))
HER = Where(relation=Relation.NEAR, thing=Mention(kind="elder", words="me"))
LAMP = Mention(kind="desk_lamp", words="lamp")


def done(*deeds: Deed, outcome: Outcome = SUCCESS, on: type[Action] | None = None, resident: bool = True) -> Played:
    """The plan for these deeds, where actions of kind `on` end with `outcome` and all others well."""

    def world(action: Action) -> Outcome:
        if isinstance(action, Ask):
            return SILENCE
        return outcome if on is not None and isinstance(action, on) else SUCCESS

    skill = HouseholdTask()
    knowledge = KNOWLEDGE if resident else replace(KNOWLEDGE, resident=None)
    parameters = {"task": task_to_json(Task(deeds=deeds, words="x"))} if deeds else {}
    return play(skill.plan(goal_of(skill, parameters), knowledge), world)


def moves(played: Played) -> list[type[object]]:
    return [type(action) for action in played.actions if not spoken(action)]


def spoken(action: Action) -> bool:
    return action.kind in {"say", "ask", "notify"}


def test_the_whole_is_considered_before_the_first_step() -> None:
    wash = Deed(kind=DeedKind.CLEAN, things=(CUP,))
    played = done(wash, wash)
    task = Task(deeds=(wash, wash), words="x")
    assert played.of(Manipulate) == [
        Manipulate(task=task),
        Manipulate(task=task, step=0),
        Manipulate(task=task, step=1),
    ]
    assert played.conclusion.result is GoalResult.DONE


def test_a_hazard_ends_it_with_its_reason_and_what_is_possible_instead() -> None:
    played = done(Deed(kind=DeedKind.CLEAN, things=(CUP,)), outcome=REFUSAL, on=Manipulate)
    assert len(played.of(Manipulate)) == 1
    assert REFUSAL.detail.zh in played.said
    assert REFUSAL.alternative.zh in played.said
    assert played.conclusion.result is GoalResult.REFUSED


@pytest.mark.parametrize(
    ("deed", "actions"),
    [
        (Deed(kind=DeedKind.PICK, things=(CUP,)), [Manipulate, MoveTo, Pick]),
        (Deed(kind=DeedKind.PUT, things=(CUP,), where=(TABLE,)), [Manipulate, Manipulate]),
        (Deed(kind=DeedKind.GIVE, things=(CUP,), where=(HER,)), [Manipulate, Approach, Handover]),
        (Deed(kind=DeedKind.SWITCH_ON, things=(LAMP,)), [Manipulate, SetDevice]),
        (Deed(kind=DeedKind.SWITCH_OFF, things=(LAMP, LAMP)), [Manipulate, Manipulate]),
        (Deed(kind=DeedKind.CLEAN, things=(CUP,)), [Manipulate, Manipulate]),
    ],
)
def test_each_step_is_done_with_what_the_robot_has_for_it(deed: Deed, actions: list[type[object]]) -> None:
    assert moves(done(deed)) == actions


def test_a_known_thing_is_put_down_at_a_known_place() -> None:
    place = Where(relation=Relation.ON, thing=Mention(kind="dining_table", words="kitchen table"))
    assert moves(done(Deed(kind=DeedKind.PUT, things=(CUP,), where=(place,)))) == [Manipulate, MoveTo, PutDown]


def test_what_this_body_cannot_do_is_said() -> None:
    wash = Deed(kind=DeedKind.CLEAN, things=(CUP,))
    played = done(Deed(kind=DeedKind.PICK, things=(CUP,)), wash, outcome=Outcome(result=Result.UNSUPPORTED), on=Pick)
    assert "没法" in played.said
    assert played.conclusion.result is GoalResult.FAILED


def test_a_refused_step_ends_it() -> None:
    played = done(Deed(kind=DeedKind.SWITCH_ON, things=(LAMP,)), outcome=REFUSAL, on=SetDevice)
    assert played.conclusion.result is GoalResult.REFUSED


def test_nobody_in_particular_is_handed_nothing() -> None:
    deed = Deed(kind=DeedKind.GIVE, things=(CUP,), where=(HER,))
    assert moves(done(deed, resident=False)) == [Manipulate, Manipulate]


def test_without_a_task_it_asks_which() -> None:
    played = done()
    assert "什么家务" in played.said
    assert played.conclusion.result is GoalResult.FAILED
