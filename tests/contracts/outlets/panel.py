"""The panel under test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from carebot.outlets.base import Outlet
from carebot.outlets.panel import Panel
from tests.contracts.outlets.base import OutletHarness


class PanelHarness(OutletHarness):
    """A panel with viewers that are counted."""

    @asynccontextmanager
    async def reaching(self) -> AsyncIterator[Outlet]:
        """Two people watch."""
        panel = Panel()
        panel.attach(lambda: 2)
        yield panel

    @asynccontextmanager
    async def reaching_nobody(self) -> AsyncIterator[Outlet]:
        """The panel runs, and nobody has it open."""
        panel = Panel()
        panel.attach(lambda: 0)
        yield panel
