"""What outlets that go over the network have in common: a notice as JSON, certificates, and words for what failed.

No secret stands in a sentence, nor an address that may hold one: whoever sees the panel reads them.
"""

import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from carebot._reasons import of_file
from carebot.core.language import Text
from carebot.outlets.base import Delivery, Notice

LAST_PORT: Final = 65535


def as_json(notice: Notice) -> dict[str, object]:
    """What a carer needs and no more, for a program to read."""
    return {
        "id": notice.id,
        "text": {"zh": notice.text.zh, "en": notice.text.en},
        "level": notice.level.name.lower(),
        "incident": notice.incident,
        "chain_step": notice.chain_step,
        "sent_at": notice.sent_at.isoformat(),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a server is and how to sign in. `ca_file`: whom to trust beside whom the system trusts; None: nobody."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    ca_file: Path | None

    def fault(self) -> Text | None:
        """What is wrong with it, as far as that can be told without reaching it."""
        if not _is_host(self.host):
            return Text(
                zh="host 不对，应写成 mail.example 或 192.0.2.7 这样。",
                en="host is none: write it as mail.example or 192.0.2.7.",
            )
        if not 0 <= self.port <= LAST_PORT:
            return Text(zh="port 应在 1 到 65535 之间。", en="port must be from 1 to 65535.")
        if self.password and not self.user:
            return Text(zh="有 password，却没有 user。", en="There is a password and no user.")
        return _ca_fault(self.ca_file) if self.ca_file is not None else None


def _is_host(host: str) -> bool:
    """Whether `host` may be looked up: an address, or a name without port or path, each label such as DNS takes."""
    try:
        if ":" in host:
            return ip_address(host).version == 6
        host.encode("idna")
    except ValueError:
        return False
    return bool(host) and host.isprintable() and not set(host) & set(" /@?#")


def _ca_fault(ca_file: Path) -> Text | None:
    try:
        ssl.create_default_context(cafile=ca_file)
    except ssl.SSLError:
        why = Text(zh="里面没有 PEM 格式的证书", en="it holds no certificate in PEM form")
    except OSError as error:
        why = of_file(error)
    else:
        return None
    return Text(zh=f"ca_file {ca_file} 不能用：{why.zh}。", en=f"ca_file {ca_file} cannot be used: {why.en}.")


def unreached(error: Exception) -> Delivery:
    """No connection, or one that broke off."""
    reason = str(error) or type(error).__name__
    detail = Text(
        zh=f"对方没有应答（{reason}），请检查地址和网络。", en=f"No answer ({reason}); check address and network."
    )
    return Delivery(delivered=False, detail=detail, passing=True)


def too_slow(timeout: timedelta) -> Delivery:
    """No answer within `timeout`."""
    seconds = f"{timeout.total_seconds():g}"
    detail = Text(
        zh=f"对方 {seconds} 秒内没有应答，请检查对方和网络。",
        en=f"No answer within {seconds} s; check the other side and the network.",
    )
    return Delivery(delivered=False, detail=detail, passing=True)


def switched_off(key: str) -> Delivery:
    """Nothing is set, at `key`, to send to."""
    return Delivery(delivered=False, detail=Text(zh=f"没有设置 {key}。", en=f"No {key} is set."))
