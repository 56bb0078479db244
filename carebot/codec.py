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
    return plain_to_json(event_to_plain(event))


def plain_to_json(plain: dict[str, Any]) -> str:
    """Plain values as one line of JSON, as `event_to_json` writes events."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def event_from_json(line: str) -> AnyEvent:
    """The event that `line` stands for; raises JournalError when it is none."""
    try:
        plain = json.loads(line)
        return _adapters()[plain["kind"]].validate_python(_with_names_in_both(plain))
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise JournalError(
            Text(
                zh="日志中有一行不是本版本的事件，请用写下它的版本打开。",
                en=f"A line is no event of this version; use the version that wrote the journal. ({error})",
            )
        ) from error


def _with_names_in_both(plain: dict[str, Any]) -> dict[str, Any]:
    """`plain`, where a name that stands in one language counts in both: journals of running homes hold such names."""
    match plain["kind"]:
        case "robot_started":
            for person in (*plain["house"]["residents"], *plain["house"]["caregivers"]):
                person["name"] = _in_both(person["name"])
        case "alarm_acknowledged" | "alarm_resolved":
            plain["name"] = _in_both(plain["name"])
        case "incident_changed" if "by" in plain:
            plain["by"] = _in_both(plain["by"])
        case _:
            pass
    return plain


def _in_both(name: object) -> object:
    return {"zh": name, "en": name} if isinstance(name, str) else name


def plain(value: object) -> Any:
    """Any dataclass of the core as plain JSON values, for people and other programs to read."""
    return TypeAdapter(type(value)).dump_python(value, mode="json", fallback=dict, warnings=False)
