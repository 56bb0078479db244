"""The e-mail outlet under test, with a mail server on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from carebot.outlets.base import Outlet
from carebot.outlets.mail import Mail, Options
from tests.carebot.outlets.mail_server import Postmaster, mail_server
from tests.carebot.outlets.tcp_server import HERE, silence, talking
from tests.contracts.outlets.base import OutletHarness


def _mail(port: int, timeout: timedelta) -> Mail:
    return Mail(
        Options(
            host=HERE,
            port=port,
            encryption="none",
            sender="carebot@home.example",
            recipients=("nurse@home.example",),
            timeout=timeout,
        )
    )


class MailHarness(OutletHarness):
    """A writer of letters and its mail server."""

    @asynccontextmanager
    async def reaching(self) -> AsyncIterator[Outlet]:
        """The server accepts every letter."""
        async with mail_server(Postmaster()) as server:
            yield _mail(server.port, timedelta(seconds=30))

    @asynccontextmanager
    async def reaching_nobody(self) -> AsyncIterator[Outlet]:
        """The server takes the call and says nothing."""
        async with talking(silence) as port:
            yield _mail(port, timedelta(milliseconds=50))
