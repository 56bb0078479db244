"""An MQTT broker on a port of this machine, for as long as a test lasts, and a subscriber that notes what comes."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from amqtt.broker import Broker
from argon2 import PasswordHasher
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from tests.carebot.outlets.tcp_server import HERE, free_port

USER: Final = "carebot"
PASSWORD: Final = "s3cret"
WELCOME: Final = b"\x20\x02\x00\x00"
"""A CONNACK that lets the client in (MQTT 3.1.1, 3.2)."""


@asynccontextmanager
async def broker(port: int = 0, *, users: Path | None = None, certificate: Path | None = None) -> AsyncIterator[int]:
    """The port of a broker; with `users` it lets in only those in that file."""
    port = port or free_port()
    listener: dict[str, Any] = {"type": "tcp", "bind": f"{HERE}:{port}"}
    if certificate is not None:
        listener |= {"ssl": True, "certfile": str(certificate), "keyfile": str(certificate)}
    plugins: dict[str, dict[str, Any]] = (
        {"amqtt.plugins.authentication.FileAuthPlugin": {"password_file": str(users)}}
        if users
        else {"amqtt.plugins.authentication.AnonymousAuthPlugin": {"allow_anonymous": True}}
    )
    server = Broker({"listeners": {"default": listener}, "plugins": plugins})
    await server.start()
    try:
        yield port
    finally:
        await server.shutdown()


def known_users(folder: Path) -> Path:
    """A file with one user, as the broker reads it; its password is hashed weakly, to be quick."""
    file = folder / "users"
    file.write_text(f"{USER}:{PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)}\n")
    return file


@asynccontextmanager
async def subscriber(port: int) -> AsyncIterator["asyncio.Queue[tuple[str, Any]]"]:
    """Topic and content of each message that the broker at `port` sends to whoever listens."""
    loop, heard, ready = asyncio.get_running_loop(), asyncio.Queue[tuple[str, Any]](), asyncio.Event()
    client = paho.Client(CallbackAPIVersion.VERSION2)

    def take(_: paho.Client, __: Any, message: paho.MQTTMessage) -> None:
        loop.call_soon_threadsafe(heard.put_nowait, (message.topic, json.loads(message.payload)))

    def subscribe(*_: Any) -> None:
        client.subscribe("#", qos=1)

    def subscribed(*_: Any) -> None:
        loop.call_soon_threadsafe(ready.set)

    client.on_connect, client.on_subscribe, client.on_message = subscribe, subscribed, take
    await asyncio.to_thread(client.connect, HERE, port)
    client.loop_start()
    await ready.wait()
    try:
        yield heard
    finally:
        client.disconnect()
        await asyncio.to_thread(client.loop_stop)
