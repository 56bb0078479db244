"""The file of memories: what is kept, that nothing erased can be read from it again, and what the record proves."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

import pytest

from carebot.bus import Bus
from carebot.clocks import SimulatedClock
from carebot.consents import Consents
from carebot.core.actions import Action, Forget, Remember, Say, SetConsent
from carebot.core.errors import JournalError
from carebot.core.events import ConsentChanged, Event
from carebot.core.language import Language
from carebot.core.memories import MemoriesErased, MemoryKept
from carebot.core.outcomes import Result
from carebot.core.people import Consent
from carebot.core.permits import PermitLedger, signature
from carebot.core.record import AnyEvent
from carebot.core.verdicts import Limits, Permit
from carebot.memories import ForgetWords, Memories, digest_of
from tests.safety.builders import BY_LI, NOW, text

pytestmark = pytest.mark.anyio
E = TypeVar("E", bound=Event)
KEY: Final = b"k" * 32
DUMPLINGS: Final = "我最爱吃我妈包的荠菜饺子"
LANE: Final = "我小时候住在烂缦胡同"


@dataclass
class Kept:
    """Memories in a file, with the events that they published."""

    memories: Memories
    consents: Consents
    clock: SimulatedClock
    bus: Bus
    folder: Path
    events: list[AnyEvent] = field(default_factory=list)
    count: int = 0

    def permit(self, action: Action) -> Permit:
        self.count += 1
        unsigned = Permit(
            id=f"p{self.count}", decision="d", action=action, limits=Limits(), issued_at=NOW,
            expires_at=NOW + timedelta(seconds=30), signature="",
        )  # fmt: skip
        return Permit(
            id=unsigned.id, decision="d", action=action, limits=Limits(), issued_at=NOW,
            expires_at=unsigned.expires_at, signature=signature(unsigned, KEY),
        )  # fmt: skip

    async def do(self, action: Action) -> Result:
        return (await self.memories.execute(self.permit(action))).result

    async def remember(self, memory: str, words: str, about: str = "li") -> Result:
        return await self.do(Remember(about=about, memory=memory, words=words, language=Language.ZH))

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    def bytes_on_disk(self) -> bytes:
        return b"".join(path.read_bytes() for path in sorted(self.folder.iterdir()))


@asynccontextmanager
async def kept_in(folder: Path, forget: ForgetWords = lambda words, _: len(words)) -> AsyncIterator[Kept]:
    bus, clock = Bus(), SimulatedClock(NOW)
    kept = Kept(
        memories=Memories(folder / "memories.db", bus, clock, PermitLedger(KEY), forget),
        consents=Consents(bus, clock, PermitLedger(KEY)), clock=clock, bus=bus, folder=folder,
    )  # fmt: skip
    bus.subscribe(Event, kept.events.append)
    try:
        yield kept
    finally:
        kept.memories.close()


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        assert kept.memories.start() == ()
        assert await kept.remember("m1", DUMPLINGS) is Result.SUCCEEDED
    async with kept_in(tmp_path) as again:
        [memory] = again.memories.start()
        assert (memory.id, memory.about, memory.words, memory.told_at) == ("m1", "li", DUMPLINGS, NOW)


async def test_the_words_are_nowhere_in_the_file_once_forgotten(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        await kept.remember("m2", LANE)
        assert DUMPLINGS.encode() in kept.bytes_on_disk()
        assert await kept.do(Forget(about="li", memories=("m1",))) is Result.SUCCEEDED
        assert DUMPLINGS.encode() not in kept.bytes_on_disk()
        assert DUMPLINGS.encode("utf-16-le") not in kept.bytes_on_disk()
        assert LANE.encode() in kept.bytes_on_disk()
        await kept.do(Forget(about="li"))
        assert LANE.encode() not in kept.bytes_on_disk()


async def test_the_record_proves_both_and_holds_no_words(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        [told] = kept.of(MemoryKept)
        with sqlite3.connect(tmp_path / "memories.db") as reader:
            [(key,)] = reader.execute("select key from memories").fetchall()
        reader.close()
        assert told.digest == digest_of(DUMPLINGS, key)
        await kept.do(Forget(about="li", memories=("m1",)))
        [erased] = kept.of(MemoriesErased)
        assert (erased.memories, erased.digests) == (("m1",), (told.digest,))
        assert key not in kept.bytes_on_disk()
        assert DUMPLINGS not in repr(told) + repr(erased)


async def test_the_same_words_have_another_digest_each_time(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        await kept.remember("m2", DUMPLINGS)
        one, other = kept.of(MemoryKept)
        assert one.digest != other.digest


async def test_the_record_forgets_the_words_first(tmp_path: Path) -> None:
    asked: list[tuple[list[str], datetime]] = []

    def forget(words: Collection[str], since: datetime) -> int:
        asked.append((list(words), since))
        if len(asked) == 1:
            raise JournalError(text("full"))
        return 7

    async with kept_in(tmp_path, forget) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        await kept.remember("m2", LANE)
        assert await kept.do(Forget(about="li")) is Result.EXECUTION
        assert kept.of(MemoriesErased) == []
        assert DUMPLINGS.encode() in kept.bytes_on_disk(), "nothing is gone that is not gone everywhere"
        assert await kept.do(Forget(about="li")) is Result.SUCCEEDED
        assert [event.illegible for event in kept.of(MemoriesErased)] == [7]
        await kept.do(Forget(about="li"))
        assert kept.of(MemoriesErased)[-1].illegible == 0
    assert [sorted(words) for words, _ in asked] == [sorted((DUMPLINGS, LANE))] * 2
    assert {since for _, since in asked} == {NOW - timedelta(minutes=10)}


async def test_forgetting_touches_nobody_elses_memories(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        await kept.remember("m2", LANE, about="wang")
        await kept.do(Forget(about="li"))
        await kept.do(Forget(about="li", memories=("m2",)))
        assert LANE.encode() in kept.bytes_on_disk()
        assert [event.memories for event in kept.of(MemoriesErased)] == [("m1",), ()]


async def test_withdrawn_consent_erases_all_of_hers(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        await kept.remember("m2", LANE, about="wang")
        for consent in (Consent.TOUCH, Consent.REMEMBERING):
            action = SetConsent(resident="li", consent=consent, given=False)
            assert (await kept.consents.execute(kept.permit(action))).succeeded
        assert [event.by for event in kept.of(ConsentChanged)] == [BY_LI, BY_LI]
        [erased] = kept.of(MemoriesErased)
        assert (erased.about, erased.memories) == ("li", ("m1",))
        assert DUMPLINGS.encode() not in kept.bytes_on_disk()


async def test_what_nobody_agrees_to_any_more_is_erased_at_the_start(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        await kept.remember("m2", LANE, about="wang")
        kept.memories.erase_without_consent({"wang"})
        assert DUMPLINGS.encode() not in kept.bytes_on_disk()
        assert LANE.encode() in kept.bytes_on_disk()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda permit: replace(permit, signature="forged"),
        lambda permit: replace(permit, action=Forget(about="wang")),
    ],
)
async def test_nothing_is_done_without_a_good_permit(tmp_path: Path, spoil: Callable[[Permit], Permit]) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        await kept.remember("m1", DUMPLINGS)
        outcome = await kept.memories.execute(spoil(kept.permit(Forget(about="li"))))
        assert outcome.result is Result.REFUSED
        assert DUMPLINGS.encode() in kept.bytes_on_disk()


async def test_a_file_that_was_not_opened_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        outcome = await kept.memories.execute(kept.permit(Forget(about="li")))
        assert outcome.result is Result.EXECUTION
        assert outcome.detail.zh


async def test_only_memories_and_consents_are_theirs(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        say = Say(text=text("hello"), language=Language.ZH)
        assert not kept.memories.supports(say)
        assert not kept.consents.supports(say)
        assert kept.memories.supports(Forget(about="li"))


async def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    async with kept_in(tmp_path) as kept:
        kept.memories.start()
        assert (tmp_path / "memories.db").stat().st_mode & 0o077 == 0
