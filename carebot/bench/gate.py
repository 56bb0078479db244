"""The gate's figures: what a decision costs, how long the proof takes, how soon the body of a hung program rests."""

import argparse
import multiprocessing
import os
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess
from statistics import median
from typing import Any, Final

from carebot.assembly.plugins import POLICIES, build_all
from carebot.bench._bare_base import SPEED_MPS, Lines, Wheels, drive, turn_wheels
from carebot.clocks import SystemClock
from carebot.commands.terminal import here
from carebot.core.body import STANDSTILL_MPS
from carebot.core.errors import BodyError
from carebot.core.language import Text
from carebot.core.verdicts import Permit
from carebot.stop_flag import StopFlag
from safety.benchmark import measure_gate
from safety.gate import Gate
from safety.monitor_process import Post, keep_watch
from safety.policies.base import Policy
from safety.proof.everything import prove_all
from safety.sample_home import sample_house, sample_moments
from safety.vitals import Options

Figures = dict[str, Any]

_RESIDENTS: Final = 500
"""Each with a room, a dose and a cup: two thousand entities."""

_SPINNERS: Final = 4
"""Programs that compute without a pause meanwhile: twice as many as carebot's machines have cores."""

_TRIALS: Final = 5
_LONGEST_S: Final = 30.0
_PERMIT_LIFE: Final = timedelta(minutes=1)
_NOT_MOVING: Final = Text(zh="测量用的底盘没有动起来。", en="The base to measure with did not begin to move.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often a program is hung and killed."""
    parser.add_argument(
        "--trials",
        type=int,
        default=_TRIALS,
        help=here(Text(zh="每项试几次（默认 %(default)s）", en="how often each is tried (default: %(default)s)")),
    )


def run(args: argparse.Namespace) -> Figures:
    """All figures of the gate, measured one after the other on this machine."""
    decision = measure_gate(_policies(), residents=_RESIDENTS)
    began = time.process_time(), time.perf_counter()
    report = prove_all()
    proof = time.process_time() - began[0], time.perf_counter() - began[1]
    hangs = measure_hangs(args.trials)
    return {
        "decision_cpu_ms": {"p50": round(decision["p50_ms"], 3), "p99": round(decision["p99_ms"], 3)},
        "rules": decision["rules"],
        "entities": decision["entities"],
        "proof_s": round(proof[1], 2),
        "proof_cpu_s": round(proof[0], 2),
        "proved": report.proved,
        "promises": len(report.findings),
        "hung_adapter_ms": max(ms for times_ms in hangs.values() for ms in times_ms),
        "hung_adapter": {
            name: {"p50_ms": median(times_ms), "max_ms": max(times_ms)} for name, times_ms in hangs.items()
        },
    }


def measure_hangs(trials: int) -> dict[str, list[float]]:
    """Milliseconds from a signal to the driving program until its base rests, by signal, on a busy machine.

    The base moves at 0.3 m/s and follows its last command for ever; each trial has processes of its own.
    """
    key = secrets.token_bytes(32)
    with _busy(_SPINNERS):
        return {
            number.name: [_rest_ms(number, _permit(key), key) for _ in range(trials)]
            for number in (signal.SIGSTOP, signal.SIGKILL)
        }


def _policies() -> list[tuple[str, Policy]]:
    return list(build_all(POLICIES, {}, "policies").items())


def _permit(key: bytes) -> Permit:
    """A permit to drive, made by the gate with all its policies."""
    policies = _policies()
    for _, policy in policies:
        policy.prepare()
    gate = Gate(policies, key, _PERMIT_LIFE)
    permit = gate.permit(gate.judge(*next(sample_moments(sample_house(1))), "bench"), SystemClock().now())
    assert permit is not None, "the sample is granted"
    assert permit.limits.speed_mps >= SPEED_MPS, "as fast as the base goes"
    return permit


def _rest_ms(number: signal.Signals, permit: Permit, key: bytes) -> float:
    """Let a program drive, send it the signal, and wait until the base measures no motion."""
    context = multiprocessing.get_context("spawn")
    wheels, flag, ended = Wheels(), StopFlag(), context.Event()
    commanded, commands = context.Pipe(duplex=False)
    program, monitor = context.Pipe()
    lines = Lines(commands=commands, wheels=wheels, monitor=program)
    with ExitStack() as stack:
        stack.callback(ended.set)
        base = context.Process(target=turn_wheels, args=(commanded, flag, wheels, ended), daemon=True)
        watch = context.Process(
            target=keep_watch, args=(Post(pipe=monitor, stop_line=flag, options=Options()),), daemon=True
        )
        driving = context.Process(target=drive, args=(lines, permit, key), daemon=True)
        for process in (base, watch, driving):
            _start(process, stack)
        for pipe in (commanded, commands, program, monitor):
            pipe.close()
        _wait_until_moving(wheels)
        assert driving.pid is not None, "it drives"
        signalled_s = time.monotonic()
        os.kill(driving.pid, number)
        while wheels.turning.value:
            time.sleep(0.001)
        return round((wheels.standing_since_s.value - signalled_s) * 1e3, 1)


def _start(process: BaseProcess, stack: ExitStack) -> None:
    process.start()
    stack.callback(process.join)
    stack.callback(process.kill)


def _wait_until_moving(wheels: Wheels) -> None:
    """Wait until the base has its speed, and the monitor has watched it for a second; raises BodyError."""
    began_s = time.monotonic()
    steady_since_s = began_s
    while time.monotonic() - steady_since_s < 1.0:
        if wheels.speed_mps.value < SPEED_MPS - STANDSTILL_MPS:
            steady_since_s = time.monotonic()
        if time.monotonic() - began_s > _LONGEST_S:
            raise BodyError(_NOT_MOVING)
        time.sleep(0.01)


@contextmanager
def _busy(spinners: int) -> Iterator[None]:
    """Keep the machine busy with programs that never rest."""
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        for _ in range(spinners):
            _start(context.Process(target=_spin, daemon=True), stack)
        yield


def _spin() -> None:
    while True:
        sum(range(10_000))
