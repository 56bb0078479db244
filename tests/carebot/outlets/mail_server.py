"""A mail server on a free port of this machine, which keeps the letters that it accepts."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.carebot.outlets.tcp_server import HERE

USER: Final = "carebot"
PASSWORD: Final = "s3cret"


@dataclass(slots=True, kw_only=True)
class Postmaster:
    """What the server is to answer, and the letters that it has accepted, each with those whom it is for."""

    port: int = 0
    recipients: Mapping[str, str] = field(default_factory=dict)
    on_sender: str = "250 OK"
    on_data: str = "250 OK"
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Who writes."""
        envelope.mail_from = address
        return self.on_sender

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whom it is for."""
        answer = self.recipients.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """The letter."""
        assert isinstance(envelope.content, bytes)
        if self.on_data.startswith("2"):
            letter = message_from_bytes(envelope.content, _class=EmailMessage, policy=policy.default)
            self.letters.append((envelope.rcpt_tos, letter))
        return self.on_data


def _authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@asynccontextmanager
async def mail_server(
    postmaster: Postmaster, *, login: bool = False, certificate: Path | None = None, tls_at_once: bool = False
) -> AsyncIterator[Postmaster]:
    """`postmaster` at work on a port, encrypting by `certificate`, and asking for a login then if it is to."""
    context = None
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
    lines: list[SMTP] = []

    def line() -> SMTP:
        lines.append(
            SMTP(
                postmaster,
                tls_context=None if tls_at_once else context,
                require_starttls=context is not None and not tls_at_once,
                auth_required=login,
                authenticator=_authenticate,
                enable_SMTPUTF8=True,
            )
        )
        return lines[-1]

    server = await asyncio.get_running_loop().create_server(line, HERE, 0, ssl=context if tls_at_once else None)
    postmaster.port = int(server.sockets[0].getsockname()[1])
    try:
        yield postmaster
    finally:
        server.close()
        for each in lines:
            if each.transport is not None:
                each.transport.close()
        await server.wait_closed()
