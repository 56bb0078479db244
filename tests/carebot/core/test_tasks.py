"""Tasks written as JSON and read again."""

import pytest
from hypothesis import given, settings

from carebot.core.household import Aim, Deed, DeedKind, Effect, Mention, Task
from carebot.core.tasks import task_from_json, task_to_json
from tests.safety.household.test_properties import TASKS


@settings(max_examples=100, deadline=None)
@given(TASKS)
def test_a_task_is_read_as_it_was_written(task: Task) -> None:
    assert task_from_json(task_to_json(task)) == task


def test_aims_are_kept() -> None:
    aim = Aim(effect=Effect.FIRE, things=(Mention(kind="paper", words="paper"),), words="a fire")
    task = Task(deeds=(Deed(kind=DeedKind.PICK, aims=(aim,)),), aims=(aim,), words="x")
    assert task_from_json(task_to_json(task)) == task


@pytest.mark.parametrize("line", ["", "{", "[]", "3", "{}", '{"deeds": 3, "aims": [], "words": ""}',
                                  '{"deeds": [{"kind": "fly"}], "aims": [], "words": ""}'])  # fmt: skip
def test_what_is_no_task_is_none(line: str) -> None:
    assert task_from_json(line) is None


def test_only_tasks_are_written() -> None:
    with pytest.raises(TypeError, match="no part of a task"):
        task_to_json(Task(deeds=(), words=object()))  # type: ignore[arg-type]
