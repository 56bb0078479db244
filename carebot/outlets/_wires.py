"""What outlets that go over the network have in common: a notice as JSON, and words for what failed.

No secret stands in a sentence, nor an address that may hold one: whoever sees the panel reads them.
"""

from datetime import timedelta
from typing import Final

from carebot.core.language import Text
from carebot.outlets.base import Delivery, Notice

LAST_PORT: Final = 65535


def as_json(notice: Notice) -> dict[str, object]:
    """What a carer needs and no more, for a program to read."""
    its = notice.bearings
    return {
        "id": notice.id,
        "text": _in_each(notice.text),
        "level": notice.level.name.lower(),
        "incident": notice.incident,
        "who": _in_each(its.who),
        "where": _in_each(its.where),
        "since": its.since.isoformat() if its.since else None,
        "chain_step": notice.chain_step,
        "sent_at": notice.sent_at.isoformat(),
    }


def _in_each(words: Text) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


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
