"""Notices by e-mail, over the mail server of the home.

Delivered means that the server has accepted the letter for one recipient at least, not that anybody has read it.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.errors import HeaderParseError
from email.headerregistry import Address
from typing import ClassVar, Final, Literal

import aiosmtplib

from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.outlets._letter import letter
from carebot.outlets._served import Served, ServerOptions
from carebot.outlets._wires import unreached
from carebot.outlets.base import Delivery, Fault, Notice

_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
_GOODBYE_S: Final = 1.0
_ANSWER_CHARACTERS: Final = 200
_NO_RECIPIENTS: Final = Fault(
    text=Text(zh="recipients 是空的，请写上收件地址。", en="recipients is empty: give the addresses to write to."),
    option="recipients",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ServerOptions):
    """Which mail server, who writes, and to whom. Those in `recipients` together see each other's addresses."""

    encryption: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = ""
    recipients: tuple[str, ...] = ()
    timeout: timedelta = timedelta(seconds=4)

    @property
    def usual_port(self) -> int:
        """The port that goes with the encryption."""
        return _PORTS[self.encryption]


class Mail(Served[Options]):
    """Writes one letter for each notice to all recipients."""

    title: ClassVar[Text] = Text(zh="电子邮件", en="E-mail")

    def __init__(self, options: Options = Options()) -> None:
        super().__init__(options)

    def own_fault(self) -> Fault | None:
        """That an address is none, or that there is nobody to write to."""
        options = self._options
        wrong = next((one for one in (options.sender, *options.recipients) if not _is_address(one)), None)
        if wrong is not None:
            key = "sender" if wrong == options.sender else "recipients"
            text = Text(zh=f"{key} 里的 {wrong!r} 不是邮件地址。", en=f"{wrong!r} in {key} is no e-mail address.")
            return Fault(text=text, option=key)
        return None if options.recipients else _NO_RECIPIENTS

    async def send(self, notice: Notice) -> Delivery:
        """Write to all recipients at once."""
        client = await asyncio.to_thread(self._client)
        try:
            async with self.within():
                await client.connect()
                written = letter(notice, self._options.sender, self._options.recipients)
                refused, _ = await client.send_message(written)
            await _say_goodbye(client)
        except TimeoutError:
            raise
        except aiosmtplib.SMTPException as error:
            return _undelivered(error)
        finally:
            client.close()
        return Delivery(delivered=True, detail=_some_refused(refused) if refused else NOTHING)

    def _client(self) -> aiosmtplib.SMTP:
        """A client for one letter, made in a thread, since reading the certificates takes long."""
        options = self._options
        return aiosmtplib.SMTP(
            hostname=options.host,
            port=options.server_port,
            username=options.user or None,
            password=options.password or None,
            use_tls=options.encryption == "tls",
            start_tls=options.encryption == "starttls",
            tls_context=self.trusted() if options.encryption != "none" else None,
            timeout=options.timeout.total_seconds(),
        )


async def _say_goodbye(client: aiosmtplib.SMTP) -> None:
    """The letter is accepted, whatever the server answers to that (RFC 5321, 4.1.1.10, wants it said)."""
    with contextlib.suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=_GOODBYE_S)


def _undelivered(error: aiosmtplib.SMTPException) -> Delivery:
    """What the server, or the network, made of the letter; what the server calls temporary may pass."""
    match error:
        case aiosmtplib.SMTPConnectError() | aiosmtplib.SMTPServerDisconnected():
            return unreached(error)
        case aiosmtplib.SMTPAuthenticationError(code=code):
            return _refused(code, error, Text(zh="请检查 user 和 password", en="check user and password"))
        case aiosmtplib.SMTPRecipientsRefused(recipients=each):
            who = ", ".join(one.recipient for one in each)
            code = min(one.code for one in each)
            return _refused(code, error, Text(zh=f"请检查收件地址 {who}", en=f"check the recipients {who}"))
        case aiosmtplib.SMTPResponseException(code=code):
            return _refused(code, error, Text(zh="请检查邮件服务器的要求", en="see what the mail server asks for"))
        case _:
            return _refused(0, error, Text(zh="请检查 encryption 和 user", en="check encryption and user"))


def _refused(code: int, error: Exception, advice: Text) -> Delivery:
    said = _said(error)
    detail = Text(
        zh=f"邮件服务器拒绝了（{said}），{advice.zh}。", en=f"The mail server refused it ({said}); {advice.en}."
    )
    return Delivery(delivered=False, detail=detail, passing=400 <= code < 500)


def _said(error: Exception) -> str:
    """What the server said, in one line."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused(recipients=each):
            return "; ".join(_answer(one.code, one.message) for one in each)
        case aiosmtplib.SMTPResponseException(code=code, message=message):
            return _answer(code, message)
        case _:
            return str(error)


def _answer(code: int, message: str) -> str:
    words = "".join(character if character.isprintable() else " " for character in f"{code} {message}")
    return " ".join(words.split())[:_ANSWER_CHARACTERS]


def _some_refused(refused: Mapping[str, tuple[int, str]]) -> Text:
    listed = "; ".join(f"{address}: {_answer(code, message)}" for address, (code, message) in refused.items())
    return Text(zh=f"没有为这些人收下：{listed}。", en=f"Not accepted for {listed}.")


def _is_address(text: str) -> bool:
    """Whether one may write to `text`, such as nurse@home.example."""
    try:
        address = Address(addr_spec=text)
    except (HeaderParseError, ValueError, IndexError):
        return False
    return text.isascii() and text.isprintable() and bool(address.username and address.domain) and " " not in text
