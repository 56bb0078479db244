"""A conversation with a Wyoming server: where it is, and events sent and received within a time and a size.

The protocol knows neither passwords nor encryption, so servers beyond this machine have to be allowed.
"""

import io
import ipaddress
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, BinaryIO, Final, cast
from urllib.parse import urlsplit

from carebot.core.clock import Clock
from carebot.core.errors import ModelError
from carebot.core.language import Text
from dialogue._packages import importing, without
from dialogue.base import Readiness

PACKAGE: Final = "wyoming"
_LARGEST_BYTES: Final = 64_000_000
"""What a server may send for one request: 20 minutes of speech at 24 kHz. More is no answer."""
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where the server is (`tcp://host:port`) and how long it may take to be reached and to answer."""

    address: str
    beyond_this_machine: bool = False
    reached_within: timedelta = timedelta(seconds=2)
    answered_within: timedelta = timedelta(seconds=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An event of the protocol."""

    kind: str
    data: dict[str, Any] = field(default_factory=dict)
    payload: bytes = b""


class WyomingServer:
    """One server; each request is a connection of its own, so that nothing of one is left for the next.

    `clock` is that of the world: a server is as slow as it is, whatever is simulated.
    """

    def __init__(self, options: Options, clock: Clock) -> None:
        self._options = options
        self._clock = clock

    @property
    def address(self) -> str:
        """Where it is, for people."""
        return self._options.address

    def readiness(self, serves: Callable[[dict[str, Any]], bool], what: Text) -> Readiness:
        """Whether it is there and serves what is wanted, asked of it; `what` names it for people.

        `serves` is given what the server says of itself.
        """
        refused = without(PACKAGE) or self._refused()
        if refused is not None:
            return refused
        try:
            info = self.describe()
        except ModelError as error:
            return Readiness(ready=False, detail=error.text)
        if not serves(info):
            return Readiness(
                ready=False,
                detail=Text(
                    zh=f"{self.address} 的 Wyoming 服务不提供{what.zh}，请在设置里换一个地址。",
                    en=f"The Wyoming server {self.address} offers no {what.en}; name another one in the settings.",
                ),
            )
        return Readiness(
            ready=True,
            detail=Text(
                zh=f"由 Wyoming 服务 {self.address} 提供{what.zh}。",
                en=f"The Wyoming server {self.address} offers {what.en}.",
            ),
        )

    def describe(self) -> dict[str, Any]:
        """What the server says of itself; raises ModelError."""
        for message in self.ask([Message(kind="describe")], self._options.reached_within):
            if message.kind == "info":
                return message.data
        raise ModelError(self._cut_off())

    def ask(self, messages: Iterable[Message], within: timedelta | None = None) -> Iterator[Message]:
        """Send `messages`, then give what the server answers, until nobody asks for more or it hangs up.

        Raises ModelError when it cannot be reached, is too slow, or sends what is no Wyoming event.
        """
        refused = self._refused()
        if refused is not None:
            raise ModelError(refused.detail)
        with importing(PACKAGE):
            from wyoming.event import Event, read_event, write_event
        with self._connected(within or self._options.answered_within) as wire, self._failing():
            stream = cast("BinaryIO", io.BufferedRWPair(wire, wire))
            for message in messages:
                write_event(Event(type=message.kind, data=message.data, payload=message.payload or None), stream)
            while (answer := read_event(stream)) is not None:
                yield self._believed(Message(kind=answer.type, data=answer.data, payload=answer.payload or b""))
            if not wire.ended:
                raise ValueError("a line is no event")

    def _believed(self, answer: Message) -> Message:
        if not isinstance(answer.data, dict):
            raise TypeError("the data of an event is no object")
        if answer.kind == "error":
            raise ModelError(self._complains(str(answer.data.get("text", ""))))
        return answer

    def garbled(self, why: object) -> ModelError:
        """The error for an answer that is no answer."""
        return ModelError(
            Text(
                zh=f"Wyoming 服务 {self.address} 的回答看不懂（{why}），请检查这个地址上是什么程序。",
                en=f"The answer of the Wyoming server {self.address} makes no sense ({why}); check what runs there.",
            )
        )

    def cut_off(self) -> ModelError:
        """The error for an answer that ended in the middle."""
        return ModelError(self._cut_off())

    @contextmanager
    def _connected(self, within: timedelta) -> Iterator["_Wire"]:
        place = urlsplit(self._options.address)
        try:
            connection = socket.create_connection(
                (place.hostname or "", place.port or 0), self._options.reached_within.total_seconds()
            )
        except OSError as error:
            raise ModelError(self._gone(error)) from error
        with connection:
            yield _Wire(connection, self._clock, within)

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Turns what may happen on the wire into words."""
        try:
            yield
        except TimeoutError as error:
            raise ModelError(
                Text(
                    zh=f"Wyoming 服务 {self.address} 没有按时回答，请检查它是否太忙或停住了。",
                    en=f"The Wyoming server {self.address} did not answer in time; check whether it is busy or stuck.",
                )
            ) from error
        except OSError as error:
            raise ModelError(self._gone(error)) from error
        except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
            raise self.garbled(error) from error

    def _refused(self) -> Readiness | None:
        """Why the address may not be used; None when it may."""
        host = host_of(self._options.address)
        if host is None:
            detail = Text(
                zh=f"{self._options.address!r} 不是 Wyoming 地址，请写成 tcp://127.0.0.1:10300 这样。",
                en=f"{self._options.address!r} is no Wyoming address; write one as tcp://127.0.0.1:10300.",
            )
        elif not self._options.beyond_this_machine and not is_this_machine(host):
            detail = Text(
                zh=f"Wyoming 没有密码和加密，因此不使用别的机器 {host} 上的服务；"
                "确实需要时请设置 speech.wyoming_beyond_this_machine = true。",
                en=f"Wyoming knows no passwords and no encryption: a server on another machine, {host}, is not used; "
                "set speech.wyoming_beyond_this_machine = true where that is meant.",
            )
        else:
            return None
        return Readiness(ready=False, detail=detail)

    def _gone(self, error: OSError) -> Text:
        reason = error.strerror or str(error)
        return Text(
            zh=f"Wyoming 服务 {self.address} 连接不上（{reason}），请启动它，或在设置里改正地址。",
            en=f"The Wyoming server {self.address} cannot be reached ({reason}); start it, or correct the address.",
        )

    def _cut_off(self) -> Text:
        return Text(
            zh=f"Wyoming 服务 {self.address} 没有回答完就断开了，请重新启动它。",
            en=f"The Wyoming server {self.address} hung up before its answer was complete; restart it.",
        )

    def _complains(self, said: str) -> Text:
        return Text(
            zh=f"Wyoming 服务 {self.address} 报告出错：{said[:_SHOWN]}。请查看它的日志。",
            en=f"The Wyoming server {self.address} reports a failure: {said[:_SHOWN]}. Look into its log.",
        )


class _Wire(io.RawIOBase):
    """A connection that ends at a deadline and after so many bytes, however they trickle in."""

    def __init__(self, connection: socket.socket, clock: Clock, within: timedelta) -> None:
        super().__init__()
        self._connection = connection
        self._clock = clock
        self._deadline = clock.monotonic() + within
        self._left = _LARGEST_BYTES
        self.ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def writable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """What has come; raises TimeoutError at the deadline and OverflowError for too much."""
        self._connection.settimeout(self._left_s())
        count = self._connection.recv_into(buffer)
        self.ended = count == 0
        self._left -= count
        if self._left < 0:
            raise OverflowError("it is endless")
        return count

    def write(self, data: Any) -> int:
        """Send all of `data`; raises TimeoutError at the deadline."""
        self._connection.settimeout(self._left_s())
        self._connection.sendall(data)
        return len(data)

    def _left_s(self) -> float:
        left = self._deadline - self._clock.monotonic()
        if left <= timedelta():
            raise TimeoutError
        return left.total_seconds()


def host_of(address: str) -> str | None:
    """The host of `tcp://host:port`; None for anything else."""
    try:
        place = urlsplit(address)
        port = place.port
    except ValueError:
        return None
    if place.scheme != "tcp" or not place.hostname or not port or place.path or place.query or place.fragment:
        return None
    return place.hostname


def is_this_machine(host: str) -> bool:
    """Whether `host` is a loopback address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
