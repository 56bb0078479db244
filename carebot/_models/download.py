"""Downloads over HTTP that go on where they stopped. What came counts only when its SHA-256 is the expected one."""

import asyncio
import hashlib
import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

from carebot._models.model import Digest
from carebot._models.steps import SourceError
from carebot.core.language import Text

CONNECT_TIMEOUT = timedelta(seconds=5)
READ_TIMEOUT = timedelta(seconds=15)
HAPPY_EYEBALLS_DELAY = timedelta(milliseconds=250)  # RFC 8305, section 5
ATTEMPTS_WITHOUT_PROGRESS = 3
CHUNK_BYTES = 256 * 1024


class _InterruptedError(Exception):
    """The connection broke or stalled; asking again may go on from here."""


def sha256_of(path: Path) -> str:
    """The SHA-256 of the file's content, in lower-case hexadecimal."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def download(url: str, digest: Digest, part: Path, report: Callable[[int], None]) -> None:
    """Bring the content at `url` into `part`, going on from what is there; `report` is told the bytes so far.

    Raises SourceError when the address does not give this content, and OSError when `part` cannot be written.
    """
    left = _size(part)
    if left and sha256_of(part) == digest.sha256:
        return
    if left >= digest.size_bytes:
        part.unlink()
    _check_reachable(url)
    _complete(url, digest.size_bytes, part, report)
    if left and sha256_of(part) != digest.sha256:  # what was left was not the beginning of this content
        part.unlink()
        _complete(url, digest.size_bytes, part, report)
    if sha256_of(part) != digest.sha256:
        part.unlink()
        raise _other_content()


def _complete(url: str, size_bytes: int, part: Path, report: Callable[[int], None]) -> None:
    """Ask again and again, as long as each time brings `part` nearer to its `size_bytes`, until it has them."""
    furthest = _size(part)
    failures = 0
    while (have := _size(part)) < size_bytes:
        reason = "the answer ended too early"
        try:
            _append(url, have, size_bytes, part, report)
        except _InterruptedError as interruption:
            reason = str(interruption)
        failures = 0 if _size(part) > furthest else failures + 1
        furthest = max(furthest, _size(part))
        if failures == ATTEMPTS_WITHOUT_PROGRESS:
            raise SourceError(Text(zh=f"下载中断（{reason}）", en=f"the download broke off ({reason})"))


def _append(url: str, have: int, size_bytes: int, part: Path, report: Callable[[int], None]) -> None:
    """Write what follows after the first `have` bytes, and never more than one chunk beyond `size_bytes`."""
    with _answer(url, have) as response:
        resumes = response.status == HTTPStatus.PARTIAL_CONTENT
        with part.open("ab" if resumes else "wb") as file:
            while file.tell() <= size_bytes and (chunk := _read(response)):
                file.write(chunk)
                report(file.tell())


def _answer(url: str, have: int) -> http.client.HTTPResponse:
    """The content at `url` from byte `have` on, or all of it where the server does not do ranges (RFC 9110, 14.2)."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    opener.addheaders = [("User-Agent", "carebot"), *([("Range", f"bytes={have}-")] if have else [])]
    try:
        response: http.client.HTTPResponse = opener.open(url, timeout=READ_TIMEOUT.total_seconds())
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise _other_content() from error
        raise SourceError(Text(zh=f"服务器答复 {error.code}", en=f"it answered {error.code} {error.reason}")) from error
    except (OSError, http.client.HTTPException) as error:
        raise _InterruptedError(str(error) or type(error).__name__) from error
    return response


def _read(response: http.client.HTTPResponse) -> bytes:
    """The next piece of the body, empty at its end; raises _InterruptedError when it breaks or stalls."""
    try:
        return response.read1(CHUNK_BYTES)
    except (OSError, http.client.HTTPException) as error:
        raise _InterruptedError(str(error) or type(error).__name__) from error


def _check_reachable(url: str) -> None:
    """Find out within CONNECT_TIMEOUT, whatever the number of the host's addresses, whether it answers at all."""
    parts = urllib.parse.urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(host):
        return
    try:
        asyncio.run(_connect(host, parts.port or (443 if parts.scheme == "https" else 80)))
    except TimeoutError as error:
        raise SourceError(Text(zh="没有应答", en="no answer")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(Text(zh=f"无法连接（{reason}）", en=f"cannot be reached ({reason})")) from error


async def _connect(host: str, port: int) -> None:
    async with asyncio.timeout(CONNECT_TIMEOUT.total_seconds()):
        _, writer = await asyncio.open_connection(host, port, happy_eyeballs_delay=HAPPY_EYEBALLS_DELAY.total_seconds())
    writer.close()
    await writer.wait_closed()


def _other_content() -> SourceError:
    return SourceError(Text(zh="传来的文件不是所要的内容", en="it sent something else than the file asked for"))


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
