"""A home's own rules while the robot runs: a change of the file is taken up, and what is wrong with it is told."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carebot.assembly.rules import LOOK_EVERY, SOURCE, following
from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.core.events import Event, FaultCleared, FaultRaised
from carebot.robot import Announcer
from safety.policies.house_rules import HouseRules, Options
from safety.signatures import signature_file
from tests.safety.signed import TRUSTED, write_signed

pytestmark = pytest.mark.anyio

RULE = """
@id("home.%s") @zh("不去。") @en("Not there.") @hazard("none") @source("the home")
@alternative_zh("换一样。") @alternative_en("Else.")
forbid (principal, action == Action::"set_device", resource);
"""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Renewals:
    """Waits for the work that is done beside the loop."""

    def __init__(self, rules: HouseRules, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done = asyncio.Semaphore(0)
        loop, renew = asyncio.get_running_loop(), rules.renew

        def counted() -> None:
            renew()
            loop.call_soon_threadsafe(self.done.release)

        monkeypatch.setattr(rules, "renew", counted)


async def test_the_file_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_signed(tmp_path / "home.cedar", RULE % "first")
    signature_file(file).unlink()
    rules = HouseRules(Options(home_rules=file, rule_keys=TRUSTED))
    rules.prepare()
    bus, clock = Bus(), SimulatedClock(datetime(2026, 3, 1, tzinfo=UTC))
    told: list[Event] = []
    heard = asyncio.Event()

    def hear(event: Event) -> None:
        told.append(event)
        heard.set()

    bus.subscribe(Event, hear)
    renewals = Renewals(rules, monkeypatch)
    service = asyncio.ensure_future(following(rules, clock, Announcer(bus, clock))())
    await heard.wait()
    assert isinstance(told[0], FaultRaised)
    assert told[0].source == SOURCE
    assert "not signed" in told[0].text.en
    await clock.advance(LOOK_EVERY)
    assert len(told) == 1

    heard.clear()
    write_signed(file, RULE % "second")
    await clock.advance(LOOK_EVERY)
    await renewals.done.acquire()
    await heard.wait()
    assert isinstance(told[-1], FaultCleared)
    assert "home.second" in {rule.id for rule in rules.rules}
    service.cancel()
    await asyncio.gather(service, return_exceptions=True)
