"""Alarms of a process that is killed: every incident whose recording it was told of must be in the journal afterwards.

The victim runs the real bus, orchestrator and journal. It says what it was promised; the judge reads what is there.
"""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Final

from carebot import journal
from carebot.bus import Bus
from carebot.clocks import SystemClock
from carebot.core.alarms import AlarmResolved, IncidentChanged
from carebot.core.errors import JournalError
from carebot.core.events import Event, FallSuspected
from carebot.core.ids import Id, fresh_id
from carebot.core.language import Text
from carebot.core.people import Requester, RequesterKind
from carebot.incidents import Chain
from carebot.journal import Journal
from carebot.knowing import Known
from carebot.orchestrator import Orchestrator
from carebot.replay import unresolved
from safety.sample_home import sample_house

_SETTLED: Final = timedelta(seconds=20)
_LEAST_S, _MOST_S = 0.002, 0.12
_ENDED_SHARE: Final = 0.5
_CARER: Final = Requester(kind=RequesterKind.CAREGIVER, id="li")
_CARER_NAME: Final = Text(zh="李静", en="Li Jing")
_NOT_RECORDED: Final = Text(zh="写不进磁盘，测量作废。", en="The disk does not take it; the measurement is void.")


@dataclass(slots=True)
class Killed:
    """What the kills came to. `lost` are incidents that were promised and are not there, or closed without a word."""

    kills: int = 0
    promised: int = 0
    lost: list[Id] = field(default_factory=list)
    broken_at: int | None = None
    reopened: int = 0


def kill_often(path: Path, kills: int, seed: int = 1) -> Killed:
    """Kill a process in the middle of its alarms `kills` times, at random instants, on one journal at `path`."""
    chance, result = Random(seed), Killed()  # noqa: S311 - instants of kills, nothing secret
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    opened: set[Id] = set()
    closing: set[Id] = set()
    for _ in range(kills):
        mine, its = context.Pipe(duplex=False)
        victim = context.Process(target=alarms_without_end, args=(str(path), its))
        victim.start()
        its.close()
        opened.add(mine.recv()[1])
        victim.join(chance.uniform(_LEAST_S, _MOST_S))
        victim.kill()
        victim.join()
        for word, incident in _received(mine):
            (opened if word == "opened" else closing).add(incident)
        result.kills += 1
    _judge(path, opened, closing, result)
    return result


def _received(words: Connection) -> Sequence[tuple[str, Id]]:
    """What the victim could still say."""
    said: list[tuple[str, Id]] = []
    try:
        while words.poll():
            said.append(words.recv())
    except (EOFError, OSError):
        pass
    return said


def _judge(path: Path, opened: set[Id], closing: set[Id], result: Killed) -> None:
    entries = [entry.event for entry in journal.read(path, 0, ("incident_changed",))]
    changes = [event for event in entries if isinstance(event, IncidentChanged)]
    there = {event.incident for event in changes}
    still_open = {event.incident for event in unresolved(changes)}
    result.promised = len(opened)
    result.lost = sorted((opened - there) | (opened - closing - still_open))
    result.reopened = len(still_open)
    result.broken_at = journal.verify(path).broken_at


def alarms_without_end(path: str, words: Connection) -> None:
    """Let one after the other fall, and end some of it, until killed. Says what was promised once it is promised."""
    asyncio.run(_alarms(Path(path), words))


async def _alarms(path: Path, words: Connection) -> None:
    bus, clock = Bus(), SystemClock()
    chance = Random(os.getpid())  # noqa: S311 - which incidents end, nothing secret
    record = Journal(path, lambda _: None)
    record.start()
    known = Known(sample_house(0), "Asia/Shanghai")
    alarming = Orchestrator(bus, known, {}, Chain(), lambda *_: None).alarming
    bus.subscribe(Event, record.append)
    while True:
        fallen = _fall(clock)
        bus.publish(fallen)
        incident = next(one for one in alarming.open if one.about == fallen.about)
        await _recorded(record)
        words.send(("opened", incident.id))
        if chance.random() < _ENDED_SHARE:
            words.send(("closing", incident.id))
            bus.publish(_end(clock, incident.id))
            await _recorded(record)


def _fall(clock: SystemClock) -> FallSuspected:
    now = clock.now()
    return FallSuspected(
        id=fresh_id(),
        occurred_at=now,
        monitor="fall",
        about=fresh_id(),
        position=None,
        confidence=0.9,
        onset_at=now,
        camera="bench",
    )


def _end(clock: SystemClock, incident: Id) -> AlarmResolved:
    return AlarmResolved(
        id=fresh_id(), occurred_at=clock.now(), incident=incident, by=_CARER, name=_CARER_NAME, real=True
    )


async def _recorded(record: Journal) -> None:
    if not await record.settle(_SETTLED):
        raise JournalError(_NOT_RECORDED)
