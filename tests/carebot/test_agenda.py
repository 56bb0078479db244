"""The agenda: priority before arrival, side by side where nothing is shared, and no pre-emption among equals."""

import itertools
from datetime import timedelta

import pytest

from carebot.agenda import Agenda, Run, RunState
from carebot.core.actions import Action, Wait
from carebot.core.goals import Conclusion, Goal, GoalResult, Plan, Priority, Resource
from carebot.core.outcomes import Outcome
from tests.safety.builders import BY_LI, NOW, text

BODY, TALK = frozenset({Resource.BODY}), frozenset({Resource.TALK})
BOTH, NOTHING = BODY | TALK, frozenset[Resource]()
ACTIVE, SUSPENDED, WAITING = RunState.ACTIVE, RunState.SUSPENDED, RunState.WAITING
STALE_AFTER = timedelta(minutes=10)


def plan() -> Plan:
    outcome: Outcome = yield Wait(duration=timedelta(seconds=1))
    return Conclusion(result=GoalResult.DONE, summary=outcome.detail)


def run(
    name: str,
    priority: Priority = Priority.REQUEST,
    holds: frozenset[Resource] = BODY,
    state: RunState = WAITING,
) -> Run:
    goal = Goal(
        id=name, skill="skill", priority=priority, requested_by=BY_LI, cause="c", created_at=NOW, why=text("why")
    )
    return Run(goal=goal, plan=plan(), holds=holds, stale_after=STALE_AFTER, state=state)


def agenda(*runs: Run) -> Agenda:
    made = Agenda()
    for each in runs:
        made.add(each)
    return made


def names(runs: tuple[Run, ...]) -> list[str]:
    return [each.goal.id for each in runs]


def start(of: Agenda, at_least: Priority = Priority.WATCH) -> tuple[str, list[str]] | None:
    """Which run is to start, and which it interrupts."""
    found = of.next_start(at_least)
    return (found[0].goal.id, names(found[1])) if found else None


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_most_urgent_comes_first_however_they_arrive(order: tuple[int, ...]) -> None:
    runs = [run("routine", Priority.ROUTINE), run("care", Priority.CARE), run("alarm", Priority.ALARM)]
    assert names(agenda(*(runs[index] for index in order)).runs) == ["alarm", "care", "routine"]


def test_of_equals_who_came_first_is_first() -> None:
    made = agenda(run("one"), run("low", Priority.COMPANY), run("two"), run("high", Priority.CARE), run("three"))
    assert names(made.runs) == ["high", "one", "two", "three", "low"]


def test_what_ended_is_forgotten() -> None:
    one, two = run("one"), run("two")
    made = agenda(one, two)
    made.remove(one)
    assert names(made.runs) == ["two"]
    with pytest.raises(ValueError, match="not in list"):
        made.remove(one)


def test_the_active_runs_are_those_that_act() -> None:
    made = agenda(run("a", state=ACTIVE), run("w"), run("s", state=SUSPENDED), run("b", holds=TALK, state=ACTIVE))
    assert names(made.active) == ["a", "b"]


def test_a_run_is_found_by_its_goal_in_any_state_and_by_its_attempt_only_while_it_acts() -> None:
    acting, waiting = run("acting", state=ACTIVE), run("waiting", state=SUSPENDED)
    made = agenda(acting, waiting)
    attempts = {each.goal.id: each.next_attempt() for each in (acting, waiting)}
    assert made.by_goal("acting") is acting
    assert made.by_goal("waiting") is waiting
    assert made.by_goal("nobody") is None
    assert made.by_attempt(attempts["acting"]) is acting
    assert made.by_attempt(attempts["waiting"]) is None
    assert made.by_attempt("nothing") is None


def test_an_attempt_that_was_replaced_finds_nobody() -> None:
    one = run("one", state=ACTIVE)
    first, second = one.next_attempt(), one.next_attempt()
    assert first != second
    assert agenda(one).by_attempt(first) is None
    assert agenda(one).by_attempt(second) is one


def test_attempts_are_the_same_in_a_replay_and_different_between_goals() -> None:
    def attempts(name: str) -> list[str]:
        one = run(name)
        return [one.next_attempt() for _ in range(3)]

    assert attempts("one") == attempts("one")
    assert len({*attempts("one"), *attempts("two")}) == 6


def test_a_run_has_begun_with_its_first_attempt() -> None:
    one = run("one")
    assert not one.begun
    one.next_attempt()
    assert one.begun


@pytest.mark.parametrize(
    ("since", "stale"),
    [
        (None, False),
        (timedelta(), False),
        (STALE_AFTER, False),
        (STALE_AFTER + timedelta(microseconds=1), True),
        (timedelta(days=1), True),
    ],
)
def test_a_run_that_was_set_aside_for_long_is_stale(since: timedelta | None, stale: bool) -> None:
    one = run("one", state=SUSPENDED)
    one.suspended_at = None if since is None else NOW - since
    assert one.stale(NOW) is stale


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([], None),
        ([run("one")], ("one", [])),
        ([run("one", state=ACTIVE)], None),
        ([run("one", state=SUSPENDED)], ("one", [])),
        ([run("low", Priority.ROUTINE), run("high", Priority.CARE)], ("high", [])),
        ([run("low", Priority.ROUTINE, state=ACTIVE), run("high", Priority.CARE)], ("high", ["low"])),
        ([run("first", state=ACTIVE), run("equal")], None),
        ([run("high", Priority.CARE, state=ACTIVE), run("low", Priority.ROUTINE)], None),
        ([run("high", Priority.CARE, state=ACTIVE), run("low", Priority.ROUTINE, TALK)], ("low", [])),
        ([run("high", Priority.CARE, state=ACTIVE), run("low", Priority.ROUTINE, BOTH)], None),
        ([run("high", Priority.CARE, BOTH, ACTIVE), run("low", Priority.ROUTINE, NOTHING)], ("low", [])),
        (
            [
                run("drive", Priority.ROUTINE, BODY, ACTIVE),
                run("chat", Priority.COMPANY, TALK, ACTIVE),
                run("alarm", Priority.ALARM, BOTH),
            ],
            ("alarm", ["drive", "chat"]),
        ),
        (
            [
                run("drive", Priority.CARE, BODY, ACTIVE),
                run("chat", Priority.COMPANY, TALK, ACTIVE),
                run("both", Priority.REQUEST, BOTH),
            ],
            None,
        ),
        (
            [
                run("care", Priority.CARE, BODY, ACTIVE),
                run("blocked", Priority.REQUEST, BODY),
                run("chat", Priority.COMPANY, TALK),
            ],
            ("chat", []),
        ),
    ],
)
def test_who_starts_next_and_whom_it_interrupts(runs: list[Run], expected: tuple[str, list[str]] | None) -> None:
    assert start(agenda(*runs)) == expected


@pytest.mark.parametrize("at_least", list(Priority))
def test_what_is_less_urgent_than_the_mode_allows_stays_where_it_is(at_least: Priority) -> None:
    for priority in Priority:
        expected: tuple[str, list[str]] | None = ("one", []) if priority >= at_least else None
        assert start(agenda(run("one", priority)), at_least) == expected


@pytest.mark.parametrize(
    ("priority", "above", "held"),
    [
        (Priority.WATCH, Priority.WATCH, False),
        (Priority.COMPANY, Priority.WATCH, True),
        (Priority.REQUEST, Priority.CARE, False),
    ],
)
def test_a_resource_is_held_by_whoever_acts_and_is_urgent_enough(
    priority: Priority, above: Priority, held: bool
) -> None:
    made = agenda(run("one", priority, BODY, ACTIVE), run("waiting", Priority.ALARM, TALK))
    assert made.holding(Resource.BODY, above) is held
    assert not made.holding(Resource.TALK, above)


def test_a_plan_that_waits_keeps_its_action() -> None:
    one = run("one")
    one.pending = next(one.plan)
    waiting: Action = Wait(duration=timedelta(seconds=1))
    assert agenda(one).runs[0].pending == waiting
