"""Notices to an MQTT broker, from which nurse calls, pagers and house automation take them.

Delivered means that the broker has acknowledged the notice (QoS 1). Each notice has a connection of its own, so that no
line that died unnoticed stands between an alarm and those whom it is for.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from carebot.core.ids import fresh_id
from carebot.core.language import Text
from carebot.outlets._served import Served, ServerOptions
from carebot.outlets._wires import as_json
from carebot.outlets.base import Delivery, Fault, Notice

_PLAIN_PORT: Final = 1883
_TLS_PORT: Final = 8883
_ID_CHARACTERS: Final = 23
"""A broker takes client identifiers of so many letters and digits in any case (MQTT 3.1.1, 3.1.3.1)."""
_TOPIC_BYTES: Final = 65535
_PASSING: Final = frozenset({"Server unavailable", "Server busy"})
_BAD_TOPIC: Final = Fault(
    text=Text(
        zh="主题（topic）不能为空，也不能含有 +、# 或控制字符。",
        en="topic must not be empty nor hold +, # or control characters.",
    ),
    option="topic",
)
_HUNG_UP: Final = Text(
    zh="对方断开了连接，没有确认收到，请检查对方。", en="The broker hung up without an acknowledgement; look after it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(ServerOptions):
    """Which broker, and under which `topic`. A notice names a resident, so it is encrypted unless `tls` is off."""

    topic: str = "carebot/notices"
    tls: bool = True

    @property
    def usual_port(self) -> int:
        """The port of brokers with or without encryption."""
        return _TLS_PORT if self.tls else _PLAIN_PORT


class Mqtt(Served[Options]):
    """Publishes each notice as JSON. Everything that waits for the network does so in a thread beside the loop."""

    title: ClassVar[Text] = Text(zh="MQTT 消息（护士呼叫、楼宇系统）", en="MQTT (nurse call, house automation)")

    def __init__(self, options: Options = Options()) -> None:
        super().__init__(options)

    def own_fault(self) -> Fault | None:
        """That there is no such topic."""
        return None if _is_topic(self._options.topic) else _BAD_TOPIC

    async def send(self, notice: Notice) -> Delivery:
        """Connect, publish, wait for the acknowledgement, and hang up."""
        line = _Line(self._client())
        try:
            async with self.within():
                await asyncio.to_thread(self._connect, line)
                return await line.publish(self._options.topic, json.dumps(as_json(notice), ensure_ascii=False))
        finally:
            line.hang_up()

    def _client(self) -> paho.Client:
        client_id = f"carebot{fresh_id()}"[:_ID_CHARACTERS]
        client = paho.Client(
            CallbackAPIVersion.VERSION2, client_id, protocol=MQTTProtocolVersion.MQTTv311, reconnect_on_failure=False
        )
        client.connect_timeout = self._options.timeout.total_seconds()
        if self._options.user:
            client.username_pw_set(self._options.user, self._options.password or None)
        return client

    def _connect(self, line: "_Line") -> None:
        """Reach the broker, in a thread: looking up its name, reading certificates and shaking hands all block."""
        if self._options.tls:
            line.client.tls_set_context(self.trusted())
        line.client.connect(self._options.host, self._options.server_port)
        if line.given_up:
            line.client.disconnect()


class _Line:
    """One connection, whose thread tells the loop what the broker says."""

    def __init__(self, client: paho.Client) -> None:
        self.client = client
        self.given_up = False
        self._loop = asyncio.get_running_loop()
        self._welcome: asyncio.Future[ReasonCode | None] = self._loop.create_future()
        self._receipt: asyncio.Future[bool] = self._loop.create_future()
        client.on_connect = lambda _, __, ___, reason, ____: self._tell(self._welcomed, reason)
        client.on_publish = lambda *_: self._tell(self._received, True)
        client.on_disconnect = lambda *_: self._tell(self._lost)

    async def publish(self, topic: str, payload: str) -> Delivery:
        """Send `payload` once the broker lets us in; delivered once it has acknowledged it."""
        self.client.loop_start()
        welcome = await self._welcome
        if welcome is not None and welcome.is_failure:
            return _turned_away(welcome)
        if welcome is not None:
            self.client.publish(topic, payload, qos=1)
        if await self._receipt:
            return Delivery(delivered=True)
        return Delivery(delivered=False, detail=_HUNG_UP, passing=True)

    def hang_up(self) -> None:
        """End the connection, also one that is still being made; its thread ends by itself and tells nothing more."""
        self.given_up = True
        self.client.on_connect = self.client.on_publish = self.client.on_disconnect = None
        self.client.disconnect()

    def _tell(self, what: Callable[..., None], *words: object) -> None:
        """From the connection's thread; when the loop has ended meanwhile, nobody waits for it."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what, *words)

    def _welcomed(self, reason: ReasonCode) -> None:
        if not self._welcome.done():
            self._welcome.set_result(reason)

    def _received(self, received: bool) -> None:
        if not self._receipt.done():
            self._receipt.set_result(received)

    def _lost(self) -> None:
        if not self._welcome.done():
            self._welcome.set_result(None)
        self._received(False)


def _turned_away(reason: ReasonCode) -> Delivery:
    name = str(reason)
    detail = Text(
        zh=f"对方拒绝了连接（{name}），请检查 user 和 password。",
        en=f"The broker refused the connection ({name}); check user and password.",
    )
    return Delivery(delivered=False, detail=detail, passing=name in _PASSING)


def _is_topic(topic: str) -> bool:
    """Whether one may publish to `topic` (MQTT 3.1.1, 4.7)."""
    return 0 < len(topic.encode()) <= _TOPIC_BYTES and topic.isprintable() and not set(topic) & set("+#")
