"""A small publisher on the loopback interface, and small packages, for the tests of models."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from carebot._models.model import Digest, ModelFile, Wheel


def digest_of(content: bytes) -> Digest:
    return Digest(sha256=hashlib.sha256(content).hexdigest(), size_bytes=len(content))


def model_file(path: str, *contents: bytes) -> ModelFile:
    return ModelFile(path=path, digests=tuple(digest_of(content) for content in contents))


@dataclass
class Publisher:
    """Serves `contents` by name, and sends on from the names in `moved`.

    The first answers to a name are cut off after the bytes given in `cuts`.
    """

    url: str
    contents: dict[str, bytes] = field(default_factory=dict)
    cuts: dict[str, list[int]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    ranges: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    may_answer: threading.Event = field(default_factory=threading.Event)


@contextmanager
def publishing() -> Iterator[Publisher]:
    """A publisher on a free port, which answers until the block ends."""
    publisher = Publisher(url="")
    publisher.may_answer.set()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/")
            asked_range = self.headers["Range"]
            publisher.asked.append((name, asked_range))
            assert publisher.may_answer.wait(timeout=30)
            if name in publisher.moved:
                self.send_response(302)
                self.send_header("Location", f"{publisher.url}/{publisher.moved[name]}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if name not in publisher.contents:
                self.send_error(404)
                return
            self._send(name, asked_range)

        def _send(self, name: str, asked_range: str | None) -> None:
            content = publisher.contents[name]
            start = int(asked_range.removeprefix("bytes=").removesuffix("-")) if asked_range and publisher.ranges else 0
            if start >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            cuts = publisher.cuts.get(name, [])
            end = start + cuts.pop(0) if cuts else len(content)
            with suppress(ConnectionError):  # a client that has enough hangs up
                self.wfile.write(content[start:end])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        publisher.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield publisher
        finally:
            server.shutdown()
            thread.join()


def make_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Wheel:
    """A wheel of version 1.0 in `folder`, which pip finds there with PIP_FIND_LINKS."""
    stem = name.replace("-", "_")
    info = f"{stem}-1.0.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, content in members.items():
            wheel.writestr(member, content)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
    return Wheel(name=name, version="1.0", sha256=digest_of(path.read_bytes()).sha256)
