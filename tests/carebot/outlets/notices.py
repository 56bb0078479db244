"""Notices for tests of outlets."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from carebot.bearings import Bearings
from carebot.core.actions import AlarmLevel
from carebot.core.language import Text
from carebot.outlets.base import Notice

FALL = Notice(
    id="n1",
    text=Text(zh="王奶奶可能在卧室摔倒了，请马上过去！", en="Grandma Wang may have fallen. Please go at once!"),
    level=AlarmLevel.HIGH,
    incident="i1",
    chain_step=2,
    sent_at=datetime(2026, 3, 1, 2, 0, tzinfo=UTC),
    bearings=Bearings(
        who=Text(zh="王奶奶", en="Grandma Wang"),
        where=Text(zh="卧室", en="bedroom"),
        since=datetime(2026, 3, 1, 1, 59, tzinfo=UTC),
        step=Text(zh="第 2 级升级", en="escalation 2"),
    ),
)


def notice(**changes: Any) -> Notice:
    """The notice of a fall, with `changes`."""
    return replace(FALL, **changes)
