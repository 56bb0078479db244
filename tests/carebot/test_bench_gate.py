"""The figures of the gate: what moves for ever is halted from outside, however its program ends."""

import pytest

from carebot.bench._bare_base import BRAKING_MPS2, SPEED_MPS, Wheels
from carebot.bench.gate import measure_hangs
from carebot.core.body import STANDSTILL_MPS


def test_the_wheels_follow_and_say_since_when_they_stand() -> None:
    wheels = Wheels()
    for step in range(200):
        wheels.step(SPEED_MPS, step * 0.002)
    assert wheels.speed_mps.value == pytest.approx(SPEED_MPS)
    turning = [wheels.turning.value]
    for step in range(200, 400):
        wheels.step(0.0, step * 0.002)
    turning.append(wheels.turning.value)
    assert turning == [True, False]
    assert wheels.speed_mps.value == 0.0
    braking_s = wheels.standing_since_s.value - 200 * 0.002
    assert braking_s == pytest.approx((SPEED_MPS - STANDSTILL_MPS) / BRAKING_MPS2, abs=0.005)


@pytest.mark.slow
def test_a_base_that_knows_no_lease_rests_when_its_program_hangs_or_is_killed() -> None:
    """Well under a second even on a machine that runs other tests; the figure itself is for `carebot bench gate`."""
    times_ms = measure_hangs(1)
    assert set(times_ms) == {"SIGSTOP", "SIGKILL"}
    assert all(0 < ms < 1000 for measured in times_ms.values() for ms in measured)
