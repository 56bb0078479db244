"""The ladder: the worst wins, delays, clearing, and that flickering outruns neither."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carebot.core.language import Text
from safety.ladder import FAULTS, Clearing, Fault, Ladder, LadderState, Rung

TICK = timedelta(milliseconds=50)
DELAY = timedelta(milliseconds=300)
SETTLED = timedelta(seconds=1)
TEXT = Text(zh="故障", en="fault")


def fault(name: str, rung: Rung, clearing: Clearing = Clearing.BY_ITSELF, delay: timedelta = timedelta()) -> Fault:
    return Fault(name=name, rung=rung, text=TEXT, source="test", clearing=clearing, delay=delay, settled_after=SETTLED)


LADDER = Ladder(
    (
        fault("slow", Rung.SLOW),
        fault("hold", Rung.HOLD, delay=DELAY),
        fault("stop", Rung.SAFE_STOP, Clearing.BY_STAFF),
        fault("late_stop", Rung.SAFE_STOP, Clearing.BY_STAFF, DELAY),
        fault("off", Rung.POWER_OFF, Clearing.BY_RESTART),
        fault("late_off", Rung.POWER_OFF, Clearing.BY_RESTART, DELAY),
    )
)


def nothing(ticks: int) -> list[list[str]]:
    """No condition at all for so many ticks."""
    return [[] for _ in range(ticks)]


def run(conditions: Iterable[Iterable[str]], state: LadderState | None = None) -> LadderState:
    """The state after one tick for each of `conditions`, from the start or from `state` at the time 0."""
    now_state = state or LadderState()
    for number, present in enumerate(conditions):
        now_state = LADDER.step(now_state, frozenset(present), number * TICK)
    return now_state


def test_the_order_of_the_rungs() -> None:
    order = ["NORMAL", "WARN", "SLOW", "HOLD", "RETREAT", "LOWER_AND_RELEASE", "SAFE_STOP", "POWER_OFF"]
    assert [rung.name for rung in sorted(Rung)] == order


def test_nothing_wrong_is_normal() -> None:
    assert LADDER.rung(LadderState()) is Rung.NORMAL
    assert LADDER.rung(run([[], []])) is Rung.NORMAL


def test_the_worst_wins() -> None:
    state = run([["slow", "stop"]])
    assert LADDER.rung(state) is Rung.SAFE_STOP
    assert [one.name for one in LADDER.active(state)] == ["stop", "slow"]


def test_a_delay_passes_before_a_fault_fires() -> None:
    steps = DELAY // TICK
    assert LADDER.rung(run([["hold"]] * steps)) is Rung.NORMAL
    assert LADDER.rung(run([["hold"]] * (steps + 1))) is Rung.HOLD


def test_the_delay_counts_from_when_the_condition_began() -> None:
    began = timedelta(hours=5)
    state = LADDER.step(LadderState(), {"hold"}, began)
    assert LADDER.rung(LADDER.step(state, {"hold"}, began + DELAY - TICK)) is Rung.NORMAL
    assert LADDER.rung(LADDER.step(state, {"hold"}, began + DELAY)) is Rung.HOLD


def test_a_flickering_fault_fires_as_a_steady_one_does() -> None:
    steps = DELAY // TICK
    flickering = [["hold"] if number % 2 == 0 else [] for number in range(steps + 1)]
    assert LADDER.rung(run(flickering)) is Rung.HOLD


def test_a_flickering_fault_does_not_clear() -> None:
    nearly = nothing(SETTLED // TICK - 1)
    assert LADDER.rung(run([["slow"], *nearly, ["slow"], *nearly])) is Rung.SLOW


def test_a_fault_clears_by_itself_once_it_is_gone_long_enough() -> None:
    gone = nothing(SETTLED // TICK)
    assert LADDER.rung(run([["slow"], *gone[:-1]])) is Rung.SLOW
    assert LADDER.rung(run([["slow"], *gone])) is Rung.NORMAL


def test_a_fault_that_never_fired_is_forgotten() -> None:
    gone = nothing(SETTLED // TICK)
    assert run([["hold", "late_stop", "late_off"], *gone]).tracks == {}


def test_a_latched_fault_waits_for_staff() -> None:
    gone = nothing(10 * SETTLED // TICK)
    state = run([["stop"], *gone])
    assert LADDER.rung(state) is Rung.SAFE_STOP
    later = 20 * SETTLED
    assert LADDER.rung(LADDER.step(state, frozenset(), later)) is Rung.SAFE_STOP
    assert LADDER.rung(LADDER.step(state, frozenset(), later, released=True)) is Rung.NORMAL


def test_staff_cannot_release_what_is_still_there() -> None:
    state = LADDER.step(run([["stop"]]), frozenset({"stop"}), 10 * SETTLED, released=True)
    assert LADDER.rung(state) is Rung.SAFE_STOP
    just_gone = LADDER.step(state, frozenset(), 10 * SETTLED + TICK, released=True)
    assert LADDER.rung(just_gone) is Rung.SAFE_STOP


def test_only_a_restart_ends_a_power_off() -> None:
    state = run([["off"], *nothing(10 * SETTLED // TICK)])
    assert LADDER.rung(LADDER.step(state, frozenset(), 20 * SETTLED, released=True)) is Rung.POWER_OFF


def test_a_condition_that_no_fault_is_named_after_is_an_error() -> None:
    with pytest.raises(KeyError):
        LADDER.step(LadderState(), {"unheard of"}, timedelta())


def test_a_fault_without_settling_time_clears_when_its_condition_goes() -> None:
    ladder = Ladder((Fault(name="blink", rung=Rung.SLOW, text=TEXT, source="test", settled_after=timedelta()),))
    state = ladder.step(LadderState(), {"blink"}, timedelta())
    assert ladder.rung(state) is Rung.SLOW
    assert ladder.rung(ladder.step(state, {"blink"}, TICK)) is Rung.SLOW
    assert ladder.rung(ladder.step(state, (), TICK)) is Rung.NORMAL


def test_what_has_fired_stays_though_the_clock_goes_back() -> None:
    fault = Fault(name="late", rung=Rung.HOLD, text=TEXT, source="test", delay=SETTLED)
    ladder = Ladder((fault,))
    state = LadderState()
    for now in (5 * SETTLED, 6 * SETTLED, 5 * SETTLED):
        state = ladder.step(state, {"late"}, now)
    assert ladder.rung(state) is Rung.HOLD


NAMES = ["slow", "hold", "stop", "late_stop", "off", "late_off"]


@given(st.lists(st.sets(st.sampled_from(NAMES)), max_size=60))
def test_what_is_present_and_due_always_acts(history: list[set[str]]) -> None:
    state = run(history)
    for name in NAMES:
        steps = DELAY // TICK + 1 if name in {"hold", "late_stop", "late_off"} else 1
        recent = history[-steps:]
        if len(recent) == steps and all(name in present for present in recent):
            assert name in {one.name for one in LADDER.active(state)}


def test_the_table_of_faults() -> None:
    assert len({one.name for one in FAULTS}) == len(FAULTS)
    assert all(one.text.zh and one.text.en and one.source for one in FAULTS)
    assert {one.rung for one in FAULTS} == set(Rung) - {Rung.NORMAL}
    latched = {one.name for one in FAULTS if one.clearing is Clearing.BY_STAFF}
    assert {"emergency_stop", "bumped", "body_failed", "crash_loop"} <= latched
    delays = {one.name: one.delay / timedelta(milliseconds=1) for one in FAULTS if one.delay}
    assert delays == {"people_unseen": 300.0}
    slow_to_settle = {one.name: one.settled_after for one in FAULTS if one.settled_after != timedelta(seconds=1)}
    assert slow_to_settle == {"battery_low": timedelta(minutes=1), "crash_loop": timedelta()}
    assert Ladder().rung(LadderState()) is Rung.NORMAL
