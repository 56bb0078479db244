"""The panel as an outlet: delivered when somebody watches, and otherwise it says that nobody does."""

import asyncio

from carebot.outlets.base import Delivery
from carebot.outlets.panel import Panel
from tests.carebot.outlets.notices import FALL
from tests.contracts.rig import bilingual


def deliver(panel: Panel) -> Delivery:
    return asyncio.run(panel.deliver(FALL))


def test_before_the_panel_runs_nobody_watches() -> None:
    delivery = deliver(Panel())
    assert not delivery.delivered
    assert bilingual(delivery.detail)
    assert FALL.text.en not in delivery.detail.en, "it stands under the alarm, which says that already"


def test_viewers_are_counted_at_each_notice() -> None:
    panel = Panel()
    watching = [0]
    panel.attach(lambda: watching[0])
    delivered = []
    for count in (0, 1, 0, 5, 0):
        watching[0] = count
        delivered.append(deliver(panel).delivered)
    assert delivered == [False, True, False, True, False]


def test_the_last_attached_count_holds() -> None:
    panel = Panel()
    panel.attach(lambda: 1)
    panel.attach(lambda: 0)
    assert not deliver(panel).delivered
