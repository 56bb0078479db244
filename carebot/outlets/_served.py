"""Outlets that reach one server of the home and wait for its answer: where it is, whom to trust, what failed.

The loop waits for no name, certificate or handshake: what blocks is done in a thread, and all of it within a time.
"""

import asyncio
import ssl
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final, Generic, TypeVar

from carebot._reasons import of_file
from carebot.core.language import Text
from carebot.outlets._wires import LAST_PORT, switched_off, too_slow, unreached
from carebot.outlets.base import Delivery, Fault, Notice, Outlet

_NO_HOST: Final = Fault(
    text=Text(
        zh="host 不对，应写成 mail.example 或 192.0.2.7 这样。",
        en="host is none: write it as mail.example or 192.0.2.7.",
    ),
    option="host",
)
_NO_PORT: Final = Fault(text=Text(zh="port 应在 1 到 65535 之间。", en="port must be from 1 to 65535."), option="port")
_NO_USER: Final = Fault(
    text=Text(zh="有密码（password），却没有用户名（user）。", en="There is a password and no user."), option="user"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOptions(ABC):
    """Where a server is and how to sign in. An empty `host` switches the outlet off; `port` 0 is the usual one.

    `ca_file`: whom to trust beside whom the system trusts; None: nobody. `timeout` bounds the whole attempt.
    """

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    timeout: timedelta = timedelta(seconds=3)

    @property
    @abstractmethod
    def usual_port(self) -> int:
        """The port of such a server where none is set."""

    @property
    def server_port(self) -> int:
        """The port that is meant."""
        return self.port or self.usual_port

    def server_fault(self) -> Fault | None:
        """What is wrong with the server, as far as that can be told without reaching it."""
        if not _is_host(self.host):
            return _NO_HOST
        if not 0 <= self.port <= LAST_PORT:
            return _NO_PORT
        if self.password and not self.user:
            return _NO_USER
        return _ca_fault(self.ca_file) if self.ca_file is not None else None


OptionsT = TypeVar("OptionsT", bound=ServerOptions)


class Served(Outlet, Generic[OptionsT]):
    """Sends each notice to the server once, when the settings can work."""

    def __init__(self, options: OptionsT) -> None:
        self._options = options
        self._trusted: ssl.SSLContext | None = None

    @property
    def switched_on(self) -> bool:
        """Whether there is a server."""
        return bool(self._options.host)

    def fault(self) -> Fault | None:
        """That there is no such server, or what else cannot work."""
        return self._options.server_fault() or self.own_fault() if self.switched_on else None

    @abstractmethod
    def own_fault(self) -> Fault | None:
        """What beside the server cannot work."""

    @abstractmethod
    async def send(self, notice: Notice) -> Delivery:
        """Send the notice and wait for the answer; raises TimeoutError and OSError."""

    async def deliver(self, notice: Notice) -> Delivery:
        """Send the notice once."""
        if not self.switched_on:
            return switched_off("host")
        if fault := await asyncio.to_thread(self.fault):
            return Delivery(delivered=False, detail=fault.text)
        try:
            return await self.send(notice)
        except TimeoutError:
            return too_slow(self._options.timeout)
        except OSError as error:
            return unreached(error)

    def within(self) -> asyncio.Timeout:
        """The time that the whole attempt has."""
        return asyncio.timeout(self._options.timeout.total_seconds())

    def trusted(self) -> ssl.SSLContext:
        """Whom to trust. Not for the loop's thread: reading certificates takes long."""
        if self._trusted is None:
            self._trusted = ssl.create_default_context(cafile=self._options.ca_file)
        return self._trusted


def _is_host(host: str) -> bool:
    """Whether `host` may be looked up: an address, or a name without port or path, each label such as DNS takes."""
    try:
        if ":" in host:
            return ip_address(host).version == 6
        host.encode("idna")
    except ValueError:
        return False
    return bool(host) and host.isprintable() and not set(host) & set(" /@?#")


def _ca_fault(ca_file: Path) -> Fault | None:
    try:
        ssl.create_default_context(cafile=ca_file)
    except ssl.SSLError:
        why = Text(zh="里面没有 PEM 格式的证书", en="it holds no certificate in PEM form")
    except OSError as error:
        why = of_file(error)
    else:
        return None
    # Whoever reads of an alarm that was not delivered need not learn which folders there are.
    return Fault(
        text=Text(
            zh=f"证书文件（ca_file）{ca_file.name} 不能用：{why.zh}。",
            en=f"ca_file {ca_file.name} cannot be used: {why.en}.",
        ),
        option="ca_file",
    )
