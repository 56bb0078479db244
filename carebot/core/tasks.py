"""Household tasks as one line of JSON, so that an intent's slot, a goal's parameter and the journal can carry them."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from carebot.core.household import Aim, Deed, DeedKind, Effect, Manner, Mention, Relation, State, Task, Where


def task_to_json(task: Task) -> str:
    """`task` as one line of JSON; durations in seconds."""
    return json.dumps(asdict(task), ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{value!r} is no part of a task")


def task_from_json(line: str) -> Task | None:
    """The task in `line`; None where there is none."""
    try:
        given: Any = json.loads(line)
        return Task(
            deeds=tuple(_deed(one) for one in given["deeds"]),
            aims=tuple(_aim(one) for one in given["aims"]),
            words=str(given["words"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError):
        return None


def _mention(given: Mapping[str, Any]) -> Mention:
    return Mention(
        kind=str(given["kind"]),
        words=str(given["words"]),
        traits=tuple(str(one) for one in given["traits"]),
        states=tuple(State(one) for one in given["states"]),
        contents=tuple(_mention(one) for one in given["contents"]),
        where=tuple(_where(one) for one in given["where"]),
    )


def _where(given: Mapping[str, Any]) -> Where:
    return Where(relation=Relation(given["relation"]), thing=_mention(given["thing"]))


def _aim(given: Mapping[str, Any]) -> Aim:
    return Aim(
        effect=Effect(given["effect"]),
        things=tuple(_mention(one) for one in given["things"]),
        words=str(given["words"]),
    )


def _deed(given: Mapping[str, Any]) -> Deed:
    seconds = given["duration"]
    return Deed(
        kind=DeedKind(given["kind"]),
        things=tuple(_mention(one) for one in given["things"]),
        where=tuple(_where(one) for one in given["where"]),
        source=tuple(_mention(one) for one in given["source"]),
        using=tuple(_mention(one) for one in given["using"]),
        manners=tuple(Manner(one) for one in given["manners"]),
        times=int(given["times"]),
        duration=None if seconds is None else timedelta(seconds=float(seconds)),
        aims=tuple(_aim(one) for one in given["aims"]),
        words=str(given["words"]),
    )
