"""How long the gate takes to decide, and how long a busy loop may leave its beat unattended."""

import asyncio
import multiprocessing
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from multiprocessing.synchronize import Event
from statistics import fmean
from time import perf_counter, process_time
from typing import Final

from carebot.core.actions import Action
from carebot.core.situation import Situation
from safety._entities import entities_of
from safety.gate import Gate
from safety.policies.base import Policy
from safety.policies.house_rules import HouseRules
from safety.sample_home import sample_house, sample_moments

_BEATING: Final = timedelta(seconds=10)
_BEAT: Final = timedelta(milliseconds=20)
_FRAME_S: Final = 0.125
_POSE_S: Final = 0.040


def measure_gate(policies: Sequence[tuple[str, Policy]], residents: int = 500, rounds: int = 1000) -> dict[str, float]:
    """CPU milliseconds of a decision by `policies`, in a nursing home of `residents`, over `rounds` decisions.

    Gives `mean_ms`, `p50_ms`, `p99_ms` and `max_ms` of one decision; `rules`, the number of house rules; `entities`,
    how many people, rooms, things and doses they know; `first_ms`, what the first decision about a house costs;
    `load_ms`, the preparing of the policies.
    """
    load_ms = sum(_cpu_ms(policy.prepare) for _, policy in policies)
    gate = Gate(policies, b"benchmark", timedelta(seconds=5))
    house = sample_house(residents)
    moments = list(sample_moments(house))
    first_ms = _cpu_ms(lambda: gate.judge(*moments[0], "first"))
    times_ms = sorted(_decision_ms(gate, number, moments) for number in range(rounds))
    return {
        "residents": residents,
        "rules": sum(len(policy.rules) for _, policy in policies if isinstance(policy, HouseRules)),
        "entities": len(list(entities_of(house))),
        "load_ms": load_ms,
        "first_ms": first_ms,
        "mean_ms": fmean(times_ms),
        "p50_ms": _quantile(times_ms, 0.5),
        "p99_ms": _quantile(times_ms, 0.99),
        "max_ms": times_ms[-1],
    }


def measure_beats(duration: timedelta = _BEATING, spinners: int = 1) -> dict[str, float]:
    """Milliseconds between the beats of a loop that beats every 20 ms, on a machine kept busy for `duration`.

    Busy: a process computes 40 ms of every 125 ms, as pose estimation at eight frames a second does, and `spinners`
    threads compute in the loop's own process and give up the interpreter only when made to. Gives `mean_ms`, `p99_ms`
    and `max_ms`.
    """
    context = multiprocessing.get_context("spawn")
    ended, stopped = context.Event(), threading.Event()
    estimator = context.Process(target=_estimate, args=(ended,), daemon=True)
    threads = [threading.Thread(target=_spin, args=(stopped,), daemon=True) for _ in range(spinners)]
    estimator.start()
    for thread in threads:
        thread.start()
    try:
        beats = asyncio.run(_beats(duration))
    finally:
        stopped.set()
        ended.set()
        for thread in threads:
            thread.join()
        estimator.join()
    gaps_ms = sorted((after - before) * 1e3 for before, after in pairwise(beats))
    return {"mean_ms": fmean(gaps_ms), "p99_ms": _quantile(gaps_ms, 0.99), "max_ms": gaps_ms[-1]}


def _decision_ms(gate: Gate, number: int, moments: Sequence[tuple[Action, Situation]]) -> float:
    action, situation = moments[number % len(moments)]
    return _cpu_ms(lambda: gate.judge(action, situation, f"decision-{number}"))


def _cpu_ms(step: Callable[[], object]) -> float:
    """The CPU time that `step` takes, which other programs on the machine do not lengthen."""
    start = process_time()
    step()
    return (process_time() - start) * 1e3


def _quantile(ordered: Sequence[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


async def _beats(duration: timedelta) -> list[float]:
    beats = [perf_counter()]
    while beats[-1] - beats[0] < duration.total_seconds():
        await asyncio.sleep(_BEAT.total_seconds())
        beats.append(perf_counter())
    return beats


def _estimate(ended: Event) -> None:
    """Compute as pose estimation does, until `ended`."""
    while not ended.wait(_FRAME_S - _POSE_S):
        start = process_time()
        while process_time() - start < _POSE_S:
            sum(range(1000))


def _spin(stopped: threading.Event) -> None:
    """Compute without a pause, until `stopped`."""
    while not stopped.is_set():
        sum(range(10_000))
