"""Notices to a web address: the nurse-call system, a text message or voice gateway, or any other that takes JSON."""

import asyncio
import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from typing import ClassVar, Final

import httpx

from carebot.core.language import Text
from carebot.outlets._wires import LAST_PORT, as_json, switched_off, too_slow, unreached
from carebot.outlets.base import Delivery, Notice, Outlet

# Neither address nor token stands in a message: both may hold a secret.
_NO_ADDRESS: Final = Text(
    zh="webhook 的 url 不对，应以 http:// 或 https:// 开头，例如 https://nurse.example/call。",
    en="The url of the webhook is wrong: it begins with http:// or https://, such as https://nurse.example/call.",
)
_NO_TOKEN: Final = Text(
    zh="webhook 的 token 里有不能发送的字符，请重新复制。",
    en="The token of the webhook has characters that cannot be sent; copy it again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where to post. An empty `url` switches the outlet off; `token` is sent as a bearer token.

    `timeout` bounds the whole attempt.
    """

    url: str = ""
    token: str = field(default="", repr=False)
    timeout: timedelta = timedelta(seconds=3)


class Webhook(Outlet):
    """Posts each notice as JSON; anything but a 2xx answer is not delivered.

    A redirection is not followed, so that a notice and its token go nowhere but to the address that was set.
    """

    title: ClassVar[Text] = Text(zh="网络回调（护士呼叫、短信网关）", en="Webhook (nurse call, message gateway)")

    def __init__(self, options: Options = Options()) -> None:
        self._options = options
        self._tls: ssl.SSLContext | None = None

    @property
    def switched_on(self) -> bool:
        """Whether there is an address."""
        return bool(self._options.url)

    def fault(self) -> Text | None:
        """That the address is none, or that the token cannot be sent."""
        return _fault(self._options) if self.switched_on else None

    async def start(self) -> None:
        """Read the certificates."""
        self._tls = await _tls()

    async def deliver(self, notice: Notice) -> Delivery:
        """Post the notice once."""
        if not self.switched_on:
            return switched_off("url")
        if fault := _fault(self._options):
            return Delivery(delivered=False, detail=fault)
        try:
            async with asyncio.timeout(self._options.timeout.total_seconds()):
                status = await self._post(notice)
        except (httpx.TimeoutException, TimeoutError):
            return too_slow(self._options.timeout)
        except httpx.HTTPError as error:
            return unreached(error)
        if httpx.codes.is_success(status):
            return Delivery(delivered=True)
        return Delivery(delivered=False, detail=_refused(status))

    async def _post(self, notice: Notice) -> int:
        """The status of the answer, whose body nobody waits for."""
        options = self._options
        self._tls = self._tls or await _tls()
        headers = {"authorization": f"Bearer {options.token}"} if options.token else {}
        async with (
            httpx.AsyncClient(verify=self._tls, timeout=options.timeout.total_seconds()) as client,
            client.stream("POST", options.url, json=as_json(notice), headers=headers) as answer,
        ):
            return answer.status_code


async def _tls() -> ssl.SSLContext:
    """Whom to trust. Reading the certificates takes 50 ms, a quarter of what the loop may be late with its beat."""
    return await asyncio.to_thread(httpx.create_ssl_context)


def _fault(options: Options) -> Text | None:
    """What is wrong with the settings."""
    if not _postable(options.url):
        return _NO_ADDRESS
    return None if _sendable(options.token) else _NO_TOKEN


def _postable(url: str) -> bool:
    try:
        address = httpx.URL(url)
        host, port = address.host, address.port
    except (httpx.InvalidURL, UnicodeError):
        return False
    return address.scheme in {"http", "https"} and bool(host) and (port is None or 0 < port <= LAST_PORT)


def _sendable(token: str) -> bool:
    """Whether `token` may stand in a header field (RFC 9110, section 5.5): visible ASCII."""
    return token.isascii() and token.isprintable()


def _refused(status: int) -> Text:
    return Text(zh=f"对方拒绝了（{status}），请检查设置。", en=f"It was refused ({status}); check the settings.")
