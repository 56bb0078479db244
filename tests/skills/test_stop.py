"""Stop: no motion, whatever becomes of its one sentence."""

import pytest

from carebot.core.goals import GoalResult
from carebot.core.outcomes import Result
from skills.stop import Stop
from tests.skills.house import BY_SCHEDULE, failed, run


@pytest.mark.parametrize("result", Result)
def test_it_only_speaks_and_is_reached_whether_or_not_it_is_heard(result: Result) -> None:
    played = run(Stop(), ends={"say": failed(result)})
    assert played.kinds == ["say"]
    assert played.conclusion.result is GoalResult.DONE


def test_it_is_silent_where_nobody_spoke() -> None:
    assert run(Stop(), by=BY_SCHEDULE).actions == ()
