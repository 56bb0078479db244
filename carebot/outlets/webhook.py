"""Notices to a web address: the nurse-call system, a text message or voice gateway, or any other that takes a POST."""

import asyncio
import json
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, ClassVar, Final, Literal

import httpx

from carebot.core.language import Text
from carebot.outlets._template import PLACES, SECRET, filled, unknown_place, wants_secret
from carebot.outlets._wires import LAST_PORT, as_json, switched_off, too_slow, unreached
from carebot.outlets.base import Delivery, Fault, Notice, Outlet

_ANSWER_BYTES: Final = 65536
_BUSY: Final = frozenset({408, 429})
_FIELD_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_OWN_HEADERS: Final = frozenset({"connection", "content-length", "host", "idempotency-key", "transfer-encoding"})
# Neither address, token, header nor body stands in a message: each may hold a secret.
_NO_ADDRESS: Final = Fault(
    text=Text(
        zh="webhook 的 url 不对，应以 http:// 或 https:// 开头，例如 https://nurse.example/call。",
        en="The url of the webhook is wrong: it begins with http:// or https://, such as https://nurse.example/call.",
    ),
    option="url",
)
_NO_TOKEN: Final = Fault(
    text=Text(
        zh="webhook 的 token 里有不能发送的字符，请重新复制。",
        en="The token of the webhook has characters that cannot be sent; copy it again.",
    ),
    option="token",
)
_TWO_TOKENS: Final = Fault(
    text=Text(
        zh="token 和 headers 里的 authorization 只能写一个。",
        en="Give either a token or the header authorization, not both.",
    ),
    option="token",
)
_NO_JSON: Final = Fault(
    text=Text(
        zh="body 里有 JSON 放不下的值，如日期或 nan。",
        en="The body has a value that JSON cannot hold, such as a date or nan.",
    ),
    option="body",
)
_NO_FORM: Final = Fault(
    text=Text(
        zh="format 为 form 时，body 里只能有文字、数字和真假值，而且不能是空的。",
        en="As a form, the body must not be empty, and holds texts, numbers, true and false alone.",
    ),
    option="body",
)
_NO_SECRET: Final = Fault(
    text=Text(
        zh=f"body 里写了 {{{SECRET}}}，却没有设置 secret。", en=f"The body has {{{SECRET}}}, and no secret is set."
    ),
    option=SECRET,
)
_SPARE_SECRET: Final = Fault(
    text=Text(
        zh=f"设置了 secret，body 里却没有写 {{{SECRET}}}，不会发送。请写上它的位置，或者去掉 secret。",
        en=f"There is a secret, and the body has no {{{SECRET}}}, so that it would not be sent. Write its place there, "
        "or remove it.",
    ),
    option=SECRET,
)
_UNREADABLE: Final = Text(
    zh="对方的回答读不懂，不知道送到没有，请检查 accepted。",
    en="The answer is no JSON, so whether it was accepted is not known; see `accepted`.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where to post and what. An empty `url` switches the outlet off; `token` is sent as a bearer token.

    `body` is what the other side wants, with PLACES in braces, and `secret` at its own; empty: the notice as JSON.
    `accepted` names fields of a JSON answer, by a path such as `result.code`, and what must stand there. `timeout`
    bounds the whole attempt.
    """

    url: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    format: Literal["json", "form"] = "json"
    body: dict[str, Any] = field(default_factory=dict, repr=False)
    accepted: dict[str, bool | int | float | str] = field(default_factory=dict)
    timeout: timedelta = timedelta(seconds=3)


class Webhook(Outlet):
    """Posts each notice; anything but a 2xx answer, with the fields that must stand there, is not delivered.

    A redirection is not followed, so that a notice and its token go nowhere but to the address that was set. Every
    attempt to send a notice bears the same Idempotency-Key, by which the other side knows that it has it already.
    """

    title: ClassVar[Text] = Text(zh="网络回调（护士呼叫、短信网关）", en="Webhook (nurse call, message gateway)")

    def __init__(self, options: Options = Options()) -> None:
        self._options = options
        self._tls: ssl.SSLContext | None = None

    @property
    def switched_on(self) -> bool:
        """Whether there is an address."""
        return bool(self._options.url)

    def fault(self) -> Fault | None:
        """That the address is none, or that something cannot be sent."""
        return _fault(self._options) if self.switched_on else None

    async def start(self) -> None:
        """Read the certificates."""
        self._tls = await _tls()

    async def deliver(self, notice: Notice) -> Delivery:
        """Post the notice once."""
        if not self.switched_on:
            return switched_off("url")
        if fault := self.fault():
            return Delivery(delivered=False, detail=fault.text)
        try:
            async with asyncio.timeout(self._options.timeout.total_seconds()):
                status, answer = await self._post(notice)
        except (httpx.TimeoutException, TimeoutError):
            return too_slow(self._options.timeout)
        except httpx.HTTPError as error:
            return unreached(error)
        if not httpx.codes.is_success(status):
            return Delivery(delivered=False, detail=_refused(status), passing=status >= 500 or status in _BUSY)
        wrong = _not_accepted(self._options.accepted, answer) if self._options.accepted else None
        return Delivery(delivered=False, detail=wrong) if wrong else Delivery(delivered=True)

    async def _post(self, notice: Notice) -> tuple[int, bytes]:
        """The status of the answer, and the beginning of its body where it says whether the notice was accepted."""
        options = self._options
        self._tls = self._tls or await _tls()
        headers = {"idempotency-key": notice.key, **options.headers}
        if options.token:
            headers["authorization"] = f"Bearer {options.token}"
        body = filled(options.body, notice, options.secret) or as_json(notice)
        sent = (
            {"data": {key: _word(value) for key, value in body.items()}} if options.format == "form" else {"json": body}
        )
        async with (
            httpx.AsyncClient(verify=self._tls, timeout=options.timeout.total_seconds()) as client,
            client.stream("POST", options.url, headers=headers, **sent) as answer,
        ):
            return answer.status_code, await _beginning(answer) if options.accepted else b""


async def _beginning(answer: httpx.Response) -> bytes:
    read = b""
    async for piece in answer.aiter_bytes():
        read += piece
        if len(read) >= _ANSWER_BYTES:
            break
    return read


async def _tls() -> ssl.SSLContext:
    """Whom to trust. Reading the certificates takes 50 ms, a quarter of what the loop may be late with its beat."""
    return await asyncio.to_thread(httpx.create_ssl_context)


def _fault(options: Options) -> Fault | None:
    """What is wrong with the settings."""
    if not _postable(options.url):
        return _NO_ADDRESS
    if not _sendable(options.token):
        return _NO_TOKEN
    return _header_fault(options) or _body_fault(options)


def _postable(url: str) -> bool:
    try:
        address = httpx.URL(url)
        host, port = address.host, address.port
    except (httpx.InvalidURL, UnicodeError):
        return False
    return address.scheme in {"http", "https"} and bool(host) and (port is None or 0 < port <= LAST_PORT)


def _sendable(value: str) -> bool:
    """Whether `value` may stand in a header field (RFC 9110, section 5.5): visible ASCII."""
    return value.isascii() and value.isprintable()


def _header_fault(options: Options) -> Fault | None:
    for name, value in options.headers.items():
        if not _FIELD_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS or not _sendable(value):
            text = Text(
                zh=f"headers 里的 {name!r} 不能发送，请改正或删掉。",
                en=f"The header {name!r} cannot be sent; correct or remove it.",
            )
            return Fault(text=text, option="headers")
    both = options.token and any(name.lower() == "authorization" for name in options.headers)
    return _TWO_TOKENS if both else None


def _body_fault(options: Options) -> Fault | None:
    if unknown := unknown_place(options.body):
        known = " ".join(f"{{{place}}}" for place in (*PLACES, SECRET))
        text = Text(
            zh=f"body 里的 {{{unknown}}} 不认识。可用：{known}。",
            en=f"The body has {{{unknown}}}, which is none of: {known}.",
        )
        return Fault(text=text, option="body")
    if wants_secret(options.body) != bool(options.secret):
        return _SPARE_SECRET if options.secret else _NO_SECRET
    if options.format == "form":
        plain = all(isinstance(value, bool | int | float | str) for value in options.body.values())
        return None if options.body and plain else _NO_FORM
    try:
        json.dumps(options.body, allow_nan=False)
    except (TypeError, ValueError):
        return _NO_JSON
    return None


def _refused(status: int) -> Text:
    return Text(zh=f"对方拒绝了（{status}），请检查设置。", en=f"It was refused ({status}); check the settings.")


def _not_accepted(accepted: Mapping[str, object], answer: bytes) -> Text | None:
    """Which field of the answer does not say what it must."""
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        return _UNREADABLE
    for path, wanted in accepted.items():
        found = _at(said, path)
        if _word(found) != _word(wanted):
            shown = _word(found)[:80]
            return Text(
                zh=f"对方没有接受：{path} 是 {shown!r}，应为 {_word(wanted)!r}。",
                en=f"It was not accepted: {path} is {shown!r} and must be {_word(wanted)!r}.",
            )
    return None


def _at(said: object, path: str) -> object:
    """What stands at `path`, by names and, in lists, by numbers; None where nothing does."""
    here = said
    for step in path.split("."):
        match here:
            case dict():
                here = here.get(step)
            case list() if step.isdecimal() and int(step) < len(here):
                here = here[int(step)]
            case _:
                return None
    return here


def _word(value: object) -> str:
    """A value as gateways write it, for some of which 0 and "0" are the same."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
