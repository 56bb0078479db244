"""The MQTT outlet under test, with a broker on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from carebot.outlets.base import Outlet
from carebot.outlets.mqtt import Mqtt, Options
from tests.carebot.outlets.mqtt_broker import broker
from tests.carebot.outlets.tcp_server import HERE, silence, talking
from tests.contracts.outlets.base import OutletHarness


class MqttHarness(OutletHarness):
    """An MQTT client and the broker that it is set up for."""

    @asynccontextmanager
    async def reaching(self) -> AsyncIterator[Outlet]:
        """A broker that acknowledges every notice."""
        async with broker() as port:
            yield Mqtt(Options(host=HERE, port=port, tls=False, timeout=timedelta(seconds=30)))

    @asynccontextmanager
    async def reaching_nobody(self) -> AsyncIterator[Outlet]:
        """A server that takes the call and says nothing."""
        async with talking(silence) as port:
            yield Mqtt(Options(host=HERE, port=port, tls=False, timeout=timedelta(milliseconds=50)))
