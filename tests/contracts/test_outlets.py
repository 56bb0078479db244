"""What every outlet must do, whoever wrote it: say delivered or not, never hope, never hang, never raise."""

import asyncio
import itertools
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

import pytest

from carebot.assembly.plugins import OUTLETS, build
from carebot.core.actions import AlarmLevel
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.outlets.base import Delivery, Notice, Outlet
from carebot.plugins import PluginFolder
from tests.carebot.outlets.notices import FALL, notice
from tests.contracts.outlets.base import OutletHarness
from tests.contracts.rig import bilingual

HARNESSES: Final = PluginFolder(package="tests.contracts.outlets", base=OutletHarness)
WITHIN_S: Final = 5.0
"""An outlet answers within seconds; the first step of the chain comes after thirty."""
TEXTS: Final = (
    FALL.text,
    Text(zh="短", en="s"),
    Text(zh='引号"和\\斜线\n换行', en='quote " and \\ slash\nline'),
    Text(zh="长" * 5000, en="long " * 2000),
    Text(zh="👵🏻🆘", en="\u202e <b>&amp;</b> \x7f"),
)
NOTICES: Final = tuple(
    notice(id=f"n{number}", text=text, level=level, chain_step=number, incident="" if number % 2 else "i1")
    for number, (text, level) in enumerate(itertools.product(TEXTS, AlarmLevel))
)


@pytest.fixture(params=OUTLETS.names())
def name(request: pytest.FixtureRequest) -> str:
    """The name of an outlet."""
    return str(request.param)


@pytest.fixture
def harness(name: str) -> OutletHarness:
    """The harness of that outlet."""
    return HARNESSES.load(name)()


def deliveries(
    opened: Callable[[], AbstractAsyncContextManager[Outlet]], *notices: Notice, at_once: bool = False
) -> list[Delivery]:
    """What an outlet says of each notice, sent one after the other or all at once; fails when it takes too long."""

    async def scenario() -> list[Delivery]:
        async with opened() as outlet:
            await outlet.start()
            async with asyncio.timeout(WITHIN_S * (1 if at_once else len(notices))):
                sent = [outlet.deliver(each) for each in notices]
                answers = await asyncio.gather(*sent) if at_once else [await each for each in sent]
            await outlet.aclose()
            return answers

    return asyncio.run(scenario())


def test_every_outlet_has_a_harness() -> None:
    assert HARNESSES.names() == OUTLETS.names()


def test_an_outlet_says_what_it_is(name: str) -> None:
    assert bilingual(OUTLETS.load(name).title)


def test_an_outlet_that_nobody_has_set_up_starts_and_says_that_it_reaches_nobody(name: str) -> None:
    async def scenario() -> Delivery:
        outlet = build(OUTLETS.load(name), {}, f"outlets.{name}")
        await outlet.start()
        async with asyncio.timeout(WITHIN_S):
            delivery = await outlet.deliver(FALL)
        await outlet.aclose()
        return delivery

    delivery = asyncio.run(scenario())
    assert not delivery.delivered
    assert bilingual(delivery.detail)


def test_whatever_the_notice_it_is_delivered_where_somebody_is(harness: OutletHarness) -> None:
    assert deliveries(harness.reaching, *NOTICES) == [Delivery(delivered=True, detail=NOTHING)] * len(NOTICES)


def test_whatever_the_notice_it_is_not_delivered_where_nobody_is(harness: OutletHarness) -> None:
    for delivery in deliveries(harness.reaching_nobody, *NOTICES[:: len(AlarmLevel) + 1]):
        assert not delivery.delivered
        assert bilingual(delivery.detail)


def test_all_alarms_at_once_are_delivered(harness: OutletHarness) -> None:
    assert all(delivery.delivered for delivery in deliveries(harness.reaching, *NOTICES, at_once=True))


def test_notices_that_reach_nobody_do_not_wait_for_each_other(harness: OutletHarness) -> None:
    answers = deliveries(harness.reaching_nobody, *NOTICES, at_once=True)
    assert len(answers) == len(NOTICES)
    assert not any(delivery.delivered for delivery in answers)


def test_an_outlet_can_be_withdrawn_while_it_delivers(harness: OutletHarness) -> None:
    async def scenario() -> None:
        async with harness.reaching_nobody() as outlet, asyncio.timeout(WITHIN_S):
            await outlet.start()
            delivering = asyncio.create_task(outlet.deliver(FALL))
            await asyncio.sleep(0)
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)
            assert delivering.done()
            assert (await asyncio.gather(outlet.deliver(FALL)))[0].delivered is False
            await outlet.aclose()

    asyncio.run(scenario())


@pytest.mark.parametrize("started", [False, True])
def test_an_outlet_that_is_closed_twice_leaves_nothing_running(harness: OutletHarness, started: bool) -> None:
    async def scenario() -> list[str]:
        async with harness.reaching() as outlet:
            async with asyncio.timeout(WITHIN_S):
                if started:
                    await outlet.start()
                    await outlet.deliver(FALL)
                await outlet.aclose()
                await outlet.aclose()
            # Whoever is reached may run in this loop as well: the outlet's own work is what counts.
            return [repr(task) for task in asyncio.all_tasks() if "carebot/outlets/" in repr(task)]

    assert asyncio.run(scenario()) == []
