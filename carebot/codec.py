"""Events to and from JSON, for the journal, exports and the panel. The dataclasses of the core stay free of it."""

import json
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from carebot.core.errors import JournalError
from carebot.core.language import Text
from carebot.core.record import AnyEvent


@cache
def _adapters() -> dict[str, TypeAdapter[AnyEvent]]:
    return {kind.__dataclass_fields__["kind"].default: TypeAdapter(kind) for kind in get_args(AnyEvent)}


def event_to_plain(event: AnyEvent) -> dict[str, Any]:
    """The event as plain JSON values."""
    # Read-only mappings are written as plain ones, which pydantic would warn of.
    plain: dict[str, Any] = _adapters()[event.kind].dump_python(event, mode="json", fallback=dict, warnings=False)
    return plain


def event_to_json(event: AnyEvent) -> str:
    """The event as one line of JSON with keys in a fixed order; infinities stand as `Infinity`."""
    return json.dumps(event_to_plain(event), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def event_from_json(line: str) -> AnyEvent:
    """The event that `line` stands for; raises JournalError when it is none."""
    try:
        plain = json.loads(line)
        return _adapters()[plain["kind"]].validate_python(plain)
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise JournalError(
            Text(
                zh="日志中有一行不是本版本的事件，请用写下它的版本打开。",
                en=f"A line is no event of this version; use the version that wrote the journal. ({error})",
            )
        ) from error


def plain(value: object) -> Any:
    """Any dataclass of the core as plain JSON values, for people and other programs to read."""
    return TypeAdapter(type(value)).dump_python(value, mode="json", fallback=dict, warnings=False)
