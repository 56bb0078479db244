"""The line to a broker on which badge readers tell what they read.

What is no message of a reader is told and ends nothing. No number of a badge leaves this file.
"""

import asyncio
import contextlib
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from carebot.core.errors import DeviceError
from carebot.core.ids import fresh_id
from carebot.core.language import Text

_PLAIN_PORT: Final = 1883
_TLS_PORT: Final = 8883
_ID_CHARACTERS: Final = 23
"""A broker takes client identifiers of so many letters and digits in any case (MQTT 3.1.1, 3.1.3.1)."""
_ALIVE: Final = timedelta(seconds=20)
"""How often a silent line is tried: one that died unnoticed is known after half as long again."""
_LONGEST_BYTES: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which broker, under which `topic`, and where in a message reader and badge stand. `port` 0 is the usual one."""

    host: str
    port: int = 0
    topic: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = True
    ca_file: Path | None = None
    reader: str = "reader"
    badge: str = "badge"


class BadgeLine:
    """Listens to the broker. `read(reader, badge)` is called on the loop; `odd` with what a message lacks, or None."""

    def __init__(self, options: Options, read: Callable[[str, str], None], odd: Callable[[Text | None], None]) -> None:
        self._options = options
        self._read = read
        self._odd = odd

    async def run(self) -> None:
        """Listen until the line ends; raises DeviceError when it does, or cannot be had."""
        loop = asyncio.get_running_loop()
        ended: asyncio.Future[Text] = loop.create_future()
        client = self._client(_Calls(loop, ended, self._options.topic, self._take))
        try:
            await asyncio.to_thread(self._connect, client)
            client.loop_start()
            raise DeviceError(await ended)
        except (OSError, ValueError) as error:
            raise DeviceError(_unreached(str(error) or type(error).__name__)) from error
        finally:
            client.on_connect = client.on_subscribe = client.on_message = client.on_disconnect = None
            client.disconnect()

    def _client(self, calls: "_Calls") -> paho.Client:
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            f"carebot{fresh_id()}"[:_ID_CHARACTERS],
            protocol=MQTTProtocolVersion.MQTTv311,
            reconnect_on_failure=False,
        )
        if self._options.user:
            client.username_pw_set(self._options.user, self._options.password or None)
        client.on_connect = lambda its, _, __, reason, ___: calls.connected(its, reason)
        client.on_subscribe = lambda _, __, ___, reasons, ____: calls.subscribed(reasons)
        client.on_message = lambda _, __, message: calls.came(message)
        client.on_disconnect = lambda *_: calls.tell(calls.over, _HUNG_UP)
        return client

    def _connect(self, client: paho.Client) -> None:
        """Reach the broker, in a thread: looking up its name, reading certificates and shaking hands all block."""
        if self._options.tls:
            client.tls_set_context(ssl.create_default_context(cafile=self._options.ca_file))
        usual = _TLS_PORT if self._options.tls else _PLAIN_PORT
        client.connect(self._options.host, self._options.port or usual, keepalive=round(_ALIVE.total_seconds()))

    def _take(self, payload: bytes) -> None:
        try:
            message = json.loads(payload)
        except (ValueError, RecursionError):
            self._odd(_NO_JSON)
            return
        reader, badge = (_at(message, path) for path in (self._options.reader, self._options.badge))
        if not reader or not badge:
            self._odd(_lacks(self._options.badge if reader else self._options.reader))
            return
        self._odd(None)
        self._read(reader, badge)


class _Calls:
    """What the connection's thread hands to the loop."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        ended: "asyncio.Future[Text]",
        topic: str,
        take: Callable[[bytes], None],
    ) -> None:
        self._loop = loop
        self._ended = ended
        self._topic = topic
        self._take = take

    def connected(self, client: paho.Client, reason: ReasonCode) -> None:
        """Ask for what readers tell, once the broker lets us in."""
        if reason.is_failure:
            self.tell(self.over, _turned_away(str(reason)))
        else:
            client.subscribe(self._topic, qos=1)

    def subscribed(self, reasons: list[ReasonCode]) -> None:
        """The broker may let us in and still not hear."""
        if any(reason.is_failure for reason in reasons):
            self.tell(self.over, _not_to_hear(self._topic))

    def came(self, message: paho.MQTTMessage) -> None:
        """A message; one that the broker kept for whoever comes is of nobody who stands there now."""
        if not message.retain:
            self.tell(self._take, bytes(message.payload[:_LONGEST_BYTES]))

    def over(self, why: Text) -> None:
        """On the loop: the line has ended."""
        if not self._ended.done():
            self._ended.set_result(why)

    def tell(self, what: Callable[..., None], word: object) -> None:
        """From the connection's thread; when the loop has ended meanwhile, nobody waits for it."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what, word)


def _at(message: object, path: str) -> str:
    """The word or number at a path with dots; empty where there is none."""
    for key in path.split("."):
        message = message.get(key) if isinstance(message, dict) else None
    return str(message).strip() if isinstance(message, str | int) and not isinstance(message, bool) else ""


_HUNG_UP: Final = Text(
    zh="胸卡的 MQTT 服务器断开了连接，正在重新连接。", en="The broker of the badges hung up; it is being called again."
)
_NO_JSON: Final = Text(
    zh="读卡器发来的不是 JSON，没有用上。请检查读卡器的设置。",
    en="A badge reader sent what is no JSON; it was left out. Check the readers' settings.",
)


def _unreached(reason: str) -> Text:
    return Text(
        zh=f"连不上胸卡的 MQTT 服务器（{reason}），请检查设置 badges 和网络。",
        en=f"The broker of the badges cannot be reached ({reason}); check the settings of badges and the network.",
    )


def _turned_away(reason: str) -> Text:
    return Text(
        zh=f"胸卡的 MQTT 服务器拒绝了连接（{reason}），请检查 badges.user 和 badges.password。",
        en=f"The broker of the badges refused us ({reason}); check badges.user and badges.password.",
    )


def _not_to_hear(topic: str) -> Text:
    return Text(
        zh=f"胸卡的 MQTT 服务器不让读 {topic}，请在服务器上放行。",
        en=f"The broker of the badges does not let us read {topic}; allow it there.",
    )


def _lacks(path: str) -> Text:
    return Text(
        zh=f"读卡器发来的消息里没有 {path}，没有用上。请检查设置 badges.reader 和 badges.badge。",
        en=f"A badge reader sent a message without {path}; it was left out. Check badges.reader and badges.badge.",
    )
