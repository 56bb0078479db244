"""The line to the badges' broker, against a real one: what is read comes through, what is none is told, its end too."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from carebot.badge_line import BadgeLine, Options
from carebot.core.errors import DeviceError
from carebot.core.language import Text
from tests.carebot.outlets.mqtt_broker import PASSWORD, USER, broker, known_users
from tests.carebot.outlets.tcp_server import HERE, free_port
from tests.contracts.rig import bilingual

OPTIONS = Options(host=HERE, topic="gateways/+/tags", tls=False, reader="at.reader", badge="tag")
PATIENCE_S = 30


@dataclass
class Heard:
    """What came of the line."""

    read: list[tuple[str, str]] = field(default_factory=list)
    odd: list[Text | None] = field(default_factory=list)
    happened: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self, reader: str, badge: str) -> None:
        self.read.append((reader, badge))
        self.happened.set()

    def take_odd(self, text: Text | None) -> None:
        self.odd.append(text)
        self.happened.set()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while len(self.odd) < count:
                self.happened.clear()
                await self.happened.wait()


@asynccontextmanager
async def listening(options: Options, heard: Heard) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(BadgeLine(options, heard.take, heard.take_odd).run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def gateway(port: int) -> AsyncIterator[paho.Client]:
    """A gateway that repeats a message until somebody has heard it: when the line listens, nothing tells."""
    client = paho.Client(CallbackAPIVersion.VERSION2)
    await asyncio.to_thread(client.connect, HERE, port)
    client.loop_start()
    try:
        yield client
    finally:
        client.disconnect()
        await asyncio.to_thread(client.loop_stop)


async def tell_until_heard(client: paho.Client, heard: Heard, message: object) -> None:
    count = len(heard.odd)
    payload = message if isinstance(message, bytes) else json.dumps(message)
    async with asyncio.timeout(PATIENCE_S):
        while len(heard.odd) == count:
            client.publish("gateways/hall/tags", payload, qos=1)
            heard.happened.clear()
            try:
                async with asyncio.timeout(0.2):
                    await heard.happened.wait()
            except TimeoutError:
                continue


def test_what_readers_tell_comes_through_and_what_is_no_reading_is_told_and_ends_nothing() -> None:
    async def scenario() -> Heard:
        heard = Heard()
        async with broker() as port, gateway(port) as client, listening(replace(OPTIONS, port=port), heard):
            await tell_until_heard(client, heard, {"at": {"reader": "door"}, "tag": 4711})
            for message in (b"\xff{", [1], {"at": "door", "tag": "A"}, {"at": {"reader": "door"}, "tag": True}):
                await tell_until_heard(client, heard, message)
            await tell_until_heard(client, heard, {"at": {"reader": "door"}, "tag": " 04A2 "})
        return heard

    heard = asyncio.run(scenario())
    assert set(heard.read) == {("door", "4711"), ("door", "04A2")}
    complaints = [text for text in heard.odd if text is not None]
    assert all(bilingual(text) for text in complaints)
    assert {text.en.partition(";")[0] for text in complaints} == {
        "A badge reader sent what is no JSON",
        "A badge reader sent a message without at.reader",
        "A badge reader sent a message without tag",
    }
    assert heard.odd[-1] is None, "the last one could be used"


def test_a_reading_that_the_broker_kept_is_of_nobody_who_stands_there_now() -> None:
    async def scenario() -> Heard:
        heard = Heard()
        async with broker() as port, gateway(port) as client:
            old = client.publish(
                "gateways/hall/tags", json.dumps({"at": {"reader": "old"}, "tag": "1"}), 1, retain=True
            )
            await asyncio.to_thread(old.wait_for_publish, PATIENCE_S)
            async with listening(replace(OPTIONS, port=port), heard):
                await tell_until_heard(client, heard, {"at": {"reader": "new"}, "tag": "2"})
        return heard

    assert {reader for reader, _ in asyncio.run(scenario()).read} == {"new"}


def test_a_line_that_ends_or_cannot_be_had_is_told_in_words_without_its_password(tmp_path: Path) -> None:
    async def scenario() -> list[str]:
        told = []
        with pytest.raises(DeviceError) as nobody:
            await BadgeLine(replace(OPTIONS, port=free_port()), print, print).run()
        told.append(nobody.value)
        async with broker(users=known_users(tmp_path)) as port:
            wrong = replace(OPTIONS, port=port, user=USER, password=f"{PASSWORD}!")
            with pytest.raises(DeviceError) as refused:
                await BadgeLine(wrong, print, print).run()
        told.append(refused.value)
        heard = Heard()
        async with broker() as port, gateway(port) as client:
            line = asyncio.create_task(BadgeLine(replace(OPTIONS, port=port), heard.take, heard.take_odd).run())
            await tell_until_heard(client, heard, {"at": {"reader": "door"}, "tag": "1"})
        with pytest.raises(DeviceError) as over:
            async with asyncio.timeout(PATIENCE_S):
                await line
        told.append(over.value)
        assert all(bilingual(error.text) for error in told)
        return [error.text.en for error in told]

    nobody, refused, over = asyncio.run(scenario())
    assert "cannot be reached" in nobody
    assert "check badges.user" in refused
    assert PASSWORD not in refused
    assert "hung up" in over
