"""Finding the event that is meant: by id, by what it was ("last stop"), or by the time of day.

The journal is searched where it stands, and only the stretch around the event is read.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from carebot._journal_file import select_rows
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.deeds import ActionDecided, LimitsTightened, RobotStarted
from carebot.core.errors import UnknownEventError
from carebot.core.events import FaultRaised, PauseRequested, StopPressed
from carebot.core.language import Text
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Verdict
from carebot.explaining.record import Record
from carebot.journal import Entry, select

BEFORE: Final = 3_000
"""Events read before the one that is meant: many hours of a quiet home."""
AFTER: Final = 1_000
_WEEK: Final = timedelta(days=7)
_LEAST_PREFIX: Final = 4
_UNTOLD: Final = ("observation", "timer_elapsed", "weather_reported", "notification_sent", "spoken", "action_proposed")
"""Kinds that "last" and a time of day pass over: there is one at nearly every moment."""


_OF: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType(
    {
        "alarm": (("incident_changed", "incident"), ("action_decided", "run")),
        "goal": (("goal_started", "goal"), ("goal_accepted", "id")),
        "source": (("fault_raised", "source"),),
    }
)
"""What may be named by its own id: the last event of it is meant. An alarm is an incident, or a call outside one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Something that can be asked for as the last of its sort."""

    kinds: tuple[str, ...]
    is_one: Callable[[AnyEvent], bool]


def is_stop(event: AnyEvent) -> bool:
    """Whether the robot stood still by it: stopped or paused by a person, or held by the running monitor."""
    match event:
        case StopPressed() | PauseRequested(paused=True):
            return True
        case LimitsTightened(decision=decision, revoked=revoked):
            return revoked or decision.verdict is Verdict.DENY
        case _:
            return False


def is_refusal(event: AnyEvent) -> bool:
    """Whether something was refused, or waited for a yes."""
    match event:
        case ActionDecided(decision=decision):
            return decision.verdict >= Verdict.CONFIRM
        case LimitsTightened(revoked=revoked):
            return revoked
        case _:
            return False


def is_slowing(event: AnyEvent) -> bool:
    """Whether the robot went slower by it than it was asked to."""
    if not isinstance(event, ActionDecided | LimitsTightened):
        return False
    return event.decision.verdict is Verdict.LIMIT and event.decision.limits.speed_mps > 0


def is_alarm(event: AnyEvent) -> bool:
    """Whether people were called by it."""
    return isinstance(event, IncidentChanged) and event.stage in {IncidentStage.ALARM, IncidentStage.ESCALATED}


LAST: Final[Mapping[str, Wanted]] = MappingProxyType(
    {
        "stop": Wanted(kinds=("stop_pressed", "pause_requested", "limits_tightened"), is_one=is_stop),
        "refusal": Wanted(kinds=("action_decided", "limits_tightened"), is_one=is_refusal),
        "slowing": Wanted(kinds=("action_decided", "limits_tightened"), is_one=is_slowing),
        "alarm": Wanted(kinds=("incident_changed",), is_one=is_alarm),
        "fault": Wanted(kinds=("fault_raised",), is_one=lambda event: isinstance(event, FaultRaised)),
    }
)


def find(path: Path, wanted: str) -> Entry:
    """The event that `wanted` means in the journal at `path`.

    An id or its beginning, "last", "last stop" (refusal, slowing, alarm, fault), "alarm" or "goal" with an id,
    "source" with a part that failed, or a time on the home's clock. Raises UnknownEventError with what to do, and
    JournalError for what is no journal.
    """
    words = wanted.strip().lower().split()
    if words == ["last"]:
        return _first(_backwards(path, f"kind not in ({_marks(_UNTOLD)})", _UNTOLD), _empty(wanted))
    if len(words) == 2 and words[0] in _OF:
        return _first(_of(path, _OF[words[0]], words[1]), _empty(wanted))
    if words[:1] == ["last"] and len(words) == 2 and words[1] in LAST:
        sort = LAST[words[1]]
        found = _backwards(path, f"kind in ({_marks(sort.kinds)})", sort.kinds)
        return _first((entry for entry in found if sort.is_one(entry.event)), _empty(wanted))
    at = _instant(path, wanted.strip())
    if at is not None:
        values = (at.isoformat(), *_UNTOLD)
        before = _backwards(path, f"occurred_at < ? and kind not in ({_marks(_UNTOLD)})", values)
        return _first(before, _empty(wanted))
    return _by_id(path, wanted.strip().lower())


def stretch(path: Path, entry: Entry) -> Record:
    """The record around `entry`, at the home as the robot last started in it before."""
    first = entry.sequence - BEFORE
    record = Record()
    kinds = ("robot_started", "consent_changed")
    for one in tuple(_backwards(path, "kind = ? and sequence < ?", ("robot_started", first), most=1)):
        record.take_in(one)
        consents = f"kind in ({_marks(kinds)}) and sequence > ? and sequence < ?"
        for other in select(path, f"{consents} order by sequence", (*kinds, one.sequence, first)):
            record.take_in(other)
    for one in select(path, "sequence between ? and ? order by sequence", (first, entry.sequence + AFTER)):
        record.take_in(one)
    return record


def often(path: Path, event: AnyEvent) -> int | None:
    """How many events like `event` the week up to it has; None for a kind whose number says nothing."""
    alike = _alike(event)
    if alike is None:
        return None
    since = (event.occurred_at.astimezone(UTC) - _WEEK).isoformat()
    until = event.occurred_at.astimezone(UTC).isoformat()
    in_common = " and instr(body, ?)" * len(alike)
    condition = f"kind = ? and occurred_at >= ? and occurred_at <= ?{in_common} order by sequence"
    return sum(1 for _ in select_rows(path, condition, (event.kind, since, until, *alike)))


def _alike(event: AnyEvent) -> tuple[str, ...] | None:
    """What the JSON of an event has in common with those like it; None where counting them says nothing."""
    match event:
        case ActionDecided(decision=decision) | LimitsTightened(decision=decision):
            decisive = decision.decisive
            return (f'"rule":"{decisive.rule}"',) if decisive else None
        case StopPressed() | PauseRequested():
            return ()
        case IncidentChanged(stage=stage, about=about):
            return (f'"stage":"{stage.value}"', f'"about":"{about}"')
        case FaultRaised(source=source):
            return (f'"source":"{source}"',)
        case _:
            return None


def _of(path: Path, kinds: tuple[tuple[str, str], ...], named: str) -> Iterator[Entry]:
    for kind, key in kinds:
        yield from _backwards(path, "kind = ? and instr(body, ?)", (kind, f'"{key}":"{named}"'))


def _by_id(path: Path, prefix: str) -> Entry:
    if len(prefix) < _LEAST_PREFIX or not prefix.isalnum():
        raise UnknownEventError(_NOT_UNDERSTOOD)
    found = list(_backwards(path, "id >= ? and id < ?", (prefix, f"{prefix}~"), most=3))
    if len(found) > 1 and any(one.event.id != found[0].event.id for one in found):
        listed = ", ".join(one.event.id[: len(prefix) + 4] for one in found)
        raise UnknownEventError(
            Text(
                zh=f"有不止一个事件的编号以 {prefix} 开头（{listed}…）。请多写几位。",
                en=f"More than one event begins with {prefix} ({listed}…). Write more of its id.",
            )
        )
    return _first(iter(found), _empty(prefix))


_NOT_UNDERSTOOD: Final = Text(
    zh="看不懂指的是哪个事件。请写编号的前几位（至少 4 位）、last、last stop、last refusal、last slowing、last alarm，"
    "或时间（如 14:05）。编号见 carebot journal show。",
    en="It is not clear which event is meant. Write the beginning of an id (4 characters or more), last, last stop, "
    "last refusal, last slowing, last alarm, or a time such as 14:05. `carebot journal show` lists what happened.",
)


def _empty(wanted: str) -> Text:
    return Text(
        zh=f"记录里没有“{wanted}”。用 carebot journal show 看看发生过什么，或用 --journal 另选一个日志。",
        en=f"The record has no '{wanted}'. See what happened with `carebot journal show`, or name another journal.",
    )


def _first(entries: Iterator[Entry], otherwise: Text) -> Entry:
    entry = next(entries, None)
    if entry is None:
        raise UnknownEventError(otherwise)
    return entry


def _backwards(path: Path, condition: str, values: tuple[str | int, ...], most: int = -1) -> Iterator[Entry]:
    return select(path, f"{condition} order by sequence desc limit ?", (*values, most))


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def _instant(path: Path, wanted: str) -> datetime | None:
    """The end of the minute or second that `wanted` names: a whole instant, or a time on the last day of the record."""
    if not {":", "-"} & set(wanted):
        return None
    last = next(_backwards(path, "true", (), most=1), None)
    zone = ZoneInfo(_timezone(path))
    if last is None:
        return None
    try:
        at = datetime.fromisoformat(wanted)
    except ValueError:
        try:
            of_day = time.fromisoformat(wanted)
        except ValueError:
            return None
        at = datetime.combine(last.event.occurred_at.astimezone(zone).date(), of_day)
    if at.tzinfo is None:
        at = at.replace(tzinfo=zone)
    return at.astimezone(UTC) + (timedelta(seconds=1) if wanted.count(":") > 1 else timedelta(minutes=1))


def _timezone(path: Path) -> str:
    started = next(_backwards(path, "kind = ?", ("robot_started",), most=1), None)
    return started.event.timezone if started and isinstance(started.event, RobotStarted) else "UTC"
