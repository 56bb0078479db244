"""A kind of action that the gate was never taught is refused, not passed."""

from datetime import timedelta
from typing import Any

import pytest

from carebot.core.limits import SafetyLimits
from safety._magnitudes import magnitudes
from safety._requests import Asking
from safety._rooms import RoomFinder
from safety._subjects import person_of
from safety.gate import Gate
from safety.policies.form import Form
from tests.safety import builders as b

UNTAUGHT: Any = object()


def test_no_part_of_the_gate_takes_it_for_something_else() -> None:
    asking = Asking(
        situation=b.situation(),
        limits=SafetyLimits(),
        confirmation_life=timedelta(seconds=60),
        rooms=RoomFinder(),
    )
    for reading in (
        lambda: person_of(UNTAUGHT),
        lambda: list(magnitudes(UNTAUGHT)),
        lambda: list(asking.requests(UNTAUGHT)),
    ):
        with pytest.raises(AssertionError):
            reading()


def test_the_gate_refuses_it() -> None:
    form = Form()
    form.prepare()
    decision = Gate([("form", form)], b"key", timedelta(seconds=1)).judge(UNTAUGHT, b.situation(), "d")
    assert decision.granted is None
    assert decision.judgements[0].rule == "gate.policy_failed.form"
