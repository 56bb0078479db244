"""What the tests of hearing and speaking share: permits, sounds, and where models and real recordings lie."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from carebot.clocks import SimulatedClock
from carebot.core.actions import Action
from carebot.core.errors import ModelError
from carebot.core.ids import fresh_id
from carebot.core.permits import PermitLedger, signature
from carebot.core.verdicts import Limits, Permit
from carebot.models import ModelStore, model_cache
from dialogue.base import SAMPLE_RATE_HZ, Samples

KEY = b"a key for tests only"
START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def anyio_backend() -> str:
    """Coroutine tests run on asyncio alone."""
    return "asyncio"


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(START)


@pytest.fixture
def ledger() -> PermitLedger:
    return PermitLedger(KEY)


@pytest.fixture
def permit(clock: SimulatedClock) -> Callable[[Action], Permit]:
    """Makes a valid permit for an action, issued now."""

    def make(action: Action) -> Permit:
        unsigned = Permit(
            id=fresh_id(),
            decision="decision",
            action=action,
            limits=Limits(),
            issued_at=clock.now(),
            expires_at=clock.now() + timedelta(seconds=5),
            signature="",
        )
        return Permit(
            id=unsigned.id,
            decision=unsigned.decision,
            action=unsigned.action,
            limits=unsigned.limits,
            issued_at=unsigned.issued_at,
            expires_at=unsigned.expires_at,
            signature=signature(unsigned, KEY),
        )

    return make


async def run_for(clock: SimulatedClock, seconds: float) -> None:
    """Let simulated time pass in steps of 20 ms, so that what begins in one step is timed in the next."""
    for _ in range(round(seconds / 0.02)):
        await clock.advance(timedelta(seconds=0.02))


def tone(seconds: float, frequency_hz: float = 440.0, rate_hz: int = SAMPLE_RATE_HZ, amplitude: int = 8000) -> Samples:
    """A pure tone."""
    instants = np.arange(round(seconds * rate_hz)) / rate_hz
    sound: Samples = (amplitude * np.sin(2 * np.pi * frequency_hz * instants)).astype(np.int16)
    return sound


def silence(seconds: float, rate_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """No sound at all."""
    return np.zeros(round(seconds * rate_hz), dtype=np.int16)


def bench_folder(name: str) -> Path:
    """The folder `name` of the real cases; skips the test where they are absent."""
    chosen = os.environ.get("CAREBOT_BENCH")
    root = Path(chosen) if chosen else Path(__file__).parents[3] / "shared" / "bench"
    folder = root / name
    if not folder.is_dir():
        pytest.skip(f"the real cases are absent: {folder} (set CAREBOT_BENCH)")
    return folder


def model_folder(name: str) -> Path:
    """The folder of the model `name`; skips the test where it is not installed."""
    try:
        return ModelStore(model_cache()).path(name)
    except ModelError as error:
        pytest.skip(error.text.en)
