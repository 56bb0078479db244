"""MQTT against a real broker: only an acknowledged notice is delivered, and every failure is told in words."""

import asyncio
import socket
import ssl
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from carebot.assembly.plugins import build
from carebot.core.errors import SettingsError
from carebot.outlets.base import Delivery
from carebot.outlets.mqtt import Mqtt, Options
from tests.carebot.outlets.mqtt_broker import PASSWORD, USER, WELCOME, broker, known_users, subscriber
from tests.carebot.outlets.notices import FALL, notice
from tests.carebot.outlets.tcp_server import HERE, babble, certificate, free_port, hanging_up, silence, talking
from tests.contracts.rig import bilingual

SOON = timedelta(milliseconds=200)
PATIENT = timedelta(seconds=30)
FAREWELL = b"\xe0\x00"
"""DISCONNECT (MQTT 3.1.1, 3.14)."""
OPTIONS = Options(host=HERE, tls=False, timeout=PATIENT)


async def deliver(options: Options) -> Delivery:
    """What it says of the notice of a fall."""
    outlet = Mqtt(options)
    await outlet.start()
    delivery = await outlet.deliver(FALL)
    await outlet.aclose()
    return delivery


def refused(delivery: Delivery, *, passing: bool) -> str:
    """The English sentence of a failure, in which no secret stands."""
    assert not delivery.delivered
    assert delivery.passing is passing
    assert bilingual(delivery.detail)
    assert PASSWORD not in f"{delivery}"
    return delivery.detail.en


def test_an_acknowledged_notice_is_delivered_and_says_what_a_carer_needs_and_no_more() -> None:
    async def scenario() -> tuple[Delivery, tuple[str, Any]]:
        async with broker() as port, subscriber(port) as heard:
            delivery = await deliver(replace(OPTIONS, port=port, topic="ward/3/carebot"))
            return delivery, await heard.get()

    delivery, (topic, content) = asyncio.run(scenario())
    assert delivery == Delivery(delivered=True)
    assert topic == "ward/3/carebot"
    assert content == {
        "id": "n1",
        "text": {"zh": FALL.text.zh, "en": FALL.text.en},
        "level": "high",
        "incident": "i1",
        "who": {"zh": "王奶奶", "en": "Grandma Wang"},
        "where": {"zh": "卧室", "en": "bedroom"},
        "since": "2026-03-01T01:59:00+00:00",
        "chain_step": 2,
        "sent_at": "2026-03-01T02:00:00+00:00",
    }


def test_it_reaches_a_broker_again_that_was_gone() -> None:
    async def scenario() -> list[Delivery]:
        outlet = Mqtt(replace(OPTIONS, port=free_port()))
        said = []
        for is_there in (True, False, True):
            if is_there:
                async with broker(outlet_port(outlet)):
                    said.append(await outlet.deliver(FALL))
            else:
                said.append(await outlet.deliver(FALL))
        return said

    before, gone, after = asyncio.run(scenario())
    assert before.delivered
    assert "address and network" in refused(gone, passing=True)
    assert after.delivered


def outlet_port(outlet: Mqtt) -> int:
    options = vars(outlet)["_options"]
    assert isinstance(options, Options)
    return options.port


async def welcoming(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Lets the client in and reads until it has the notice."""
    await reader.read(2)
    writer.write(WELCOME)
    await writer.drain()
    await reader.readuntil(FALL.text.en.encode())


async def dying(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A broker that is killed between the notice and its acknowledgement."""
    await welcoming(reader, writer)
    writer.transport.abort()


async def never_acknowledging(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A broker that takes the notice and says no more."""
    await welcoming(reader, writer)
    await reader.read()


@pytest.mark.parametrize("broken", [dying, hanging_up, babble])
def test_a_broker_that_ends_without_an_acknowledgement_has_not_got_it(broken: Any) -> None:
    async def scenario() -> Delivery:
        async with talking(broken) as port:
            return await deliver(replace(OPTIONS, port=port))

    refused(asyncio.run(scenario()), passing=True)


@pytest.mark.parametrize("silent", [silence, never_acknowledging])
def test_a_broker_that_never_answers_is_given_up_in_time(silent: Any) -> None:
    async def scenario() -> Delivery:
        async with talking(silent) as port, asyncio.timeout(PATIENT.total_seconds()):
            return await deliver(replace(OPTIONS, port=port, timeout=SOON))

    assert "0.2 s" in refused(asyncio.run(scenario()), passing=True)


def test_nobody_is_let_in_with_a_wrong_password(tmp_path: Path) -> None:
    users = known_users(tmp_path)

    async def scenario() -> list[Delivery]:
        async with broker(users=users) as port:
            given = [(USER, PASSWORD), (USER, "wrong"), ("nobody", PASSWORD), ("", "")]
            return [await deliver(replace(OPTIONS, port=port, user=user, password=word)) for user, word in given]

    right, *wrong = asyncio.run(scenario())
    assert right.delivered
    for delivery in wrong:
        assert "user and password" in refused(delivery, passing=False)


# The client leaves it to the garbage collector to close a line whose certificate it refused.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_line_is_encrypted_and_only_a_broker_that_is_trusted_is_told(tmp_path: Path) -> None:
    held = certificate(tmp_path)

    async def scenario() -> list[Delivery]:
        async with broker(certificate=held) as port:
            trusting = replace(OPTIONS, port=port, tls=True, ca_file=held)
            return [await deliver(trusting), await deliver(replace(trusting, ca_file=None))]

    trusted, distrusted = asyncio.run(scenario())
    assert trusted.delivered
    assert "certificate" in refused(distrusted, passing=True)


def test_whatever_waits_for_the_network_does_so_beside_the_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking up a name, connecting, reading certificates: each may take longer than the loop may be late."""
    held = certificate(tmp_path)
    threads: list[int] = []
    connect, read = socket.create_connection, ssl.create_default_context

    def connecting(*given: Any, **named: Any) -> socket.socket:
        threads.append(threading.get_ident())
        return connect(*given, **named)

    def reading(*given: Any, **named: Any) -> ssl.SSLContext:
        threads.append(threading.get_ident())
        return read(*given, **named)

    async def scenario() -> Delivery:
        async with broker(certificate=held) as port:
            outlet = Mqtt(replace(OPTIONS, port=port, tls=True, ca_file=held))
            monkeypatch.setattr(socket, "create_connection", connecting)
            monkeypatch.setattr(ssl, "create_default_context", reading)
            return await outlet.deliver(FALL)

    assert asyncio.run(scenario()).delivered
    assert threads
    assert threading.get_ident() not in threads


def test_a_withdrawn_notice_leaves_no_thread_behind() -> None:
    sent = asyncio.Event()

    async def taking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await welcoming(reader, writer)
        sent.set()
        await reader.read()

    async def scenario() -> None:
        async with talking(taking) as port, asyncio.timeout(PATIENT.total_seconds()):
            sending = asyncio.create_task(deliver(replace(OPTIONS, port=port)))
            await sent.wait()
            (line,) = (thread for thread in threading.enumerate() if thread.name.startswith("paho"))
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            assert sending.cancelled()
            await asyncio.to_thread(line.join)

    asyncio.run(scenario())


def test_a_line_that_comes_about_too_late_is_hung_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread cannot be withdrawn: it goes on connecting when nobody waits for it any more."""
    late, connect = threading.Event(), socket.create_connection

    def connecting(*given: Any, **named: Any) -> socket.socket:
        late.wait()
        return connect(*given, **named)

    async def scenario() -> Delivery:
        said: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

        async def listening(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            said.set_result(await reader.read())

        async with talking(listening) as port, asyncio.timeout(PATIENT.total_seconds()):
            outlet = Mqtt(replace(OPTIONS, port=port, timeout=SOON))
            delivery = await outlet.deliver(FALL)
            late.set()
            assert (await said).endswith(FAREWELL)
            return delivery

    monkeypatch.setattr(socket, "create_connection", connecting)
    assert "0.2 s" in refused(asyncio.run(scenario()), passing=True)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"host": "mail example"}, "host"),
        ({"host": "broker:1883"}, "host"),
        ({"host": "a..b"}, "host"),
        ({"port": 65536}, "port"),
        ({"port": -1}, "port"),
        ({"password": PASSWORD}, "user"),
        ({"topic": ""}, "topic"),
        ({"topic": "ward/#"}, "topic"),
        ({"topic": "ward/+/x"}, "topic"),
        ({"topic": "a\0"}, "topic"),
        ({"topic": "长" * 30000}, "topic"),
        ({"ca_file": Path("/nowhere.pem")}, "ca_file"),
        ({"ca_file": Path(__file__)}, "ca_file"),
    ],
)
def test_settings_that_cannot_work_are_named_before_and_at_a_notice(wrong: dict[str, Any], named: str) -> None:
    outlet = Mqtt(replace(OPTIONS, **wrong))
    fault = outlet.fault()
    assert fault is not None
    assert bilingual(fault.text)
    assert named in fault.text.en
    assert PASSWORD not in f"{fault}"
    assert asyncio.run(outlet.deliver(FALL)) == Delivery(delivered=False, detail=fault.text)


@pytest.mark.parametrize("host", ["broker.example", "192.0.2.7", "::1", "护士站.example"])
def test_a_sound_host_is_taken(host: str) -> None:
    assert Mqtt(replace(OPTIONS, host=host)).fault() is None


def test_without_a_host_it_is_switched_off() -> None:
    outlet = Mqtt()
    assert not outlet.switched_on
    assert outlet.fault() is None
    assert "host" in asyncio.run(outlet.deliver(notice())).detail.en


def test_its_options_come_from_the_settings() -> None:
    built = build(Mqtt, {"host": HERE, "user": "u", "password": "p", "ca_file": "x.pem", "timeout": 2}, "outlets.mqtt")
    assert isinstance(built, Mqtt)
    assert outlet_port(built) == 0
    with pytest.raises(SettingsError, match=r"outlets\.mqtt\.hots"):
        build(Mqtt, {"hots": HERE}, "outlets.mqtt")
