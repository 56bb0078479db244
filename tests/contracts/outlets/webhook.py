"""The webhook under test, with a server on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from carebot.outlets.base import Outlet
from carebot.outlets.webhook import Options, Webhook
from tests.carebot.outlets.http_server import never, serving, status
from tests.contracts.outlets.base import OutletHarness


class WebhookHarness(OutletHarness):
    """A webhook and the server at its address."""

    @asynccontextmanager
    async def reaching(self) -> AsyncIterator[Outlet]:
        """The server accepts every notice."""
        async with serving(status(200)) as server:
            yield Webhook(Options(url=server.url, timeout=timedelta(seconds=30)))

    @asynccontextmanager
    async def reaching_nobody(self) -> AsyncIterator[Outlet]:
        """The server takes every notice and never answers."""
        async with serving(never) as server:
            yield Webhook(Options(url=server.url, timeout=timedelta(milliseconds=50)))
