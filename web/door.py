"""The door: what every request passes before a page sees it, and what every answer carries away.

A command that a foreign page sends with a carer's cookie is refused here, and so is a body of unreasonable size.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from carebot.core.language import Text
from web.answers import answer

_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_BYTES: Final = 64 * 1024
_MOST_OF: Final[Mapping[str, int]] = {"/reports": 2 * 1024 * 1024}
"""What may be longer: the handover of a ward, hundreds of sentences of Mandarin at nine bytes a character."""
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_FOREIGN: Final = Text(
    zh="这个请求不是从面板页面发出的，未执行。",
    en="This request did not come from a page of the panel; nothing was done.",
)
_TOO_LARGE: Final = Text(zh="内容太大。", en="That is too much at once.")


class Door:
    """Lets requests through to `app` and sets the headers of its answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-cache" if scope["path"].startswith("/static/") else "no-store")
            await send(message)

        objection = None if scope["method"] in _SAFE_METHODS else _objection(Headers(scope=scope), scope["path"])
        await (objection or self._app)(scope, receive, send_on)


def _objection(headers: Headers, path: str) -> ASGIApp | None:
    """The answer to a command that is not let through."""
    if not _from_here(headers):
        return answer(_FOREIGN, 403)
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not length.isdecimal() or int(length) > _MOST_OF.get(path, _MOST_BYTES):
        return answer(_TOO_LARGE, 413)
    return None


def _from_here(headers: Headers) -> bool:
    """Browsers say where a request comes from: `Sec-Fetch-Site` on trustworthy addresses, `Origin` on all others."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(headers.get("origin", "")).netloc == headers.get("host", "-")
